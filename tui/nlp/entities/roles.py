"""What the article calls its people beside their names.

"Mexican President" before a name, "the lawyer" behind it, "is the senator" in a sentence about him: each is a role with
its place. Descriptions without a name ("the lawyer") are resolved through them in `entity_descriptions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..tokens import Tokens
from .evidence import name_head
from .places import GROUPS, country_of, country_of_people, group_key
from .rows import Row
from .words import (
    FEMALE_NOUNS,
    FEMALE_TITLES,
    MALE_NOUNS,
    MALE_TITLES,
    PERSON_NOUNS,
    TITLES,
)

HONORIFICS = frozenset(
    ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lord", "lady", "dame", "prof", "prof.")
)
"""Titles that name no office."""
_SHORT_TITLES = {
    "sen": "senator",
    "sen.": "senator",
    "sens.": "senator",
    "rep": "representative",
    "rep.": "representative",
    "reps.": "representative",
    "gov": "governor",
    "gov.": "governor",
    "gen": "general",
    "gen.": "general",
    "prof": "professor",
    "prof.": "professor",
    "dr": "doctor",
    "dr.": "doctor",
    "rev": "reverend",
    "rev.": "reverend",
    "sgt.": "sergeant",
    "lt.": "lieutenant",
    "capt.": "captain",
    "col.": "colonel",
    "president-elect": "president",
    "ex-president": "president",
    "premier": "prime minister",
}
_FORMER = frozenset(("former", "ex", "late", "onetime", "then"))
_FIXED = frozenset(
    ("prime", "vice", "deputy", "first", "foreign", "interior", "defense", "defence", "finance", "chief")
)
_IS = frozenset(("is", "was", "'s", "’s", "became", "becomes", "remains"))


class Description(NamedTuple):
    """A noun phrase for a person, taken apart."""

    start: int
    end: int
    """Tokens."""
    head: int
    noun: str
    """"president", "prime minister"."""
    fixed: frozenset[str]
    """Words that make it another office: "vice"."""
    others: frozenset[str]
    """Its other nouns and adjectives."""
    countries: frozenset[str]
    former: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A role and who holds it."""

    row: int
    what: Description


def describe(t: Tokens, head: int, start: int, end: int) -> Description:
    """The description with `head`, from token `start` up to `end`."""
    noun = _SHORT_TITLES.get(t.lower[head], t.lemmas[head])
    fixed, others, countries = set(), set(), set()
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
        elif low in _FORMER:
            former = True
        elif low == "prime" and i == head - 1:
            noun = f"prime {noun}"
        elif low in _FIXED and i < head:
            fixed.add(low)
        elif t.pos[i] in ("NOUN", "PROPN") or t.words[i][0].isupper():
            others.add(group_key(low) if low in GROUPS else t.lemmas[i])
    return Description(start, end, head, noun, frozenset(fixed), frozenset(others), frozenset(countries), former)


def is_person_noun(t: Tokens, i: int) -> bool:
    """True for "lawyer", "President", "Sen."; not for "Mr."."""
    low = t.lower[i]
    return low not in HONORIFICS and (t.lemmas[i] in PERSON_NOUNS or low in TITLES and low not in _FORMER | _FIXED)


def find_roles(t: Tokens, rows: Sequence[Row]) -> list[Held]:
    """The roles that the article gives to its people beside their names, in order of the text."""
    found: list[Held] = []
    for number, row in enumerate(rows):
        if row.label != "PERSON":
            continue
        for name in row.names:
            head = name_head(t, name)
            for start, end, noun in [*role_before(t, name.start), *roles_around(t, head, name.start, name.end)]:
                if start < end:
                    found.append(Held(number, describe(t, noun, start, end)))
    unique = {(held.what.start, held.what.end): held for held in found}
    return sorted(unique.values(), key=lambda held: held.what.start)


def role_before(t: Tokens, start: int) -> Iterator[tuple[int, int, int]]:
    """The title right before a name with what belongs to it: "former Mexican President"."""
    sentence = t.sentence(start)[0]
    noun = begin = start
    for i in range(start - 1, max(sentence, start - 9) - 1, -1):
        low = t.lower[i]
        if begin < i:
            continue
        if low in HONORIFICS and noun == start:
            begin = noun = start
            continue
        if noun == start:
            of = i
            while of > sentence and t.words[of][0].isupper() and i - of < 3:
                of -= 1
            if t.lower[of] == "of" and of < i and of > sentence and t.words[of - 1][0].isupper():
                noun = begin = of - 1  # "Secretary of State" before a name
                if is_person_noun(t, noun):
                    continue
                return
            if not is_person_noun(t, i) or not t.spaced[i] or not singular(t, i):
                return
            noun = begin = i
        elif t.pos[i] in ("NOUN", "ADJ", "PROPN") or low in ("-", "'s", "’s", "&") or low in _FORMER:
            begin = i
        else:
            break
    while begin < noun and (t.lower[begin] in ("-", "'s", "’s", "of", "&") or not t.words[begin][0].isalnum()):
        begin += 1
    if noun < start and is_person_noun(t, noun):
        yield begin, start if t.lower[noun + 1] == "of" else noun + 1, noun


def roles_around(t: Tokens, head: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Appositions of a name and what the sentence says that it is."""
    for child in t.children[head]:
        if t.deps[child] == "appos" and child >= end and is_person_noun(t, child) and singular(t, child):
            yield phrase(t, child, end)
    governor = t.heads[head]
    if t.deps[head] == "appos" and governor < start and is_person_noun(t, governor) and t.pos[governor] == "NOUN":
        first, last, noun = phrase(t, governor, 0)
        yield first, min(last, start), noun
    if (
        t.deps[head] == "nsubj"
        and t.lower[governor] in _IS
        and not any(t.tags[c] == "MD" for c in t.children[governor])
    ):
        for child in t.children[governor]:
            if t.deps[child] == "attr" and child > governor and is_person_noun(t, child) and singular(t, child):
                yield phrase(t, child, governor + 1)


def singular(t: Tokens, i: int) -> bool:
    """True for one person's noun."""
    return t.tags[i] not in ("NNS", "NNPS")


def phrase(t: Tokens, noun: int, floor: int) -> tuple[int, int, int]:
    """First token, one past the last, and head of the noun phrase of `noun`, without article and relative clause."""
    start = noun
    for child in t.children[noun]:
        if child < noun and t.deps[child] in ("amod", "compound", "nmod", "poss", "nummod"):
            start = min(start, leftmost(t, child))
    start = max(start, floor)
    while start < noun and (t.pos[start] in ("DET", "PRON") or not t.words[start][0].isalnum()):
        start += 1
    end = noun + 1
    for child in t.children[noun]:
        if (
            child == end
            and t.deps[child] == "prep"
            and t.lower[child] in ("of", "for", "at", "in", "to", "from", "with")
        ):
            end = prepositional_end(t, child)
    return start, end, noun


def leftmost(t: Tokens, token: int) -> int:
    """The first token that hangs on `token` from the left."""
    while t.children[token] and t.children[token][0] < token:
        token = t.children[token][0]
    return token


def prepositional_end(t: Tokens, preposition: int) -> int:
    """One past the noun phrase that follows a preposition, up to a comma or a clause."""
    end = preposition + 1
    stop = t.right[preposition] + 1
    while end < stop and (
        t.pos[end] in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PART") or t.lower[end] in ("&", "and", "-")
    ):
        end += 1
    while end > preposition and t.pos[end - 1] in ("ADP", "DET", "CCONJ"):
        end -= 1
    return end


def noun_gender(t: Tokens, i: int) -> str:
    """ "m" or "f" where the noun at token `i` is for a man or a woman, else ""."""
    low, lemma = t.lower[i], t.lemmas[i]
    if low in FEMALE_NOUNS or lemma in FEMALE_NOUNS or low in FEMALE_TITLES:
        return "f"
    return "m" if low in MALE_NOUNS or lemma in MALE_NOUNS or low in MALE_TITLES else ""
