"""Dates, money, shares and counts: the fact checker's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..text.analysis import FIGURE_LABELS, Figure, Quote
from ..text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_figures(doc: Doc, quotes: Sequence[Quote] = ()) -> list[Figure]:
    """The figures of `doc` in order, each with its sentence and, where it stands in or beside a quote, its speaker."""
    figures = []
    for ent in doc.ents:
        if ent.label_ in FIGURE_LABELS:
            span = Span(ent.start_char, ent.end_char)
            sentence = Span(ent.sent.start_char, ent.sent.end_char)
            speaker = next(
                (q.speaker.name for q in quotes if q.speaker and any(part.overlaps(span) for part in q.spans)), None
            )
            figures.append(Figure(span, ent.label_, sentence, speaker))
    return figures
