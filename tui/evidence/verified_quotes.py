"""The quotations of an article, each compared with transcripts or other sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span
from ..text.speaker_name import speaker_names
from .transcript import Transcript
from .verification import Verification, printed_words, said_by, verify

NO_SPEAKER = "no speaker named"
NESTED = 4
"""Most quotes that lie within one another."""


@dataclass(frozen=True)
class VerifiedQuote:
    """A quote of an article and the verdict on it."""

    article: Article
    quote: Quote | None
    """None for words between quotation marks that the analysis does not take for speech."""
    spans: Sequence[Span]
    """The spans between its quotation marks."""
    verification: Verification

    @property
    def words(self) -> str:
        """The words as printed, on one line."""
        return " ".join(" ".join(self.article.words(span).split()) for span in self.spans)

    @property
    def speakers(self) -> Sequence[str]:
        """The names of those who speak; empty if the article names nobody."""
        return self.quote.speakers_named if self.quote else ()

    @property
    def who(self) -> str:
        """The speakers, by name or in the words of the article, for the reader."""
        return speaker_names(self.article.text, self.quote, NO_SPEAKER) if self.quote else NO_SPEAKER

    @property
    def said_by(self) -> str | None:
        """Who said the words, if the source names somebody other than the article does."""
        places = self.verification.places
        return said_by(self.speakers, places[0]) if places else None


def verified(article: Article, analysis: Analysis, transcripts: Sequence[Transcript]) -> Iterator[VerifiedQuote]:
    """Each direct or mixed quote of the article, in order of the text, with its verdict.

    Other words between quotation marks are among them if a source has them.
    """
    for quote, spans in quoted_words(article, analysis):
        speakers = quote.speakers_named if quote else ()
        verdict = verify(printed_words(article.text, spans), transcripts, speakers)
        if quote or verdict.status != "absent":
            yield VerifiedQuote(article, quote, spans, verdict)


def quoted_words(article: Article, analysis: Analysis) -> Iterator[tuple[Quote | None, list[Span]]]:
    """The words between quotation marks, in order of the text: those of one quote together, with the quote.

    Others, of two words or more, come by themselves: they may be a title, or speech whose speaker is not named.
    """
    quotes = [quote for quote in analysis.quotes if quote.kind != "indirect"]
    parts = sorted((span, number) for number, quote in enumerate(quotes) for span in quote.spans)
    together: dict[int, list[Span]] = {}
    at = 0
    for mark in find_quoted_spans(article.text):
        while at < len(parts) and parts[at][0].end <= mark.outer_start:
            at += 1
        here = [number for span, number in parts[at : at + NESTED] if span.start < mark.outer_end]
        owner = min(here) if here else -1 - mark.start
        together.setdefault(owner, []).append(Span(mark.start, mark.end))
    for owner, spans in together.items():
        if owner >= 0:
            yield quotes[owner], spans
        elif len(article.words(spans[0]).split()) > 1:
            yield None, spans
