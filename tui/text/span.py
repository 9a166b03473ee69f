"""Half-open stretches of a text."""

from __future__ import annotations

from typing import NamedTuple


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


def join_touching(spans: list[Span], text: str) -> list[Span]:
    """The spans in order, with those joined that overlap or have only white space between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip()):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
