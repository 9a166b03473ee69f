"""One place where something is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .market_codes import is_rate_code
from .name_words import (
    FIELDS,
    GENERATIONS,
    GROUP_NOUNS,
    MONTHS,
    NOT_NAMES,
    OFFICE_WORDS,
    POSITIONS,
    RANKS,
    TITLES,
    WEEKDAYS,
)
from .places import GROUPS

RawSpan = tuple[int, int, str]
"""A span of the entity recogniser: first token, one past the last, and label."""

QUOTATION_MARKS = frozenset(("''", "``", *"\"“”'‘’«»"))
_PARTY_AND_STATE = re.compile(r"[RDI]-[A-Z][A-Za-z.]+$")


_NOT_SYLLABLES = frozenset(("led", "era", "like", "born", "ized", "ers", "based", "owned", "style", "class", "esque"))
"""What may follow a name and a hyphen without being part of it."""


DAYS = WEEKDAYS | {"today", "tomorrow", "yesterday", "tonight"}
"""Words for a day, which own what happens on it: "Today's" speech."""


@dataclass(slots=True)
class Name:
    """One place where something is named."""

    start: int
    """First token."""
    end: int
    """One past the last token."""
    left: int
    """First code point."""
    right: int
    """One past the last code point."""
    text: str
    """The words of the name, with single spaces."""
    label: str
    """The recogniser's label; empty if the recogniser saw no name here."""
    repeat: bool = False
    """True if it was found only because the same name occurs elsewhere."""
    quoted: bool = False
    """True if it is between quotation marks by itself."""

    @property
    def words(self) -> list[str]:
        """Its words as written."""
        return self.text.split()


def make_name(t: Tokens, start: int, end: int, label: str, *, repeat: bool = False) -> Name:
    """The name from token `start` up to, but not including, token `end`."""
    left, right = t.starts[start], t.ends[end - 1]
    while left < right - 1 and not t.text[left].isalnum():
        left += 1
    quoted = (
        start > 0
        and end < len(t)
        and t.words[start - 1] in QUOTATION_MARKS
        and t.words[end] in QUOTATION_MARKS | {",", "."}
    )
    return Name(start, end, left, right, " ".join(t.text[left:right].split()), label, repeat, quoted)


def is_name(t: Tokens, start: int, end: int, label: str = "") -> bool:
    """False for what cannot be a name: only marks and numbers, words in lower case, days, months, bare titles."""
    words = t.words[start:end]
    if "@" in words[0] or start and t.words[start - 1].endswith("@") and not t.spaced[start - 1]:
        return False  # the handle of an account
    if not any(word[0].isupper() or len(word) > 1 and word[1:2].isupper() for word in words if word):
        return False
    if end - start > 1 and all(t.lower[i] in OFFICE_WORDS for i in range(start, end)):
        return " ".join(t.lower[start:end]) in GROUPS  # "Liberal Democrat"
    if label == "ORG" and t.lower[end - 1] in RANKS and "of" not in t.lower[start:end]:
        return False
    if label == "PERSON" and _is_figure_of_speech(t, start, end):
        return False
    if _PARTY_AND_STATE.match("".join(words)) or any("$" in word for word in words):
        return False
    if end - start == 1:
        low = t.lower[start]
        if is_rate_code(t, start) or end < len(t) and t.spaced[start] and is_rate_code(t, end):
            return False  # "Sterling" GBP=
        if low in GENERATIONS or low in NOT_NAMES or len(low.strip(".")) < 2:
            return False
        if low in TITLES and not t.words[start].isupper():
            return False
        is_field = label == "ORG" and (low in FIELDS or low in t.lower_words)
        if is_field and t.lower[end : end + 1] and t.lower[end] in GROUP_NOUNS:
            return False  # “Health officials are tired”
        if low in DAYS and t.lower[end : end + 1] in (["'s"], ["’s"]):
            return False  # “Today’s speech”, but not NBC's “Today”
    return sum(c.isalpha() for word in words for c in word) > 1


def _is_figure_of_speech(t: Tokens, start: int, end: int) -> bool:
    """True for "a Hail Mary": several words with the article of a common noun, the first of them no given name."""
    if end - start < 2 or start == 0 or t.lower[start - 1] not in ("a", "an") or t.lower[start] in GIVEN_NAMES:
        return False
    return start <= t.heads[start - 1] < end


def is_capital(t: Tokens, i: int) -> bool:
    """True for a capitalised word with which a name may go on: a proper noun, but no weekday, month or people."""
    word = t.words[i]
    if word in POSITIONS:
        return False
    return (
        (word[0].isupper() or len(word) > 3 and word[1].isupper())
        and t.pos[i] == "PROPN"
        and t.lower[i] not in WEEKDAYS
        and t.lower[i] not in MONTHS
        and t.lower[i] not in GROUPS
        and not t.lower[i].endswith(("ist", "ists"))
    )


def is_hyphen(t: Tokens, i: int) -> bool:
    """True for a hyphen between two words without spaces."""
    return t.words[i] in ("-", "‑") and 0 < i < len(t) - 1 and not t.spaced[i - 1] and not t.spaced[i]


def are_adjacent(t: Tokens, left: int, right: int) -> bool:
    """True if token `left` and its neighbour `right` are in one paragraph with only a space between them."""
    return bool(t.spaced[left]) and t.paragraph_of[left] == t.paragraph_of[right]


def is_syllable(t: Tokens, i: int, label: str) -> bool:
    """True for the "in" of "Moon Jae-in", but not for the "led" of "Smith-led"."""
    if label != "PERSON" or not is_hyphen(t, i - 1):
        return False
    return 1 < len(t.words[i]) < 6 and t.lower[i] not in _NOT_SYLLABLES
