"""Layers of marks over a stretch of text, added up to what each word looks like. Pure: names in, names out.

Each layer has a channel of its own, so that a word can be in a name, a quote, a passage and a highlight at once
and all four are seen: a name colours the letters, a quote slants them, a passage tints the ground, a highlight
underlines on a stronger ground, and passages and highlights put a sign into the margin too. Here it is only said which
component classes lie on which code points, the lowest layer first; `Looks` makes a style of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...text.span import Span

LAYERS = (
    "inline",
    "entity",
    "quote",
    "passage",
    "highlight",
    "dimmed",
    "search",
    "hit",
    "current",
    "selection",
    "cursor",
)
"""The layers, the lowest first."""

SIGNING = ("highlight", "passage", "quote")
"""Layers whose marks may have a sign in the margin, in the order of the signs: where there are too many for the room
the reader's own come first, since a passage and a quotation are seen in the words too."""

SIGNS = 2
"""Cells for signs in the margin."""

MORE = "…"
"""Stands there for those that have no room. No label of ours has it."""

DIMMED = "article--dimmed"
"""Class of what is not looked at now."""

NO_END = 1 << 25
"""No article has so many code points."""

LEAF = 16
"""Marks that are looked through one after the other."""

_WORD = re.compile(r"\S+\s*")


class Mark(NamedTuple):
    """A stretch of text that is to look different."""

    span: Span
    style: str
    """A component class of the article view: "article--person", "topic-1", "label-2"."""
    sign: str = ""
    """One cell, drawn in the margin of each row the mark touches."""


class Marks(NamedTuple):
    """Many stretches that are to look alike, as bare numbers: a tenth of the work that as many marks are."""

    pairs: Iterable[tuple[int, int]]
    """Start and end of each."""
    style: str
    sign: str = ""
    weight: int = 1
    """How many they count for where many may be seen a moment later; 1 where they are to be seen at once."""


class Painted(NamedTuple):
    """Code points that look alike."""

    start: int
    end: int
    styles: tuple[str, ...]
    """Component classes, the lowest layer first."""


class Layer:
    """Marks of one kind, ready to be asked which of them touch a row: some ten steps among ten thousand.

    They are kept as numbers. As objects a hundred thousand would take thirty megabytes.
    """

    __slots__ = ("_ends", "_latest", "_looks", "_size", "_starts", "_which", "within")

    def __init__(
        self,
        marks: Iterable[Mark | Marks] = (),
        names: Mapping[str, str] | None = None,
        within: Span | None = None,
    ) -> None:
        """`names` are short names of styles, with what they stand for. With `within` only marks that have a code point
        there are kept."""
        self.within = within
        begin, until = within or (0, NO_END)
        looks: dict[tuple[str, str], int] = {}
        # One number a mark, that sorts as its span does.
        order = array("Q")
        for mark in marks:
            which = looks.setdefault((mark.style, mark.sign), len(looks))
            pairs = mark.pairs if isinstance(mark, Marks) else (mark.span,)
            order.extend(
                [
                    start << 39 | end << 14 | which
                    for start, end in pairs
                    if start < end and start < until and end > begin
                ]
            )
        ordered = sorted(order)
        self._starts = array("I", [key >> 39 for key in ordered])
        self._ends = array("I", [key >> 14 & 0x1FFFFFF for key in ordered])
        self._which = array("H", [key & 0x3FFF for key in ordered])
        self._looks = [((names or {}).get(style, style), sign) for style, sign in looks]
        # A tree of latest ends, over a few marks each: marks nest and overlap, so the starts alone do not tell where
        # to stop looking.
        latest = [max(self._ends[at : at + LEAF]) for at in range(0, len(ordered), LEAF)]
        size = 1
        while size < len(latest):
            size *= 2
        self._size = size
        self._latest = array("I", bytes(8 * size))
        self._latest[size : size + len(latest)] = array("I", latest)
        for node in range(size - 1, 0, -1):
            self._latest[node] = max(self._latest[2 * node], self._latest[2 * node + 1])

    def __len__(self) -> int:
        return len(self._starts)

    def is_as(self, other: Layer) -> bool:
        """Whether the other one makes the words look the same."""
        mine = (self._starts, self._ends, self._which, self._looks)  # what the latest ends are follows from these
        return mine == (other._starts, other._ends, other._which, other._looks)

    @property
    def marks(self) -> list[Mark]:
        """All of them, in the order of the text."""
        return [self._mark(number) for number in range(len(self))]

    def _mark(self, number: int) -> Mark:
        style, sign = self._looks[self._which[number]]
        return Mark(Span(self._starts[number], self._ends[number]), style, sign)

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with `start` to `end`, in the order of the text."""
        until = bisect_left(self._starts, end)
        if not until or self._latest[1] <= start:
            return []
        found: list[Mark] = []
        stack = [(1, 0, self._size)]
        while stack:
            node, low, high = stack.pop()
            if low * LEAF >= until or self._latest[node] <= start:
                continue
            if high - low == 1:
                numbers = range(low * LEAF, min(until, high * LEAF))
                found.extend([self._mark(number) for number in numbers if self._ends[number] > start])
                continue
            middle = (low + high) // 2
            stack.append((2 * node + 1, middle, high))
            stack.append((2 * node, low, middle))
        return found


Layers = Mapping[str, Layer]


def paint(start: int, words: str, layers: Layers, base: Sequence[str] = ()) -> list[Painted]:
    """What the text `words` that stands at offset `start` looks like, in stretches that look alike."""
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
    """True where marks of several styles lie over one another."""
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
            # One cell has one ground: where passages of several topics meet, the grounds take turns word by word.
            here = list(dict.fromkeys(here))
            here = [here[len(before.split()) % len(here)]]
        found.extend(here)
    return tuple(found)


def signs(runs: Sequence[tuple[int, int, int]], layers: Layers) -> list[tuple[str, str]]:
    """Up to two signs for the margin of a row, each with its component class; `MORE` stands for further ones.

    `runs` are the cell, the start and the end of the words drawn on the row.
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
        return shown[:SIGNS]  # a label and its note: what is missing then is seen in the words
    if len(shown) > SIGNS:
        shown[SIGNS - 1 :] = [(MORE, shown[SIGNS - 1][1])]
    return shown


def snap(painted: Sequence[Painted], start: int, edges: Sequence[int]) -> list[Painted]:
    """The same with no edge inside a grapheme: `edges` are the indices at which the characters of the row begin."""
    snapped: list[Painted] = []
    for piece in painted:
        left = edges[bisect_left(edges, piece.start - start)] + start if piece.start > start else start
        right = edges[bisect_left(edges, piece.end - start)] + start
        if left < right:
            snapped.append(Painted(left, right, piece.styles))
    return snapped
