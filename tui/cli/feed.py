"""List the entries of a feed (RSS or Atom), or the feeds of an OPML file, with the address to open each.

Nothing is fetched but the feed itself: `newsreader ADDRESS` opens an entry.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.safe import one_line
from .errors import CliError
from .printing import json_text

if TYPE_CHECKING:
    from ..web.feed import Feed

HELP = "list the entries of a feed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feed", metavar="URL|FILE", help="a feed's address or file, or an OPML file")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="only the first N entries")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")


def run(args: argparse.Namespace) -> int:
    from ..web.feed import FeedError, is_opml, read_feed, read_opml

    data = _read(args.feed)
    try:
        feed = read_opml(data, args.feed) if is_opml(data) else read_feed(data, args.feed)
    except FeedError as error:
        raise CliError(str(error)) from error
    for line in as_json(feed, args.limit) if args.format == "json" else as_lines(feed, args.limit):
        print(line)
    return 0


def _read(place: str) -> bytes:
    from ..text.files import LoadError, read_bytes
    from ..web.fetch import fetch, is_address

    try:
        return fetch(place).data if is_address(place) else read_bytes(place)
    except LoadError as error:
        raise CliError(str(error)) from error


def as_lines(feed: Feed, limit: int = 0) -> Iterator[str]:
    """The entries for people: date and title, and the address under it."""
    entries = feed.entries[:limit] if limit > 0 else feed.entries
    yield f"{one_line(feed.title)}: {len(entries)} of {len(feed.entries)} entries"
    for entry in entries:
        author = f" ({one_line(entry.author)})" if entry.author else ""
        yield ""
        yield f"{entry.date or ' ' * 10}  {one_line(entry.title)}{author}"
        yield f"{' ' * 12}{one_line(entry.url) if entry.url else '(no address)'}"


def as_json(feed: Feed, limit: int = 0) -> Iterator[str]:
    """One JSON object a line for each entry."""
    for entry in feed.entries[:limit] if limit > 0 else feed.entries:
        fields = {"title": entry.title, "url": entry.url, "date": entry.date, "author": entry.author}
        yield json_text(fields)
