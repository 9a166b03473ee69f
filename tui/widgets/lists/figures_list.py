"""The list of figures: dates, amounts, shares and counts, for fact checking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial

from textual.content import Content

from ...evidence.timeline import timeline
from ...text.analysis import Analysis, Figure
from ...text.article import Article
from ...text.safe import cells, one_line
from .item import Item, LateLine
from .row_text import around, heading, in_lines, short_name
from .sidebar_list import ListSource, SidebarList

NAMES = {
    "PERCENT": "Shares",
    "MONEY": "Money",
    "QUANTITY": "Quantities",
    "CARDINAL": "Counts",
    "ORDINAL": "Ranks",
    "DATE": "Dates",
    "TIME": "Times",
}
"""Headings for the OntoNotes labels, in the order that suits a fact checker."""


NO_SOURCE = "no source named"
"""What the filter finds the figures by that nobody in the article answers for."""
KIND = {
    "PERCENT": "share",
    "MONEY": "money",
    "QUANTITY": "quantity",
    "CARDINAL": "count",
    "ORDINAL": "rank",
    "DATE": "date",
    "TIME": "time",
}
"""The same in the singular."""


def figure_items(article: Article, analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The figures under a heading for each kind, or in the order of the text."""
    days = _days(article, analysis)
    rows = [(figure, item(article, figure, width, kind=by_place, days=days(figure))) for figure in analysis.figures]
    if by_place:
        return [row for _, row in sorted(rows, key=lambda pair: pair[0].span)]
    found: list[Item] = []
    for label in (*NAMES, *sorted({figure.label for figure in analysis.figures} - set(NAMES))):
        if members := [row for figure, row in rows if figure.label == label]:
            found.append(heading(NAMES.get(label, "Others"), len(members)))
            found.extend(members)
    return found


def _days(article: Article, analysis: Analysis) -> Callable[[Figure], str]:
    """A function that returns the days that a figure means, in ISO 8601; "" if it is no date, or says the same."""
    entries = sorted((entry for entry in timeline(article, analysis.dates) if entry.period), key=lambda one: one.span)
    starts = [entry.span.start for entry in entries]

    def days(figure: Figure) -> str:
        if figure.label not in ("DATE", "TIME"):
            return ""
        at = bisect_left(starts, figure.span.end) - 1
        if at < 0 or not entries[at].span.overlaps(figure.span):
            return ""
        found = str(entries[at].period)
        return "" if found in article.words(figure.span) else found

    return days


def item(article: Article, figure: Figure, width: int, *, kind: bool = False, days: str = "") -> Item:
    """One figure, the days it means if it is a date, and its speaker, with its kind if no heading gives it; then its
    sentence in at most two lines."""
    lines = in_lines(around(article, figure.span, figure.sentence, 2 * (width - 4) - 12), width - 4, 2)
    words = one_line(article.words(figure.span), width - 2)
    return Item(
        key=f"f{figure.span.start}",
        line=LateLine(partial(_line, figure, words, days, lines, width, kind), 1 + len(lines)),
        spans=(figure.span,),
        search=f"{words} {days} {figure.speaker or NO_SOURCE} {article.words(figure.sentence)}".casefold(),
    )


def _line(figure: Figure, words: str, days: str, lines: list[str], width: int, kind: bool) -> Content:
    tail = KIND.get(figure.label, "other") if kind else ""
    left = width - 2 - cells(words) - (len(tail) + 1 if tail else 0)
    day = f" = {days}" if days and len(days) + 3 <= left else ""
    who = said_by(figure.speaker, left - len(day)) if figure.speaker else ""
    gap = " " * max(0, width - 2 - cells(words + day + who) - len(tail)) if tail else ""
    return Content.assemble(
        "  ",
        (words, "bold"),
        (day, ""),
        (who, ""),
        (gap + tail, "$text-muted"),
        *[part for line in lines for part in ("\n    ", (line, "$text-muted"))],
    )


def said_by(speaker: str, width: int) -> str:
    """The speaker, in the form that fits."""
    long = f" said by {one_line(speaker)}"
    if cells(long) <= width:
        return long
    return f" — {short_name(speaker, width - 3)}" if width > 8 else ""


class FiguresList(SidebarList):
    """Dates, amounts, shares and counts."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        return figure_items(source.article, source.analysis, by_place=second_order, width=width)

    def speaker(self, source: ListSource, item: Item) -> str | None:
        figures = source.analysis.figures if source.analysis else ()
        return next((figure.speaker for figure in figures if (figure.span,) == item.spans), None)


LIST = FiguresList()
