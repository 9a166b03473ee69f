"""The quotations of an article, each compared with transcripts or other sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import DOUBLE, SINGLE
from ..text.span import Span
from ..text.speaker_name import is_in_doubt, names_with_doubt, speaker_names
from ..text.turn_labels import is_office, is_role
from .cut_off import cut_off
from .printed import printed_words
from .quoted_words import has_own_words, quoted_words, words_as_printed
from .short_quotation import sentence_around
from .source_speakers import named_people, people_told_of
from .spoken_words import is_contraction
from .transcript import Transcript
from .verification import SPLICE_WORDS, Place, Status, Verification, said_by, said_by_one_of, verify

Verdict = Status | Literal["misattributed"]
"""The status of a quotation, or "misattributed" if it is verbatim or edited, but somebody else said it."""

NO_SPEAKER = "no speaker named"
FAITHFUL: tuple[Verdict, ...] = ("verbatim", "edited")
_MARK = re.compile(f"{DOUBLE.pattern}|{SINGLE.pattern}")
MOST_BEFORE = 300
"""Code points before a quotation in which its sentence is looked for."""


@dataclass(frozen=True)
class VerifiedQuote:
    """A quote of an article and the verdict on it."""

    article: Article
    quote: Quote | None
    """None for words between quotation marks that the analysis does not regard as speech."""
    spans: Sequence[Span]
    """The spans between its quotation marks."""
    verification: Verification
    people: Sequence[str]
    """All names of the speakers who are people. A spokeswoman may say what an organisation says."""
    perhaps: Sequence[str] = ()
    """Those of others who may be quoted if the analysis is unsure (`people_told_of`)."""

    @property
    def words(self) -> str:
        """The words as printed (`words_as_printed`)."""
        return words_as_printed(self.article, self.spans)

    @property
    def checked_span(self) -> Span:
        """The words that a verdict on it is about: the quotation, if its marks have all that it says; else, since the
        reporter's own words for what was said were not compared, only the words between the marks, with the marks."""
        if self.quote and not has_own_words(self.article, self.quote, self.spans):
            return self.quote.span
        start, end, text = self.spans[0].start, self.spans[-1].end, self.article.text
        is_marked = start > 0 and _MARK.fullmatch(text[start - 1]) and _MARK.fullmatch(text[end : end + 1])
        return Span(start - 1, end + 1) if is_marked else Span(start, end)

    @property
    def words_in_table(self) -> str:
        """The words, with the outer quotation marks if there are marks between their parts."""
        return f"“{self.words}”" if "” … “" in self.words else self.words

    @property
    def speakers(self) -> Sequence[str]:
        """The names of those who speak; empty if the article names nobody."""
        return self.quote.speakers_named if self.quote else ()

    @property
    def names(self) -> str:
        """The speakers, by name or in the words of the article, for the reader."""
        return speaker_names(self.article.text, self.quote, NO_SPEAKER) if self.quote else NO_SPEAKER

    @property
    def is_unsure(self) -> bool:
        """Whether the analysis is unsure who speaks."""
        return self.quote is not None and is_in_doubt(self.quote)

    @property
    def who(self) -> str:
        """`names`, with "?" if that is unsure."""
        return names_with_doubt(self.article.text, self.quote, NO_SPEAKER) if self.quote else NO_SPEAKER

    @property
    def said_by(self) -> str | None:
        """Who said the words, all of them, if the source names somebody other than the article does."""
        others = {said_by([*self.people, *self.perhaps], place) for place in self.verification.places}
        return others.pop() if len(others) == 1 else None

    @property
    def verdict(self) -> Verdict:
        """What the reader should know first."""
        status = self.verification.status
        return "misattributed" if self.said_by and status in FAITHFUL else status

    @property
    def is_faithful(self) -> bool:
        """Whether the article quotes the words correctly, as words of the right speaker."""
        return self.verdict in FAITHFUL

    @property
    def remarks(self) -> Iterator[str]:
        """What else the reader should know, in sentences."""
        if self.verification.is_by_chance:
            yield self._by_chance()
            return
        if self._is_told():
            yield "The source, a report, has these words only outside quotation marks."
        elif self.said_by:
            yield f"The source says that {self.said_by} said this."
        elif label := self._label_without_name():
            yield f"The source has this under the label “{label}”."
        elif named := self._named_in_source():
            instead = "names no speaker" if self.names == NO_SPEAKER else f"says “{self.who}”"
            yield f"The source says that {named} said this; the article {instead}."
        elif self.verification.status == "spliced":
            for place in self.verification.places:
                if other := said_by([*self.people, *self.perhaps], place):
                    yield f"The source says that {other} said “{' '.join(place.words.split())}”."
        unmarked = [one for one in self.verification.differences if not one.marked]
        if unmarked and all(is_contraction(one.printed, one.said) for one in unmarked):
            yield "Only a contraction differs."
        for one in unmarked:
            if self._is_outside_marks(one.said):
                yield f"“{' '.join(one.said.split())}” stands outside the quotation marks of the source."
        if self.verification.status != "absent":
            for place in self.verification.places:
                for words in place.transcript.interruptions(place.span):
                    yield f"The source interrupts the quotation: “{words}”."
        yield from self._cut_off()
        if self.verification.status == "absent" and self.verification.places:
            yield f"Of these words the source has only “{' '.join(self.verification.places[0].words.split())}”."
        if self.verification.status == "spliced" and (between := self._said_between()):
            yield between
        elif self._is_reordered():
            yield "The source has these words in another order."

    def _is_told(self) -> bool:
        """Whether a report has the words, but quotes nobody with any of them."""
        places = self.verification.places if self.verification.status in FAITHFUL else ()
        return any(place.transcript.is_report for place in places) and not any(
            place.transcript.quotes(number, number + 1) for place in places for number in range(place.first, place.last)
        )

    def _by_chance(self) -> str:
        """Where the source has the few words of an absent quotation."""
        (place,) = self.verification.places
        around = sentence_around(place.transcript, place.first, place.last)
        who = f", said by {self.said_by}" if self.said_by else ""
        return f"Too short to tell: the source has this only in “{around}”{who}."

    def _named_in_source(self) -> str:
        """Who said the words according to the source, if the article names no person, or perhaps another; else ""."""
        is_open = self.verification.status != "absent" and (self.perhaps or not self.people)
        places = self.verification.places if is_open else ()
        named = {place.speaker for place in places if not (self.speakers and said_by_one_of(self.speakers, place))}
        return named.pop() if len(named) == 1 else ""

    def _label_without_name(self) -> str:
        """The label of the words in the source if it has a role, such as “Q”, or an office although the speaker has
        labels by name; else ""."""
        for place in self.verification.places:
            if is_role(place.label) or is_office(place.label) and place.transcript.has_label_of(self.people):
                return place.label
        return ""

    def _is_outside_marks(self, words: str) -> bool:
        """Whether these words of a source, an article, part two quotations: “We are glad,” *she said.* “Very glad.”"""
        parting = re.compile(rf'[”"]\W*{re.escape(words)}\W*[“"]')
        return any(parting.search(place.words) for place in self.verification.places)

    def _cut_off(self) -> Iterator[str]:
        """What the quotation leaves out of the sentences that it is taken from (`cut_off`)."""
        places = self.verification.places if self.verification.status != "absent" else ()
        if len(places) == 1:
            yield from cut_off(self.words, places[0], self._before(self.spans[0]))
        elif len(places) == len(self.spans):
            for span, place in zip(self.spans, places, strict=True):
                yield from cut_off(self.article.words(span), place, self._before(span))

    def _before(self, span: Span) -> str:
        """What the article says in the same sentence before a span."""
        text = self.article.text
        return re.split(r"[.?!][”\"’')]*\s|\n", text[max(0, span.start - MOST_BEFORE) : span.start])[-1]

    def _is_reordered(self) -> bool:
        """Whether the places of a splice are all in one source, but not in order."""
        places = self.verification.places if self.verification.status == "spliced" else ()
        return len({id(place.transcript) for place in places}) == 1 and any(
            later.first < earlier.first for earlier, later in pairwise(places)
        )

    def _said_between(self) -> str:
        """How far apart the two places of a splice are; "" if they are not in order in one source, or if nothing was
        said between them."""
        first, second, *others = self.verification.places
        transcript = first.transcript
        if others or second.transcript is not transcript or second.first <= first.last:
            return ""
        if second.first - first.last < SPLICE_WORDS:
            return f"Said between them: “{' '.join(transcript.said(first.last, second.first).split())}”"
        return f"{second.first - first.last:,} words were said between them."


def place_name(place: Place) -> str:
    """The source and the line of its file: "speech.txt:12"; just the source if it is no file."""
    return f"{place.transcript.source}:{place.line}" if place.line else place.transcript.source


COLUMNS = ("verdict", "speaker", "words", "start", "end", "differences", "said_by", "places", "remarks", "unsure")


def fields(row: VerifiedQuote) -> Iterator[object]:
    """The values of a row of a table with these columns."""
    verdict = row.verification
    yield from (row.verdict, row.names, row.words_in_table, row.spans[0].start, row.spans[-1].end)
    yield "; ".join(f"“{one.printed}” / “{one.said}”" for one in verdict.differences)
    yield from (row.said_by or "", "; ".join(map(place_name, verdict.places)), " ".join(row.remarks))
    yield "yes" if row.is_unsure else "no"


def verified(article: Article, analysis: Analysis, transcripts: Sequence[Transcript]) -> Iterator[VerifiedQuote]:
    """Each direct or mixed quote of the article, in order of the text, with its verdict.

    Other words between quotation marks are included if a source has them.
    """
    for quote, spans in quoted_words(article, analysis):
        people = named_people(quote, analysis) if quote else []
        perhaps = people_told_of(quote, analysis, spans[0].start) if quote and people and is_in_doubt(quote) else []
        verdict = verify(printed_words(article.text, spans), transcripts, [*people, *perhaps])
        if quote or verdict.status != "absent":
            yield VerifiedQuote(article, quote, spans, verdict, people, perhaps)


def sources_to_analyze(rows: Sequence[VerifiedQuote]) -> set[str]:
    """The sources, by path or address, that quote words of the article themselves: their analysis (`find_speeches`)
    tells who said them, and what interrupts them."""
    places = (place for row in rows for place in row.verification.places)
    return {
        place.transcript.source
        for place in places
        if not place.transcript.is_dialogue
        and any(place.transcript.quotes(number, number + 1) for number in (place.first, place.last - 1))
    }
