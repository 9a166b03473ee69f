"""An article's text cut into segments for a page, with the marks on each and the margin's lines next to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..text.article import Article, Block
from ..text.span import Span


class Mark(NamedTuple):
    """Something to show on words of the article."""

    span: Span
    style: str
    """The class in the style sheet; "" for a link or reference only."""
    href: str = ""
    """Where the words lead, if they are a link."""
    reference: int = 0
    """The number of the note to which a reference follows the words; 0 if there is none."""


class MarginLine(NamedTuple):
    """A line in the margin, next to the block in which its words begin."""

    offset: int
    """Where its words begin."""
    style: str
    text: str
    detail: str = ""
    """More about it, in smaller type."""
    href: str = ""
    """The place on the page to which it leads."""


class TextSegment(NamedTuple):
    """Words with the same marks."""

    text: str
    styles: tuple[str, ...]
    href: str
    references: tuple[int, ...]
    """The numbers of the notes to refer to after the words."""
    highlighted: bool


class MarkedBlock(NamedTuple):
    """One block of the article."""

    block: Block
    number: int
    segments: tuple[TextSegment, ...]
    cells: tuple[tuple[TextSegment, ...], ...]
    """The segments of each cell of a table row; empty for every other block."""
    margin: tuple[MarginLine, ...]


HIGHLIGHT = "highlight-"
"""How the styles of the reader's highlights begin."""


def marked_blocks(article: Article, marks: Iterable[Mark], margin: Iterable[MarginLine]) -> Iterator[MarkedBlock]:
    """The blocks of the article in order, with their marks and the lines of the margin."""
    starts = [block.span.start for block in article.blocks]
    by_block: list[list[Mark]] = [[] for _ in starts]
    for mark in sorted(marks, key=lambda mark: mark.span):
        at = max(0, bisect_right(starts, mark.span.start) - 1)
        while at < len(starts) and starts[at] < mark.span.end:
            if mark.span.overlaps(article.blocks[at].span):
                by_block[at].append(mark)
            at += 1
    beside: list[list[MarginLine]] = [[] for _ in starts]
    for line in sorted(margin, key=lambda line: line.offset):
        if starts:
            beside[max(0, bisect_right(starts, line.offset) - 1)].append(line)
    for number, block in enumerate(article.blocks):
        found = by_block[number]
        whole = () if block.cells else tuple(segments(article.text, block.span, found))
        cells = tuple(tuple(segments(article.text, cell, found)) for cell in block.cells)
        yield MarkedBlock(block, number, whole, cells, tuple(dict.fromkeys(beside[number])))


def segments(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[TextSegment]:
    """The text of a span, cut wherever a mark begins or ends."""
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in inside:
        cuts.update(offset for offset in mark.span if span.covers(offset))
    bounds = sorted(cuts)
    for start, end in zip(bounds, bounds[1:], strict=False):
        here = [mark for mark in inside if mark.span.start < end and start < mark.span.end]
        styles = tuple(dict.fromkeys(mark.style for mark in here if mark.style))
        yield TextSegment(
            text[start:end],
            styles,
            next((mark.href for mark in here if mark.href), ""),
            tuple(mark.reference for mark in here if mark.reference and mark.span.end == end),
            any(style.startswith(HIGHLIGHT) for style in styles),
        )


def block_number(article: Article, offset: int) -> int:
    """The number of the block that contains an offset."""
    return max(0, bisect_right([block.span.start for block in article.blocks], offset) - 1)
