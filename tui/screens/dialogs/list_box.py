"""A box with a list, of which one row is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on

from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from .box import BoxScreen


class ListBoxScreen(BoxScreen[str]):
    """Returns the key of the chosen row, or None if the box was closed. Its screen composes one `ItemList`."""

    MOST_LINES: ClassVar[int] = 30
    """Lines of the list, if the screen has room for them."""
    OTHER_LINES: ClassVar[int] = 2
    """Lines of the box that are not the list: the border, blank lines, the keys."""

    def on_resize(self, event: events.Resize) -> None:
        """Make the list so short that the keys below it stay on the screen."""
        room = event.size.height - self.OTHER_LINES
        self.query_one(ItemList).styles.max_height = max(1, min(self.MOST_LINES, room))

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        self.take(event.item)

    def take(self, item: Item) -> None:
        """Return a row."""
        self.dismiss(item.key)

    @on(ItemList.Pointed)
    def _pointed(self, event: ItemList.Pointed) -> None:
        event.stop()

    def action_down(self) -> None:
        """The next row."""
        self.query_one(ItemList).action_cursor_down()

    def action_up(self) -> None:
        """The previous row."""
        self.query_one(ItemList).action_cursor_up()
