"""Keeps the second half of a double click from what the first half has brought under the mouse.

Textual sends each press to the widget that is there now. If the first click opens an article, or closes a list that
covers the text, the second would move the caret or choose something that the reader has not even seen. (No upstream
issue is known to us; desktop toolkits send both clicks of a double click to one window.)
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.widget import Widget


class DoubleClick:
    """Follows the presses and releases of the mouse: `is_spent` must see all events before any widget does."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last: tuple[float, int, int, int] = (float("-inf"), -1, -1, 0)
        """Time, cell and button of the last press."""
        self._target: Widget | None = None
        self._spent = False

    def is_spent(self, event: events.Event) -> bool:
        """Whether this is the second press of a double click, or its release, over another widget than the first; False
        for an event that is no press or release, or comes from another widget."""
        if event.is_forwarded or not isinstance(event, (events.MouseDown, events.MouseUp)):
            return False
        if isinstance(event, events.MouseDown):
            time, *place = self._last
            again = event.time - time <= self._app.CLICK_CHAIN_TIME_THRESHOLD
            again = again and place == [event.x, event.y, event.button]
            target = self._widget_at(event.x, event.y)
            self._spent = again and target is not self._target
            if not self._spent:  # a third click belongs to the double click, too
                self._target = target
            self._last = (event.time, event.x, event.y, event.button)
        return self._spent

    def _widget_at(self, x: int, y: int) -> Widget | None:
        """None outside the screen: a window can be enlarged, and clicked, before the program knows its new size."""
        with suppress(NoWidget):
            return self._app.get_widget_at(x, y)[0]
        return None
