"""Layers of marks on the text, by kind. Needs no terminal.

A mark says that a span of the text looks like one component class, and may have a sign in the margin.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...text.span import Span

LAYERS = (
    "inline",
    "entity",
    "quote",
    "passage",
    "passage edge",
    "highlight",
    "dimmed",
    "search",
    "match",
    "current",
    "selection",
    "cursor",
)
"""Names of the layers, lowest first."""

NO_END = 1 << 25
"""More code points than any article has."""

LEAF = 16
"""Marks under one leaf of the search tree; they are compared one by one."""


class Mark(NamedTuple):
    """A span of text that looks different."""

    span: Span
    style: str
    """A component class of the article view: "article--person", "topic-1", "label-2"."""
    sign: str = ""
    """Drawn in the margin of each row the mark touches, one cell wide. Of two characters the first is for the rows on
    which the mark or a paragraph of it begins, the second for the others."""


class Marks(NamedTuple):
    """Many spans that look alike. There may be none: a topic without a passage has a lane in the margin, too."""

    spans: Iterable[Span]
    style: str
    sign: str = ""
    weight: int = 1
    """About how many spans there are; large layers are sorted in a thread."""


def first_marks(marks: Iterable[Mark | Marks], many: int) -> tuple[list[Mark | Marks], bool]:
    """Marks up to about `many`, taken from an iterator, and whether there may be more of them."""
    first: list[Mark | Marks] = []
    weight = 0
    for mark in marks:
        first.append(mark)
        weight += mark.weight if isinstance(mark, Marks) else 1
        if weight >= many:
            return first, True
    return first, False


class Layer:
    """Marks of one kind, indexed by place: finding those that touch a row takes some ten steps among ten thousand.

    They are stored as numbers; as objects a hundred thousand marks would take thirty megabytes.
    """

    __slots__ = ("_ends", "_latest", "_looks", "_size", "_starts", "_which")

    def __init__(
        self,
        marks: Iterable[Mark | Marks] = (),
        names: Mapping[str, str] | None = None,
    ) -> None:
        """`names` maps short names of styles to component classes."""
        looks: dict[tuple[str, str], int] = {}
        # One number per mark: sorting the numbers sorts the spans.
        order = array("Q")
        for mark in marks:
            which = looks.setdefault((mark.style, mark.sign), len(looks))
            spans = mark.spans if isinstance(mark, Marks) else (mark.span,)
            order.extend([span.start << 39 | span.end << 14 | which for span in spans if span.length])
        ordered = sorted(order)
        self._starts = array("I", [key >> 39 for key in ordered])
        self._ends = array("I", [key >> 14 & 0x1FFFFFF for key in ordered])
        self._which = array("H", [key & 0x3FFF for key in ordered])
        self._looks = [((names or {}).get(style, style), sign) for style, sign in looks]
        # A tree of the latest end in each group of marks: marks nest and overlap, so starts alone do not show where
        # the search can stop.
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

    @property
    def styles(self) -> list[str]:
        """The component classes of the marks, each once, in the order in which they were given."""
        return list(dict.fromkeys(style for style, _ in self._looks))

    def looks_like(self, other: Layer) -> bool:
        """Whether another layer makes the text look the same."""
        mine = (self._starts, self._ends, self._which, self._looks)  # the tree follows from these
        return mine == (other._starts, other._ends, other._which, other._looks)

    @property
    def marks(self) -> list[Mark]:
        """All marks, in the order of the text."""
        return [self._mark(number) for number in range(len(self))]

    def _mark(self, number: int) -> Mark:
        style, sign = self._looks[self._which[number]]
        return Mark(Span(self._starts[number], self._ends[number]), style, sign)

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that overlap `start` to `end`, in the order of the text."""
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
