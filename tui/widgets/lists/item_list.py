"""A list of items found in the article: names, quotes, notes, figures, headings.

The widget does not know what it lists. Each list makes its `Item`s from plain data (see `sidebar_list`), which can be
tested without a terminal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from .item import Item, again, passing
from .line_list import LineList


class ItemList(LineList):
    """Items of different heights, with a filter over them."""

    DEFAULT_CSS = """
    ItemList { height: 1fr; max-height: 100%; background: transparent; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface; }
    ItemList > .item-list--heading { color: $text-disabled; }
    ItemList > .item-list--hover { background: $block-hover-background; }
    ItemList > .item-list--cursor-blurred { color: $foreground; background: $block-cursor-blurred-background;
        text-style: $block-cursor-blurred-text-style; }
    ItemList > .item-list--cursor { color: $block-cursor-foreground; background: $block-cursor-background;
        text-style: $block-cursor-text-style; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "item-list--heading",
        "item-list--hover",
        "item-list--cursor",
        "item-list--cursor-blurred",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "select", show=False),
    ]

    SIGN = "▌"
    SIGN_STYLE = ""

    class Chosen(Message):
        """A row was chosen with enter or the mouse."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    class Pointed(Message):
        """The cursor moved to another row, or to none."""

        def __init__(self, item: Item | None) -> None:
            super().__init__()
            self.item = item

        def can_replace(self, message: Message) -> bool:
            """While a key is held down, only the latest message counts."""
            return isinstance(message, ItemList.Pointed)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        # The style sheet always gives the list a scrollbar. Textual would notice only after the first layout.
        self.set_reactive(Widget.show_vertical_scrollbar, True)
        self._shown: Sequence[Item] = ()
        self._filter = ""
        self.found = 0
        """Number of rows that pass the filter, without headings."""
        self._tops: Sequence[int] = (0,)
        """The line on which each row begins, followed by the number of lines."""
        self._tops_width = 0
        """The width in cells for which the lines were counted; 0 until the size is known."""
        self._full: Sequence[Content] = ()
        """The lines of the row under the cursor if it has more there (`Item.full`)."""
        self._full_row = -1
        self._most_extra = 0
        """The largest number of extra lines of a row under the cursor, so that the list is long enough for it."""

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        if not 0 <= self.cursor < self.count:
            return None
        item = self._shown[self.cursor]
        return None if item.heading else item

    @property
    def items(self) -> Sequence[Item]:
        """The rows that pass the filter, with their headings."""
        return self._shown

    @property
    def passing(self) -> list[Item]:
        """The rows that pass the filter, without headings."""
        return [item for item in self._shown if not item.heading]

    def show(self, items: Sequence[Item], filter: str = "") -> None:
        """Show these items.

        The cursor stays on its item, and the item stays on its line of the screen, even if rows were inserted before
        it or its key changed. If the item is gone, the cursor is on the one that took its place.
        """
        before, row = self._shown, self.cursor
        fixed, narrower = self._fixed_item(), filter != self._filter
        self._filter = filter
        self._shown = passing(items, filter)
        self.count = len(self._shown)
        self.found = sum(not item.heading for item in self._shown)
        self._count_lines()
        with self.prevent(ItemList.Pointed):
            self.cursor = self._row_again(before, row, narrower)
        self._show_in_full(self.cursor)
        self.redraw()
        if fixed is not None and (now := again(fixed[0], self._shown)) is not None:
            line = min(max(0, self.top_of(now) - fixed[1]), self.first_line_with(now))
            self.scroll_to(y=line, animate=False)
        else:
            self.scroll_to(y=0, animate=False)
            self.keep_cursor_visible()

    def _row_again(self, before: Sequence[Item], row: int, first: bool) -> int:
        """The row for the cursor, which was on `row` of `before`: the same item, else the one that followed it, or with
        `first` the first row. -1 if there are no rows."""
        rows = [number for number, item in enumerate(self._shown) if not item.heading]
        if not 0 <= row < len(before):
            return next(iter(rows), -1)
        now = again(before[row], self._shown)
        if now is not None:
            return now
        if first:
            return next(iter(rows), -1)
        kept = next((one for one in before[row + 1 :] if not one.heading), None)
        if kept is not None and (now := again(kept, self._shown)) is not None:
            return now
        return max((number for number in rows if number <= row), default=next(iter(rows), -1))

    def _fixed_item(self) -> tuple[Item, int] | None:
        """The item that must not move, and its line on the screen: the one under the cursor if it is visible, else the
        topmost."""
        height = self.size.height
        if not self.count or not height:
            return None
        if 0 <= self.cursor < self.count:
            line = self.top_of(self.cursor) - self.scroll_offset.y
            if 0 <= line < height:
                return self._shown[self.cursor], line
        for row, item in enumerate(self._shown):
            line = self.top_of(row) - self.scroll_offset.y
            if line >= 0 and not item.heading:
                return item, line
        return None

    # Where rows are

    def _count_lines(self) -> None:
        self._tops_width = max(0, self.row_width - 2)
        self._full, self._full_row = (), -1
        before, self._tops = self._tops, self._tops_within(self._tops_width)
        if before != self._tops:
            self._drawn.clear()  # rows may have other heights
        self._height_changed()
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def _tops_within(self, room: int) -> list[int]:
        return list(accumulate((item.height_within(room) for item in self._shown), initial=0))

    def on_resize(self, event: events.Resize) -> None:
        """Rows that are too wide take more lines."""
        if self._tops_width != self.row_width - 2:
            self._count_lines()
            self._show_in_full(self.cursor)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._tops_within(width - 2)[-1]

    def top_of(self, row: int) -> int:
        return self._tops[row] + (self._extra if row > self._full_row else 0)

    def row_at(self, line: int) -> int:
        if self._extra and line >= self._tops[self._full_row]:
            line = max(self._tops[self._full_row], line - self._extra)
        return bisect_right(self._tops, line) - 1

    @property
    def _extra(self) -> int:
        """The number of extra lines of the row under the cursor."""
        row = self._full_row
        return len(self._full) - (self._tops[row + 1] - self._tops[row]) if self._full else 0

    def _show_in_full(self, row: int) -> None:
        """Show all lines of a row, and no more than usual of the one before."""
        before, self._full, self._full_row = self._extra, (), row
        full = self._shown[row].full if 0 <= row < self.count else None
        if full is not None:
            self._full = full().split("\n", allow_blank=True)
        if self._extra > self._most_extra:
            self._most_extra = self._extra
            self._height_changed()
        if before or self._extra:
            self.refresh()

    def _height_changed(self) -> None:
        self.virtual_size = Size(0, self._tops[-1] + self._most_extra)

    def watch_cursor(self, before: int, now: int) -> None:
        self._show_in_full(now)
        super().watch_cursor(before, now)

    def first_line_with(self, row: int) -> int:
        """The line of a row, or of its heading if it is the first row under it."""
        while row > 0 and self._shown[row - 1].heading:
            row -= 1
        return self.top_of(row)

    def lines_of(self, row: int, width: int) -> Sequence[Content]:
        if row == self._full_row and self._full:
            return self._full
        return self._shown[row].lines_within(width)

    def component_class(self, row: int) -> str:
        if self._shown[row].heading:
            return "item-list--heading"
        if row == self.cursor:
            return "item-list--cursor" if self.has_focus else "item-list--cursor-blurred"
        return "item-list--hover" if row == self._hovered else ""

    # The cursor

    def can_point(self, row: int) -> bool:
        return not self._shown[row].heading

    def validate_cursor(self, cursor: int) -> int:
        """On an existing row; -1 for none."""
        return max(-1, min(cursor, self.count - 1))

    def point_to(self, key: str) -> None:
        """Put the cursor on the row with that key, if it is shown."""
        for row, item in enumerate(self._shown):
            if item.key == key:
                self.cursor = row
                return

    def point_near(self, offset: int) -> None:
        """Put the cursor on the last row whose first place begins at or before an offset of the text."""
        best, start = None, -1
        for row, item in enumerate(self._shown):
            if item.spans and start < item.spans[0].start <= offset:
                best, start = row, item.spans[0].start
        if best is not None:
            self.cursor = best

    def post_pointed(self) -> None:
        self.post_message(self.Pointed(self.current))

    def post_chosen(self) -> None:
        if item := self.current:
            self.post_message(self.Chosen(item))

    def clicked(self, row: int, event: events.Click) -> None:
        """A click chooses a row."""
        self.cursor = row
        self.action_select()

    def _step(self, rows: Sequence[int]) -> None:
        """Go to the first of these rows on which the cursor can be."""
        self.cursor = next(filter(self.can_point, rows), self.cursor)

    def action_cursor_down(self) -> None:
        """The next row."""
        self._step(range(self.cursor + 1, self.count))

    def action_cursor_up(self) -> None:
        """The previous row."""
        self._step(range(self.cursor - 1, -1, -1))

    def action_next_round(self) -> None:
        """The next row; after the last, the first."""
        self._step([(self.cursor + n) % self.count for n in range(1, self.count + 1)])

    def action_previous_round(self) -> None:
        """The previous row; before the first, the last."""
        here = max(0, self.cursor)
        self._step([(here - n) % self.count for n in range(1, self.count + 1)])

    def action_first(self) -> None:
        """The first row."""
        self._step(range(self.count))

    def action_last(self) -> None:
        """The last row."""
        self._step(range(self.count - 1, -1, -1))

    def action_page_down(self) -> None:
        """A page of rows down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page of rows up."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        if not self.count:
            return
        line = self.top_of(max(0, self.cursor)) + direction * self.size.height
        row = self.row_at(max(0, min(line, self.top_of(self.count) - 1)))
        if row == self.cursor:  # the row is higher than the window
            row = max(0, min(self.count - 1, row + direction))
        onward, back = range(row, self.count), range(row, -1, -1)
        rows = [*onward, *back] if direction > 0 else [*back, *onward]
        row = next(filter(self.can_point, rows), self.cursor)
        if self._skips_lines(row):
            row = next(filter(self.can_point, range(row - direction, self.cursor, -direction)), row)
        self.cursor = row

    def _skips_lines(self, row: int) -> bool:
        """Whether the window would move by more than its height to show a row, and skip lines that nobody has seen."""
        here, height = self.scroll_offset.y, self.size.height
        return self.top_of(row + 1) > here + 2 * height or self.first_line_with(row) < here - height
