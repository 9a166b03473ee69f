"""Chooses an article: one of the library, or a file, whose path is completed, or an address."""

from __future__ import annotations

import os

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from ...text.safe import one_line
from ...widgets.lists.item import Item
from .ask_path import PATH_WIDTH, completed_path, matching_paths, path_room
from .choose import OWN, ChooseScreen


class ChooseSourceScreen(ChooseScreen):
    """As `ChooseScreen`. Below the articles that match what was typed it lists the files and folders that begin so; a
    folder is not returned, but its files are listed."""

    DEFAULT_CSS = f"ChooseSourceScreen > Vertical {{ width: {PATH_WIDTH}; }}"

    BINDINGS = [Binding("tab", "complete", "Complete")]

    def offered(self, typed: str) -> list[Item]:
        """The articles, then the files; without files, the row that stands for the typed text."""
        room = path_room(self.app.size.width)
        paths = [_path_row(path, typed, room) for path in matching_paths(typed)] if typed else []
        replaced = {OWN + typed, *(row.key for row in paths)} if paths else ()
        return [row for row in super().offered(typed) if row.key not in replaced] + paths

    def take(self, item: Item) -> None:
        """Return a row; of a folder, list the files."""
        path = item.key.removeprefix(OWN)
        if path != item.key and os.path.isdir(os.path.expanduser(path)):
            self._set_path(path.rstrip("/") + "/")
        else:
            super().take(item)

    def action_complete(self) -> None:
        """Type the rest of the first path."""
        if path := completed_path(self.query_one(Input).value):
            self._set_path(path)

    def _set_path(self, path: str) -> None:
        field = self.query_one(Input)
        field.value = path
        field.cursor_position = len(path)
        field.focus()


def _path_row(path: str, typed: str, room: int) -> Item:
    """A file or folder in `room` cells; only the end of its path that is not typed already is shown, as in other such
    lists."""
    name = path[len(typed) - len(typed.rpartition("/")[2]) :]
    kind = "folder" if path.endswith("/") else "file"
    return Item(
        OWN + path,
        Content.assemble((f"{kind:<10}  ", "$text-muted"), one_line(name, room - 12)),
        search=path.casefold(),
    )
