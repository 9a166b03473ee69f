"""The files in which notes are written with the reader's own editor.

They are in the data folder, and each has the key of its note's draft as its name. However the program ends, the next
start finds the text and knows which words the note is on. A lock shows which files belong to a running program.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path
from typing import IO

from ..text.file_lock import try_lock

FOLDER = "editing"
SUFFIX = ".md"
_KEY = re.compile(r"[\w :-]+")
"""The form of a draft's key: an id, a digest, numbers."""


class EditorFiles:
    """The files of notes that are being written in an editor."""

    def __init__(self, data_folder: Path) -> None:
        self._folder = data_folder / FOLDER
        self._saved: dict[str, str] = {}
        """For each file of this program, the text of it that has been saved as a note."""
        self._locks: dict[str, IO[bytes]] = {}

    def create(self, key: str, text: str) -> Path:
        """Write a note to its file, which only its owner can read. Text left behind there is replaced. Raises
        OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        path = self._path(key)
        if key not in self._locks:
            if (lock := self._lock(path)) is None:
                raise OSError(errno.EBUSY, "another window has this note open in an editor")
            self._locks[key] = lock
        with open(path, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
        self._saved[key] = text
        return path

    def text(self, key: str) -> str | None:
        """The text in the file, without the newline that editors add at the end; None if there is no file."""
        try:
            return self._path(key).read_text(encoding="utf-8", errors="replace").removesuffix("\n")
        except OSError:
            return None

    def set_saved(self, key: str, text: str) -> None:
        """Record that this text of the file has been saved as a note."""
        self._saved[key] = text

    def drop(self, key: str) -> None:
        """Delete a file: its text was saved as a note or discarded."""
        self._saved.pop(key, None)
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.unlink()
        with contextlib.suppress(OSError):
            path.with_suffix(".lock").unlink()
        if lock := self._locks.pop(key, None):
            lock.close()

    def left_behind(self) -> dict[str, str]:
        """The texts, by key, that may not have been saved as notes and that no other program is editing."""
        found = {}
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            key = _key(path)
            text = self.text(key)
            if text is None or text == self._saved.get(key):
                continue
            if key not in self._locks:
                lock = self._lock(path)
                if lock is None:
                    continue
                lock.close()
            found[key] = text
        return found

    def close(self) -> None:
        """Delete the files whose text was saved as a note; the next start offers the others."""
        for key, saved in list(self._saved.items()):
            if self.text(key) == saved:
                self.drop(key)
        for lock in self._locks.values():
            lock.close()
        self._locks.clear()

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} cannot be the key of a draft")
        return self._folder / (key.replace(" ", "+").replace(":", "=") + SUFFIX)

    def _lock(self, path: Path) -> IO[bytes] | None:
        """The lock of a file, or None while another program has it."""
        lock = open(path.with_suffix(".lock"), "ab", opener=_private)  # noqa: SIM115  # it stays open
        if not try_lock(lock):
            lock.close()
            return None
        return lock


def _key(path: Path) -> str:
    return path.name.removesuffix(SUFFIX).replace("+", " ").replace("=", ":")


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
