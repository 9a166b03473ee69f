"""An article from standard input, and the terminal in its place afterwards.

Textual reads its keys from standard input. When an article comes from there, all of it is read first; then standard
input is made the terminal, before the app starts, whatever it was.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import BinaryIO

from ..formats.article_source import ArticleSource
from ..formats.decoding import MOST_BYTES
from ..formats.file_place import PIPE
from ..formats.load_error import LoadError
from ..formats.loading import load_bytes
from .errors import CliError


def read_pipe(format: str | None = None, stream: BinaryIO | None = None, *, repair: bool = False) -> ArticleSource:
    """The article on standard input; its format is guessed if none is given. Raises LoadError, also if standard input
    is a terminal."""
    return load_bytes(read_pipe_bytes(stream), PIPE, format=format, repair=repair)


def read_pipe_bytes(stream: BinaryIO | None = None) -> bytes:
    """All bytes on standard input. Raises LoadError."""
    stream = stream or _standard_input()
    if stream.isatty():
        raise LoadError("Standard input is the terminal, so there is no article on it. Name a file or use a pipe.")
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise LoadError(f"Standard input is too long: newsreader reads {MOST_BYTES / 1e6:.0f} MB at most.")
    if not data:
        raise LoadError("Standard input is empty.")
    return data


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # it was closed by whatever started us
        raise LoadError("There is no standard input to read an article from.")
    return sys.stdin.buffer


def has_text() -> bool:
    """Whether standard input is a pipe or a file, from which an article can be read; false for a terminal and for a
    device such as /dev/null."""
    if sys.stdin is None:
        return False
    mode = os.fstat(0).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def take_terminal() -> None:
    """Make standard input (file 0, which Textual reads) the terminal, unless it is one: a pipe must not press keys.
    Raises CliError if there is no terminal."""
    if sys.stdin is not None and os.isatty(0):
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise CliError("newsreader needs a terminal. `newsreader show` prints an article as plain lines.") from None
    if terminal != 0:  # the number is free if standard input was closed
        os.dup2(terminal, 0)
        os.close(terminal)
    if sys.__stdin__ is None:
        vars(sys)["__stdin__"] = sys.stdin = open(0, closefd=False)  # noqa: SIM115
