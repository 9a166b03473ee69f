"""The history of jumps in an article, to go back and forward as in a browser."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 100
"""How many jumps are remembered."""


class ViewPosition(NamedTuple):
    """What a reader sees: the caret and the rows on the screen, even after the text was wrapped to another width."""

    head: int
    """Offset of the caret, or the end of a selection that moves."""
    anchor: int
    """An offset in the window: the caret's if it is visible."""
    row: int
    """The row of the window that `anchor` is on, from 0."""


class JumpHistory:
    """Positions from which the reader has jumped away."""

    def __init__(self) -> None:
        self._behind: list[ViewPosition] = []
        self._ahead: list[ViewPosition] = []

    def leave(self, position: ViewPosition) -> None:
        """Record the position before a jump; the way forward is discarded."""
        if not self._behind or self._behind[-1] != position:
            self._behind.append(position)
        del self._behind[:-LONGEST]
        self._ahead.clear()

    def back(self, here: ViewPosition) -> ViewPosition | None:
        """The position before the last jump, or None. `forward` will lead back to `here`."""
        while self._behind and self._behind[-1] == here:
            self._behind.pop()
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def forward(self, here: ViewPosition) -> ViewPosition | None:
        """The position from which `back` was called, or None."""
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()
