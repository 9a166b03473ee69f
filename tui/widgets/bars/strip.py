"""One line of marks that shows where in the article something is."""

from __future__ import annotations

from collections.abc import Iterable

from ...text.span import Span

EMPTY, HIT, HERE = "─", "┃", "◆"
"""Nothing here; something here; the reader is here. Distinct without colour."""


class Places:
    """Spans of a text of `length` code points, drawn as a line."""

    def __init__(self, spans: Iterable[Span] = (), length: int = 0) -> None:
        self.spans = tuple(spans)
        self.length = length
        self._drawn = (0, "")
        # Width and line drawn last: there may be ten thousand mentions, and every move of the caret draws it.

    def line(self, width: int, here: int | None = None) -> str:
        """`width` cells, with a mark in each that contains one of the spans, and over them the mark of `here`, the
        offset being read."""
        if width <= 0 or self.length <= 0:
            return EMPTY * max(width, 0)
        if self._drawn[0] != width:
            cells = [EMPTY] * width
            for span in self.spans:
                for place in range(self._cell(span.start, width), self._cell(max(span.start, span.end - 1), width) + 1):
                    cells[place] = HIT
            self._drawn = (width, "".join(cells))
        line = self._drawn[1]
        if here is None:
            return line
        place = self._cell(here, width)
        return line[:place] + HERE + line[place + 1 :]

    def under(self, cell: int, width: int) -> Span:
        """Where a click on one of `width` cells leads: the first span that begins there, or that is drawn there and
        begins one cell before; else the start of that stretch of the text, without words. In the middle of a long span
        that is nearer to what was clicked than its start."""
        for first in (cell, cell - 1):
            for span in self.spans:
                if first == self._cell(span.start, width) and cell <= self._cell(max(span.start, span.end - 1), width):
                    return span
        start = min(self.length, -(-max(0, cell) * self.length // max(1, width)))
        return Span(start, start)

    def _cell(self, offset: int, width: int) -> int:
        return min(width - 1, max(0, offset * width // self.length))
