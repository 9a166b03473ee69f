"""A list of things found in the article: names, quotations, notes, figures, headings.

The widget knows nothing of what it lists. Each kind of list is a function that makes `Item`s of plain data
(`entity_items`, `quote_items` …), which needs no terminal to be tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..text.span import Span

MOST_ROWS = 400
"""Rows shown at once. Textual measures every row before it shows one: 400 rows take some 10 ms, and nobody reads
further down than that; the filter searches all of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row."""

    key: str
    """Tells it from all other rows of its list."""
    line: Content
    """What is shown; it may have several lines."""
    spans: tuple[Span, ...] = ()
    """Where it stands in the article, in order. Empty for a heading."""
    search: str = ""
    """What the filter looks in, case folded."""
    heading: bool = False
    """A heading cannot be chosen, and stays while one of the rows under it passes the filter."""


class ItemList(OptionList):
    """Items, a filter over them, and a cursor."""

    DEFAULT_CSS = """
    ItemList { height: 1fr; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    ItemList:focus { border: none; }
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
        super().__init__(id=id, markup=False, compact=True)
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
    def count(self) -> int:
        """How many rows pass the filter, headings not counted."""
        return sum(1 for item in passing(self._items, self._filter) if not item.heading)

    def show(self, items: Sequence[Item], filter: str = "") -> None:
        """Show these items; the cursor stays on the row it was on, if that is still there."""
        key = self.current.key if self.current else None
        scroll = self.scroll_offset
        self._items, self._filter = items, filter
        found = list(passing(items, filter))
        self._shown = found[:MOST_ROWS]
        options = [Option(item.line, disabled=item.heading) for item in self._shown]
        if len(found) > MOST_ROWS:
            options.append(Option(Content(f"… {len(found) - MOST_ROWS:,} more: type / to find one"), disabled=True))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            rows = {item.key: row for row, item in enumerate(self._shown) if not item.heading}
            self.highlighted = rows.get(key) if key in rows else next(iter(rows.values()), None)
        if key in rows:
            self.scroll_to(y=scroll.y, animate=False)

    def point_to(self, key: str) -> None:
        """Put the cursor on the row of that key, if it is shown."""
        for row, item in enumerate(self._shown):
            if item.key == key:
                self.highlighted = row
                return

    def point_near(self, offset: int) -> None:
        """Put the cursor on the last row that begins at or before an offset of the text."""
        best = None
        for row, item in enumerate(self._shown):
            if item.spans and item.spans[0].start <= offset:
                best = row
        if best is not None:
            self.highlighted = best

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Pointed(self.current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if item := self.current:
            self.post_message(self.Chosen(item))


def passing(items: Sequence[Item], filter: str) -> Sequence[Item]:
    """The items that hold every word of the filter, and the headings of those."""
    words = filter.casefold().split()
    if not words:
        return items
    found: list[Item] = []
    heading: Item | None = None
    for item in items:
        if item.heading:
            heading = item
        elif all(word in item.search for word in words):
            if heading:
                found.append(heading)
                heading = None
            found.append(item)
    return found
