"""Text that the reader has typed but the store could not save, for example because the disk is full."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..text.atomic_file import write_atomically


class UnsavedText(NamedTuple):
    """One text that is only in memory."""

    about: str
    """What the note is on, in words for the reader."""
    text: str


class UnsavedTexts:
    """The texts that are only in memory, by the key of their draft."""

    def __init__(self) -> None:
        self._texts: dict[str, UnsavedText] = {}

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def hold(self, key: str, about: str, text: str) -> None:
        """Hold a text in memory, in place of the one with the same key."""
        self._texts[key] = UnsavedText(about, text)

    def drop(self, key: str) -> None:
        """Forget a text: it was saved or discarded."""
        self._texts.pop(key, None)

    def items(self) -> list[tuple[str, UnsavedText]]:
        """Each text with its key."""
        return list(self._texts.items())

    def rescue(self, folders: Iterable[Path]) -> str:
        """Write all texts to a file that only its owner can read, in the first folder that can be written to, and
        forget them.

        Returns a sentence for the reader with the file's name; the texts themselves if no folder can be written to; ""
        if there is nothing to write.
        """
        if not self._texts:
            return ""
        parts = [f"{one.about}\n\n{one.text}\n" for one in self._texts.values() if one.text.strip()]
        self._texts.clear()
        if not parts:
            return ""
        content = "\n----\n\n".join(parts)
        name = f"newsreader-unsaved-{datetime.now():%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
        for folder in (*folders, Path.home(), Path(tempfile.gettempdir())):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_atomically(folder / name, content.encode("utf-8", "replace"), mode=0o600)
            except OSError:
                continue
            return f"Your text could not be saved as a note. It is in the file {folder / name}"
        return f"Your text could not be saved anywhere. Copy it from here:\n\n{content}"
