"""Asks for the file to write to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.widgets import Input
from textual.widgets.input import Selection

from ...export.table_file import wrong_suffix
from ...text.safe import visible
from .ask import AskScreen
from .ask_path import PATH_WIDTH
from .confirm import ConfirmScreen


class AskTargetScreen(AskScreen):
    """Returns the path of a file that can be written, with `~` expanded; one that cannot be used can be corrected.

    The suggested name is selected, so that typing replaces it and leaves the folder; a name without an ending gets the
    suggested one. If the file exists, the reader confirms that it is replaced; otherwise the box stays open for another
    name.
    """

    DEFAULT_CSS = f"AskTargetScreen > Vertical {{ width: {PATH_WIDTH}; }}"

    def __init__(
        self,
        question: str,
        *,
        value: str,
        suffixes: Sequence[str],
        is_input: Callable[[Path], bool] = lambda _: False,
        merges: Sequence[str] = (),
    ) -> None:
        """`suffixes` are the formats that can be written, by the end of the file's name. `is_input` says whether a file
        is one that the output is made from, and so must not be replaced. A file with one of the endings `merges` keeps
        what else is in it, so nothing is asked about it."""
        super().__init__(question, value=value)
        self._suffixes = suffixes
        self._is_input = is_input
        self._merges = merges

    def on_mount(self) -> None:
        """Select the name of the suggested file."""
        field = self.query_one(Input)
        field.selection = Selection(field.value.rfind("/") + 1, len(field.value))

    def accept(self, answer: str) -> None:
        """Return the path, once the reader has confirmed that an existing file is replaced."""
        target = Path(answer)

        def replace(yes: bool | None) -> None:
            if yes:
                self.dismiss(answer)

        if answer and target.exists() and target.suffix.lower() not in self._merges:
            self.app.push_screen(ConfirmScreen("This file exists. Replace it?", visible(answer)), replace)
        else:
            self.dismiss(answer)

    def completed(self, answer: str) -> str:
        """The path without `~`, with an ending."""
        path = os.path.expanduser(answer)
        no_ending = answer and not os.path.isdir(path) and "." not in path.rpartition("/")[2]
        return path + Path(self._value).suffix if no_ending else path

    def problem_with(self, answer: str) -> str:
        """A sentence if the file has another ending, is an article that is read, or is where none can be."""
        target = Path(answer)
        if answer and target.suffix.lower() not in self._suffixes:
            return wrong_suffix(self._suffixes)
        if answer and os.path.isdir(target):
            return "This is a folder. Name a file in it."
        if answer and not os.path.isdir(target.parent):
            return visible(f"There is no folder {target.parent}.")
        if answer and self._is_input(target):
            return "This file is an article that is read here, so it is not overwritten. Name another file."
        return ""
