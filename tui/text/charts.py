"""Bars and sparklines of block characters. Length and height carry the meaning, so they are legible without colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .span import Span

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_HEIGHTS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
"""Drawn in a sparkline for a value of zero, so that the length of an empty stretch is visible."""


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


MOST_MONTHS = 36
"""The longest time, in months, that is counted month by month; a longer one is counted by year."""


def over_time(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The sums of counts in each month from the first to the last, or in each year of a longer time.

    Each count comes with its date in ISO 8601; dates without a month are left out. A month is "2023-11", a year "2023".
    """
    months: Counter[int] = Counter()
    for date, count in counts:
        if match := re.match(r"(\d{4})-(0[1-9]|1[0-2])(?!\d)", date):
            months[12 * int(match[1]) + int(match[2]) - 1] += count
    if not months:
        return []
    first, last = min(months), max(months)
    if last - first < MOST_MONTHS:
        return [(f"{month // 12}-{month % 12 + 1:02}", months[month]) for month in range(first, last + 1)]
    years: Counter[int] = Counter()
    for month, count in months.items():
        years[month // 12] += count
    return [(str(year), years[year]) for year in range(first // 12, last // 12 + 1)]


def time_line(counts: Iterable[tuple[str, int]]) -> str:
    """`over_time` as a sparkline between its first and last month or year; "" if no count has a date."""
    rows = over_time(counts)
    if not rows:
        return ""
    return rows[0][0] if len(rows) == 1 else f"{rows[0][0]} {sparkline([count for _, count in rows])} {rows[-1][0]}"
