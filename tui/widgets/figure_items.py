"""The rows of figures: dates, amounts, shares and counts, for the fact checker."""

from __future__ import annotations

from textual.content import Content

from ..text.analysis import FIGURE_LABELS, Analysis, Figure
from ..text.article import Article
from ..text.safe import one_line
from ..text.span import Span
from .entity_items import heading
from .item_list import Item

NAMES = {
    "PERCENT": "Shares",
    "MONEY": "Money",
    "QUANTITY": "Quantities",
    "CARDINAL": "Counts",
    "ORDINAL": "Ranks",
    "DATE": "Dates",
    "TIME": "Times",
}
"""What each OntoNotes label is called here, in the order a fact checker wants them."""


def figure_items(article: Article, analysis: Analysis, *, by_place: bool = False, width: int = 34) -> list[Item]:
    """The figures under a heading for each kind, or all in the order of the text."""
    rows = [(figure, item(article, figure, number, width)) for number, figure in enumerate(analysis.figures)]
    if by_place:
        return [row for _, row in sorted(rows, key=lambda pair: pair[0].span)]
    found: list[Item] = []
    for label, name in NAMES.items():
        if members := [row for figure, row in rows if figure.label == label]:
            found.append(heading(f"{name} ({len(members)})"))
            found.extend(members)
    assert set(NAMES) == set(FIGURE_LABELS)
    return found


def item(article: Article, figure: Figure, number: int, width: int) -> Item:
    """One figure, who said it, and the words around it."""
    words = one_line(article.words(figure.span), width - 2)
    who = one_line(f" said {figure.speaker}", max(0, width - len(words) - 2)) if figure.speaker else ""
    return Item(
        key=f"f{number}",
        line=Content.assemble(
            "  ", (words, "bold"), (who, "$text-muted"), "\n    ", (around(article, figure, width - 4), "$text-muted")
        ),
        spans=(figure.span,),
        search=f"{words} {figure.speaker or ''} {article.words(figure.sentence)}".casefold(),
    )


def around(article: Article, figure: Figure, width: int) -> str:
    """The words of the sentence about the figure, cut to `width` cells."""
    start = max(figure.sentence.start, figure.span.start - width // 2)
    if start > figure.sentence.start:
        start = article.text.find(" ", start, figure.span.start) + 1 or figure.span.start
    lead = "…" if start > figure.sentence.start else ""
    return one_line(lead + article.words(Span(start, figure.sentence.end)), width)
