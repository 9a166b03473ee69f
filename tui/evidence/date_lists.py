"""Dates that go together, most often without a year: the lines of a list (fixtures, tour dates), and the two ends of a
stretch of time ("from June 1 through Nov. 30")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from ..text.span import Span
from .period import Period, month

_TO = re.compile(r"\s*(?:[-–—]|to|through|until|till)\s*")
_YEAR = re.compile(r"\byear$|\d{4}$")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)

FEWEST = 3
"""The smallest number of lines that make a list."""


def lists_in_order(text: str, days: Mapping[Span, Period]) -> Iterator[Sequence[Span]]:
    """The dates at the beginning of lines that follow one another, list by list, if they go forward through the year.
    `days` has the days that the dates mean, in order of the text; their years do not matter."""
    found: list[Span] = []
    for span in days:
        start = text.rfind("\n", 0, span.start) + 1
        if any(char.isalnum() for char in text[start : span.start]):
            continue
        if found and "\n" in text[found[-1].end : start].strip():
            yield from _forward(found, days)
            found = []
        found.append(span)
    yield from _forward(found, days)


def _forward(found: Sequence[Span], days: Mapping[Span, Period]) -> Iterator[Sequence[Span]]:
    """The list, unless it is too short, or takes more time read downwards than read upwards, as if it began with the
    latest date. Both ways it may go on in another year."""
    of_year = [days[span].first.timetuple().tm_yday for span in found]
    downwards = sum((two - one) % 365 for one, two in pairwise(of_year))
    upwards = sum((one - two) % 365 for one, two in pairwise(of_year))
    if len(found) >= FEWEST and downwards < upwards:
        yield found


def ends_of_stretches(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The beginning and end of each stretch of time: "between June and October", "July and August last year".
    `spans` is the dates in order of the text."""
    for one, two in pairwise(spans):
        between = text[one.end : two.start]
        start = _BETWEEN.search(text, max(0, one.start - 20), one.start)
        has_year = _YEAR.search(text, two.start, two.end)
        if _TO.fullmatch(between) or between.split() == ["and"] and (start or has_year):
            yield one, two


def in_order_before(here: Period, end: Period) -> Period:
    """The beginning of a stretch of time in the last year in which it is not after the end."""
    years = end.last.year - here.first.year
    years -= (here.first.month, here.first.day) > (end.last.month, end.last.day)
    return _moved(here, years)


def _moved(here: Period, years: int) -> Period:
    if here.unit == "month":
        return month(here.first.year + years, here.first.month)
    return Period(*(day + relativedelta(years=years) for day in here))


def in_order_after(above: Period, here: Period) -> Period:
    """The day of a list in the first year in which it is not before the day above it."""
    years = above.first.year - here.first.year
    years += (here.first.month, here.first.day) < (above.first.month, above.first.day)
    return _moved(here, years)
