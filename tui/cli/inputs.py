"""What a PATH on the command line stands for: a file, a folder, a web address, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..formats.article_files import find_articles, read_bytes
from ..formats.article_source import ArticleSource
from ..formats.file_place import PIPE, is_path
from ..formats.load_error import LoadError
from ..formats.loading import load_file
from ..text.article import Article
from ..text.safe import one_line, visible
from ..web.fetch import Page, fetch, read_answer
from .errors import CliError
from .remarks import remark
from .standard_input import read_pipe, read_pipe_bytes

if TYPE_CHECKING:
    from ..notes.highlight import Highlight
    from ..store.database import Store


def load_source(source: str, *, format: str | None = None, repair: bool = False) -> ArticleSource:
    """The article that a path, an address or "-" stands for. With `repair`, text that was encoded twice is read as it
    was before. Raises LoadError (FetchError is one).

    While an address is fetched, a line on standard error shows the progress if that is a terminal.
    """
    if source == PIPE:
        return read_pipe(format, repair=repair)
    if is_path(source):
        return load_file(source, format=format, repair=repair)
    page = _fetch(source)
    return ArticleSource(read_answer(page, source, format=format, repair=repair), page.data, page.content_type)


def load_article(source: str) -> Article:
    """`load_source` for a command that cannot go on without the article. Raises CliError."""
    try:
        return load_source(source).article
    except LoadError as error:
        raise CliError(str(error)) from error


def no_such_article(source: str) -> CliError:
    """The error for a source that is neither a file nor in the library."""
    name = one_line(source) or "“”"
    return CliError(f"There is no file {name}, and no article {name} in the library.")


def load_data(source: str) -> bytes:
    """The bytes that a path, an address or "-" stands for. Raises CliError."""
    try:
        if source == PIPE:
            return read_pipe_bytes()
        return read_bytes(source) if is_path(source) else _fetch(source).data
    except LoadError as error:
        raise CliError(str(error)) from error


def known_note(store: Store, id: str) -> Highlight:
    """The only note whose id begins with `id`. Raises CliError if there is none or more than one."""
    found = store.notebook.get(id)
    if found is None:
        raise CliError(f"There is no single note whose id begins with {id}. `newsreader notes list` shows the ids.")
    return found


def find_files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files that the paths stand for, with folders searched for articles, and the paths that could not be found.

    The latter are reported on standard error. "-" and addresses stay as they are: see `load_source`. Raises CliError.
    """
    if paths.count(PIPE) > 1:
        raise CliError("Standard input (-) can be read only once.")
    found: list[str] = []
    failures: list[str] = []
    for path in paths:
        if not is_path(path):
            found.append(path)
            continue
        try:
            found.extend(str(one) for one in find_articles([path]))
        except LoadError as error:
            failures.append(report(path, str(error)))
    return found, failures


def report(path: str, why: str) -> str:
    """Report on standard error that a file is skipped, and why. Returns the path."""
    name = "" if path in why else f"{path}: "
    print(f"newsreader: {visible(name + why)}", file=sys.stderr)
    return path


def report_notices(article: Article) -> None:
    """Report on standard error what is noteworthy about how an article was read."""
    for notice in article.notices:
        remark(f"{one_line(article.source)}: {one_line(notice)}")


def _fetch(address: str) -> Page:
    progress = ProgressLine(address) if sys.stderr.isatty() else None
    try:
        return fetch(address, progress=progress)
    finally:
        if progress:
            progress.clear()


class ProgressLine:
    """A line on standard error that shows how much of a page has arrived."""

    def __init__(self, source: str, write: Callable[[str], object] = sys.stderr.write) -> None:
        self._source = one_line(source, 50)
        self._write = write
        self._shown = -1

    def __call__(self, received: int, total: int | None) -> None:
        """Every 50,000 bytes, show how many have arrived and, if known, how many are expected."""
        if received // 50_000 == self._shown:
            return
        self._shown = received // 50_000
        of = f" of {total / 1000:,.0f}" if total else ""
        self._write(f"\r\x1b[K{self._source}: {received / 1000:,.0f}{of} kB")
        sys.stderr.flush()

    def clear(self) -> None:
        """Remove the line."""
        self._write("\r\x1b[K")
        sys.stderr.flush()
