"""A list with a cursor, whose rows are drawn when they come on the screen, wherever they stand and however high.

Textual's own list measures every row before it shows one, which takes seconds with ten thousand articles and a frame
with forty names, and keeps seven caches for each line. Here a frame costs what the window shows.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style

from ..article.row_strip import RowStrip
from .line_view import LineView

KEPT = 2_000
"""Rows kept as they were drawn."""


class LineList(LineView, can_focus=True):
    """What `RowList` and `ItemList` share. Lines are counted from the top of the first row, rows from 0."""

    cursor = reactive(0, repaint=False)
    """The row the cursor is on; where there is none, 0 or -1."""

    SIGN: ClassVar[str]
    """Stands before each line of the row under the cursor, so that it is seen without colour too; it has one cell for
    each of the margin."""
    SIGN_STYLE: ClassVar[str] = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: dict[tuple[int, str], list[RowStrip]] = {}
        self._drawn_for = 0
        """The cells they are wide."""
        self._hovered = -1

    # What rows there are

    count: int = 0
    """How many rows there are."""

    @abstractmethod
    def top_of(self, row: int) -> int:
        """The line a row begins on; of the row after the last, how many lines there are."""

    @abstractmethod
    def row_at(self, line: int) -> int:
        """The row a line belongs to."""

    @abstractmethod
    def lines_of(self, row: int, room: int) -> Sequence[Content]:
        """The lines of a row, for `room` cells."""

    def can_point(self, row: int) -> bool:
        """Whether the cursor can stand on a row; on a heading it cannot."""
        return True

    @abstractmethod
    def tell_pointed(self, row: int) -> None:
        """The cursor is on this row now."""

    @abstractmethod
    def tell_chosen(self, row: int) -> None:
        """This row was chosen, with enter or the mouse."""

    def look_of(self, row: int) -> str:
        """The component class that a row looks by now; "" for that of the widget itself."""
        return ""

    # What changes

    def redraw(self) -> None:
        """What the rows say has changed."""
        self._drawn.clear()
        self.refresh()

    def tell_height(self) -> None:
        """There are other rows now, or the same are higher or lower."""
        # The width counts for nothing where nothing scrolls sideways; one that changes would lay the screen out anew.
        size = Size(0, self.top_of(self.count))
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays on a row."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows that change."""
        self.keep_in_view()
        self._refresh_rows(before, now)
        self.tell_pointed(now)

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            if 0 <= row < self.count:
                top = self.top_of(row)
                self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, self.top_of(row + 1) - top))

    def keep_in_view(self) -> None:
        """Scroll so far that the row under the cursor is seen."""
        height = self.size.height
        if not height or not 0 <= self.cursor < self.count:
            return
        first, end = self.first_line_with(self.cursor), self.top_of(self.cursor + 1)
        if end - first > height:
            first, end = self.top_of(self.cursor), min(end, self.top_of(self.cursor) + height)
        if first < self.scroll_offset.y:
            self.scroll_to(y=first, animate=False, force=True)
        elif end > self.scroll_offset.y + height:
            self.scroll_to(y=end - height, animate=False, force=True)

    def first_line_with(self, row: int) -> int:
        """The first line that is to be seen with a row: its own, or its heading's."""
        return self.top_of(row)

    def on_resize(self, event: events.Resize) -> None:
        """The rows may be cut to another width."""
        if self.room.width != self._drawn_for:
            self.redraw()
        self.tell_height()
        self.keep_in_view()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        self._drawn.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # Drawing

    def before_lines(self) -> None:
        if self.paper.width != self._drawn_for:
            self._drawn.clear()
            self._drawn_for = self.paper.width

    def line_strip(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if line >= self.top_of(self.count):
            return self._blank()
        row = self.row_at(line)
        look = self.look_of(row)
        strips = self._drawn.get((row, look))
        if strips is None:
            if len(self._drawn) > KEPT:
                self._drawn.clear()
            style = self.get_visual_style(look) if look else self.paper.style
            strips = self._drawn[row, look] = self._row_strips(row, style)
        return strips[line - self.top_of(row)]

    def render_line(self, y: int) -> Strip:
        return self.line_strip(y)

    def _blank(self) -> RowStrip:
        width = self.paper.width
        return self.row_strip([Segment(" " * width, self.paper.style.rich_style)], width)

    def _row_strips(self, row: int, style: Style) -> list[RowStrip]:
        width, ground = self.paper.width, style.rich_style
        sign, sign_style = " " * len(self.SIGN), ground
        if row == self.cursor:
            sign = self.SIGN
            if self.SIGN_STYLE:
                sign_style = (style + self.app.stylesheet.parse_style(self.SIGN_STYLE)).rich_style
        height = self.top_of(row + 1) - self.top_of(row)
        strips: list[RowStrip] = []
        for content in self.lines_of(row, max(1, width - len(self.SIGN) - 1))[:height]:
            segments = [Segment(sign, sign_style), *self.segments(content, style)]
            rest = width - len(self.SIGN) - content.cell_length
            if rest < 0:
                segments = Segment.adjust_line_length(segments, width, ground)
            elif rest:
                segments.append(Segment(" " * rest, ground))
            strips.append(self.row_strip(segments, width))
        if len(strips) < height:
            # What is beneath its lines is a gap, and no part of the row.
            strips += [self._blank()] * (height - len(strips))
        return strips

    # Keys and mouse

    def on_click(self, event: events.Click) -> None:
        """A click on a row."""
        # Textual calls the handlers of all bases: what another list does with a click is in `clicked`.
        row = self.row_under(event.y)
        if row >= 0:
            self.clicked(row, event)

    def clicked(self, row: int, event: events.Click) -> None:
        """A click points at a row; a second one chooses it."""
        again = row == self.cursor
        self.cursor = row
        if again or event.chain > 1:
            self.action_select()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row a click would take."""
        self._hover(self.row_under(event.y))

    def on_leave(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._refresh_rows(before, row)

    def row_under(self, y: int) -> int:
        """The row at a line of the window; -1 where there is none the cursor could go to."""
        line = y + self.scroll_offset.y
        if not 0 <= line < self.top_of(self.count):
            return -1
        row = self.row_at(line)
        return row if self.can_point(row) else -1

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if 0 <= self.cursor < self.count:
            self.tell_chosen(self.cursor)
