"""Asking for a few words: a new name, tags, a file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ..text.safe import one_line, visible


class AskScreen(ModalScreen[str | None]):
    """Gives back the words typed, without blanks at the ends; None where it was left."""

    DEFAULT_CSS = """
    AskScreen { align: center middle; }
    AskScreen > Vertical { width: 64; max-width: 96%; height: auto; border: round $accent; background: $surface;
        padding: 0 1; }
    AskScreen Input { border: none; height: 1; padding: 0; background: $panel; }
    AskScreen .question { height: auto; text-style: bold; }
    AskScreen .keys { height: 1; color: $text-muted; }
    """

    BINDINGS = [Binding("escape", "leave", "Leave")]

    def __init__(self, question: str, *, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(one_line(self._question, 400)), classes="question", markup=False)
            yield Input(visible(self._value), placeholder=self._hint, compact=True)
            yield Static("enter keeps it · esc leaves", classes="keys", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
