"""Days that come again and again: "every year in June", "usually held in June"."""

from __future__ import annotations

import re

from ..text.analysis import Tense

_FORMS = frozenset(
    ("month", "month_day", "day_month", "weekday", "weekdays", "season", "holiday", "weekend", "end_of_month")
)
_WITH_YEAR = ("md_y", "md_which", "dm_y", "dm_which", "hol_y")
_YEAR = r"(?:year|season|summer|autumn|fall|winter|spring)"
_OFTEN = r"(?:usually|normally|typically|traditionally|customarily|generally|always)"
_BEFORE = re.compile(
    rf"\b(?:(?:every|each)|(?:(?:every|each)\s+{_YEAR}|most\s+years|annually|yearly)"
    r"(?:,?\s+(?:in|on|around|during|before|after))?(?:\s+the)?)\s+$",
    re.IGNORECASE,
)
_HABIT = re.compile(rf"\b{_OFTEN}\b[^.;:!?,]*$", re.IGNORECASE)
_LONG_HABIT = re.compile(rf"\b(?:has|have)\s+{_OFTEN}\b[^.;:!?,]*$", re.IGNORECASE)
_AFTER = re.compile(r",?\s+(?:of\s+)?(?:(?:every|each)\s+year|annually)\b", re.IGNORECASE)


def is_repeated(match: re.Match[str], tense: Tense) -> bool:
    """Whether a match of `time_expressions.forms()` in a clause of that tense names no single day, since what happens
    then happens every year or week."""
    found = match.groupdict()
    if match.lastgroup not in _FORMS or any(found.get(name) for name in _WITH_YEAR):
        return False
    text, start = match.string, match.start()
    before = text[max(0, start - 80) : start]
    habit = _HABIT if tense == "present" else _LONG_HABIT
    return bool(_BEFORE.search(before) or _AFTER.match(text, match.end()) or habit.search(before))
