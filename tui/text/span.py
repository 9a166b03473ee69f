"""Half-open stretches of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Code points from `start` up to but not including `end` of `Article.text`.

    A Struct that the garbage collector ignores: an article of a million words has half a million spans, and as tuples
    they would hold up a key for a third of a second whenever Python collects garbage. Unpacks like a pair.
    """

    start: int
    end: int

    def __iter__(self) -> Iterator[int]:
        return iter((self.start, self.end))

    @property
    def length(self) -> int:
        """Its length in code points."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` is wholly inside this span; it may reach the edges."""
        return self.start <= other.start and other.end <= self.end

    def covers(self, offset: int) -> bool:
        """Whether the code point at `offset` is inside this span."""
        return self.start <= offset < self.end

    def shift(self, by: int) -> Span:
        """This span in a text that has `by` more code points before it."""
        return Span(self.start + by, self.end + by)

    def clip(self, to: Span) -> Span | None:
        """The part that is inside `to`, or None if there is none."""
        start, end = max(self.start, to.start), min(self.end, to.end)
        return Span(start, end) if start < end else None


def span_around(span: Span, spans: Sequence[Span]) -> Span | None:
    """The one of some spans that contains `span`. They must be in order, and none may overlap another."""
    at = bisect_right(spans, span.start, key=lambda one: one.start) - 1
    return spans[at] if at >= 0 and spans[at].contains(span) else None


def join_touching(spans: list[Span], text: str) -> list[Span]:
    """The spans in order; those that overlap or have only white space between them are joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip()):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
