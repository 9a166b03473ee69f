"""Where a highlight is in a text that has changed.

With the old text at hand, old and new are aligned word by word once, and every highlight follows its words (see
`alignment`). With selectors alone (an import) there is less to go by, so more is refused.

A floor, not a guess: too few of the words, or the words without their surroundings, is None. A note on the
wrong words is worse than an orphan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..text.alignment import Alignment, no_collection
from ..text.span import Span
from ..text.words import same_words
from .highlight import Target
from .selector_search import SelectorSearch

__all__ = ["Alignment", "anchor", "carry", "carry_all", "find_words", "same_words"]


def carry(old_text: str, start: int, end: int, new_text: str) -> tuple[int, int] | None:
    """Where `old_text[start:end]` stands in `new_text`, or None where it is gone."""
    place = Alignment(old_text, new_text).place(Span(start, end))
    return (place.start, place.end) if place else None


def carry_all(old_text: str, spans: Sequence[Span], new_text: str) -> list[Span | None]:
    """`carry` for many spans; the two texts are aligned once."""
    with no_collection():
        alignment = Alignment(old_text, new_text)
        return [alignment.place(span) for span in spans]


def anchor(selector: Target | Mapping[str, Any], new_text: str) -> tuple[int, int] | None:
    """Where the words of a selector stand in a text, when the text it was made on is not known; None where no place
    is sure enough. A mapping needs "exact", and may have "prefix", "suffix", "start", "end"."""
    if isinstance(selector, Target):
        exact, prefix, suffix, start = selector.exact, selector.prefix, selector.suffix, selector.start
    else:
        exact, prefix, suffix = selector["exact"], selector.get("prefix") or "", selector.get("suffix") or ""
        start = selector.get("start") or 0
    place = SelectorSearch(prefix, exact, suffix, start, new_text).place()
    return (place.start, place.end) if place else None


def find_words(text: str, words: str) -> list[Span]:
    """Every place where these words stand, typography, case and blanks aside; those to the letter if there are any."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)] if words.strip() else []
    if exact or not words.strip():
        return exact
    search = SelectorSearch("", words, "", 0, text)
    size = len(search.quote)
    starts, ends = search.new.starts, search.new.ends
    return [Span(starts[j], ends[j + size - 1]) for j in search.letter_for_letter()] if size else []
