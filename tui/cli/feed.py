"""List the articles of a feed (RSS, Atom or JSON Feed), or the feeds in an OPML file.

In a terminal this opens a list in which enter opens an article; in a pipe it prints the date, title and address of
each, and with --format urls only the addresses, one on a line. Only the feed and the articles you choose are fetched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..text.safe import one_line
from ..web.feed import NO_ARTICLES, Entry, Feed, FeedError, read_any
from .arguments import positive, settings_for
from .errors import CliError
from .inputs import load_data
from .printing import RowFormat, count, lines_after, print_rows, write_output
from .remarks import remark

URLS = "urls"
"""The format with only the addresses, for `xargs` and other programs."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feed", metavar="URL|FILE", help="the address or file of a feed or OPML list; - for standard input"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="only the first N articles")
    parser.add_argument(
        "--format",
        choices=("list", *FORM.formats, URLS),
        help="list (the default on a terminal) lets you open articles; json is one array, jsonl one object per line; "
        "urls is one address per line",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    try:
        feed = read_any(load_data(args.feed), args.feed)
    except FeedError as error:
        raise CliError(str(error)) from error
    if args.limit:
        feed = replace(feed, entries=feed.entries[: args.limit])
    if args.format == "list" or (args.format is None and sys.stdout.isatty() and not args.output):
        return _open(feed, args)
    if args.format == URLS:
        lines = "".join(f"{entry.url}\n" for entry in feed.entries if entry.url)
        write_output(args.output, lines.encode()) if args.output else sys.stdout.write(lines)
        return 0
    remark(f"{one_line(feed.title)}: {count(len(feed.entries), 'feed' if feed.of_feeds else 'article')}")
    print_rows(feed.entries, FORM, args, NO_ARTICLES)
    return 0


def _open(feed: Feed, args: argparse.Namespace) -> int:
    """Open the program with the articles as a list."""
    from ..app import NewsReader
    from ..screens.lists.feed import FeedScreen
    from .open import run_app

    if not sys.stdout.isatty():
        raise CliError("--format list needs a terminal; --format table prints the articles.")
    if not feed.can_be_opened:
        remark(NO_ARTICLES)
        return 0
    app = NewsReader(
        settings_for(args),
        topics=None,
        data_dir=args.data_dir,
        first_screen=lambda services: FeedScreen(services, feed),
    )
    return run_app(app)


def _table(entries: Iterable[Entry], width: int | None) -> Iterator[str]:
    """Date and title, and the address below."""
    for entry in entries:
        author = f" ({one_line(entry.author)})" if entry.author else ""
        yield from lines_after(f"{entry.date or ' ' * 10}  ", entry.title + author, width)
        yield f"{' ' * 12}{one_line(entry.url) if entry.url else '(no web address)'}"


def _to_json(entry: Entry) -> dict[str, str | None]:
    return dict(zip(COLUMNS, (entry.title, entry.url, entry.date, entry.author), strict=True))


COLUMNS = ("title", "url", "date", "author")
FORM: RowFormat[Entry] = RowFormat(_to_json, _table, COLUMNS, lambda entry: _to_json(entry).values())
