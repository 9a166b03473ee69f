"""Chooses one of many items by typing: a speaker, an entry to merge with, a kind, a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ...text.safe import one_line
from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from .box import KeyLine
from .list_box import ListBoxScreen

OWN = "own "
"""Prefix of the key of the row that stands for the typed text."""


class ChooseScreen(ListBoxScreen):
    """Returns the key of the chosen item, or `OWN` and the typed text, or None."""

    DEFAULT_CSS = """
    ChooseScreen { align: center middle; }
    ChooseScreen > Vertical { width: 60; max-width: 96%; height: auto; max-height: 100%; border: round $accent;
        background: $surface; padding: 1 2; }
    ChooseScreen ItemList { height: auto; }
    ChooseScreen Input { border: none; height: 1; padding: 0; background: $panel; }
    ChooseScreen .no-match { display: none; color: $text-muted; }
    ChooseScreen .question { height: auto; text-style: bold; }
    """

    MOST_LINES = 16
    OTHER_LINES = 9

    BINDINGS = [
        Binding("escape", "leave", "Leave"),
        Binding("down,ctrl+n", "down", "Down", priority=True),
        Binding("up,ctrl+p", "up", "Up", priority=True),
    ]

    def __init__(
        self,
        question: str,
        items: Sequence[Item],
        *,
        own: str = "",
        own_first: bool = False,
        last_own: str = "",
        point_to: str = "",
        hint: str = "",
    ) -> None:
        """`own` begins the row that stands for the typed text ("Somebody else: "); "" allows only the items. With
        `own_first` it comes first unless a word in the name of an item, its key, begins with the text.
        `last_own` is a text typed before, which the first row offers again. `hint` is shown in the empty field."""
        super().__init__()
        self._question = question
        self._own = own
        self._items = [self._own_row(last_own), *items] if last_own else list(items)
        self._own_first = own_first
        self._point_to = point_to
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(one_line(self._question, 50))
            if len(one_line(self._question, 200)) > 50:  # the border has no room for it
                yield Static(Content(one_line(self._question, 200)), classes="question", markup=False)
            or_own = ", or to enter another" if self._own else ""
            yield Input(placeholder=self._hint or f"type to search{or_own}", compact=True, select_on_focus=False)
            yield ItemList()
            yield Static("No match. Try a shorter word.", classes="no-match", markup=False)
            yield KeyLine(("enter", "Choose", "choose"), ("↓ ↑", "Move", ""), ("esc", "Cancel", "leave"))

    def on_mount(self) -> None:
        """Show all items at first."""
        self.query_one(ItemList).show(self._items)
        if self._point_to:
            self.query_one(ItemList).point_to(self._point_to)
        self.query_one(Input).focus()

    def set_items(self, items: Sequence[Item]) -> None:
        """Replace the items; the cursor stays on its own."""
        rows = self.query_one(ItemList)
        here = rows.current
        self._items = list(items)
        self._search(self.query_one(Input).value)
        if here is not None:
            rows.point_to(here.key)

    def set_status(self, words: str) -> None:
        """Say on the lower border what the box is waiting for; "" for nothing."""
        self.query_one(Vertical).border_subtitle = Content(words)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, value: str) -> None:
        typed = value.strip()
        rows = self.query_one(ItemList)
        rows.show(self.offered(typed), typed)
        self.query_one(".no-match").display = bool(typed) and not rows.count
        if typed:
            rows.action_first()

    def offered(self, typed: str) -> list[Item]:
        """The items in the order that suits what was typed, with the row that stands for it."""
        begun = typed.casefold()
        items = best_first(self._items, begun)
        if typed and self._own:
            row = self._own_row(typed)
            items = [item for item in items if item.key != row.key]
            if self._own_first:
                items.sort(key=lambda item: (not item.key.casefold().startswith(begun), not has_word(item.key, begun)))
            last = not self._own_first or any(has_word(item.key, begun) for item in items)
            items.insert(len(items) if last else 0, row)
        return items

    @property
    def has_unsaved_words(self) -> bool:
        """True if words were typed that may be an answer."""
        return bool(self._own and self.query_one(Input).value.strip())

    def _own_row(self, typed: str) -> Item:
        return Item(OWN + typed, Content(f"{self._own}{one_line(typed, 40)}"), search=typed.casefold())

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Return the row under the cursor."""
        if item := self.query_one(ItemList).current:
            self.take(item)


def best_first(items: Sequence[Item], typed: str) -> list[Item]:
    """The items in their order, but first those that show a word that begins as typed (case-folded), then those that
    are found by one; with headings, which keep their rows together, as they are. So "lind" finds Tora Lind of ten
    articles before the "Lind" of one, and "el" the topic elections before one with the term "electric car"."""
    if not typed or any(item.heading for item in items):
        return list(items)
    return sorted(items, key=lambda item: (not has_word(item.line.plain, typed), not has_word(item.search, typed)))


def has_word(text: str, begun: str) -> bool:
    """Whether a word of the text begins with `begun` (case-folded)."""
    return re.search(rf"(?<!\w){re.escape(begun)}", text.casefold()) is not None
