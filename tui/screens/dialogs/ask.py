"""Asks for a line of text: a name, tags, a file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ...text.safe import cells, one_line, visible
from .box import BoxScreen, KeyLine

WIDEST_TITLE = 52
"""The largest width of a question that fits into the border of the box, in cells."""
FRAME = 6
"""The cells of a border beside its title."""


class AskScreen(BoxScreen[str]):
    """Returns the text without blanks at the ends, or None if cancelled."""

    DEFAULT_CSS = """
    AskScreen { align: center middle; }
    AskScreen > Vertical { width: 64; max-width: 96%; height: auto; border: round $accent; background: $surface;
        padding: 1 2; }
    AskScreen Input { border: none; height: 1; padding: 0; background: $panel; }
    AskScreen .problem { height: auto; color: $text-warning; display: none; }
    AskScreen .question { height: auto; text-style: bold; }
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave"),
        # First, since the field's own action for this key deletes only what is selected.
        Binding("ctrl+u", "clear", "Clear", priority=True),
    ]

    def __init__(self, question: str, *, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            if cells(self._question) <= min(WIDEST_TITLE, self.app.size.width * 96 // 100 - FRAME):
                box.border_title = Content(one_line(self._question))
            else:
                yield Static(Content(one_line(self._question, 400)), classes="question", markup=False)
            # The cursor is behind the value and nothing is selected, so that the next key does not replace it.
            yield Input(visible(self._value), placeholder=self._hint, compact=True, select_on_focus=False)
            yield Static("", classes="problem", markup=False)
            yield from self.below()
            clear = [("ctrl+u", "Clear", "clear")] if self._value else []
            yield KeyLine(("enter", "OK", "keep"), *clear, ("esc", "Cancel", "leave"))

    def on_resize(self) -> None:
        """Show the end of a long text, where its cursor is: the name of a file. Textual shows the start."""
        field = self.query_one(Input)
        if field.cursor_position == len(field.value):
            self.call_after_refresh(lambda: field.scroll_to(x=field.virtual_size.width, animate=False, force=True))

    def below(self) -> ComposeResult:
        """The widgets of a subclass between the field and the keys."""
        return ()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Return what was typed, or say what is wrong with it."""
        answer = self.completed(self.query_one(Input).value.strip())
        problem = self.problem_with(answer)
        if problem:
            self.query_one(".problem", Static).update(problem)
            self.query_one(".problem").display = True
        else:
            self.accept(answer)

    @property
    def has_unsaved_words(self) -> bool:
        """True if the text was changed."""
        return self.query_one(Input).value != visible(self._value)

    def action_clear(self) -> None:
        """Empty the field, to type something else than what was suggested."""
        self.query_one(Input).value = ""

    def accept(self, answer: str) -> None:
        """Return an answer that can be used."""
        self.dismiss(answer)

    def completed(self, answer: str) -> str:
        """The answer that the typed text means."""
        return answer

    def problem_with(self, answer: str) -> str:
        """A sentence if the answer cannot be used; the box then stays open with what was typed."""
        return ""
