"""The timeline: the dates in the article in chronological order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from textual.content import Content

from ...evidence.resolved_date import NO_DATE
from ...evidence.timeline import TimelineEntry, left_out_words, lengths_of_time, timeline
from ...text.article import Article
from ...text.safe import one_line
from .item import Item, LateLine
from .row_text import MOST_LINES, below, heading, in_lines, remark
from .sidebar_list import ListSource, SidebarList

UNRESOLVED = "Day not known"


def timeline_items(
    article: Article, entries: Sequence[TimelineEntry], *, by_place: bool = False, width: int = 34
) -> list[Item]:
    """The entries of a timeline under a heading for each year, or in the order of the text."""
    if by_place:
        return [item(article, entry, width, named=True) for entry in sorted(entries, key=lambda entry: entry.span)]
    found: list[Item] = []
    # Dates whose days are not known come last; those with the same reason are together.
    for title, group in groupby(sorted(entries, key=lambda entry: "" if entry.period else entry.why), key=_title):
        members = [item(article, entry, width) for entry in group]
        found += [heading(title, len(members)), *members]
    return found


def _title(entry: TimelineEntry) -> str:
    """The year, or why the days are not known: once for all dates with the same reason."""
    return str(entry.period.first.year) if entry.period else f"{UNRESOLVED}: {entry.why}"


def item(article: Article, entry: TimelineEntry, width: int, *, named: bool = False) -> Item:
    """One date: the days it means and the article's words; then its sentence, in at most two lines. The row under the
    cursor has the whole sentence; with `named` also why the days are not known, which otherwise the heading says."""
    words = one_line(article.words(entry.span))
    sentence = article.words(entry.sentence)
    told = f"{entry.why}: {one_line(sentence)}" if entry.unsure or named and not entry.period else sentence
    days = entry.days
    short = one_line(words, width - len(days) - 4)
    lines = in_lines(sentence, width - 4, 2)

    def in_full() -> Content:
        return _line(days, short, in_lines(told, width - 4, MOST_LINES))

    return Item(
        key=f"d{entry.span.start}",
        line=LateLine(partial(_line, days, short, lines), 1 + len(lines)),
        spans=(entry.span,),
        search=f"{days} {words} {sentence} {entry.why}".casefold(),
        full=in_full,
    )


def _line(days: str, words: str, lines: list[str]) -> Content:
    return Content.assemble(
        "  ",
        (days, "bold"),
        ("" if words == days else "  " + words, ""),
        *below(lines, "$text-muted"),
    )


class TimelineList(SidebarList):
    """Dates in chronological order."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        entries = timeline(source.article, source.analysis.dates)
        rows = timeline_items(source.article, entries, by_place=second_order, width=width)
        if rows and (left_out := lengths_of_time(source.article, source.analysis, entries)):
            rows.insert(0, remark("left out", f"Left out: {left_out_words(source.article, left_out)}.", width))
        if any(NO_DATE.casefold() in row.search for row in rows):
            told = f"To know all days, press {source.key('palette')} and choose “State the date of publication”."
            rows.insert(0, remark("how", told, width))
        return rows

    COLUMNS = ("date", "unsure", "words", "sentence", "why")

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        entries = timeline(source.article, source.analysis.dates) if source.analysis else []
        words = source.article.words
        return {
            f"d{one.span.start}": (str(one.period or ""), one.unsure, words(one.span), words(one.sentence), one.why)
            for one in entries
        }

    def copied(self, source: ListSource, item: Item) -> str:
        entries = timeline(source.article, source.analysis.dates) if source.analysis else []
        entry = next((entry for entry in entries if (entry.span,) == item.spans), None)
        if entry is None:
            return ""
        return f"{entry.days}\t{source.article.words(entry.span)}\t{source.article.words(entry.sentence)}"


LIST = TimelineList()
