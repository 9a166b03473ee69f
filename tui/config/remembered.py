"""The program's own state, remembered across articles: panes, width, theme, topics.

A small JSON file in the data folder. It contains nothing the reader has written, so a file that cannot be read or
written is not an error: the program then uses its defaults, or does not remember.
"""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from ..text.atomic_file import write_atomically

FILE = "remembered.json"


class Remembered:
    """Values by name. Changes are saved at once; of two running programs, each saves what it changes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._values = self._read()

    def text(self, name: str, *choices: str) -> str:
        """A string; "" if there is none, or if it is not one of `choices`, if any are given."""
        value = self._values.get(name)
        return value if isinstance(value, str) and (not choices or value in choices) else ""

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str) -> bool:
        """Whether the flag is set."""
        return self._values.get(name) is True

    def names(self, name: str) -> list[str] | None:
        """A list of strings; None if it was never saved."""
        value = self._values.get(name)
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else None

    def keep(self, **values: str | int | bool | list[str]) -> None:
        """Save these values; others stay as they are."""
        if all(self._values.get(name) == value for name, value in values.items()):
            return
        # Another program may have saved other values meanwhile.
        # Copies: if its owner went on changing a list saved here, the list would look unchanged and not be saved again.
        self._values = {**self._values, **self._read(), **deepcopy(values)}
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())

    def refresh(self) -> None:
        """Take over what another running program has saved meanwhile."""
        self._values |= self._read()

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
