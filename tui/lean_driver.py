"""Textual's way to the terminal, with what is sent made short (`lean_output`)."""

from __future__ import annotations

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from .lean_output import LeanOutput


class LeanDriver(LinuxDriver):
    """Writes no cell that stands there already, and of a style only what changes."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lean = LeanOutput()

    def forget(self) -> None:
        """The terminal may show something else than was sent: send the next frame whole."""
        self._lean.forget()

    def write(self, data: str) -> None:
        super().write(self._lean.shortened(data))
