"""The list of figures: dates, amounts, shares and counts, for fact checking."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from textual.content import Content

from ...evidence.timeline import timeline
from ...text.analysis import Analysis, Figure
from ...text.article import Article
from ...text.safe import cells, one_line
from ...text.span import Span
from ...text.speaker_name import figures_in_doubt
from .item import Item, LateLine
from .row_text import MOST_LINES, around, below, heading, in_lines, short_name
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
"""The words by which the filter finds the figures that nobody in the article is the source of."""
KIND = {
    "PERCENT": "share",
    "MONEY": "money",
    "QUANTITY": "quantity",
    "CARDINAL": "count",
    "ORDINAL": "rank",
    "DATE": "date",
    "TIME": "time",
}
"""`NAMES` in the singular."""


def figure_items(article: Article, analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The figures under a heading for each kind, or in the order of the text."""
    days = _days(article, analysis)
    doubted = figures_in_doubt(analysis)

    def row(figure: Figure) -> Item:
        return item(article, figure, width, kind=by_place, days=days(figure), doubt=figure.span in doubted)

    rows = [(figure, row(figure)) for figure in analysis.figures]
    if by_place:
        return [row for _, row in sorted(rows, key=lambda pair: pair[0].span)]
    found: list[Item] = []
    for label in (*NAMES, *sorted({figure.label for figure in analysis.figures} - set(NAMES))):
        if members := [row for figure, row in rows if figure.label == label]:
            found.append(heading(NAMES.get(label, "Others"), len(members)))
            found.extend(members)
    return found


def _days(article: Article, analysis: Analysis) -> Callable[[Figure], str]:
    """A function that returns the days that a figure means, in ISO 8601; "" if it is not a date, or says the same."""
    entries = sorted((entry for entry in timeline(article, analysis.dates) if entry.period), key=lambda one: one.span)
    starts = [entry.span.start for entry in entries]

    def days(figure: Figure) -> str:
        if figure.label not in ("DATE", "TIME"):
            return ""
        at = bisect_left(starts, figure.span.end) - 1
        if at < 0 or not entries[at].span.overlaps(figure.span):
            return ""
        found = entries[at].days
        return "" if found in article.words(figure.span) else found

    return days


def item(
    article: Article, figure: Figure, width: int, *, kind: bool = False, days: str = "", doubt: bool = False
) -> Item:
    """One figure, the days it means if it is a date, and its speaker, with its kind if no heading gives it; then its
    sentence, in at most two lines unless the row is under the cursor. `doubt` says that the speaker is unsure."""
    words = one_line(_with_unit(article, figure), width - 2)
    in_table = place_in_table(article, figure.span)
    around_it = _line_of(article, figure) if figure.sentence == figure.span else figure.sentence
    sentence = in_table or article.words(around_it)
    short = in_lines(in_table or around(article, figure.span, around_it, 2 * (width - 4) - 12), width - 4, 2)
    head = partial(_line, words, days, KIND.get(figure.label, "other") if kind else "", width)
    speaker = f"{figure.speaker}?" if figure.speaker and doubt else figure.speaker
    return Item(
        key=f"f{figure.span.start}",
        line=LateLine(partial(head, speaker, short), 1 + len(short)),
        spans=(figure.span,),
        search=f"{words} {days} {figure.speaker or NO_SOURCE} {sentence}".casefold(),
        full=lambda: _in_full(head, speaker, in_lines(sentence, width - 4, MOST_LINES), width),
    )


def place_in_table(article: Article, span: Span) -> str:
    """The first cell of its row and the heading of its column, "Hill Road · by noon", for words in a cell of a table;
    "" for others and for a heading."""
    at = bisect_right(article.blocks, span.start, key=lambda block: block.span.start) - 1
    row = article.blocks[at] if at >= 0 else None
    if row is None or row.kind != "table_row" or row.header:
        return ""
    column = next((number for number, cell in enumerate(row.cells) if cell.contains(span)), None)
    if column is None:
        return ""
    while at >= 0 and article.blocks[at].kind == "table_row" and not article.blocks[at].header:
        at -= 1
    heads = article.blocks[at].cells if at >= 0 and article.blocks[at].header else ()
    cells_of_place = [*row.cells[: min(column, 1)], *heads[column : column + 1]]
    return " · ".join(words for cell in cells_of_place if (words := one_line(article.words(cell))))


def _line_of(article: Article, figure: Figure) -> Span:
    """The line of a figure that is a sentence by itself, as in a record of times."""
    start = article.text.rfind("\n", 0, figure.span.start) + 1
    end = article.text.find("\n", figure.span.end)
    return Span(start, end if end >= 0 else len(article.text))


def _with_unit(article: Article, figure: Figure) -> str:
    """The figure with what it counts: "98 homes", "age 29"."""
    words = article.words(figure.span)
    if figure.label == "QUANTITY" and words.isdigit():
        return f"age {words}"  # the only quantity without a unit: "Delacroix, 29, said"
    return article.words(figure.whole)


def _in_full(
    head: Callable[[str | None, list[str]], Content], speaker: str | None, lines: list[str], width: int
) -> Content:
    """The row with the whole sentence, and the speaker in a line of its own if there is no room next to the figure."""
    content = head(speaker, lines)
    if speaker and one_line(speaker) not in content.plain.split("\n")[0]:
        return head(None, in_lines(f"said by {speaker}", width - 4, MOST_LINES) + lines)
    return content


def _line(words: str, days: str, kind: str, width: int, speaker: str | None, lines: list[str]) -> Content:
    left = width - 2 - cells(words) - (len(kind) + 1 if kind else 0)
    day = f" = {days}" if days and len(days) + 3 <= left else ""
    who = said_by(speaker, left - len(day)) if speaker else ""
    gap = " " * max(0, width - 2 - cells(words + day + who) - len(kind)) if kind else ""
    return Content.assemble(
        "  ",
        (words, "bold"),
        (day, ""),
        (who, ""),
        (gap + kind, "$text-muted"),
        *below(lines, "$text-muted"),
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

    COLUMNS = ("figure", "kind", "days", "speaker", "unsure", "sentence")

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        article, analysis = source.article, source.analysis
        if analysis is None:
            return {}
        days, doubtful = _days(article, analysis), figures_in_doubt(analysis)
        return {
            f"f{figure.span.start}": (
                _with_unit(article, figure),
                KIND.get(figure.label, "other"),
                days(figure),
                figure.speaker or "",
                figure.span in doubtful,
                article.words(figure.sentence),
            )
            for figure in analysis.figures
        }

    def speaker(self, source: ListSource, item: Item) -> str | None:
        figures = source.analysis.figures if source.analysis else ()
        return next((figure.speaker for figure in figures if (figure.span,) == item.spans), None)


LIST = FiguresList()
