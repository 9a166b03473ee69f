"""Half-open stretches of a text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload


class Span(NamedTuple):
    """Code points `start` up to and without `end` of `Article.text`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points it holds."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside (its edges may touch)."""
        return self.start <= other.start and other.end <= self.end

    def covers(self, offset: int) -> bool:
        """True where the code point at `offset` is one of this span's."""
        return self.start <= offset < self.end

    def shift(self, by: int) -> Span:
        """The same stretch in a text that has `by` more code points before it."""
        return Span(self.start + by, self.end + by)

    def clip(self, to: Span) -> Span | None:
        """What lies inside `to`, or None where nothing does."""
        start, end = max(self.start, to.start), min(self.end, to.end)
        return Span(start, end) if start < end else None


class Spans(Sequence[Span]):
    """Many spans as bare numbers, eight bytes each where a span takes 130. Equal to the tuple it stands for.

    What is found for a letter that is typed is twenty thousand spans, thrown away with the next letter: as objects they
    left holes all over the memory of a program that one reads in for hours.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._starts, self._ends = array("I"), array("I")
        for start, end in pairs:
            self._starts.append(start)
            self._ends.append(end)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Start and end of each."""
        return zip(self._starts, self._ends, strict=True)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...

    @overload
    def __getitem__(self, index: slice) -> Spans: ...

    def __getitem__(self, index: int | slice) -> Span | Spans:
        if isinstance(index, slice):
            return Spans(zip(self._starts[index], self._ends[index], strict=True))
        return Span(self._starts[index], self._ends[index])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Spans, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def join_touching(spans: list[Span], text: str) -> list[Span]:
    """The spans in order, with those joined that overlap or have only white space between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip()):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
