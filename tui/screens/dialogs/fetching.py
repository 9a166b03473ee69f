"""Waiting for a page: what is being fetched and how much of it is here. Escape leaves it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ...text.safe import one_line

BAR = 30
"""Cells of the bar."""


class FetchingScreen(ModalScreen[None]):
    """Shown while a page is fetched; `leave` is called when the reader will not wait."""

    DEFAULT_CSS = """
    FetchingScreen { align: center middle; }
    FetchingScreen > Vertical { width: 64; max-width: 96%; height: auto; border: round $accent; background: $surface;
        padding: 0 1; }
    FetchingScreen .what { height: auto; text-style: bold; }
    FetchingScreen .keys { height: 1; color: $text-muted; }
    """

    BINDINGS = [Binding("escape,q", "leave", "Leave")]

    def __init__(self, address: str, leave: Callable[[], None], *, stage: str = "asking…") -> None:
        super().__init__()
        self._address = address
        self._leave = leave
        self._stage = stage

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(one_line(self._address, 200)), classes="what", markup=False)
            yield Static(self._stage, classes="progress", markup=False)
            yield Static("esc cancels", classes="keys", markup=False)

    def told(self, here: int, total: int | None) -> None:
        """So many bytes are here."""
        if self.is_mounted:
            self.query_one(".progress", Static).update(Content(progress_line(here, total)))

    def action_leave(self) -> None:
        """Do not wait for it."""
        self._leave()


def progress_line(here: int, total: int | None) -> str:
    """How much is here, in words and, where the whole is known, as a bar."""
    if not total or total < here:
        return f"{here / 1000:,.0f} kB"
    full = round(BAR * here / total)
    return f"{'━' * full}{'╌' * (BAR - full)} {here / 1000:,.0f} of {total / 1000:,.0f} kB"
