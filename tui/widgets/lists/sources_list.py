"""The list of sources: whose words the article reports, each with its share of them as a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.content import Content

from ...evidence.source import Source
from ...evidence.sources import find_sources
from ...text.analysis import Analysis
from ...text.article import Article
from ...text.charts import bar
from ...text.safe import cells, one_line
from .item import Item, LateLine
from .row_text import MOST_LINES, NAME_STYLES, OTHER_STYLE, heading, in_lines, remark, short_name, sign_of
from .sidebar_list import ListSource, SidebarList

BAR = 10
"""The width of a bar, in cells."""

SHARE = 4
"""The width of the widest share, "100%", in cells."""

STYLES = {
    "person": NAME_STYLES["PERSON"],
    "organisation": NAME_STYLES["ORG"],
    "media": NAME_STYLES["ORG"],
    "document": OTHER_STYLE,
    "group": OTHER_STYLE,
}
"""Colour of a name by the kind of source."""

NOT_NAMED = "not named"
POSSIBLE = "Possible sources"


def source_items(article: Article, analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The sources, those with the most words first or in the order of the text; then, under a heading, the possible
    ones."""
    found = find_sources(article, analysis)
    items: list[Item] = []
    for name, sources in (("Sources", found.sources), (POSSIBLE, found.possible)):
        if sources:
            ordered = sources if by_place else sorted(sources, key=lambda source: -source.share)
            items += [heading(name, len(sources)), *(item(one, width, counts=name != POSSIBLE) for one in ordered)]
    if found.remark:
        items.append(remark("remark", found.remark, width))
    return items


def item(source: Source, width: int, *, counts: bool = True) -> Item:
    """One source in two lines: its name and, if it counts, its share of the words; then the share as a bar, and what
    `_about` says."""
    named = "" if source.name else NOT_NAMED
    return Item(
        key=f"s{source.id}",
        line=LateLine(partial(_line, source, width, counts), 2),
        spans=tuple(source.spans),
        search=f"{source.title} {source.called} {source.role or ''} {source.kind} {named}".casefold(),
        full=partial(_in_full, source, width, counts),
    )


def _line(source: Source, width: int, counts: bool) -> Content:
    room = width - SHARE - 3
    if source.name:
        name = short_name(source.name, room, person=source.kind == "person")
    else:
        name = f"({one_line(source.called, room - 2)})"
    return _rows(source, width, counts, [name], [one_line(_about(source), width - BAR - 3)])


def _in_full(source: Source, width: int, counts: bool) -> Content:
    name = in_lines(source.name or f"({source.called})", width - SHARE - 3, MOST_LINES)
    return _rows(source, width, counts, name, in_lines(_about(source), width - BAR - 3, MOST_LINES))


def _about(source: Source) -> str:
    """How much a source says, whether it is named, and its role or kind."""
    statements = f"{len(source.quotes)} statement{'' if len(source.quotes) == 1 else 's'}"
    return ", ".join([statements, *([] if source.name else [NOT_NAMED]), source.role or source.kind])


def _rows(source: Source, width: int, counts: bool, name: list[str], about: list[str]) -> Content:
    """The name with the share at its right, then the bar with the rest at its right, each in one or more lines."""
    share = f"{source.share:.0%}" if counts else ""
    style = STYLES[source.kind] if source.name else "$text-muted"
    gap = " " * max(1, width - cells(name[0]) - cells(share) - 2)
    return Content.assemble(
        sign_of(any(quote.confirmed for quote in source.quotes), source.unsure),
        (name[0], style),
        (gap + share, "$text-muted"),
        *[("\n  " + line, style) for line in name[1:]],
        ("\n  " + bar(source.share if counts else 0, BAR), "$text-accent"),
        (" " + about[0], "$text-muted"),
        *[("\n" + " " * (BAR + 3) + line, "$text-muted") for line in about[1:]],
    )


class SourcesList(SidebarList):
    """Everyone whose words the article reports."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        return source_items(source.article, source.analysis, by_place=second_order, width=width)

    COLUMNS = ("source", "named", "possible", "unsure", "statements", "words", "share", "role")

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        if source.analysis is None:
            return {}
        found = find_sources(source.article, source.analysis)
        return {
            f"s{one.id}": (
                one.name or f"({one.called})",
                bool(one.name),
                one in found.possible,
                one.unsure,
                len(one.quotes),
                one.words,
                round(one.share, 3),
                one.role or one.kind,
            )
            for one in found.sources + found.possible
        }

    def copied(self, source: ListSource, item: Item) -> str:
        return self.name(source, item) or ""

    def name(self, source: ListSource, item: Item) -> str | None:
        if source.analysis is None:
            return None
        found = find_sources(source.article, source.analysis)
        return next((one.title for one in found.sources + found.possible if f"s{one.id}" == item.key), None)

    def speaker(self, source: ListSource, item: Item) -> str | None:
        return self.name(source, item)


LIST = SourcesList()
