"""Limits an analysis to some passages or to one speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from ...evidence.sources import find_sources
from ...text.analysis import Analysis, Quote
from ...text.article import Article
from ...text.span import Span
from ...text.speaker_name import speaker_name


def within(analysis: Analysis, passages: Sequence[Span]) -> Analysis:
    """The analysis with only the mentions, quotes and figures that overlap one of the passages."""
    spans = joined(passages)
    starts = [span.start for span in spans]

    def inside(span: Span) -> bool:
        at = bisect_right(starts, max(span.start, span.end - 1)) - 1
        return at >= 0 and spans[at].overlaps(span)

    entities = [
        replace(entity, mentions=tuple(m for m in entity.mentions if inside(m.span))) for entity in analysis.entities
    ]
    return replace(
        analysis,
        entities=tuple(entity for entity in entities if entity.mentions),
        quotes=tuple(quote for quote in analysis.quotes if any(map(inside, quote.spans))),
        figures=tuple(figure for figure in analysis.figures if inside(figure.span)),
    )


def said_by(article: Article, analysis: Analysis, speaker: str) -> Analysis:
    """The analysis with only the quotes and figures of the speaker of that name, ignoring case, or of the source that
    is in the list of sources under that name: the company and its statement."""
    folded = speaker.casefold()
    found = find_sources(article, analysis)
    sources = [one for one in found.sources + found.possible if one.title.casefold() == folded]
    theirs = {quote.spans for source in sources for quote in source.quotes}

    def says(quote: Quote) -> bool:
        speakers = (quote.speaker, *quote.also)
        return quote.spans in theirs or any(speaker_name(article.text, one).casefold() == folded for one in speakers)

    return replace(
        analysis,
        quotes=tuple(filter(says, analysis.quotes)),
        figures=tuple(f for f in analysis.figures if (f.speaker or "").casefold() == folded),
    )


def joined(passages: Sequence[Span]) -> list[Span]:
    """The spans of the passages in order, with overlapping ones merged."""
    found: list[Span] = []
    for span in sorted(passages):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
