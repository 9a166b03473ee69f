"""The editor for a note."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from ...text.safe import one_line, visible

RETRY = 2.0
"""Seconds between two attempts to save a note."""
KEYS = (
    "[@click=screen.keep]esc or ctrl+s saves the note[/] · "
    "[@click=screen.give_up]ctrl+g discards changes[/] · #word is a tag"
)
"""The line below the text. It is our own markup, so that a click does what the key does."""
NOT_SAVED = (
    "Not saved yet; newsreader keeps trying · [@click=screen.give_up]ctrl+g discards changes[/] · quitting saves a file"
)
"""The same line while the text cannot be saved."""


class NoteScreen(ModalScreen[bool]):
    """Writes a note. It closes with True when the note is saved, with False when the changes are discarded.

    Every key saves the text as a draft. As long as the note cannot be saved, the screen stays open and tries again.
    """

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
    BINDINGS = [Binding("escape,ctrl+s", "keep", "Keep"), Binding("ctrl+g", "give_up", "Discard")]

    def __init__(
        self,
        *,
        words: str,
        note: str,
        keep_draft: Callable[[str], bool],
        save: Callable[[str, bool], bool],
        unsaved: bool = False,
    ) -> None:
        """`keep_draft` saves the text as a draft. `save` saves the note; its second argument is True for a repeated
        attempt. Both return False if saving failed. `unsaved` means that saving the note has just failed."""
        super().__init__()
        self._words = words
        self._note = note
        self._keep_draft = keep_draft
        self._save = save
        self._ended = False
        self._unsaved_note: str | None = note if unsaved else None
        """The note that the reader wanted to save, as long as saving fails."""
        self._retry_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(f"“{one_line(self._words, 240)}”"), classes="words", markup=False)
            yield TextArea(visible(self._note), soft_wrap=True, compact=True, show_line_numbers=False)
            yield Static(KEYS, classes="keys")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._set_saved(self._unsaved_note is None)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        # The last change may be reported after the dialog has closed, when the draft has already been deleted.
        if self._ended:
            return
        text = event.text_area.text
        if text != self._unsaved_note:
            self._unsaved_note = None  # the reader is still writing, so the box must not close by itself
        self._set_saved(self._keep_draft(text) and self._unsaved_note is None)

    def _set_saved(self, saved: bool) -> None:
        """Say below the text whether it is saved, and try again as long as it is not."""
        if saved and self._retry_timer is not None:
            self._retry_timer.stop()
            self._retry_timer = None
            self.query_one(".keys", Static).update(KEYS)
        elif not saved and self._retry_timer is None:
            self._retry_timer = self.set_interval(RETRY, self._retry)
            self.query_one(".keys", Static).update(NOT_SAVED)

    def _retry(self) -> None:
        """Save the draft, and then the note if the reader wanted that."""
        if self._ended or not self._keep_draft(self.query_one(TextArea).text):
            return
        if self._unsaved_note is None:
            self._set_saved(True)
        else:
            self._try_to_save(self._unsaved_note, again=True)

    def _try_to_save(self, note: str, *, again: bool) -> None:
        if self._save(note, again):
            self._ended = True
            self.dismiss(True)
        else:
            self._unsaved_note = note
            self._set_saved(False)

    def action_keep(self) -> None:
        """Save the note, and close once it is saved."""
        self._try_to_save(self.query_one(TextArea).text, again=False)

    def action_give_up(self) -> None:
        """Discard the changes."""
        self._ended = True
        self.dismiss(False)
