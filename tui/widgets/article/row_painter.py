"""Draws one row of the page: margin, signs, bars, text, and the blanks around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ...look.style_resolver import StyleResolver
from ...text.article import Article, Block
from ...text.safe import one_line, visible
from ...text.span import Span
from .block_layout import SOURCE, source_line
from .cells import columns, graphemes, is_narrow, width
from .layers import Layer, Mark
from .layout import Layout, PageRow, TextRun
from .margin import GUTTER, Margin, gutter, margin_signs
from .paint import paint, snap

CARET_BAR = "▌"
INLINE_CLASSES = {
    "strong": "article--strong",
    "emphasis": "article--emphasis",
    "strikethrough": "article--strikethrough",
    "code": "article--code",
    "link": "article--link",
}


def inline_layer(article: Article) -> Layer:
    """The article's own emphasis and links as a layer."""
    return Layer([Mark(inline.span, INLINE_CLASSES[inline.kind]) for inline in article.inlines])


def block_class(block: Block) -> str:
    """The component class of a whole block, "" for ordinary text."""
    if block.kind == "headline":
        return "article--headline"
    if block.kind in ("byline", "dateline", "caption"):
        return "article--byline"
    if block.kind == "heading":
        return "article--heading" if block.level <= 2 else "article--minor-heading"
    if block.kind == "code":
        return "article--code-block"
    if block.kind == "table_row" and block.header:
        return "article--table-head"
    return "article--block-quote" if block.kind == "block_quote" else ""


def fold_label(article: Article, span: Span) -> str:
    """The label of a fold: how much it hides."""
    hidden = sum(1 for block in article.blocks if span.contains(block.span) and block.span.length)
    if hidden:
        return f"… {hidden} paragraph{'s' if hidden > 1 else ''} …"
    words = len(article.words(span).split())
    return f"… {words} word{'s' if words != 1 else ''} …"


class RowPainter:
    """Draws the rows of one layout; the text begins `left` cells from the left edge of the pane."""

    def __init__(self, layout: Layout, styles: StyleResolver, across: int, topics: Sequence[str] = ()) -> None:
        """The text is centred in `across` cells, which is also the width of a strip. `topics` has the component classes
        of the topics that are on; on a narrow screen the text makes room for more than `LANES`."""
        self.layout = layout
        self.styles = styles
        self.across = across
        room = max(GUTTER, min(gutter(len(topics)), across - layout.measure - 1))  # one cell for a caret after the text
        self.left = max(min(room, across), (across - layout.measure) // 2)
        self.margin = Margin.within(max(GUTTER, self.left), topics)
        self.letters: Mapping[int, str] = {}
        """Letters drawn over the text, by offset."""

    def strip(
        self, row: PageRow, layers: Mapping[str, Layer], caret: int | None, bar: Span | None, top: bool = False
    ) -> Strip:
        """The strip of a row. `caret` is the caret's offset if it is on this row; `bar` is the span of the current
        sentence, marked in the margin; `top` says that the row is the first of the window."""
        segments = self._margin(row, layers, bar, top)
        base = self._base(row)
        plain = self.styles.style(base)
        if row.before:
            segments.append(Segment(row.before, self.styles.style((*base, "article--bars"))))
        x = width(row.before)
        if row.kind == "text":
            for run in row.runs:
                x += self._pad(segments, run.x - x, plain)
                x += self._words(segments, run, layers, base)
            if caret is not None and not any(run.start <= caret < run.end for run in row.runs):
                segments.append(Segment(" ", self.styles.style((*base, "article--caret"))))
                x += 1
        elif row.kind != "blank":
            x += self._drawing(segments, row, x)
        if base and row.block >= 0 and self.layout.article.blocks[row.block].kind == "code":
            x += self._pad(segments, self.layout.measure - x, plain)
        self._pad(segments, self.across - self.left - x, self.styles.style(()))
        across = max(self.left + x, self.across)
        strip = self._with_letters(Strip(_joined(segments), across), row)
        return strip if across == self.across else strip.crop(0, self.across)

    def _with_letters(self, strip: Strip, row: PageRow) -> Strip:
        """The strip with `letters` over the text."""
        text = self.layout.article.text
        for run in row.runs if self.letters and row.kind == "text" else ():
            for offset in range(run.start, run.end):
                if offset not in self.letters:
                    continue
                letters = self.letters[offset]
                x = self.left + run.x + width(visible(text[run.start : offset]))
                over = Strip([Segment(letters, self.styles.style(("article--search-current",)))])
                strip = Strip.join([strip.crop(0, x), over, strip.crop(x + len(letters))])
        return strip

    def _base(self, row: PageRow) -> tuple[str, ...]:
        if row.block < 0 or row.kind != "text":
            return ()
        name = block_class(self.layout.article.blocks[row.block])
        return (name,) if name else ()

    def _margin(self, row: PageRow, layers: Mapping[str, Layer], bar: Span | None, top: bool) -> list[Segment]:
        segments: list[Segment] = []
        plain = self.styles.style(())
        has_text = row.kind == "text" and row.start < row.end
        if self.left < self.margin.width:
            self._pad(segments, self.left, plain)
            return segments
        self._pad(segments, self.left - self.margin.width, plain)
        if (
            bar is not None
            and (has_text or row.kind == "fold")
            and row.start < max(bar.end, bar.start + 1)
            and bar.start < row.end
        ):
            segments.append(Segment(CARET_BAR, self.styles.caret_bar))
        else:
            self._pad(segments, 1, plain)
        if has_text:
            anew = top or row.start == self.layout.article.blocks[row.block].span.start
            for sign, style in margin_signs(self.margin, row.runs, layers, anew=anew):
                names = ("article--sign", style + "-sign") if style else ()
                segments.append(Segment(one_line(sign, 1) or " ", self.styles.style(names)))
            self._pad(segments, 1, plain)
        else:
            self._pad(segments, self.margin.width - 1, plain)
        return segments

    def _words(self, segments: list[Segment], run: TextRun, layers: Mapping[str, Layer], base: tuple[str, ...]) -> int:
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
            segments.append(Segment(drawn.lstrip("\u200d"), self.styles.style(piece.styles)))
        return across

    def _drawing(self, segments: list[Segment], row: PageRow, x: int) -> int:
        """Draw a line, a rule, the source or a fold."""
        measure = self.layout.measure
        if row.kind == "fold":
            label = fold_label(self.layout.article, Span(row.start, row.end))
            label = label.center(measure)[: max(measure, len(label))]
            segments.append(Segment(label, self.styles.style(("article--fold",))))
            return len(label)
        if row.kind == SOURCE:
            words = one_line(source_line(self.layout.article), measure)
            segments.append(Segment(words, self.styles.style(("article--byline",))))
            return width(words)
        style = self.styles.style(("article--line",))
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
    """Merge neighbours of one style: each segment costs some forty bytes sent to the terminal."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].style == segment.style:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
        else:
            joined.append(segment)
    return joined
