"""Noun phrases for a person: "the former Mexican president", "a lawyer for the union"."""

from __future__ import annotations

from typing import NamedTuple

from ..tokens import Tokens
from .name import is_hyphen
from .name_words import (
    FEMALE_NOUNS,
    FEMALE_TITLES,
    FORMER,
    FULL_TITLES,
    HONORIFICS,
    MALE_NOUNS,
    MALE_TITLES,
    OFFICE_QUALIFIERS,
    PERSON_NOUNS,
    TITLES,
)
from .places import GROUPS, country_of, country_of_people, group_key

_VERB_FORMS = ("VBG", "VBD", "VBN")
"""The tags of verb forms that no noun has: "hosted" has the lemma of a host, and is none."""


class Description(NamedTuple):
    """A noun phrase for a person and its parts."""

    start: int
    """First token."""
    end: int
    """One past the last token."""
    head: int
    noun: str
    """"president", "prime minister"."""
    qualifiers: frozenset[str]
    """Words that make it another office: "vice"."""
    others: frozenset[str]
    """Its other nouns and adjectives."""
    countries: frozenset[str]
    former: bool


def describe(t: Tokens, head: int, start: int, end: int) -> Description:
    """The description with the head token `head`, from token `start` up to `end`."""
    noun = FULL_TITLES.get(t.lower[head].rstrip("."), t.lemmas[head])
    qualifiers, others, countries = set(), set(), set()
    former = t.lower[head].startswith("ex-")
    for i in range(start, end):
        low = t.lower[i]
        if i == head:
            continue
        country = country_of_people(low) or (country_of(t.words[i]) if t.words[i][0].isupper() else None)
        if country is None and i + 1 < end and t.words[i][0].isupper():
            country = country_of(f"{t.words[i]} {t.words[i + 1]}") or country_of_people(f"{low} {t.lower[i + 1]}")
        if country:
            countries.add(country)
        elif low in FORMER:
            former = True
        elif i == head - 1 and (low == "prime" or low == "first" and t.lower[head] == "lady"):
            noun = f"{low} {noun}"
        elif low in OFFICE_QUALIFIERS and i < head:
            qualifiers.add(low)
        elif t.pos[i] in ("NOUN", "PROPN") or t.words[i][0].isupper():
            others.add(group_key(low) if low in GROUPS else t.lemmas[i])
    return Description(start, end, head, noun, frozenset(qualifiers), frozenset(others), frozenset(countries), former)


def is_person_noun(t: Tokens, i: int) -> bool:
    """True for "lawyer", "President", "Sen." and "first lady", but not for "Mr."."""
    low = t.lower[i]
    if low in HONORIFICS:
        return low == "lady" and i > 0 and t.lower[i - 1] == "first"
    is_noun = t.lemmas[i] in PERSON_NOUNS and t.tags[i] not in _VERB_FORMS  # "before convicting Vale"
    return is_noun or low in TITLES and low not in FORMER | OFFICE_QUALIFIERS


def is_singular(t: Tokens, i: int) -> bool:
    """True for a noun for one person."""
    return t.tags[i] not in ("NNS", "NNPS")


def noun_gender(t: Tokens, i: int) -> str:
    """ "m" or "f" if the noun at token `i` is for a man or a woman, else an empty string."""
    low, lemma = t.lower[i], t.lemmas[i]
    if low in FEMALE_NOUNS or lemma in FEMALE_NOUNS or low in FEMALE_TITLES:
        return "f"
    return "m" if low in MALE_NOUNS or lemma in MALE_NOUNS or low in MALE_TITLES else ""


def noun_phrase(t: Tokens, noun: int, floor: int) -> tuple[int, int]:
    """First token, and one past the last, of the noun phrase of `noun`, without article and relative clause.

    It begins at token `floor` or later.
    """
    start = noun
    for child in t.children[noun]:
        if child < noun and t.deps[child] in ("amod", "compound", "nmod", "poss", "nummod"):
            start = min(start, _leftmost(t, child))
    start = max(start, floor)
    while start < noun and (t.pos[start] in ("DET", "PRON") or not t.words[start][0].isalnum()):
        start += 1
    end = noun + 1
    for child in t.children[noun]:
        is_next = child == end and t.deps[child] == "prep"
        if is_next and t.lower[child] in ("of", "for", "at", "in", "to", "from", "with"):
            end = _prepositional_end(t, child)
    return start, end


def _leftmost(t: Tokens, token: int) -> int:
    """The first token reached from `token` through each leftmost child."""
    while t.children[token] and t.children[token][0] < token:
        token = t.children[token][0]
    return token


def _prepositional_end(t: Tokens, preposition: int) -> int:
    """One past the noun phrase after a preposition, up to a comma or a clause."""
    end = preposition + 1
    stop = t.right[preposition] + 1
    while end < stop and (
        t.pos[end] in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PART")
        or t.lower[end] in ("&", "and", "-")
        or is_hyphen(t, end - 1)
        or end + 1 < stop
        and is_hyphen(t, end + 1)
    ):
        end += 1
    while end > preposition and t.pos[end - 1] in ("ADP", "DET", "CCONJ"):
        end -= 1
    return end
