"""The editor for a note."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from ...text.safe import one_line, visible


class NoteScreen(ModalScreen[str | None]):
    """Returns the note, or None if changes were discarded. Every key saves a draft."""

    DEFAULT_CSS = """
    NoteScreen { align: center bottom; }
    NoteScreen > Vertical { width: 100%; max-width: 90; height: 14; max-height: 80%; border: round $accent;
        background: $surface; padding: 0 1; }
    NoteScreen TextArea { height: 1fr; border: none; background: $surface; padding: 0; }
    NoteScreen .words { height: auto; max-height: 3; color: $text-muted; text-style: italic; }
    NoteScreen .keys { height: 1; color: $text-muted; link-color: $text-muted; link-style: none;
        link-background: transparent; }
    """

    # No binding has priority: it would overtake letters that are still on their way to the text.
    BINDINGS = [Binding("escape,ctrl+s", "keep", "Keep"), Binding("ctrl+g", "give_up", "Give up")]

    def __init__(self, *, words: str, note: str, keep_draft: Callable[[str], None]) -> None:
        super().__init__()
        self._words = words
        self._note = note
        self._keep_draft = keep_draft
        self._ended = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(f"“{one_line(self._words, 240)}”"), classes="words", markup=False)
            yield TextArea(visible(self._note), soft_wrap=True, compact=True, show_line_numbers=False)
            # Our own text, as markup: a click does what the key does.
            yield Static(
                "[@click=screen.keep]esc or ctrl+s saves the note[/] · "
                "[@click=screen.give_up]ctrl+g discards changes[/] · #word is a tag",
                classes="keys",
            )

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        # The last change may arrive after the end, when the draft is already deleted.
        if not self._ended:
            self._keep_draft(event.text_area.text)

    def action_keep(self) -> None:
        """Save the note."""
        self._ended = True
        self.dismiss(self.query_one(TextArea).text)

    def action_give_up(self) -> None:
        """Discard the changes."""
        self._ended = True
        self.dismiss(None)
