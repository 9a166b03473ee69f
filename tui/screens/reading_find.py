"""The reading screen's find: as one types, over the whole article."""

from __future__ import annotations

from textual.app import ComposeResult

from .reading_base import ReadingBase


class FindActions(ReadingBase):
    """Actions on what is searched for."""

    def compose_find_bar(self) -> ComposeResult:
        """The find bar, hidden until it is asked for."""
        yield from ()
