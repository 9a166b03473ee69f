"""The headline of a saved web page, read from its first bytes, for a list. Extracting the article would take a hundred
times as long and delay the keys in a folder of a thousand pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from ..text.safe import clean

NEAR = 200_000
"""Bytes that are read."""

_META = re.compile(
    r"<meta\b(?=[^>]{0,500}?\b(?:property|name)\s*=\s*[\"']?(?:og:title|twitter:title)[\"'\s])"
    r"[^>]{0,500}?\bcontent\s*=\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})')",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^>]{0,300}>([^<]{1,500})", re.IGNORECASE)


def page_title(path: str | Path) -> str:
    """The headline in the metadata of a page, or "". Raises OSError."""
    with Path(path).open("rb") as file:
        html = file.read(NEAR).decode("utf-8", "replace")
    found = _META.search(html) or _TITLE.search(html)
    words = next(filter(None, found.groups()), "") if found else ""
    return " ".join(clean(unescape(words)).split())
