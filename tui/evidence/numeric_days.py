"""The day that three numbers mean: 18/09/2024, 9/18/2024, 8.9.2024."""

from __future__ import annotations

from datetime import date

from ..text.time_expressions import numeric_dates
from . import period
from .likely_days import LEFT_OPEN
from .period import Period
from .resolved_date import WRITTEN_OUT

MONTHS = 12


def numeric_day(found: dict[str, str], is_day_first: bool | None, published: date | None) -> tuple[Period, str]:
    """The day of a match of the form `numeric`, and how it was found.

    Where both of the first two numbers may be the month, they are read as other dates of the text are
    (`is_day_first`). Otherwise the day nearest to publication is meant; without a date of publication, the day is taken
    to be first, as in most countries. Raises ValueError if there is no such day.
    """
    first, second, year = int(found["nu_1"]), int(found["nu_2"]), int(found["nu_y"])
    if found["nu_s"] == "." or first > MONTHS or first == second:
        return period.day(date(year, second, first)), WRITTEN_OUT  # with full stops, the day is always first
    if second > MONTHS:
        return period.day(date(year, first, second)), WRITTEN_OUT
    days = [date(year, second, first), date(year, first, second)]
    if is_day_first is not None:
        return period.day(days[not is_day_first]), "in the order of another date of the text"
    if published is not None:
        days.sort(key=lambda day: abs(day - published))
    likely, other = map(period.day, days)
    return likely, f"{LEFT_OPEN}: it may also be {other}"


def is_day_first(text: str) -> bool | None:
    """Whether the dates in numbers of a text of which only one reading is possible have the day first; None if there is
    none, or if they differ."""
    orders = set()
    for match in numeric_dates().finditer(text):
        if match["nu_s"] == "/" and (is_first := int(match["nu_1"]) > MONTHS) != (int(match["nu_2"]) > MONTHS):
            orders.add(is_first)
    return orders.pop() if len(orders) == 1 else None
