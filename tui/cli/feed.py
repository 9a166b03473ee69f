"""List the articles of a feed (RSS, Atom or JSON Feed), or the feeds in an OPML file.

In a terminal this opens a list in which enter opens an article; in a pipe it prints the address of each. Only the feed
and the articles you choose are fetched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from ..text.safe import one_line
from ..web.feed import Feed, FeedError, read_any
from .arguments import positive, settings_for
from .errors import CliError
from .inputs import load_data
from .printing import json_text
from .standard_input import PIPE, take_terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feed", metavar="URL|FILE", help="the address or file of a feed or OPML list; - for standard input"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="only the first N articles")
    parser.add_argument(
        "--format", choices=("list", "text", "json"), help="a list to open articles from, plain text, or JSON"
    )


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    try:
        feed = read_any(load_data(args.feed), args.feed)
    except FeedError as error:
        raise CliError(str(error)) from error
    if args.limit:
        feed = replace(feed, entries=feed.entries[: args.limit])
    if args.format == "list" or (args.format is None and sys.stdout.isatty()):
        return _open(feed, args)
    for line in as_json(feed) if args.format == "json" else as_lines(feed):
        print(line)
    return 0


def _open(feed: Feed, args: argparse.Namespace) -> int:
    """Open the program with the articles as a list."""
    from ..app import NewsReader
    from ..screens.lists.feed import FeedScreen
    from .open import run_app

    if not sys.stdout.isatty():
        raise CliError("--format list needs a terminal; --format text prints the articles.")
    if args.feed == PIPE:
        take_terminal()
    app = NewsReader(
        settings_for(args),
        topics=None,
        data_dir=args.data_dir,
        first_screen=lambda services: FeedScreen(services, feed),
    )
    return run_app(app)


def as_lines(feed: Feed) -> Iterator[str]:
    """The articles for people: date and title, and the address below."""
    yield f"{one_line(feed.title)}: {len(feed.entries):,} {'feeds' if feed.of_feeds else 'articles'}"
    for entry in feed.entries:
        author = f" ({one_line(entry.author)})" if entry.author else ""
        yield ""
        yield f"{entry.date or ' ' * 10}  {one_line(entry.title)}{author}"
        yield f"{' ' * 12}{one_line(entry.url) if entry.url else '(no address)'}"


def as_json(feed: Feed) -> Iterator[str]:
    """One JSON object per line for each article."""
    for entry in feed.entries:
        fields = {"title": entry.title, "url": entry.url, "date": entry.date, "author": entry.author}
        yield json_text(fields)
