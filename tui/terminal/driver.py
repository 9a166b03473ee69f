"""Textual's driver for Linux and macOS, with shortened output and fixes for five bugs."""

from __future__ import annotations

import os
import re
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from functools import partial
from queue import Full
from typing import Any

from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from .short_output import ShortOutput

WRITER_CHECK = 0.2
"""Seconds between checks that the writer thread is still alive while its queue is full."""


def _replacing_decoder(encoding: str) -> Any:
    """An incremental decoder that gives U+FFFD for bytes it cannot decode."""
    return partial(getincrementaldecoder(encoding), errors="replace")


class SteadyParser(XTermParser):
    """Textual's parser of keys, which goes on after a sequence that makes Textual's own raise an exception.

    A number that is not one (`ESC [ 1 ; 5 : E`), a code point that does not exist or half of a surrogate pair, from a
    broken connection or `cat /dev/urandom`, would end the thread that reads keys, and with it the program. And alt with
    a letter, which most terminals send as an escape and the letter, has that letter as its character in Textual, so a
    text field inserts it; here it has none. (No upstream issue is known to us for either.)
    """

    def feed(self, data: str) -> Iterator[Message]:
        """The messages for some characters. A malformed sequence is skipped, together with what came with it up to the
        next escape."""
        # The empty string tells the parser that the input has ended.
        for piece in re.split(r"(?=\x1b)", data) if data else [""]:
            if piece or not data:
                yield from self._skipping_faults(super().feed(piece))

    def tick(self) -> Iterator[Message]:
        """The messages for a sequence that has not been completed in time."""
        yield from self._skipping_faults(super().tick())

    def _skipping_faults(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            for message in messages:
                if isinstance(message, Key) and message.key.startswith("alt+"):
                    message.character = None
                # A surrogate cannot be encoded, so it would end whatever writes it to a file or the terminal.
                if not (isinstance(message, Key) and "\ud800" <= (message.character or "") <= "\udfff"):
                    yield message
        except (ValueError, OverflowError):
            Parser.__init__(self)


class SteadyDriver(LinuxDriver):
    """Writes only cells that change, and of their styles only what changes."""

    _resuming = False
    """Whether SIGCONT is being handled: a second one can arrive meanwhile."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = ShortOutput()

    def forget(self) -> None:
        """Send the next frame whole: the terminal may not show what was sent."""
        self._output.forget()

    def write(self, data: str) -> None:
        """Send data to the terminal, shortened."""
        self._put(self._output.shortened(data))

    def _put(self, data: str | None) -> None:
        """Hand data to the writer thread; None ends it.

        Textual's own code blocks for ever once that thread has died, as it does when the terminal window is closed; the
        program then keeps running without a terminal (Textual issues 6692 and others).
        """
        thread = self._writer_thread
        while thread is not None and thread.is_alive():
            try:
                thread._queue.put(data, timeout=WRITER_CHECK)
            except Full:
                continue
            return

    def close(self) -> None:
        """End the writer thread, if it is alive."""
        if self._writer_thread is not None:
            self._put(None)
            self._writer_thread.join()

    def resume_application_mode(self) -> None:
        """Take the terminal back, and at the end leave it in the mode it had at the start: an editor that was killed
        leaves one in which the shell would not show what is typed. (No upstream issue is known to us.)"""
        at_the_start = self.attrs_before
        super().resume_application_mode()
        self.attrs_before = at_the_start

    def run_input_thread(self) -> None:
        """Read keys until the program ends. A byte that is not UTF-8, as in a paste from a Latin-1 terminal, would end
        Textual's own thread and with it the program (Textual issue 6456); here it becomes U+FFFD."""
        vars(linux_driver)["getincrementaldecoder"] = _replacing_decoder
        vars(linux_driver)["XTermParser"] = SteadyParser
        super().run_input_thread()

    def _run_input_thread(self) -> None:
        """Read keys. Textual would show a traceback with all local variables after an exception, and exit with 0."""
        try:
            self.run_input_thread()
        except OSError:  # the terminal is gone
            self._app.call_later(self._app.exit, None, 128 + signal.SIGHUP)
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def _sigcont_application(self, *_: object) -> None:
        """Continue after SIGSTOP or SIGTSTP.

        A terminal that is gone sends this signal too; then there is nothing to continue. A program stopped from outside
        has not released the terminal. Textual would start a second input thread and a second writer thread each time,
        so the terminal is released first. (No upstream issue is known to us.)
        """
        if self._resuming or not os.isatty(self.fileno):
            return
        self._resuming = True
        try:
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
            self.forget()
            super()._sigcont_application()
        finally:
            self._resuming = False
