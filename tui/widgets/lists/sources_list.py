"""The list of sources: whose words the article reports, each with its share of them as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from ...evidence.source import Source
from ...evidence.sources import find_sources
from ...text.analysis import Analysis
from ...text.article import Article
from ...text.charts import bar
from ...text.safe import cells, one_line
from .item import Item, LateLine
from .row_text import NAME_STYLES, OTHER_STYLE, heading, short_name, sign_of
from .sidebar_list import ListSource, SidebarList

BAR = 10
"""Cells of a bar."""

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
    return items


def item(source: Source, width: int, *, counts: bool = True) -> Item:
    """One source in two lines: its name and, if it counts, its share of the words; the share as a bar, and what it says
    how often."""
    named = "" if source.name else NOT_NAMED
    return Item(
        key=f"s{source.id}",
        line=LateLine(partial(_line, source, width, counts), 2),
        spans=tuple(source.spans),
        search=f"{source.title} {source.called} {source.role or ''} {source.kind} {named}".casefold(),
    )


def _line(source: Source, width: int, counts: bool) -> Content:
    share = f"{source.share:.0%}" if counts else ""
    room = width - cells(share) - 3
    if source.name:
        name = short_name(source.name, room, person=source.kind == "person")
    else:
        name = f"({one_line(source.called, room - 2)})"
    gap = " " * max(1, width - cells(name) - cells(share) - 2)
    statements = f"{len(source.quotes)} statement{'' if len(source.quotes) == 1 else 's'}"
    about = [statements, *([] if source.name else [NOT_NAMED]), *([source.role] if source.role else [source.kind])]
    return Content.assemble(
        sign_of(any(quote.confirmed for quote in source.quotes), source.unsure),
        (name, STYLES[source.kind] if source.name else "$text-muted"),
        (gap + share, "$text-muted"),
        ("\n  " + bar(source.share if counts else 0, BAR), "$text-accent"),
        (" " + one_line(", ".join(about), max(0, width - BAR - 3)), "$text-muted"),
    )


class SourcesList(SidebarList):
    """Everyone whose words the article reports."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        return source_items(source.article, source.analysis, by_place=second_order, width=width)

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
