"""Mentions that are written the same way, and what kind of thing they are likely to name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..tokens import Tokens
from .evidence import (
    KIND_OF,
    Votes,
    context_votes,
    name_head,
    noun_kind,
    word_votes,
)
from .name import Name
from .places import GROUPS, SAME_PLACES, country_of, group_key, place_key
from .words import KNOWN_BODIES, NOT_NAMES, SAME_BODIES, TITLES

_FOLLOWER_ENDINGS = ("ists", "ist", "ians", "ian", "ites", "ite")

MODEL_SAYS = 3.0
"""What the recogniser's labels of all mentions weigh together at most."""


@dataclass(slots=True, eq=False)
class Cluster:
    """All mentions that are written the same way."""

    key: str
    names: list[Name] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    kind: str = ""

    _text: tuple[list[Name], int, str] | None = field(default=None, init=False, repr=False)

    @property
    def text(self) -> str:
        """The way of writing it that occurs most."""
        # Asked a hundred times, and another only after a mention has come or the list was changed for another.
        known = self._text
        if known is None or known[0] is not self.names or known[1] != len(self.names):
            most = Counter([name.text for name in self.names]).most_common(1)[0][0]
            known = self._text = (self.names, len(self.names), most)
        return known[2]

    @property
    def words(self) -> list[str]:
        """The words of `text`."""
        return self.text.split()

    def label(self, kinds: Sequence[str]) -> str:
        """The recogniser's most frequent label among `kinds`, or an empty string."""
        seen = Counter(name.label for name in self.names if name.label in kinds)
        return seen.most_common(1)[0][0] if seen else ""


def surface_key(text: str) -> str:
    """One key for the ways of writing one name: without article, dots and case; other names of a country are one."""
    country = country_of(text)
    if country:
        return f"country {country}".lower()
    if text.lower() in GROUPS:
        return group_key(text)
    key = place_key(text).replace("-", " ").replace("‑", " ")
    key = SAME_BODIES.get(key, key)
    return SAME_PLACES.get(key, key) if text != "La" else key


def cluster(names: Iterable[Name]) -> list[Cluster]:
    """The names gathered by the way they are written, in order of first mention."""
    clusters: dict[str, Cluster] = {}
    for name in names:
        key = surface_key(name.text)
        clusters.setdefault(key, Cluster(key)).names.append(name)
    return list(clusters.values())


def weigh(t: Tokens, clusters: Sequence[Cluster]) -> None:
    """Settle the kind of each cluster by all votes."""
    at_token: dict[int, Cluster] = {}
    for one in clusters:
        one.votes = defaultdict(float, word_votes(one.text))
        labels = Counter(KIND_OF[name.label] for name in one.names if name.label)
        share = min(1.0, MODEL_SAYS / max(1, labels.total()))
        for kind, count in labels.items():
            one.votes[kind] += count * share
        for name in one.names:
            context_votes(t, name, one.votes)
            at_token[name_head(t, name)] = one
        settle(one)
    derived_words(clusters)
    full_names(clusters)
    followers(clusters)
    for one, kind, weight in list(listed(t, at_token)):
        one.votes[kind] += weight
        settle(one)


def followers(clusters: Sequence[Cluster]) -> None:
    """A vote for groups for words like "Brightist" and "Brightians" beside a name like "Brightism"."""
    counts = Counter(word[:n] for word in {one.words[0].lower() for one in clusters} for n in range(6, len(word)))
    for one in clusters:
        word = one.text.lower()
        root = next((word[: -len(end)] for end in _FOLLOWER_ENDINGS if word.endswith(end)), "")
        if len(one.words) == 1 and counts[root] > 1:
            one.votes["GROUP"] += 3
            settle(one)


def full_names(clusters: Sequence[Cluster]) -> None:
    """A vote for persons for longer names that end in a surname which stands with "Mr." or "Ms." elsewhere."""
    surnames = {one.words[0].lower() for one in clusters if len(one.words) == 1 and one.votes["PERSON"] >= 4}
    surnames -= {one.words[-1].lower() for one in clusters if len(one.words) > 1 and one.kind == "PERSON"}
    for one in clusters:
        if one.kind != "PERSON" and 1 < len(one.words) < 4 and one.words[-1].lower() in surnames:
            one.votes["PERSON"] += 2.5
            settle(one)


def derived_words(clusters: Sequence[Cluster]) -> None:
    """A vote against persons for words made from a person's name: "Smithism" beside "Smith"."""
    surnames = {one.words[-1].lower() for one in clusters if one.kind == "PERSON"}
    for one in clusters:
        word = one.text.lower()
        if one.kind == "PERSON" and len(one.words) == 1 and any(word[:n] in surnames for n in range(4, len(word) - 2)):
            one.votes["PERSON"] -= 3
            one.votes["THING"] += 1
            settle(one)


def settle(one: Cluster) -> None:
    """Set the kind that has the most votes; none where there is no vote for any."""
    kind, best = max(one.votes.items(), key=lambda vote: vote[1], default=("", 0.0))
    one.kind = kind if best > 0 else ""


def listed(t: Tokens, at_token: dict[int, Cluster]) -> Iterator[tuple[Cluster, str, float]]:
    """A vote for each name in a list ("gods such as A, B and C") for the kind of its noun, and of most of the list."""
    lists: dict[int, list[int]] = defaultdict(list)
    for token in at_token:
        first = token
        while t.deps[first] == "conj" and t.heads[first] < first:
            first = t.heads[first]
        lists[first].append(token)
    for first, tokens in lists.items():
        kind = noun_before_list(t, first)
        if kind:
            for token in tokens:
                yield at_token[token], kind, 2.5
        elif len(tokens) > 1:
            kinds = Counter(at_token[token].kind for token in tokens if at_token[token].kind)
            for kind, count in kinds.most_common(1):
                if count * 2 > len(tokens) or len(tokens) == 2:
                    for token in tokens:
                        yield at_token[token], kind, min(2.0, 0.8 * (count - (at_token[token].kind == kind)))


def noun_before_list(t: Tokens, first: int) -> str:
    """The kind that a list is announced to have: "gods such as X, Y", "critics like X"."""
    preposition = t.heads[first]
    if t.deps[first] != "pobj" or t.lower[preposition] not in ("as", "like", "including"):
        return ""
    if t.lower[preposition] == "as" and t.lower[preposition - 1] != "such":
        return ""
    noun = t.heads[preposition]
    if t.pos[noun] not in ("NOUN", "PROPN"):
        noun = next((i for i in range(preposition - 1, max(-1, preposition - 4), -1) if t.tags[i] == "NNS"), noun)
    return noun_kind(t.lemmas[noun]) if t.pos[noun] == "NOUN" else ""


def is_office(t: Tokens, name: Name) -> bool:
    """True for a stretch that is part of an office ("Home" Secretary) or stands for a rank behind a name (", QC")."""
    if name.text.lower() in KNOWN_BODIES or country_of(name.text):
        return False
    before, after = name.start - 1, name.end
    if after < len(t) and t.lower[after] in ("secretary", "minister", "undersecretary") and t.words[after][0].isupper():
        return bool(t.spaced[after - 1]) and name.label == "ORG" and after - name.start < 3
    if after - name.start == 1 and name.text.isupper() and len(name.text) < 4 and before > 0 and t.words[before] == ",":
        return t.pos[before - 1] == "PROPN" and (after >= len(t) or t.words[after] in (",", "."))
    return False


def accept_runs(t: Tokens, clusters: Sequence[Cluster], runs: Sequence[Name]) -> list[Name]:
    """Those of the overlooked `runs` that are names: known ones, and others with good evidence or that are repeated."""
    known = {one.key for one in clusters}
    fresh = [one for one in cluster(runs) if one.key not in known]
    weigh(t, fresh)
    good = {one.key for one in fresh if is_worth(t, one)}
    return [run for run in runs if surface_key(run.text) in known or surface_key(run.text) in good]


def is_worth(t: Tokens, one: Cluster) -> bool:
    """True where a run of proper nouns is a name rather than a stray capital."""
    if one.text.lower() in NOT_NAMES | TITLES:
        return False
    inside = [name for name in one.names if t.sentence(name.start)[0] != name.start]
    score = one.votes[one.kind] if one.kind else 0.0
    if len(one.words) > 1:
        return score >= (1.5 if inside else 2.5) or len(one.names) > 1
    if one.text.isupper() and len(one.text) > 5:
        return False
    return bool(inside) and (score >= 3 or len(inside) > 1 and score >= 0.7 or len(inside) > 2)


def forms(t: Tokens, clusters: Iterable[Cluster]) -> Iterable[tuple[str, ...]]:
    """The words under which the named may occur again."""
    for one in clusters:
        if one.kind == "GROUP" or all(name.quoted for name in one.names):
            continue
        for name in one.names:
            words = tuple(t.words[name.start : name.end])
            if t.starts[name.start] == name.left and t.ends[name.end - 1] == name.right:
                yield words
                if one.kind == "PERSON" and len(words) > 1:
                    last = -3 if len(words) > 3 and words[-2] in ("-", "‑") else -1
                    yield words[last:]
                    yield words[last - 1 :]
