"""Universities with the campus after them: "University of Texas, Austin". A recogniser takes the campus for a place or
an organisation of its own."""

from __future__ import annotations

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .name import RawSpan, is_capital
from .name_words import KNOWN_BODIES, NOT_NAMES, ORG_HEADS
from .places import PLACES, US_STATES, country_of, place_key

_BEFORE_CAMPUS = (",", "at")
_NO_CAMPUS = ORG_HEADS | {"state", "tech"}


def universities_with_campus(t: Tokens) -> list[RawSpan]:
    """The universities named after a state of the U.S. that have a campus after them."""
    found: list[RawSpan] = []
    for start, word in enumerate(t.words):
        if word != "University" or t.lower[start + 1 : start + 2] != ["of"]:
            continue
        state = next((end for end in (start + 3, start + 4) if _key(t, start + 2, end) in US_STATES), 0)
        if state and t.lower[state : state + 1] and t.lower[state] in _BEFORE_CAMPUS:
            end = _end_of_campus(t, state + 1)
            first = start - (start > 0 and t.words[start - 1] in ("State", "City"))
            found += [(first, end, "ORG")] if end else []
    return found


def _end_of_campus(t: Tokens, start: int) -> int:
    """One past the campus that begins at token `start`, or 0 if what is there is something else.

    Another university of a list is none: "the University of Iowa, Purdue and Yale". Nor is who does something: "At the
    University of Iowa, Vale spoke".
    """
    end = start
    while end < len(t) and is_capital(t, end):
        end += 1
    place = next((stop for stop in (start + 2, start + 1) if stop <= end and _key(t, start, stop) in PLACES), 0)
    if place:
        return 0 if _key(t, start, place) in US_STATES or country_of(_key(t, start, place)) else place
    is_listed = t.words[end : end + 1] in (["and"], ["or"], [","]) and _goes_on(t, end + 1)
    is_body = end > start and (t.lower[end - 1] in _NO_CAMPUS or _key(t, start, end) in KNOWN_BODIES)
    is_person = end - start > 1 and t.lower[start] in GIVEN_NAMES
    if end - start > 2 or end == start or is_body or is_person or t.lower[start] in NOT_NAMES:
        return 0
    return 0 if t.words[start - 1] == "," and (is_listed or _acts(t, start, end)) else end


def _acts(t: Tokens, start: int, end: int) -> bool:
    """True if what begins at token `start`, after a university and a comma, is rather the subject of a clause."""
    first = t.sentence(start)[0]
    if start - first < 7 and t.lower[first] in ("the", "university"):
        return t.words[end + 1 : end + 2] == [","]  # "The University of Iowa, Vale said, is old"
    if t.pos[end : end + 1] in (["VERB"], ["AUX"]):
        return True  # "She teaches at the University of Iowa, Vale said"
    opens = t.pos[first] in ("ADP", "SCONJ", "VERB")
    return opens and (
        t.words[end : end + 1] != [","] or t.lower[end + 1 : end + 2] in (["who"], ["a"], ["an"], ["the"])
    )


def _goes_on(t: Tokens, i: int) -> bool:
    """True if a list goes on at token `i` with another name."""
    i += t.lower[i : i + 1] in (["and"], ["or"])
    i += t.lower[i : i + 1] == ["the"]
    return i < len(t) and is_capital(t, i)


def _key(t: Tokens, start: int, end: int) -> str:
    return place_key(" ".join(t.words[start:end]))
