"""An article from a pipe, and the terminal back for the keys.

Textual reads its keys from standard input. When an article comes in there, all of it has to be read first and
standard input be made the terminal again, before the app starts.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from ..formats.article_source import ArticleSource
from ..formats.decoding import MOST_BYTES
from ..formats.load_error import LoadError
from ..formats.loading import load_bytes
from .errors import CliError

PIPE = "-"
"""What is written for standard input in the place of a path, and the source of what was read there."""


def read_pipe(format: str | None = None, stream: BinaryIO | None = None) -> ArticleSource:
    """What comes on standard input, its format guessed where none is given. Raises LoadError, also for a terminal."""
    return load_bytes(read_pipe_bytes(stream), PIPE, format=format)


def read_pipe_bytes(stream: BinaryIO | None = None) -> bytes:
    """All that comes on standard input. Raises LoadError."""
    stream = stream or _standard_input()
    if stream.isatty():
        raise LoadError(
            "There is no article on standard input: it is the terminal. Send one by a pipe, or name a file."
        )
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise LoadError(f"Standard input is too long: newsreader reads {MOST_BYTES / 1e6:.0f} MB at most.")
    if not data:
        raise LoadError("Standard input is empty.")
    return data


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # whoever started us has closed it
        raise LoadError("There is no standard input to read an article from.")
    return sys.stdin.buffer


def take_terminal() -> None:
    """Make standard input (file 0, which Textual reads) the terminal. Raises CliError where there is none."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise CliError("The reader needs a terminal for its keys. `newsreader show -` prints an article.") from None
    os.dup2(terminal, 0)
    os.close(terminal)
