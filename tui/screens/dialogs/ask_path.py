"""Asks for a file or an address, and completes paths."""

from __future__ import annotations

import os
from pathlib import Path

from textual.binding import Binding
from textual.suggester import Suggester
from textual.widgets import Input

from ...text.address import is_address
from .ask import AskScreen


class AskPathScreen(AskScreen):
    """Returns a path or an address. `tab` completes a path; one that does not exist can be corrected."""

    BINDINGS = [Binding("tab", "complete", "Complete")]

    def __init__(self) -> None:
        super().__init__("Which file or address?", hint="a path (tab completes it), or https://…")

    def on_mount(self) -> None:
        """Suggest how the path may go on."""
        self.query_one(Input).suggester = PathSuggester()

    def problem_with(self, answer: str) -> str:
        """A sentence if there is no such file."""
        if not answer or answer == "-" or is_address(answer) or os.path.exists(os.path.expanduser(answer)):
            return ""
        return "There is no such file. Correct the path, or press esc to cancel."

    def action_complete(self) -> None:
        """Take the suggestion."""
        field = self.query_one(Input)
        if completed := completed_path(field.value):
            field.value = completed
            field.cursor_position = len(completed)


class PathSuggester(Suggester):
    """Suggests the first path that begins with what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None if there is none."""
        return completed_path(value)


def completed_path(typed: str) -> str | None:
    """The first path in alphabetical order that begins with what was typed, with a slash after a folder; None if there
    is none. Hidden files need their point."""
    if not typed or is_address(typed):
        return None
    start = typed.rpartition("/")[2]
    try:
        names = sorted(os.listdir(Path(os.path.expanduser(typed[: len(typed) - len(start)] or "."))))
    except OSError:
        return None
    name = next((name for name in names if name.startswith(start) and (start or not name.startswith("."))), None)
    if name is None or not name.isprintable():
        return None
    path = typed[: len(typed) - len(start)] + name
    return path + "/" if os.path.isdir(os.path.expanduser(path)) else path
