"""A box over the page."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from ...terminal.dismissal import DismissedOnce
from ...widgets.lists.line_list import LineList
from ..fields import is_field

T = TypeVar("T")


class KeyLine(Static):
    """The last line of a box, in the style of the footer: keys, each with a word. A click on one works like the key."""

    DEFAULT_CSS = "KeyLine { height: auto; width: auto; max-width: 100%; margin-top: 1; }"

    auto_links = False  # a click on a word works, but it does not look like a link

    def __init__(self, *hints: tuple[str, str, str]) -> None:
        """Each hint is a key, a word, and the action of the screen that a click runs, "" for none."""
        super().__init__("  ".join(_hint(*hint) for hint in hints), classes="keys")


def _hint(key: str, word: str, action: str) -> str:
    hint = f"[bold $text-accent]{escape(key)}[/] {escape(word)}"
    return f"[@click=screen.{action}]{hint}[/]" if action else hint


class BoxScreen(ModalScreen[T | None], DismissedOnce[T | None]):
    """A question or a card in a box. A click outside the box closes it, as escape does, unless that would lose words
    that the reader has typed."""

    DEFAULT_CSS = """
    BoxScreen > Vertical { border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-warning; }
    BoxScreen.-low > Vertical { padding: 0 1; max-height: 100%; }
    BoxScreen.-low KeyLine { margin-top: 0; }
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    """A box on a screen of fewer rows has no blank lines."""

    def on_mount(self) -> None:
        """Keep the focus in a field, if there is one: a click in the list below it does not end typing."""
        if any(is_field(widget) for widget in self.query("*")):
            for rows in self.query(LineList):
                rows.can_focus = False

    @property
    def has_unsaved_words(self) -> bool:
        """Whether the reader has typed words that closing the box would lose; those of a search do not count."""
        return False

    def on_click(self, event: events.Click) -> None:
        """Close the box if the click was outside it."""
        if event.widget is not self:
            return
        if self.has_unsaved_words:
            self.query_one(Vertical).border_subtitle = "esc discards what you typed"
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Close the box and return None."""
        self.dismiss(None)
