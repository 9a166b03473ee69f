"""Hospitals, schools and churches that are named after a saint alone: "St Anne's"."""

from __future__ import annotations

from ..tokens import Tokens
from .places import PLACES, country_of, place_key

SAINTS = frozenset(("st", "st."))


def is_house_of_saint(t: Tokens, start: int, end: int) -> bool:
    """True for "St Anne's", whose last token is the possessive, in an article that has no "St Anne" without it.

    "St Lucia's" is what the country has.
    """
    if t.lower[start] not in SAINTS or not 2 < end - start < 5:
        return False
    name = t.words[start : end - 1]
    text = " ".join(name)
    if not name[-1][0].isupper() or place_key(text) in PLACES or country_of(text):
        return False
    places = (i for i, word in enumerate(t.words) if word == name[0] and t.words[i : i + len(name)] == name)
    return all(t.words[i + len(name) : i + len(name) + 1] == t.words[end - 1 : end] for i in places)
