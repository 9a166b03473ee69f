"""A sentence about what was just done, in the lower right corner of the panes, above the footer and never over it."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click, MouseDown
from textual.widget import Widget

from ...text.safe import cells, one_line
from .key_bar import KeyBar

EDGES = 3
"""Cells beside the sentence: a line at its left and a blank on each side."""


class CornerMessage(Widget):
    """One line over the panes. It is there only while it has something to say. A click on it is one on the key that it
    names (`KeyBar.Clicked`)."""

    DEFAULT_CSS = "CornerMessage { dock: bottom; height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._sentence, self._action = "", ""

    def show(self, sentence: str, action: str = "") -> None:
        """Show a sentence that names the action with that id, cut to the width of the window; "" hides it."""
        self._action = action
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.display = bool(sentence)
        if sentence:
            self.fit(self.screen.size.width)
            self.refresh()

    def fit(self, room: int) -> None:
        """Take just the cells that the sentence needs, at the right of a window with `room` cells."""
        width = min(room, cells(self._sentence) + EDGES)
        self.styles.width, self.styles.offset = width, (room - width, 0)

    def render(self) -> Content:
        """The sentence, without control characters."""
        return Content(f" {one_line(self._sentence, max(1, self.size.width - 2))} ")

    def on_mouse_down(self, event: MouseDown) -> None:
        """Keep the press from the screen, which would end the message before the click."""
        if self._action:
            event.stop()

    def on_click(self, event: Click) -> None:
        """Do what the sentence names."""
        event.stop()
        if self._action:
            self.post_message(KeyBar.Clicked(self._action))
