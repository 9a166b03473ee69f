"""The progress of fetching a page; escape cancels."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ...terminal.dismissal import DismissedOnce
from ...text.safe import one_line

BAR = 30
"""Cells of the bar."""


class FetchingScreen(ModalScreen[None], DismissedOnce[None]):
    """Shown while a page is fetched; `leave` is called if the reader cancels."""

    DEFAULT_CSS = """
    FetchingScreen { align: center middle; }
    FetchingScreen > Vertical { width: 64; max-width: 96%; height: auto; border: round $accent; background: $surface;
        padding: 0 1; }
    FetchingScreen .what { height: auto; text-style: bold; }
    FetchingScreen .keys { height: 1; color: $text-muted; }
    """

    BINDINGS = [Binding("escape,q", "leave", "Leave")]

    def __init__(self, address: str, leave: Callable[[], None], *, stage: str = "connecting…") -> None:
        super().__init__()
        self._address = address
        self._leave = leave
        self._stage = stage

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(one_line(self._address, 200)), classes="what", markup=False)
            yield Static(self._stage, classes="progress", markup=False)
            yield Static("esc cancels", classes="keys", markup=False)

    def show_progress(self, here: int, total: int | None) -> None:
        """Show how many bytes have arrived, of how many if that is known."""
        if self.is_mounted:
            self.query_one(".progress", Static).update(Content(progress_line(here, total)))

    def action_leave(self) -> None:
        """Cancel."""
        self._leave()


def progress_line(here: int, total: int | None) -> str:
    """Kilobytes received, with a bar if the total is known."""
    if not total or total < here:
        return f"{here / 1000:,.0f} kB"
    full = round(BAR * here / total)
    return f"{'━' * full}{'╌' * (BAR - full)} {here / 1000:,.0f} of {total / 1000:,.0f} kB"
