"""Who says the quotations of a source that is an article itself."""

from __future__ import annotations

import re

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from .transcript import Speech

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
MOST_IN_FIRST_PERSON = 0.01
"""The largest share of “I” and “we” outside quotation marks. Above it the source is a speech, and who is quoted in it
may be taken to have been the speaker of it."""


def find_speeches(article: Article, analysis: Analysis) -> list[Speech]:
    """The quotations of a report whose speakers are certain and named people."""
    if _is_in_first_person(article.text):
        return []
    people = {entity.id for entity in analysis.entities if entity.label == "PERSON"}
    return [
        Speech(span, quote.speakers_named)
        for quote in analysis.quotes
        if quote.kind != "indirect" and quote.speakers and (quote.confirmed or not quote.unsure)
        if all(speaker.name and speaker.entity in people for speaker in quote.speakers)
        for span in quote.spans
    ]


def named_people(quote: Quote, analysis: Analysis) -> list[str]:
    """All names that the article uses for the speakers of a quote, without organisations and countries."""
    entities = {entity.id: entity for entity in analysis.entities}
    names: list[str] = []
    for speaker in quote.speakers:
        entity = entities.get(speaker.entity or "")
        if speaker.name and (entity is None or entity.label == "PERSON"):
            names += [speaker.name, *(entity.aliases if entity else ())]
    return names


def _is_in_first_person(text: str) -> bool:
    """Whether the text outside quotation marks is that of somebody who speaks."""
    outside, at = [], 0
    for mark in find_quoted_spans(text):
        outside.append(text[at : mark.outer_start])
        at = max(at, mark.outer_end)
    words = " ".join([*outside, text[at:]])
    return len(_FIRST_PERSON.findall(words)) > MOST_IN_FIRST_PERSON * len(words.split())
