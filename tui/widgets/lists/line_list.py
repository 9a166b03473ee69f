"""A list with a cursor that draws rows only when they are on the screen, however many there are and however high they
are.

Textual's own list measures every row before it shows one, which takes seconds with ten thousand articles. Here the cost
of a frame depends only on the visible rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from ..mouse import RIGHT_BUTTON

CACHED_ROWS = 2_000
"""Rows whose strips are cached."""

MARGIN = 3
"""Cells left of every row of a list that fills the screen."""

Draw = Callable[[int, int], Sequence[Content]]
"""Returns the lines of a row, given its number and its width in cells."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of equal height, drawn by a function, as in the library. `ItemList` has rows of different heights.

    Rows count from 0; lines count from the top of the first row.
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden; }
    LineList > .line-list--cursor { background: $boost; }
    LineList:focus > .line-list--cursor { background: $block-cursor-blurred-background; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor"}

    ALLOW_SELECT = False
    """Textual would begin to select at each press. The release of a right click reaches the menu, so the selection
    would go on, and scroll the list wherever the mouse moves."""

    SIGN: ClassVar[str] = "▌".center(MARGIN)
    """Drawn in the margin of the row under the cursor, so that it is visible without colour; as wide as the margin."""
    SIGN_STYLE: ClassVar[str] = "$text-accent"

    cursor = reactive(0, repaint=False)
    """The row under the cursor; 0 or -1 if there is none."""

    @dataclass
    class Chosen(Message):
        """A row was chosen with enter or the mouse."""

        row: int

    @dataclass
    class Pointed(Message):
        """The cursor moved to another row, or the rows changed."""

        row: int

        def can_replace(self, message: Message) -> bool:
            """While a key is held down, only the latest message counts."""
            return isinstance(message, LineList.Pointed)

    @dataclass
    class MenuRequested(Message):
        """The row under the cursor was clicked with the right button, at this cell of the screen."""

        at: Offset

    def __init__(self, draw: Draw | None = None, *, row_height: int = 2, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        """Number of rows."""
        self._draw = draw
        self._row_lines = row_height
        self._gap = 0
        self._drawn: dict[tuple[int, str], list[Strip]] = {}
        """Strips by row and component class."""
        self._drawn_width = 0
        self._hovered = -1
        self._can_choose = False
        """Whether a click of the present series, such as a double click, may still choose a row."""

    # Rows

    def show_rows(self, count: int, *, cursor: int = 0) -> None:
        """Show `count` rows, with the cursor on one of them. All rows are redrawn."""
        self.count = count
        self._rows_changed()
        self.cursor = max(0, min(cursor, count - 1))
        self.keep_cursor_visible()
        self.post_pointed()

    def set_gap(self, lines: int) -> None:
        """Leave blank lines under every row."""
        if lines != self._gap:
            self._gap = lines
            self.show_rows(self.count, cursor=self.cursor)

    @property
    def visible_rows(self) -> range:
        """The rows on the screen."""
        first = self.row_at(self.scroll_offset.y)
        return range(first, min(self.count, self.row_at(self.scroll_offset.y + self.size.height) + 2))

    @property
    def page(self) -> int:
        """Number of rows to move for a page."""
        return max(1, self.size.height // (self._row_lines + self._gap) - 1)

    def top_of(self, row: int) -> int:
        """The first line of a row; of the row after the last, the number of lines."""
        return row * (self._row_lines + self._gap)

    def row_at(self, line: int) -> int:
        """The row to which a line belongs."""
        return line // (self._row_lines + self._gap)

    def lines_of(self, row: int, width: int) -> Sequence[Content]:
        """The lines of a row for a width in cells."""
        lines = list(self._draw(row, width))[: self._row_lines] if self._draw is not None else []
        return lines + [Content("")] * (self._row_lines - len(lines))

    def can_point(self, row: int) -> bool:
        """Whether the cursor can be on a row."""
        return True

    def component_class(self, row: int) -> str:
        """The component class that styles a row; "" for the widget's own style."""
        return "line-list--cursor" if row == self.cursor else ""

    def first_line_with(self, row: int) -> int:
        """The first line that must be visible together with a row."""
        return self.top_of(row)

    def post_pointed(self) -> None:
        """Post that the cursor moved."""
        self.post_message(self.Pointed(self.cursor))

    def post_chosen(self) -> None:
        """Post that the row under the cursor was chosen."""
        self.post_message(self.Chosen(self.cursor))

    # Changes

    def _rows_changed(self) -> None:
        """The number or the height of the rows changed."""
        self._height_changed()
        self.redraw()

    def redraw(self) -> None:
        """Redraw all rows, because their content changed."""
        self._drawn.clear()
        self.refresh()

    def _height_changed(self) -> None:
        self.virtual_size = Size(0, self.top_of(self.count))

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        self.keep_cursor_visible()
        self._refresh_rows(before, now)
        self.post_pointed()

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            if 0 <= row < self.count:
                top = self.top_of(row)
                self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, self.top_of(row + 1) - top))

    def keep_cursor_visible(self) -> None:
        """Scroll far enough to show the row under the cursor."""
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

    def on_resize(self, event: events.Resize) -> None:
        self._height_changed()
        self.keep_cursor_visible()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # Drawing

    @property
    def row_width(self) -> int:
        """Cells of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        if self._drawn_width != self.row_width:
            self._drawn.clear()
            self._drawn_width = self.row_width
        line = y + self.scroll_offset.y
        if line >= self.top_of(self.count):
            return Strip.blank(self.row_width, self.rich_style)
        row = self.row_at(line)
        name = self.component_class(row)
        strips = self._drawn.get((row, name))
        if strips is None:
            if len(self._drawn) > CACHED_ROWS:
                self._drawn.clear()
            style = self.get_visual_style(name) if name else self.visual_style
            strips = self._drawn[row, name] = self._draw_row(row, style)
        return strips[line - self.top_of(row)]

    def _draw_row(self, row: int, style: Style) -> list[Strip]:
        width, background = self.row_width, style.rich_style
        sign, sign_style = " " * len(self.SIGN), background
        if row == self.cursor:
            sign = self.SIGN
            if self.SIGN_STYLE:
                sign_style = (style + self.app.stylesheet.parse_style(self.SIGN_STYLE)).rich_style
        height = self.top_of(row + 1) - self.top_of(row)
        strips: list[Strip] = []
        for content in self.lines_of(row, max(1, width - len(self.SIGN) - 1))[:height]:
            rendered = content.render(style, end="", parse_style=self.app.stylesheet.parse_style)
            segments = [Segment(sign, sign_style), *(Segment(text, part.rich_style) for text, part in rendered)]
            strips.append(Strip(segments).adjust_cell_length(width, background))
        # The gap below a row does not belong to it.
        gap = Strip.blank(width, self.rich_style)
        return strips + [gap] * (height - len(strips))

    # Keys and mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The right button moves the cursor to a row and asks for its menu."""
        row = self.row_under(event.y)
        if event.button == RIGHT_BUTTON and row >= 0:
            self.cursor = row
            self.post_message(self.MenuRequested(event.screen_offset))

    def on_click(self, event: events.Click) -> None:
        row = self.row_under(event.y)
        if row >= 0 and event.button != RIGHT_BUTTON:
            self.clicked(row, event)

    def clicked(self, row: int, event: events.Click) -> None:
        """A click moves the cursor to a row; a second one chooses it. A double click chooses once, and not if its first
        click chose a row of the screen below."""
        again = row == self.cursor
        self.cursor = row
        self._can_choose = self._can_choose or event.chain == 1
        if self._can_choose and (again or event.chain > 1):
            self._can_choose = False
            self.action_select()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self.row_under(event.y))

    def on_leave(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._refresh_rows(before, row)

    def row_under(self, y: int) -> int:
        """The row at a line of the window; -1 if there is none the cursor can go to."""
        line = y + self.scroll_offset.y
        if not 0 <= line < self.top_of(self.count):
            return -1
        row = self.row_at(line)
        return row if self.can_point(row) else -1

    def action_cursor_down(self) -> None:
        """The next row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """The previous row."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """A page of rows down."""
        self.cursor += self.page

    def action_page_up(self) -> None:
        """A page of rows up."""
        self.cursor -= self.page

    def action_first(self) -> None:
        """The first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """The last row."""
        self.cursor = self.count - 1

    def action_next_round(self) -> None:
        """The next row; after the last, the first."""
        self.cursor = (self.cursor + 1) % max(1, self.count)

    def action_previous_round(self) -> None:
        """The previous row; before the first, the last."""
        self.cursor = (self.cursor - 1) % max(1, self.count)

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if 0 <= self.cursor < self.count:
            self.post_chosen()
