"""Turns a reader's search text into a query for FTS5."""

from __future__ import annotations

import re

from .source import text_only


def fts_query(words: str) -> str:
    """A query for all these words: those between double quotation marks adjacent, the last one perhaps incomplete. ""
    if there are no words."""
    terms = ['"' + phrase + '"' for phrase in search_terms(words)]
    if terms and not words.rstrip().endswith('"'):
        terms[-1] += "*"
    return " ".join(terms)


def sought_words(words: str) -> list[str]:
    """The words and phrases of a search text, to be highlighted in what it finds. `*` ends the last one if it may be
    incomplete."""
    terms = search_terms(words)
    if terms and not words.rstrip().endswith('"'):
        terms[-1] += "*"
    return terms


def search_terms(words: str) -> list[str]:
    """The words and quoted phrases that contain a letter or a digit."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text_only(words.replace("\0", "")))]
    return [part for part in parts if any(c.isalnum() for c in part)]
