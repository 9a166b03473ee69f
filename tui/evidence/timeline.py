"""The timeline of an article: its expressions of time in the order of the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..text.analysis import TimeExpression
from ..text.article import Article
from ..text.quotation_marks import QuotedSpan, find_quoted_spans
from ..text.span import Span
from ..text.time_expressions import WEEKDAY, forms
from .date_resolution import Resolver
from .likely_days import LEFT_OPEN
from .period import Period


class TimelineEntry(NamedTuple):
    """An expression of time and the days it means."""

    span: Span
    sentence: Span
    period: Period | None
    """None if the text does not say."""
    why: str
    """How the days were found, or why they cannot be determined, in words for the reader."""
    unsure: bool = False
    """Whether other days may be meant, since usage differs or the sentence leaves it open; `why` names them."""

    @property
    def days(self) -> str:
        """The days for the reader: "2024-05-24", "2024-05-24?" if they are unsure, "?" if they are not known."""
        return f"{self.period or ''}{'?' if self.unsure or not self.period else ''}"


def timeline(article: Article, dates: Sequence[TimeExpression]) -> list[TimelineEntry]:
    """The entries in chronological order, those without a day last. The days count from `article.date`.

    The line that gives the day of publication has no entry.
    """
    resolver = Resolver(published(article), _dated_weekdays(article, dates))
    quoted = find_quoted_spans(article.text) if dates else []
    headings = [block.span for block in article.blocks if block.kind in ("byline", "dateline")]
    starts = [block.span.start for block in article.blocks]
    entries: dict[Span, TimelineEntry] = {}
    sentence: Span | None = None
    paragraph = 0
    for expression in sorted(dates, key=_turn):
        match = forms().match(article.text, expression.span.start)
        if match is None or any(span.contains(expression.span) for span in headings):
            continue
        here = bisect_right(starts, expression.span.start)
        # "On the quay on Tuesday", "Crews walk out on Tuesday": a picture was taken before it was printed.
        pictured = expression.tense == "present" and here and article.blocks[here - 1].kind == "caption"
        said = entries.get(expression.said_on) if expression.said_on else None
        resolved = resolver.resolve(
            match,
            "past" if pictured else expression.tense,
            is_doubtful=expression.is_doubtful and not pictured,
            said=said.period if said else None,
            new_sentence=expression.sentence != sentence,
            paragraphs=here - paragraph,
        )
        if (
            said is None
            and match.lastgroup == "deictic"
            and _is_said_another_day(article.text, expression, dates, quoted)
        ):
            resolved = resolved._replace(why=f"{LEFT_OPEN}: it was perhaps said on another day", unsure=True)
        if resolved.period:
            paragraph = here
        sentence = expression.sentence
        entries[expression.span] = TimelineEntry(expression.span, expression.sentence, *resolved)
    return sorted(entries.values(), key=lambda entry: (entry.period is None, entry.period or (date.max,), entry.span))


def _dated_weekdays(article: Article, dates: Sequence[TimeExpression]) -> dict[int, date]:
    """The days that the article gives with both weekday (0 is Monday) and date: "Thursday, Aug. 11"."""
    found: dict[int, date] = {}
    for expression in dates:
        match = forms().match(article.text, expression.span.start)
        if match and match.lastgroup in ("month_day", "day_month") and re.match(WEEKDAY, match[0]):
            day = Resolver(published(article)).resolve(match, expression.tense, is_doubtful=True).period
            if day and day.first == day.last:
                found.setdefault(day.first.weekday(), day.first)
    return found


def _is_said_another_day(
    text: str, expression: TimeExpression, dates: Sequence[TimeExpression], quoted: Sequence[QuotedSpan]
) -> bool:
    """Whether it is between quotation marks, and its sentence has a weekday outside of them, perhaps that of saying."""

    def mark_around(span: Span) -> QuotedSpan | None:
        at = bisect_right(quoted, span.start, key=lambda mark: mark.start) - 1
        return quoted[at] if at >= 0 and span.end <= quoted[at].end else None

    if mark_around(expression.span) is None:
        return False
    others = (other for other in dates if other.sentence == expression.sentence and mark_around(other.span) is None)
    return any(re.match(WEEKDAY, text[other.span.start : other.span.end]) for other in others)


def _turn(expression: TimeExpression) -> tuple[Span, bool, Span]:
    """When an expression is resolved: in order of the text, but words that somebody said after the day of saying."""
    if expression.said_on is None:
        return expression.span, False, expression.span
    return max(expression.span, expression.said_on), True, expression.span


def published(article: Article) -> date | None:
    """The day on which the article was published; None if it does not say, or if the date is invalid."""
    try:
        return date.fromisoformat((article.date or "")[:10])
    except ValueError:
        return None
