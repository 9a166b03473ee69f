"""What the names of an article refer to: one referent for each real person, organisation, place, event and thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tokens import Tokens
from .clusters import Cluster, is_office, make_clusters, repeatable_forms
from .headlines import cut_in_headlines, table_heads, title_case_paragraphs
from .kind_votes import context_votes, is_center, is_numbered_law, is_storm, word_votes
from .name import Name
from .name_words import BUILDING_HEADS, CLUB_NICKNAMES, KNOWN_BODIES, LAW_HEADS, NAME_PARTICLES, PLACE_HEADS, WORK_HEADS
from .people import Person, gather_people, is_misspelling, is_surname_first, name_parts
from .places import GROUPS, PLACES, REGIONS, place_key
from .recognised_names import find_names
from .repeats import cut_to_known, find_repeats, prefer_longer
from .runs import accept_runs, find_runs
from .same_name import merge_names
from .surname_or_place import person_votes

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACE_LABELS = ("GPE", "LOC", "FAC")
DOUBTFUL = 2.5
"""Margin of votes for a place below which a person's surname that is also a place stays doubtful."""

_THING_LABELS = ("PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")


@dataclass(slots=True, eq=False)
class Referent:
    """One person, organisation, place, event, thing or group."""

    label: str
    """OntoNotes."""
    names: list[Name]
    """In order of the text."""
    unsure: set[int] = field(default_factory=set)
    """First code points of the mentions that could mean somebody else."""
    person: Person | None = None


def find_referents(doc: Doc, t: Tokens) -> list[Referent]:
    """The referents of `doc` in order of first mention."""
    headlines = title_case_paragraphs(t)
    names = [name for name in find_names(doc, t, headlines) if not is_office(t, name)]
    names = cut_in_headlines(t, names, headlines) if headlines else names
    runs = accept_runs(t, names, find_runs(t, names, headlines))
    wider = {i for run in runs for i in range(run.start, run.end)}
    names = [*runs, *(name for name in names if wider.isdisjoint(range(name.start, name.end)))]
    names = _without_column_heads(t, sorted(names, key=lambda name: name.start))
    names = prefer_longer(t, cut_to_known(t, names))
    repeats = find_repeats(t, repeatable_forms(t, make_clusters(t, names)), names)
    clusters = make_clusters(t, sorted([*names, *repeats], key=lambda name: name.left))
    parts = {word for cluster in clusters if len(cluster.words) > 1 for word in cluster.words}
    referents = _group(t, [cluster for cluster in clusters if not _is_common_word(t, cluster, parts)])
    for referent in referents:
        referent.names.sort(key=lambda name: name.left)
    return sorted(referents, key=lambda referent: referent.names[0].left)


def _without_column_heads(t: Tokens, names: list[Name]) -> list[Name]:
    """The names without single words in the head of a table that name nothing elsewhere and no known place: "Route"."""
    heads = table_heads(t)
    if not heads:
        return names
    elsewhere = {name.text for name in names if t.paragraph_of[name.start] not in heads}

    def is_column_head(name: Name) -> bool:
        alone = len(name.words) == 1 and name.text not in elsewhere and t.paragraph_of[name.start] in heads
        return alone and place_key(name.text) not in PLACES and name.text.lower() not in GROUPS

    return [name for name in names if not is_column_head(name)]


def _group(t: Tokens, clusters: Sequence[Cluster]) -> list[Referent]:
    """People with their short names, peoples, and all others joined by their names."""
    surnames = set(_surnames(clusters))
    surnames |= set(_doubtful_names(clusters))
    surnames |= set(_misspelt_surnames(clusters))
    storms = {words[-1] for cluster in clusters if is_storm(words := [word.lower() for word in cluster.words])}
    people: list[Name] = []
    doubtful: set[int] = set()
    others: list[Cluster] = []
    referents: list[Referent] = []
    for cluster in clusters:
        if _is_family(t, cluster, surnames):
            referents.append(Referent("NORP", cluster.names))
            continue
        if cluster.text.lower() in storms:
            cluster.add_vote("EVENT", 6)
            others.append(cluster)
            continue
        if cluster.kind == "PERSON":
            people += cluster.names
            continue
        mine, rest, unsure = _take_people(t, cluster, surnames)
        people += mine
        doubtful |= unsure
        if rest and cluster.text.lower() in GROUPS and cluster.kind not in ("THING", "ORG"):
            referents.append(Referent("NORP", rest))
        elif rest:
            cluster.names = rest
            others.append(cluster)
    for person in gather_people(t, sorted(people, key=lambda name: name.left)):
        if person.names:
            person.unsure |= doubtful & {name.left for name in person.names}
            referents.append(Referent("PERSON", person.names, person.unsure, person))
    for group in merge_names(t, others):
        names = [name for cluster in group for name in cluster.names]
        referents.append(Referent(_label_of(group), names, doubtful & {name.left for name in names}))
    return referents


def _surnames(clusters: Sequence[Cluster]) -> Iterator[tuple[str, ...]]:
    """The last word and the last two words of all full names of people ("De La Fuente": three), and their initials."""
    for text in {name.text for cluster in clusters if cluster.kind == "PERSON" for name in cluster.names}:
        words = name_parts(text)[0]
        if is_surname_first(text):
            yield words[:1]
            continue
        counts = (1, 2, 3) if words[-3:-2] and words[-3] in NAME_PARTICLES else (1, 2)
        for count in counts:
            if len(words) > count:
                yield words[-count:]
        if len(words) > 2:
            yield ("".join(word[0] for word in words),)


def _doubtful_names(clusters: Sequence[Cluster]) -> Iterator[tuple[str, ...]]:
    """Given names alone and the first of two surnames ("Rosales" of Ana Rosales Prado) where no word of the article
    says that it is no name of a person."""
    full = [name_parts(cluster.text)[0] for cluster in clusters if cluster.kind == "PERSON"]
    inner = {(word,) for words in full if 1 < len(words) < 4 for word in words[:-1] if len(word) > 2}
    inner -= {
        name_parts(cluster.words[0])[0] for cluster in clusters if cluster.kind != "PERSON" and len(cluster.words) > 1
    }
    for cluster in clusters:
        words = name_parts(cluster.text)[0]
        known = cluster.key in PLACES or cluster.key in KNOWN_BODIES
        if words in inner and cluster.kind in ("ORG", "PLACE") and not known and cluster.evidence(cluster.kind) < 1:
            yield words


def _misspelt_surnames(clusters: Sequence[Cluster]) -> Iterator[tuple[str, ...]]:
    """Single words that occur once and are a letter from somebody's surname, where no word of the article says that
    they name something else."""
    full = [name_parts(cluster.text)[0] for cluster in clusters if cluster.kind == "PERSON"]
    surnames = [words for words in full if len(words) > 1 and len(words[-1]) > 6]
    for cluster in clusters if surnames else ():
        words = name_parts(cluster.text)[0]
        if not len(words) == len(cluster.names) == 1 or cluster.key in PLACES or cluster.key in KNOWN_BODIES:
            continue
        doubtful = cluster.kind in ("ORG", "PLACE") and cluster.evidence(cluster.kind) < 1
        if doubtful and any(is_misspelling(words, one) for one in surnames):
            yield words


def _is_family(t: Tokens, cluster: Cluster, surnames: set[tuple[str, ...]]) -> bool:
    """True for "the Ruizes": everybody with the surname together."""
    words = name_parts(cluster.text)[0]
    bare = {words[0].removesuffix("s"), words[0].removesuffix("es")} - {words[0]}
    if len(words) != 1 or words in surnames or not any((word,) in surnames for word in bare):
        return False
    return any(name.start and t.lower[name.start - 1] in ("the", "two", "both") for name in cluster.names)


def _take_people(
    t: Tokens, cluster: Cluster, surnames: set[tuple[str, ...]]
) -> tuple[list[Name], list[Name], set[int]]:
    """The mentions of a cluster that are a person's surname in spite of the recogniser's label, and the others.

    With them the first code points of those mentions that could be either.
    """
    words = name_parts(cluster.text)[0]
    known = cluster.text.isupper() and cluster.key in KNOWN_BODIES  # "U.N." is not Kim Jong Un
    if words not in surnames or known or cluster.text.lower() in GROUPS:
        return [], cluster.names, set()
    other_kinds = {kind for kind, votes in word_votes(cluster.text).items() if votes >= 3 and kind != "PERSON"}
    if not other_kinds:
        return cluster.names, [], set()
    mine: list[Name] = []
    rest: list[Name] = []
    doubtful: set[int] = set()
    for name in cluster.names:
        if "PLACE" in other_kinds:
            margin = person_votes(t, name)
        else:
            votes: defaultdict[str, float] = defaultdict(float)
            context_votes(t, name, votes)
            margin = votes["PERSON"] - max(votes[kind] for kind in other_kinds)
        is_person = margin > 0 or (margin == 0 and not cluster.key.startswith("country "))
        (mine if is_person else rest).append(name)
        if name.label in _PLACE_LABELS and (margin < 2 if is_person else margin > -DOUBTFUL):
            doubtful.add(name.left)
    if not rest and len(doubtful) < len(mine):
        doubtful.clear()  # the article uses the word as a surname only
    return mine, rest, doubtful


def _label_of(group: Sequence[Cluster]) -> str:
    """The OntoNotes label of a referent, by the votes of all its names."""
    votes: defaultdict[str, float] = defaultdict(float)
    for cluster in group:
        for kind, vote in cluster.votes.items():
            votes[kind] += vote
    best, most = max(votes.items(), key=lambda vote: vote[1], default=("THING", 0.0))
    if best == "PLACE" and most > 0:
        return _place_label(group)
    if best == "THING" or most <= 0:
        return _thing_label(group)
    return "NORP" if best == "GROUP" else best


def _place_label(group: Sequence[Cluster]) -> str:
    if any(cluster.key.startswith("country ") for cluster in group):
        return "GPE"
    longer = [cluster.words for cluster in group if len(cluster.words) > 1]
    heads = {word.lower() for words in longer for word in (words[0], words[-1])}
    if heads & BUILDING_HEADS or any(is_center([word.lower() for word in words]) for words in longer):
        return "FAC"
    if any(cluster.key in REGIONS for cluster in group):
        return "LOC"
    labels = Counter(name.label for cluster in group for name in cluster.names if name.label in _PLACE_LABELS)
    if labels:
        return labels.most_common(1)[0][0]
    return "LOC" if heads & PLACE_HEADS else "GPE"


def _thing_label(group: Sequence[Cluster]) -> str:
    heads = {cluster.words[-1].lower() for cluster in group if len(cluster.words) > 1}
    if heads & LAW_HEADS or any(is_numbered_law(cluster.text) for cluster in group):
        return "LAW"
    labels = Counter(name.label for cluster in group for name in cluster.names if name.label in _THING_LABELS)
    if labels:
        return labels.most_common(1)[0][0]
    return "WORK_OF_ART" if heads & WORK_HEADS else "PRODUCT"


def _is_common_word(t: Tokens, cluster: Cluster, parts: Collection[str]) -> bool:
    """True for a single word whose capital comes from the start of a sentence: it occurs in lower case too, or nothing
    but the recogniser says that it is a name ("Leaked chapters").

    `parts` are the words of longer names, which may well open a sentence.
    """
    if len(cluster.words) > 1 or cluster.text.isupper() or cluster.kind == "GROUP":
        return False
    if cluster.kind == "PLACE" and cluster.evidence("PLACE") > 0:
        return False
    if any(t.sentence(name.start)[0] != name.start for name in cluster.names):
        return False
    if cluster.text.lower() in t.lower_words:
        return True
    first = cluster.names[0].start
    is_argument = t.deps[first] in ("nsubj", "nsubjpass", "poss") and t.tags[first] != "NNS"
    tokens = [i for name in cluster.names for i in range(name.start, name.end)]
    is_noun = all(t.tags[i] not in ("NNP", "NNPS") for i in tokens)  # "Freezing works closed."
    alone = len(cluster.names) == 1 and not is_argument
    doubtful = (is_noun or alone) and cluster.evidence(cluster.kind) <= 0
    return doubtful and cluster.text not in parts and cluster.text.lower() not in CLUB_NICKNAMES.values()
