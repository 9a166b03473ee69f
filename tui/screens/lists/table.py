"""Rows gathered from all articles as a table: one line for each, below the headings of its columns."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ...widgets.lists.line_list import MARGIN
from .across import WIDEST, AcrossScreen, Row


class TableScreen(AcrossScreen[Row]):
    """Rows of one line below the headings of their columns."""

    DEFAULT_CSS = """
    TableScreen .heads { height: 1; padding: 0 1 0 3; link-style: none; color: $text-muted; }
    TableScreen LineList { margin: 0; }
    """

    ROW_HEIGHT: ClassVar[int] = 1

    @abstractmethod
    def heads(self, width: int) -> Content:
        """The headings, in `width` cells."""

    def compose_above(self) -> ComposeResult:
        yield from super().compose_above()
        yield Static(classes="heads", markup=False)

    def fit_height(self, height: int) -> None:
        """One line for each row without blank lines, in columns that fill the window."""
        self.call_after_refresh(self.show_heads)

    def show_heads(self) -> None:
        """Draw the headings above the rows."""
        if not self.is_gone:
            width = min(self.rows.size.width - MARGIN - 1, WIDEST)
            self.query_one(".heads", Static).update(self.heads(width))
