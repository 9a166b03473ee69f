"""Where an article is from: the newspaper or site, or else the place it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..store.source import is_pipe
from ..text.address import host, is_address, site_or_host
from ..text.safe import one_line

if TYPE_CHECKING:
    from ..store.shelf import ShelfRow
    from ..text.article import Article

NO_OUTLET = "no outlet"
"""The group of the articles that name no newspaper and come from no site, wherever articles are counted by outlet."""


def outlet_of(article: Article | ShelfRow, source: str) -> str:
    """The newspaper or site of an article, or else the host of its address, on one line; NO_OUTLET if it has none."""
    return site_of(article, source) or NO_OUTLET


def site_of(article: Article | ShelfRow, source: str) -> str:
    """The newspaper or site of an article, or else the host of its address: what `site:` finds and the column `site` of
    every export has; "" if it has none, as most files."""
    return one_line(site_or_host(article.site, article.url)) or (place_of(source) if is_address(source) else "")


def origin_of(article: Article | ShelfRow, source: str) -> str:
    """`outlet_of` for a row of one article: without an outlet, the name of the file."""
    return one_line(site_or_host(article.site, article.url) or place_of(source))


def copy_at(source: str) -> str:
    """A copy of a text in a sentence: its path or address, or "the copy from a pipe"."""
    return "the copy from a pipe" if is_pipe(source) else one_line(source, 200)


def place_of(source: str) -> str:
    """The origin of an article: the host of an address, the name of a file, or "from a pipe"."""
    if is_address(source):
        return host(source) or source
    if is_pipe(source):
        return "from a pipe"
    return Path(source).name or source
