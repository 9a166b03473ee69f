"""The rows of people, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ...export.plain_lines import KINDS
from ...text.packed import mention_spans
from ...text.safe import cells, one_line
from .item import Item
from .late_line import LateLine

if TYPE_CHECKING:
    from ...text.analysis import Analysis, Entity

STYLES = {
    "PERSON": "$entity-person",
    "ORG": "$entity-org",
    "GPE": "$entity-place",
    "LOC": "$entity-place",
    "FAC": "$entity-place",
}
"""Colour of a name by its label; any other is `OTHER`. The headings tell the same in words."""

OTHER = "$entity-other"

CONFIRMED = "✓"
"""Before what the reader has said or confirmed."""

UNSURE = "?"
"""After what the machine is not sure of."""


def entity_items(analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The entities under a heading for each kind, the most mentioned first, or in the order of the text."""
    groups: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        groups.setdefault(KINDS.get(entity.label, "Others"), []).append(entity)
    items: list[Item] = []
    for kind in [*dict.fromkeys(KINDS.values()), "Others"]:
        if entities := groups.get(kind):
            items.append(heading(kind, len(entities)))
            items.extend(rows(entities, by_place, width))
    return items


def heading(text: str, count: int | None = None, style: str = "$text-muted") -> Item:
    """A heading row, with the number of rows under it."""
    number = "" if count is None else f" ({count})"
    return Item(f"heading {text}", Content.assemble((f"{text}{number}", f"bold {style}")), heading=True)


def rows(entities: list[Entity], by_place: bool, width: int) -> Iterator[Item]:
    """One row each, with the number of mentions at the right edge."""
    entities = sorted(entities, key=lambda entity: entity.mentions[0].span.start if by_place else -len(entity.mentions))
    for entity in entities:
        yield Item(
            key=entity.id,
            line=LateLine(partial(_line, entity, width)),
            spans=mention_spans(entity),
            search=" ".join([entity.name, *entity.aliases, *(role.text for role in entity.roles)]).casefold(),
        )


def _line(entity: Entity, width: int) -> Content:
    count = str(len(entity.mentions))
    unsure = UNSURE if any(mention.unsure for mention in entity.mentions) and not entity.confirmed else ""
    name = short_name(entity.name, width - len(count) - len(unsure) - 3, person=entity.label == "PERSON")
    gap = " " * max(1, width - cells(name) - len(count) - len(unsure) - 2)
    return Content.assemble(
        confirmed_sign(entity.confirmed),
        (name, STYLES.get(entity.label, OTHER)),
        (unsure, "bold $text-warning"),
        gap,
        (count, "$text-muted"),
    )


def confirmed_sign(confirmed: bool) -> tuple[str, str]:
    """Two cells with the sign of the reader's word, or two blanks."""
    return (f"{CONFIRMED} ", "bold $text-success") if confirmed else ("  ", "")


def short_name(name: str, width: int, *, person: bool = False) -> str:
    """A name in at most `width` cells with what tells it from others: of a person the surname, of others both ends.

    "Andrés Manuel López Obrador" becomes "A. M. López Obrador"; "Department of Homeland Security" becomes
    "Department…Homeland Security".
    """
    name = one_line(name)
    if cells(name) <= width:
        return name
    words = name.split(" ")
    if person:
        return next((short for short in _shorter(words) if cells(short) <= width), one_line(words[-1], width))
    for kept in range(1, len(words)):
        end = " ".join(words[kept:])
        room = width - cells(end) - 1
        if room >= min(4, cells(words[0])):
            return _cut(name, room) + "…" + end
    room = (width - 1) // 2
    return _cut(name, width - 1 - room) + "…" + name[len(name) - room :] if name.isascii() else one_line(name, width)


def _shorter(words: Sequence[str]) -> Iterator[str]:
    """A person's name shorter and shorter: the first names as initials, then without them. Of three words and more the
    last two are taken for the surname."""
    surname = 2 if len(words) > 2 else 1
    for number in range(1, len(words) - surname + 1):
        yield " ".join([*(word[:1] + "." for word in words[:number]), *words[number:]])
    yield " ".join(words[-surname:])


def _cut(name: str, width: int) -> str:
    """The beginning of a name, with the last word whole where that costs little."""
    begin = one_line(name, width + 1).removesuffix("…")
    at_word = begin.rpartition(" ")[0]
    return at_word if len(at_word) >= len(begin) * 2 // 3 else begin.rstrip()
