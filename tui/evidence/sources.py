"""The sources of an article: everyone whose words it reports, with what it reports of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ..text.analysis import Analysis
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span, join_touching
from ..text.speaker_name import PRONOUNS, short_description, within_sentence
from .description import ENTITY_KINDS, description_kind, is_polled, proper_name
from .source import Source, SourceKind, Sources
from .source_grouping import SourceGrouping, SourceRow
from .source_nouns import OUTLET

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
"""A word, as the lengths of statements are counted."""


def find_sources(article: Article, analysis: Analysis) -> Sources:
    """The sources of an article, and those that are only possible, in order of their first statements."""
    grouping = SourceGrouping(article, analysis)
    for quote in sorted(analysis.statements, key=lambda quote: quote.span):
        grouping.add(quote)
    counter = _WordCounter(article)
    found = [_source(row, counter) for row in grouping.rows.values()]
    sure = tuple(_with_shares([source for source in found if not source.possible]))
    return Sources(sure, tuple(_with_shares([source for source in found if source.possible])), grouping.unattributed)


def _with_shares(sources: list[Source]) -> Iterator[Source]:
    total = sum(source.words for source in sources)
    for source in sorted(sources, key=lambda source: source.first):
        yield source._replace(share=source.words / total if total else 0.0)


def _source(row: SourceRow, counter: _WordCounter) -> Source:
    spans = join_touching([span for quote in row.quotes for span in quote.spans], counter.text)
    return Source(
        id=row.id,
        name=row.name,
        called=_called(row, counter.text),
        kind=_kind(row),
        role=row.entity.roles[0].text if row.entity and row.entity.roles else None,
        quotes=tuple(row.quotes),
        words=counter.words(spans),
        quoted_words=counter.quoted_words(spans),
        direct=sum(counter.quoted_words(quote.spans) > 0 for quote in row.quotes),
        share=0.0,
    )


def _called(row: SourceRow, text: str) -> str:
    """The fullest words for the source, without relative clauses; its name if the article says only "he"."""
    words = [short_description(words) for words in row.called if words.lower() not in PRONOUNS]
    fullest = max(words, key=len, default=row.description)
    return fullest if row.name else within_sentence(fullest, text)


def _kind(row: SourceRow) -> SourceKind:
    described = {
        description_kind(words) for words in row.called if words.lower() not in PRONOUNS and not is_polled(words)
    }
    if row.entity is not None and row.entity.label == "NORP":
        return "group"
    if row.name is None or described == {"document"}:
        return description_kind(row.description)
    person = row.entity is not None and row.entity.label == "PERSON"
    names = [row.name, *(name for name in map(proper_name, row.called) if name)]
    if not person and any(map(OUTLET.search, names)):
        return "media"
    if row.entity is not None:
        return ENTITY_KINDS.get(row.entity.label, "organisation")
    return description_kind(row.name)


class _WordCounter:
    """Counts the words of statements, and those between quotation marks."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self._quoted = [Span(found.start, found.end) for found in find_quoted_spans(article.text)]
        self._starts = [span.start for span in self._quoted]

    def words(self, spans: Iterable[Span]) -> int:
        """The number of words in the spans."""
        return sum(len(_WORD.findall(self.text, *span)) for span in spans)

    def quoted_words(self, spans: Iterable[Span]) -> int:
        """The number of those between quotation marks."""
        return self.words(part for span in spans for part in self._quoted_parts(span))

    def _quoted_parts(self, span: Span) -> Iterator[Span]:
        at = max(0, bisect_right(self._starts, span.start) - 1)
        while at < len(self._quoted) and self._quoted[at].start < span.end:
            if part := self._quoted[at].clip(span):
                yield part
            at += 1
