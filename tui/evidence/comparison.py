"""Compares two articles about the same thing: what both say, where they differ, and what only one of them has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from ..text.analysis import Analysis, Quote
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.quotation_marks import find_quoted_spans
from ..text.span import Span, join_touching
from ..text.speaker_name import is_in_doubt, is_name, joined_names, names_with_doubt, same_name, sources_of
from .content_words import count_content_words
from .differences import Difference
from .figure_pairs import disagreeing_figures
from .person_names import may_be_one_person
from .quoted_words import quoted_words, words_as_printed
from .shared_words import SharedMatch, SharedWords
from .source import Source
from .sources import find_sources
from .spoken_words import words_of
from .transcript import Transcript
from .verification import shown_name

Kind = Literal["quotation", "figure", "passage", "source", "name"]
State = Literal["same", "changed", "disagree", "first", "second"]
"""The same in both, of a source only who it is; with other words or another speaker; different figures for one thing;
only in the first or the second."""

LEAST_PASSAGE = 15
"""The smallest number of words in a passage that counts as copied."""
MOST_CHANGED = 0.25
"""The largest share of changed words in a copied sentence."""
QUOTATIONS = 0.3
"""About the share of the time that the quotations take; the passages take most of the rest."""
LEAST_SHARED = 5
"""The smallest number of words in a row that two people hardly say by chance, if two or more carry meaning; or three
words that do."""
MOST_WORDS_BETWEEN = 3
"""The largest number of words between two copied sentences of one passage."""
MOST_BETWEEN = 60
"""The largest number of code points between them."""


class ComparedItem(NamedTuple):
    """Something that one or both of the articles have."""

    kind: Kind
    state: State
    first: Span | None
    """Its place in the first article, None if that does not have it."""
    second: Span | None
    name: str = ""
    """The name of a source or of a person, organisation or place, and the speaker of a quotation; both, if each article
    names another."""
    differences: tuple[Difference, ...] = ()
    """The words that differ: `printed` are those of the first article, `said` those of the second."""
    statements: tuple[int, int] = (0, 0)
    """How many statements of a source each article has; the places are those of the first ones."""

    @property
    def has_other_speaker(self) -> bool:
        """Whether both articles quote the same words, but as those of different speakers."""
        return self.kind == "quotation" and self.state == "changed" and not self.differences


OnProgress = Callable[[float], None]
"""Gets the share that is done, 0 to 1, many times a second. Whatever it raises ends the comparison."""


def compare(first: Analyzed, second: Analyzed, on_progress: OnProgress = lambda share: None) -> list[ComparedItem]:
    """What two articles have in common and what they do not, by kind, each kind in the order of the text."""
    one, two = _Text(first), _Text(second)
    return [
        *_quotations(one, two, lambda share: on_progress(QUOTATIONS * share)),
        *_figures(one, two),
        *_passages(one, two, lambda share: on_progress(QUOTATIONS + (1 - QUOTATIONS) * share)),
        *_sources(one, two),
        *_names(one, two),
    ]


class _Text:
    """An article, prepared for comparison."""

    def __init__(self, analyzed: Analyzed) -> None:
        self.article: Article = analyzed.article
        self.analysis: Analysis = analyzed.analysis
        self.quoted = [Span(mark.start, mark.end) for mark in find_quoted_spans(self.article.text)]
        self.transcript = Transcript(analyzed.path, self.article.text)
        self.whole = SharedWords(self.transcript)
        turns = list(_turns(self.article, self.analysis))
        quoted = Transcript(analyzed.path, _only(self.article.text, self.quoted), turns=turns)
        self.speech = self.whole if self.transcript.is_dialogue else SharedWords(quoted)
        """The words between quotation marks, those of one speaker after one another. All words of a transcript."""

    def speakers(self, quotes: Iterable[Quote], found: Span) -> list[str]:
        """Who says words found in the text, by name or as it describes them in brackets: in these quotes, or else
        according to the label of a transcript."""
        named = dict.fromkeys(name for quote in quotes for name in sources_of(self.article.text, quote))
        if named or not self.transcript.is_dialogue:
            return list(named)
        words = self.transcript.words
        first, last = (bisect_left(words, at, key=lambda word: word.start) for at in found)
        labels = [shown_name(name) for name in self.transcript.speakers(first, last)]
        return labels or [
            name + ("?" if is_in_doubt(quote) else "")
            for quote in self.analysis.quotes
            if any(span.contains(found) for span in quote.spans)
            for name in sources_of(self.article.text, quote)
        ]


def _turns(article: Article, analysis: Analysis) -> Iterator[int]:
    """The offsets at which the quotations of another speaker begin."""
    before: Sequence[str] | None = None
    for quote, spans in quoted_words(article, analysis):
        names = sources_of(article.text, quote) if quote else ()
        if names != before:
            yield spans[0].start
        before = names


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for everything outside the spans, so that offsets hold."""
    parts, at = [], 0
    for span in spans:
        parts += [" " * (span.start - at), text[max(at, span.start) : span.end]]
        at = max(at, span.end)
    return "".join(parts) + " " * (len(text) - at)


# ---------------------------------------------------------------- quotations


_Quoted = tuple[Quote, Sequence[Span]]
"""A quote and the spans between its quotation marks."""
_Shared = list[tuple[Span, SharedMatch]]
"""Words of one text, a whole quotation or some of its sentences, each with their place in the other."""


def _quotations(one: _Text, two: _Text, on_progress: OnProgress) -> list[ComparedItem]:
    items: list[ComparedItem] = []
    matched: list[Span] = []
    unmatched: dict[int, _Quoted] = {}
    theirs = [(quote, spans) for quote, spans in quoted_words(two.article, two.analysis) if quote]
    for quote, spans in quoted_words(one.article, one.analysis):
        on_progress(spans[0].start / len(one.article.text))
        if item := _in_both(one, quote, spans, two, theirs):
            items.append(item)
            matched.append(item.second or spans[0])
        elif quote and (shared := _shared_sentences(one, spans, two)):
            items.append(_shared_in_part(one, (quote, spans), two, theirs, shared))
            matched += [found.span for _, found in shared]
        elif quote:
            unmatched[len(items)] = quote, spans
            speaker = names_with_doubt(one.article.text, quote, "")
            items.append(ComparedItem("quotation", "first", _whole(spans), None, speaker))
    places = join_touching(sorted(matched), two.article.text)
    for quote, spans in theirs:
        if _overlaps_any(_whole(spans), places):
            continue
        if not _add_to_longer(items, unmatched, one, two, (quote, spans)):
            speaker = names_with_doubt(two.article.text, quote, "")
            items.append(ComparedItem("quotation", "second", None, _whole(spans), speaker))
    return items


def _in_both(
    one: _Text, quote: Quote | None, spans: Sequence[Span], two: _Text, theirs: Sequence[_Quoted]
) -> ComparedItem | None:
    """A quotation of the first article all of whose words the second has."""
    found = two.speech.find(one.article.text, spans)
    if found is None:
        return None
    if quote and not found.differences and (place := _same_words(one, (quote, spans), two, theirs)):
        found = found._replace(span=place)
    others = [(other, parts) for other, parts in theirs if _whole(parts).overlaps(found.span)]
    both = _two_speakers(
        one.speakers([quote] if quote else [], spans[0]), two.speakers([other for other, _ in others], found.span)
    )
    if not _is_enough(one, spans, two, [parts for _, parts in others], both):
        return None
    added = [words for _, parts in theirs for words in _added(two.article.text, found.span, _whole(parts))]
    differences = (*found.differences, *added)
    speaker = both or (names_with_doubt(one.article.text, quote, "") if quote else "")
    state: State = "changed" if differences or both else "same"
    second = _whole(sorted([found.span, *(_whole(parts) for _, parts in others)]))
    return ComparedItem("quotation", state, _whole(spans), second, speaker, differences)


def _is_enough(one: _Text, spans: Sequence[Span], two: _Text, others: Sequence[Sequence[Span]], both: str) -> bool:
    """Whether the words of a quotation are hardly in the other article by chance. `both` are the speakers if they are
    not the same."""
    words = words_as_printed(one.article, spans)
    if _is_distinctive(words):
        return True
    count = count_content_words(words)
    forms = _forms(one, spans)
    if any(forms == _forms(two, parts) for parts in others):
        return count > 0 or not both
    return bool(others) and count > 1 and not both


def _same_words(one: _Text, ours: _Quoted, two: _Text, theirs: Sequence[_Quoted]) -> Span | None:
    """The quotation of the second article that has just the words of one of the first; if there are several, one by the
    same speaker. None if there is none."""
    quote, spans = ours
    forms = _forms(one, spans)
    same = [(other, parts) for other, parts in theirs if forms == _forms(two, parts)]
    if not same:
        return None
    speakers = one.speakers([quote], spans[0])
    _, parts = min(same, key=lambda pair: bool(_two_speakers(speakers, two.speakers([pair[0]], pair[1][0]))))
    return _whole(parts)


def _forms(text: _Text, spans: Sequence[Span]) -> list[str]:
    return [word.form for word in words_of(words_as_printed(text.article, spans))]


def _is_distinctive(words: str) -> bool:
    """Whether two people hardly say these words by chance."""
    return count_content_words(words) > (1 if len(list(words_of(words))) >= LEAST_SHARED else 2)


def _shared_sentences(one: _Text, spans: Sequence[Span], two: _Text) -> _Shared:
    """The sentences of a quotation that the other article has, if it has several."""
    text = one.article.text
    sentences = [
        Span(span.start + part.start(), span.start + part.end())
        for span in spans
        for part in re.finditer(r"\S.*?(?:[.!?…]+(?=\s|$)|$)", text[span.start : span.end], re.DOTALL)
    ]
    if len(sentences) < 2:
        return []
    found = ((each, two.speech.find(text, [each])) for each in sentences)
    return [(each, match) for each, match in found if match and _is_distinctive(text[each.start : each.end])]


def _shared_in_part(one: _Text, ours: _Quoted, two: _Text, theirs: Sequence[_Quoted], shared: _Shared) -> ComparedItem:
    """A quotation of the first article some of whose sentences the second has."""
    quote, spans = ours
    place = shared[0][1].span
    others = [(other, parts) for other, parts in theirs if _whole(parts).overlaps(place)]
    rest = [
        *(Difference(words, "") for words in _rest(one.article, spans, [sentence for sentence, _ in shared])),
        *(
            Difference("", words)
            for _, parts in others
            for words in _rest(two.article, parts, sorted(found.span for _, found in shared))
        ),
    ]
    speaker = _two_speakers(
        one.speakers([quote], spans[0]), two.speakers([other for other, _ in others], place)
    ) or names_with_doubt(one.article.text, quote, "")
    differences = (*(change for _, found in shared for change in found.differences), *rest)
    second = _whole(others[0][1]) if others else place
    return ComparedItem("quotation", "changed", _whole(spans), second, speaker, differences)


def _add_to_longer(
    items: list[ComparedItem], unmatched: Mapping[int, _Quoted], one: _Text, two: _Text, theirs: _Quoted
) -> bool:
    """Add a quotation of the second article to the item for one of the first that has these words, or some of their
    sentences, among others. False if there is none."""
    quote, spans = theirs
    whole = _whole(spans)
    found = one.speech.find(two.article.text, spans)
    shared = [(whole, found)] if found else _shared_sentences(two, spans, one)
    number = _longer_quotation(items, shared[0][1]) if shared else None
    if number is None:
        return False
    longer, longer_spans = unmatched[number]
    both = _two_speakers(one.speakers([longer], longer_spans[0]), two.speakers([quote], whole))
    if not _is_enough(two, spans, one, [longer_spans], both):
        return False
    taken = sorted(match.span for _, match in shared)
    lost = (
        *(Difference(change.said, change.printed) for _, match in shared for change in match.differences),
        *(Difference(words, "") for words in _rest(one.article, longer_spans, taken)),
        *(Difference("", words) for words in _rest(two.article, spans, [sentence for sentence, _ in shared])),
    )
    items[number] = items[number]._replace(
        state="changed", second=whole, name=both or items[number].name, differences=lost
    )
    return True


def _added(text: str, found: Span, whole: Span) -> list[Difference]:
    """What a quotation adds to the words that were found in it: "we will close" in "we will close
    *if nobody comes*"."""
    if not whole.overlaps(found):
        return []
    before, after = text[whole.start : max(whole.start, found.start)], text[min(whole.end, found.end) : whole.end]
    first = re.search(r"[^.!?…“”\"]*\w[\s,;:]*$", before)  # no mark: beyond it are the reporter's words
    last = re.match(r"[\s,;:]*\w[^.!?…“”\"]*", after)
    return [Difference("", match[0].strip(" ,;:“”\"'\n")) for match in (first, last) if match]


def _rest(article: Article, spans: Sequence[Span], taken: Sequence[Span]) -> Iterator[str]:
    """What a quotation has before, between and after the words that were taken from it, in order, without the words of
    the reporter."""
    bounds = [0, *chain.from_iterable(taken), len(article.text)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        side = Span(start, max(start, end))
        parts = [part for span in spans if (part := span.clip(side)) and re.search(r"\w", article.words(part))]
        if parts:
            yield words_as_printed(article, parts).strip(" .,;:")


def _two_speakers(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """The speakers that the two articles have for the same words, if they differ and one of them at least has a name;
    otherwise ""."""
    if not ours or not theirs or not any(map(is_name, (*ours, *theirs))):
        return ""
    if any(may_be_one_person(name, other) for name in ours for other in theirs if is_name(name) and is_name(other)):
        return ""
    return f"A {joined_names(ours)} · B {joined_names(theirs)}"


def _longer_quotation(items: Sequence[ComparedItem], found: SharedMatch) -> int | None:
    """The number of the quotation of the first article of which the second quotes only these words."""
    for number, item in enumerate(items):
        if item.state == "first" and item.first and item.first.overlaps(found.span):
            return number
    return None


def _overlaps_any(span: Span, places: Sequence[Span]) -> bool:
    """Whether a span overlaps one of these, which are in order and apart from one another."""
    before = bisect_left(places, span.end, key=lambda place: place.start) - 1
    return before >= 0 and places[before].overlaps(span)


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


def _passages(one: _Text, two: _Text, on_progress: OnProgress) -> Iterator[ComparedItem]:
    """Passages of consecutive sentences that are nearly the same, as in copy of one agency."""
    passage: list[_Copied] = []
    for now in chain(_copied(one, two, on_progress), [None]):
        if passage and (now is None or not _continues(passage[-1], now, one, two)):
            if sum(part.words for part in passage) >= LEAST_PASSAGE:
                yield _joined(passage)
            passage = []
        if now is not None:
            passage.append(now)


def _copied(one: _Text, two: _Text, on_progress: OnProgress) -> Iterator[_Copied]:
    for sentence in one.analysis.sentences:
        on_progress(sentence.start / len(one.article.text))
        quoted = bisect_right(one.quoted, sentence.start, key=lambda span: span.start) - 1
        if quoted >= 0 and one.quoted[quoted].contains(sentence):
            continue  # a shared quotation is not a copied passage
        found = two.whole.find(one.article.text, [sentence])
        if found is None:
            continue
        # Of the longer one, so that the order of the articles makes no difference.
        words = max(found.words, len(list(words_of(two.article.text, *found.span))))
        if found.changed <= MOST_CHANGED * words:
            yield _Copied(sentence, found.span, words, found.differences)


def _continues(before: _Copied, now: _Copied, one: _Text, two: _Text) -> bool:
    """Whether two sentences follow one another in both articles."""
    apart = now.place.start - before.place.end
    if not 0 <= apart <= MOST_BETWEEN or one.article.text[before.sentence.end : now.sentence.start].strip():
        return False
    return len(two.article.text[before.place.end : now.place.start].split()) <= MOST_WORDS_BETWEEN


def _joined(passage: Sequence[_Copied]) -> ComparedItem:
    differences = tuple(each for part in passage for each in part.differences)
    first = Span(passage[0].sentence.start, passage[-1].sentence.end)
    second = Span(passage[0].place.start, passage[-1].place.end)
    return ComparedItem("passage", "changed" if differences else "same", first, second, "", differences)


# ---------------------------------------------------------------- sources and names


def _sources(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    ours, theirs = (find_sources(text.article, text.analysis).sources for text in (one, two))
    our_names, their_names = _by_last_word(ours), _by_last_word(theirs)
    for source in ours:
        match = next((other for other in _candidates(source.title, their_names) if _same_source(source, other)), None)
        first, second = source.quotes[0].span, match.quotes[0].span if match else None
        state: State = "same" if match else "first"
        statements = (len(source.quotes), len(match.quotes) if match else 0)
        yield ComparedItem("source", state, first, second, source.title + source.doubt, (), statements)
    for other in theirs:
        if not any(_same_source(source, other) for source in _candidates(other.title, our_names)):
            statements = (0, len(other.quotes))
            yield ComparedItem(
                "source", "second", None, other.quotes[0].span, other.title + other.doubt, (), statements
            )


def _by_last_word(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """The sources by the word that two of the same name share (`same_name`)."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        found[_last_word(source.title)].append(source)
    return found


def _candidates(name: str, sources: Mapping[str, list[Source]]) -> Sequence[Source]:
    return sources.get(_last_word(name), ())


def _last_word(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""


def _same_source(source: Source, other: Source) -> bool:
    if (source.name is None) != (other.name is None):
        return False
    return same_name(source.title, other.title)


def _names(one: _Text, two: _Text) -> Iterator[ComparedItem]:
    """People, organisations and places that only one article names."""
    sides: tuple[tuple[_Text, _Text, State], ...] = ((one, two, "first"), (two, one, "second"))
    for text, other, state in sides:
        theirs: defaultdict[str, list[str]] = defaultdict(list)
        for entity in other.analysis.entities:
            for name in (entity.name, *entity.aliases):
                theirs[_last_word(name)].append(name)
        for entity in text.analysis.entities:
            if not any(same_name(entity.name, name) for name in theirs.get(_last_word(entity.name), ())):
                span = entity.mentions[0].span
                first, second = (span, None) if state == "first" else (None, span)
                yield ComparedItem("name", state, first, second, entity.name)


def item_words(article: Article, item: ComparedItem, span: Span) -> str:
    """The words of an item in one of the articles: of a quotation, those between quotation marks, with the marks; of a
    passage, which may begin with headline and byline, with "¶" between its paragraphs."""
    if item.kind != "quotation":
        return " ¶ ".join(filter(None, map(str.strip, article.words(span).split("\n"))))
    start = max(0, span.start - 2)  # a mark may be doubled: ’’
    quoted = find_quoted_spans(article.text[start : span.end + 2]) if span.start else []
    spans = [here for mark in quoted if (here := Span(mark.start, mark.end).shift(start)).overlaps(span)]
    return f"“{words_as_printed(article, spans) if spans else article.words(span)}”"
