"""What an article is called in the store, however its path was written."""

from __future__ import annotations

import os
import re

from tui.text.article import Article

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|sha256:|urn:")


def source_key(source: str | Article) -> str:
    """An absolute path, or an address as it is without its `#fragment`.

    Of an article from standard input ("-", or no source) it is the digest, so that two of them are two.
    """
    name = source.source if isinstance(source, Article) else source
    if name in ("", "-"):
        return source.digest if isinstance(source, Article) else name
    if _ADDRESS.match(name):
        return name.partition("#")[0]
    return os.path.abspath(name)
