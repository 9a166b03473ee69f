"""Textual's way to the terminal, with what is sent made short (`lean_output`)."""

from __future__ import annotations

import os
from queue import Full

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from .short_output import LeanOutput

PATIENCE = 0.2
"""Seconds after which it is looked whether what writes is still there, where it does not come after."""


class LeanDriver(LinuxDriver):
    """Writes no cell that stands there already, and of a style only what changes."""

    _goes_on = False
    """Whether it is being taken up again just now: a signal can come in the middle of answering another."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lean = LeanOutput()

    def forget(self) -> None:
        """The terminal may show something else than was sent: send the next frame whole."""
        self._lean.forget()

    def write(self, data: str) -> None:
        self._put(self._lean.shortened(data))

    def _put(self, data: str | None) -> None:
        """Hand data to the thread that writes; None ends it. Textual's own way waits for ever for a thread that has
        ended already, as it does when the terminal's window is closed, and the program stays without one."""
        thread = self._writer_thread
        while thread is not None and thread.is_alive():
            try:
                thread._queue.put(data, timeout=PATIENCE)
            except Full:
                continue
            return

    def close(self) -> None:
        if self._writer_thread is not None:
            self._put(None)
            self._writer_thread.join()

    def _sigcont_application(self, *_: object) -> None:
        """Go on after having been stopped.

        A terminal that is gone tells so too; then there is nothing to take up. And who stops a program from outside
        does not have it give the terminal back before: it is given back now, since Textual would take it up with a
        second thread for the keys and another one for writing each time.
        """
        if self._goes_on or not os.isatty(self.fileno):
            return
        self._goes_on = True
        try:
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
            self.forget()
            super()._sigcont_application()
        finally:
            self._goes_on = False
