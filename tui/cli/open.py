"""Open an article, a list of articles or the library in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..app import NewsReader
from ..formats.article_files import find_articles
from ..formats.article_source import PartialArticle
from ..formats.load_error import LoadError
from ..formats.loading import is_slow, open_article
from ..text.address import is_address
from ..text.safe import visible
from .arguments import add_open_options, settings_for
from .errors import CliError
from .standard_input import read_pipe, take_terminal

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="an article; without one, the library opens")
    add_open_options(parser)


def run(args: argparse.Namespace) -> int:
    """Open what the command line names. Returns the exit status.

    A file is read before the terminal is taken, so that an unreadable one leads to a plain sentence.
    """
    settings = settings_for(args)
    paths, opening = first_article(args.paths, args.format_of_input)
    if not sys.stdout.isatty():
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
    )
    if opening and opening.page:
        app.services.pages[opening.head.digest] = opening.page
    del opening  # it holds the file
    return run_app(app)


def run_app(app: NewsReader) -> int:
    """Run the program to its end. Returns the exit status. Raises CliError if nothing could be shown."""
    try:
        app.run()
    finally:
        if sentence := app.services.rescue():
            print(f"newsreader: {visible(sentence)}", file=sys.stderr)
    if app.opener.problem:
        raise CliError(app.opener.problem)
    return app.return_code or 0


def first_article(words: Sequence[str], format: str | None) -> tuple[list[str], PartialArticle | None]:
    """The paths and addresses on the command line, and the article to show at once if they are a single file or a pipe.
    Several files, a folder, an address, or a format that takes long to read are not read yet. Raises CliError."""
    try:
        if "-" in words:
            if len(words) > 1:
                raise CliError("Standard input (-) can only be read by itself.")
            loaded = read_pipe(format)
            take_terminal()
            return ["-"], PartialArticle(loaded.article, True, lambda: loaded.article, loaded)
        paths: list[str] = []
        for word in words:
            paths += [word] if is_address(word) else [str(path) for path in find_articles([word])]
        single = len(paths) == 1 and not is_address(paths[0]) and not is_slow(paths[0], format)
        return paths, open_article(paths[0], format=format) if single else None
    except LoadError as error:
        raise CliError(str(error)) from error
