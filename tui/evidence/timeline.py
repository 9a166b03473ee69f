"""The timeline of an article: its expressions of time in the order of the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from ..text.analysis import Analysis, TimeExpression
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.safe import one_line
from ..text.span import Span
from ..text.time_expressions import MONTH, WEEKDAY, forms
from .date_lists import ends_of_stretches, in_order_after, in_order_before, lists_in_order
from .date_resolution import Resolver
from .doubtful_days import doubt_about
from .likely_days import LEFT_OPEN
from .period import Period
from .repeated_days import is_repeated
from .resolved_date import REPEATED, WRITTEN_OUT, Resolved

_HAS_MONTH = re.compile(rf"(?:\d{{1,2}}\s+)?{MONTH}")


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
        """The days for the reader: "2024-05-24", "2024-05-20 to 26"; with "?" if they are unsure, "?" if not known."""
        return f"{self.period.days if self.period else ''}{'?' if self.unsure or not self.period else ''}"


def timeline(article: Article, dates: Sequence[TimeExpression]) -> list[TimelineEntry]:
    """The entries in chronological order, those without a day last. The days count from `article.date`.

    The line that gives the day of publication has no entry.
    """
    resolver = Resolver(published(article), _dated_weekdays(article, dates))
    quoted = [Span(mark.start, mark.end) for mark in find_quoted_spans(article.text)] if dates else []
    headings = _headings(article)
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
        if is_repeated(match, expression.tense):
            resolved = Resolved(None, REPEATED)
        counts_from_saying = said is None and match.lastgroup == "deictic"
        if counts_from_saying and (doubt := doubt_about(article.text, expression, dates, quoted, published(article))):
            resolved = resolved._replace(why=doubt, unsure=True)
        if resolved.period:
            paragraph = here
        sentence = expression.sentence
        entries[expression.span] = TimelineEntry(expression.span, expression.sentence, *resolved)
    _put_lists_in_order(article.text, entries, {one.span for one in dates if one.is_doubtful})
    _put_stretches_in_order(article.text, entries)
    return sorted(entries.values(), key=_in_order)


def _in_order(entry: TimelineEntry) -> tuple[date, int, Span]:
    """Sorts by the first day, a longer stretch before a shorter one: a year, its January, the first of January."""
    if entry.period is None:
        return date.max, 0, entry.span
    first, last = entry.period
    return first, -(last - first).days, entry.span


def lengths_of_time(article: Article, analysis: Analysis, entries: Iterable[TimelineEntry]) -> list[Span]:
    """The figures that the recogniser takes for dates but that have no entry: lengths of time and ages ("three years"),
    and words that name no day ("in recent years"). In order of the text."""
    dated = sorted([*_headings(article), *(entry.span for entry in entries)])
    starts = [span.start for span in dated]

    def has_entry(span: Span) -> bool:
        near = bisect_right(starts, span.end - 1) - 1
        return near >= 0 and dated[near].overlaps(span)

    return [one.span for one in analysis.figures if one.label == "DATE" and not has_entry(one.span)]


MOST_EXAMPLES = 3
"""The largest number of expressions that are quoted as examples of those left out."""


def left_out_words(article: Article, spans: Sequence[Span]) -> str:
    """What is left out, for the reader: "1 expression that names no day: “a week”"."""
    examples = dict.fromkeys(f"“{one_line(article.words(span))}”" for span in spans)
    what = "expression that names no day" if len(spans) == 1 else "expressions that name no day"
    such_as = ", such as" if len(examples) > MOST_EXAMPLES else ":"
    return f"{len(spans)} {what}{such_as} {', '.join(islice(examples, MOST_EXAMPLES))}"


def _headings(article: Article) -> list[Span]:
    """The lines that give the author and the day of publication."""
    return [block.span for block in article.blocks if block.kind in ("byline", "dateline")]


def _put_lists_in_order(text: str, entries: dict[Span, TimelineEntry], doubtful: Set[Span]) -> None:
    """Give each date of a list whose year is in doubt the first year in which it is after the date above it."""
    days = {span: entries[span].period for span in sorted(entries)}
    for spans in lists_in_order(text, {span: day for span, day in days.items() if day and day.is_in_a_month}):
        for above, here in pairwise(spans):
            before, entry = entries[above], entries[here]
            if here in doubtful and before.period and entry.period:
                why = (
                    f"{LEFT_OPEN}, as it does for the date above it"
                    if before.unsure
                    else "the first one after the date above it in a list"
                )
                entries[here] = entry._replace(
                    period=in_order_after(before.period, entry.period), why=why, unsure=before.unsure
                )


def _put_stretches_in_order(text: str, entries: dict[Span, TimelineEntry]) -> None:
    """Give the first date of a stretch of time, unless it has a year, the last one in which it is before the other."""
    for here, end in ends_of_stretches(text, sorted(entries)):
        entry, last = entries[here], entries[end]
        if entry.period and last.period and entry.why != WRITTEN_OUT and _HAS_MONTH.match(text, here.start):
            period = in_order_before(entry.period, last.period)
            if period != entry.period:
                why = f"the last one before {text[end.start : end.end]}"
                entries[here] = entry._replace(period=period, why=why, unsure=last.unsure)


def _dated_weekdays(article: Article, dates: Sequence[TimeExpression]) -> dict[int, date]:
    """The days that the article gives with both weekday (0 is Monday) and date: "Thursday, Aug. 11"."""
    found: dict[int, date] = {}
    for expression in dates:
        match = forms().match(article.text, expression.span.start)
        if match and match.lastgroup in ("month_day", "day_month") and re.search(WEEKDAY, match[0]):
            day = Resolver(published(article)).resolve(match, expression.tense, is_doubtful=True).period
            if day and day.first == day.last:
                found.setdefault(day.first.weekday(), day.first)
    return found


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
