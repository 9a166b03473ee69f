"""Combines layers of marks into the look of each word. Needs no terminal: component classes in, component classes out.

Each layer changes a different property, so that a word can be in a name, a quote, a passage and a highlight at once and
all four are visible: a name colours the letters, a quote makes them italic, a passage tints the background, a highlight
underlines on a stronger background; passages and highlights also put a sign in the margin. This module only determines
the component classes of the code points, lowest layer first; `StyleResolver` turns them into a style.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .layers import LAYERS, Layer, Mark

SIGNING = ("highlight", "passage", "quote")
"""Layers whose marks may have a sign in the margin, in the order of the signs. If there are too many, the reader's own
come first, since passages and quotes are visible in the text as well."""

SIGNS = 2
"""Cells for signs in the margin."""

MORE = "…"
"""Stands for signs that do not fit. No default label uses it."""

DIMMED = "article--dimmed"
"""Component class of dimmed text."""

_WORD = re.compile(r"\S+\s*")


class Painted(NamedTuple):
    """A stretch of code points that look alike."""

    start: int
    end: int
    styles: tuple[str, ...]
    """Component classes, lowest layer first."""


Layers = Mapping[str, Layer]


def paint(start: int, words: str, layers: Layers, base: Sequence[str] = ()) -> list[Painted]:
    """The look of the text `words` at offset `start`, as stretches that look alike."""
    end = start + len(words)
    stacked = [(name, layers[name].touching(start, end)) for name in LAYERS if name in layers]
    cuts = {start, end}
    for _, marks in stacked:
        for mark in marks:
            cuts.add(max(start, mark.span.start))
            cuts.add(min(end, mark.span.end))
    if _overlap(dict(stacked).get("passage", [])):
        cuts.update(start + found.start() for found in _WORD.finditer(words))
    edges = sorted(cuts)
    painted: list[Painted] = []
    for left, right in zip(edges, edges[1:], strict=False):
        styles = tuple(base) + _styles(left, right, words[: left - start], stacked)
        if painted and painted[-1].styles == styles:
            painted[-1] = Painted(painted[-1].start, right, styles)
        else:
            painted.append(Painted(left, right, styles))
    return painted


def _overlap(marks: Sequence[Mark]) -> bool:
    """Whether marks of several styles overlap."""
    return any(a.span.overlaps(b.span) for a, b in zip(marks, marks[1:], strict=False) if a.style != b.style) or (
        len(marks) > 2 and len({mark.style for mark in marks}) > 1
    )


def _styles(start: int, end: int, before: str, stacked: Sequence[tuple[str, Sequence[Mark]]]) -> tuple[str, ...]:
    found: list[str] = []
    for name, marks in stacked:
        here = [mark.style for mark in marks if mark.span.start <= start and end <= mark.span.end]
        if not here:
            continue
        if name == "passage":
            # A cell has one background: where passages of several topics overlap, the backgrounds alternate by word.
            here = list(dict.fromkeys(here))
            here = [here[len(before.split()) % len(here)]]
        found.extend(here)
    return tuple(found)


def signs(runs: Sequence[tuple[int, int, int]], layers: Layers) -> list[tuple[str, str]]:
    """Up to two signs for the margin of a row, each with its component class; `MORE` stands for any others.

    `runs` has the first cell, start and end of each stretch of text drawn on the row.
    """
    found: dict[tuple[str, str], str] = {}
    for name in SIGNING:
        if name in layers:
            for _, start, end in runs:
                for mark in layers[name].touching(start, end):
                    if mark.sign:
                        found.setdefault((mark.sign, mark.style), name)
    shown = list(found)
    own = sum(1 for name in found.values() if name == SIGNING[0])
    if own == SIGNS:
        return shown[:SIGNS]  # a label and its note; the rest is visible in the text
    if len(shown) > SIGNS:
        shown[SIGNS - 1 :] = [(MORE, shown[SIGNS - 1][1])]
    return shown


def snap(painted: Sequence[Painted], start: int, edges: Sequence[int]) -> list[Painted]:
    """The same stretches with no edge inside a character; `edges` are the indices at which characters begin."""
    snapped: list[Painted] = []
    for piece in painted:
        left = edges[bisect_left(edges, piece.start - start)] + start if piece.start > start else start
        right = edges[bisect_left(edges, piece.end - start)] + start
        if left < right:
            snapped.append(Painted(left, right, piece.styles))
    return snapped
