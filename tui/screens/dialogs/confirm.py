"""Asks a yes-or-no question."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from .box import BoxScreen, KeyLine


class ConfirmScreen(BoxScreen[bool]):
    """Returns True for yes, False for no, and None if it was closed without an answer. Enter does not answer: it is
    pressed too easily."""

    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical { width: auto; max-width: 90%; height: auto; border: round $accent;
        background: $surface; padding: 1 2; }
    ConfirmScreen Static { width: auto; max-width: 100%; height: auto; }
    ConfirmScreen .question { text-style: bold; }
    """

    BINDINGS = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
        Binding("escape,q", "answer(None)"),
    ]

    def __init__(self, question: str, about: str = "") -> None:
        super().__init__()
        self._question = question
        self._about = about

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question), classes="question", markup=False)
            if self._about:
                yield Static(Content(self._about), markup=False)
            yield KeyLine(("y", "Yes", "answer(True)"), ("n", "No", "answer(False)"))

    def action_answer(self, yes: bool | None) -> None:
        """Return the answer; None for none."""
        self.dismiss(yes)
