"""Names with particles ("Jan van den Berg"), which the entity recogniser often cuts short after the first name."""

from __future__ import annotations

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .name import RawSpan, are_adjacent, is_capital
from .name_words import NAME_PARTICLES, SECOND_PARTICLES, TITLES

_SELDOM_PARTICLES = frozenset(("y", "e", "do"))
"""Particles that are more often other words."""


def is_particle(t: Tokens, i: int) -> bool:
    """True for a particle in lower case inside a person's name, and for both tokens of "'t"."""
    return t.lower[i] in NAME_PARTICLES or _is_short_het(t, i) or _is_short_het(t, i - 1)


def join_particles(t: Tokens, spans: list[RawSpan]) -> list[RawSpan]:
    """The recogniser's spans with names that contain particles made whole.

    "van den" and the like always begin a surname. After other particles a name goes on only if the recogniser had
    included the particle in a person's name.
    """
    found: list[RawSpan] = []
    for start, end in _double_particle_surnames(t):
        overlapping = [span for span in spans if span[0] < end and start < span[1]]
        if any(last > end and label != "PERSON" for _, last, label in overlapping):
            continue  # "Van den Berg Group"
        first = min([start, *(span[0] for span in overlapping if span[2] == "PERSON")])
        found.append((_given_names_before(t, first, spans) if first == start else first, end, "PERSON"))
    for start, end, label in spans:
        last = end
        while last < len(t) and last > start + 1 and _ends_in_particle(t, start, last) and _goes_on(t, last):
            last += 1
        if label == "PERSON" and last > end:
            found.append((start, last, label))
    covered = {i for start, end, _ in found for i in range(start, end)}
    kept = [span for span in spans if covered.isdisjoint(range(span[0], span[1]))]
    return _without_overlaps(sorted([*kept, *found]))


def _double_particle_surnames(t: Tokens) -> list[tuple[int, int]]:
    """The tokens of all surnames with two particles, from the first particle on."""
    found = []
    for i in [i for i, low in enumerate(t.lower) if low in ("de", "van", "von")]:
        low = t.lower[i]
        if i + 2 >= len(t) or not are_adjacent(t, i, i + 1):
            continue
        if low == "de":
            named = i and (t.lower[i - 1] in TITLES or t.lower[i - 1] in GIVEN_NAMES)
            if named and t.lower[i + 1] in ("la", "las", "los") and is_capital(t, i + 2):
                found.append((i, i + 3))
            continue
        surname = i + 3 if _is_short_het(t, i + 1) else i + 2 if t.lower[i + 1] in SECOND_PARTICLES else 0
        if surname and surname < len(t) and t.words[surname][0].isupper() and are_adjacent(t, surname - 1, surname):
            found.append((i, surname + 1))
    return found


def _given_names_before(t: Tokens, start: int, spans: list[RawSpan]) -> int:
    """Where a name with the surname at token `start` begins: with a person's name, or two capitals, right before it."""
    for first, last, label in spans:
        if last == start and label == "PERSON" and are_adjacent(t, start - 1, start):
            return first
    first = start
    while first > 0 and start - first < 2 and are_adjacent(t, first - 1, first):
        taken = any(span[0] < first <= span[1] for span in spans)
        if taken or not is_capital(t, first - 1) or t.lower[first - 1] in TITLES:
            break
        first -= 1
    return first


def _ends_in_particle(t: Tokens, start: int, end: int) -> bool:
    last = end - 1
    return last > start and t.words[last].islower() and is_particle(t, last) and t.lower[last] not in _SELDOM_PARTICLES


def _goes_on(t: Tokens, i: int) -> bool:
    if not are_adjacent(t, i - 1, i):
        return False
    return is_capital(t, i) or t.words[i].islower() and is_particle(t, i) and i + 1 < len(t) and is_capital(t, i + 1)


def _is_short_het(t: Tokens, i: int) -> bool:
    """True for the first token of "'t"."""
    return 0 <= i < len(t) - 1 and t.words[i] in ("'", "’") and t.words[i + 1] == "t" and not t.spaced[i]


def _without_overlaps(spans: list[RawSpan]) -> list[RawSpan]:
    kept: list[RawSpan] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] > kept[-1][1]:
            kept[-1] = span if span[0] == kept[-1][0] else (kept[-1][0], span[1], kept[-1][2])
    return kept
