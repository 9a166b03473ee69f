"""A box over the page."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

T = TypeVar("T")


class BoxScreen(ModalScreen[T | None]):
    """What is asked or shown in a box. A click beside it leaves it, as the key does."""

    DEFAULT_CSS = """
    BoxScreen .keys { height: 1; color: $text-muted; link-color: $text-muted; link-style: none;
        link-background: transparent; }
    """

    def on_click(self, event: events.Click) -> None:
        """Leave, where it was beside the box."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Give back nothing."""
        self.dismiss(None)
