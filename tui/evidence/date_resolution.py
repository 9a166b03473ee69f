"""Finds the day, month or year that an expression of time means, counting from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ..text.analysis import Tense
from ..text.time_expressions import ORDINALS, count, month_number, weekday_number
from . import period
from .date_context import DateContext
from .holidays import holiday, nth_weekday
from .likely_days import (
    COUNTED,
    LEFT_OPEN,
    USAGE_DIFFERS,
    in_some_year,
    last_weekday,
    month_ago,
    month_named,
    near,
    next_weekday,
    running_month,
    season_named,
    season_near,
    weekday_in_doubt,
    weekday_near,
    weekend,
)
from .numeric_days import numeric_day
from .period import SEASONS, Period
from .resolved_date import A_LENGTH, NO_DATE, NOT_NAMED, REPEATED, WRITTEN_OUT, Resolved, Unresolved

_PRECISION = {"day": 0, "week": 1, "month": 2, "range": 3, "year": 3}
"""The units of `Period.unit`, the finest first: two days after a week is no day that could be named."""
_STEPS = dict.fromkeys(("last", "past", "previous", "preceding"), -1) | dict.fromkeys(("this", "same"), 0)
_STEPS |= dict.fromkeys(("next", "coming", "following"), 1)
_DEICTIC = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}

MOST_PARAGRAPHS = 1
"""The largest number of paragraphs between a date and one that counts from it: further on, the text is about
something else."""
_FROM_ANOTHER = frozenset(["offset", "the_other", "that_unit", "the_before", "then"])
"""The forms that count from another date of the text."""


class Resolver:
    """Resolves the expressions of one article, in order: some depend on the one before."""

    def __init__(self, published: date | None, weekdays_dated: Mapping[int, date] | None = None) -> None:
        """`weekdays_dated` has the days that the text gives with both weekday (0 is Monday) and date."""
        self._published = published
        self._weekdays_dated = weekdays_dated or {}
        self._mentioned: Period | None = None
        """The date that "later" and "the same day" count from: the last one in the text."""
        self._mentioned_earlier: Period | None = None
        """The date before that."""
        self._is_mentioned_compared = False
        """Whether it only says with what something is compared: "dearer than a year before"."""
        self._year_named: int | None = None
        """The year named in the sentence, unless it is a later one, for a past month or day without one."""
        self._is_far = False
        """Whether the last date is too far away in the text to count from."""
        self._context = DateContext()
        self._is_doubtful = False
        """Whether the tense may be of something else than the day (`TimeExpression.is_doubtful`)."""
        self._weekdays_named: dict[str, date] = {}
        """The day that each weekday named so far meant last."""
        self._unsure_weekdays: dict[str, tuple[date, str]] = {}
        """The same for those of which the sentence left it open, and what the reader was told."""
        self._days_named: dict[tuple[int, int], Period] = {}
        """The day that each month and day of the month without a year meant so far."""

    def resolve(
        self,
        match: re.Match[str],
        tense: Tense,
        *,
        is_doubtful: bool = False,
        said: Period | None = None,
        new_sentence: bool = False,
        paragraphs: int = 0,
    ) -> Resolved:
        """The meaning of a match of `time_expressions.forms()` in a clause of that tense, so many paragraphs after the
        expression before it. `is_doubtful` is that of the `TimeExpression`; `said` is the day on which somebody said
        it, if that is known, from which it then counts."""
        if new_sentence:
            self._year_named = None
        self._is_far = paragraphs > MOST_PARAGRAPHS
        self._context = DateContext.of(match)
        self._is_doubtful = is_doubtful
        if said is not None:
            return self._on_the_day(said, match, tense)
        resolved = self._meaning(match, tense)
        from_past = match.lastgroup in _FROM_ANOTHER and (tense == "past" or match["off_way"] == "on")
        if from_past and self._is_ahead(resolved):
            # "It was planned in 2020, she said on Thursday. Two years later …": not two years after Thursday.
            self._mentioned = self._mentioned_earlier
            resolved = self._meaning(match, tense)
            if self._is_ahead(resolved):
                resolved = Resolved(None, NOT_NAMED)
        if resolved.period and self._is_mentioned_compared and match.lastgroup in _FROM_ANOTHER:
            why = f"{LEFT_OPEN}: {resolved.why}, with which something is only compared"
            resolved = resolved._replace(why=why, unsure=True)
        if resolved.period and not self._context.is_joined:
            self._remember(resolved.period, resolved.why)
            self._is_mentioned_compared = self._context.is_compared and match.lastgroup in _FROM_ANOTHER
        return resolved

    def _is_ahead(self, resolved: Resolved) -> bool:
        """Whether the days are after publication."""
        return bool(resolved.period and self._published and resolved.period.first > self._published)

    def _meaning(self, match: re.Match[str], tense: Tense) -> Resolved:
        groups = {name: " ".join(words.split()) for name, words in match.groupdict().items() if words}
        try:
            found, why = getattr(self, f"_{match.lastgroup}")(groups, tense)
        except Unresolved as error:
            return Resolved(None, str(error))
        except (ValueError, OverflowError):
            return Resolved(None, "there is no such day")
        return Resolved(found, why, why.startswith((USAGE_DIFFERS, LEFT_OPEN)))

    def _on_the_day(self, said: Period, match: re.Match[str], tense: Tense) -> Resolved:
        """The meaning of an expression in words that were said on some day of `said`."""
        published = self._published
        meanings = []
        for self._published in (said.first, said.last):
            meanings.append(self._meaning(match, tense))
        self._published = published
        found, other = meanings
        if found.period != other.period:
            return Resolved(None, NOT_NAMED)
        counted = found.period is not None and not found.unsure and found.why != WRITTEN_OUT
        return found._replace(why=f"counted from {said}, when it was said") if counted else found

    def _remember(self, found: Period, why: str) -> None:
        self._mentioned_earlier, self._mentioned = self._mentioned, found
        is_past = self._published is None or found.first < self._published  # and not that of the dateline
        if is_past and (why == WRITTEN_OUT and found.first.year == found.last.year or found.unit == "year"):
            self._year_named = found.first.year

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

    def _numeric(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return numeric_day(found, self._context.is_day_first, self._published)

    def _month_day(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._days_in(self._year_of(found, "md"), found["md_m"], found["md_d"], found.get("md_e"), tense)

    def _day_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        day = found.get("dm_d") or str(1 + ORDINALS.index(found["dm_w"].lower()))
        return self._days_in(self._year_of(found, "dm"), found["dm_m"], day, found.get("dm_e"), tense)

    def _year_of(self, found: dict[str, str], form: str) -> int | None:
        """The year that is written after a day or season: "2024", "next year"."""
        which, year = found.get(f"{form}_which"), found.get(f"{form}_y")
        return self._today.year + _STEPS[which.lower()] if which else int(year) if year else None

    def _days_in(self, year: int | None, month: str, day: str, end: str | None, tense: Tense) -> tuple[Period, str]:
        """The day, or the days up to `end` ("April 20 to 26")."""
        found, why = self._day_in(year, month, day, tense)
        return (Period(found.first, found.first.replace(day=int(end))) if end else found), why

    def _day_in(self, year: int | None, month: str, day: str, tense: Tense) -> tuple[Period, str]:
        def of(year: int) -> Period:
            return period.day(date(year, month_number(month), int(day)))

        if year:
            return of(year), WRITTEN_OUT
        if self._year_named is not None and tense == "past":
            return of(self._year_named), "in the year named in the sentence"
        name = month_number(month), int(day)
        if self._is_doubtful and name in self._days_named:
            return self._days_named[name], "the day of that name before it in the text"
        found, why = in_some_year(of, self._today, tense, self._is_doubtful, may_be_after=not self._context.is_since)
        if not why.startswith(LEFT_OPEN):
            self._days_named[name] = found
        return found, why

    def _month_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number = month_number(found["my_m"])
        if "my_y" in found:
            return period.month(int(found["my_y"]), number), WRITTEN_OUT
        if "my_there" in found:
            step = _STEPS.get(found["my_there"].lower().removeprefix("the "), 0)
            return period.month(self._there.first.year + step, number), f"counted from {self._there}"
        return period.month(self._today.year + _STEPS[found["my_which"]], number), COUNTED

    def _season_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.season(found["sy_s"].lower(), self._year_of(found, "sy") or self._today.year), WRITTEN_OUT

    def _quarter(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number = ORDINALS.index(found["q_n"].lower())
        if "q_y" in found:
            return period.months(int(found["q_y"]), 3 * number + 1, 3), WRITTEN_OUT
        year = self._today.year + _STEPS[found.get("q_which", "this").lower()]
        quarter = period.months(year, 3 * number + 1, 3)
        if "q_which" not in found and tense == "past" and quarter.first > self._today:
            quarter = period.months(year - 1, 3 * number + 1, 3)
        return quarter, near(tense)

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
        if "ago_today" in found:
            return period.day(self._today + relativedelta(years=-int(count(found["ago_n"])))), COUNTED
        return self._moved(period.day(self._today), found["ago_n"], found["ago_u"], -1), COUNTED

    def _from_now(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._moved(period.day(self._today), found["fn_n"], found["fn_u"], 1), COUNTED

    def _within(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if tense != "future":
            raise Unresolved(A_LENGTH)
        last = self._today + relativedelta(**{f"{found['wt_u'].lower()}s": int(count(found["wt_n"]))})  # type: ignore[arg-type]
        return Period(self._today, last), COUNTED

    def _in_span(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if tense == "past" or self._context.is_record:
            raise Unresolved(A_LENGTH)
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
        unit, size = period.named_unit(unit)
        return start.shift(way * int(count(number) * size), unit)

    def _sooner(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._unit(found["so_which"], found["so_u"]), COUNTED

    def _this_unit(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which, unit = found["tu_which"].lower(), found["tu_u"].lower()
        if unit in SEASONS:
            return season_named(which, unit, self._today, tense)
        if unit == "quarter":
            first = self._today.month - (self._today.month - 1) % 3 - 1 + 3 * _STEPS[which]
            return period.months(self._today.year + first // 12, first % 12 + 1, 3), COUNTED
        if which == "past" and unit in ("week", "month", "year", "decade"):
            return self._past_span({"ps_which": which, "ps_n": "one", "ps_u": unit}, tense)
        if unit == "weekend":
            way = "future" if which in ("this", "next", "coming") else "past"
            days = weekend(self._today + timedelta(days=which == "coming"), way, tense)
            if which == "next" and tense != "past":
                return Period(*(day + timedelta(days=7) for day in days)), f"{USAGE_DIFFERS}: it may also be {days}"
            return days, near(tense)
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

    def _season(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return season_near(found["se"].lower(), self._today, tense)

    def _this_month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return month_named(found["tm_which"].lower(), month_number(found["tm_m"]), self._today)

    def _month(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        number, today = month_number(found["mo"]), self._today
        if self._year_named is not None and tense == "past":
            return period.month(self._year_named, number), "in the year named in the sentence"
        if tense == "past" and number == today.month:
            return running_month(today, found.get("mo_part", "").lower())
        return in_some_year(lambda year: period.month(year, number), today, tense, self._is_doubtful)

    def _month_ago(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return month_ago(month_number(found["ma_m"]), int(count(found["ma_n"])), self._today), COUNTED

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
        part = {"start": "early", "beginning": "early", "end": "late"}.get(found.get("em_part", "").lower(), "")
        return self._month({"mo": found["em_m"], "mo_part": part}, tense)

    def _new_year(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.year(self._today.year + (self._today.month > 6)), COUNTED

    # Days

    def _deictic(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return period.day(self._today + timedelta(days=_DEICTIC.get(found["de"].lower(), 0))), COUNTED

    def _weekday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if "wd_n" in found:
            return self._day_of_month({"dom": found["wd_n"]}, tense)
        name = found["wd"].casefold()
        if self._context.is_possessive and name in self._weekdays_named:
            return period.day(self._weekdays_named[name]), "the day of that name before it in the text"
        if self._context.is_possessive and name in self._unsure_weekdays:
            day, why = self._unsure_weekdays[name]
            return period.day(day), why
        dated = self._weekdays_dated.get(weekday_number(name))
        if dated and tense == "present" and abs((dated - self._today).days) <= 7:
            day, why = dated, "the text has the date of that day"
        else:
            day, why = weekday_in_doubt(self._today, name, tense, self._is_doubtful)
        if why.startswith(LEFT_OPEN):
            self._unsure_weekdays[name] = day, why
        else:
            self._weekdays_named[name] = day
        return period.day(day), why

    def _weekdays(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        first = weekday_near(self._today, found["wd_1"], tense)
        last = first + timedelta(days=(weekday_number(found["wd_2"]) - first.weekday()) % 7)
        return Period(first, last), near(tense)

    def _this_weekday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which, name, today = found["tw_which"].lower(), found["tw_d"].casefold(), self._today
        if which == "this":
            day = self._weekdays_named[name] = weekday_near(self._today, name, "past" if tense == "past" else "present")
            return period.day(day), COUNTED
        if which == "last":
            return last_weekday(today, name, self._weekdays_named.get(name))
        if which == "next":
            return next_weekday(today, name, self._weekdays_named.get(name))
        if which == "past":
            return period.day(weekday_near(today - timedelta(days=1), name, "past")), COUNTED
        return period.day(weekday_near(today, name, "future")), COUNTED

    def _weekday_week(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if "ww_d2" in found:
            return period.day(weekday_near(self._today, found["ww_d2"], "future") + timedelta(days=7)), COUNTED
        monday = self._unit(found["ww_which"], "week").first
        return period.day(monday + timedelta(days=weekday_number(found["ww_d"]))), COUNTED

    def _nth_weekday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if "nw_m" not in found:
            raise Unresolved(REPEATED)
        number, weekday = month_number(found["nw_m"]), weekday_number(found["nw_d"])
        which = -1 if found["nw_n"].lower() == "last" else ORDINALS.index(found["nw_n"].lower())

        def of(year: int) -> Period:
            return period.day(nth_weekday(year, number, weekday, which))

        if "nw_y" in found:
            return of(int(found["nw_y"])), WRITTEN_OUT
        return in_some_year(of, self._today, tense, self._is_doubtful)

    def _weekend(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return weekend(self._today, "future" if tense == "future" else "past", tense), near(tense)

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
            return period.day(max(day for day in days if day <= today)), near(tense)
        return period.day(min(day for day in days if day >= today)), near(tense)

    def _holiday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        name = found["hol"].lower().replace("’", "'")
        if "hol_y" in found:
            return period.day(holiday(name, int(found["hol_y"]))), "a holiday of that year"
        return in_some_year(lambda year: period.day(holiday(name, year)), self._today, tense, self._is_doubtful)

    def _after_holiday(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        holiday, why = self._holiday({"hol": found["ah"]}, "past" if tense == "past" else tense)
        return holiday.shift(1 if found["ah_way"].lower() == "after" else -1, "day"), why

    def _week_ended(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        last = self._day_in(self._year_of(found, "we"), found["we_m"], found["we_d"], "past")[0].last
        length = relativedelta(**{f"{found['we_u'].lower()}s": 1})  # type: ignore[arg-type]
        return Period(last - length + timedelta(days=1), last), WRITTEN_OUT

    # Counted from another date of the text

    def _offset(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        way = -1 if found["off_way"].lower() in ("earlier", "before", "beforehand", "previously", "prior") else 1
        unit = period.named_unit(found["off_u"])[0]
        start = self._there
        if _PRECISION[start.unit] > _PRECISION[unit] or (start.last - start.first).days > 366:
            raise Unresolved(NOT_NAMED)
        if unit == "year" and self._context.is_compared and start.unit == "month":
            # "Dearer in April than a year before": than in April of that year.
            year = start.first.year + way * int(count(found["off_n"]) * period.named_unit(found["off_u"])[1])
            return period.month(year, start.first.month), f"counted from {start}"
        return self._moved(start, found["off_n"], found["off_u"], way), f"counted from {start}"

    def _the_other(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        which = found.get("to_which") or found["to_which2"]
        step, unit, start = _STEPS[which.lower()], found["to_u"].lower(), self._there
        if unit in SEASONS:
            near = [period.season(unit, start.first.year + y) for y in (-1, 0, 1)]
            if step > 0:
                return min(one for one in near if one.first > start.last), f"counted from {start}"
            if step == 0:
                return near[1], f"counted from {start}"
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

    def _that_unit(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._the_other({"to_which": "same", "to_u": found.get("ta_u") or found["ta_s"]}, tense)

    def _the_before(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        if not self._context.ends_phrase:
            raise Unresolved(NOT_NAMED)  # "the day after the wedding"
        which = "following" if found["tb_way"].lower() == "after" else "previous"
        return self._the_other({"to_which": which, "to_u": found["tb_u"]}, tense)

    def _then(self, found: dict[str, str], tense: Tense) -> tuple[Period, str]:
        return self._there, f"counted from {self._there}"
