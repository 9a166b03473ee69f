"""What somebody said over all articles of the library: plain data, no screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .text.span import Span

if TYPE_CHECKING:
    from .store.database import Store


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation of one article."""

    source: str
    title: str
    date: str
    """As the article has it; "" where it has none."""
    speaker: str
    words: str
    span: Span
    """Its place in the text last read."""
    kind: str
    unsure: bool


def said_by(store: Store, name: str) -> Iterator[Said]:
    """Every quotation of a speaker whose name holds these words, by date, those without one last, each article's in
    its order; what the reader has put right counts. Raises StoreError."""
    from .notes.correction import corrected

    wanted = name.casefold()
    rows = store.articles.library(person=name)
    for row in sorted(rows, key=lambda row: (row.date is None, row.date or "", row.title)):
        article = store.articles.load(row.digest)
        analysis = store.articles.analysis(row.digest) if article else None
        if article is None or analysis is None:
            continue
        if corrections := store.notebook.corrections(article):
            analysis = corrected(analysis, corrections, article)
        for quote in sorted(analysis.quotes, key=lambda quote: quote.span):
            who = quote.speaker.name if quote.speaker else None
            if who and wanted in who.casefold():
                words = " … ".join(" ".join(article.words(span).split()) for span in quote.spans)
                yield Said(row.source, row.title, row.date or "", who, words, quote.spans[0], quote.kind, quote.unsure)
