"""The list of people, organisations, places and other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ...text.entity_kinds import KINDS, kind_of_label
from ...text.safe import cells
from .item import Item, LateLine
from .row_text import MOST_LINES, NAME_STYLES, OTHER_STYLE, heading, in_lines, short_name, sign_of
from .sidebar_list import ListSource, SidebarList

if TYPE_CHECKING:
    from ...text.analysis import Analysis, Entity


def entity_items(analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The entities under a heading for each kind, most mentioned first or in the order of the text."""
    groups: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        groups.setdefault(KINDS.get(entity.label, "Others"), []).append(entity)
    items: list[Item] = []
    for kind in [*dict.fromkeys(KINDS.values()), "Others"]:
        if entities := groups.get(kind):
            items.append(heading(kind, len(entities)))
            items.extend(rows(entities, by_place, width))
    return items


def rows(entities: list[Entity], by_place: bool, width: int) -> Iterator[Item]:
    """One row for each entity, with its number of mentions at the right."""
    entities = sorted(entities, key=lambda entity: entity.mentions[0].span.start if by_place else -len(entity.mentions))
    for entity in entities:
        yield Item(
            key=entity.id,
            line=LateLine(partial(_line, entity, width)),
            full=partial(_in_full, entity, width),
            spans=entity.spans,
            search=" ".join([entity.name, *entity.aliases, *(role.text for role in entity.roles)]).casefold(),
        )


def _line(entity: Entity, width: int) -> Content:
    return _lines(entity, [short_name(entity.name, _room(entity, width), person=entity.label == "PERSON")], width)


def _in_full(entity: Entity, width: int) -> Content:
    return _lines(entity, in_lines(entity.name, _room(entity, width), MOST_LINES), width)


def _room(entity: Entity, width: int) -> int:
    """Cells for the name next to its sign and the count."""
    return width - len(str(len(entity.mentions))) - 3


def _lines(entity: Entity, name: list[str], width: int) -> Content:
    """The name in its lines, with the number of mentions at the right of the first."""
    count, style = str(len(entity.mentions)), NAME_STYLES.get(entity.label, OTHER_STYLE)
    gap = " " * max(1, width - cells(name[0]) - len(count) - 2)
    return Content.assemble(
        sign_of(entity.confirmed, bool(entity.unsure)),
        (name[0], style),
        gap,
        (count, "$text-muted"),
        *[("\n  " + line, style) for line in name[1:]],
    )


class PeopleList(SidebarList):
    """People, organisations, places and other names."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        return entity_items(source.analysis, by_place=second_order, width=width) if source.analysis else ()

    COLUMNS = ("name", "kind", "mentions", "unsure", "aliases", "roles")

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        return {
            entity.id: (
                entity.name,
                kind_of_label(entity.label),
                len(entity.mentions),
                bool(entity.unsure) and not entity.confirmed,
                "; ".join(entity.aliases),
                "; ".join(role.text for role in entity.roles),
            )
            for entity in (source.analysis.entities if source.analysis else ())
        }

    def copied(self, source: ListSource, item: Item) -> str:
        return self.name(source, item) or ""

    def name(self, source: ListSource, item: Item) -> str | None:
        entity = source.analysis.entity(item.key) if source.analysis else None
        return entity.name if entity else None

    def speaker(self, source: ListSource, item: Item) -> str | None:
        return self.name(source, item)


LIST = PeopleList()
