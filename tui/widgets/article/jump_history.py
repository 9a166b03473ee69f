"""The history of jumps in an article, to go back and forward as in a browser."""

from __future__ import annotations

LONGEST = 100
"""Jumps remembered."""


class JumpHistory:
    """Offsets from which the reader has jumped away."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, offset: int) -> None:
        """Record the offset before a jump; the way forward is discarded."""
        if not self._behind or self._behind[-1] != offset:
            self._behind.append(offset)
        del self._behind[:-LONGEST]
        self._ahead.clear()

    def back(self, here: int) -> int | None:
        """The offset of the last jump, or None. `forward` will lead back to `here`."""
        while self._behind and self._behind[-1] == here:
            self._behind.pop()
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def forward(self, here: int) -> int | None:
        """The offset from which `back` was called, or None."""
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()
