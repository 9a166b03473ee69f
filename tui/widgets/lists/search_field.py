"""The line over a list in which one types what to look for."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input

from .line_list import LineList


class SearchField(Input):
    """Escape forgets what was typed and leads back to the rows of the same screen."""

    BINDINGS = [Binding("escape", "leave", "Back to the list")]

    def action_leave(self) -> None:
        """Forget what was typed."""
        self.value = ""
        self.screen.set_focus(self.screen.query_one(LineList))
