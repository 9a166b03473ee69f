"""The base of the messages that an article pane posts."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


class PaneMessage(Message):
    """Something that happened in an article pane."""

    def __init__(self, view: Widget) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> Widget:
        """The pane, for `@on` with a selector."""
        return self.view
