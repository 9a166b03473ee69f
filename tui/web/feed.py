"""Feeds (RSS, Atom) and lists of feeds (OPML) as plain data. Nothing here fetches anything."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from ..text.html_words import read_html_words
from ..text.safe import clean

MOST_ENTRIES = 1_000


class FeedError(Exception):
    """Why there are no entries; `str()` is the sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed tells of."""

    title: str
    url: str
    """"" where the feed gives none that begins with http:// or https://."""
    date: str | None = None
    """ISO 8601: "2024-02-06"."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells: its name and its entries, in the feed's own order (most put the newest first)."""

    title: str
    entries: tuple[Entry, ...]
    of_feeds: bool = False
    """Whether the entries are feeds themselves."""


def read_any(data: bytes, source: str) -> Feed:
    """The entries of a feed, or the feeds of a list. Raises FeedError."""
    return read_opml(data, source) if is_opml(data) else read_feed(data, source)


def is_opml(data: bytes) -> bool:
    """Whether this is a list of feeds."""
    return re.search(rb"<opml[\s>]", data[:4096]) is not None


def read_feed(data: bytes, source: str) -> Feed:
    """The entries of a feed. Raises FeedError."""
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # it parses hostile input with two parsers, each with errors of its own
        raise FeedError(f"{source} cannot be read as a feed.") from error
    entries = tuple(_entry(item) for item in found.get("entries", [])[:MOST_ENTRIES])
    if not entries and not found.get("version"):
        raise FeedError(f"{source} is not a feed (neither RSS nor Atom).")
    return Feed(_line(found.get("feed", {}).get("title")) or source, entries)


def read_opml(data: bytes, source: str) -> Feed:
    """The feeds of a list, as entries. Raises FeedError."""
    from lxml import etree  # type: ignore[import-untyped]  # it ships no types

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"{source} cannot be read as a list of feeds.") from error
    if tree is None:
        raise FeedError(f"{source} cannot be read as a list of feeds.")
    entries = []
    for outline in list(tree.iter("outline"))[:MOST_ENTRIES]:
        url = _address(outline.get("xmlUrl"))
        if url:
            entries.append(Entry(_line(outline.get("title") or outline.get("text")) or url, url))
    titles = tree.xpath("string(head/title)") if len(tree) else ""
    return Feed(_line(titles) or source, tuple(entries), of_feeds=True)


def _entry(item: Any) -> Entry:
    url = _address(item.get("link")) or next(
        (u for link in item.get("links", []) if (u := _address(link.get("href")))), ""
    )
    when = item.get("published_parsed") or item.get("updated_parsed")
    date = f"{when[0]:04}-{when[1]:02}-{when[2]:02}" if when and 0 < when[0] < 10_000 else None
    return Entry(_line(item.get("title")) or url or "(without a title)", url, date, _line(item.get("author")))


def _line(value: object) -> str:
    """Words on one line, without tags."""
    if not isinstance(value, str):
        return ""
    return " ".join(" ".join(block.text for block in read_html_words(value[:2000])).split())


def _address(value: object) -> str:
    """An address of the web without blanks and control characters, or ""."""
    address = clean(value).strip() if isinstance(value, str) else ""
    return address if re.fullmatch(r"https?://\S{1,4000}", address, re.IGNORECASE) else ""
