"""A day, week, month, year or any other stretch of days, written in ISO 8601."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

UNITS = ("day", "week", "month", "year")


class Period(NamedTuple):
    """A stretch of days, the last one included."""

    first: date
    last: date

    @property
    def unit(self) -> str:
        """Its unit in the calendar: "day", "week" (Monday to Sunday), "month", "year"; otherwise "range"."""
        days = (self.last - self.first).days + 1
        if days == 1:
            return "day"
        if days == 7 and self.first.weekday() == 0:
            return "week"
        if self == month(self.first.year, self.first.month):
            return "month"
        return "year" if self == year(self.first.year) else "range"

    @property
    def is_in_a_month(self) -> bool:
        """Whether it is no longer than a month, and its first and last day are in the same one."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)

    def __str__(self) -> str:
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week":
                number = self.first.isocalendar()
                return f"{number.year}-W{number.week:02}"
            case "month":
                return f"{self.first:%Y-%m}"
            case "year":
                return f"{self.first:%Y}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def days(self) -> str:
        """The stretch for the reader, as in ISO 8601; but a week or another range has its first day and its last,
        without what they have in common: "2023-11-13 to 19"."""
        if self.unit not in ("week", "range"):
            return str(self)
        first, last = self.first.isoformat(), self.last.isoformat()
        common = 8 if first[:7] == last[:7] else 5 if first[:4] == last[:4] else 0
        return f"{first} to {last[common:]}"

    def shift(self, count: int, unit: str) -> Period:
        """The stretch that is `count` units later (earlier if `count` is negative), as precise as the unit: two years
        after a day is a year, not a day. Raises OverflowError or ValueError beyond the calendar."""
        moved = self.first + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]  # days, weeks, months, years
        if unit == "year":
            return year(moved.year)
        if unit == "month":
            return month(moved.year, moved.month)
        if unit == "week" and self.unit != "day":
            return week(moved)
        return day(moved)


def day(of: date) -> Period:
    """One day."""
    return Period(of, of)


def week(of: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = of - timedelta(days=of.weekday())
    return Period(monday, monday + timedelta(days=6))


def month(number: int, of: int) -> Period:
    """Month `of` (1 to 12) of year `number`."""
    return Period(date(number, of, 1), date(number, of, calendar.monthrange(number, of)[1]))


def months(first_year: int, first: int, count: int) -> Period:
    """A number of months, from month `first` of a year."""
    start = date(first_year, first, 1)
    return Period(start, start + relativedelta(months=count, days=-1))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int) -> Period:
    """From the first to the last of some years."""
    return Period(date(first, 1, 1), date(last, 12, 31))


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each season begins in the northern hemisphere."""


def season(name: str, number: int) -> Period:
    """The season that begins in year `number`; a winter ends in the next."""
    return months(number, SEASONS[name], 3)


def named_unit(name: str) -> tuple[str, float]:
    """Converts the name of a unit to days, weeks, months or years, and the number of them."""
    name = name.lower().rstrip("s")
    known = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100), "centurie": ("year", 100)}
    return known.get(name, (name, 1))
