"""Acronyms ("APEC") and the names that they are short for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..tokens import Tokens
from .abbreviations import is_abbreviation
from .cluster_groups import SMALL, SWAPPED, ClusterGroups, is_place_word, is_within
from .clusters import Cluster
from .name_words import COMPANY_WORDS, KNOWN_BODIES, SAME_BODIES
from .places import PLACES, country_of

_HUMP = re.compile(r"-|(?<=[a-z])(?=[A-Z][a-z])")
"""Where a word of a name is two: "BlueHarbor"."""


def join_acronyms(t: Tokens, groups: ClusterGroups) -> None:
    """Join "APEC" with the only name that has these initials, or with the name right before it."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for i, cluster in enumerate(groups.clusters):
        for initials in _initials_of(cluster.words):
            by_initials[initials].append(i)
            if cluster.kind == "PLACE":
                by_initials[f"{initials}u"].append(i)  # "Northern Illinois" is also NIU, its university
        for name in cluster.names:
            ends[name.end] = i
    for i, cluster in enumerate(groups.clusters):
        before = {
            ends[name.start - 1] for name in cluster.names if t.words[name.start - 1] == "(" and name.start - 1 in ends
        }
        british = 3 < len(cluster.text) < 8 and cluster.text.istitle() and cluster.text.isalpha()  # "Nafta"
        if not is_acronym(cluster.text) and not british and not (before and is_abbreviation(cluster.text)):
            continue
        letters = cluster.text.replace(".", "").replace("&", "").lower()
        fits = list(dict.fromkeys(by_initials.get(letters, ())))
        if letters in SAME_BODIES:  # "U.N." is not the U.S. Navy
            fits = [j for j in fits if not set(SAME_BODIES[letters].split()).isdisjoint(groups.words[j])]
        sure = [j for j in fits if j in before] or [
            j for j in before if _may_stand_for(cluster, letters, groups.clusters[j], alone=len(before) == 1)
        ]
        if british:
            sure = [j for j in fits if len(groups.words[j]) > 3]
            fits = []
        if not fits and not before and cluster.kind == "ORG" and not british and cluster.key not in KNOWN_BODIES:
            fits = _looser_fits(groups, cluster, letters)
        least = min(fits, key=lambda j: len(groups.words[j]), default=0)
        if all(is_within(groups.words[least], groups.words[j]) for j in fits):
            fits = fits and [least]  # a name with and without "of America"
        same = [j for j in fits if groups.clusters[j].kind == cluster.kind]
        if len({groups.root(j) for j in fits}) > 1:
            fits = same
        if sure or len({groups.root(j) for j in fits}) == 1:
            groups.join(i, (sure or fits)[0])


def _looser_fits(groups: ClusterGroups, acronym: Cluster, letters: str) -> list[int]:
    """The organisations named before an acronym that it may come from: one inner letter is not the first of a word."""
    return [
        j
        for j, whole in enumerate(groups.clusters)
        if whole.kind == "ORG"
        and whole.names[0].left < acronym.names[0].left
        and _loosely(letters, whole.words)
        and any(
            is_within(letters[:k] + letters[k + 1 :], [word[0].lower() for word in whole.words])
            for k in range(1, len(letters) - 1)
        )
    ]


def is_acronym(text: str) -> bool:
    """True for two to seven capitals, with or without dots."""
    letters = text.replace(".", "").replace("&", "")
    if country_of(text):
        return False
    return 1 < len(letters) < 8 and letters.isupper() and letters.isalpha()


def _initials_of(words: Sequence[str]) -> list[str]:
    """The acronyms that a name may have: with and without its small words, and without "Co." or "Inc." at its end."""
    parts = [part for word in words for part in _HUMP.sub(" ", word).split() if part[0].isalpha()]
    big = [part for part in parts if part.lower() not in SMALL]
    core = [part for part in big if part.lower() not in COMPANY_WORDS]
    # "Public Utilities Commission" of California is the PUC there.
    local = core[1:] if core and is_place_word(core[0].lower()) and len(core) > 3 else core
    first = parts[: parts.index("and")] if "and" in parts[3:] else parts
    before_and = [part for part in first if part.lower() not in SMALL]
    if len(before_and) > 3 and is_place_word(before_and[0].lower()):
        before_and = before_and[1:]  # the CDC are the "U.S. Centers for Disease Control and Prevention"
    # The "Department of Veterans Affairs" is the VA.
    field = [part for part in big if part.lower() not in SWAPPED] if len(big) > 2 else big
    # The "American Civil Liberties Union" of Wyoming is the ACLU there.
    head = parts[: parts.index("of")] if "of" in parts[2:] and is_place_word(parts[-1].lower()) else parts
    # The "Secret Service" is also the USSS.
    american = ["u", "s", *core] if len(core) > 1 else []
    acronyms = [
        "".join(part[0].lower() for part in some)
        for some in (big, parts, core, local, field, before_and, head, american)
    ]
    return list(dict.fromkeys(letters for letters in acronyms if len(letters) > 1))


def _may_stand_for(acronym: Cluster, letters: str, whole: Cluster, *, alone: bool) -> bool:
    """True if an acronym in brackets right after a name is short for it, though it is not made of its initials.

    The letters may come from inside the words, or from another language: "Party for Freedom (PVV)".
    """
    if _loosely(letters, whole.words):
        return True
    foreign = alone and whole.kind == "ORG" and len(whole.words) > 1 and len(letters) > 2
    return foreign and acronym.key not in KNOWN_BODIES and acronym.key not in PLACES


def _loosely(letters: str, words: Sequence[str]) -> bool:
    """True if the letters occur in the name in this order, beginning with its first letter."""
    text = "".join(words).lower()
    if len(words) < 2 or not text.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True
