"""Where the reader has been, to go back there and forward again, as in a browser."""

from __future__ import annotations

MOST = 100
"""Places remembered."""


class Jumps:
    """Offsets left by jumping away from them."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, offset: int) -> None:
        """Remember a place that is about to be left; what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != offset:
            self._behind.append(offset)
        del self._behind[:-MOST]
        self._ahead.clear()

    def back(self, here: int) -> int | None:
        """The place left last, or None. `here` is what `forward` will lead to."""
        while self._behind and self._behind[-1] == here:
            self._behind.pop()
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def forward(self, here: int) -> int | None:
        """The place `back` was called from, or None."""
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()
