"""Days counted from the day of publication, like "today", that were perhaps said on another day or only imagined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..text.analysis import TimeExpression
from ..text.span import Span, span_around
from ..text.time_expressions import WEEKDAY, weekday_number
from .likely_days import LEFT_OPEN

_CONDITION = re.compile(r"\bif\b[^,;.!?]{1,60}\b(?:were|was|had)\b[^,;.!?]*$", re.IGNORECASE)
_WOULD = re.compile(r"(?:\b(?:would|could|might)|\w['’]d)\b[^;.!?]*$", re.IGNORECASE)
_TODAY = re.compile(r"today|tonight|this (?:morning|afternoon|evening)", re.IGNORECASE)
_A_WEEKDAY = re.compile(WEEKDAY)


def doubt_about(
    text: str,
    expression: TimeExpression,
    dates: Sequence[TimeExpression],
    quoted: Sequence[Span],
    published: date | None,
) -> str:
    """Why the day of an expression like "today" is unsure, in words for the reader; empty if it is not.

    `dates` are all expressions of the article, and `quoted` is what is between quotation marks.
    """
    mark = span_around(expression.span, quoted)
    if _is_imagined(text, expression, mark):
        return f"{LEFT_OPEN}: it is perhaps only imagined"
    if mark is not None:
        others = [other for other in dates if span_around(other.span, quoted) is None]
        if _has_weekday(text, expression, others) or published and _is_news_of_another_day(text, others, published):
            return f"{LEFT_OPEN}: it was perhaps said on another day"
    return ""


def _has_weekday(text: str, expression: TimeExpression, others: Sequence[TimeExpression]) -> bool:
    """Whether its sentence has a weekday outside the quotation marks, perhaps that of saying."""
    return any(
        other.sentence == expression.sentence and _A_WEEKDAY.match(text, other.span.start, other.span.end)
        for other in others
    )


def _is_news_of_another_day(text: str, others: Sequence[TimeExpression], published: date) -> bool:
    """Whether the first weekday on which something happened is not that of publication, and nothing else is of "today":
    “The ruling today is a relief” was said on Tuesday, if the court ruled on Tuesday."""
    if any(_TODAY.match(text, other.span.start, other.span.end) for other in others):
        return False
    past = (other.span for other in others if other.tense == "past")
    named = (found[0] for span in past if (found := _A_WEEKDAY.match(text, span.start, span.end)))
    first = next(named, None)
    return first is not None and weekday_number(first) != published.weekday()


def _is_imagined(text: str, expression: TimeExpression, mark: Span | None) -> bool:
    """Whether the day is only imagined: "if the election were held today"; “I would vote against it tomorrow”, which
    between quotation marks is not the future of a report in the past tense."""
    start = max(expression.sentence.start, mark.start) if mark else expression.sentence.start
    before = text[start : expression.span.start]
    return bool(_CONDITION.search(before) or mark and _WOULD.search(before))
