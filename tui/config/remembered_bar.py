"""Which topics the reader has put into the topic bar, removed from it and switched on, remembered across articles.

Only what the reader changed is saved, each change on top of what the file contains at that moment. So nothing that
happens meanwhile undoes it: a new topic is on by default from the next start on, the settings may name others, and a
second window has a bar of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from .remembered import Remembered

ADDED, REMOVED, ON = "bar_added", "bar_removed", "lit"
"""Names of the saved values."""


class RememberedBar:
    """The reader's changes to the topic bar. Topics are given by name."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def names(self, defaults: Sequence[str]) -> list[str]:
        """The topics in the bar, in order; `defaults` are those that the settings put there."""
        added, removed = self._added, self._removed
        return [*(name for name in defaults if name not in added and name not in removed), *added]

    @property
    def on(self) -> list[str] | None:
        """The topics that are switched on, in the bar or not; None if none was ever switched."""
        return self._remembered.names(ON)

    def add(self, name: str) -> None:
        """Put a topic at the end of the bar."""
        self._remembered.refresh()
        added, removed = [*_without(self._added, name), name], _without(self._removed, name)
        self._remembered.keep(**{ADDED: added, REMOVED: removed})

    def remove(self, name: str) -> None:
        """Remove a topic from the bar, and switch it off."""
        self._remembered.refresh()
        added, removed = _without(self._added, name), [*_without(self._removed, name), name]
        self._remembered.keep(**{ADDED: added, REMOVED: removed, ON: _without(self.on or [], name)})

    def switch(self, name: str, *, on: bool) -> None:
        """Switch a topic on or off."""
        self._remembered.refresh()
        self._remembered.keep(**{ON: [*_without(self.on or [], name), *([name] if on else [])]})

    @property
    def _added(self) -> list[str]:
        """The topics that the reader has put into the bar, in order."""
        added = self._remembered.names(ADDED)
        return _difference(self._before) if added is None else added

    @property
    def _removed(self) -> list[str]:
        """The topics that the reader has removed from the bar."""
        removed = self._remembered.names(REMOVED)
        return _difference(self._before[::-1]) if removed is None else removed

    @property
    def _before(self) -> tuple[list[str], list[str]]:
        """The whole bar and the settings' topics at that time, as versions before 2026-11-30 saved them."""
        return self._remembered.names("bar") or [], self._remembered.names("bar_of") or []


def _without(names: Sequence[str], name: str) -> list[str]:
    return [one for one in names if one != name]


def _difference(bars: tuple[list[str], list[str]]) -> list[str]:
    """The names in the first of two lists that the second does not have."""
    return [name for name in bars[0] if name not in bars[1]]
