"""The timeline of an article: its expressions of time in the order of the days they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..text.analysis import TimeExpression
from ..text.article import Article
from ..text.span import Span
from ..text.time_expressions import forms
from .date_resolution import Resolver
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
    resolver = Resolver(published(article))
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
        if resolved.period:
            paragraph = here
        sentence = expression.sentence
        entries[expression.span] = TimelineEntry(expression.span, expression.sentence, *resolved)
    return sorted(entries.values(), key=lambda entry: (entry.period is None, entry.period or (date.max,), entry.span))


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
