"""The day on which quoted words were said or written: "“I’ll be out next week,” he wrote on May 30"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..text.analysis import Quote, TimeExpression
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span
from .lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    DatedToken = tuple[TimeExpression, Token]

_ISSUED = word_set("dates", "issued")
_MOST_AWAY = 300
"""The largest number of code points between the verb of saying and its date."""


def days_of_quotes(text: str, found: Sequence[DatedToken], quotes: Sequence[Quote]) -> dict[Span, Span]:
    """For each expression in quotation marks inside a quote, that of the day of its verb of saying, if there is one.

    `found` is the expressions of the article, each with the token it depends on, in order of the text.
    """
    starts = [expression.span.start for expression, _ in found]

    def between(start: int, end: int) -> Sequence[DatedToken]:
        return found[bisect_left(starts, start) : bisect_left(starts, end)]

    days = {}
    for quote in quotes:
        spoken = [one.span for part in quote.spans for one, _ in between(part.start, part.end)]
        inside = [span for span in spoken if quote.kind == "direct" or _is_marked(text, span)]
        if quote.cue is None or not inside:
            continue
        for one, root in between(quote.cue.start - _MOST_AWAY, quote.cue.end + _MOST_AWAY):
            if one.span not in spoken and _is_day_of(root, quote.cue):
                days.update(dict.fromkeys(inside, one.span))
                break
    return days


def _is_marked(text: str, span: Span) -> bool:
    """Whether words are in quotation marks."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    return any(one.start <= span.start - start and span.end - start <= one.end for one in find_quoted_spans(paragraph))


def _is_day_of(root: Token, cue: Span) -> bool:
    """Whether a date says when the verb of saying happened, or when the document that says it was written."""
    if root.dep_ in ("compound", "nmod", "poss"):
        return False
    for token in (root, *root.ancestors):
        if cue.covers(token.idx):
            return True
        if token.pos_ in ("VERB", "AUX") and not (token.dep_ == "acl" and token.lemma_ in _ISSUED):
            return False
    return False
