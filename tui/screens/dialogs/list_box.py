"""A box with a list, of which one row is chosen."""

from __future__ import annotations

from textual import on

from ...widgets.lists.item_list import ItemList
from .box import BoxScreen


class ListBoxScreen(BoxScreen[str]):
    """Returns the key of the chosen row, or None if the box was closed. Its screen composes one `ItemList`."""

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        self.dismiss(event.item.key)

    @on(ItemList.Pointed)
    def _pointed(self, event: ItemList.Pointed) -> None:
        event.stop()

    def action_down(self) -> None:
        """The next row."""
        self.query_one(ItemList).action_cursor_down()

    def action_up(self) -> None:
        """The previous row."""
        self.query_one(ItemList).action_cursor_up()
