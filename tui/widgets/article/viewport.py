"""The window on the page: which rows of a layout are on the screen, and how the window moves. Needs no terminal.

The position is the place of the top row, not a number of rows above it. So a key lands on the same row whether the
million words above have been wrapped or their height is still an estimate, and two hundred page keys sent at once end
exactly two hundred pages further on.
"""

from __future__ import annotations

from ...text.span import Span
from .layout import Layout, PageRow, RowPlace

TOP = RowPlace(0, 0)


class Viewport:
    """`height` rows of a layout, from the row at `top` on."""

    def __init__(self, layout: Layout, height: int, top: RowPlace = TOP) -> None:
        self.layout = layout
        self.height = height
        self.top = self.clamp(top)
        self._rows: tuple[RowPlace, int, list[tuple[RowPlace, PageRow]]] | None = None

    @property
    def y(self) -> int:
        """Number of the top row, counted from the start; an estimate until all rows above are wrapped."""
        return self.layout.y(self.top)

    @property
    def progress(self) -> float:
        """How far down the window is: 0 at the start, 1 if the end of the article is visible."""
        hidden = self.layout.height - self.height
        return min(1.0, self.y / hidden) if hidden > 0 else 1.0

    @property
    def rows(self) -> list[tuple[RowPlace, PageRow]]:
        """The rows on the screen."""
        if self._rows is None or self._rows[:2] != (self.top, self.height):
            self._rows = (self.top, self.height, self.layout.rows(self.top, self.height))
        return self._rows[2]

    @property
    def span(self) -> Span:
        """The part of the text on the screen."""
        rows = self.rows
        return Span(rows[0][1].start, max(row.end for _, row in rows)) if rows else Span(0, 0)

    def contains(self, place: RowPlace) -> bool:
        """Whether a row is on the screen."""
        return self.top <= place <= self.layout.step(self.top, self.height - 1)

    def nearest_text(self, place: RowPlace) -> RowPlace | None:
        """The row with text on the screen that is nearest to a row above or below it; None if there is no text."""
        rows = self.rows if place < self.top else reversed(self.rows)
        return next((at for at, row in rows if row.kind == "text" and row.start < row.end), None)

    def anchor(self, caret: int) -> tuple[int, int]:
        """The offset that must not move when the text is wrapped differently, and the row of the window it is on: the
        caret's if it is visible, else that of the top row."""
        place = self.layout.place_of(caret)
        if place >= self.top and (row := self.layout.y(place) - self.y) < self.height:
            return caret, row
        return self.layout.row(self.top).start, 0

    def clamp(self, top: RowPlace) -> RowPlace:
        """The given row, or the last one that can be at the top without leaving rows empty below the end."""
        return min(top, self.layout.step(self.layout.last, 1 - max(1, self.height)))

    def move_to(self, top: RowPlace) -> bool:
        """Put a row at the top. False if the window does not move."""
        top = self.clamp(top)
        moved = top != self.top
        self.top = top
        return moved

    def show_at(self, offset: int, row: int) -> bool:
        """Put an offset on this row of the window, counted from 0. False if the window does not move."""
        return self.move_to(self.layout.step(self.layout.place_of(offset), -row))

    def scroll(self, rows: int) -> bool:
        """Move down by that many rows, up if negative. False if the window does not move."""
        return self.move_to(self.layout.step(self.top, rows))

    def resize(self, height: int, caret: int) -> None:
        """Change the height; the row being read stays visible."""
        offset, row = self.anchor(caret)
        self.height = height
        top = self.top if row < height else self.layout.step(self.layout.place_of(offset), 1 - height)
        self.move_to(top)

    def keep_visible(self, offset: int) -> None:
        """Scroll to an offset that is not on the screen."""
        if not self.contains(self.layout.place_of(offset)):
            self.reveal(offset)

    def reveal(self, offset: int, end: int | None = None) -> bool:
        """Scroll no further than needed to show an offset, or the text up to `end`; if it was far away, put it a third
        of the way down the window. False if the window does not move."""
        layout, height = self.layout, self.height
        place = layout.place_of(offset)
        margin = min(2, max(0, (height - 1) // 2))
        rows = 1 if end is None else 1 + layout.y(layout.place_of(max(offset, end - 1))) - layout.y(place)
        below = min(rows - 1 + margin, max(0, height - 1 - margin))
        first = layout.step(place, -margin)
        last = layout.step(place, below - height + 1)
        if last <= self.top <= first:
            return False
        near = layout.step(self.top, -height) <= place <= layout.step(self.top, 2 * height)
        if near and end is None:
            return self.move_to(first if self.top > first else last)
        return self.move_to(layout.step(place, -(height // 3)))
