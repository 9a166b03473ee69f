"""Lists of dates, such as fixtures and tour dates: lines that each begin with a day, most often without its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from ..text.span import Span
from .period import Period

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


def in_order_after(above: Period, here: Period) -> Period:
    """The day of a list in the first year in which it is not before the day above it."""
    years = above.first.year - here.first.year
    years += (here.first.month, here.first.day) < (above.first.month, above.first.day)
    return Period(*(day + relativedelta(years=years) for day in here))
