"""From a path, bytes or text to an article: decode it, choose its format and read it.

Reading plain text in UTF-8 imports nothing heavy; Markdown's parser, YAML and the guessing of encodings are imported
only for a file that needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ..text.article import Article
from ..text.safe import clean, one_line
from .article_files import read_bytes
from .article_source import ArticleSource, PartialArticle
from .decoding import decode, decode_start, repaired
from .load_error import LoadError, NoArticle
from .registry import (
    PLAIN_TEXT,
    InputFormat,
    TextStart,
    by_first_words,
    by_name,
    by_signature,
    by_suffix,
    format_names,
)

T = TypeVar("T")

_LONG_FILE = 65_536
"""Bytes; the first screens of a longer file are read before the rest."""

_FIRST_SCREENS = 40_000
"""Code points that fill the first screens of any terminal."""


def load_article(path: str | Path, *, format: str | None = None) -> Article:
    """The article in a file. Raises LoadError."""
    return parse_article(read_bytes(path), str(path), format=format or format_of(path))


def load_file(path: str, *, format: str | None = None, repair: bool = False) -> ArticleSource:
    """The article in a file, with its original bytes if the library stores them. Raises LoadError."""
    return load_bytes(read_bytes(path), path, format=format or format_of(path), repair=repair)


def load_bytes(data: bytes, source: str, *, format: str | None = None, repair: bool = False) -> ArticleSource:
    """The article in these bytes; the format is guessed if none is given. With `repair`, text that was encoded twice is
    read as it was before. Raises LoadError."""
    article = parse_article(repaired(data, source) if repair else data, source, format=format)
    kind = by_name(article.format)
    return (
        ArticleSource(article, data, kind.content_types[0]) if kind and kind.keeps_original else ArticleSource(article)
    )


def parse_article(
    data: bytes | str, source: str, *, format: str | None = None, encoding: str | None = None, url: str | None = None
) -> Article:
    """The article in some bytes or a text; the format is guessed if none is given. Raises LoadError.

    `encoding` is what a server says the bytes are in, `url` the address a page was fetched from.
    """
    chosen = _named(format) if format else None if isinstance(data, str) else by_signature(data)
    if chosen and chosen.read_data:
        return _read(chosen.read_data, data if isinstance(data, bytes) else data.encode(), source)
    text, notices = decode(data, source, encoding)
    chosen = chosen or by_first_words(text)
    if chosen.is_heavy and chosen.is_heavy(text):
        notices = (f"This is too long to read as {chosen.label}, so it is shown as plain text.", *notices)
        chosen = PLAIN_TEXT
    read_text = chosen.read_text
    assert read_text is not None, chosen.name
    article = _read(lambda text, source: read_text(text, source, url), text, source)
    return replace(article, notices=notices + article.notices) if notices else article


def open_article(path: str | Path, *, format: str | None = None) -> PartialArticle:
    """The first screens of the article in a file, at once. Raises LoadError.

    Reading a file of any size to its first screens takes a few milliseconds (Markdown: some 30 more for its parser).
    """
    data = read_bytes(path)
    source, format = str(path), format or format_of(path)
    start = _read_start(data, source, format) if len(data) > _LONG_FILE else None
    if start is None:
        article = parse_article(data, source, format=format)
        return PartialArticle(article, True, lambda: article)
    return PartialArticle(start, False, lambda: parse_article(data, source, format=format))


def format_of(path: str | Path) -> str | None:
    """The name of the format that a file's name says it has, or None."""
    found = by_suffix(path)
    return found.name if found else None


def is_slow(path: str | Path, format: str | None = None) -> bool:
    """Whether the file has a format that takes long to read, as far as `format` or its name says."""
    found = by_name(format) if format else by_suffix(path)
    return found is not None and found.is_slow


def guess_format(text: str) -> str:
    """The name of the format that the start of a text looks like."""
    return by_first_words(text).name


def _read_start(data: bytes, source: str, format: str | None) -> Article | None:
    """The start of the article in a long file in UTF-8, or None if it can only be read as a whole."""
    text = decode_start(data, source, 4 * _FIRST_SCREENS)
    if text is None:
        return None
    cut = text.find("\n", _FIRST_SCREENS) + 1
    start = clean(text[:cut])
    if not cut or not start.strip():
        return None
    chosen = _named(format) if format else by_first_words(start)
    if chosen.read_start is None:
        return None
    return chosen.read_start(TextStart(start, len(data), lambda: data.decode("utf-8-sig", "replace")), source)


def _named(format: str) -> InputFormat:
    found = by_name(format)
    if found is None:
        raise LoadError(f"newsreader cannot read the format “{format}”; choose one of {', '.join(format_names())}.")
    return found


def _read(reader: Callable[[T, str], Article], data: T, source: str) -> Article:
    try:
        article = reader(data, source)
    except NoArticle as error:
        raise LoadError(f"{_shown(source)} {error}.") from error
    if not article.text.strip():
        raise LoadError(f"{_shown(source)} contains no text.")
    return article


def _shown(source: str) -> str:
    """A path or address for a sentence, without characters that a terminal would obey."""
    return one_line(source) or "“”"
