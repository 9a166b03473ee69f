"""Open an article, a list of articles or the library in the terminal."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..app import NewsReader
from ..config.paths import data_folder
from ..formats.article_files import find_articles
from ..formats.article_source import PartialArticle
from ..formats.double_encoding import spoilt_example
from ..formats.load_error import LoadError
from ..formats.loading import is_slow, open_article
from ..screens.messages import OpenNote
from ..store.errors import StoreError
from ..text.address import is_address
from ..text.safe import visible
from ..text.span import Span
from .arguments import add_open_options, settings_for
from .errors import CliError
from .standard_input import has_text, read_pipe, take_terminal

if TYPE_CHECKING:
    import argparse

    from ..notes.highlight import Highlight


def add_arguments(parser: argparse.ArgumentParser) -> None:
    without = "without one, the article that is piped to the program, or else the library"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=f"an article; {without}")
    add_open_options(parser)


def run(args: argparse.Namespace) -> int:
    """Open what the command line names. Returns the exit status.

    A file is read before the terminal is taken, so that an unreadable one leads to a plain sentence.
    """
    # Imported modules live as long as the program. Each garbage collection would search them for 25 ms, the first one
    # before the first frame.
    gc.freeze()
    settings = settings_for(args)
    if args.note and (args.paths or args.at):
        raise CliError("--note opens the article of the note at its place; leave out the path and --at.")
    note = find_note(args.note, args.data_dir) if args.note else None
    words = paths_or_pipe(args.paths)
    paths, opening = ([], None) if note else first_article(words, args.format_of_input, args.repair_encoding)
    span = find_place(args.at, paths, opening) if args.at else None
    if not sys.stdout.isatty() and not _is_served():
        raise CliError("newsreader needs a terminal. `newsreader show` prints an article as plain lines.")
    app = NewsReader(
        settings,
        article=opening.head if opening else None,
        rest=opening.rest if opening and not opening.complete else None,
        paths=paths,
        format=args.format_of_input,
        topics=None,
        data_dir=args.data_dir,
        theme=args.theme or "",
        span=span,
        first_request=OpenNote(note) if note else None,
    )
    if args.repair_encoding:
        app.opener.repaired.update(paths)
    if opening and opening.page:
        app.services.pages[opening.head.digest] = opening.page
    del opening  # it keeps the file in memory
    return run_app(app)


def _is_served() -> bool:
    """Whether `serve` has started the program, with a driver of its own that needs no terminal."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def find_place(at: str, paths: Sequence[str], opening: PartialArticle | None) -> Span:
    """The place that `--at` names: an offset in the article's text or, after “+”, a line of its file. Raises
    CliError."""
    # Imported here, since it imports fetching and aligning, some 5 ms that no other start needs.
    from ..formats.file_place import file_lines

    number = at.removeprefix("+")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise CliError(f"--at {at}: give an offset such as 1200, or a line such as +40.")
    if len(paths) != 1:
        raise CliError("--at needs exactly one article.")
    if number == at:
        return Span(int(at), int(at))
    article = opening.rest() if opening and not opening.complete else opening.head if opening else None
    lines = file_lines(paths[0], article) if article else None
    if article is None or lines is None:
        raise CliError(f"{paths[0]} has no lines to count. Give an offset in its text instead of +{number}.")
    offset = lines.offset(int(number))
    return Span(offset, offset)


def find_note(id: str, data_dir: str | None) -> Highlight:
    """The only note whose id begins with `id`. Raises CliError if there is none or more than one."""
    # Imported here, since any other start shows the article first and imports the store after that.
    from ..store.database import open_store
    from .inputs import known_note

    try:
        with open_store(data_folder(data_dir), read_only=True) as store:
            return known_note(store, id)
    except StoreError as error:
        raise CliError(str(error)) from error


def run_app(app: NewsReader) -> int:
    """Run the program to its end, with the keys of the terminal. Returns the exit status. Raises CliError if nothing
    could be shown."""
    if not _is_served():
        take_terminal()
    try:
        app.run()
    finally:
        if sentence := app.services.rescue():
            print(f"newsreader: {visible(sentence)}", file=sys.stderr)
    if app.opener.problem:
        raise CliError(app.opener.problem)
    return app.return_code or 0


def paths_or_pipe(paths: Sequence[str]) -> Sequence[str]:
    """The paths on the command line; without any, "-" if an article may be piped to the program, as to `less`."""
    is_piped = not paths and sys.stdout.isatty() and not _is_served() and has_text()
    return ["-"] if is_piped else paths


def first_article(
    words: Sequence[str], format: str | None = None, repair: bool = False
) -> tuple[list[str], PartialArticle | None]:
    """The paths and addresses on the command line, and the article to show at once if they are a single file or a pipe.
    Several files, a folder, an address, or a format that takes long to read are not read yet. Raises CliError."""
    try:
        if "-" in words:
            if len(words) > 1:
                raise CliError("Standard input (-) can only be read by itself.")
            loaded = read_pipe(format, repair=repair)
            return ["-"], PartialArticle(loaded.article, True, lambda: loaded.article, loaded)
        paths: list[str] = []
        for word in words:
            paths += [word] if is_address(word) else [str(path) for path in find_articles([word])]
        single = len(paths) == 1 and not is_address(paths[0]) and not is_slow(paths[0], format)
        if single and not repair:
            opening = open_article(paths[0], format=format)
            if not spoilt_example(opening.head.text):  # else the app asks the library whether it was repaired before
                return paths, opening
        return paths, None
    except LoadError as error:
        raise CliError(str(error)) from error
