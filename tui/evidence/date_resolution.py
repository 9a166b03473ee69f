"""Finds the day, month or year that an expression of time means, counting from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil import easter
from dateutil.relativedelta import MO, TH, TU, relativedelta

from ..text.analysis import Tense
from ..text.time_expressions import ORDINALS, count, month_number, weekday_number
from . import period
from .period import SEASONS, Period

_STEPS = dict.fromkeys(("last", "past", "previous", "preceding"), -1) | dict.fromkeys(("this", "same"), 0)
_STEPS |= dict.fromkeys(("next", "coming", "following"), 1)
_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "boxing day": (12, 26), "halloween": (10, 31), "hallowe'en": (10, 31),
    "independence day": (7, 4), "the fourth of july": (7, 4), "july fourth": (7, 4), "valentine's day": (2, 14),
    "veterans day": (11, 11),
}  # fmt: skip


WRITTEN_OUT = "written out"
COUNTED = "counted from the day of publication"
USAGE_DIFFERS = "usage differs"
NO_DATE = "the article has no date of publication"
NOT_NAMED = "it counts from a day that the text does not name"

MOST_PARAGRAPHS = 1
"""The largest number of paragraphs between a date and one that counts from it: further on, the text is about
something else."""
_THAN = re.compile(r"\bthan\s+$")
_POSSESSIVE = re.compile("['’]s\\s")
_WOULD = re.compile(r"\bwould\b[^.!?;]*$")
MOST_AFTER_WOULD = 80
"""The largest number of code points between "would" and a day in its clause."""


class Resolved(NamedTuple):
    """The meaning of an expression."""

    period: Period | None
    why: str
    """For the reader: how the day was found, or why it cannot be determined."""
    unsure: bool = False
    """Whether usage differs: “next Friday” on a Wednesday."""


class Unresolved(Exception):
    """The expression depends on something that the text does not say; str() says what."""


class Resolver:
    """Resolves the expressions of one article, in order: some depend on the one before."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._mentioned: Period | None = None
        """The date that "later" and "the same day" count from: the last one in the text."""
        self._year_named: int | None = None
        """The year named in the sentence, for a month or day without one."""
        self._is_far = False
        """Whether the last date is too far away in the text to count from."""
        self._is_compared = False
        """Whether the expression follows "than"."""
        self._is_foretold = False
        """Whether it follows "would": somebody spoke of that day before it came, perhaps long before publication."""
        self._is_possessive = False
        """Whether it names an event by its day: "Friday's meeting"."""
        self._weekdays_named: dict[str, date] = {}
        """The day that each weekday named so far meant last."""

    def resolve(
        self, match: re.Match[str], tense: Tense, *, new_sentence: bool = False, paragraphs: int = 0
    ) -> Resolved:
        """The meaning of a match of `time_expressions.forms()` in a clause of that tense, so many paragraphs after the
        expression before it."""
        if new_sentence:
            self._year_named = None
        self._is_far = paragraphs > MOST_PARAGRAPHS
        self._is_compared = bool(_THAN.search(match.string, max(0, match.start() - 20), match.start()))
        self._is_foretold = bool(_WOULD.search(match.string, max(0, match.start() - MOST_AFTER_WOULD), match.start()))
        self._is_possessive = bool(_POSSESSIVE.match(match.string, match.end()))
        groups = {name: " ".join(words.split()) for name, words in match.groupdict().items() if words}
        try:
            found, why = getattr(self, f"_{match.lastgroup}")(groups, tense)
        except Unresolved as error:
            return Resolved(None, str(error))
        except (ValueError, OverflowError):
            return Resolved(None, "there is no such day")
        unsure = why.startswith(USAGE_DIFFERS)
        self._mentioned = found
        if self._published is not None and found == period.day(self._published):
            pass  # the dateline does not set the year for the text after it
        elif why == WRITTEN_OUT and found.first.year == found.last.year or found.unit == "year":
            self._year_named = found.first.year
        return Resolved(found, why, unsure)

    # The days to count from

    @property
    def _today(self) -> date:
        if self._published is None:
            raise Unresolved(NO_DATE)
        return self._published

    @property
    def _there(self) -> Period:
        if self._mentioned is None:
            raise Unresolved(NOT_NAMED)
        if self._is_far:
            raise Unresolved("the last date before it is too far away to count from")
        return self._mentioned

    # Written out

    def _iso(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.day(date(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"]))), WRITTEN_OUT

    def _month_day(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._day_in(found.get("md_y"), found["md_m"], found["md_d"], tense)

    def _day_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._day_in(found.get("dm_y"), found["dm_m"], found["dm_d"], tense)

    def _day_in(self, year: str | None, month: str, day: str, tense: Tense) -> tuple[Period, str]:
        number = month_number(month)
        if year:
            return period.day(date(int(year), number, int(day))), WRITTEN_OUT
        if self._year_named is not None and tense == "past":
            return period.day(date(self._year_named, number, int(day))), "in the year named in the sentence"
        return self._nearest(lambda y: date(y, number, int(day)), tense)

    def _nearest(self, of: Callable[[int], date], tense: Tense) -> tuple[Period, str]:
        """The last such day up to publication; if the clause is in the future, the next one; after "would", the nearest
        one."""
        today = self._today
        days = []
        for year in (today.year - 1, today.year, today.year + 1):
            try:
                days.append(of(year))
            except ValueError:  # 29 February
                continue
        if self._is_foretold and tense == "future":
            return period.day(min(days, key=lambda day: abs(day - today))), "the one nearest to publication"
        if tense == "past":
            return period.day(max(day for day in days if day <= today)), _near(tense)
        return period.day(min(day for day in days if day >= today)), _near(tense)

    def _month_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number = month_number(found["my_m"])
        if "my_y" in found:
            return period.month(int(found["my_y"]), number), WRITTEN_OUT
        return period.month(self._today.year + _STEPS[found["my_which"]], number), COUNTED

    def _season_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.season(found["sy_s"].lower(), int(found["sy_y"])), WRITTEN_OUT

    def _quarter(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number = ORDINALS.index(found["q_n"].lower())
        if "q_y" in found:
            return period.months(int(found["q_y"]), 3 * number + 1, 3), WRITTEN_OUT
        year = self._today.year + _STEPS[found.get("q_which", "this").lower()]
        quarter = period.months(year, 3 * number + 1, 3)
        if "q_which" not in found and tense == "past" and quarter.first > self._today:
            quarter = period.months(year - 1, 3 * number + 1, 3)
        return quarter, _near(tense)

    def _fiscal(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        year = int(found.get("fy") or found["fy2"])
        return Period(date(year - 1, 10, 1), date(year, 9, 30)), "the US government's fiscal year, from October"

    def _weekday_in(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        year = int(found["wi_y"])
        whole = period.month(year, month_number(found["wi_m"])) if "wi_m" in found else period.year(year)
        return whole, WRITTEN_OUT

    def _decade(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        first = int(found["dec_y"])
        match found.get("dec_part", "").lower():
            case "early":
                return period.years(first, first + 3), "the first years of the decade"
            case "late":
                return period.years(first + 6, first + 9), "the last years of the decade"
        return period.years(first, first + 9), WRITTEN_OUT

    def _century(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        first = 100 * (int(found["cent"]) - 1)
        return period.years(max(1, first), first + 99), WRITTEN_OUT

    def _year_range(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        first, last = (int(found.get(f"yr_{one}") or found[f"yr_{other}"]) for one, other in ((1, 3), (2, 4)))
        return period.years(first, last), WRITTEN_OUT

    def _year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.year(int(found["ye"])), WRITTEN_OUT

    # Counted from the day of publication

    def _ago(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        why = COUNTED
        if "ago_today" in found:
            return period.day(self._today + relativedelta(years=-int(count(found["ago_n"])))), why
        return self._moved(period.day(self._today), found["ago_n"], found["ago_u"], -1), why

    def _from_now(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._moved(period.day(self._today), found["fn_n"], found["fn_u"], 1), COUNTED

    def _within(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        last = self._today + relativedelta(**{f"{found['wt_u'].lower()}s": int(count(found["wt_n"]))})  # type: ignore[arg-type]
        return Period(self._today, last), COUNTED

    def _in_span(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if tense == "past":
            raise Unresolved("a length of time; the text does not say when it began")
        return self._moved(period.day(self._today), found["is_n"], found["is_u"], 1), COUNTED

    def _past_span(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number, unit = int(count(found["ps_n"])), found["ps_u"].lower()
        number, unit = (10 * number, "year") if unit == "decade" else (number, unit)
        step = relativedelta(**{f"{unit}s": number})  # type: ignore[arg-type]
        today = self._today
        if _STEPS[found["ps_which"].lower()] > 0:
            return Period(today, today + step), COUNTED
        if unit == "year" and found["ps_which"].lower() == "previous":
            return period.years(today.year - number, today.year - 1), COUNTED
        return Period(today - step, today), COUNTED

    def _moved(self, start: Period, number: str, unit: str, way: int) -> Period:
        unit, size = _unit(unit)
        amount = count(number) * size
        return start.shift(way * int(amount), unit)

    def _sooner(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._unit(found["so_which"], found["so_u"]), COUNTED

    def _this_unit(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which, unit = found["tu_which"].lower(), found["tu_u"].lower()
        if unit in SEASONS:
            return self._this_season(which, unit, tense), COUNTED
        if unit == "quarter":
            first = self._today.month - (self._today.month - 1) % 3 - 1 + 3 * _STEPS[which]
            return period.months(self._today.year + first // 12, first % 12 + 1, 3), COUNTED
        if unit == "weekend":
            near = self._weekend_of("future" if which in ("this", "next", "coming") else "past", tense)
            if which == "next" and tense != "past":
                return Period(*(day + timedelta(days=7) for day in near)), f"{USAGE_DIFFERS}: it may also be {near}"
            return near, _near(tense)
        if unit in ("morning", "afternoon", "evening", "noon", "midnight", "night"):
            return period.day(self._today + timedelta(days=min(0, _STEPS[which]))), COUNTED
        return self._unit(which, unit), COUNTED

    def _unit(self, which: str, unit: str) -> Period:
        step, today = _STEPS[which.lower()], self._today
        match unit.lower():
            case "week":
                return period.week(today + timedelta(weeks=step))
            case "month":
                return period.day(today).shift(step, "month")
            case "year":
                return period.year(today.year + step)
            case "decade":
                first = today.year - today.year % 10 + 10 * step
                return period.years(first, first + 9)
        first = today.year - today.year % 100 + 100 * step
        return period.years(first, first + 99)

    def _this_season(self, which: str, name: str, tense: Tense) -> Period:
        """ "This spring" is this year's; "last summer" is the last one that began before this season."""
        today = self._today
        if which == "this":
            year = today.year - (name == "winter" and today.month < 3 and tense != "future")
            return period.season(name, year)
        if which in ("next", "coming"):
            return min(s for y in range(-1, 3) if (s := period.season(name, today.year + y)).first > today)
        return max(s for y in range(-2, 2) if (s := period.season(name, today.year + y)).last < today)

    def _season(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        name, today = found["se"].lower(), self._today
        near = [period.season(name, today.year + y) for y in (-1, 0, 1)]
        if tense == "past":
            return max(season for season in near if season.first <= today), _near(tense)
        return min(season for season in near if season.last >= today), _near(tense)

    def _this_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which, number, today = found["tm_which"].lower(), month_number(found["tm_m"]), self._today
        if which == "this":
            return period.month(today.year, number), COUNTED
        near = [period.month(today.year + y, number) for y in (-1, 0, 1)]
        if _STEPS[which] < 0:
            # "Last September" said in September means that of the year before.
            return max(one for one in near if one.last < today), COUNTED
        return min(one for one in near if one.first > today), COUNTED

    def _month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number, today = month_number(found["mo"]), self._today
        if self._year_named is not None and tense == "past":
            return period.month(self._year_named, number), "in the year named in the sentence"
        near = [period.month(today.year + y, number) for y in (-1, 0, 1)]
        if tense == "past":
            before = [one for one in near if one.last < today]
            return max(before), _near(tense)
        return min(one for one in near if one.last >= today), _near(tense)

    def _month_ago(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        then = self._today - relativedelta(years=int(count(found["ma_n"])))
        number = month_number(found["ma_m"])
        apart = number - then.month
        # In January 2026, "December two years ago" is that of 2023: 25 months ago, not 13.
        year = then.year - (apart > 9) + (apart < -9)
        return period.month(year, number), COUNTED

    def _half(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which = found.get("ha_which", "this").lower()
        year = int(found["ha_y"]) if "ha_y" in found else self._today.year + _STEPS.get(which, 0)
        return period.months(year, 1 if found["ha_n"].lower() == "first" else 7, 6), COUNTED

    def _end_of(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        whole = self._unit("next" if "eo_next" in found else "this", found.get("eo_u", "year"))
        part = found.get("eo_part", "end").lower()
        edge = whole.first if part in ("start", "beginning") else whole.last if part == "end" else None
        return period.day(edge) if edge else whole, COUNTED

    def _end_of_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        whole, why = self._month({"mo": found["em_m"]}, tense)
        return whole, why

    def _new_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.year(self._today.year + (self._today.month > 6)), COUNTED

    # Days

    def _deictic(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        word = found["de"].lower()
        days = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
            word, 0
        )
        return period.day(self._today + timedelta(days=days)), COUNTED

    def _weekday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if "wd_n" in found:
            return self._day_of_month({"dom": found["wd_n"]}, tense)
        name = found["wd"].casefold()
        if self._is_possessive and name in self._weekdays_named:
            return period.day(self._weekdays_named[name]), "the day of that name before it in the text"
        day = self._weekdays_named[name] = self._weekday_near(name, tense)
        return period.day(day), _near(tense)

    def _weekday_near(self, name: str, tense: Tense) -> date:
        today, number = self._today, weekday_number(name)
        if tense == "past":
            return today - timedelta(days=(today.weekday() - number) % 7)
        ahead = (number - today.weekday()) % 7
        return today + timedelta(days=7 if tense == "future" and not ahead else ahead)

    def _weekdays(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        first = self._weekday_near(found["wd_1"], tense)
        last = first + timedelta(days=(weekday_number(found["wd_2"]) - first.weekday()) % 7)
        return Period(first, last), _near(tense)

    def _this_weekday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which, name, today = found["tw_which"].lower(), found["tw_d"].casefold(), self._today
        if which == "this":
            day = self._weekdays_named[name] = self._weekday_near(name, "past" if tense == "past" else "present")
            return period.day(day), COUNTED
        number = weekday_number(name)
        if _STEPS[which] < 0:
            return period.day(today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)), COUNTED
        coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
        if which != "next" or not _is_in_one_week(today, coming):
            return period.day(coming), COUNTED
        later = coming + timedelta(days=7)
        if self._weekdays_named.get(name) == coming:
            return period.day(later), f"the text has another {found['tw_d']} before it"
        return period.day(later), f"{USAGE_DIFFERS}: it may also be {coming}"

    def _weekday_week(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        why = COUNTED
        if "ww_d2" in found:
            return period.day(self._weekday_near(found["ww_d2"], "future") + timedelta(days=7)), why
        monday = self._unit(found["ww_which"], "week").first
        return period.day(monday + timedelta(days=weekday_number(found["ww_d"]))), why

    def _weekend(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._weekend_of("future" if tense == "future" else "past", tense), _near(tense)

    def _weekend_of(self, way: str, tense: Tense) -> Period:
        today = self._today
        if way == "past" or tense == "past":
            saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        else:
            saturday = today + timedelta(days=(5 - today.weekday()) % 7)
        return Period(saturday, saturday + timedelta(days=1))

    def _day_of_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number, today = int(found["dom"]), self._today
        told = self._mentioned
        if told is not None and told.unit in ("day", "month") and told.last < today - timedelta(days=62):
            # The text is about an earlier time: "July 16, 1969 ... on the 24th".
            start = told.first if told.first.day <= number else told.first + relativedelta(months=1)
            return period.day(start.replace(day=number)), f"counted from {told}"
        months = [date(today.year, today.month, 1) + relativedelta(months=step) for step in (-1, 0, 1)]
        days = [one.replace(day=number) for one in months if number <= monthrange(one.year, one.month)[1]]
        if tense == "past":
            return period.day(max(day for day in days if day <= today)), _near(tense)
        return period.day(min(day for day in days if day >= today)), _near(tense)

    def _holiday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        name = found["hol"].lower().replace("’", "'")
        if "hol_y" in found:
            return period.day(_holiday(name, int(found["hol_y"]))), "a holiday of that year"
        return self._nearest(lambda year: _holiday(name, year), tense)

    def _after_holiday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        holiday, why = self._holiday({"hol": found["ah"]}, "past" if tense == "past" else tense)
        return holiday.shift(1 if found["ah_way"].lower() == "after" else -1, "day"), why

    def _week_ended(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        last = self._day_in(found.get("we_y"), found["we_m"], found["we_d"], "past")[0].last
        length = relativedelta(**{f"{found['we_u'].lower()}s": 1})  # type: ignore[arg-type]
        return Period(last - length + timedelta(days=1), last), WRITTEN_OUT

    # Counted from another date of the text

    def _offset(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        way = -1 if found["off_way"].lower() in ("earlier", "before", "beforehand", "previously", "prior") else 1
        unit = _unit(found["off_u"])[0]
        start = self._there
        if unit in ("day", "week") and start.unit not in ("day", "week") or unit == "month" and start.unit == "year":
            raise Unresolved(NOT_NAMED)
        if unit == "year" and self._is_compared and start.unit == "month":
            # "Dearer in April than a year before": than in April of that year.
            year = start.first.year + way * int(count(found["off_n"]) * _unit(found["off_u"])[1])
            return period.month(year, start.first.month), f"counted from {start}"
        return self._moved(start, found["off_n"], found["off_u"], way), f"counted from {start}"

    def _the_other(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which = found.get("to_which") or found["to_which2"]
        step, unit, start = _STEPS[which.lower()], found["to_u"].lower(), self._there
        if unit in SEASONS:
            near = [period.season(unit, start.first.year + y) for y in (-1, 0, 1)]
            if step > 0:
                return min(one for one in near if one.first > start.last), f"counted from {start}"
            return max(one for one in near if one.last < start.first), f"counted from {start}"
        if unit in ("morning", "evening", "afternoon", "night"):
            unit = "day"
        if unit == "day" and start.unit != "day":
            raise Unresolved(NOT_NAMED)
        if unit == "week":
            return period.week(start.first + timedelta(weeks=step)), f"counted from {start}"
        if unit == "decade":
            return period.years(start.first.year + 10 * step, start.first.year + 10 * step + 9), f"counted from {start}"
        return start.shift(step, unit), f"counted from {start}"

    def _the_before(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which = "following" if found["tb_way"].lower() == "after" else "previous"
        return self._the_other({"to_which": which, "to_u": found["tb_u"]}, tense)

    def _then(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._there, f"counted from {self._there}"


def _is_in_one_week(day: date, other: date) -> bool:
    """Whether two days are in one week, be its first day Monday or Sunday."""
    days = timedelta(days=1)
    return period.week(day) == period.week(other) or period.week(day + days) == period.week(other + days)


def _near(tense: Tense) -> str:
    return "the last one before publication" if tense == "past" else "the next one after publication"


def _unit(name: str) -> tuple[str, float]:
    """Converts the name of a unit to days, weeks, months or years, and the number of them."""
    name = name.lower().rstrip("s")
    known = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100), "centurie": ("year", 100)}
    return known.get(name, (name, 1))


def _holiday(name: str, year: int) -> date:
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
