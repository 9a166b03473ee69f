"""Mentions that are written the same way, and the kind of thing they are likely to name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .kind_votes import KIND_OF, Votes, context_votes, name_head, noun_kind, word_votes
from .name import Name
from .name_words import COMPANY_WORDS, FIRM_NOUNS, HONORIFICS, KNOWN_BODIES, LAW_HEADS, PLACE_PREPOSITIONS, SAME_BODIES
from .places import (
    DEMONYMS,
    GROUPS,
    PLACES,
    REGIONS,
    SAME_PLACES,
    STATE_OF_POSTAL,
    STATE_OF_SHORT,
    US_STATES,
    are_inhabitants,
    country_of,
    group_key,
    place_key,
)

_FOLLOWER_ENDINGS = ("ists", "ist", "ians", "ian", "ites", "ite")

_DOMAIN_END = re.compile(r"(?<=\w)\.com$")
"""The end of a firm's name that is also its address on the web."""

_FIRST_WORDS = GIVEN_NAMES | set(DEMONYMS)
"""Words that begin other names than those of organisations."""

RECOGNISER_WEIGHT = 3.0
"""The largest total weight of the recogniser's labels of all mentions."""


@dataclass(slots=True, eq=False)
class Cluster:
    """All mentions that are written the same way."""

    key: str
    names: list[Name] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    recognised: Votes = field(default_factory=lambda: defaultdict(float))
    """The part of `votes` that comes from the recogniser's labels."""
    kind: str = ""
    """The kind with the most votes; empty if there is no vote for any."""
    text: str = ""
    """The most frequent way of writing it."""
    words: list[str] = field(default_factory=list)
    """The words of `text`."""

    @property
    def texts(self) -> set[str]:
        """All ways of writing it."""
        return {name.text for name in self.names}

    def evidence(self, kind: str) -> float:
        """The votes for a kind without those of the recogniser."""
        return self.votes[kind] - self.recognised[kind]

    def add_vote(self, kind: str, weight: float) -> None:
        """Add to the votes for a kind, and choose the kind again."""
        self.votes[kind] += weight
        self.choose_kind()

    def choose_kind(self) -> None:
        """Set the kind that has the most votes, or else the one that the recogniser saw."""
        kind, most = max(self.votes.items(), key=lambda vote: (vote[1], self.recognised[vote[0]]), default=("", 0.0))
        self.kind = kind if most > 0 else max(self.recognised, key=lambda kind: self.recognised[kind], default="")


@lru_cache(maxsize=8192)
def surface_key(text: str) -> str:
    """One key for the ways of writing a name: without article, dots, case and ".com".

    All names of a country have one key.
    """
    country = country_of(text)
    if country:
        return f"country {country}".lower()
    if text.lower() in GROUPS:
        return group_key(text)
    key = place_key(_DOMAIN_END.sub("", text)).replace("-", " ").replace("‑", " ")
    key = SAME_BODIES.get(key, key)
    return SAME_PLACES.get(key, key) if text != "La" else key


def _state_key(t: Tokens, name: Name) -> str:
    """The key of a state of the U.S. for "Ga.", for "GA" after a comma and in "R-Ga"; else an empty string."""
    state = STATE_OF_SHORT.get(name.text, "")
    if not state and name.start and t.words[name.start - 1] in (",", "-"):
        # The full stop of "Wyo." is a token of its own.
        state = STATE_OF_POSTAL.get(name.text, "") or STATE_OF_SHORT.get(f"{name.text}.", "")
    return place_key(state)


_OFFICES_AFTER = ("secretary", "minister", "undersecretary", "judge")
_OFFICES_OF = (["secretary", "of"], ["secretaries", "of"], ["minister", "of"], ["ministers", "of"])

_EMIRATES = "emirates"
"""The key of the airline, not of the country."""
_AIRLINES = ("airlines", "airways")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj")


def _airline_key(t: Tokens, name: Name, airlines: dict[str, str]) -> str:
    """The key of the airline that a name is short for, or an empty string.

    "Emirates" is the country only with an article. "Ethiopian" is Ethiopian Airlines where it is a subject or an
    object without an article. `airlines` are those of `_airlines`.
    """
    low = t.lower[name.start - 1] if name.start else ""
    if name.text == "Emirates" and low != "the":
        return _EMIRATES
    is_argument = t.deps[name.start] in _ARGUMENTS and low not in ("a", "an", "the")
    return airlines.get(name.text, "") if is_argument else ""


def _airlines(names: Iterable[Name]) -> dict[str, str]:
    """The keys of airlines like Ethiopian Airlines by the word for a people with which their names begin."""
    pairs = [name.words for name in names if len(name.words) == 2]
    return {
        first: surface_key(f"{first} {last}")
        for first, last in pairs
        if last.lower() in _AIRLINES and first.lower() in DEMONYMS
    }


def make_clusters(t: Tokens, names: Iterable[Name]) -> list[Cluster]:
    """The names gathered by the way they are written, in order of first mention, each with its kind."""
    by_key: dict[str, Cluster] = {}
    names = list(names)
    airlines = _airlines(names)
    for name in names:
        key = _state_key(t, name) or _airline_key(t, name, airlines) or surface_key(name.text)
        by_key.setdefault(key, Cluster(key)).names.append(name)
    clusters = list(by_key.values())
    at_token: dict[int, Cluster] = {}
    for cluster in clusters:
        cluster.text = Counter([name.text for name in cluster.names]).most_common(1)[0][0]
        cluster.words = cluster.text.split()
        cluster.votes = defaultdict(float, word_votes(cluster.text))
        if cluster.key in (_EMIRATES, *airlines.values()):
            cluster.votes = defaultdict(float, {"ORG": 8.0})
        if cluster.key in US_STATES:
            cluster.votes["PLACE"] = max(cluster.votes["PLACE"], 5.0)
        labels = Counter(KIND_OF[name.label] for name in cluster.names if name.label)
        share = min(1.0, RECOGNISER_WEIGHT / max(1, labels.total()))
        for kind, count in labels.items():
            cluster.recognised[kind] = count * share
            cluster.votes[kind] += cluster.recognised[kind]
        inhabitants = are_inhabitants(cluster.text)
        if inhabitants:
            cluster.votes["GROUP"] += cluster.recognised["PLACE"]  # a team's name stays a team's
        for name in cluster.names:
            context_votes(t, name, cluster.votes)
            at_token[name_head(t, name)] = cluster
        if cluster.text.lower() in GROUPS - GIVEN_NAMES and not any(_has_honorific(t, name) for name in cluster.names):
            cluster.votes["PERSON"] = min(0.0, cluster.votes["PERSON"])  # "Ana Vale, Republican of Iowa"
        if inhabitants:
            cluster.votes["PLACE"] = min(0.0, cluster.votes["PLACE"])
        cluster.choose_kind()
    _add_full_names(clusters)
    _add_followers(clusters)
    _add_short_laws(clusters)
    _add_short_bodies(t, clusters)
    _add_firms(t, at_token)
    for cluster, kind, weight in list(_list_votes(t, at_token)):
        cluster.add_vote(kind, weight)
    return clusters


def _has_honorific(t: Tokens, name: Name) -> bool:
    """True for "Mr. French", who is nobody's people."""
    return name.start > 0 and t.lower[name.start - 1] in HONORIFICS


def _add_full_names(clusters: Sequence[Cluster]) -> None:
    """A vote for persons for longer names that end in a surname which has "Mr." or "Ms." elsewhere, and for things of
    two words that end in a person's surname."""
    surnames = {c.words[0].lower() for c in clusters if len(c.words) == 1 and c.votes["PERSON"] >= 4}
    surnames -= {c.words[-1].lower() for c in clusters if len(c.words) > 1 and c.kind == "PERSON"}
    alone = {c.words[0].lower() for c in clusters if len(c.words) == 1 and c.kind == "PERSON"} - surnames
    for cluster in clusters:
        last, size = cluster.words[-1].lower(), len(cluster.words)
        titled = cluster.kind != "PERSON" and 1 < size < 4 and last in surnames
        if titled or cluster.kind == "THING" and size == 2 and last in alone:
            cluster.add_vote("PERSON", 2.5)


def _add_followers(clusters: Sequence[Cluster]) -> None:
    """A vote for groups for words like "Brightist" and "Brightians" if the article has a name like "Brightism"."""
    first_words = {cluster.words[0].lower() for cluster in clusters}
    for cluster in clusters:
        word = cluster.text.lower()
        root = next((word[: -len(end)] for end in _FOLLOWER_ENDINGS if word.endswith(end)), "")
        if len(cluster.words) == 1 and len(root) > 5:
            alike = sum(other.startswith(root) for other in first_words)
            if alike > 1:
                cluster.add_vote("GROUP", 3)


def _add_short_laws(clusters: Sequence[Cluster]) -> None:
    """A vote for things for a law without its last word: "Halden-Moss" beside "Halden-Moss Act"."""
    laws = {tuple(cluster.words[:-1]) for cluster in clusters if cluster.words[-1].lower() in LAW_HEADS}
    for cluster in clusters:
        if "-" in cluster.text and tuple(cluster.words) in laws:
            cluster.add_vote("THING", 4)


def _add_short_bodies(t: Tokens, clusters: Sequence[Cluster]) -> None:
    """A vote for organisations for the first words of one named before: "Halden" after "Halden Steel".

    Such a word alone is often mistaken for a place or a person. It may be one if the words around it say so. The
    headline, where the short form may come first, does not count as before, and "Halden Inc." says what Halden is
    wherever it comes.
    """
    bodies: dict[tuple[str, ...], int] = {}
    full_names = [cluster.words for cluster in clusters if cluster.kind == "PERSON" and len(cluster.words) > 1]
    people = {word for words in full_names for word in words}
    for cluster in clusters:
        whole = [word.rstrip(",") for word in cluster.words]
        company = whole[-1].lower() in COMPANY_WORDS
        for n in range(1, len(whole) if cluster.kind == "ORG" else 0):
            bodies.setdefault(tuple(whole[:n]), -1 if company else cluster.names[0].left)
    for cluster in clusters:
        words = tuple(cluster.words)
        if cluster.kind not in ("PLACE", "PERSON") or words not in bodies or not people.isdisjoint(words):
            continue
        first = next((name.left for name in cluster.names if t.paragraph_of[name.start]), cluster.names[0].left)
        known = cluster.key in PLACES or cluster.key in REGIONS or words[0].lower() in _FIRST_WORDS
        margin = cluster.evidence(cluster.kind) - cluster.evidence("ORG")
        if bodies[words] < first and not known and margin < 0.5 and _acts(t, cluster):
            cluster.add_vote("ORG", cluster.recognised[cluster.kind] + 0.5)


def _add_firms(t: Tokens, at_token: dict[int, Cluster]) -> None:
    """A vote for organisations for an unknown place that the next sentence calls "the company"."""
    for i, lemma in enumerate(t.lemmas):
        if lemma not in FIRM_NOUNS or t.deps[i] != "nsubj" or t.lower[i - 1] != "the":
            continue
        end = t.sentence(i)[0]
        before = t.sentence(end - 1)[0] if end else 0
        heads = [k for k in range(before, end) if k in at_token]
        named = [at_token[k] for k in heads if at_token[k].kind in ("ORG", "PLACE")]
        subjects = [k for k in heads if at_token[k].kind in ("ORG", "PLACE") and t.deps[k] == "nsubj"]
        if not subjects or at_token[subjects[0]] is not named[0] or t.paragraph_of[before] != t.paragraph_of[i]:
            continue
        if named[0].kind == "PLACE" and named[0].key not in PLACES:
            named[0].add_vote("ORG", named[0].votes["PLACE"] + 0.5)


def _acts(t: Tokens, cluster: Cluster) -> bool:
    """True for a name that is a subject, an owner or part of a description ("Halden spokeswoman Ida Moss") somewhere,
    and nowhere a place where something happens."""
    heads = [name_head(t, name) for name in cluster.names]
    located = cluster.kind == "PLACE" and any(
        name.start and t.lower[name.start - 1] in ("the", *PLACE_PREPOSITIONS) for name in cluster.names
    )
    return not located and any(t.deps[head] in ("nsubj", "nsubjpass", "poss", "compound", "nmod") for head in heads)


def _list_votes(t: Tokens, at_token: dict[int, Cluster]) -> Iterator[tuple[Cluster, str, float]]:
    """A vote for each name in a list ("gods such as A, B and C") for the kind of its noun, or of most of the list."""
    lists: dict[int, list[int]] = defaultdict(list)
    for token in at_token:
        first = token
        while t.deps[first] == "conj" and t.heads[first] < first:
            first = t.heads[first]
        lists[first].append(token)
    for first, tokens in lists.items():
        kind = _kind_before_list(t, first)
        if kind:
            for token in tokens:
                yield at_token[token], kind, 2.5
        elif len(tokens) > 1:
            kinds = Counter(at_token[token].kind for token in tokens if at_token[token].kind)
            for kind, count in kinds.most_common(1):
                if count * 2 > len(tokens) or len(tokens) == 2:
                    for token in tokens:
                        yield at_token[token], kind, min(2.0, 0.8 * (count - (at_token[token].kind == kind)))


def _kind_before_list(t: Tokens, first: int) -> str:
    """The kind that the noun before a list announces: "gods such as X, Y", "critics like X"."""
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
    """True for a part of an office ("Home" Secretary, Secretary of "State") and for a rank after a name (", QC")."""
    if t.lower[max(0, name.start - 2) : name.start] in _OFFICES_OF and place_key(name.text) not in PLACES:
        return True
    if name.text.lower() in KNOWN_BODIES or country_of(name.text):
        return False
    before, after = name.start - 1, name.end
    if after < len(t) and t.lower[after] in _OFFICES_AFTER and t.words[after][0].isupper():
        is_body = name.label == "ORG" or t.lower[after] == "judge"
        return bool(t.spaced[after - 1]) and is_body and after - name.start < 3
    if after - name.start == 1 and name.text.isupper() and len(name.text) < 4 and before > 0 and t.words[before] == ",":
        return t.pos[before - 1] == "PROPN" and (after >= len(t) or t.words[after] in (",", "."))
    return False


def repeatable_forms(t: Tokens, clusters: Iterable[Cluster]) -> Iterator[tuple[str, ...]]:
    """The words under which the named things may occur again."""
    for cluster in clusters:
        if cluster.kind == "GROUP" or all(name.quoted for name in cluster.names):
            continue
        for name in cluster.names:
            words = tuple(t.words[name.start : name.end])
            if t.starts[name.start] == name.left and t.ends[name.end - 1] == name.right:
                yield words
                if cluster.kind == "PERSON" and len(words) > 1:
                    last = -3 if len(words) > 3 and words[-2] in ("-", "‑") else -1
                    yield words[last:]
                    yield words[last - 1 :]
