"""What a reader typed, as a query that FTS5 takes."""

from __future__ import annotations

import re

from .source import text_only


def fts_query(words: str) -> str:
    """Every word must be there, those between double quotation marks together, and the last may be only begun. ""
    where there is no word."""
    terms = ['"' + phrase + '"' for phrase in _terms(words)]
    if terms and not words.rstrip().endswith('"'):
        terms[-1] += "*"
    return " ".join(terms)


def _terms(words: str) -> list[str]:
    """Words and quoted phrases that have a letter or a figure."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text_only(words.replace("\0", "")))]
    return [part for part in parts if any(c.isalnum() for c in part)]
