"""Feeds (RSS, Atom, JSON Feed) and lists of feeds (OPML) as plain data. Nothing is fetched here."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import Any

from ..formats.head import find_date
from ..formats.html_words import read_html_words
from ..text.safe import clean

MOST_ENTRIES = 1_000
"""Only the first ones of a longer feed are read."""

MOST_BYTES = 5_000_000
"""The size of those entries; feedparser needs some seconds for that much."""

MOST_TAGS = 200_000
"""Opening and closing tags; real feeds have some twenty per entry."""

_ENTRY = re.compile(rb"<(?:item|entry)[\s>]")
_ENDS = {b"<rss": b"</channel></rss>", b"<feed": b"</feed>", b"<rdf:RDF": b"</rdf:RDF>"}


_NO_TITLE = "(no title)"

NO_ARTICLES = "The feed has no articles."
"""What the user is told about such a feed."""


class FeedError(Exception):
    """The feed cannot be read; `str()` is the sentence that the user sees."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed."""

    title: str
    url: str
    """Empty unless the feed gives an address that begins with http:// or https://."""
    date: str | None = None
    """ISO 8601: "2024-02-06"."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The title and entries of a feed, in the feed's own order (usually the newest first)."""

    title: str
    entries: tuple[Entry, ...]
    of_feeds: bool = False
    """Whether the entries are feeds themselves."""

    @property
    def can_be_opened(self) -> bool:
        """Whether any entry has an address."""
        return any(entry.url for entry in self.entries)


def read_any(data: bytes, source: str) -> Feed:
    """The entries of a feed, or the feeds of a list. Raises FeedError."""
    return read_opml(data, source) if is_opml(data) else read_feed(data, source)


def is_opml(data: bytes) -> bool:
    """Whether this is a list of feeds."""
    return re.search(rb"<opml[\s>]", data[:4096]) is not None


def read_feed(data: bytes, source: str) -> Feed:
    """The entries of a feed. Raises FeedError."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json_feed(data, source)
    import feedparser

    data = _first_entries(data)
    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        raise FeedError(f"{source} is too large to be a feed of {MOST_ENTRIES:,} entries.")
    try:
        found = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # feedparser uses two parsers, each of which raises errors of its own
        raise FeedError(f"{source} cannot be read as a feed.") from error
    entries = tuple(_entry(item) for item in found.get("entries", [])[:MOST_ENTRIES])
    if not entries and not found.get("version"):
        raise FeedError(f"{source} is not a feed (RSS, Atom or JSON Feed).")
    return Feed(_line(found.get("feed", {}).get("title")) or source, entries)


def _first_entries(data: bytes) -> bytes:
    """The feed without the entries after the first thousand."""
    after = next((m.start() for n, m in enumerate(_ENTRY.finditer(data)) if n == MOST_ENTRIES), None)
    if after is None:
        return data
    return data[:after] + next((end for root, end in _ENDS.items() if root in data[:4096]), b"")


def _read_json_feed(data: bytes, source: str) -> Feed:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{source} cannot be read as a feed.") from error
    if "jsonfeed.org/version" not in str(found.get("version")) or not isinstance(found.get("items"), list):
        raise FeedError(f"{source} is not a feed (RSS, Atom or JSON Feed).")
    items = [item for item in found["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    return Feed(_line(found.get("title")) or source, tuple(map(_json_entry, items)))


def _json_entry(item: dict[str, Any]) -> Entry:
    url = _address(item.get("url")) or _address(item.get("external_url")) or _address(item.get("id"))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_line(author.get("name")) for author in authors or () if isinstance(author, dict)]
    date = find_date(str(item.get("date_published") or item.get("date_modified") or "")[:40])
    summary = _line(item.get("summary") or item.get("content_text"))
    title = _line(item.get("title")) or summary[:80] or url or _NO_TITLE
    return Entry(title, url, date, ", ".join(filter(None, names)))


def read_opml(data: bytes, source: str) -> Feed:
    """The feeds in a list, as entries. Raises FeedError."""
    from lxml import etree  # type: ignore[import-untyped]  # no type information

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
    return Entry(_line(item.get("title")) or url or _NO_TITLE, url, date, _line(item.get("author")))


def _line(value: object) -> str:
    """A text on one line, without tags."""
    if not isinstance(value, str):
        return ""
    return " ".join(" ".join(block.text for block in read_html_words(value[:2000])).split())


def _address(value: object) -> str:
    """A web address without spaces and control characters, or ""."""
    address = clean(value).strip() if isinstance(value, str) else ""
    return address if re.fullmatch(r"https?://\S{1,4000}", address, re.IGNORECASE) else ""
