"""Names that are followed by their abbreviation in brackets: "Transport for London (TfL)".

The letters in brackets say where the name begins, which the entity recogniser often gets wrong if the name is long or
has small words. The idea is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text" (2003), here with the first letters of words alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..tokens import Tokens
from .name import RawSpan
from .name_words import CONNECTORS, PERSON_NOUNS

_SKIPPED = CONNECTORS | {"in", "from", "with", ",", "-", "–", "'s", "’s", "'", "’"}
"""Words and marks between the words of a name that need no letter of their own in the abbreviation."""
_LONGEST = 16
"""The most tokens of a name."""


def abbreviated_names(t: Tokens, spans: Sequence[RawSpan]) -> list[RawSpan]:
    """The names of which the recogniser saw a part in `spans` and which have their abbreviation after them, and the
    abbreviations."""
    found: list[RawSpan] = []
    brackets = [i for i, word in enumerate(t.words) if word == "("]
    for i in brackets:
        if t.words[i + 2 : i + 3] != [")"] or not is_abbreviation(t.words[i + 1]):
            continue
        start = _start_of_name(t, i, t.lower[i + 1])
        seen = [span for span in spans if start < span[1] and span[0] < i]
        if seen and start < i - 1 and t.lower[start] not in PERSON_NOUNS:
            # A part of the name may be called a place or a person; only the label of all of it counts.
            label = seen[0][2] if len(seen) == 1 and seen[0][0] <= start else "ORG"
            found += [(start, i, label), (i + 1, i + 2, label)]
    return found


def is_abbreviation(word: str) -> bool:
    """True for a word that may be made of first letters: "NASA", "TfL"."""
    return 1 < len(word) < 9 and word.isalpha() and sum(letter.isupper() for letter in word) > 1


def _start_of_name(t: Tokens, end: int, letters: str) -> int:
    """The first token of the name that ends before token `end` and has these initials; `end` if there is none."""
    left = len(letters)
    for i in range(end - 1, max(-1, end - _LONGEST), -1):
        small = t.lower[i] in _SKIPPED
        # A small word never begins a name: OIC is the "Organisation of Islamic Cooperation".
        if t.lower[i][0] == letters[left - 1] and (t.words[i][0].isupper() or small and left > 1):
            left -= 1
            if left == 0:
                return i
        elif not small:
            break
    return end
