"""A box over the page."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

T = TypeVar("T")


class BoxScreen(ModalScreen[T | None]):
    """A question or a card in a box. A click beside the box closes it, as escape does."""

    DEFAULT_CSS = """
    BoxScreen .keys { height: 1; color: $text-muted; link-color: $text-muted; link-style: none;
        link-background: transparent; }
    """

    def on_click(self, event: events.Click) -> None:
        """Close the box if the click was beside it."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Close the box and return None."""
        self.dismiss(None)
