"""An article with the original it was read from, and an article of which only the start has been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..text.article import Article


class ArticleSource(NamedTuple):
    """An article and, for formats that the library stores with it (web pages), the original bytes."""

    article: Article
    raw: bytes | None = None
    content_type: str = ""


class PartialArticle(NamedTuple):
    """An article of which enough has been read for the first screens, and a way to read the rest."""

    head: Article
    """The start of the article; all of it if `complete`. Its text is the start of the whole text, its blocks and
    inlines are the first ones of the whole, and headline, byline and date are the same. (The one exception: a Markdown
    link that is defined inside a code block further down is a link here and not in the whole.)"""
    complete: bool
    rest: Callable[[], Article]
    """Reads the whole article; call it once, in a thread. Raises LoadError. A million words take some 0.1 s as plain
    text and 1 s as Markdown."""
    page: ArticleSource | None = None
    """The same article with its original bytes, if these are in no file (standard input)."""
