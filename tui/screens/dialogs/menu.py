"""A menu of a few things to do, each with a key: what a right click opens, the labels, the corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from ...text.safe import cells, one_line
from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from ...widgets.lists.row_text import in_lines
from .list_box import ListBoxScreen

WIDEST = 56
"""The largest width of a row, in cells."""
MOST_LINES_ABOUT = 8
"""The largest number of lines above the rows."""
FRAME = 6
"""Cells that the border, the padding and the margin of the cursor add to the longest row."""

OWN_KEYS = {"enter", "esc", "q"}
"""Keys, as shown, that choose the row under the cursor and close the menu, whatever they do elsewhere."""
PRESENT = "as it is"
"""The remark next to the label that a highlight or note has."""

TAKEN = "jkmnqaistxy"
"""Letters that no label gets: down, up, the last label, no label, close; and those of the actions next to the labels in
the menu of a right click."""


class MenuEntry(NamedTuple):
    """One row of a menu."""

    id: str
    """What the menu returns if the row is chosen."""
    title: str
    key: str = ""
    """The key that chooses it, as shown; "" for none. One of `OWN_KEYS` is neither shown nor chooses it."""
    remark: str = ""
    """A few words in grey after the title."""
    style: str = ""
    """Style of the title."""
    also: tuple[str, ...] = ()
    """Further keys that choose it, which are not shown."""


def letters_for(names: Sequence[str]) -> list[str]:
    """A key for each label: its first letter that no other has and that means nothing else in a menu of labels; "" if
    there is none left."""
    keys: list[str] = []
    for name in names:
        free = (c for c in name.casefold() if c.isascii() and c.isalpha() and c not in TAKEN and c not in keys)
        keys.append(next(free, ""))
    return keys


def row_title(line: str) -> str:
    """The title of the menu of a row: its words, without the numbers in the columns after them."""
    return re.sub(r"(?<=\S)(\s{2,}[\d,]+)+\s*$", "", line).strip()


class MenuScreen(ListBoxScreen):
    """Returns the id of the chosen entry, or None. An entry's key chooses it at once; other letters get a message."""

    DEFAULT_CSS = """
    MenuScreen { align: center middle; }
    MenuScreen.-at-mouse { align: left top; background: transparent; }
    MenuScreen > Vertical { height: auto; max-width: 96%; border: round $accent;
        border-title-color: $foreground; border-title-style: bold; background: $surface; padding: 0 1; }
    MenuScreen .about { height: auto; padding: 0 1; }
    MenuScreen ItemList { height: auto; scrollbar-size-vertical: 0; }
    """

    BINDINGS = [Binding("escape,q", "leave", "Cancel"), Binding("down,j", "down"), Binding("up,k", "up")]

    def __init__(
        self,
        title: str,
        entries: Sequence[MenuEntry],
        *,
        at: Offset | None = None,
        point_to: str = "",
        advice: str = "",
        about: str = "",
    ) -> None:
        """`at` is the cell of the screen where the menu opens, None for the middle; `point_to` is the id of the entry
        on which the cursor starts. `advice` is a sentence for a reader who types a letter that is not a key. `about` is
        shown above the rows, in as many lines as it needs."""
        super().__init__()
        self._title = title
        self._entries = [
            entry._replace(title=one_line(entry.title, WIDEST - 8), key="" if entry.key in OWN_KEYS else entry.key)
            for entry in entries
        ]
        self._at = at
        self._point_to = point_to
        self._advice = advice
        self._about = about
        self.set_class(at is not None, "-at-mouse")

    def compose(self) -> ComposeResult:
        keys = max((cells(entry.key) for entry in self._entries), default=0)
        lines = [self._line(entry, keys) for entry in self._entries]
        captions = (one_line(self._title, WIDEST), self._answer("w") if self._advice else "")
        width = max(*(cells(caption) + 2 for caption in captions), *(cells(line.plain) for line in lines)) + FRAME
        room = min(WIDEST, self.app.size.width * 96 // 100 - FRAME)
        about = in_lines(self._about, room, MOST_LINES_ABOUT) if self._about else []
        width = max(width, *(cells(line) + FRAME for line in about), 0)
        shown = [Static(Content("\n".join(about)), classes="about", markup=False)] if about else []
        box = Vertical(*shown, ItemList())
        box.border_title = Content(one_line(self._title, WIDEST))
        box.styles.width = width
        if self._at is not None:
            # The whole menu stays on the screen, however near to its edge the click was.
            height = len(about) + len(lines) + 2
            x = max(0, min(self._at.x, self.app.size.width - width))
            y = self._at.y if self._at.y + height <= self.app.size.height else self._at.y - height + 1
            box.styles.offset = (x, max(0, y))
        self._items = [Item(entry.id, line) for entry, line in zip(self._entries, lines, strict=True)]
        yield box

    @staticmethod
    def _line(entry: MenuEntry, keys: int) -> Content:
        remark = f"  {one_line(entry.remark, WIDEST)}" if entry.remark else ""
        return Content.assemble(
            (entry.key.ljust(keys + 2) if keys else "", "bold $text-accent"),
            (entry.title, entry.style),
            (remark, "$text-muted"),
        )

    def on_mount(self) -> None:
        """The rows."""
        rows = self.query_one(ItemList)
        rows.show(self._items)
        if self._point_to:
            rows.point_to(self._point_to)
        rows.focus()

    def on_key(self, event: events.Key) -> None:
        """The key of an entry chooses it. A letter without a meaning gets a message, and enter right after it does
        nothing: a reader who types a name and then enter must not choose the first entry by accident."""
        chosen = next((entry.id for entry in self._entries if {event.key, event.character} & _keys(entry)), None)
        letter = event.character if event.is_printable and event.key not in self.active_bindings else None
        box = self.query_one(Vertical)
        if chosen is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(chosen)
        elif event.key == "enter" and box.border_subtitle:
            event.stop()
            event.prevent_default()
        else:
            box.border_subtitle = Content(self._answer(letter) if letter else "")

    def _answer(self, letter: str) -> str:
        """The message for a letter that is not a key."""
        return f"“{letter}” is not a key here" + (f". {self._advice}" if self._advice else "")


def _keys(entry: MenuEntry) -> set[str | None]:
    return {key for key in (entry.key, *entry.also) if key}
