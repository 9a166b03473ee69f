"""Where the words of an article are outside the program: the line of its file, and the command that opens it there."""

from __future__ import annotations

import os
import shlex
from functools import cached_property
from pathlib import Path

from ..text.address import is_address
from ..text.article import Article
from ..text.file_lines import FileLines
from ..text.span import Span
from .article_files import read_bytes
from .decoding import decode
from .load_error import LoadError

PIPE = "-"
"""The name of standard input in place of a path, and the source of an article that was read from there."""

MOST_ALIGNED = 5_000_000
"""The largest file, in code points, whose lines are counted: aligning it takes a few seconds."""


def is_path(source: str) -> bool:
    """Whether a word stands for a file or a folder rather than for standard input or a web address."""
    return source != PIPE and not is_address(source)


def file_lines(path: str, article: Article) -> FileLines | None:
    """The lines of the file that an article was read from; None if there is none, or if it has changed or is too
    large to align."""
    if not is_path(path) or not Path(path).is_file():
        return None
    try:
        data = read_bytes(path)
        text, _ = decode(data, path)
    except LoadError:
        return None
    return FileLines(text, article.text) if len(text) <= MOST_ALIGNED else None


class LineNumbers:
    """The lines of the file that an article was read from. The file is read and aligned with the article for the first
    number asked for, so that an article without rows costs nothing."""

    def __init__(self, path: str, article: Article) -> None:
        self._path = path
        self._article = article

    @cached_property
    def _lines(self) -> FileLines | None:
        return file_lines(self._path, self._article)

    def of(self, span: Span) -> int | None:
        """The line on which a span begins, counted from 1; None where `file_lines` gives none."""
        return self._lines.line(span.start) if self._lines else None


def open_command(source: str, offset: int) -> str:
    """The shell command that opens an article at a place, from any folder; "" for standard input, which cannot be read
    again."""
    if source == PIPE:
        return ""
    path = os.path.abspath(source) if is_path(source) else source
    return f"newsreader open {shlex.quote(path)} --at {offset}"
