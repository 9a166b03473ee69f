"""People: whose name is part of whose.

A surname, a given name or a shortened name goes to the full name it is part of. Two full names are one person only
where nothing in them disagrees; mixing two people is worse than showing one of them twice.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..tokens import Tokens
from .given_names import GIVEN_NAMES, likely_gender, same_given
from .name import Name
from .words import (
    FEMALE_NOUNS,
    FEMALE_TITLES,
    GENERATIONS,
    MALE_NOUNS,
    MALE_TITLES,
    ROYAL,
    SUFFIXES,
    TITLES,
)

_OFFICE_FORMS = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "justice": "judge"}
_OFFICES = ROYAL | {
    *("president", "senator", "governor", "representative", "general", "judge", "mayor", "minister", "chancellor"),
    *("secretary", "ambassador", "congressman", "congresswoman", "sheriff", "bishop", "archbishop", "lady"),
}
_JUNIOR = {"jr": "jr", "jr.": "jr", "junior": "jr", "sr": "sr", "sr.": "sr", "senior": "sr"}


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without case, accents and dots, for comparing."""
    plain = unicodedata.normalize("NFKD", word.lower().replace(".", ""))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def name_parts(text: str) -> tuple[tuple[str, ...], str]:
    """The folded words of a person's name without titles and suffixes, and "jr", "sr", "ii" … or an empty string."""
    words = text.replace(",", " ").replace("-", " ").replace("‑", " ").split()
    generation = ""
    while len(words) > 1 and words[-1].lower() in SUFFIXES | GENERATIONS:
        last = words.pop().lower()
        if last in GENERATIONS:
            generation = _JUNIOR.get(last, last)
    while len(words) > 1 and words[0].lower() in TITLES:
        words.pop(0)
    folded = tuple(fold(word) for word in words)
    # A full stop that stands alone is no part of a name, and nothing is left of it.
    return tuple(word for word in folded if word) or folded, generation


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a full name, or with a bare one that belongs to no full name."""

    words: tuple[str, ...]
    generation: str
    names: list[Name] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    """First code points of the mentions that could mean somebody else."""
    sexes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def full(self) -> bool:
        """True where it has more than one word."""
        return len(self.words) > 1

    def gender(self) -> str:
        """ "m", "f" or "", by what the article says; a guess by the given name where it says nothing."""
        man, woman = self.sexes["m"], self.sexes["f"]
        if man != woman:
            return "m" if man > woman else "f"
        return likely_gender(self.words[0]) if self.full else ""

    def told_gender(self) -> str:
        """ "m" or "f" where the article says so, else ""."""
        man, woman = self.sexes["m"], self.sexes["f"]
        return "" if man == woman else "m" if man > woman else "f"


def title_gender(t: Tokens, name: Name) -> str:
    """ "m" or "f" where a title or a word for a man or a woman stands right before the name, else ""."""
    for i in range(name.start - 1, max(-1, name.start - 4), -1):
        low = t.lower[i]
        if low in MALE_TITLES or low in MALE_NOUNS:
            return "m"
        if low in FEMALE_TITLES or low in FEMALE_NOUNS:
            return "f"
        if low not in TITLES and t.pos[i] not in ("PROPN", "ADJ"):
            return ""
    return ""


def same_person(one: Person, other: Person) -> bool:
    """True where two full names can be one person's: "Donald J. Trump" and "Donald Trump", not "Trump Jr."."""
    if one.generation != other.generation or one.words[-1] != other.words[-1]:
        return False
    if not same_given(one.words[0], other.words[0]):
        return False
    middle, others = one.words[1:-1], other.words[1:-1]
    if not middle or not others:
        return True
    if len(middle) != len(others):
        return middle[0][0] == others[0][0] and set(middle) & set(others) != set()
    return all(a[0] == b[0] and (min(len(a), len(b)) == 1 or a == b) for a, b in zip(middle, others, strict=True))


def part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """True where `short` is the beginning, the end or a middle stretch of `full` and not all of it."""
    n = len(short)
    if n >= len(full):
        return False
    return any(tuple(full[i : i + n]) == tuple(short) for i in range(len(full) - n + 1))


def gather_people(t: Tokens, names: Iterable[Name]) -> list[Person]:
    """The names of persons gathered to one `Person` each; a short name that fits several is marked unsure."""
    by_words: dict[tuple[tuple[str, ...], str], Person] = {}
    for name in names:
        words, generation = name_parts(name.text)
        person = by_words.setdefault((words, generation), Person(words, generation))
        person.names.append(name)
        sex = title_gender(t, name)
        if sex:
            person.sexes[sex] += 1
    people = merge_full(list(by_words.values()))
    return place_short(t, people)


def merge_full(people: list[Person]) -> list[Person]:
    """Full names that are one person's made one; a name that fits two that disagree stays by itself."""
    groups: dict[str, list[Person]] = defaultdict(list)
    kept: list[Person] = []
    for person in people:
        if person.full:
            groups[person.words[-1]].append(person)
        else:
            kept.append(person)
    for group in groups.values():
        done: list[Person] = []
        for person in sorted(group, key=lambda p: (-len(p.words), -len(p.names))):
            fits = [other for other in done if same_person(person, other) and not opposed(person, other)]
            if len(fits) == 1:
                absorb(fits[0], person)
            else:
                done.append(person)
        kept += done
    return kept


def opposed(one: Person, other: Person) -> bool:
    """True where the article calls one a man and the other a woman."""
    genders = {one.told_gender(), other.told_gender()}
    return genders == {"m", "f"}


def absorb(person: Person, other: Person) -> None:
    """Give `other`'s names to `person`. Of the two names the more usual one counts for comparing."""
    if len(other.names) > len(person.names) and len(other.words) == len(person.words):
        person.words = other.words
    person.names += other.names
    person.unsure |= other.unsure
    for sex, votes in other.sexes.items():
        person.sexes[sex] += votes


def place_short(t: Tokens, people: list[Person]) -> list[Person]:
    """Give each short name ("Ruiz", "Ana", "López Obrador") to the person whose name it is part of."""
    holders: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in dict.fromkeys(person.words):
            holders[word].append(person)
        initials = "".join(word[0] for word in person.words if word)
        if len(person.words) > 2:
            holders[initials].append(person)
    gone: set[int] = set()
    # Longer ones first, so that "López" finds "López Obrador" already in the full name's care.
    for person in sorted(people, key=lambda p: -len(p.words)):
        fits = [
            other
            for other in holders[person.words[0]]
            if id(other) not in gone and other is not person and is_short_for(person, other)
        ]
        if person.generation:
            fits = [other for other in fits if other.generation == person.generation]
        # A bare word is a surname first: "Cruz" is Ana Cruz and not Cruz Bay, who might be a misread name.
        ends = [other for other in fits if other.words[-len(person.words) :] == person.words]
        fits = ends if ends and person.words[0] not in GIVEN_NAMES else fits
        if fits:
            left = share_out(t, person, fits)
            person.names = left
            if not left:
                gone.add(id(person))
    return join_misspelt([person for person in people if id(person) not in gone])


def is_short_for(short: Person, full: Person) -> bool:
    """True where a name is part of the full name, or like "JFK" made of its first letters."""
    if part_of(short.words, full.words):
        return True
    if len(short.words) > 1 or len(full.words) < 3 or not short.names[0].text.replace(".", "").isupper():
        return False
    return short.words[0] == "".join(word[0] for word in full.words)


def share_out(t: Tokens, short: Person, fits: list[Person]) -> list[Name]:
    """Each mention of a short name to the one of `fits` it means; returned are those that mean none of them."""
    anchors = sorted((name.start, i) for i, one in enumerate(fits) for name in one.names if is_anchor(name, one))
    starts = [start for start, _ in anchors]
    offices = [{office for name in person.names if (office := office_before(t, name))} for person in fits]
    rest: list[Name] = []
    for name in sorted(short.names, key=lambda name: name.start):
        sex, office = title_gender(t, name), office_before(t, name)
        able = [i for i, person in enumerate(fits) if not sex or person.gender() in ("", sex)]
        if office in ROYAL:
            able = [i for i in able if office in offices[i]]
        elif office:
            # "President Vale" is not Ana Vale whom the article calls First Lady, and rather a Vale called President.
            able = [i for i in able if office in offices[i]] or [i for i in able if not offices[i]]
        at = bisect_left(starts, name.start)
        # Somebody of that surname has only a title in this article, and was the last one named.
        stranger = not office and rest and (at == 0 or rest[-1].start > starts[at - 1])
        if not able or stranger:
            if stranger:
                short.unsure.add(name.left)
            rest.append(name)
            continue
        chosen = able[0] if len(able) == 1 else nearest(fits, able, anchors, at)
        fits[chosen].names.append(name)
        if sex:
            fits[chosen].sexes[sex] += 1
        if len(able) > 1 or rest and not office:
            fits[chosen].unsure.add(name.left)
    return rest


def office_before(t: Tokens, name: Name) -> str:
    """The office that stands as a title right before a name: "president", "lady"; empty for "Mr." and for none."""
    i = name.start - 1
    if i < 0 or t.sentence_of[i] != t.sentence_of[name.start]:
        return ""
    low = t.lower[i].rstrip(".")
    office = _OFFICE_FORMS.get(low, low)
    if office not in _OFFICES:
        return ""
    return f"vice {office}" if i and t.lower[i - 1] == "vice" else office


def is_anchor(name: Name, person: Person) -> bool:
    """True for a mention that names its person beyond doubt: with more words than the surname, or with "Jr."."""
    words, generation = name_parts(name.text)
    return len(words) > 1 or bool(generation) or name.left not in person.unsure and len(person.words) == 1


def nearest(fits: list[Person], able: list[int], anchors: list[tuple[int, int]], at: int) -> int:
    """Whom the nearest full name before means; without one before, the nearest after."""
    # A bare surname is seldom the son's: "Jr." is written out each time.
    elder = [i for i in able if fits[i].generation != "jr"] or able
    for place in range(at - 1, max(-1, at - 50), -1):
        if anchors[place][1] in elder:
            return anchors[place][1]
    for place in range(at, min(len(anchors), at + 50)):
        if anchors[place][1] in elder:
            return anchors[place][1]
    return elder[0]


def join_misspelt(people: list[Person]) -> list[Person]:
    """A bare long surname that differs by a letter or two from exactly one full name's is that person's, unsure."""
    from rapidfuzz.distance import OSA

    lone = [p for p in people if not p.full and len(p.words[0]) > 6 and len(p.names) == 1]
    if not lone:
        return people
    full = [p for p in people if p.full and len(p.words[-1]) > 6]
    for person in lone[:50]:
        word = person.words[0]
        close = [p for p in full if p.words[-1][0] == word[0] and OSA.distance(p.words[-1], word, score_cutoff=2) <= 2]
        if len(close) == 1 and not opposed(person, close[0]):
            close[0].unsure |= {name.left for name in person.names}
            absorb(close[0], person)
            people = [p for p in people if p is not person]
    return people
