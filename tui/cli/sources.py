"""What a word on the command line stands for: a file, an address of the web, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..formats.article_source import ArticleSource
from ..formats.loading import load_file
from ..text.safe import one_line
from .standard_input import PIPE, read_pipe

ADDRESSES = ("http://", "https://")
"""How an address begins, in any case of letters."""


def is_path(source: str) -> bool:
    """Whether a word stands for a file or a folder, and neither for standard input nor for an address."""
    return source != PIPE and not source.lower().startswith(ADDRESSES)


def load_source(source: str, *, format: str | None = None) -> ArticleSource:
    """The article that a path, an address or "-" stands for. Raises LoadError (FetchError is one).

    An address is fetched, with a line on standard error meanwhile if that is a terminal.
    """
    if source == PIPE:
        return read_pipe(format)
    # The test for an address, without the import of what fetches: most articles are files.
    if not is_path(source):
        from ..web.fetch import fetch, read_answer

        with_progress = ProgressLine(source) if sys.stderr.isatty() else None
        try:
            page = fetch(source, progress=with_progress)
        finally:
            if with_progress:
                with_progress.clear()
        return ArticleSource(read_answer(page, source, format=format), page.data, page.content_type)
    return load_file(source, format=format)


class ProgressLine:
    """A line on standard error that tells how much is here."""

    def __init__(self, source: str, write: Callable[[str], object] = sys.stderr.write) -> None:
        self._source = one_line(source, 50)
        self._write = write
        self._told = -1

    def __call__(self, here: int, total: int | None) -> None:
        if here // 50_000 == self._told:
            return
        self._told = here // 50_000
        of = f" of {total / 1000:,.0f}" if total else ""
        self._write(f"\r\x1b[K{self._source}: {here / 1000:,.0f}{of} kB")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        self._write("\r\x1b[K")
        sys.stderr.flush()
