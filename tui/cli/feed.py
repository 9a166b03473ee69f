"""List the entries of a feed (RSS or Atom), or the feeds of an OPML file, to open one.

On a terminal it is a list in the reader, where enter opens an entry; in a pipe, lines with the address of each.
Nothing is fetched but the feed itself and what is chosen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..text.safe import one_line
from .errors import CliError
from .printing import json_text

if TYPE_CHECKING:
    from ..web.feed import Feed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feed", metavar="URL|FILE", help="a feed's address or file, or an OPML file; - for a pipe")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="only the first N entries")
    parser.add_argument(
        "--format", choices=("list", "text", "json"), help="a list to open entries from, lines, or JSON for programs"
    )


def run(args: argparse.Namespace) -> int:
    from ..web.feed import FeedError, read_any

    data = _read(args.feed)
    try:
        feed = read_any(data, args.feed)
    except FeedError as error:
        raise CliError(str(error)) from error
    if args.limit > 0:
        feed = replace(feed, entries=feed.entries[: args.limit])
    if args.format == "list" or (args.format is None and sys.stdout.isatty()):
        return _open(feed, args)
    for line in as_json(feed) if args.format == "json" else as_lines(feed):
        print(line)
    return 0


def _open(feed: Feed, args: argparse.Namespace) -> int:
    """The entries as a list in the reader."""
    from ..app import NewsReader
    from ..screens.lists.feed import FeedScreen
    from .config import settings_for
    from .open import run_app
    from .standard_input import PIPE, take_terminal

    if not sys.stdout.isatty():
        raise CliError("A list to open entries from needs a terminal; --format text prints them.")
    if args.feed == PIPE:
        take_terminal()
    app = NewsReader(
        settings_for(args),
        topics=None,
        data_dir=args.data_dir,
        first_screen=lambda services: FeedScreen(services, feed),
    )
    return run_app(app)


def _read(place: str) -> bytes:
    from ..formats.article_files import read_bytes
    from ..formats.load_error import LoadError
    from ..text.address import is_address
    from ..web.fetch import fetch
    from .standard_input import PIPE, read_pipe_bytes

    try:
        if place == PIPE:
            return read_pipe_bytes()
        return fetch(place).data if is_address(place) else read_bytes(place)
    except LoadError as error:
        raise CliError(str(error)) from error


def as_lines(feed: Feed) -> Iterator[str]:
    """The entries for people: date and title, and the address under it."""
    yield f"{one_line(feed.title)}: {len(feed.entries):,} {'feeds' if feed.of_feeds else 'entries'}"
    for entry in feed.entries:
        author = f" ({one_line(entry.author)})" if entry.author else ""
        yield ""
        yield f"{entry.date or ' ' * 10}  {one_line(entry.title)}{author}"
        yield f"{' ' * 12}{one_line(entry.url) if entry.url else '(no address)'}"


def as_json(feed: Feed) -> Iterator[str]:
    """One JSON object a line for each entry."""
    for entry in feed.entries:
        fields = {"title": entry.title, "url": entry.url, "date": entry.date, "author": entry.author}
        yield json_text(fields)
