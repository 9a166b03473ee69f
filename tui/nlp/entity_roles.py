"""What the article calls its people besides their names, and whom such a description means elsewhere.

"Mexican President" before a name, "the lawyer" behind it, "is the senator" in a sentence about him: each is a role with
its place. A later "the U.S. president" or "the lawyer" is resolved through them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .entity_evidence import name_head
from .entity_places import GROUPS, PLACES, country_of, country_of_people, group_key, place_key
from .entity_rows import Row
from .entity_tokens import Tokens
from .entity_words import FEMALE_NOUNS, FEMALE_TITLES, KIN, MALE_NOUNS, MALE_TITLES, PERSON_NOUNS, TITLES

_HONORIFICS = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lord", "lady", "dame", "prof", "prof."]
)
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
_LAWMAKERS = {"senator", "representative", "congressman", "congresswoman", "deputy", "lawmaker", "legislator"}
_RULERS = {
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "dictator",
    "ruler",
    "emir",
    "sultan",
    "chairman",
}
_WIDER = {
    "leader": _RULERS | {"leader"},
    "lawmaker": _LAWMAKERS,
    "legislator": _LAWMAKERS,
    "politician": _LAWMAKERS | {"governor", "mayor", "minister"},
    "congressman": {"representative"},
    "congresswoman": {"representative"},
    "spokesperson": {"spokesman", "spokeswoman"},
    "candidate": {"nominee", "contender"},
    "nominee": {"candidate"},
    "lawyer": {"attorney", "barrister", "solicitor"},
    "attorney": {"lawyer", "barrister"},
    "executive": {"ceo", "chairman"},
}
"""Which roles a looser word may stand for."""
_GENERIC = frozenset(
    ("man", "woman", "person", "child", "boy", "girl", "official", "member", "expert", "source", "resident", "citizen")
)
_FORMER = frozenset(("former", "ex", "late", "onetime", "then"))
_FIXED = frozenset(
    ("prime", "vice", "deputy", "first", "foreign", "interior", "defense", "defence", "finance", "chief")
)
_IS = frozenset(("is", "was", "'s", "’s", "became", "becomes", "remains"))
_DEFINITE = frozenset(("the", "this", "that"))


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
    return low not in _HONORIFICS and (t.lemmas[i] in PERSON_NOUNS or low in TITLES and low not in _FORMER | _FIXED)


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
        if low in _HONORIFICS and noun == start:
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
    stop = t.subtree_end(preposition)
    while end < stop and (
        t.pos[end] in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PART") or t.lower[end] in ("&", "and", "-")
    ):
        end += 1
    while end > preposition and t.pos[end - 1] in ("ADP", "DET", "CCONJ"):
        end -= 1
    return end


class Described(NamedTuple):
    """A noun phrase for a person, and whom it means where one can tell."""

    what: Description
    row: int | None
    reason: str


def find_descriptions(t: Tokens, rows: Sequence[Row], roles: Sequence[Held]) -> dict[int, Described]:
    """The noun phrases for one person by head token: roles beside a name, and those that stand alone."""
    inside = {i for row in rows if row.label != "NORP" for name in row.names for i in range(name.start, name.end)}
    at_role = {held.what.head: held for held in roles}
    people = [(number, row) for number, row in enumerate(rows) if row.label == "PERSON"]
    seen = sorted((name.start, number) for number, row in people for name in row.names)
    ties = [*roles, *country_before(t, people)]
    resolver = Resolver(holders_of(roles), seen, home_country(rows), nationals_of(ties))
    found: dict[int, Described] = {}
    for i in range(len(t)):
        if i in at_role:
            found[i] = Described(at_role[i].what, at_role[i].row, "named right beside it")
        elif i not in inside and t.pos[i] in ("NOUN", "PROPN") and is_person_noun(t, i) and singular(t, i):
            if t.deps[i] in ("compound", "nmod", "amod") and t.heads[i] > i:
                continue
            what = describe(t, i, *phrase(t, i, t.sentence(i)[0])[:2])
            held = resolver.holder(what) if is_definite(t, what) else None
            found[i] = Described(what, held.row, reason_of(t, held)) if held else Described(what, None, "")
    return found


def holders_of(roles: Sequence[Held]) -> dict[str, list[Held]]:
    """Noun to the roles with it, each once a person."""
    holders: dict[str, dict[object, Held]] = defaultdict(dict)
    for held in roles:
        what = held.what
        holders[what.noun][held.row, what.fixed, what.others, what.countries, what.former] = held
    return {noun: list(found.values()) for noun, found in holders.items()}


def nationals_of(roles: Sequence[Held]) -> dict[str, dict[int, Held]]:
    """Country to the persons who have a role of it: "Mexican President", "his Mexican counterpart"."""
    found: dict[str, dict[int, Held]] = defaultdict(dict)
    for held in roles:
        for country in held.what.countries if held.what.noun in _RULERS | {"leader", "counterpart", ""} else ():
            found[country].setdefault(held.row, held)
    return found


def country_before(t: Tokens, people: Sequence[tuple[int, Row]]) -> Iterator[Held]:
    """A tie to a country for each person in "Peru's Diego Salas"."""
    for number, row in people:
        for name in row.names:
            owner = name.start - 2
            if owner < 0 or t.lower[name.start - 1] not in ("'s", "’s"):
                continue
            for first in (owner, owner - 1):
                country = country_of(" ".join(t.words[max(0, first) : owner + 1]))
                if country:
                    none = frozenset[str]()
                    what = Description(max(0, first), name.start, owner, "", none, none, frozenset((country,)), False)
                    yield Held(number, what)
                    break


def home_country(rows: Sequence[Row]) -> str:
    """The country named most, by its names and its people's."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.label in ("GPE", "NORP"):
            for name in row.names:
                country = country_of(name.text) or country_of_people(name.text)
                if country:
                    counts[country] += 1
    return counts.most_common(1)[0][0] if counts else ""


def reason_of(t: Tokens, held: Held) -> str:
    """Why a description means the holder of this role, for the reader."""
    words = t.text[t.starts[held.what.start] : t.end_of(held.what.end - 1)]
    if not held.what.noun:
        return f"“{' '.join(words.split())}” stands before the name in the article"
    return f"called “{' '.join(words.split())}” in the article"


def is_definite(t: Tokens, what: Description) -> bool:
    """True for "the president", "Mexico's president" and a bare "President", not for "a president"."""
    before = t.lower[what.start - 1] if what.start else ""
    if any(t.lower[i] in _HONORIFICS for i in range(max(0, what.head - 2), what.head)):
        return False  # "Mr. President" speaks to somebody
    if before in _DEFINITE or any(t.lower[i] in ("'s", "’s") for i in range(what.start, what.head)):
        return True
    return t.words[what.head][0].isupper() and before not in ("a", "an") and t.pos[what.head] == "PROPN"


@dataclass(slots=True)
class Resolver:
    """Finds who holds a role."""

    holders: Mapping[str, Sequence[Held]]
    seen: Sequence[tuple[int, int]]
    """First token and row of each mention of a person, in order."""
    home: str
    """The country the article is most about: a "President" without a country is likely its president."""
    nationals: Mapping[str, Mapping[int, Held]]
    """Country to the persons, by row, whom some role ties to it."""

    def holder(self, what: Description) -> Held | None:
        """The role, and so the person, that a definite description means; None where nobody in particular fits."""
        if what.noun in _GENERIC or what.noun in KIN:
            return None
        fits: dict[int, tuple[float, Held]] = {}
        for noun in {what.noun} | _WIDER.get(what.noun, set()):
            if noun != what.noun and any(place_key(other) not in PLACES for other in what.others):
                continue  # "the party leader" is not just any president
            for held in self.holders.get(noun, ()):
                fit = agreement(what, held.what, self.home)
                if fit > 0 and (held.row not in fits or fit > fits[held.row][0]):
                    fits[held.row] = fit, held
        if not fits:
            return self.compatriot(what)
        best = max(fit for fit, _ in fits.values())
        able = {row: held for row, (fit, held) in fits.items() if fit == best}
        at = bisect_left(self.seen, (what.start, -1))
        for place in range(at - 1, max(-1, at - 200), -1):
            if self.seen[place][1] in able:
                return able[self.seen[place][1]]
        return next(iter(able.values())) if len(able) == 1 else None

    def compatriot(self, what: Description) -> Held | None:
        """The only person tied to the country of "the Mexican leader", where no role says what he or she leads."""
        if what.noun not in _RULERS | {"leader", "counterpart"} or what.others or what.former or not what.countries:
            return None
        found = {row: held for country in what.countries for row, held in self.nationals.get(country, {}).items()}
        return next(iter(found.values())) if len(found) == 1 else None


def agreement(what: Description, role: Description, home: str) -> float:
    """How well a description fits a role; 0 where they contradict each other."""
    if what.fixed != role.fixed and not (not what.fixed and role.fixed <= {"chief", "first"}):
        return 0.0
    if what.countries and not what.countries & (role.countries or {home}):
        return 0.0
    if what.former and not role.former:
        return 0.0
    fit = 1.0
    if role.former and not what.former:
        fit -= 0.5
    if what.countries and what.countries & role.countries:
        fit += 1.0
    elif role.countries and not what.countries:
        fit -= 0.2
    shared = what.others & role.others
    if what.others and role.others and not shared:
        return 0.0
    return fit + 0.5 * bool(shared)


def noun_gender(t: Tokens, i: int) -> str:
    """ "m" or "f" where the noun at token `i` is for a man or a woman, else ""."""
    low, lemma = t.lower[i], t.lemmas[i]
    if low in FEMALE_NOUNS or lemma in FEMALE_NOUNS or low in FEMALE_TITLES:
        return "f"
    return "m" if low in MALE_NOUNS or lemma in MALE_NOUNS or low in MALE_TITLES else ""
