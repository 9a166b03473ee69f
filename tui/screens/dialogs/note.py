"""The editor for a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from ...notes.tag import tag_line, typed_tags
from ...terminal.dismissal import DismissedOnce
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line, visible
from ...widgets.lists.row_text import in_lines
from .menu import PRESENT, MenuEntry, MenuScreen

RETRY = 2.0
"""Seconds between two attempts to save a note."""
KEYS = (
    "[@click=screen.keep][bold]esc[/] saves[/]  "
    "[@click=screen.choose_label][bold]ctrl+l[/] label[/]  [@click=app.focus_next][bold]tab[/] tags[/]  "
    "[@click=screen.give_up][bold]ctrl+g[/] discards changes[/]"
)
"""The line below the text. It is our own markup, so that a click does what the key does."""
NOT_SAVED = (
    "Not saved yet; newsreader keeps trying  "
    "[@click=screen.give_up][bold]ctrl+g[/] discards changes[/]  quitting saves a file"
)
"""That line while the text cannot be saved."""
SURE = (
    "[@click=screen.give_up][bold]ctrl+g[/] again discards what you wrote[/]  "
    "[@click=screen.keep][bold]esc[/] saves it[/]"
)
"""That line before anything is discarded."""


_WORD = re.compile(r"\w+(?:['’-]\w+)*")

NO_LABEL = "no label"
"""Shown in place of a label."""


BOX_WIDTH = 90
"""Greatest width of the box, in cells."""


class WrittenNote(NamedTuple):
    """The contents of the box."""

    note: str
    label: str = ""
    tags: tuple[str, ...] = ()
    """The tags of the title line; the `#tags` in the note are not among them."""


def _select_word(area: TextArea) -> None:
    """Select the word at the cursor. (Textual's text area has no double click.)"""
    row, column = area.cursor_location
    for word in _WORD.finditer(area.document.get_line(row)):
        if word.start() <= column <= word.end():
            area.selection = Selection((row, word.start()), (row, word.end()))


class NoteScreen(ModalScreen[bool], DismissedOnce[bool]):
    """Writes a note. It closes with True when the note is saved, with False when the changes are discarded.

    Every key saves what is in the box as a draft. As long as the note cannot be saved, the screen stays open and tries
    again.
    """

    DEFAULT_CSS = """
    NoteScreen { align: center bottom; }
    NoteScreen > Vertical { width: 100%; max-width: BOX_WIDTH; height: 14; max-height: 80%; border: round $accent;
        border-title-color: $text-accent; border-title-style: bold; background: $surface; padding: 0 1; }
    NoteScreen .title { height: 1; margin-bottom: 1; }
    NoteScreen .label { width: auto; padding: 0 1; text-style: bold; background: $panel; pointer: pointer; }
    NoteScreen .title Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    NoteScreen .title Input:focus { background: $panel; }
    NoteScreen TextArea { height: 1fr; border: none; background: $surface; padding: 0; }
    NoteScreen .words { height: auto; color: $text-muted; text-style: italic; }
    NoteScreen .keys { height: 1; link-color: $foreground; link-style: none;
        link-background: transparent; }
    """.replace("BOX_WIDTH", str(BOX_WIDTH))

    AUTO_FOCUS = "TextArea"
    """From the first moment: letters typed right after the key that opens the box belong to the note."""

    # No binding has priority: it would overtake letters that are still on their way to the text.
    BINDINGS = [
        Binding("escape,ctrl+s", "keep", "Keep"),
        Binding("ctrl+g", "give_up", "Discard"),
        Binding("ctrl+l", "choose_label", "Label"),
    ]

    def __init__(
        self,
        *,
        words: str,
        note: WrittenNote,
        stored: WrittenNote,
        labels: Sequence[MenuEntry],
        keep_draft: Callable[[WrittenNote], bool],
        save: Callable[[WrittenNote, bool], bool],
        unsaved: bool = False,
    ) -> None:
        """`stored` is the note as it is in the notebook, while `note` may be a draft. `labels` are those to choose
        from. `keep_draft` saves a draft. `save` saves the note; its second argument is True for a repeated attempt.
        Both return False if saving failed. `unsaved` means that saving the note has just failed."""
        super().__init__()
        self._words = words
        self._note = self._kept = note
        self._stored = stored
        self._label = note.label
        self._labels = [*labels]
        if note.label and all(note.label != entry.id for entry in labels):
            self._labels.append(MenuEntry(note.label, note.label))
        self._keep_draft = keep_draft
        self._save = save
        self._ended = False
        self._warned = False
        """Whether the next ctrl+g discards the changes."""
        self._unsaved_note: WrittenNote | None = note if unsaved else None
        """The note that the reader wanted to save, as long as saving fails."""
        self._retry_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Note"
            yield Static(classes="words", markup=False)
            with Horizontal(classes="title"):
                yield Static(self._label or NO_LABEL, classes="label", markup=False)
                tags = visible(tag_line(self._note.tags))
                yield Input(tags, placeholder="tags, separated by commas", compact=True, select_on_focus=False)
            yield TextArea(visible(self._note.note), soft_wrap=True, compact=True, show_line_numbers=False)
            yield Static(KEYS, classes="keys")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._set_saved(self._unsaved_note is None)

    def on_resize(self) -> None:
        """Show as many of the words as three lines can have, with an ellipsis if that is not all."""
        across = min(BOX_WIDTH, self.app.size.width) - 4  # its border and padding
        lines = in_lines(in_quotes(one_line(self._words, 300)), across, 3)
        self.query_one(".words", Static).update(Content("\n".join(lines)))

    @property
    def _written(self) -> WrittenNote:
        """What is in the box now."""
        tags = typed_tags(self.query_one(Input).value, self._note.tags)
        return WrittenNote(self.query_one(TextArea).text, self._label, tags)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        """Save the draft. A field also reports what it begins with, and its last change perhaps after the box has
        closed, when the draft has been deleted."""
        written = self._written
        if self._ended or written == self._kept:
            return
        self._kept = written
        self._warned = False
        if written != self._unsaved_note:
            self._unsaved_note = None  # the reader is still writing, so the box must not close by itself
        self._set_saved(self._keep_draft(written) and self._unsaved_note is None)

    def _set_saved(self, saved: bool) -> None:
        """Say below the text whether it is saved, and try again as long as it is not."""
        if saved and self._retry_timer is not None:
            self._retry_timer.stop()
            self._retry_timer = None
        elif not saved and self._retry_timer is None:
            self._retry_timer = self.set_interval(RETRY, self._retry)
        self._show_keys()

    def _show_keys(self) -> None:
        keys = SURE if self._warned else KEYS if self._retry_timer is None else NOT_SAVED
        self.query_one(".keys", Static).update(keys)

    def _retry(self) -> None:
        """Save the draft, and then the note if the reader wanted that."""
        if self._ended or not self._keep_draft(self._written):
            return
        if self._unsaved_note is None:
            self._set_saved(True)
        else:
            self._try_to_save(self._unsaved_note, again=True)

    def _try_to_save(self, note: WrittenNote, *, again: bool) -> None:
        if self._save(note, again):
            self._ended = True
            self.dismiss(True)
        else:
            self._unsaved_note = note
            self._set_saved(False)

    def action_keep(self) -> None:
        """Save the note, and close once it is saved."""
        self._try_to_save(self._written, again=False)

    def on_click(self, event: events.Click) -> None:
        """A click on the label changes it, a click outside the box saves as escape does, a double click selects a
        word."""
        if event.widget is self:
            self.action_keep()
        elif event.widget is not None and event.widget.has_class("label"):
            self.action_choose_label()
        elif isinstance(event.widget, TextArea) and event.chain == 2:
            _select_word(event.widget)

    @on(Input.Submitted)
    def _tags_entered(self) -> None:
        self.query_one(TextArea).focus()

    def action_choose_label(self) -> None:
        """Choose a label, or none."""
        entries = [
            entry._replace(remark=PRESENT if entry.id == self._label else "")
            for entry in (*self._labels, MenuEntry("", NO_LABEL, "n"))
        ]

        def done(label: str | None) -> None:
            if label is not None:
                self._label = label
                self.query_one(".label", Static).update(Content(label or NO_LABEL))
                self._changed()

        self.app.push_screen(MenuScreen("Which label?", entries, point_to=self._label), done)

    def action_give_up(self) -> None:
        """Discard the changes; if there are any, only when asked a second time, since this cannot be undone."""
        if self._written != self._stored and not self._warned:
            self._warned = True
            self._show_keys()
            return
        self._ended = True
        self.dismiss(False)
