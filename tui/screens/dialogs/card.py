"""A card: everything known about one thing, with places to jump to."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click

from ...text.safe import one_line
from ...widgets.key_label import key_of
from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from .box import KeyLine
from .list_box import ListBoxScreen

JUST_OPENED = 0.7
"""Seconds within which a reader cannot have seen the card and reached for the mouse."""
CORRECT, DELETE = "to correct", "to delete"
"""Results of a card that are not the key of a row."""


class CardScreen(ListBoxScreen):
    """Returns the key of the chosen row, `CORRECT` or `DELETE`, or None if it was closed."""

    DEFAULT_CSS = """
    CardScreen { align: center middle; }
    CardScreen > Vertical { width: 84; max-width: 96%; height: auto; max-height: 100%; border: round $accent;
        background: $surface; padding: 1; }
    CardScreen ItemList { height: auto; }
    CardScreen .keys { padding: 0 1; }
    """

    OTHER_LINES = 8

    BINDINGS = [
        Binding("escape,q,i", "leave", "Leave"),
        Binding("j", "down"),
        Binding("k", "up"),
        # These have the ids of the reading screen's actions and thus the keys in the reader's settings.
        Binding("s", "correct", id="mend"),
        Binding("x", "delete", id="delete"),
    ]

    def __init__(self, title: str, items: Sequence[Item], *, delete: str = "", can_correct: bool = True) -> None:
        """`delete` describes what the key for deleting does here; without it the key does nothing, nor does the one for
        correcting without `can_correct`."""
        super().__init__()
        self._can_correct = can_correct
        self._delete = delete
        self._title = title
        self._items = items
        self._opened = monotonic()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(one_line(self._title, 72))
            yield ItemList()
            yield self._keys()

    def _keys(self) -> KeyLine:
        correct, delete = key_of(self, "mend"), key_of(self, "delete")
        hints = [("enter", "Jump", "jump")]
        hints += [(correct, "Correct", "correct")] if correct and self._can_correct else []
        hints += [(delete, self._delete.capitalize(), "delete")] if delete and self._delete else []
        return KeyLine(*hints, ("esc", "Close", "leave"))

    def on_mount(self) -> None:
        """The rows."""
        rows = self.query_one(ItemList)
        rows.show(self._items)
        rows.focus()

    def on_click(self, event: Click) -> None:
        """Close the card at a click outside it. A card opens a moment after the click on a name: a click that comes
        just then was meant for the page below, and is passed on to it."""
        if event.widget is not self or monotonic() - self._opened > JUST_OPENED:
            return
        event.prevent_default()
        below, (x, y) = self.app.screen_stack[-2], event.screen_offset
        self.action_leave()
        widget, _ = below.get_widget_at(x, y)
        # To the app, as from the terminal: a click given to a widget would rise to the app, which would take its offset
        # in the widget for a cell of the screen.
        self.app.post_message(Click(widget, x, y, 0, 0, event.button, False, False, False, x, y))

    def action_jump(self) -> None:
        """Choose the row under the cursor."""
        self.query_one(ItemList).action_select()

    def action_correct(self) -> None:
        """Close the card and correct its subject, if that is offered here."""
        if self._can_correct:
            self.dismiss(CORRECT)

    def action_delete(self) -> None:
        """Close the card and delete its subject, if that is offered here."""
        if self._delete:
            self.dismiss(DELETE)
