"""Whom a description without a name means: "the U.S. president", "the Mexican leader", "the lawyer".

It is matched with the roles that the article gives its people. A country, a party, "former" and "vice" must not
contradict each other; of several people who fit, it means the one named last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..lexicon import word_map
from ..tokens import Tokens
from .description import Description, describe, is_person_noun, is_singular, noun_phrase
from .name_words import HONORIFICS, KIN, LAWMAKERS, RULERS
from .places import PLACES, country_of, country_of_people, place_key
from .referents import Referent
from .roles import RoleHolder

_LOOSER = {noun: frozenset(nouns.split()) for noun, nouns in word_map("titles", "looser").items()}
_LOOSER["leader"] |= RULERS
for _noun in ("lawmaker", "legislator", "politician"):
    _LOOSER[_noun] = _LOOSER.get(_noun, frozenset()) | LAWMAKERS
"""Looser noun to the roles it may stand for."""

_NATIONAL = RULERS | {"leader", "counterpart"}
_GENERIC = frozenset(
    ("man", "woman", "person", "child", "boy", "girl", "official", "member", "expert", "source", "resident", "citizen")
)
_DEFINITE = frozenset(("the", "this", "that"))


class ResolvedDescription(NamedTuple):
    """A noun phrase for a person, and whom it means."""

    description: Description
    referent: int | None
    """The number of the person; None for somebody without a name."""
    reason: str
    """For the reader; empty without a referent."""
    unsure: bool = False
    """True if the sentence that named the person last also names somebody else whom it fits."""


def find_descriptions(
    t: Tokens, referents: Sequence[Referent], roles: Sequence[RoleHolder]
) -> dict[int, ResolvedDescription]:
    """The noun phrases for one person by head token: roles next to a name, and those without one."""
    inside = {i for one in referents if one.label != "NORP" for name in one.names for i in range(name.start, name.end)}
    role_at = {role.description.head: role for role in roles}
    people = [(number, referent) for number, referent in enumerate(referents) if referent.label == "PERSON"]
    mentions = sorted((name.start, number) for number, referent in people for name in referent.names)
    ties = [*roles, *_countries_before(t, people)]
    resolver = Resolver(t, _holders_of(roles), mentions, _home_country(referents), _nationals_of(ties))
    found: dict[int, ResolvedDescription] = {}
    for i in range(len(t)):
        if i in role_at:
            found[i] = ResolvedDescription(role_at[i].description, role_at[i].referent, "named right next to it")
        elif i not in inside and t.pos[i] in ("NOUN", "PROPN") and is_person_noun(t, i) and is_singular(t, i):
            if t.deps[i] in ("compound", "nmod", "amod") and t.heads[i] > i:
                continue
            description = describe(t, i, *noun_phrase(t, i, t.sentence(i)[0]))
            means_known = _is_definite(t, description) and not _precedes_name(t, description)
            holder, unsure = resolver.holder(description) if means_known else (None, False)
            if holder:
                found[i] = ResolvedDescription(description, holder.referent, _reason(t, holder), unsure)
            else:
                found[i] = ResolvedDescription(description, None, "")
    return found


def _holders_of(roles: Sequence[RoleHolder]) -> dict[str, list[RoleHolder]]:
    """Noun to the roles with it, each once for a person."""
    holders: dict[str, dict[object, RoleHolder]] = defaultdict(dict)
    for role in roles:
        what = role.description
        holders[what.noun][role.referent, what.qualifiers, what.others, what.countries, what.former] = role
    return {noun: list(found.values()) for noun, found in holders.items()}


def _nationals_of(roles: Sequence[RoleHolder]) -> dict[str, dict[int, RoleHolder]]:
    """Country to the people with a role in it: "Mexican President", "his Mexican counterpart"."""
    found: dict[str, dict[int, RoleHolder]] = defaultdict(dict)
    for role in roles:
        if not role.description.noun or role.description.noun in _NATIONAL:
            for country in role.description.countries:
                found[country].setdefault(role.referent, role)
    return found


def _countries_before(t: Tokens, people: Sequence[tuple[int, Referent]]) -> Iterator[RoleHolder]:
    """A role without a noun for each person in "Peru's Diego Salas"."""
    none = frozenset[str]()
    for number, referent in people:
        for name in referent.names:
            owner = name.start - 2
            if owner < 0 or t.lower[name.start - 1] not in ("'s", "’s"):
                continue
            for first in (owner, owner - 1):
                country = country_of(" ".join(t.words[max(0, first) : owner + 1]))
                if country:
                    of_country = frozenset((country,))
                    yield RoleHolder(
                        number, Description(max(0, first), name.start, owner, "", none, none, of_country, False)
                    )
                    break


def _home_country(referents: Sequence[Referent]) -> str:
    """The country named most often, by its own names and its people's."""
    counts: Counter[str] = Counter()
    for referent in referents:
        if referent.label in ("GPE", "NORP"):
            for name in referent.names:
                country = country_of(name.text) or country_of_people(name.text)
                if country:
                    counts[country] += 1
    return counts.most_common(1)[0][0] if counts else ""


def _reason(t: Tokens, holder: RoleHolder) -> str:
    """Why a description means the holder of this role, for the reader."""
    words = " ".join(t.text_between(holder.description.start, holder.description.end).split())
    if not holder.description.noun:
        return f"“{words}” precedes the name in the article"
    return f"called “{words}” in the article"


def _is_definite(t: Tokens, description: Description) -> bool:
    """True for "the president", "Mexico's president" and a bare "President", but not for "a president"."""
    start, head = description.start, description.head
    before = t.lower[start - 1] if start else ""
    if any(t.lower[i] in HONORIFICS for i in range(max(0, head - 2), head)):
        return False  # "Mr. President" addresses somebody
    if before in _DEFINITE or any(t.lower[i] in ("'s", "’s") for i in range(start, head)):
        return True
    return t.words[head][0].isupper() and before not in ("a", "an") and t.pos[head] == "PROPN"


def _precedes_name(t: Tokens, description: Description) -> bool:
    """True for the title of somebody else, even if the name was not recognised: "China's Vice Premier Liu"."""
    after = description.end
    if after >= len(t) or t.sentence_of[after] != t.sentence_of[description.head] or not t.spaced[after - 1]:
        return False
    return t.pos[after] == "PROPN" and t.words[after][:1].isupper()


@dataclass(slots=True)
class Resolver:
    """Finds who holds a role."""

    tokens: Tokens
    holders: Mapping[str, Sequence[RoleHolder]]
    """Noun to the roles with it."""
    mentions: Sequence[tuple[int, int]]
    """First token and referent of each mention of a person, in order."""
    home: str
    """The country the article is most about: a "President" without a country is likely its president."""
    nationals: Mapping[str, Mapping[int, RoleHolder]]
    """Country to the people, by referent, with a role in it."""

    def holder(self, description: Description) -> tuple[RoleHolder | None, bool]:
        """The role, and so the person, that a definite description means, and whether that is unsure; None if it fits
        nobody in particular."""
        if description.noun in _GENERIC or description.noun in KIN:
            return None, False
        fits: dict[int, tuple[float, RoleHolder]] = {}
        for noun in (description.noun, *sorted(_LOOSER.get(description.noun, frozenset()) - {description.noun})):
            if noun != description.noun and any(place_key(other) not in PLACES for other in description.others):
                continue  # "the party leader" is not just any president
            for holder in self.holders.get(noun, ()):
                fit = agreement(description, holder.description, self.home)
                if fit > 0 and (holder.referent not in fits or fit > fits[holder.referent][0]):
                    fits[holder.referent] = fit, holder
        if not fits:
            return self._compatriot(description), False
        best = max(fit for fit, _ in fits.values())
        able = {referent: holder for referent, (fit, holder) in fits.items() if fit == best}
        at = bisect_left(self.mentions, (description.start, -1))
        named = [(start, who) for start, who in reversed(self.mentions[max(0, at - 199) : at]) if who in able]
        if named:
            last = named[0][1]
            begin = self.tokens.sentence(named[0][0])[0]
            return able[last], any(who != last and start >= begin for start, who in named)
        return (next(iter(able.values())) if len(able) == 1 else None), False

    def _compatriot(self, description: Description) -> RoleHolder | None:
        """The only person from the country of "the Mexican leader", if no role says what he or she leads."""
        if description.noun not in _NATIONAL or description.others or description.former or description.qualifiers:
            return None
        nationals = [self.nationals.get(country, {}) for country in description.countries]
        found = {referent: holder for group in nationals for referent, holder in group.items()}
        return next(iter(found.values())) if len(found) == 1 else None


def agreement(description: Description, role: Description, home: str) -> float:
    """How well a description fits a role; 0 if they contradict each other."""
    plain = not description.qualifiers and role.qualifiers <= {"chief", "first"}
    if description.qualifiers != role.qualifiers and not plain:
        return 0.0
    if description.countries and not description.countries & (role.countries or {home}):
        return 0.0
    if description.former and not role.former:
        return 0.0
    fit = 1.0
    if role.former and not description.former:
        fit -= 0.5
    if description.countries and description.countries & role.countries:
        fit += 1.0
    elif role.countries and not description.countries:
        fit -= 0.2
    shared = description.others & role.others
    if description.others and role.others and not shared:
        return 0.0
    return fit + 0.5 * bool(shared)
