"""The forms in which English-language newspapers write dates, read from `time_expressions.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from .number_words import one_to

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_COUNTS: dict[str, float] = _TABLE["counts"]
MONTH: str = _TABLE["parts"]["MONTH"]
"""A regular expression for the name of a month or its abbreviation."""
WEEKDAY: str = _TABLE["parts"]["WEEKDAY"]
"""A regular expression for the name of a weekday or its abbreviation."""
ORDINALS: list[str] = _TABLE["ordinals"]
"""First to thirty-first, for quarters and days of the month."""

CAPITALISED = frozenset(_TABLE["capitalised"])
"""The groups of a match that hold a month or a weekday."""


@cache
def forms() -> re.Pattern[str]:
    """Matches an expression of time. The last group of a match (`lastgroup`) is the name of its form.

    Compiled when it is first needed: that takes 30 ms.
    """
    counts = "|".join(sorted(_COUNTS, key=len, reverse=True))
    ordinals = "|".join(sorted(ORDINALS, key=len, reverse=True))
    parts = _TABLE["parts"] | {"COUNT": rf"(?:\d+(?:,\d{{3}})*|{counts})(?:-(?:{one_to(9)}))?", "ORDINAL": ordinals}

    def with_parts(form: str) -> str:
        return re.sub("<([A-Z]+)>", lambda part: with_parts(str(parts[part[1]])), form)

    every = (rf"(?P<{name}>\b(?:{with_parts(form)}))" for name, form in _TABLE["forms"].items())
    return re.compile("|".join(every), re.IGNORECASE)


@cache
def numeric_dates() -> re.Pattern[str]:
    """Matches the forms without words, `iso` and `numeric`: 2024-09-18, 18/09/2024, 8.9.2024."""
    written = rf"\b(?:{_TABLE['forms']['iso']}|{_TABLE['forms']['numeric']})"
    return re.compile(re.sub("<([A-Z]+)>", lambda part: str(_TABLE["parts"][part[1]]), written))


def count(words: str) -> float:
    """The number that the words express, 0.5 for "half a"; 0 if they express none."""
    words = " ".join(words.lower().replace(",", "").split())
    if words.isdigit():
        return int(words)
    tens, _, unit = words.partition("-")
    return _COUNTS.get(tens, 0) + (_COUNTS.get(unit, 0) if unit else 0)


def month_number(name: str) -> int:
    """The number of a month, 1 to 12, by its name or an abbreviation."""
    return 1 + [month[:3] for month in _TABLE["months"]].index(name.lower()[:3])


def weekday_number(name: str) -> int:
    """The number of a weekday, 0 (Monday) to 6, by its name or an abbreviation."""
    return [day[:3] for day in _TABLE["weekdays"]].index(name.lower()[:3])
