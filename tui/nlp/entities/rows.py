"""From names to rows: one row for each real person, body, place, event and thing, of the right kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tokens import Tokens
from .clusters import (
    Cluster,
    accept_runs,
    cluster,
    forms,
    is_office,
    weigh,
)
from .evidence import context_votes, is_numbered_law, word_votes
from .merge import merge_names
from .name import Name
from .people import Person, gather_people, name_parts
from .places import GROUPS, REGIONS
from .recognised_names import find_names
from .repeats import find_repeats
from .runs import find_runs, title_case_lines
from .words import BUILDING_HEADS, LAW_HEADS, PLACE_HEADS, WORK_HEADS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACE_LABELS = ("GPE", "LOC", "FAC")
_THING_LABELS = ("PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")


@dataclass(slots=True, eq=False)
class Row:
    """One person, body, place, event, thing or group."""

    label: str
    """OntoNotes."""
    names: list[Name]
    """In order of the text."""
    unsure: set[int] = field(default_factory=set)
    """First code points of the mentions that could mean somebody else."""
    person: Person | None = None


def find_rows(doc: Doc, t: Tokens) -> list[Row]:
    """The rows of `doc` in order of first mention."""
    headlines = title_case_lines(t)
    names = [name for name in find_names(doc, t, headlines) if not is_office(t, name)]
    clusters = cluster(names)
    weigh(t, clusters)
    runs = accept_runs(t, clusters, find_runs(t, names, headlines))
    names = sorted([*names, *runs], key=lambda name: name.start)
    clusters = cluster(names)
    weigh(t, clusters)
    repeats = find_repeats(t, forms(t, clusters), names)
    clusters = cluster(sorted([*names, *repeats], key=lambda name: name.left))
    weigh(t, clusters)
    clusters = [one for one in clusters if not is_common_word(t, one)]
    rows = make_rows(t, clusters)
    for row in rows:
        row.names.sort(key=lambda name: name.left)
    return sorted(rows, key=lambda row: row.names[0].left)


def make_rows(t: Tokens, clusters: Sequence[Cluster]) -> list[Row]:
    """Persons with their short names, peoples, and all others joined by their names."""
    surnames = set(ends_of_names(clusters))
    people: list[Name] = []
    others: list[Cluster] = []
    rows: list[Row] = []
    for one in clusters:
        if one.kind == "PERSON" and not is_family(t, one, surnames):
            people += one.names
            continue
        if is_family(t, one, surnames):
            rows.append(Row("NORP", one.names))
            continue
        mine, rest = take_people(t, one, surnames)
        people += mine
        if rest and one.text.lower() in GROUPS and one.kind != "THING":
            rows.append(Row("NORP", rest))
        elif rest:
            one.names = rest
            others.append(one)
    for person in gather_people(t, sorted(people, key=lambda name: name.left)):
        if person.names:
            rows.append(Row("PERSON", person.names, person.unsure, person))
    for group in merge_names(t, others):
        rows.append(Row(label_of(group), [name for one in group for name in one.names]))
    return rows


def ends_of_names(clusters: Sequence[Cluster]) -> Iterator[tuple[str, ...]]:
    """The last word and the last two words of all persons' longer names."""
    for text in {name.text for one in clusters if one.kind == "PERSON" for name in one.names}:
        words = name_parts(text)[0]
        for count in (1, 2):
            if len(words) > count:
                yield words[-count:]
        if len(words) > 2:
            yield ("".join(word[0] for word in words),)


def is_family(t: Tokens, one: Cluster, surnames: set[tuple[str, ...]]) -> bool:
    """True for "the Ruizes": everybody of a surname together."""
    words = name_parts(one.text)[0]
    bare = {words[0].removesuffix("s"), words[0].removesuffix("es")} - {words[0]}
    if len(words) != 1 or words in surnames or not any((word,) in surnames for word in bare):
        return False
    return any(name.start and t.lower[name.start - 1] in ("the", "two", "both") for name in one.names)


def take_people(t: Tokens, one: Cluster, surnames: set[tuple[str, ...]]) -> tuple[list[Name], list[Name]]:
    """Those mentions of `one` that are a person's surname in spite of the recogniser's label, and the others."""
    words = name_parts(one.text)[0]
    if words not in surnames or one.text.lower() in GROUPS:
        return [], one.names
    other_kinds = {kind for kind, votes in word_votes(one.text).items() if votes >= 3 and kind != "PERSON"}
    if not other_kinds:
        return one.names, []
    mine: list[Name] = []
    rest: list[Name] = []
    for name in one.names:
        votes: defaultdict[str, float] = defaultdict(float)
        context_votes(t, name, votes)
        rival = max(votes[kind] for kind in other_kinds)
        wanted = votes["PERSON"] > rival or (votes["PERSON"] == rival and not one.key.startswith("country "))
        (mine if wanted else rest).append(name)
    return mine, rest


def label_of(group: Sequence[Cluster]) -> str:
    """The OntoNotes label of a row by the votes of all its names."""
    votes: defaultdict[str, float] = defaultdict(float)
    for one in group:
        for kind, vote in one.votes.items():
            votes[kind] += vote
    best, most = max(votes.items(), key=lambda vote: vote[1], default=("THING", 0.0))
    if best == "PLACE" and most > 0:
        return place_label(group)
    if best == "THING" or most <= 0:
        return thing_label(group)
    return "NORP" if best == "GROUP" else best


def place_label(group: Sequence[Cluster]) -> str:
    if any(one.key.startswith("country ") for one in group):
        return "GPE"
    heads = {word.lower() for one in group for word in (one.words[0], one.words[-1]) if len(one.words) > 1}
    if heads & BUILDING_HEADS:
        return "FAC"
    if any(one.key in REGIONS for one in group):
        return "LOC"
    labels = Counter(name.label for one in group for name in one.names if name.label in _PLACE_LABELS)
    if labels:
        return labels.most_common(1)[0][0]
    return "LOC" if heads & PLACE_HEADS else "GPE"


def thing_label(group: Sequence[Cluster]) -> str:
    heads = {one.words[-1].lower() for one in group if len(one.words) > 1}
    if heads & LAW_HEADS or any(is_numbered_law(one.text) for one in group):
        return "LAW"
    labels = Counter(name.label for one in group for name in one.names if name.label in _THING_LABELS)
    if labels:
        return labels.most_common(1)[0][0]
    return "WORK_OF_ART" if heads & WORK_HEADS else "PRODUCT"


def is_common_word(t: Tokens, one: Cluster) -> bool:
    """True for a single word that has its capital from the start of a sentence: it occurs in lower case too."""
    if len(one.words) > 1 or one.text.isupper() or one.kind in ("GROUP", "PLACE"):
        return False
    if any(t.sentence(name.start)[0] != name.start for name in one.names):
        return False
    return one.text.lower() in t.lower_words
