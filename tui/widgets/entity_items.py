"""The rows of people, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ..plain import KINDS
from ..text.analysis import Analysis, Entity
from ..text.safe import one_line
from .item_list import Item

SIGNS = {"People": "@", "Organisations": "#", "Places": "%"}
"""Before each row, so that the kinds are told apart without colour, also where the heading has scrolled away."""

STYLES = {
    "PERSON": "$entity-person",
    "ORG": "$entity-org",
    "GPE": "$entity-place",
    "LOC": "$entity-place",
    "FAC": "$entity-place",
}


def entity_items(analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The entities under a heading for each kind, the most mentioned first, or in the order of the text."""
    groups: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        groups.setdefault(KINDS.get(entity.label, "Others"), []).append(entity)
    items: list[Item] = []
    for kind in [*dict.fromkeys(KINDS.values()), "Others"]:
        if entities := groups.get(kind):
            items.append(heading(f"{kind} ({len(entities)})"))
            items.extend(rows(entities, by_place, width))
    return items


def heading(text: str) -> Item:
    """A heading row."""
    return Item(f"heading {text}", Content(text).stylize("bold $text-muted"), heading=True)


def rows(entities: list[Entity], by_place: bool, width: int) -> Iterator[Item]:
    """One row each, with the number of mentions at the right edge."""
    entities = sorted(entities, key=lambda entity: entity.mentions[0].span.start if by_place else -len(entity.mentions))
    for entity in entities:
        count = str(len(entity.mentions))
        unsure = "?" if any(mention.unsure for mention in entity.mentions) else ""
        sign = "✓" if entity.confirmed else " "
        name = one_line(entity.name, width - len(count) - 4)
        gap = " " * max(1, width - len(name) - len(count) - 3 - len(unsure))
        yield Item(
            key=entity.id,
            line=Content.assemble(
                sign + " ", (name + unsure, STYLES.get(entity.label, "$entity-other")), gap, (count, "$text-muted")
            ),
            spans=tuple(mention.span for mention in entity.mentions),
            search=" ".join([entity.name, *entity.aliases, *(role.text for role in entity.roles)]).casefold(),
        )
