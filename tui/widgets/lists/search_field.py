"""The search field over a list that fills the screen."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input

from .line_list import LineList


class SearchField(Input):
    """An input field; escape clears it and returns to the list."""

    BINDINGS = [Binding("escape", "leave", "Back to the list")]

    def action_leave(self) -> None:
        """Clear the field and return to the list."""
        self.value = ""
        self.screen.set_focus(self.screen.query_one(LineList))
