"""An article together with the page it was taken out of."""

from __future__ import annotations

from typing import NamedTuple

from ..text.article import Article
from .files import format_of, parse_article, read_bytes


class Loaded(NamedTuple):
    """An article, and what it was made of where that is a web page, to be kept beside it."""

    article: Article
    raw: bytes | None = None
    content_type: str = ""


def load_file(path: str, *, format: str | None = None) -> Loaded:
    """What is in a file. Raises LoadError."""
    return load_bytes(read_bytes(path), path, format=format or format_of(path))


def load_bytes(data: bytes, source: str, *, format: str | None = None) -> Loaded:
    """What some bytes hold; the format is guessed where none is given. Raises LoadError."""
    article = parse_article(data, source, format=format)
    return Loaded(article, data, "text/html") if article.format == "html" else Loaded(article)
