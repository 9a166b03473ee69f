"""The names that the entity recogniser saw, corrected.

A raw span may be two names in one («U.S.-Mexico»), and its edges may be wrong (`name_bounds`). The results are bare
names: no article, no title, no possessive, one name each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...text.analysis import NAMED_LABELS
from ..tokens import Tokens
from .abbreviations import abbreviated_names
from .campuses import universities_with_campus
from .courts import circuit_courts
from .given_names import GIVEN_NAMES
from .headlines import headline_verbs
from .market_codes import is_market_code
from .name import Name, RawSpan, are_adjacent, is_name, is_syllable, make_name
from .name_bounds import BREAKS, POSSESSIVE, country_after, trim, widen
from .name_particles import is_particle, join_particles
from .name_words import (
    BODIES_WITH_AND,
    BROADCASTERS,
    BUILDING_HEADS,
    COMPANY_WORDS,
    CONNECTORS,
    KNOWN_BODIES,
    OFFICE_WORDS,
    ORG_HEADS,
    PERSON_NOUNS,
    POSITIONS,
    SUFFIXES,
    WORKER_ENDINGS,
)
from .places import COUNTRIES, GROUPS, PLACES, STATE_OF_SHORT, place_key

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AFTER_COMMA = SUFFIXES | COMPANY_WORDS | {"d.c.", "dc"}
_BODY_WORDS = ORG_HEADS | {"panel", "campaign", "conference", "convention", "centre", "center"}
_CRAZE = re.compile(r"(\w{3,})(?:mania|ism|i[sz]ation)")
_COMPOUND = re.compile(r"(.+)[-‑][a-z]{3,}$")
_AND = (",", "and", "&")
_WITH_FIELDS = frozenset(("committee", "subcommittee", "department", "ministry", "agency", "administration"))
"""Heads of bodies whose names list what they are for."""


def find_names(doc: Doc, t: Tokens, headlines: Collection[int] = ()) -> list[Name]:
    """All names in `doc` that the recogniser saw, corrected and in order. They do not overlap.

    `headlines` are the numbers of the paragraphs in which every word has a capital.
    """
    names: list[Name] = []
    spans = join_particles(t, [(ent.start, ent.end, ent.label_) for ent in doc.ents])
    sure = [*bylines(t), *bodies_with_and(t, spans), *offices_with_and(t), *dateline_places(t), *named_may(t)]
    fields = [*bodies_with_fields(t), *universities_with_campus(t), *circuit_courts(t)]
    inside = {i for start, end, _ in fields for i in range(start, end)}
    whole = [*fields, *(span for span in abbreviated_names(t, spans) if inside.isdisjoint(range(span[0], span[1])))]
    if sure or whole:
        covered = {i for start, end, _ in [*sure, *whole] for i in range(start, end)}
        spans = sorted([*sure, *(span for span in spans if covered.isdisjoint(range(span[0], span[1])))])
    taken = [False] * len(t)
    for start, end, _ in [*spans, *whole]:
        taken[start:end] = [True] * (end - start)
    done = 0
    verbs = headline_verbs(t, headlines)
    for start, end, label in join_people(t, spans):
        if label not in NAMED_LABELS:
            continue
        for part_start, part_end in parts(t, start, end, label, verbs):
            if label == "PERSON" and is_outlet_in_credit(t, start, part_start):
                label = "ORG"
            if part_start > start and t.words[part_start - 1] in POSITIONS:
                label = "PERSON"
            if is_named_worker(t, part_start, part_end, label):
                part_start, label = part_start + 1, "PERSON"
            a, b = trim(t, part_start, part_end, label)
            if b < part_end and is_market_code(t, b):
                label = "PRODUCT" if label == "PERSON" else label  # "Brent" LCOc1
            b, label = known_name(t, a, b, label, end, taken)
            if a >= b:
                continue
            in_headline = t.paragraph_of[a] in headlines
            opens = t.sentence(a)[0] == a and not in_headline
            if part_end < end and b - a == 1 and (t.pos[a] != "PROPN" or opens):
                continue
            if not in_headline:
                a, b = widen(t, a, b, label, taken, done)
                a, b = trim(t, a, b, label)
                b = country_after(t, a, b, label)
            if a < b and a >= done and is_name(t, a, b, label):
                names += single_names(t, a, b, label)
                done = b
    names = sorted([*names, *(make_name(t, *span) for span in whole)], key=lambda name: name.start)
    surnames = {name.words[-1].lower() for name in names if name.label == "PERSON"}
    return [name for name in names if not _is_craze(name, surnames)]


def _is_craze(name: Name, surnames: Collection[str]) -> bool:
    """True for a word made from somebody's surname, which is the name of nothing: "Valemania", "Valeism"."""
    craze = _CRAZE.fullmatch(name.text.lower())
    return craze is not None and craze[1] in surnames


def known_name(t: Tokens, start: int, end: int, label: str, limit: int, taken: Sequence[bool]) -> tuple[int, str]:
    """The end and label of a known name that goes on after a span: "Democratic" party, "French" Guiana.

    Before token `limit` it may take tokens marked in `taken`.
    """
    for last in (end + 2, end + 1):
        # "USA" TODAY, of which the recogniser takes a word for a date.
        others = [taken[i] and not _is_capital_date(t, i) for i in range(max(end, limit), min(last, len(t)))]
        if start < end and last <= len(t) and not any(others):
            name = " ".join(t.lower[start:last])
            if name in KNOWN_BODIES:
                return last, "ORG"
            if name in PLACES and all(word[0].isupper() for word in t.words[end:last]):
                return last, "GPE"
    return end, label


def _is_capital_date(t: Tokens, i: int) -> bool:
    return t.labels[i] == "DATE" and t.words[i][0].isupper()


def bodies_with_and(t: Tokens, spans: Sequence[RawSpan]) -> list[RawSpan]:
    """The known organisations with "and" in their name, with what the recogniser mistook for its beginning."""
    found: list[RawSpan] = []
    ands = [i for i, low in enumerate(t.lower) if low == "and"]
    for i in ands:
        for name in BODIES_WITH_AND:
            start = i - name.index("and")
            end = start + len(name)
            if start >= 0 and tuple(t.lower[start:end]) == name and t.words[start][0].isupper():
                start = min([start, *(first for first, last, _ in spans if first < end and start < last)])
                found.append((start, end, "ORG"))
                break
    return found


def bodies_with_fields(t: Tokens) -> list[RawSpan]:
    """The bodies named after three fields or more: "Health, Education, Labor and Pensions Committee", "Ministry of
    Trade, Industry and Energy"."""
    found: list[RawSpan] = []
    for head, low in enumerate(t.lower):
        if low not in _WITH_FIELDS or not t.words[head][0].isupper():
            continue
        first, stop = t.sentence(head)
        start = end = head
        while start > first and (t.words[start - 1][0].isupper() or t.lower[start - 1] in _AND):
            start -= 1
        start += t.lower[start] == "the"
        if not _lists_fields(t, start, head) and t.lower[head + 1 : head + 2] == ["of"]:
            start = end = head + 2
            while end < stop and (t.words[end][0].isupper() or t.lower[end] in _AND):
                end += 1
        if _lists_fields(t, start, end):
            found.append((min(start, head), max(end, head + 1), "ORG"))
    return found


def _lists_fields(t: Tokens, start: int, end: int) -> bool:
    """True for "Health, Education, Labor and Pensions"."""
    words = t.lower[start:end]
    commas = [k for k, word in enumerate(words) if word == ","]
    ands = [k for k, word in enumerate(words) if word in ("and", "&")]
    if not commas or len(ands) != 1 or not commas[-1] < ands[0] < len(words) - 1:
        return False
    return place_key(" ".join(words[: commas[0]])) not in PLACES


def offices_with_and(t: Tokens) -> list[RawSpan]:
    """The persons after an office like "minister for Women and Equalities", which a recogniser reads as one name."""
    found: list[RawSpan] = []
    for i, low in enumerate(t.lower[:-1]):
        if low not in ("for", "of") or i == 0 or t.lower[i - 1] not in OFFICE_WORDS or not t.words[i + 1][0].isupper():
            continue
        end = i + 1
        while end < len(t) and end - i < 9 and (t.words[end][0].isupper() or t.lower[end] in _AND):
            end += 1
        given = [k for k in range(i + 2, end - 1) if t.lower[k] in GIVEN_NAMES]
        if given and end - given[-1] < 4 and all(t.words[k][0].isupper() for k in range(given[-1], end)):
            found.append((given[-1], end, "PERSON"))
    return found


def is_named_worker(t: Tokens, start: int, end: int, label: str) -> bool:
    """True for "Singer Tess Moor" at the start of a sentence, where the noun has its capital from the sentence."""
    low = t.lower[start]
    opens = t.sentence(start)[0] == start and low not in GIVEN_NAMES and label == "PERSON"
    return (
        2 < end - start < 5
        and (low in PERSON_NOUNS or low.endswith(WORKER_ENDINGS))
        and (opens or t.lower[start + 1] in GIVEN_NAMES)
        and all(t.words[i][0].isupper() for i in range(start, end))
    )


def is_outlet_in_credit(t: Tokens, start: int, part: int) -> bool:
    """True for the newspaper in the credit of a photograph: "(Ana Ruiz/Gazette)". It is no second person."""
    cut = part - 1
    return cut - start > 1 and t.words[cut] == "/" and t.lower[part] not in GIVEN_NAMES


def bylines(t: Tokens) -> list[RawSpan]:
    """The writers' names in lines like "By June Smith and Leo Ruiz"."""
    found: list[RawSpan] = []
    for start, after in t.paragraphs:
        if t.lower[start] != "by" or after - start > 12:
            continue
        words = [i for i in range(start + 1, after) if not t.words[i].isspace()]
        if not words or not all(t.words[i][0].isupper() or t.lower[i] in _AND for i in words):
            continue
        begin = words[0]
        for i in [*words, words[-1] + 1]:
            if i > words[-1] or t.lower[i] in _AND:
                if 1 < i - begin < 5:
                    found.append((begin, i, "PERSON"))
                begin = i + 1
    return found


def dateline_places(t: Tokens) -> list[RawSpan]:
    """The town and the state in datelines like "CASPER, Wyo. (AP) —"; a recogniser overlooks a town in capitals."""
    found: list[RawSpan] = []
    for start, after in t.paragraphs:
        end = start
        while end < after and end in t.datelines and t.words[end].isupper():
            end += 1
        if start < end < after and t.words[end] in (",", "("):
            found.append((start, end, "GPE"))
            if t.words[end] == "," and t.words[end + 1] in STATE_OF_SHORT:
                found.append((end + 1, end + 2, "GPE"))
    return found


def join_people(t: Tokens, spans: list[RawSpan]) -> list[RawSpan]:
    """The spans with two adjacent persons joined, since only a space separates first and last name; likewise the other
    names that the recogniser takes apart."""
    joined: list[RawSpan] = []
    for start, end, label in spans:
        if joined:
            first, last, before = joined[-1]
            if t.lower[start] in ("d.c.", "dc") and last == start - 1 and t.words[last] == ",":
                joined[-1] = (first, end, "GPE")
                continue
            adjacent = last == start and t.paragraph_of[start - 1] == t.paragraph_of[start]
            if adjacent and label == before == "PERSON":
                joined[-1] = (first, end, label)
                continue
            compound = end - start == 1 and t.heads[last - 1] == start and t.deps[last - 1] == "compound"
            if adjacent and before == "PERSON" and label == "ORG" and compound and last - first > 1:
                joined[-1] = (first, end, "PERSON")  # "Ana Marsh" Ford
                continue
            if adjacent and before == "PERSON" and t.lower[end - 1] in BUILDING_HEADS and end - start > 1:
                joined[-1] = (first, end, "FAC")  # "Anna J. Holm" International Airport
                continue
            if adjacent and " ".join(t.lower[first:end]) in GROUPS:
                joined[-1] = (first, end, "NORP")  # "Liberal Democrat"
                continue
            if adjacent and before == "ORG" and label == "GPE" and t.lower[last - 1] in BROADCASTERS:
                joined[-1] = (first, end, "ORG")  # "CBS Boston"
                continue
            if adjacent and place_key(t.text_between(first, end)) in PLACES:
                joined[-1] = (first, end, "GPE")  # "U.S. Virgin Islands"
                continue
        joined.append((start, end, label))
    return joined


def named_may(t: Tokens) -> list[RawSpan]:
    """The persons named like Theresa May, whose surname a recogniser takes for the month."""
    found: list[RawSpan] = []
    for i in (i for i, word in enumerate(t.words) if word == "May"):
        is_surname = i > 0 and t.lower[i - 1] in GIVEN_NAMES and t.pos[i - 1] == t.pos[i] == "PROPN"
        if is_surname and are_adjacent(t, i - 1, i) and not "".join(t.words[i + 1 : i + 2]).isdigit():
            found.append((i - 1, i + 1, "PERSON"))
    return found


def parts(t: Tokens, start: int, end: int, label: str, verbs: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """The parts of a raw span that may each be a name.

    It is cut at line breaks, tabs (between the cells of a table), marks, words in lower case and the tokens in
    `verbs`.
    """
    begin = start
    for i in range(start, end):
        if i in verbs or is_cut(t, start, i, end, label):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < end:
        yield begin, end


def is_cut(t: Tokens, start: int, i: int, end: int, label: str) -> bool:
    """True if token `i` cannot be part of a name and separates two names."""
    word, low = t.words[i], t.lower[i]
    if word in BREAKS or "\n" in word or "\t" in word or word in POSITIONS and start < i < end - 1:
        return True
    if word.isspace():
        return False
    if word == "-" and t.spaced[i] and t.spaced[i - 1]:
        return True  # a dash, not a hyphen
    if word == ",":
        return label != "WORK_OF_ART" and not (i + 1 < end and t.lower[i + 1] in _AFTER_COMMA)
    if low in POSSESSIVE and i > start and is_known_owner(t, start, i):
        return True
    if not word[0].islower() or low in POSSESSIVE or i > start and is_syllable(t, i, label):
        return False
    if label == "PERSON" and i > start and is_particle(t, i):
        return False
    if low in ("the", "a", "an"):
        return i > start and label != "WORK_OF_ART" and t.lower[i - 1] not in CONNECTORS | {"in", "at"}
    if low in ("on", "to"):
        return not any(t.lower[k] in _BODY_WORDS for k in range(start, i)) or t.lower[min(i + 1, end - 1)] == "the"
    if low in ("in", "at") and label in ("ORG", "WORK_OF_ART", "FAC"):
        initials = "".join(t.words[k][0] for k in range(start, end)).upper()
        return initials not in t.words and not any(t.lower[k] in ("university", "college") for k in range(start, i))
    if label in ("WORK_OF_ART", "LAW", "PRODUCT") and t.pos[i] not in ("NOUN", "ADJ", "VERB"):
        return False
    return low not in CONNECTORS and not ("-" in word and i == start)


def is_known_owner(t: Tokens, start: int, end: int) -> bool:
    """True for the name of a place or of a known body: "China"'s Communist Party."""
    key = place_key(t.text_between(start, end))
    return key in PLACES or key in KNOWN_BODIES


def single_names(t: Tokens, start: int, end: int, label: str) -> list[Name]:
    """The span as one name, or as two if it is a pair of places or peoples like "U.S.-Mexico"."""
    name = _without_participle(make_name(t, start, end, label))
    if end - start > 3:
        return split_at_and(t, name)
    cut = re.search(r"\s*[-–—/]\s*", name.text)
    if not cut or place_key(name.text) in PLACES or name.text.lower() in GROUPS:
        return split_at_and(t, name)
    halves = (name.text[: cut.start()], name.text[cut.end() :])
    if not all(place_key(half) in PLACES or half.lower() in GROUPS for half in halves):
        return [name]
    text = t.text[name.left : name.right]
    found = []
    for half, left in ((halves[0], name.left), (halves[1], name.left + text.rindex(halves[1]))):
        kind = "NORP" if half.lower() in GROUPS and place_key(half) not in COUNTRIES else "GPE"
        first, last = t.at(left), t.at(left + len(half) - 1) + 1
        found.append(Name(first, last, left, left + len(half), half, kind))
    return found


def _without_participle(name: Name) -> Name:
    """The place or the people in "U.S.-led" and "Chinese-born", which are single tokens."""
    known = _COMPOUND.match(name.text)
    if not known or place_key(known[1]) not in PLACES and known[1].lower() not in GROUPS:
        return name
    return replace(name, right=name.left + len(known[1]), text=known[1])


def split_at_and(t: Tokens, name: Name) -> list[Name]:
    """Two names if "and" joins two companies or people: "Acme and Blue Harbor". "Smith and Sons" stays one."""
    places = [i for i in range(name.start + 1, name.end - 1) if t.lower[i] == "and"]
    if len(places) != 1 or name.label not in ("ORG", "PERSON"):
        return [name]
    cut = places[0]
    words = [t.lower[i] for i in range(name.start, name.end)]
    if any(tuple(words[-len(body) :]) == body for body in BODIES_WITH_AND):
        return [name]
    long = name.label == "PERSON" or cut - name.start > 1 or name.end - cut > 2
    if not long or any(word in ORG_HEADS or word in ("of", "for", "&") for word in words):
        return [name]
    if not all(t.words[i][0].isupper() for i in range(name.start, name.end) if i != cut):
        return [name]
    if t.words[name.start : cut] == t.words[cut + 1 : name.end]:
        return [name]  # "Holm and Holm"
    if t.deps[cut + 1] == "conj" and cut + 2 < name.end:
        return [name]  # "Strategic and Economic Dialogue": two adjectives of one noun
    return [make_name(t, name.start, cut, name.label), make_name(t, cut + 1, name.end, name.label)]
