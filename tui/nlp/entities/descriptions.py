"""Whom a description without a name means: "the U.S. president", "the Mexican leader", "the lawyer".

It is matched with the roles that the article gives to its people; a country, a party, "former" and "vice" must not
contradict each other, and of several who fit the one named last is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..tokens import Tokens
from .places import PLACES, country_of, country_of_people, place_key
from .roles import (
    HONORIFICS,
    Description,
    Held,
    describe,
    is_person_noun,
    phrase,
    singular,
)
from .rows import Row
from .words import KIN

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
_DEFINITE = frozenset(("the", "this", "that"))


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
    words = t.text[t.starts[held.what.start] : t.ends[held.what.end - 1]]
    if not held.what.noun:
        return f"“{' '.join(words.split())}” stands before the name in the article"
    return f"called “{' '.join(words.split())}” in the article"


def is_definite(t: Tokens, what: Description) -> bool:
    """True for "the president", "Mexico's president" and a bare "President", not for "a president"."""
    before = t.lower[what.start - 1] if what.start else ""
    if any(t.lower[i] in HONORIFICS for i in range(max(0, what.head - 2), what.head)):
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
