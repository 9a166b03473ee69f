"""Which one of the days, months and seasons of the same name is likely to be meant, and whether that is sure.

Each function returns the days and how they were found, in words for the reader. If they begin with `USAGE_DIFFERS` or
`LEFT_OPEN`, other days may be meant, and the words name them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from ..text.analysis import Tense
from ..text.time_expressions import weekday_number
from . import period
from .period import Period

COUNTED = "counted from the day of publication"
USAGE_DIFFERS = "usage differs"
LEFT_OPEN = "the sentence leaves it open"

NEAR = 61
"""The largest number of days between publication and a day that is meant although the tense says another one."""
CLEARLY_NEARER = 150
"""The largest number of days between publication and the nearest of two days that may be meant, if little but the
distance tells them apart: the other one is two months farther away."""

UPDATED = 5
"""The largest number of days after publication for which an article that was updated may tell what happened."""


def near(tense: Tense) -> str:
    """How a day without a year was found."""
    return "the last one before publication" if tense == "past" else "the next one after publication"


def in_some_year(
    of: Callable[[int], Period], today: date, tense: Tense, is_doubtful: bool, *, may_be_after: bool = False
) -> tuple[Period, str]:
    """The last day, month or holiday of its name up to `today` if the clause is in the past, otherwise the next one. If
    the tense is doubtful (`TimeExpression.is_doubtful`), the one that is clearly nearer. With `may_be_after`, a day of
    the past may be soon after `today`, if the article was updated since.

    `of` returns that of a year, and may raise ValueError. Raises ValueError if there is none in any year.
    """
    every = []
    for year in range(today.year - 8, today.year + 9):  # 29 February
        with suppress(ValueError):
            every.append(of(year))
    before = max(one for one in every if one.last <= today)
    after = min(one for one in every if one.last >= today)
    if may_be_after and tense == "past" and _days_between(after, today) <= UPDATED < _days_between(before, today):
        return after, f"{LEFT_OPEN}: it may also be {before}"
    if not is_doubtful:
        return before if tense == "past" else after, near(tense)
    return _nearest(before, after, today, tense)


def _nearest(before: Period, after: Period, today: date, tense: Tense) -> tuple[Period, str]:
    nearest, other = sorted((before, after), key=lambda one: _days_between(one, today))
    distance = _days_between(nearest, today)
    agrees = nearest == (before if tense == "past" else after)
    if agrees and (tense == "past" or distance <= CLEARLY_NEARER):
        return nearest, near(tense)
    if tense == "present" and distance <= CLEARLY_NEARER or tense == "future" and distance <= NEAR:
        return nearest, "the one nearest to publication"
    if distance > NEAR and not agrees:
        nearest, other = other, nearest
    return nearest, f"{LEFT_OPEN}: it may also be {other}"


def _days_between(one: Period, day: date) -> int:
    """The number of days from a day to the nearest one of a period; 0 if it is one of them."""
    return max((one.first - day).days, (day - one.last).days, 0)


def running_month(today: date, part: str) -> tuple[Period, str]:
    """The month of publication, named in the past tense: that of this year or of the year before. `part` is the part
    of it that the text names: "early", "mid", "late" or ""."""
    this, before = period.month(today.year, today.month), period.month(today.year - 1, today.month)
    if part == "early" and today.day > 10:
        return this, near("past")
    if part == "late" and today.day <= 20:
        return before, near("past")
    return this, f"{LEFT_OPEN}: it may also be {before}"


def weekday_near(today: date, name: str, tense: Tense) -> date:
    """The last day of that name up to today in the past tense, otherwise the next one; in the future tense not
    today."""
    number = weekday_number(name)
    if tense == "past":
        return today - timedelta(days=(today.weekday() - number) % 7)
    ahead = (number - today.weekday()) % 7
    return today + timedelta(days=7 if tense == "future" and not ahead else ahead)


def weekday_in_doubt(today: date, name: str, tense: Tense, is_doubtful: bool) -> tuple[date, str]:
    """The day of that name, and how it was found: both are named if the tense does not say which ("Friday's deal is a
    success"), or if it may be today ("is to end on Tuesday", on a Tuesday)."""
    day = weekday_near(today, name, tense)
    if tense == "future" and day == today + timedelta(days=7):
        return day, f"{LEFT_OPEN}: it may also be {today}"
    if tense != "present" or not is_doubtful or day == today:
        return day, near(tense)
    before = day - timedelta(days=7)
    nearest, other = sorted((before, day), key=lambda one: abs((one - today).days))
    return nearest, f"{LEFT_OPEN}: it may also be {other}"


def last_weekday(today: date, name: str, named: date | None) -> tuple[Period, str]:
    """ "Last Monday": said on a Friday, it may be the Monday of that week or of the week before. `named` is the day
    that the text has called Monday before."""
    day = weekday_near(today - timedelta(days=1), name, "past")
    earlier = day - timedelta(days=7)
    if period.week(day) != period.week(today):
        return period.day(day), COUNTED
    if named == day:
        return period.day(earlier), f"the text has another {name.capitalize()} before it"
    return period.day(day), f"{USAGE_DIFFERS}: it may also be {earlier}"


def next_weekday(today: date, name: str, named: date | None) -> tuple[Period, str]:
    """ "Next Friday": said on a Wednesday, it may be the Friday of that week or of the week after. `named` is the day
    that the text has called Friday before."""
    coming = weekday_near(today, name, "future")
    later = coming + timedelta(days=7)
    if not _is_in_one_week(today, coming):
        return period.day(coming), COUNTED
    if named == coming:
        return period.day(later), f"the text has another {name.capitalize()} before it"
    return period.day(later), f"{USAGE_DIFFERS}: it may also be {coming}"


def _is_in_one_week(day: date, other: date) -> bool:
    """Whether two days are in one week, be its first day Monday or Sunday."""
    days = timedelta(days=1)
    return period.week(day) == period.week(other) or period.week(day + days) == period.week(other + days)


def weekend(today: date, way: str, tense: Tense) -> Period:
    """The last Saturday and Sunday if `way` is "past" or the clause is in the past, otherwise the next ones or
    those of today."""
    if way == "past" or tense == "past":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    else:
        saturday = today + timedelta(days=5 - today.weekday())  # on a Sunday, the day before
    return Period(saturday, saturday + timedelta(days=1))


def month_named(which: str, number: int, today: date) -> tuple[Period, str]:
    """ "This March", "last March", "next March": said in June, "last March" may be that of this year or of the year
    before. "Last September" said in September is that of the year before."""
    if which == "this":
        return period.month(today.year, number), COUNTED
    way = -1 if which in ("last", "past") else 1
    months = [period.month(today.year + years, number) for years in (-1, 0, 1)]
    if way < 0:
        month = max(one for one in months if one.last < today)
    else:
        month = min(one for one in months if one.first > today)
    if which in ("last", "next") and month.first.year == today.year:
        return month, f"{USAGE_DIFFERS}: it may also be {period.month(today.year + way, number)}"
    return month, COUNTED


def month_ago(number: int, years: int, today: date) -> Period:
    """That month so many years ago: in January 2026, "December two years ago" is that of 2023, 25 months ago and not
    13."""
    apart = number - today.month
    return period.month(today.year - years - (apart > 9) + (apart < -9), number)


def season_named(which: str, name: str, today: date, tense: Tense) -> tuple[Period, str]:
    """ "This spring" is this year's. "Last spring" is the last one that is over; said soon after it, it may also be the
    one before."""
    if which == "this":
        year = today.year - (name == "winter" and today.month < 3 and tense != "future")
        return period.season(name, year), COUNTED
    seasons = [period.season(name, today.year + years) for years in range(-3, 4)]
    if which in ("next", "coming"):
        first, second = [one for one in seasons if one.first > today][:2]
    else:
        first, second = [one for one in reversed(seasons) if one.last < today][:2]
    if which in ("last", "next") and first.first.year == today.year and _days_between(first, today) < 92:
        return first, f"{USAGE_DIFFERS}: it may also be {second}"
    return first, COUNTED


def season_near(name: str, today: date, tense: Tense) -> tuple[Period, str]:
    """ "In the spring": the last one that has begun in the past tense, otherwise the next one that is not over."""
    seasons = [period.season(name, today.year + years) for years in (-1, 0, 1)]
    if tense == "past":
        return max(one for one in seasons if one.first <= today), near(tense)
    return min(one for one in seasons if one.last >= today), near(tense)
