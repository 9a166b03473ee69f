"""The key under which the store files an article, however its path was written."""

from __future__ import annotations

import os
import re

from ..text.article import Article

_HALVES = "[\ud800-\udfff]"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|sha256:|urn:")


def text_only(words: str) -> str:
    """The words with U+FFFD for lone surrogates (bytes in a file name that are not text), which SQLite cannot store."""
    return words if words.isascii() else re.sub(_HALVES, "\ufffd", words)


def source_key(source: str | Article) -> str:
    """The absolute path, or the address without its `#fragment`.

    For an article from standard input ("-", or no source) it is the digest, so that two of them are not confused.
    """
    name = source.source if isinstance(source, Article) else source
    name = text_only(name)
    if name in ("", "-"):
        return source.digest if isinstance(source, Article) else name
    if _ADDRESS.match(name):
        return name.partition("#")[0]
    return os.path.abspath(name)


def is_pipe(source: str) -> bool:
    """Whether a source is text from a pipe, which the store files under its digest."""
    return source in ("", "-") or source.startswith("sha256:")
