"""The form of a word for comparison."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without case, accents and dots, for comparison."""
    plain = unicodedata.normalize("NFKD", word.lower().replace(".", ""))
    return "".join(c for c in plain if not unicodedata.combining(c))
