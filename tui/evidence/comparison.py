"""Compares two articles about the same thing: what both say, where they differ, and what only one of them has."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..text.analysis import Analysis
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span
from .figure_pairs import disagreeing_figures
from .source import Source
from .sources import find_sources
from .spoken_words import words_of
from .transcript import Transcript
from .verification import Difference, Printed, Status, printed_words, verify
from .verified_quotes import quoted_words

Kind = Literal["quotation", "figure", "passage", "source", "name"]
State = Literal["same", "changed", "disagree", "first", "second"]
"""The same in both; the same with other words; different figures for one thing; only in the first or in the second."""

SHINGLE = 4
"""Words in a row that two texts must share before they are compared word by word."""
LEAST_PASSAGE = 15
"""Least words of a passage that counts as copied."""
MOST_CHANGED = 0.25
"""Most changed words in a copied sentence, as a share of its words."""
MARGIN = 12
"""Words around a possible place that are compared too."""
MOST_PLACES = 50
"""Most places of a row of words that are looked at: one that is everywhere says nothing."""
MOST_OMITTED = 120
"""Most words that an ellipsis is taken to stand for."""
MOST_BETWEEN = 3
"""Most words between two copied sentences of one passage."""


class ComparedItem(NamedTuple):
    """Something that one or both of the articles have."""

    kind: Kind
    state: State
    first: Span | None
    """Its place in the first article, None if that does not have it."""
    second: Span | None
    name: str = ""
    """The name of a source or of a person, organisation or place, and the speaker of a quotation."""
    differences: tuple[Difference, ...] = ()
    """The words that differ: `printed` are those of the first article, `said` those of the second."""


def compare(first: Analyzed, second: Analyzed) -> list[ComparedItem]:
    """What two articles have in common and what they do not, by kind, each kind in the order of the text."""
    one, two = _Text(first), _Text(second)
    return [
        *_quotations(one, two),
        *_figures(one, two),
        *_passages(one, two),
        *_sources(one, two),
        *_names(one, two),
    ]


class _Text:
    """An article, prepared for comparison."""

    def __init__(self, analyzed: Analyzed) -> None:
        self.article: Article = analyzed.article
        self.analysis: Analysis = analyzed.analysis
        self.quoted = [Span(mark.start, mark.end) for mark in find_quoted_spans(self.article.text)]
        self.whole = _Words(Transcript(analyzed.path, self.article.text))
        self.speech = _Words(Transcript(analyzed.path, _only(self.article.text, self.quoted)))
        """The words between quotation marks; those that a reporting clause parts follow one another."""


class _Match(NamedTuple):
    """Words of one article that are in the other."""

    status: Status
    span: Span
    differences: tuple[Difference, ...]


class _Words:
    """The words of an article in which those of another are looked for."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, shingle in enumerate(_shingles(transcript.forms)):
            self._places[shingle].append(number)

    def find(self, text: str, spans: Sequence[Span]) -> _Match | None:
        """Where these spans of another text are, and how their words differ; None if they are not here."""
        begin = spans[0].start
        text, spans = text[begin : spans[-1].end], [span.shift(-begin) for span in spans]
        forms = [word.form for span in spans for word in words_of(text, span.start, span.end)]
        printed = printed_words(text, spans)
        found = [self._compare(printed, start, len(forms)) for start in self._starts(forms)]
        return min((match for match in found if match), key=_changed, default=None)

    def _starts(self, forms: list[str]) -> list[int]:
        """About where the words may begin, as numbers of words here: where most rows of words are shared."""
        if len(forms) < SHINGLE:
            return self._transcript.find(forms)[:1]
        votes: Counter[int] = Counter()
        for number, shingle in enumerate(_shingles(forms)):
            votes.update({(place - number) // MARGIN for place in self._places.get(shingle, ())[:MOST_PLACES]})
        least = max(1, (len(forms) - SHINGLE) // 10)  # "said in a statement on" is in every article
        return [MARGIN * bucket for bucket, count in votes.most_common(2) if count >= least]

    def _compare(self, printed: Printed, start: int, length: int) -> _Match | None:
        words, text = self._transcript.words, self._transcript.text
        room = sum(min(printed.room(mark.at), MOST_OMITTED) for mark in printed.marks)
        first, last = max(0, start - MARGIN), min(len(words), start + length + 2 * MARGIN + room)
        begin = words[first].start
        found = verify(printed, [Transcript("", text[begin : words[last - 1].end])])
        if not found.places:
            return None
        span = Span(found.places[0].span.start + begin, found.places[-1].span.end + begin)
        return _Match(found.status, span, found.differences)


def _changed(match: _Match) -> int:
    """How many words differ."""
    return sum(max(len(one.printed.split()), len(one.said.split())) for one in match.differences)


def _shingles(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1))


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for everything outside the spans, so that offsets hold."""
    parts, at = [], 0
    for span in spans:
        parts += [" " * (span.start - at), text[max(at, span.start) : span.end]]
        at = max(at, span.end)
    return "".join(parts) + " " * (len(text) - at)


# ---------------------------------------------------------------- quotations


def _quotations(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    matched: list[Span] = []
    for quote, spans in quoted_words(one.article, one.analysis):
        speaker = quote.speaker.name if quote and quote.speaker else None
        found = two.speech.find(one.article.text, spans)
        if found:
            matched.append(found.span)
            state: State = "same" if found.status == "verbatim" else "changed"
            yield ComparedItem("quotation", state, _whole(spans), found.span, speaker or "", found.differences)
        elif quote:
            yield ComparedItem("quotation", "first", _whole(spans), None, speaker or "")
    for quote, spans in quoted_words(two.article, two.analysis):
        whole = _whole(spans)
        if quote and not any(whole.overlaps(place) for place in matched):
            name = quote.speaker.name if quote.speaker else None
            yield ComparedItem("quotation", "second", None, whole, name or "")


def _whole(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


# ---------------------------------------------------------------- figures, passages


def _figures(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    for first, second in disagreeing_figures(one.article, one.analysis.figures, two.article, two.analysis.figures):
        words = Difference(one.article.words(first.span), two.article.words(second.span))
        yield ComparedItem("figure", "disagree", first.sentence, second.sentence, "", (words,))


class _Copied(NamedTuple):
    """A sentence of the first article and the words of the second that are nearly the same."""

    sentence: Span
    place: Span
    words: int
    differences: tuple[Difference, ...]


def _passages(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    """Passages of consecutive sentences that are nearly the same, as in copy of one agency."""
    passage: list[_Copied] = []
    for now in (*_copied(one, two), None):
        if passage and (now is None or not _continues(passage[-1], now, one, two)):
            if sum(part.words for part in passage) >= LEAST_PASSAGE:
                yield _joined(passage)
            passage = []
        if now is not None:
            passage.append(now)


def _copied(one: _Text, two: _Text) -> Iterator[_Copied]:
    for sentence in one.analysis.sentences:
        quoted = bisect_right(one.quoted, sentence.start, key=lambda span: span.start) - 1
        if quoted >= 0 and one.quoted[quoted].contains(sentence):
            continue  # a shared quotation is no copied passage
        found = two.whole.find(one.article.text, [sentence])
        if found is None or found.status not in ("verbatim", "edited", "altered"):
            continue
        words = sum(1 for _ in words_of(one.article.text, sentence.start, sentence.end))
        if _changed(found) <= MOST_CHANGED * words:
            yield _Copied(sentence, found.span, words, found.differences)


def _continues(before: _Copied, now: _Copied, one: _Text, two: _Text) -> bool:
    """Whether two sentences follow one another in both articles."""
    between = one.article.text[before.sentence.end : now.sentence.start]
    apart = two.article.text[before.place.end : now.place.start].split()
    return not between.strip() and before.place.end <= now.place.start and len(apart) <= MOST_BETWEEN


def _joined(passage: Sequence[_Copied]) -> ComparedItem:
    differences = tuple(each for part in passage for each in part.differences)
    first = Span(passage[0].sentence.start, passage[-1].sentence.end)
    second = Span(passage[0].place.start, passage[-1].place.end)
    return ComparedItem("passage", "changed" if differences else "same", first, second, "", differences)


# ---------------------------------------------------------------- sources and names


def _sources(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    ours, theirs = (find_sources(text.article, text.analysis).sources for text in (one, two))
    for source in ours:
        match = next((other for other in theirs if _same_source(source, other)), None)
        first, second = source.quotes[0].span, match.quotes[0].span if match else None
        yield ComparedItem("source", "same" if match else "first", first, second, source.title)
    for other in theirs:
        if not any(_same_source(source, other) for source in ours):
            yield ComparedItem("source", "second", None, other.quotes[0].span, other.title)


def _same_source(source: Source, other: Source) -> bool:
    if (source.name is None) != (other.name is None):
        return False
    return same_name(source.title, other.title)


def _names(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    """People, organisations and places that only one article names."""
    for text, other, state in ((one, two, "first"), (two, one, "second")):
        theirs = [name for entity in other.analysis.entities for name in (entity.name, *entity.aliases)]
        for entity in text.analysis.entities:
            if not any(same_name(entity.name, name) for name in theirs):
                span = entity.mentions[0].span
                first, second = (span, None) if state == "first" else (None, span)
                yield ComparedItem("name", "first" if state == "first" else "second", first, second, entity.name)


def item_words(article: Article, item: ComparedItem, span: Span) -> str:
    """The words of an item in one of the articles: of a quotation, those between quotation marks only."""
    if item.kind != "quotation":
        return article.words(span)
    quoted = find_quoted_spans(article.text[span.start - 1 : span.end + 1]) if span.start else []
    parts = [article.text[span.start - 1 + mark.start : span.start - 1 + mark.end] for mark in quoted]
    return " ".join(parts) or article.words(span)


def same_name(name: str, other: str) -> bool:
    """Whether two names may be those of one person or body: equal, or the shorter one is the end of the longer one
    ("Lind", "Tora Lind"); "the" makes no difference."""
    a, b = (words.casefold().removeprefix("the ").split() for words in (name, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and long[len(long) - len(short) :] == short
