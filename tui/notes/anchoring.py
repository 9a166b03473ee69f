"""Anchors highlights in a text that has changed.

If the old text is known, old and new are aligned word by word once, and every highlight follows its words (see
`span_follower`). With selectors alone (an import) there is less evidence, so more highlights become orphans.

There is a minimum score: if too few of the words are found, or the words without their context, the result is None.
A note on the wrong words is worse than an orphan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..text.span import Span
from ..text.words import same_words
from .highlight import Target
from .selector_search import SelectorSearch
from .span_follower import SpanFollower

MOST_CANDIDATES = 20
"""Possible places that are offered for an orphan."""

NEARBY = 4000
"""How many code points before and after a reading position are searched for words that are left."""
STEP = 80
"""How many code points of text are followed at a time to find a reading position again."""

__all__ = ["SpanFollower", "anchor", "candidates", "carry", "carry_all", "carry_position", "find_words", "same_words"]


def carry(old_text: str, start: int, end: int, new_text: str) -> Span | None:
    """The place of `old_text[start:end]` in `new_text`, start and end in code points; None if it is gone."""
    return SpanFollower(old_text, new_text).place(Span(start, end))


def carry_all(old_text: str, spans: Sequence[Span], new_text: str) -> list[Span | None]:
    """`carry` for many spans, with one alignment of the two texts."""
    follower = SpanFollower(old_text, new_text)
    return [follower.place(span) for span in spans]


def carry_position(old_text: str, offset: int, new_text: str) -> int:
    """The place in `new_text` (a code point) of a reader who was at `offset` in `old_text`: that of the words there or,
    if they are gone, of the nearest words that are left; 0 if none is left nearby."""
    follower = SpanFollower(old_text, new_text)
    for away in range(0, NEARBY, STEP):
        for start in (offset + away, offset - away):
            place = follower.place(Span(max(0, start), min(len(old_text), start + STEP)))
            if place:
                return place.start
    return 0


def anchor(selector: Target | Mapping[str, Any], new_text: str) -> Span | None:
    """The place of a selector's words in a text, when the text it was made on is unknown.

    None if no place is certain enough. A mapping needs "exact" and may have "prefix", "suffix", "start"."""
    if isinstance(selector, Target):
        exact, prefix, suffix, start = selector.exact, selector.prefix, selector.suffix, selector.start
    else:
        exact, prefix, suffix = selector["exact"], selector.get("prefix") or "", selector.get("suffix") or ""
        start = selector.get("start") or 0
    return SelectorSearch(prefix, exact, suffix, start, new_text).place()


def candidates(target: Target, text: str) -> list[Span]:
    """The places, at most `MOST_CANDIDATES`, with the words of an orphan, when nothing shows which place is meant."""
    return find_words(text, target.exact)[:MOST_CANDIDATES]


def find_words(text: str, words: str) -> list[Span]:
    """Every place of these words: exact ones if there are any, else regardless of typography, case and spaces."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)] if words.strip() else []
    if exact or not words.strip():
        return exact
    search = SelectorSearch("", words, "", 0, text)
    size = len(search.quote)
    starts, ends = search.new.starts, search.new.ends
    return [Span(starts[j], ends[j + size - 1]) for j in search.letter_for_letter()] if size else []
