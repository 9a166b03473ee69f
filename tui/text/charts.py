"""Bars and sparklines of block characters. Length and height say it all, so they are legible without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .span import Span

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_HEIGHTS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
"""Drawn in a sparkline for a value of zero, so that an empty stretch is still seen to have a length."""


def bar(share: float, width: int) -> str:
    """A horizontal bar of exactly `width` cells, filled to `share` of 1 in steps of an eighth of a cell.

    Anything more than nothing is drawn as at least an eighth, and less than everything never fills the bar.
    """
    whole = 8 * width
    eighths = max(0, min(whole, round(share * whole)))
    if 0 < share < 1 and whole:
        eighths = min(max(eighths, 1), whole - 1)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).ljust(width)


def sparkline(values: Sequence[float], peak: float | None = None) -> str:
    """One character for each value, as tall as its share of `peak` (by default the largest value)."""
    top = peak or max(values, default=0)
    return "".join(
        _HEIGHTS[max(0, min(7, round(8 * value / top) - 1))] if value > 0 and top > 0 else NOTHING for value in values
    )


def coverage(spans: Iterable[Span], length: int, columns: int) -> list[float]:
    """The share of each of `columns` equal parts of a text of `length` code points that lies within the spans, from 0
    to 1. Spans that overlap count once."""
    covered = [0.0] * columns
    part = length / columns if columns else 0
    end = 0
    for span in sorted(spans):
        start, end = max(span.start, end), max(span.end, end)
        if not part or start >= end:
            continue
        for column in range(min(columns - 1, int(start / part)), min(columns - 1, int((end - 1) / part)) + 1):
            overlap = min(end, (column + 1) * part) - max(start, column * part)
            covered[column] += max(0.0, overlap) / part
    return [min(1.0, share) for share in covered]
