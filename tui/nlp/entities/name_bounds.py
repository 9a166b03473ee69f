"""Where a name begins and ends: the entity recogniser's spans with corrected edges.

A raw span may be too wide («Critics of Scientology», «HMC Searcher on the Solent») or too narrow («Andrés Manuel» López
Obrador).
"""

from __future__ import annotations

import re

from ..tokens import Tokens
from .market_codes import is_market_code
from .name import DAYS, QUOTATION_MARKS, are_adjacent, is_capital, is_hyphen, is_syllable
from .name_words import (
    BEFORE_PLACES,
    BEFORE_TITLES,
    CONNECTORS,
    GENERATIONS,
    GROUP_NOUNS,
    KNOWN_BODIES,
    NAME_PARTICLES,
    NOT_NAMES,
    OFFICES,
    ORG_HEADS,
    PERSON_NOUNS,
    PLACE_HEADS,
    STANDALONE_BODIES,
    SUFFIXES,
    TITLES,
)
from .places import GROUPS, PARTISANS, PLACES, country_of, place_key
from .saints import is_house_of_saint

BREAKS = frozenset('"“”()[]{};:|—–«»…*•/')
"""Marks that no name contains."""
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_LEADING = frozenset(
    ("the", "a", "an", "this", "that", "its", "his", "her", "their", "of", "and", "for", "&", "to", "on")
)
_AUXILIARIES = frozenset(("should", "would", "could", "does", "did", "has", "is", "was", "were"))
"""Auxiliary verbs that begin no name."""
MAYBE_AUXILIARIES = frozenset(("will", "can", "may", "must", "do", "are", "have"))
"""Those that may begin one: Will, Can and May are also people."""
_FUNCTION_WORDS = ("ADP", "DET", "SCONJ", "CCONJ")
"""Parts of speech with which no person's name begins, but many a sentence."""
_AFTER_BODIES = frozenset(
    (
        "sheriff",
        "mayor",
        "secretary",
        "justice",
        "judge",
        "chairman",
        "chairwoman",
        "president",
        "minister",
        "ministers",
    )
)
_SCORE = re.compile(r"\d+[-–]\d+$")
_AMOUNT = re.compile(r"\d[\d.]*[.,]\d+$")
_YEAR = re.compile(r"(19|20)\d\d$|[1-9]?\d(st|nd|rd|th)$")
_CAPITAL_SAINTS = (["ST", "."], ["FT", "."], ["MT", "."])
"""The tokens of "ST." in a dateline."""
_LAST_OF_PLACE = PLACE_HEADS | {"d.c.", "dc", "d.c"}
_FIRST_OF_PLACE = frozenset(
    ("port", "mount", "lake", "cape", "fort", "san", "santa", "new", "saint", "st.", "los", "las")
)


def trim(t: Tokens, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without article, title, possessive, stray marks and words that only lead up to a name."""
    if label == "PERSON":
        start = next((i + 1 for i in range(end - 2, start, -1) if t.lower[i] in OFFICES), start)
    while start < end and _is_before_name(t, start, end, label):
        start += 1
    if end - start > 2 and t.lower[start] in OFFICES and t.lower[start + 1] == "of":
        start += 2
    while end > start and _is_after_name(t, start, end, label):
        end -= 1
    return start, end


def _is_before_name(t: Tokens, start: int, end: int, label: str) -> bool:
    """True if the first token of the span does not belong to the name."""
    word, low = t.words[start], t.lower[start]
    if low in ("the", "a", "an") and label == "WORK_OF_ART" and start > 0 and t.words[start - 1] in QUOTATION_MARKS:
        return False
    if low in _LEADING or low in POSSESSIVE or not any(c.isalnum() for c in word) or "]" in word:  # "[W]e"
        return True
    if start + 1 >= end:
        return False
    following = t.lower[start + 1]
    if low in PARTISANS and " ".join(t.lower[start + 1 : end]) in STANDALONE_BODIES:
        return True  # "Republican" Senate
    if low in DAYS and following in POSSESSIVE or label != "WORK_OF_ART" and _is_auxiliary(t, start):
        return True  # "Today's" Court of Appeal, "Should" Vale
    opens = word.islower() or t.sentence(start)[0] == start
    if opens and label == "PERSON" and t.pos[start] in _FUNCTION_WORDS and low not in NAME_PARTICLES:
        return True  # "Between" Holt and Vale, "Another" Ana Holt
    if low in BEFORE_TITLES or low in GROUP_NOUNS and opens and following in ("of", "from", "in"):
        return True  # "Critics of", but not the "Friends of the Earth" within a sentence
    is_person = label == "PERSON" or label == "ORG" and low in TITLES and low.endswith(".")  # Det. Moss
    if is_person and (low in TITLES or low in ("crown", "grand") and following in TITLES):
        return t.words[start + 1][0].isupper() or following in TITLES | NAME_PARTICLES
    return bool(_YEAR.match(word) and label in ("ORG", "EVENT", "GPE") and t.words[start + 1] != "Century")


def _is_auxiliary(t: Tokens, i: int) -> bool:
    """True for the verb before a subject: "Should" Vale stay, "Will" Vale stay?"""
    low = t.lower[i]
    if t.words[i].isupper() and t.pos[i] != "AUX":
        return False  # "IS" may be the Islamic State
    asks = t.text_between(*t.sentence(i)).rstrip(" \n”\"'’").endswith("?")
    return low in _AUXILIARIES or low in MAYBE_AUXILIARIES and t.pos[i] == "AUX" and asks


def _is_after_name(t: Tokens, start: int, end: int, label: str) -> bool:
    """True if the last token of the span does not belong to the name."""
    word, low = t.words[end - 1], t.lower[end - 1]
    if end - start > 2 and is_syllable(t, end - 1, label):
        return False
    if end - start > 1 and is_market_code(t, end - 1):
        return True
    if low in POSSESSIVE:
        is_body = t.deps[end - 2] != "poss" and place_key(t.text_between(start, end)) in KNOWN_BODIES
        return not is_body and not is_house_of_saint(t, start, end)  # "McDonald's" said
    if low in ("the", "a", "an", "in", "at"):
        return True
    if low in CONNECTORS and not word[0].isupper():
        return True
    if not any(c.isalnum() for c in word):
        return word not in ("!", "?") or label not in ("WORK_OF_ART", "ORG")
    if end - start < 2 or label not in ("ORG", "EVENT", "GPE", "PERSON"):
        return False
    if label == "PERSON" and end - start > 2 and low in SUFFIXES and low not in GENERATIONS:
        return True
    if _SCORE.match(word) or _AMOUNT.match(word) or re.fullmatch(r"(19|20)\d\d", word):
        return True
    return label == "ORG" and low in _AFTER_BODIES and t.lower[end - 2] not in ("of", "for", "and")


def widen(t: Tokens, start: int, end: int, label: str, taken: list[bool], floor: int) -> tuple[int, int]:
    """The span with the words of the name that the recogniser left out.

    It takes no token marked in `taken` and none before token `floor`.
    """
    end = _widen_right(t, start, end, label, taken)
    return _widen_left(t, start, end, label, taken, floor), end


def country_after(t: Tokens, start: int, end: int, label: str) -> int:
    """One past the country that ends an organisation's name: "Electoral Commission" of Zambia; else `end`."""
    if label != "ORG" or end - start < 2 or t.lower[end - 1] not in ORG_HEADS or t.lower[end : end + 1] != ["of"]:
        return end
    if any(place_key(word) in PLACES for word in t.words[start:end]):
        return end  # "Colorado State University" of the US has its place already
    first = end + 2 if t.lower[end + 1 : end + 2] == ["the"] else end + 1
    for last in (first + 2, first + 1):
        if last <= len(t) and are_adjacent(t, end - 1, end) and country_of(" ".join(t.words[first:last])):
            return last
    return end


def _widen_right(t: Tokens, start: int, end: int, label: str, taken: list[bool]) -> int:
    while end < len(t) and not taken[end]:
        if has_linking_syllable(t, end):
            end += 4
            continue
        if t.words[end] in POSSESSIVE and is_house_of_saint(t, start, end + 1):
            return end + 1
        if end - start > 1 and end + 1 < len(t) and not taken[end + 1] and is_syllable(t, end + 1, label):
            end += 2  # "Moon Jae-in"
            continue
        if label in ("PERSON", "ORG") and _is_double(t, start, end) and not taken[end + 1]:
            end += 2
            continue
        if not are_adjacent(t, end - 1, end) or t.words[end - 1] in BREAKS:
            break
        if label == "PERSON" and _is_particle(t, end) and not taken[end + 1]:
            end += 2
        elif _goes_on(t, start, end, label):
            end += 1
        else:
            break
    return end


def _is_double(t: Tokens, start: int, end: int) -> bool:
    """True for the hyphen inside a double name: "Halden-Moss" Act, Ana "Ruiz-Vale"."""
    if not is_hyphen(t, end) or not is_capital(t, end + 1) or place_key(t.words[end + 1]) in PLACES:
        return False
    return place_key(t.text_between(start, end)) not in PLACES and t.words[end - 1][1:].islower()


def has_linking_syllable(t: Tokens, i: int) -> bool:
    """True for the hyphen before "a" in "Mar-a-Lago"."""
    return i + 3 < len(t) and is_hyphen(t, i) and is_hyphen(t, i + 2) and t.words[i + 3][0].isupper()


def _is_particle(t: Tokens, i: int) -> bool:
    """True for a particle before another part of a person's name: "de" Vries."""
    low = t.lower[i]
    return low in NAME_PARTICLES and low not in ("y", "e", "do") and i + 1 < len(t) and is_capital(t, i + 1)


def _goes_on(t: Tokens, start: int, end: int, label: str) -> bool:
    """True if the token after the span belongs to the name."""
    low = t.lower[end]
    if label == "PERSON":
        return is_capital(t, end) and low not in TITLES or low in SUFFIXES and t.words[end][0].isupper()
    if label in ("GPE", "LOC", "FAC"):
        if low in _LAST_OF_PLACE and t.words[end][0].isupper():
            return True
        return end - start == 1 and t.lower[start] in _FIRST_OF_PLACE and is_capital(t, end)
    if label == "NORP" or low in TITLES or low in PERSON_NOUNS:
        return False
    return is_capital(t, end) and t.heads[end - 1] == end


def _widen_left(t: Tokens, start: int, end: int, label: str, taken: list[bool], floor: int) -> int:
    if label == "GPE" and start > 1 and t.words[start - 2 : start] in _CAPITAL_SAINTS and t.spaced[start - 1]:
        start -= 2
    if label == "NORP" and start > floor and not taken[start - 1] and _is_party(t, start - 1, end):
        return start - 1
    first = start
    while start > floor and start > 0 and not taken[start - 1] and are_adjacent(t, start - 1, start):
        low = t.lower[start - 1]
        if low in TITLES or low in NOT_NAMES or not is_capital(t, start - 1):
            break
        opens = start < 2 or t.sentence_of[start - 1] != t.sentence_of[start - 2]
        governed = start <= t.heads[start - 1] < end
        is_noun = low in PERSON_NOUNS or low in GROUP_NOUNS
        if label in ("GPE", "LOC"):
            branch = governed and not opens and start == first and country_of(t.text[t.starts[start] : t.ends[end - 1]])
            if low not in BEFORE_PLACES and not branch:
                break
        elif not governed or is_noun or opens and t.tags[start - 1] != "NNP" or label == "PERSON" and end - start > 1:
            break
        start -= 1
    if label in ("ORG", "FAC", "GPE", "LOC", "NORP") and start == first:
        return _body_before(t, start, taken, floor)
    return start


def _is_party(t: Tokens, start: int, end: int) -> bool:
    """True for the "Liberal Democrats". At the start of a sentence, "Liberal" may be an adjective."""
    opens = t.sentence(start)[0] == start
    return not opens and t.words[start][0].isupper() and " ".join(t.lower[start:end]) in GROUPS


def _body_before(t: Tokens, start: int, taken: list[bool], floor: int) -> int:
    """Where a name like "Daughters of the" [Revolution] begins; `start` if there is none."""
    i = start - 1
    if i > floor and t.lower[i] == "the":
        i -= 1
    if i <= floor or t.lower[i] != "of" or taken[i] or t.sentence_of[i] != t.sentence_of[start]:
        return start
    head = begin = i - 1
    while begin >= floor and begin >= 0 and not taken[begin] and t.words[begin][0].isupper() and t.spaced[begin]:
        low = t.lower[begin]
        if low in TITLES or low in GROUP_NOUNS or low in PERSON_NOUNS or t.sentence_of[begin] != t.sentence_of[start]:
            break
        begin -= 1
    begin += 1
    if begin > head or t.lower[head] in ("one", "most", "all", "out", "because"):
        return start
    known_head = t.lower[head] in ORG_HEADS or t.lower[head] in PLACE_HEADS
    opens = begin == t.sentence(begin)[0]
    return begin if known_head or (not opens and t.lower[head] != "the") else start
