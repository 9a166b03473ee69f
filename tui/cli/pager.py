"""Long output on a terminal goes through the program that `PAGER` names, as manual pages do."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


@contextmanager
def paged_output() -> Iterator[None]:
    """While the block runs, what is printed is held back until it is longer than the screen; then the pager gets it.

    Does nothing if standard output is not a terminal or `PAGER` is not set.
    """
    command = shlex.split(os.environ.get("PAGER", ""))
    if not command or not sys.stdout.isatty() or shutil.which(command[0]) is None:
        yield
        return
    terminal = sys.stdout
    pages = _Pages(terminal, command)
    sys.stdout = pages
    try:
        yield
    finally:
        sys.stdout = terminal
        pages.finish()


class _Pages(io.StringIO):
    """Standard output that starts the pager once a screen is full."""

    def __init__(self, terminal: TextIO, command: list[str]) -> None:
        super().__init__()
        self._terminal = terminal
        self._command = command
        self._lines = 0
        self._pager: subprocess.Popen[str] | None = None

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._pager is not None:
            return self._send(text)
        self._lines += text.count("\n")
        super().write(text)
        if self._lines >= shutil.get_terminal_size().lines:
            # Without these, less would show colours as codes. A user's own settings win.
            env = {"LESS": "FRX"} | os.environ
            self._pager = subprocess.Popen(self._command, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=env)
            self._send(self.getvalue())
        return len(text)

    def flush(self) -> None:
        """The output is written when the screen is full or the command has ended."""

    def finish(self) -> None:
        """Write what is left, and wait until the user leaves the pager."""
        if self._pager is None:
            self._terminal.write(self.getvalue())
            self._terminal.flush()
            return
        with suppress(BrokenPipeError):
            assert self._pager.stdin
            self._pager.stdin.close()
        while True:
            try:
                self._pager.wait()
            except KeyboardInterrupt:  # a key for the pager, not for us
                continue
            return

    def _send(self, text: str) -> int:
        """Raises BrokenPipeError if the user has left the pager."""
        assert self._pager and self._pager.stdin
        return self._pager.stdin.write(text)
