"""Maps the rows of the page to offsets in the text and back. Needs no terminal.

The text is laid out in *pieces*: a block, a part of an enormous block, or a fold that stands for hidden text. Only the
height of each piece is stored, estimated at first and exact once the piece has been wrapped; for a million words that
takes some hundred kilobytes. The rows themselves are made on demand, and only the 2,000 rows used last are cached.

Asking for rows from a place on never changes the rows above it. `settle` wraps the rest when there is time and may
change heights above, so a caller that scrolls keeps a `RowPlace` and asks for its `y` again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from time import perf_counter
from typing import NamedTuple

from ...text.article import Article
from ...text.safe import visible
from ...text.span import Span, join_touching
from .block_layout import LINE, SOURCE, BlockLayout, above, block_layout, quoted
from .cells import columns, index_at, is_narrow, width
from .table import Columns, measure_table, table_start
from .wrap import break_code, break_rows

LONGEST_PIECE = 8000
"""Code points. A longer block is cut at spaces; one with wide characters is cut into pieces of a quarter of that
length. Wrapping a piece takes half a millisecond, or four with wide characters."""
CACHED_ROWS = 500
"""Rows cached, some 400 bytes each: twelve screens of forty rows."""
CHUNK = 1024
"""Number of pieces whose heights are added up together."""
BAR = "│ "
"""Before each row of a block quotation. Thinner than a topic's bar in the margin."""


class TextRun(NamedTuple):
    """A stretch of text drawn on one row."""

    x: int
    """First cell, counted from the left edge of the measure."""
    start: int
    end: int


class PageRow(NamedTuple):
    """One row of the page."""

    start: int
    end: int
    """The offsets that belong to the row: the drawn text and the spaces after it."""
    runs: tuple[TextRun, ...] = ()
    before: str = ""
    """Bars and bullets, drawn at the left edge; not part of the text."""
    block: int = -1
    """Index of its block, -1 for a fold."""
    kind: str = "text"
    """"text", "blank", "line" (a thin rule across), "columns" (a rule under a table's head), "rule", "fold" or
    "source" (outlet and address of a web page)."""


class RowPlace(NamedTuple):
    """A row by its piece and its number in the piece, which stays valid when the height above changes."""

    piece: int
    line: int


class Layout:
    """An article as rows of at most `measure` cells."""

    def __init__(self, article: Article, measure: int, visible_spans: Sequence[Span] | None = None) -> None:
        self.article = article
        self.measure = max(8, measure)
        self.folded = visible_spans is not None
        self._starts = array("I")
        self._ends = array("I")
        self._blocks = array("i")
        if visible_spans is None:
            self._cut_blocks()
        else:
            self._cut_visible(visible_spans)
        if not self._starts:
            self._add(0, len(article.text), -1)
        self._guess_heights()
        self._rows: OrderedDict[int, tuple[PageRow, ...]] = OrderedDict()
        self._cached = 0
        self._tables: dict[int, Columns | None] = {}
        self._last_row_of_table = (-1, -1)
        self._settled = 0

    # Pieces

    def _add(self, start: int, end: int, block: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)

    def _cut_blocks(self) -> None:
        blocks = self.article.blocks
        starts = array("I", [block.span.start for block in blocks])
        ends = array("I", [block.span.end for block in blocks])
        if max(map(sub, ends, starts), default=0) <= LONGEST_PIECE:
            self._starts, self._ends, self._blocks = starts, ends, array("i", range(len(blocks)))
            return
        for index, block in enumerate(blocks):
            self._cut(Span(*block.span), index)

    def _cut(self, span: Span, block: int) -> None:
        start = span.start
        text = self.article.text
        while span.end - start > LONGEST_PIECE // 4 and self.article.blocks[block].kind != "table_row":
            longest = LONGEST_PIECE if is_narrow(text[start : start + LONGEST_PIECE]) else LONGEST_PIECE // 4
            if span.end - start <= longest:
                break
            mark = "\n" if self.article.blocks[block].kind == "code" else " "
            cut = text.rfind(mark, start + longest // 2, start + longest) + 1 or start + longest
            self._add(start, cut, block)
            start = cut
        self._add(start, span.end, block)

    def _cut_visible(self, spans: Sequence[Span]) -> None:
        """Cut only what the spans touch into pieces; the rest becomes folds."""
        text = self.article.text
        joined = join_touching(list(spans), text)
        at = which = 0
        for index, block in enumerate(self.article.blocks):
            while which < len(joined) and joined[which].end <= block.span.start:
                which += 1
            nearest = which
            while nearest < len(joined) and joined[nearest].start < block.span.end:
                shown = joined[nearest].clip(block.span)
                nearest += 1
                if shown is None:
                    continue
                words = text[shown.start : shown.end]
                start = shown.start + len(words) - len(words.lstrip())
                self._fold(at, start)
                self._cut(Span(start, shown.end), index)
                at = shown.end
        self._fold(at, len(text))

    def _fold(self, start: int, end: int) -> None:
        if self.article.text[start:end].strip():
            self._add(start, end, -1)

    def _guess_heights(self) -> None:
        across = self.measure
        self._heights = array(
            "I", [(end - start) // across + 2 for start, end in zip(self._starts, self._ends, strict=True)]
        )
        self._exact = bytearray(len(self._heights))
        self._sums = [sum(self._heights[i : i + CHUNK]) for i in range(0, len(self._heights), CHUNK)]

    def __len__(self) -> int:
        return len(self._starts)

    def span_of(self, piece: int) -> Span:
        """The text of a piece."""
        return Span(self._starts[piece], self._ends[piece])

    # Rows by their number

    @property
    def height(self) -> int:
        """Number of rows; an estimate until `settled`."""
        return sum(self._sums)

    @property
    def settled(self) -> bool:
        """Whether every height is exact."""
        return self._settled >= len(self._starts)

    def y(self, place: RowPlace) -> int:
        """The number of a row, counted from the top of the article."""
        chunk = place.piece // CHUNK
        return sum(self._sums[:chunk]) + sum(self._heights[chunk * CHUNK : place.piece]) + place.line

    def at(self, y: int) -> RowPlace:
        """The row of that number, or the first or last if there is none."""
        y = max(0, y)
        sums = list(accumulate(self._sums))
        chunk = min(bisect_right(sums, y), len(sums) - 1)
        y -= sums[chunk - 1] if chunk else 0
        heights = list(accumulate(self._heights[chunk * CHUNK : (chunk + 1) * CHUNK]))
        index = bisect_right(heights, y)
        if index >= len(heights):
            index = len(heights) - 1
            y = heights[-1] - 1
        return RowPlace(chunk * CHUNK + index, y - (heights[index - 1] if index else 0))

    def rows(self, place: RowPlace, count: int) -> list[tuple[RowPlace, PageRow]]:
        """`count` rows from `place` on, fewer at the end."""
        found: list[tuple[RowPlace, PageRow]] = []
        piece, line = place
        while len(found) < count and piece < len(self._starts):
            rows = self.rows_of(piece)
            for number in range(min(line, len(rows) - 1) if line else 0, len(rows)):
                found.append((RowPlace(piece, number), rows[number]))
            piece, line = piece + 1, 0
        return found[:count]

    def row(self, place: RowPlace) -> PageRow:
        """One row."""
        rows = self.rows_of(place.piece)
        return rows[min(place.line, len(rows) - 1)]

    def step(self, place: RowPlace, by: int) -> RowPlace:
        """The row `by` rows further down (up if negative), or the last (first). Wraps everything in between."""
        piece = place.piece
        line = min(place.line, self._height(piece) - 1) + by
        while line < 0 and piece > 0:
            piece -= 1
            line += self._height(piece)
        while line >= (height := self._height(piece)):
            if piece + 1 >= len(self._starts):
                return RowPlace(piece, height - 1)
            line -= height
            piece += 1
        return RowPlace(piece, max(0, line))

    @property
    def last(self) -> RowPlace:
        """The last row."""
        piece = len(self._starts) - 1
        return RowPlace(piece, self._height(piece) - 1)

    # Offsets

    def place_of(self, offset: int) -> RowPlace:
        """The row that shows an offset, or the fold that hides it."""
        piece = max(0, bisect_right(self._starts, offset) - 1)
        rows = self.rows_of(piece)
        best = -1
        for line, row in enumerate(rows):
            if row.kind in ("blank", LINE, SOURCE, "columns"):
                continue
            if best < 0:
                best = line
            if len(row.runs) > 1 or self._is_table(row):
                # Each line of a table row shows a part of every cell.
                if any(run.start <= offset <= run.end for run in row.runs):
                    best = line
                    if any(run.start <= offset < run.end for run in row.runs):
                        break
            elif row.start <= offset:
                best = line
            else:
                break
        return RowPlace(piece, max(0, best))

    def offset_at(self, place: RowPlace, x: int) -> int:
        """The offset drawn in cell `x` of the measure on a row, or the nearest on it."""
        row = self.row(place)
        if not row.runs:
            return row.start
        run = next((run for run in reversed(row.runs) if run.x <= x), row.runs[0])
        return run.start + index_at(visible(self.article.text[run.start : run.end]), x - run.x)

    def x_of(self, place: RowPlace, offset: int) -> int:
        """The cell of the measure in which an offset is drawn on a row."""
        row = self.row(place)
        run = next((run for run in reversed(row.runs) if run.start <= offset), row.runs[0] if row.runs else None)
        if run is None:
            return width(row.before)
        places = columns(visible(self.article.text[run.start : run.end]))
        return run.x + places[max(0, min(offset - run.start, len(places) - 1))]

    def _is_table(self, row: PageRow) -> bool:
        return row.block >= 0 and self.article.blocks[row.block].kind == "table_row"

    # Wrapping

    def settle(self, seconds: float) -> bool:
        """Wrap pieces for about that many seconds. True if none is left."""
        until = perf_counter() + seconds
        count = len(self._starts)
        while self._settled < count:
            if not self._exact[self._settled]:
                self._set_height(self._settled, len(self._set_rows(self._settled)))
                if perf_counter() >= until:
                    self._settled += 1
                    break
            self._settled += 1
        return self._settled >= count

    def rows_of(self, piece: int) -> tuple[PageRow, ...]:
        """The rows of one piece, including the blank rows above its text."""
        rows = self._rows.get(piece)
        if rows is None:
            rows = self._rows[piece] = self._set_rows(piece)
            self._cached += len(rows)
            while self._cached > CACHED_ROWS and len(self._rows) > 1:
                self._cached -= len(self._rows.popitem(last=False)[1])
            if not self._exact[piece]:
                self._set_height(piece, len(rows))
        else:
            self._rows.move_to_end(piece)
        return rows

    def _height(self, piece: int) -> int:
        return self._heights[piece] if self._exact[piece] else len(self.rows_of(piece))

    def _set_height(self, piece: int, height: int) -> None:
        self._sums[piece // CHUNK] += height - self._heights[piece]
        self._heights[piece] = height
        self._exact[piece] = 1

    def _set_rows(self, piece: int) -> tuple[PageRow, ...]:
        block = self._blocks[piece]
        span = self.span_of(piece)
        if block < 0:
            return self._fold_rows(span)
        first = piece == 0 or self._blocks[piece - 1] != block
        rows = self._rows_above(piece, block, span.start) if first else []
        rows.extend(self._rows_within(block, span, first))
        return tuple(rows)

    def _fold_rows(self, span: Span) -> tuple[PageRow, ...]:
        blank = PageRow(span.start, span.start, kind="blank")
        return (blank, PageRow(span.start, span.end, kind="fold")) if self.article.blocks else (blank,)

    def _rows_above(self, piece: int, block: int, start: int) -> list[PageRow]:
        if self.folded and piece and self._blocks[piece - 1] != block - 1:
            return [PageRow(start, start, block=block, kind="blank")]
        rows = []
        for kind in above(self.article, block):
            bars = ""
            if kind == "bars":
                bars = BAR * min(quoted(self.article.blocks[block]), quoted(self.article.blocks[block - 1]))
                kind = "blank"
            elif kind == LINE and self.article.blocks[block].kind == "table_row":
                kind = "columns"
            rows.append(PageRow(start, start, before=bars, block=block, kind=kind))
        return rows

    def _rows_within(self, index: int, span: Span, first: bool) -> list[PageRow]:
        block = self.article.blocks[index]
        how = block_layout(self.article, index)
        bars = BAR * min(how.bars, 6)
        if block.kind == "rule":
            return [PageRow(span.start, span.end, before=bars, block=index, kind="rule")]
        if block.kind == "table_row":
            table = self.table(index)
            if table is not None:
                return self._table_rows(index, table, bars)
        if block.kind == "code":
            return self._code_rows(index, span, bars)
        return self._text_rows(index, span, how, bars, first)

    def _text_rows(self, index: int, span: Span, how: BlockLayout, bars: str, first: bool) -> list[PageRow]:
        indent = " " * min(how.indent, self.measure // 2)
        bullet = visible(how.bullet) + " " if how.bullet else ""
        before = bars + indent + bullet
        blank = bars + indent + " " * width(bullet)
        hang = how.hang if first else 0
        x = width(before)
        text = visible(self.article.text[span.start : span.end])
        starts = break_rows(text, self.measure - x, hang)
        rows = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            drawn = start + len(text[start:end].rstrip())
            inset = hang if number else (0 if first else how.hang)
            run = TextRun(x + inset, span.start + start, span.start + drawn)
            lead = before if first and not number else blank
            rows.append(PageRow(span.start + start, span.start + end, (run,), lead, index))
        return rows

    def _code_rows(self, index: int, span: Span, bars: str) -> list[PageRow]:
        x = width(bars) + 1
        text = visible(self.article.text[span.start : span.end])
        starts = break_code(text, self.measure - x - 1)
        rows = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            drawn = end - (text[end - 1 : end] == "\n")
            run = TextRun(x, span.start + start, span.start + max(start, drawn))
            rows.append(PageRow(span.start + start, span.start + end, (run,), bars, index))
        return rows

    # Tables

    def table(self, index: int) -> Columns | None:
        """The columns of the table that contains a block; None if it is laid out as a line of text."""
        first, last = self._last_row_of_table
        same = index == last or (index == last + 1 and not self.article.blocks[index].header)
        # A table is read row by row; searching for its start from each row would take quadratic time.
        first = first if same and last >= 0 else table_start(self.article, index)
        self._last_row_of_table = (first, index)
        if first not in self._tables:
            room = self.measure - width(BAR) * min(6, quoted(self.article.blocks[first]))
            self._tables[first] = measure_table(self.article, first, room)
        return self._tables[first]

    def _table_rows(self, index: int, table: Columns, bars: str) -> list[PageRow]:
        block = self.article.blocks[index]
        edge = width(bars)
        cells = list(zip(block.cells, table.starts, table.widths, table.right, strict=False))
        lines: list[list[TextRun]] = [[]]
        for cell, start, across, right in cells:
            text = visible(self.article.text[cell.start : cell.end])
            starts = break_rows(text, across)
            for number, at in enumerate(starts):
                end = starts[number + 1] if number + 1 < len(starts) else len(text)
                words = text[at:end].rstrip()
                x = edge + start + (across - width(words) if right else 0)
                while len(lines) <= number:
                    lines.append([])
                lines[number].append(TextRun(x, cell.start + at, cell.start + at + len(words)))
        start, end = block.span
        return [PageRow(start, end, tuple(runs), bars, index) for runs in lines]
