"""A list of things found in the article: names, quotations, notes, figures, headings.

The widget knows nothing of what it lists. Each kind of list is a function that makes `Item`s of plain data
(`entity_items`, `quote_items` …), which needs no terminal to be tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .item import Item, again, passing, top

MOST_ROWS = 400
"""Rows shown at once. Textual measures every row before it shows one: 400 rows take some 10 ms, and nobody reads
further down than that; the filter searches all of them."""

CURSOR = "▌"
"""Stands before the row under the cursor, so that it is seen without colour too."""


class ItemList(OptionList):
    """Items, a filter over them, and a cursor."""

    DEFAULT_CSS = """
    ItemList { height: 1fr; max-height: 100%; border: none; padding: 0; background: transparent;
        scrollbar-size-vertical: 1; }
    ItemList:focus { border: none; }
    ItemList > .option-list--option { padding: 0 1; }
    """

    @dataclass
    class Chosen(Message):
        """A row was chosen with enter or the mouse."""

        item: Item

    @dataclass
    class Pointed(Message):
        """The cursor is on another row now, or on none."""

        item: Item | None

        # Only the last of many counts, when a key is held down.
        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ItemList.Pointed)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._items: Sequence[Item] = ()
        self._shown: list[Item] = []
        self._filter = ""

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        if self.highlighted is None or self.highlighted >= len(self._shown):
            return None
        item = self._shown[self.highlighted]
        return None if item.heading else item

    @property
    def passing(self) -> list[Item]:
        """The rows that pass the filter, without headings; more than are shown where there are very many."""
        return [item for item in passing(self._items, self._filter) if not item.heading]

    @property
    def count(self) -> int:
        """How many rows pass the filter, headings not counted."""
        return len(self.passing)

    def show(self, items: Sequence[Item], filter: str = "") -> None:
        """Show these items.

        The cursor stays on what it was on, and that stays on the same line of the screen, although rows may have come
        before it or have another key now. Where it is gone, the cursor is on what took its place.
        """
        before, row = self._shown, self.highlighted
        held, narrower = self._held(), filter != self._filter
        self._items, self._filter = items, filter
        found = list(passing(items, filter))
        self._shown = found[:MOST_ROWS]
        options = [Option(item.line, disabled=item.heading) for item in self._shown]
        if len(found) > MOST_ROWS:
            options.append(Option(Content(f"… {len(found) - MOST_ROWS:,} more: type / to find one"), disabled=True))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = self._row_again(before, row, narrower)
        if held is not None and (now := again(held[0], self._shown)) is not None:
            line = top(self._shown, now)
            self.scroll_to(y=min(max(0, line - held[1]), self._with_heading(now)), animate=False)

    def _row_again(self, before: Sequence[Item], row: int | None, first: bool) -> int | None:
        """The row for the cursor, which was on `row` of `before`; where that is gone what came after it, or the
        `first`."""
        rows = [number for number, item in enumerate(self._shown) if not item.heading]
        if row is None or row >= len(before):
            return next(iter(rows), None)
        now = again(before[row], self._shown)
        if now is not None:
            return now
        if first:
            return next(iter(rows), None)
        kept = next((one for one in before[row + 1 :] if not one.heading), None)
        if kept is not None and (now := again(kept, self._shown)) is not None:
            return now
        return max((number for number in rows if number <= row), default=next(iter(rows), None))

    def _held(self) -> tuple[Item, int] | None:
        """The row that must not move under the reader's eye, and its line on the screen: the cursor's where that is
        seen, else the topmost."""
        height = self.scrollable_content_region.height
        if not self._shown or not height:
            return None
        if self.highlighted is not None and self.highlighted < len(self._shown):
            line = top(self._shown, self.highlighted) - self.scroll_offset.y
            if 0 <= line < height:
                return self._shown[self.highlighted], line
        for row, item in enumerate(self._shown):
            line = top(self._shown, row) - self.scroll_offset.y
            if line >= 0 and not item.heading:
                return item, line
        return None

    def _with_heading(self, row: int) -> int:
        """The line of a row, or of its heading where it is the first under one."""
        while row > 0 and self._shown[row - 1].heading:
            row -= 1
        return top(self._shown, row)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the row under the cursor on the screen, with the heading right above it."""
        super().scroll_to_highlight(top)
        if self.highlighted is not None and self.highlighted < len(self._shown):
            line = self._with_heading(self.highlighted)
            if line < self.scroll_offset.y:
                self.scroll_to(y=line, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of the window, with the cursor's sign."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        if self.highlighted is None or line >= len(self._lines) or self._lines[line][0] != self.highlighted:
            return strip
        first, *_ = strip.crop(0, 1)
        return Strip.join([Strip([Segment(CURSOR, first.style)]), strip.crop(1)])

    def point_to(self, key: str) -> None:
        """Put the cursor on the row of that key, if it is shown."""
        for row, item in enumerate(self._shown):
            if item.key == key:
                self.highlighted = row
                return

    def point_near(self, offset: int) -> None:
        """Put the cursor on the row that begins last at or before an offset of the text."""
        best, start = None, -1
        for row, item in enumerate(self._shown):
            if item.spans and start < item.spans[0].start <= offset:
                best, start = row, item.spans[0].start
        if best is not None:
            self.highlighted = best

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Pointed(self.current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if item := self.current:
            self.post_message(self.Chosen(item))
