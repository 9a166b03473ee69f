"""Runs of proper nouns that the recogniser may have overlooked."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..tokens import Tokens
from .clusters import Cluster, make_clusters, surface_key
from .kind_votes import name_head
from .name import Name, are_adjacent, is_capital, is_hyphen, is_name, make_name
from .name_bounds import has_linking_syllable, trim
from .name_words import BUILDING_HEADS, KNOWN_BODIES, OFFICES, ORG_HEADS, SAY_VERBS


def find_runs(t: Tokens, names: list[Name], skip_paragraphs: set[int]) -> list[Name]:
    """The runs of proper nouns outside `names`. They have no label."""
    taken = [False] * len(t)
    for name in names:
        taken[name.start : name.end] = [True] * (name.end - name.start)
    known = {surface_key(name.text) for name in names}
    places = {name.end: name.start for name in names if name.label in ("GPE", "LOC", "NORP")}
    surnames = {name.start for name in names if name.label == "ORG" and name.end == name.start + 1}
    runs, i = [], 0
    while i < len(t):
        if taken[i] or not is_capital(t, i) or t.paragraph_of[i] in skip_paragraphs:
            i += 1
            continue
        end = _run_end(t, i, taken)
        if end in surnames and end > 1 and t.lower[end - 2] in OFFICES and are_adjacent(t, end - 1, end):
            end += 1  # "Chairman Reino *Prasbus*", where the recogniser takes the surname for an organisation
        stop = _before_office(t, i, end)
        start, stop = trim(t, i, stop, "ORG" if t.lower[stop - 1] in ORG_HEADS else "PERSON")
        if start == i and _begins_before(t, start, stop, taken, known):
            start -= 1
        if start in places and _is_body_of_place(t, start, stop):
            start = places[start]
        if start < stop and is_name(t, start, stop):
            runs.append(make_name(t, start, stop, ""))
        i = end
    return runs


def _begins_before(t: Tokens, start: int, end: int, taken: list[bool], known: set[str]) -> bool:
    """True if the run is a known name with the word before it, which by itself is a people's: "French" Open."""
    first = start - 1
    if first < 0 or taken[first] or not t.words[first][0].isupper() or t.lower[first] == "the":
        return False
    return surface_key(t.text_between(first, end)) in known


def _is_body_of_place(t: Tokens, start: int, end: int) -> bool:
    """True for what is one name with the place before it: Springfield "General Hospital"."""
    low = t.lower[end - 1]
    is_part = are_adjacent(t, start - 1, start) and start <= t.heads[start - 1] < end
    return is_part and end - start > 1 and (low in ORG_HEADS or low in BUILDING_HEADS)


def _before_office(t: Tokens, start: int, end: int) -> int:
    """Where an organisation ends before the office that somebody has there ("Acme" Chief Executive), else `end`."""
    office = next((i for i in range(start + 1, end) if t.lower[i] in OFFICES or t.lower[i] == "chief"), end)
    is_body = t.lower[office - 1] in ORG_HEADS or " ".join(t.lower[start:office]) in KNOWN_BODIES
    return office if is_body else end


def _run_end(t: Tokens, start: int, taken: list[bool]) -> int:
    """One past the last token of the run of proper nouns that begins at `start`. It may contain "of" and "&"."""
    end = start + 1
    while end < len(t) and not taken[end]:
        if has_linking_syllable(t, end) and not taken[end + 3]:
            end += 4
        elif (_is_before_capital(t, end) or _is_owned_body(t, end)) and not taken[end + 1]:
            end += 2
        elif not are_adjacent(t, end - 1, end):
            break
        elif is_capital(t, end) or t.words[end][0].isupper() and t.lower[end] in ORG_HEADS:
            end += 1
        elif t.lower[end] in ("of", "&") and end + 1 < len(t) and is_capital(t, end + 1) and not taken[end + 1]:
            end += 2
        else:
            break
    return end


def _is_before_capital(t: Tokens, i: int) -> bool:
    """True for the hyphen in "Halden-Moss"."""
    return is_hyphen(t, i) and t.words[i + 1][0].isupper()


def _is_owned_body(t: Tokens, i: int) -> bool:
    """True for the apostrophe in "Dockworkers' Union"."""
    return t.words[i] in ("'", "’") and i + 1 < len(t) and t.lower[i + 1] in ORG_HEADS and t.words[i + 1][0].isupper()


def accept_runs(t: Tokens, names: list[Name], runs: list[Name]) -> list[Name]:
    """The runs that are names: those of `names`, and others that recur or have good evidence."""
    known = {surface_key(name.text) for name in names}
    bodies = {surface_key(name.words[0]) for name in names if name.label == "ORG" and len(name.words) > 1}
    fresh = make_clusters(t, [run for run in runs if surface_key(run.text) not in known])
    accepted = known | {cluster.key for cluster in fresh if _is_worth(t, cluster, bodies)}
    return [run for run in runs if surface_key(run.text) in accepted]


def _is_worth(t: Tokens, cluster: Cluster, bodies: Collection[str]) -> bool:
    """True if a run of proper nouns is a name rather than a stray capital.

    `bodies` are the keys of the first words of the bodies that the recogniser saw.
    """
    inside = [name for name in cluster.names if t.sentence(name.start)[0] != name.start]
    score = cluster.votes[cluster.kind] if cluster.kind else 0.0
    if len(cluster.words) > 1:
        return score >= (1.0 if inside else 2.5) or len(cluster.names) > 1
    if inside and cluster.text.lower() not in t.lower_words and (cluster.key in bodies or _speaks(t, inside)):
        return True
    return bool(inside) and (score >= 3 or len(inside) > 1 and score >= 0.7 or len(inside) > 2)


def _speaks(t: Tokens, names: Iterable[Name]) -> bool:
    """True for who says something, outside quotations, and for who is told something."""
    for name in names:
        head = name_head(t, name)
        said = t.deps[head] == "nsubj" and t.lemmas[t.heads[head]] in SAY_VERBS and t.quoted[head] < 0
        if said or t.deps[head] in ("dobj", "dative") and t.lemmas[t.heads[head]] == "tell":
            return True
    return False
