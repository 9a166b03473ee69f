"""Asks for a file or an address, and lists the files that begin as typed."""

from __future__ import annotations

import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from ...text.address import is_address
from ...text.safe import one_line
from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from .ask import AskScreen

PATH_WIDTH = 100
"""The width of a box with paths, in cells, if the screen is as wide: many names of files have sixty characters."""


def path_room(width: int) -> int:
    """The cells for a row of such a box on a screen of that width: without border, padding, caret and scroll bar."""
    return min(PATH_WIDTH, width * 96 // 100) - 10


class AskPathScreen(AskScreen):
    """Returns a path or an address. `tab` completes a path, and the arrow keys or a click choose one; one that does not
    exist can be corrected."""

    DEFAULT_CSS = """
    AskPathScreen > Vertical { width: WIDTH; }
    AskPathScreen ItemList { height: auto; max-height: 10; margin-top: 1; }
    """.replace("WIDTH", str(PATH_WIDTH))

    BINDINGS = [
        Binding("tab", "complete", "Complete"),
        Binding("down", "down", "Down", priority=True),
        Binding("up", "up", "Up", priority=True),
    ]

    def __init__(self, question: str = "Which file or address?", *, value: str = "") -> None:
        super().__init__(question, value=value, hint="a path (tab completes it), or https://…")

    def below(self) -> ComposeResult:
        yield ItemList()

    def on_mount(self) -> None:
        """List the current folder."""
        self.query_one(Input).focus()
        self._list_paths("")

    def problem_with(self, answer: str) -> str:
        """A sentence if there is no such file; in a folder the reader chooses first."""
        if os.path.isdir(os.path.expanduser(answer)):
            folder = answer.rstrip("/") + "/"
            with self.prevent(Input.Changed):  # which would hide the message
                self._set_path(folder)
            self._list_paths(folder)
            return (
                "This is a folder. Choose a file in it: click it or press ↓. "
                "To add all of them, run `newsreader library add FOLDER`."
            )
        if not answer or answer == "-" or is_address(answer) or os.path.exists(os.path.expanduser(answer)):
            return ""
        return "There is no such file. Correct the path, or press esc to cancel."

    def completed(self, answer: str) -> str:
        """The first path of the list if what was typed is only the beginning of one."""
        return answer if os.path.exists(os.path.expanduser(answer)) else completed_path(answer) or answer

    def action_complete(self) -> None:
        """Take the first path of the list."""
        if completed := completed_path(self.query_one(Input).value):
            self._set_path(completed)

    def action_down(self) -> None:
        """Take the next path of the list."""
        self._move(1)

    def action_up(self) -> None:
        """Take the previous path of the list."""
        self._move(-1)

    def _move(self, by: int) -> None:
        """The text follows the cursor, and the list stays as it is."""
        rows, field = self.query_one(ItemList), self.query_one(Input)
        if rows.current is not None and field.value == rows.current.key:
            rows.action_cursor_down() if by > 0 else rows.action_cursor_up()
        if rows.current is not None:
            with field.prevent(Input.Changed):
                self._set_path(rows.current.key)

    def _set_path(self, path: str) -> None:
        field = self.query_one(Input)
        field.value = path
        field.cursor_position = len(path)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one(".problem").display = False
        self._list_paths(event.value)

    def _list_paths(self, typed: str) -> None:
        start = len(typed) - len(typed.rpartition("/")[2])
        room = path_room(self.app.size.width)
        rows = self.query_one(ItemList)
        items = [Item(path, Content("  " + one_line(path[start:], room - 2))) for path in matching_paths(typed)]
        above = folder_above(typed)
        rows.show([Item(above, Content("  ../")), *items] if above else items)
        if above and items:  # for the keys, which type the folder above as fast
            rows.point_to(items[0].key)

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        self._set_path(event.item.key)
        self.query_one(Input).focus()
        if not event.item.key.endswith("/"):
            self.action_keep()

    @on(ItemList.Pointed)
    def _pointed(self, event: ItemList.Pointed) -> None:
        event.stop()


def folder_above(typed: str) -> str:
    """The folder above the one that was typed, with a slash; "" in the root, or if a part of a name was typed."""
    if typed and not typed.endswith("/") or is_address(typed):
        return ""
    folder = os.path.expanduser(typed)
    if not folder.strip("./"):  # "", "./", "../": relative to the current folder
        return "" if folder.startswith("/") else folder.removeprefix("./") + "../"
    above = os.path.dirname(folder.rstrip("/"))
    return above if above.endswith("/") else f"{above or '.'}/"


def completed_path(typed: str) -> str | None:
    """The first path that begins with what was typed; None if there is none, or nothing was typed."""
    return next(iter(matching_paths(typed)), None) if typed else None


def matching_paths(typed: str) -> list[str]:
    """The paths that begin with what was typed, in alphabetical order, with a slash after a folder; for an empty text
    those of the current folder. Hidden files are listed only after a point was typed."""
    if is_address(typed):
        return []
    start = typed.rpartition("/")[2]
    folder = typed[: len(typed) - len(start)]
    try:
        with os.scandir(Path(os.path.expanduser(folder or "."))) as found:
            names = sorted(entry.name + "/" * entry.is_dir() for entry in found)
    except OSError:
        return []
    shown = [name for name in names if name.startswith(start) and (start or not name.startswith("."))]
    return [folder + name for name in shown if name.isprintable()]
