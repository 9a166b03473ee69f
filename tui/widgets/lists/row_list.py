"""A list of any length, of rows of equal height: what fills the screen in the library and its like.

What a row looks like is told by a function, so the widget knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from .line_list import LineList

MARGIN = 3
"""Cells left of every row."""

Draw = Callable[[int, int], Sequence[Content]]
"""Given the number of a row and the cells there are for it: its lines."""


class RowList(LineList):
    """Rows, drawn lazily."""

    DEFAULT_CSS = """
    RowList { height: 1fr; background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden; }
    RowList > .row-list--cursor { background: $boost; }
    RowList:focus > .row-list--cursor { background: $block-cursor-blurred-background; }
    """

    COMPONENT_CLASSES = {"row-list--cursor", "row-list--cursor-blurred"}

    SIGN = "▌".center(MARGIN)
    SIGN_STYLE = "$text-accent"

    @dataclass
    class Chosen(Message):
        """A row was chosen with enter or the mouse."""

        row: int

    @dataclass
    class Pointed(Message):
        """The cursor is on another row now."""

        row: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of many counts, when a key is held down."""
            return isinstance(message, RowList.Pointed)

    def __init__(self, draw: Draw, *, row_height: int = 2, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._lines = row_height
        self._gap = 0

    @property
    def _row_height(self) -> int:
        return self._lines + self._gap

    def set_gap(self, lines: int) -> None:
        """Blank lines under every row."""
        if lines != self._gap:
            self._gap = lines
            self.show(self.count, cursor=self.cursor)

    def show(self, count: int, *, cursor: int = 0) -> None:
        """There are so many rows now; all of them are drawn anew when they are seen."""
        self.count = count
        self.tell_height()
        self.cursor = max(0, min(cursor, count - 1))
        self.keep_in_view()
        self.redraw()
        self.tell_pointed(self.cursor)

    def in_view(self) -> range:
        """The rows on the screen."""
        first = self.scroll_offset.y // self._row_height
        return range(first, min(self.count, first + self.size.height // self._row_height + 2))

    def top_of(self, row: int) -> int:
        return row * self._row_height

    def row_at(self, line: int) -> int:
        return line // self._row_height

    def lines_of(self, row: int, room: int) -> Sequence[Content]:
        lines = list(self._draw(row, room))[: self._lines]
        return lines + [Content("")] * (self._lines - len(lines))

    def look_of(self, row: int) -> str:
        if row != self.cursor:
            return ""
        return "row-list--cursor" if self.has_focus else "row-list--cursor-blurred"

    def tell_pointed(self, row: int) -> None:
        self.post_message(self.Pointed(row))

    def tell_chosen(self, row: int) -> None:
        self.post_message(self.Chosen(row))

    def move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += by

    @property
    def page(self) -> int:
        """Rows of a page."""
        return max(1, self.size.height // self._row_height - 1)
