"""A row of a list that is put together when it is first seen.

A list of ten thousand quotations is there at once so: the reader sees forty of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.content import Content


class LateLine:
    """A row of `height` lines that is made for the width there is for it."""

    def __init__(self, make: Callable[[], Content], height: int = 1) -> None:
        self._make = make
        self._made: Content | None = None
        self.height = height

    @property
    def content(self) -> Content:
        """What it says."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def plain(self) -> str:
        """The same without its styles."""
        return self.content.plain
