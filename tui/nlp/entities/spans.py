"""Where names stand: the entity recogniser's spans, put right, and the proper nouns that it left out.

A raw span may be too wide («Critics of Scientology», «HMC Searcher on the Solent»), too narrow («Andrés Manuel»
López Obrador) or two names in one («U.S.-Mexico»). What comes out here are bare names: no article, no title, no
possessive, one name each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...text.analysis import NAMED_LABELS
from ..tokens import Tokens
from .places import COUNTRIES, GROUPS, PLACES, country_of, place_key
from .words import (
    BEFORE_PLACES,
    BEFORE_TITLES,
    CONNECTORS,
    GENERATIONS,
    GROUP_NOUNS,
    KNOWN_BODIES,
    MONTHS,
    NAME_PARTICLES,
    NOT_NAMES,
    ORG_HEADS,
    PERSON_NOUNS,
    PLACE_HEADS,
    SUFFIXES,
    TITLES,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEADING = frozenset(
    ("the", "a", "an", "this", "that", "its", "his", "her", "their", "of", "and", "for", "&", "to", "on")
)
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_BREAKS = frozenset('"“”()[]{};:|—–«»…*•/')
_AFTER_COMMA = SUFFIXES | {"inc", "inc.", "d.c.", "dc"}
_QUOTES = frozenset(("''", "``", *"\"“”'‘’«»"))
_PARTY_AND_STATE = re.compile(r"[RDI]-[A-Z][A-Za-z.]+$")
_OFFICES = frozenset(
    ("principal", "president", "chairman", "chairwoman", "director", "secretary", "minister", "senator", "governor")
) | {"spokesman", "spokeswoman", "sen.", "rep.", "gov.", "mr.", "ms.", "mrs.", "ambassador", "commissioner"}
_OFFICE_WORDS = TITLES | PERSON_NOUNS | {"foreign", "interior", "defense", "defence", "finance", "health", "education"}
_RANKS = _OFFICES | {"committeeman", "committeewoman", "chair", "chairperson"}
_SCORE = re.compile(r"\d+[-–]\d+$")
_YEAR = re.compile(r"(19|20)\d\d$|[1-9]?\d(st|nd|rd|th)$")
_PLACE_TAILS = PLACE_HEADS | {"d.c.", "dc", "d.c"}
_PLACE_OPENS = frozenset(("port", "mount", "lake", "cape", "fort", "san", "santa", "new", "saint", "st.", "los", "las"))
_BODY_WORDS = ORG_HEADS | {"panel", "campaign", "conference", "convention", "centre", "center"}


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
    """With single blanks."""
    label: str
    """The recogniser's label; empty where it saw no name."""
    repeat: bool = False
    """True where it was found only because the same name stands elsewhere."""
    quoted: bool = False
    """True where it stands between quotation marks by itself."""

    @property
    def words(self) -> list[str]:
        """Its words as they are written."""
        return self.text.split()


def make_name(t: Tokens, start: int, end: int, label: str, *, repeat: bool = False) -> Name:
    """The name from token `start` up to and without token `end`."""
    left, right = t.starts[start], t.ends[end - 1]
    while left < right - 1 and not t.text[left].isalnum():
        left += 1
    quoted = start > 0 and t.words[start - 1] in _QUOTES and end < len(t) and t.words[end] in _QUOTES | {",", "."}
    return Name(start, end, left, right, " ".join(t.text[left:right].split()), label, repeat, quoted)


def find_names(doc: Doc, t: Tokens, headlines: Collection[int] = ()) -> list[Name]:
    """All names of `doc` that the recogniser saw, put right, in order; none overlaps another.

    `headlines` are the numbers of the paragraphs where every word has a capital.
    """
    names: list[Name] = []
    written = bylines(t)
    taken = [False] * len(t)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    if written:
        by = {i for start, end, _ in written for i in range(start, end)}
        ents = sorted([*written, *(ent for ent in ents if by.isdisjoint(range(ent[0], ent[1])))])
    for start, end, _ in ents:
        taken[start:end] = [True] * (end - start)
    done = 0
    for start, end, label in join_people(t, ents):
        if label not in NAMED_LABELS:
            continue
        for part_start, part_end in parts(t, start, end, label):
            a, b = trim(t, part_start, part_end, label)
            if label == "NORP" and b < len(t) and " ".join(t.lower[a : b + 1]) in KNOWN_BODIES and not taken[b]:
                b, label = b + 1, "ORG"
            if a >= b or (part_end < end and b - a == 1 and (t.pos[a] != "PROPN" or t.sentence(a)[0] == a)):
                continue
            if t.paragraph_of[a] not in headlines:
                a, b = widen(t, a, b, label, taken, done)
                a, b = trim(t, a, b, label)
            if a < b and a >= done and is_name(t, a, b, label):
                names += single_names(t, a, b, label)
                done = b
    return names


def bylines(t: Tokens) -> list[tuple[int, int, str]]:
    """The writers' names in lines like "By June Smith and Leo Ruiz"."""
    found: list[tuple[int, int, str]] = []
    for start, after in t.paragraphs:
        if t.lower[start] != "by" or after - start > 12:
            continue
        words = [i for i in range(start + 1, after) if not t.words[i].isspace()]
        if not words or not all(t.words[i][0].isupper() or t.lower[i] in (",", "and", "&") for i in words):
            continue
        begin = words[0]
        for i in [*words, words[-1] + 1]:
            if i > words[-1] or t.lower[i] in (",", "and", "&"):
                if 1 < i - begin < 5:
                    found.append((begin, i, "PERSON"))
                begin = i + 1
    return found


def join_people(t: Tokens, ents: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """`ents`, with two persons side by side made one: nothing but a blank stands between first and last name."""
    joined: list[tuple[int, int, str]] = []
    for start, end, label in ents:
        if joined and t.lower[start] in ("d.c.", "dc") and joined[-1][1] == start - 1 and t.words[start - 1] == ",":
            joined[-1] = (joined[-1][0], end, "GPE")
            continue
        if (
            joined
            and label == joined[-1][2] == "PERSON"
            and joined[-1][1] == start
            and t.paragraph_of[start - 1] == t.paragraph_of[start]
        ):
            joined[-1] = (joined[-1][0], end, label)
        else:
            joined.append((start, end, label))
    return joined


def parts(t: Tokens, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The stretches of a raw span that may each be a name: it is cut at line breaks, marks and words in lower case."""
    begin = start
    for i in range(start, end):
        if cuts(t, start, i, end, label):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < end:
        yield begin, end


def cuts(t: Tokens, start: int, i: int, end: int, label: str) -> bool:
    """True where token `i` can't be part of a name and what stands left and right of it are two things."""
    word, low = t.words[i], t.lower[i]
    if word in _BREAKS or "\n" in word:
        return True
    if word.isspace():
        return False
    if word == ",":
        return label != "WORK_OF_ART" and not (
            i + 1 < end and t.lower[i + 1] in SUFFIXES | {"inc", "inc.", "d.c.", "dc"}
        )
    if not word[0].islower() or low in _POSSESSIVE or i > start and is_syllable(t, i, label):
        return False
    if low in ("the", "a", "an"):
        return i > start and t.lower[i - 1] not in CONNECTORS | {"in", "at"}
    if low in ("on", "to"):
        return not any(t.lower[k] in _BODY_WORDS for k in range(start, i)) or t.lower[min(i + 1, end - 1)] == "the"
    if low in ("in", "at") and label in ("ORG", "WORK_OF_ART", "FAC"):
        return not any(t.lower[k] in ("university", "college") for k in range(start, i))
    if label in ("WORK_OF_ART", "LAW", "PRODUCT") and t.pos[i] not in ("NOUN", "ADJ", "VERB"):
        return False
    return low not in CONNECTORS and not ("-" in word and i == start)


def trim(t: Tokens, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without article, title, possessive, stray marks and words that only lead up to a name."""
    if label == "PERSON":
        start = next((i + 1 for i in range(end - 2, start, -1) if t.lower[i] in _OFFICES), start)
    while start < end and leads(t, start, end, label):
        start += 1
    while end > start and trails(t, start, end, label):
        end -= 1
    return start, end


def leads(t: Tokens, start: int, end: int, label: str) -> bool:
    word, low = t.words[start], t.lower[start]
    if low in ("the", "a", "an") and label == "WORK_OF_ART" and start > 0 and t.words[start - 1] in _QUOTES:
        return False
    if low in _LEADING:
        return True
    if not any(c.isalnum() for c in word):
        return True
    if start + 1 >= end:
        return False
    if low in BEFORE_TITLES or low in GROUP_NOUNS and t.lower[start + 1] in ("of", "from", "in"):
        return True
    if low in TITLES and label == "PERSON":
        return t.words[start + 1][0].isupper() or t.lower[start + 1] in TITLES | NAME_PARTICLES
    return bool(_YEAR.match(word) and label in ("ORG", "EVENT", "GPE") and t.words[start + 1] != "Century")


def trails(t: Tokens, start: int, end: int, label: str) -> bool:
    word, low = t.words[end - 1], t.lower[end - 1]
    if end - start > 2 and is_syllable(t, end - 1, label):
        return False
    if low in _POSSESSIVE or low in ("the", "a", "an", "in", "at"):
        return True
    if low in CONNECTORS and not word[0].isupper():
        return True
    if not any(c.isalnum() for c in word):
        return word not in ("!", "?") or label not in ("WORK_OF_ART", "ORG")
    if end - start < 2 or label not in ("ORG", "EVENT", "GPE", "PERSON"):
        return False
    if label == "PERSON" and end - start > 2 and low in SUFFIXES and low not in GENERATIONS:
        return True
    if _SCORE.match(word):
        return True
    return bool(re.fullmatch(r"(19|20)\d\d", word)) or label == "ORG" and low in ("sheriff", "mayor", "secretary")


def is_capital(t: Tokens, i: int) -> bool:
    """True for a word with a capital where a name may go on: a proper noun, not a title, no weekday or month."""
    word = t.words[i]
    return (
        (word[0].isupper() or len(word) > 3 and word[1].isupper())
        and t.pos[i] == "PROPN"
        and t.lower[i] not in WEEKDAYS
        and t.lower[i] not in MONTHS
        and t.lower[i] not in GROUPS
        and not t.lower[i].endswith(("ist", "ists"))
    )


def hyphen(t: Tokens, i: int) -> bool:
    """True for a hyphen that holds two words together."""
    return t.words[i] in ("-", "‑") and 0 < i < len(t) - 1 and not t.spaced[i - 1] and not t.spaced[i]


def beside(t: Tokens, left: int, right: int) -> bool:
    """True where the tokens `left` and `right` (its neighbour) stand in one line with nothing but a blank between."""
    return bool(t.spaced[left]) and t.paragraph_of[left] == t.paragraph_of[right]


def is_syllable(t: Tokens, i: int, label: str) -> bool:
    """True for the "in" of "Moon Jae-in"; not for the "led" of "Smith-led"."""
    if label != "PERSON" or not hyphen(t, i - 1):
        return False
    return 1 < len(t.words[i]) < 5 and t.lower[i] not in ("led", "era", "like", "born", "ized", "ers")


def widen(t: Tokens, start: int, end: int, label: str, taken: list[bool], floor: int) -> tuple[int, int]:
    """The span with the words that belong to the name and that the recogniser left outside."""
    start, end = widen_right(t, start, end, label, taken)
    return widen_left(t, start, end, label, taken, floor), end


def widen_right(t: Tokens, start: int, end: int, label: str, taken: list[bool]) -> tuple[int, int]:
    while end < len(t) and not taken[end]:
        if end + 3 < len(t) and hyphen(t, end) and hyphen(t, end + 2) and t.words[end + 3][0].isupper():
            end += 4  # "Jaish-e-Mohammed"
            continue
        if end - start > 1 and end + 1 < len(t) and not taken[end + 1] and is_syllable(t, end + 1, label):
            end += 2  # "Moon Jae-in"
            continue
        if not beside(t, end - 1, end) or t.words[end - 1] in _BREAKS:
            break
        low = t.lower[end]
        if label == "PERSON":
            particle = (
                low in NAME_PARTICLES and low not in ("y", "e", "do") and end + 1 < len(t) and is_capital(t, end + 1)
            )
            if particle and not taken[end + 1]:
                end += 2
                continue
            goes_on = is_capital(t, end) and low not in TITLES or low in SUFFIXES and t.words[end][0].isupper()
        elif label in ("GPE", "LOC", "FAC"):
            goes_on = low in _PLACE_TAILS and t.words[end][0].isupper()
            goes_on = goes_on or end - start == 1 and t.lower[start] in _PLACE_OPENS and is_capital(t, end)
        else:
            goes_on = label != "NORP" and is_capital(t, end) and t.heads[end - 1] == end
            goes_on = goes_on and low not in TITLES and low not in PERSON_NOUNS
        if not goes_on:
            break
        end += 1
    return start, end


def widen_left(t: Tokens, start: int, end: int, label: str, taken: list[bool], floor: int) -> int:
    first = start
    while start > floor and start > 0 and not taken[start - 1] and beside(t, start - 1, start):
        low = t.lower[start - 1]
        if low in TITLES or low in NOT_NAMES or not is_capital(t, start - 1):
            break
        opens = t.sentence_of[start - 1] != t.sentence_of[start - 2] if start > 1 else True
        governed = start <= t.heads[start - 1] < end
        if label in ("GPE", "LOC"):
            branch = governed and not opens and start == first and country_of(t.text[t.starts[start] : t.ends[end - 1]])
            if low not in BEFORE_PLACES and not branch:
                break
        elif (
            not governed
            or opens
            and t.tags[start - 1] != "NNP"
            or low in PERSON_NOUNS
            or low in GROUP_NOUNS
            or (label == "PERSON" and end - start > 1)
        ):
            break
        start -= 1
    if label in ("ORG", "FAC", "GPE", "LOC", "NORP") and start == first:
        return body_of(t, start, taken, floor)
    return start


def body_of(t: Tokens, start: int, taken: list[bool], floor: int) -> int:
    """Where a name like "Daughters of the" [Revolution] begins; `start` where there is none."""
    i = start - 1
    if i > floor and t.lower[i] == "the":
        i -= 1
    if i <= floor or t.lower[i] != "of" or taken[i] or t.sentence_of[i] != t.sentence_of[start]:
        return start
    head = i - 1
    begin = head
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


def is_name(t: Tokens, start: int, end: int, label: str = "") -> bool:
    """False for what no name can be: marks and numbers only, words in lower case, days, months, bare titles."""
    words = t.words[start:end]
    if not any(word[0].isupper() or len(word) > 1 and word[1:2].isupper() for word in words if word):
        return False
    if end - start > 1 and all(t.lower[i] in _OFFICE_WORDS for i in range(start, end)):
        return False
    if label == "ORG" and t.lower[end - 1] in _RANKS and "of" not in t.lower[start:end]:
        return False
    if _PARTY_AND_STATE.match("".join(t.words[start:end])):
        return False
    if end - start == 1:
        low = t.lower[start]
        if low in GENERATIONS:
            return False
        if low in NOT_NAMES or len(low.strip(".")) < 2 or low in TITLES and not t.words[start].isupper():
            return False
    return sum(c.isalpha() for word in words for c in word) > 1


def single_names(t: Tokens, start: int, end: int, label: str) -> list[Name]:
    """The span as one name, or as two where it is a pair of places or peoples like "U.S.-Mexico"."""
    name = make_name(t, start, end, label)
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


def split_at_and(t: Tokens, name: Name) -> list[Name]:
    """Two names where "and" joins two firms or people: "Acme and Blue Harbor"; "Smith and Sons" stays one."""
    places = [i for i in range(name.start + 1, name.end - 1) if t.lower[i] == "and"]
    if len(places) != 1 or name.label not in ("ORG", "PERSON"):
        return [name]
    cut = places[0]
    words = [t.lower[i] for i in range(name.start, name.end)]
    long = name.label == "PERSON" or cut - name.start > 1 or name.end - cut > 2
    if not long or any(word in ORG_HEADS or word in ("of", "for", "&") for word in words):
        return [name]
    if not all(t.words[i][0].isupper() for i in range(name.start, name.end) if i != cut):
        return [name]
    if t.deps[cut + 1] == "conj" and cut + 2 < name.end:
        return [name]  # "Strategic and Economic Dialogue": two adjectives of one noun
    return [make_name(t, name.start, cut, name.label), make_name(t, cut + 1, name.end, name.label)]
