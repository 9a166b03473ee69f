"""Combines layers of marks into the look of each word. Needs no terminal: component classes in, component classes out.

Each layer changes a different property, so that a word can be in a name, a quote, a passage and a highlight at once and
all four are visible: a name colours the letters, a quote makes them italic, a passage tints the background, a highlight
underlines on a stronger background; passages and highlights also put a sign in the margin (`margin`). A cell has one
background, so where passages of several topics overlap it is neutral, and the margin has a bar for each topic. This
module only determines the component classes of the code points, lowest layer first; `StyleResolver` turns them into a
style.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .layers import LAYERS, Layer, Mark

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


def snap(painted: Sequence[Painted], start: int, edges: Sequence[int]) -> list[Painted]:
    """The same stretches with no edge inside a character; `edges` are the indices at which characters begin."""
    snapped: list[Painted] = []
    for piece in painted:
        left = edges[bisect_left(edges, piece.start - start)] + start if piece.start > start else start
        right = edges[bisect_left(edges, piece.end - start)] + start
        if left < right:
            snapped.append(Painted(left, right, piece.styles))
    return snapped
