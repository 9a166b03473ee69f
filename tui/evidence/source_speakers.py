"""Who says the quotations of a source that is an article itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span
from .quoted_words import quoted_words
from .transcript import Speech, is_in_first_person


def find_speeches(article: Article, analysis: Analysis) -> list[Speech]:
    """The quotations of a report, with the names of their speakers if these are certain and people."""
    if is_in_first_person(article.text, find_quoted_spans(article.text)):
        return []
    people = {entity.id for entity in analysis.entities if entity.label == "PERSON"}
    starts = [sentence.start for sentence in analysis.sentences]
    return [
        Speech(part, quote.speakers_named if _is_certain(quote, people) else ())
        for quote, spans in quoted_words(article, analysis)
        if quote is not None
        for part in _interrupted_only(article.text, spans, starts)
    ]


def _is_certain(quote: Quote, people: Container[str]) -> bool:
    """Whether all its speakers are certain, and people with names."""
    certain = quote.confirmed or not quote.unsure
    return certain and all(speaker.name and speaker.entity in people for speaker in quote.speakers)


def _interrupted_only(text: str, spans: Sequence[Span], starts: Sequence[int]) -> Iterator[list[Span]]:
    """The spans of a quotation, divided where more than an attribution is between them: another sentence of the
    reporter's. `starts` are the offsets of the sentences."""
    part = [spans[0]]
    for before, span in pairwise(spans):
        words = re.search(r"\w.*\w", text[before.end : span.start], re.DOTALL)
        if words is not None:
            first, last = before.end + words.start(), before.end + words.end()
            if bisect_right(starts, first) < bisect_left(starts, last):
                yield part
                part = []
        part.append(span)
    yield part


def named_people(quote: Quote, analysis: Analysis) -> list[str]:
    """All names that the article uses for the speakers of a quote, without organisations and countries."""
    entities = {entity.id: entity for entity in analysis.entities}
    names: list[str] = []
    for speaker in quote.speakers:
        entity = entities.get(speaker.entity or "")
        if speaker.name and (entity is None or entity.label == "PERSON"):
            names += [speaker.name, *(entity.aliases if entity else ())]
    return names


def people_told_of(quote: Quote, analysis: Analysis, before: int) -> list[str]:
    """All names of the people whom a quote names in the reporter's words before an offset: if its speaker is unsure,
    one of them may be who is quoted there, as in "said that Berg had told her it was “a shame”"."""
    return [
        name
        for entity in analysis.entities
        if entity.label == "PERSON"
        and any(part.contains(span) and span.end <= before for part in quote.spans for span in entity.spans)
        for name in (entity.name, *entity.aliases)
    ]
