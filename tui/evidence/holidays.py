"""The days of the holidays that English-language newspapers name."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil import easter
from dateutil.relativedelta import MO, TH, TU, relativedelta

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "boxing day": (12, 26), "halloween": (10, 31), "hallowe'en": (10, 31),
    "independence day": (7, 4), "the fourth of july": (7, 4), "july fourth": (7, 4), "valentine's day": (2, 14),
    "veterans day": (11, 11),
}  # fmt: skip


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year, by its name in small letters; an unknown name is taken for Thanksgiving."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name.startswith("easter"):
        return easter.easter(year) + timedelta(days=name.endswith("monday"))
    match name:
        case "good friday":
            return easter.easter(year) - timedelta(days=2)
        case "labor day":
            return date(year, 9, 1) + relativedelta(weekday=MO(1))
        case "memorial day":
            return date(year, 5, 31) + relativedelta(weekday=MO(-1))
        case _ if name.startswith("election"):
            return date(year, 11, 2) + relativedelta(weekday=TU(1))
    return date(year, 11, 1) + relativedelta(weekday=TH(4))  # Thanksgiving, as in the United States


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first (0), second … or last (-1) of some weekday (0 is Monday) in a month."""
    start = date(year, month, 1)
    first = start + timedelta(days=(weekday - start.weekday()) % 7)
    if which >= 0:
        return first + timedelta(weeks=which)
    fifth = first + timedelta(weeks=4)
    return fifth if fifth.month == month else first + timedelta(weeks=3)
