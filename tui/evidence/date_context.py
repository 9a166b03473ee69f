"""What the words around an expression of time say about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..text.time_expressions import MONTH
from .numeric_days import is_day_first

_THAN = re.compile(r"\b(?:than|with|to|from|against)\s+$")
_PHRASE_END = re.compile(r"\s*(?:$|[.,;:!?)\]—–”\"])|\s+(?:and|but|or|in|at|by|when|was|were|had|has)\b")
_POSSESSIVE = re.compile("['’]s\\s")
_SINCE = re.compile(r"\b(?:since|dat\w+ (?:back )?(?:from|to)|back to)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_JOINED = re.compile(rf"\s+(?:and|or|to|through|until)\s+{MONTH}\s+of\s+(?:that|the)\b")
_RANK = (
    r"first|second|third|only|most|least|worst"
    r"|(?!(?:interest|protest|contest|conquest|harvest|request|arrest|forest|invest|(?:mid|north|south)west)\b)\w{3,}est"
)
_RECORD = re.compile(
    rf"\b(?:{_RANK})\b(?:(?!\b(?:will|would|can|could|may|might|must|should|is|are)\b)[^,;.!?])*\s$", re.IGNORECASE
)


class DateContext(NamedTuple):
    """The surroundings of an expression of time."""

    is_compared: bool = False
    """Whether it follows "than"."""
    ends_phrase: bool = False
    """Whether it is the end of its phrase: "the day after, it rained"."""
    is_possessive: bool = False
    """Whether it names an event by its day: "Friday's meeting"."""
    is_record: bool = False
    """Whether it says for how long there was nothing like it: "the first time in 20 years"."""
    is_since: bool = False
    """Whether something began then and went on: "since May 3", "rules dating from May 3"."""
    is_joined: bool = False
    """Whether the next date says in which year it is, too: "July and August of that year"."""
    is_day_first: bool | None = None
    """For a date in numbers, whether others of the text have the day first; None if they do not tell."""

    @classmethod
    def of(cls, match: re.Match[str]) -> DateContext:
        """The context of a match of `time_expressions.forms()`."""
        text, start, end = match.string, match.start(), match.end()
        return cls(
            bool(_THAN.search(text, max(0, start - 20), start)),
            bool(_PHRASE_END.match(text, end)),
            bool(_POSSESSIVE.match(text, end)),
            bool(_RECORD.search(text, max(0, start - 60), start)),
            bool(_SINCE.search(text, max(0, start - 40), start)),
            bool(_JOINED.match(text, end)),
            is_day_first(text) if match.lastgroup == "numeric" else None,
        )
