"""People: finds whose name is part of another's full name.

A surname, a given name or a shortened name goes to the full name it is part of. Two full names are one person only if
nothing in them disagrees: mixing two people is worse than showing one of them twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from ..tokens import Tokens
from .folding import fold
from .given_names import GIVEN_NAMES, likely_gender, same_given
from .name import Name
from .name_words import (
    DISTINGUISHING_OFFICES,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    FULL_TITLES,
    GENERATIONS,
    KIN,
    MALE_NOUNS,
    MALE_TITLES,
    ROYAL,
    SUFFIXES,
    TITLES,
)

_SURNAME_FIRST = re.compile(r"\w+ \w+[-‑][a-z]\w+")
_INITIALS = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z]\.)")
"""Where one initial ends and the next begins."""
_JUNIOR = {"jr": "jr", "jr.": "jr", "junior": "jr", "sr": "sr", "sr.": "sr", "senior": "sr"}


@lru_cache(maxsize=8192)
def name_parts(text: str) -> tuple[tuple[str, ...], str]:
    """The folded words of a person's name without titles and suffixes, and "jr", "sr", "ii" … or an empty string."""
    if " " in text:
        text = _INITIALS.sub(" ", text)  # "J.C. Vale"
    words = text.replace(",", " ").replace("-", " ").replace("‑", " ").split()
    generation = ""
    while len(words) > 1 and words[-1].lower() in SUFFIXES | GENERATIONS:
        last = words.pop().lower()
        if last in GENERATIONS:
            generation = _JUNIOR.get(last, last)
    while len(words) > 1 and words[0].lower() in TITLES:
        words.pop(0)
    folded = tuple(fold(word) for word in words)
    # A full stop on its own is folded to nothing.
    return tuple(word for word in folded if word) or folded, generation


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a full name, or with a short one that is part of no full name."""

    words: tuple[str, ...]
    generation: str
    names: list[Name] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    """First code points of the mentions that could mean somebody else."""
    genders: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Evidence in the article for "m" and "f"."""

    @property
    def full(self) -> bool:
        """True for a name of more than one word."""
        return len(self.words) > 1

    def forms(self) -> set[tuple[str, ...]]:
        """The words of all its names, and the same without initials."""
        forms = {name_parts(text)[0] for text in {name.text for name in self.names}} | {self.words}
        return forms | {tuple(word for word in form if len(word) > 1) or form for form in forms}

    def gender(self) -> str:
        """ "m", "f" or "": from the article, or else guessed from the given name."""
        return self.stated_gender() or (likely_gender(self.words[0]) if self.full else "")

    def stated_gender(self) -> str:
        """ "m" or "f" if the article says so, else ""."""
        man, woman = self.genders["m"], self.genders["f"]
        return "" if man == woman else "m" if man > woman else "f"


def title_gender(t: Tokens, name: Name) -> str:
    """ "m" or "f" if a title or a noun for a man or a woman is right before the name, else ""."""
    for i in range(name.start - 1, max(-1, name.start - 4), -1):
        low = t.lower[i]
        if t.pos[i] == "VERB":
            return ""  # "We miss Ana"
        if low in MALE_TITLES or low in MALE_NOUNS:
            return "m"
        if low in FEMALE_TITLES or low in FEMALE_NOUNS:
            return "f"
        if low not in TITLES and t.pos[i] not in ("PROPN", "ADJ"):
            return ""
    return ""


def same_person(one: Person, other: Person) -> bool:
    """True if two full names can be one person's: "Donald J. Trump" and "Donald Trump", but not "Trump Jr."."""
    if one.generation != other.generation or one.words[-1] != other.words[-1]:
        return False
    if not same_given(one.words[0], other.words[0]):
        # "Karim Amari" is Abdul Karim Hassan Amari.
        return has_inner_names(one.words, other.words) or has_inner_names(other.words, one.words)
    middle, others = one.words[1:-1], other.words[1:-1]
    if not middle or not others:
        return True
    if len(middle) != len(others):
        return middle[0][0] == others[0][0] and set(middle) & set(others) != set()
    return all(a[0] == b[0] and (min(len(a), len(b)) == 1 or a == b) for a, b in zip(middle, others, strict=True))


def has_inner_names(short: Sequence[str], full: Sequence[str]) -> bool:
    """True for a surname with a given name which is not the first of the full name: two names at least, none of them an
    initial."""
    rest = iter(full[1:])
    return len(short) > 1 and all(len(word) > 2 and word in rest for word in short)


def is_surname_first(text: str) -> bool:
    """True for a Chinese or Korean name like "Wu Shu-chen", whose last syllable is nobody's surname."""
    return bool(_SURNAME_FIRST.fullmatch(text))


def part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """True if `short` is the beginning, the end or a middle part of `full`, but not all of it."""
    n = len(short)
    if n >= len(full):
        return False
    return any(tuple(full[i : i + n]) == tuple(short) for i in range(len(full) - n + 1))


def gather_people(t: Tokens, names: Iterable[Name]) -> list[Person]:
    """One `Person` for each person named. A short name that fits several people is marked unsure."""
    by_words: dict[tuple[tuple[str, ...], str], Person] = {}
    for name in names:
        words, generation = name_parts(name.text)
        person = by_words.setdefault((words, generation), Person(words, generation))
        person.names.append(name)
        gender = title_gender(t, name)
        if gender:
            person.genders[gender] += 1
    people = merge_full(join_monarchs(list(by_words.values())))
    people = join_aliases(t, people)
    return place_short(t, people)


def join_monarchs(people: list[Person]) -> list[Person]:
    """The people with "Elizabeth" joined to the only "Elizabeth II" or the like of the article."""
    numbered: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        if not person.full and person.generation not in ("", *_JUNIOR.values()):
            numbered[person.words].append(person)
    kept: list[Person] = []
    for person in people:
        fits = [] if person.full or person.generation else numbered[person.words]
        if len(fits) == 1:
            absorb(fits[0], person)
        else:
            kept.append(person)
    return kept


def join_aliases(t: Tokens, people: list[Person]) -> list[Person]:
    """The people with other names joined to those they belong to: "Leo Vale, better known as Rook", who is also Rook
    Vale."""
    at_end = {name.end: person for person in people if person.full for name in person.names}
    by_words = {person.words: person for person in people}
    gone: set[int] = set()
    for person in people:
        ends = [_end_before_alias(t, name) for name in person.names]
        known = next((at_end[end] for end in ends if end in at_end), person)
        if known is person or known.words[-1] == person.words[-1] or id(known) in gone:
            continue
        for other in (person, by_words.get((*person.words, known.words[-1]), person)):
            if id(other) not in gone:
                absorb(known, other)
                gone.add(id(other))
    return [person for person in people if id(person) not in gone]


def _end_before_alias(t: Tokens, name: Name) -> int:
    """One past the last token of the name that this is another name for: Leo Vale in "Leo Vale, better known as Rook".
    0 if it is for none."""
    i = name.start - 1
    while i > 0 and (not t.words[i][0].isalnum() or t.lower[i] in ("the", "simply", "just")) and t.words[i] != ",":
        i -= 1
    if t.lower[max(0, i - 1) : i + 1] == ["known", "as"]:
        i -= 2
    elif t.lower[i] in ("alias", "aka", "a.k.a.", "nicknamed"):
        i -= 1
    else:
        return 0
    while i > 0 and t.lower[i] in ("better", "best", "also", "widely", "commonly", "popularly", "otherwise", ",", "("):
        i -= 1
    return i + 1


def merge_full(people: list[Person]) -> list[Person]:
    """The people with full names of one person merged. A name that fits two different people stays by itself."""
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
    """True if the article calls one a man and the other a woman."""
    stated = {one.stated_gender(), other.stated_gender()}
    return stated == {"m", "f"}


def absorb(person: Person, other: Person) -> None:
    """Give `other`'s names to `person`. The more frequent of the two names counts for comparison."""
    if len(other.names) > len(person.names) and len(other.words) == len(person.words):
        person.words = other.words
    person.names += other.names
    person.unsure |= other.unsure
    for gender, votes in other.genders.items():
        person.genders[gender] += votes


def place_short(t: Tokens, people: list[Person]) -> list[Person]:
    """The people after each short name ("Ruiz", "Ana", "López Obrador") has gone to the full name it is part of."""
    # By one word and by two: thousands of people called John are not all compared with each other.
    holders: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    forms = {id(person): person.forms() for person in people}
    for person in people:
        starts = [form[i : i + n] for form in forms[id(person)] for n in (1, 2) for i in range(len(form) + 1 - n)]
        for start in dict.fromkeys(starts):
            holders[start].append(person)
        initials = "".join(word[0] for word in person.words if word)
        if len(person.words) > 2:
            holders[(initials,)].append(person)
    gone: set[int] = set()
    given = {person.words[0] for person in people if person.full}
    # Longer names first: when "López" is placed, "López Obrador" already belongs to the full name. Then given names,
    # which tell whom of a family the article is about.
    for person in sorted(people, key=lambda p: (-len(p.words), p.words[0] not in given)):
        fits = [
            other
            for other in holders[tuple(person.words[:2])]
            if id(other) not in gone and other is not person and is_short_for(person, other, forms[id(other)])
        ]
        if person.generation:
            fits = [other for other in fits if other.generation == person.generation]
        # A single word is more likely a surname: "Cruz" is Ana Cruz and not Cruz Bay, which may be a misread name.
        ends = [other for other in fits if other.words[-len(person.words) :] == person.words]
        fits = ends if ends and person.words[0] not in GIVEN_NAMES else fits
        if fits:
            left = share_out(t, person, fits)
            person.names = left
            if not left:
                gone.add(id(person))
    return join_misspelt([person for person in people if id(person) not in gone])


def is_short_for(short: Person, full: Person, forms: Iterable[Sequence[str]]) -> bool:
    """True if a name is part of the full name in one of its `forms`, or its initials, as in "JFK"."""
    if len(short.words) == 1 and is_surname_first(full.names[0].text):
        return short.words[0] == full.words[0]
    if any(part_of(short.words, form) for form in forms):
        return True
    if len(short.words) > 1 or len(full.words) < 3 or not short.names[0].text.replace(".", "").isupper():
        return False
    return short.words[0] == "".join(word[0] for word in full.words)


def share_out(t: Tokens, short: Person, fits: list[Person]) -> list[Name]:
    """Give each mention of a short name to the one of `fits` it means. Returns those that mean none of them."""
    anchors = sorted((name.start, i) for i, one in enumerate(fits) for name in one.names if is_anchor(name, one))
    starts = [start for start, _ in anchors]
    offices = [{office for name in person.names if (office := office_of(t, name))} for person in fits]
    ladies = {i for i, one in enumerate(offices) if "lady" in one}
    relatives = {i for i, one in enumerate(offices) if one - DISTINGUISHING_OFFICES}
    opposite = any(not of_gender(fits, title_gender(t, name)) for name in short.names)
    rest: list[Name] = []
    early: list[Name] = []
    for name in sorted(short.names, key=lambda name: name.start):
        gender = title_gender(t, name)
        # A given name with the surname needs no office to tell who is meant.
        office = office_before(t, name) if len(short.words) == 1 else ""
        able = of_gender(fits, gender)
        at = bisect_left(starts, name.start)
        if office in ROYAL:
            able = [i for i in able if office in offices[i]]
        elif office:
            # "President Vale" is not Ana Vale, whom the article calls First Lady, but a Vale called President; nor is
            # she, if the article has a Mr. Vale and gives her no office.
            called = [i for i in able if office in offices[i]]
            # The only one with the surname, named before with another office, has moved to this one.
            moved = at > 0 and len(fits) == 1 and offices[0] <= DISTINGUISHING_OFFICES - {"lady"}
            able = called or ([] if opposite else [i for i in able if moved or not offices[i]])
        if at == 0 and not gender and not office:
            early.append(name)
            continue
        # Somebody with this surname has only a title in the article, and was named last.
        stranger = not office and rest and (at == 0 or rest[-1].start > starts[at - 1])
        if not able or stranger:
            if stranger:
                short.unsure.add(name.left)
            rest.append(name)
            continue
        # A surname alone does not mean the first lady.
        main = [i for i in able if gender or office or i not in ladies] or able
        chosen = main[0] if len(main) == 1 else nearest(fits, main, relatives, anchors, at)
        fits[chosen].names.append(name)
        if gender:
            fits[chosen].genders[gender] += 1
        if len(able) > 1 or rest and not office:
            fits[chosen].unsure.add(name.left)
    if not early:
        return rest
    others = [one for i, one in enumerate(fits) if i not in ladies] or fits
    return [*give_early(short, early, others, rest), *rest]


def give_early(short: Person, early: list[Name], fits: Sequence[Person], rest: Sequence[Name]) -> list[Name]:
    """Give the mentions of a short name before any full name, as in a headline, to the main person of that name.
    Returns them if they mean none of `fits`."""
    main, sure = main_person(fits, rest)
    holder = short if main is None else main
    holder.unsure |= set() if sure else {name.left for name in early}
    if main is None:
        return early
    main.names += early
    return []


def of_gender(people: Sequence[Person], gender: str) -> list[int]:
    """The numbers of the people of whom a title for that gender may be used."""
    return [i for i, person in enumerate(people) if not gender or person.gender() in ("", gender)]


def main_person(fits: Sequence[Person], rest: Sequence[Name]) -> tuple[Person | None, bool]:
    """Whom a bare surname means before any full name, as in a headline: the person of that surname whom the article
    mentions most, and whether nobody comes near. None is the person who has only the names in `rest`."""
    named: list[tuple[Person | None, Sequence[Name]]] = [(person, person.names) for person in fits]
    named = sorted(
        [*named, (None, rest)], key=lambda one: (-len(one[1]), min((name.start for name in one[1]), default=0))
    )
    (main, most), (_, second) = named[:2]
    return main, len(most) >= 2 * len(second)


def office_before(t: Tokens, name: Name) -> str:
    """The office right before a name as its title: "president", "lady"; empty for "Mr." and for none."""
    i = name.start - 1
    if i < 0 or t.sentence_of[i] != t.sentence_of[name.start]:
        return ""
    low = t.lower[i].rstrip(".")
    office = "judge" if low == "justice" else FULL_TITLES.get(low, low)
    if office not in DISTINGUISHING_OFFICES:
        return ""
    return f"vice {office}" if i and t.lower[i - 1] == "vice" else office


def office_of(t: Tokens, name: Name) -> str:
    """The office before a name, also as "the first lady, Ana Vale"; or what kin the person is: "his wife, Ana Vale"."""
    before = name.start - 1
    if (office := office_before(t, name)) or before < 1 or t.sentence_of[before] != t.sentence_of[name.start]:
        return office
    before -= t.words[before] == ","
    return t.lower[before] if t.lower[before] in DISTINGUISHING_OFFICES or t.lemmas[before] in KIN else ""


def is_anchor(name: Name, person: Person) -> bool:
    """True for a mention that certainly names its person: with more words than the surname, or with "Jr.", or by the
    given name."""
    words, generation = name_parts(name.text)
    if person.full and words == person.words[:1]:
        return True
    return len(words) > 1 or bool(generation) or name.left not in person.unsure and len(person.words) == 1


def nearest(
    fits: list[Person], able: list[int], relatives: Collection[int], anchors: list[tuple[int, int]], at: int
) -> int:
    """The person who has the most full names; of several not one of the `relatives`, who are introduced as somebody's
    kin, then the one with the most names so far, and then the one named last before the mention, or first after."""
    # A surname alone seldom means the son, whose "Jr." is usually repeated, or a relative named in passing.
    introduced = {i for _, i in anchors[:at]}
    able = [i for i in able if i in introduced] or able
    elder = [i for i in able if fits[i].generation != "jr"] or able
    times = Counter(i for _, i in anchors)
    most = max(times[i] for i in elder)
    elder = [i for i in elder if times[i] == most]
    elder = [i for i in elder if i not in relatives] or elder
    most = max(len(fits[i].names) for i in elder)
    elder = [i for i in elder if len(fits[i].names) == most]
    for place in range(at - 1, max(-1, at - 50), -1):
        if anchors[place][1] in elder:
            return anchors[place][1]
    for place in range(at, min(len(anchors), at + 50)):
        if anchors[place][1] in elder:
            return anchors[place][1]
    return elder[0]


def join_misspelt(people: list[Person]) -> list[Person]:
    """The people with misspelt names joined: those a letter or two from exactly one full name. Marked unsure."""
    once = [p for p in people if len(p.names) == 1 and (p.full or len(p.words[0]) > 6)]
    full = [p for p in people if p.full]
    gone: set[int] = set()
    for person in once[:50]:
        close = [p for p in full if p is not person and id(p) not in gone and is_misspelling(person.words, p.words)]
        if len(close) == 1 and not opposed(person, close[0]) and person.generation == close[0].generation:
            close[0].unsure |= {name.left for name in person.names}
            absorb(close[0], person)
            gone.add(id(person))
    return [person for person in people if id(person) not in gone]


def is_misspelling(words: Sequence[str], full: Sequence[str]) -> bool:
    """True if `words` are a surname or a full name that is a letter or two from the full name.

    Two known given names are two people, and so are names like Samir and Samira.
    """
    if len(words) == 1:
        full = full[-1:]
    if len(words) != len(full):
        return False
    unlike = [(a, b) for a, b in zip(words, full, strict=True) if a != b]
    if len(unlike) != 1:
        return False
    one, other = unlike[0]
    if one[0] != other[0] or min(len(one), len(other)) < 5 or {one, other} <= GIVEN_NAMES:
        return False
    if one.rstrip("aeiou") == other or other.rstrip("aeiou") == one:
        return False
    limit = 2 if min(len(one), len(other)) > (6 if len(words) == 1 else 5) else 1
    return OSA.distance(one, other, score_cutoff=limit) <= limit
