"""Combines layers of marks into the look of each word. Needs no terminal: component classes in, component classes out.

Each layer changes a different property, so that a word can be in a name, a quote, a passage and a highlight at once and
all four are visible: a name colours the letters, a quote makes them italic, a passage tints the background, a highlight
underlines on a stronger background; passages and highlights also put a sign in the margin. A cell has one background,
so where passages of several topics overlap it is neutral, and the margin has a bar for each topic. This module only
determines the component classes of the code points, lowest layer first; `StyleResolver` turns them into a style.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .layers import LAYERS, Layer, Mark

SIGNING = ("highlight", "passage", "quote")
"""Layers whose marks may have a sign in the margin. If there is no room for all, the reader's own are kept first, since
passages and quotes are visible in the text as well."""

SIGNS = 3
"""Cells for signs in the margin."""

MORE = "…"
"""Stands for signs that do not fit. No default label uses it."""

NOTE = "✎"
"""Sign of a highlight with a note."""

DIMMED = "article--dimmed"
"""Component class of dimmed text."""

SEVERAL = "article--passage-several"
"""Component class of words in passages on several topics."""


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
    edges = sorted(cuts)
    painted: list[Painted] = []
    for left, right in zip(edges, edges[1:], strict=False):
        styles = tuple(base) + _styles(left, right, stacked)
        if painted and painted[-1].styles == styles:
            painted[-1] = Painted(painted[-1].start, right, styles)
        else:
            painted.append(Painted(left, right, styles))
    return painted


def _styles(start: int, end: int, stacked: Sequence[tuple[str, Sequence[Mark]]]) -> tuple[str, ...]:
    found: list[str] = []
    for name, marks in stacked:
        here = [mark.style for mark in marks if mark.span.start <= start and end <= mark.span.end]
        if name == "passage" and here:
            here = [SEVERAL] if len(set(here)) > 1 else here[:1]
        found.extend(here)
    return tuple(found)


def signs(runs: Sequence[tuple[int, int, int]], layers: Layers) -> list[tuple[str, str]]:
    """Up to three signs for the margin of a row, each with its component class; `MORE` stands for any others.

    The signs of passages come last, next to the text, so that the bar of a passage is in one column on all its rows.
    `runs` has the first cell, start and end of each stretch of text drawn on the row.
    """
    found: dict[tuple[str, str], str] = {}
    for name in SIGNING:
        if name in layers:
            for sign in _signs_of(runs, layers[name]):
                found.setdefault(sign, name)
    shown = list(found)
    if len(shown) > SIGNS:
        shown[SIGNS - 1 :] = [(MORE, shown[SIGNS - 1][1])]
    others = [sign for sign in shown if found.get(sign) != "passage"]
    # By number, so that the bars of two topics do not change places where one passage begins within the other.
    return others + sorted((sign for sign in shown if found.get(sign) == "passage"), key=lambda sign: sign[1])


def _signs_of(runs: Sequence[tuple[int, int, int]], layer: Layer) -> Iterator[tuple[str, str]]:
    """The signs of the marks on the row; of marks that look alike, the sign of the one that begins there."""
    found: dict[tuple[str, str], bool] = {}
    for _, start, end in runs:
        for mark in layer.touching(start, end):
            if mark.sign:
                look = (mark.sign, mark.style)
                found[look] = found.get(look, False) or start <= mark.span.start
    for (sign, style), begins in found.items():
        yield sign[0 if begins else -1], style


def snap(painted: Sequence[Painted], start: int, edges: Sequence[int]) -> list[Painted]:
    """The same stretches with no edge inside a character; `edges` are the indices at which characters begin."""
    snapped: list[Painted] = []
    for piece in painted:
        left = edges[bisect_left(edges, piece.start - start)] + start if piece.start > start else start
        right = edges[bisect_left(edges, piece.end - start)] + start
        if left < right:
            snapped.append(Painted(left, right, piece.styles))
    return snapped
