"""Days that come again and again: "every year in June", "usually held in June", "my Thursday customers"."""

from __future__ import annotations

import re

from ..text.analysis import Tense
from .date_context import DateContext

_FORMS = frozenset(
    ("month", "month_day", "day_month", "weekday", "weekdays", "season", "holiday", "weekend", "end_of_month")
)
_WITH_YEAR = ("md_y", "md_which", "dm_y", "dm_which", "hol_y")
_YEAR = r"(?:year|season|summer|autumn|fall|winter|spring)"
_OFTEN = r"(?:usually|normally|typically|traditionally|customarily|generally|always)"
_BEFORE = re.compile(
    rf"\b(?:(?:every|each)(?:\s+other)?|alternate|(?:(?:every|each)\s+{_YEAR}|most\s+years|annually|yearly)"
    r"(?:,?\s+(?:in|on|around|during|before|after))?(?:\s+the)?)\s+$",
    re.IGNORECASE,
)
_HABIT = re.compile(rf"\b{_OFTEN}\b[^.;:!?,]*$", re.IGNORECASE)
_LONG_HABIT = re.compile(rf"\b(?:has|have)\s+{_OFTEN}\b[^.;:!?,]*$", re.IGNORECASE)
_AFTER = re.compile(r",?\s+(?:of\s+)?(?:(?:every|each)\s+(?:year|week|month)|annually)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:once|twice|times)\s+(?:an?|each|every)\s+(?:week|month|year)\b[^.;:!?]{0,20}$", re.IGNORECASE
)
_OPEN = re.compile(r"\b(?:is|are)\s+(?:only\s+)?open\b[^.;:!?]*$", re.IGNORECASE)
_ANY = re.compile(r"\b(?:a|any)\s+$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:my|our)\s+$", re.IGNORECASE)
_THING = re.compile(r"\s+[a-z]")


def is_repeated(match: re.Match[str], tense: Tense) -> bool:
    """Whether a match of `time_expressions.forms()` in a clause of that tense names no single day, since what happens
    then happens every year or week."""
    found = match.groupdict()
    if match.lastgroup not in _FORMS or any(found.get(name) for name in _WITH_YEAR):
        return False
    text, start = match.string, match.start()
    before = text[max(0, start - 80) : start]
    habit = _HABIT if tense == "present" else _LONG_HABIT
    if match.lastgroup == "weekday" and _is_any_of_its_name(match, before):
        return True
    if match.lastgroup == "weekdays" and tense == "present" and _OPEN.search(before):
        return True
    return any((_BEFORE.search(before), _AFTER.match(text, match.end()), habit.search(before), _TIMES.search(before)))


def _is_any_of_its_name(match: re.Match[str], before: str) -> bool:
    """Whether a weekday is any one of its name: "on a Thursday", "my Thursday customers"; not that of "a Thursday
    ruling" and "his Thursday remarks"."""
    text, end = match.string, match.end()
    if _ANY.search(before):
        return DateContext.of(match).ends_phrase
    return bool(_OURS.search(before) and _THING.match(text, end))
