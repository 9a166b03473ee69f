"""The words between the quotation marks of an article, by quotation, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span

NESTED = 4
"""The largest number of quotes nested in one another."""


def words_as_printed(article: Article, spans: Sequence[Span]) -> str:
    """The words between quotation marks on one line, without the outer marks. Between two spans that a reporting clause
    separates, the marks are shown: "We are glad,” … “very glad"."""
    parts = []
    for before, span in pairwise([None, *spans]):
        assert span is not None  # only the first one is None
        if before is not None:
            parts.append("” … “" if has_words(article, before, span) else " ")
        parts.append(" ".join(article.words(span).split()))
    return "".join(parts)


def has_words(article: Article, before: Span, after: Span) -> bool:
    """Whether there are words between two spans, and not just marks and a new paragraph."""
    return any(map(str.isalnum, article.text[before.end : after.start]))


def has_own_words(article: Article, quote: Quote, spans: Sequence[Span]) -> bool:
    """Whether a quote says more than the words in these spans, those between its quotation marks: the reporter tells a
    part of it (the plan *was “dead”* and the mayor *would resign*)."""
    told = [list(article.words(span)) for span in quote.spans]
    for words, part in zip(told, quote.spans, strict=True):
        for common in filter(None, map(part.clip, spans)):
            words[common.start - part.start : common.end - part.start] = " " * common.length
    return any(map(str.isalnum, chain(*told)))


def quoted_words(article: Article, analysis: Analysis) -> Iterator[tuple[Quote | None, list[Span]]]:
    """The words between quotation marks, in order of the text: those of one quote together, with the quote.

    If the reporter tells a part of what was said in other words ("called it “a shame” and the plan “a joke”"), the
    words before and after that part are two quotations. If one quote is told in another ("said that Berg had told her
    it was “a shame”"), the words are those of the inner one, unless that tells only what somebody wants. Words that
    belong to no quote, of two words or more, come by themselves: they may be a title, or speech whose speaker is not
    named.
    """
    quotes = [quote for quote in analysis.quotes if quote.kind != "indirect"]
    parts = sorted((span, number) for number, quote in enumerate(quotes) for span in quote.spans)
    together: dict[int, list[Span]] = {}
    at = 0
    for mark in find_quoted_spans(article.text):
        while at < len(parts) and parts[at][0].end <= mark.outer_start:
            at += 1
        here = [
            (quotes[number].attitude, span.length, number)
            for span, number in parts[at : at + NESTED]
            if span.start < mark.outer_end and mark.outer_start < span.end
        ]
        owner = min(here)[-1] if here else -1 - mark.start
        together.setdefault(owner, []).append(Span(mark.start, mark.end))
    for owner, spans in together.items():
        if owner >= 0:
            for part in _parts(article, quotes[owner], spans):
                yield quotes[owner], part
        elif len(article.words(spans[0]).split()) > 1:
            yield None, spans


def _leads_into(article: Article, quote: Quote, span: Span) -> bool:
    """Whether the reporter's own words run into quoted ones: adding that the debt would *“follow every family”*. A verb
    of saying and a speaker do not: he said *“we are glad”*."""
    before = article.text[: span.start].rstrip("“„\"'‘« ")
    saying = [quote.cue, *(speaker.mention for speaker in quote.speakers)]
    return before[-1:].isalnum() and not any(part and part.end == len(before) for part in saying)


def _parts(article: Article, quote: Quote, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans between quotation marks; those that only a reporting clause separates stay together: that clause is in
    no span of the quote, while the reporter's own words for what was said are."""
    part = [spans[0]]
    for before, span in pairwise(spans):
        content = any(said.contains(before) and said.contains(span) for said in quote.spans)
        if (content or _leads_into(article, quote, span)) and has_words(article, before, span):
            yield part
            part = []
        part.append(span)
    yield part
