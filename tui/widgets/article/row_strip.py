"""One row of the page as a strip of the screen: margin, signs, bars, words, and the blanks around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from ...look.style_resolver import Looks
from ...text.article import Article, Block
from ...text.safe import one_line, visible
from ...text.span import Span
from .cells import columns, graphemes, is_narrow, width
from .layout import Layout, Row, Run
from .paint import (
    SIGNS,
    Layer,
    Mark,
    paint,
    signs,
    snap,
)

GUTTER = 2 + SIGNS
"""Cells left of the text: the bar of the caret, the signs, a blank."""
CARET_BAR = "▌"
INLINE_CLASSES = {
    "strong": "article--strong",
    "emphasis": "article--emphasis",
    "strikethrough": "article--strikethrough",
    "code": "article--code",
    "link": "article--link",
}


def inline_layer(article: Article) -> Layer:
    """The article's own emphasis as a layer."""
    return Layer([Mark(inline.span, INLINE_CLASSES[inline.kind]) for inline in article.inlines])


def block_class(block: Block) -> str:
    """The component class of a whole block, "" for ordinary text."""
    if block.kind == "headline":
        return "article--headline"
    if block.kind in ("byline", "dateline"):
        return "article--byline"
    if block.kind == "heading":
        return "article--heading" if block.level <= 2 else "article--minor-heading"
    if block.kind == "code":
        return "article--code-block"
    if block.kind == "table_row" and block.header:
        return "article--table-head"
    return "article--block-quote" if block.kind == "block_quote" else ""


def fold_label(article: Article, span: Span) -> str:
    """What a fold says it hides."""
    hidden = sum(1 for block in article.blocks if span.contains(block.span) and block.span.length)
    if hidden:
        return f"… {hidden} paragraph{'s' if hidden > 1 else ''} …"
    words = len(article.words(span).split())
    return f"… {words} word{'s' if words != 1 else ''} …"


class RowStrip(Strip):
    """A strip that does not keep itself in a cache of its own. Textual's do where they are not cut, so that only the
    search for garbage frees them, twenty objects each: that alone made a key wait every half a minute."""

    __slots__ = ()

    @classmethod
    def filtered(cls, segments: list[Segment], width: int, filters: Sequence[LineFilter], ground: Color) -> RowStrip:
        """A strip of so many cells as the screen takes it: without colours where there are to be none."""
        for line_filter in filters:
            segments = line_filter.apply(segments, ground)
        return cls(segments, width)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        within = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if within == [self.cell_length] else super().divide(within)


class RowPainter:
    """Draws rows of one layout, `left` cells from the left edge of the pane."""

    def __init__(self, layout: Layout, looks: Looks, room: int, across: int) -> None:
        """The words stand in the middle of `room` cells; a strip takes `across`."""
        self.layout = layout
        self.looks = looks
        self.across = across
        self.left = max(min(GUTTER, room), (room - layout.measure) // 2)

    def strip(self, row: Row, layers: Mapping[str, Layer], caret: int | None, bar: Span | None) -> Strip:
        """The row; `caret` is drawn where it stands on the row, the bar where `bar` touches it."""
        segments = self._margin(row, layers, bar)
        base = self._base(row)
        plain = self.looks.style(base)
        if row.before:
            segments.append(Segment(row.before, self.looks.style((*base, "article--bars"))))
        x = width(row.before)
        if row.kind == "text":
            for run in row.runs:
                x += self._pad(segments, run.x - x, plain)
                x += self._words(segments, run, layers, base)
            if caret is not None and not any(run.start <= caret < run.end for run in row.runs):
                segments.append(Segment(" ", self.looks.style((*base, "article--caret"))))
                x += 1
        elif row.kind != "blank":
            x += self._drawing(segments, row, x)
        if base and row.block >= 0 and self.layout.article.blocks[row.block].kind == "code":
            x += self._pad(segments, self.layout.measure - x, plain)
        self._pad(segments, self.across - self.left - x, self.looks.style(()))
        across = max(self.left + x, self.across)
        strip = Strip(_joined(segments), across)
        return strip if across == self.across else strip.crop(0, self.across)

    def _base(self, row: Row) -> tuple[str, ...]:
        if row.block < 0 or row.kind != "text":
            return ()
        name = block_class(self.layout.article.blocks[row.block])
        return (name,) if name else ()

    def _margin(self, row: Row, layers: Mapping[str, Layer], bar: Span | None) -> list[Segment]:
        segments: list[Segment] = []
        plain = self.looks.style(())
        told = row.kind == "text" and row.start < row.end
        x = self._pad(segments, self.left - GUTTER, plain)
        if self.left < GUTTER:
            self._pad(segments, self.left, plain)
            return segments
        if (
            bar is not None
            and (told or row.kind == "fold")
            and row.start < max(bar.end, bar.start + 1)
            and bar.start < row.end
        ):
            segments.append(Segment(CARET_BAR, self.looks.caret_bar))
        else:
            self._pad(segments, 1, plain)
        x += 1
        for sign, style in signs(row.runs, layers) if told else ():
            shown = one_line(sign, 1) or " "
            segments.append(Segment(shown, self.looks.style(("article--sign", style + "-sign"))))
            x += width(shown)
        self._pad(segments, self.left - x, plain)
        return segments

    def _words(self, segments: list[Segment], run: Run, layers: Mapping[str, Layer], base: tuple[str, ...]) -> int:
        words = visible(self.layout.article.text[run.start : run.end])
        painted = paint(run.start, words, layers, base)
        letters: list[str] | str = words
        across = len(words)
        if not is_narrow(words):
            places = columns(words)
            across = places[-1]
            edges = [start for start, _, _ in graphemes(words)] + [len(words)]
            painted = snap(painted, run.start, edges)
            if "\t" in words:
                letters = [" " * (places[i + 1] - places[i]) if c == "\t" else c for i, c in enumerate(words)]
        for piece in painted:
            drawn = "".join(letters[piece.start - run.start : piece.end - run.start])
            segments.append(Segment(drawn.lstrip("\u200d"), self.looks.style(piece.styles)))
        return across

    def _drawing(self, segments: list[Segment], row: Row, x: int) -> int:
        """A line, a rule, a fold."""
        measure = self.layout.measure
        if row.kind == "fold":
            label = fold_label(self.layout.article, Span(row.start, row.end))
            label = label.center(measure)[: max(measure, len(label))]
            segments.append(Segment(label, self.looks.style(("article--fold",))))
            return len(label)
        style = self.looks.style(("article--line",))
        if row.kind == "rule":
            line = ("─" * (measure // 3)).center(measure - x)
        elif row.kind == "columns":
            table = self.layout.table(row.block)
            line = "─" * (table.total if table else measure - x)
        else:
            line = "─" * (measure - x)
        segments.append(Segment(line, style))
        return len(line)

    @staticmethod
    def _pad(segments: list[Segment], count: int, style: Style) -> int:
        if count <= 0:
            return 0
        segments.append(Segment(" " * count, style))
        return count


def _joined(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one style as one segment: each costs some forty bytes on the way to the terminal."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].style == segment.style:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
        else:
            joined.append(segment)
    return joined
