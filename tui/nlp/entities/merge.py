"""Which names of bodies, places, events and things are names of one: acronyms, short forms, other word orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..tokens import Tokens
from .clusters import Cluster
from .people import fold
from .places import DEMONYMS, PLACES, country_of, place_key
from .words import COMPANY_WORDS, CONNECTORS, KNOWN_BODIES, ORG_HEADS, PLACE_HEADS

_TAILS = COMPANY_WORDS | {"group", "company", "magazine", "newspaper", "international", "worldwide"}
_SWAPPED = frozenset(("department", "ministry", "office", "bureau"))
_STATE_BODIES = frozenset(("congress", "senate", "army", "navy", "parliament"))
_ALONE = PLACES | KNOWN_BODIES | {"state", "hill", "house"}
"""Single words that are names by themselves."""
_SMALL = CONNECTORS | {"in", "at", "against"}


class Groups:
    """Clusters that name one thing, joined step by step."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = clusters
        self.above = list(range(len(clusters)))

    def root(self, i: int) -> int:
        """The number of the cluster that stands for the group of cluster `i`."""
        while self.above[i] != i:
            self.above[i] = self.above[self.above[i]]
            i = self.above[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make the groups of two clusters one."""
        self.above[self.root(i)] = self.root(j)

    def groups(self) -> list[list[Cluster]]:
        """The clusters of each group, in order of first mention."""
        found: dict[int, list[Cluster]] = defaultdict(list)
        for i, one in enumerate(self.clusters):
            found[self.root(i)].append(one)
        return list(found.values())


def merge_names(t: Tokens, clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """The clusters that are no persons and no peoples, grouped by what they name."""
    groups = Groups(clusters)
    join_same_words(groups)
    by_words = {tuple(words_of(one)): i for i, one in enumerate(clusters)}
    join_acronyms(t, groups)
    for i, one in enumerate(clusters):
        for shorter in short_forms(words_of(one), one):
            j = by_words.get(shorter)
            if j is not None and j != i and may_join(clusters[j], one):
                groups.join(j, i)
    join_makers(groups)
    join_heads(t, groups)
    return groups.groups()


def words_of(one: Cluster) -> list[str]:
    """The words of a name for comparing: folded, without an article."""
    words = [fold(word) for word in one.text.replace("-", " ").replace(",", " ").split()]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def may_join(short: Cluster, long: Cluster) -> bool:
    """False where the two are surely different kinds of things."""
    if short.kind == long.kind or not short.kind or not long.kind:
        return True
    firm = short.votes[short.kind] >= 5 and short.votes[long.kind] < 2
    return not firm


def join_same_words(groups: Groups) -> None:
    """Join names that differ in small words or word order only: "Department of State", "State Department"."""
    seen: dict[object, int] = {}
    for i, one in enumerate(groups.clusters):
        content = [word for word in words_of(one) if word not in _SMALL]
        content = [(country_of(word.upper() if len(word) < 4 else word.title()) or word).lower() for word in content]
        if len(content) < 2:
            continue
        key: object = frozenset(content) if _SWAPPED & set(content) and len(content) < 4 else tuple(content)
        if key in seen:
            groups.join(i, seen[key])
        else:
            seen[key] = i


def join_acronyms(t: Tokens, groups: Groups) -> None:
    """Join "APEC" with the longer name it is made of, where just one is, or where it stands right behind it."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for i, one in enumerate(groups.clusters):
        for initials in initials_of(one.words):
            by_initials[initials].append(i)
        for name in one.names:
            ends[name.end] = i
    for i, one in enumerate(groups.clusters):
        if not is_acronym(one.text):
            continue
        letters = one.text.replace(".", "").replace("&", "").lower()
        before = {
            ends[name.start - 1] for name in one.names if t.words[name.start - 1] == "(" and name.start - 1 in ends
        }
        fits = list(dict.fromkeys(by_initials.get(letters, ())))
        sure = [j for j in fits if j in before] or [j for j in before if loosely(letters, groups.clusters[j].words)]
        same = [j for j in fits if groups.clusters[j].kind == one.kind]
        if len({groups.root(j) for j in fits}) > 1:
            fits = same
        if sure or len({groups.root(j) for j in fits}) == 1:
            groups.join(i, (sure or fits)[0])


def is_acronym(text: str) -> bool:
    """True for two to seven capitals, with or without dots."""
    letters = text.replace(".", "").replace("&", "")
    if country_of(text):
        return False
    return 1 < len(letters) < 8 and letters.isupper() and letters.isalpha()


def initials_of(words: Sequence[str]) -> list[str]:
    """The acronyms that the words of a name may have: without small words, and with them."""
    parts = [part for word in words for part in word.split("-") if part]
    big = [part[0].lower() for part in parts if part.lower() not in _SMALL and part[0].isalpha()]
    every = [part[0].lower() for part in parts if part[0].isalpha()]
    return ["".join(letters) for letters in (big, every) if len(letters) > 1]


def loosely(letters: str, words: Sequence[str]) -> bool:
    """True where the letters occur in the name in their order and the first of each is the name's first."""
    text = "".join(words).lower()
    if len(words) < 2 or not text.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


def short_forms(words: list[str], one: Cluster) -> Iterable[tuple[str, ...]]:
    """Shorter names under which the same may be known."""
    n = len(words)
    if n < 2:
        return
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "in")), 0)
    if cut > 1:
        yield tuple(words[:cut])
    if cut and words[:cut] in (["church"], ["city"], ["state"], ["kingdom"], ["town"]):
        rest = [word for word in words[cut + 1 :] if word != "the"]
        if words[0] != "church" or place_key(" ".join(rest)) not in PLACES:
            yield tuple(rest)
    if words[-1] in _TAILS:
        yield tuple(words[:-1])
    if n > 2 and is_acronym(one.words[0]):
        yield tuple(words[1:])
    if words[-1] in ("dc", "d.c."):
        yield tuple(words[:-1])
    for k in (1, 2):
        if n > k and is_place_word(" ".join(words[:k])) and (n - k > 1 or words[-1] in _STATE_BODIES):
            yield tuple(words[k:])


def is_place_word(text: str) -> bool:
    """True for a place or a people in front of a body's name: "UK" Home Office, "British" Red Cross."""
    return place_key(text) in PLACES or text in DEMONYMS or text in ("us", "uk")


def join_heads(t: Tokens, groups: Groups) -> None:
    """Join a body's kind alone with a capital ("the Church") with the only longer name in the text that has it."""
    longer: dict[str, set[int]] = defaultdict(set)
    for i, one in enumerate(groups.clusters):
        words = words_of(one)
        if len(words) > 1 and one.kind in ("ORG", "PLACE", "EVENT"):
            cut = next((k for k, word in enumerate(words) if k and word in ("of", "for", "on")), len(words))
            longer[words[cut - 1]].add(i)
    for i, one in enumerate(groups.clusters):
        words = words_of(one)
        if len(words) == 1 and (words[0] in ORG_HEADS or words[0] in PLACE_HEADS) and one.key not in _ALONE:
            fits = {groups.root(j) for j in longer.get(words[0], ())}
            if len(fits) == 1 and may_join(one, groups.clusters[next(iter(fits))]):
                groups.join(i, next(iter(fits)))


def join_makers(groups: Groups) -> None:
    """Join a product with its name without the maker's: "Acme Rocket" and "Rocket"."""
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(groups.clusters):
        words = words_of(one)
        if len(words) > 1 and one.kind in ("THING", "ORG", ""):
            longer[tuple(words[1:])].append(i)
    for i, one in enumerate(groups.clusters):
        words = words_of(one)
        fits = longer.get(tuple(words), [])
        if len(fits) != 1 or words[-1] in ORG_HEADS or words[-1] in PLACE_HEADS or not words[-1].isalpha():
            continue
        if "THING" in (one.kind, groups.clusters[fits[0]].kind) and one.kind in ("THING", "ORG", ""):
            groups.join(i, fits[0])
