"""An analysis in little room: what it holds many of is kept as numbers and made into objects when it is asked for.

A span is two Python integers in a tuple, some 130 bytes; a name's mention is 180, a quotation 800. An article of a
million words has hundreds of thousands of them, a tenth of a gigabyte, and Python's search for garbage goes through
them all while a key waits. Here a span is eight bytes, and the collector sees a handful of arrays.

A `Packed` is a sequence like the tuple it stands for, equal to it too, and never changes once it is handed out.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar, cast, overload

from .analysis import (
    Analysis,
    Because,
    Entity,
    Figure,
    Mention,
    Passage,
    Pronoun,
    Quote,
    QuoteKind,
    Role,
    Speaker,
    TopicPassages,
)
from .span import Span

T = TypeVar("T")

FEW = 2
"""So many objects take no more room than an array."""
PART = 250
"""Items of one list that are written or read at once: a millisecond or two, so that a key can come between."""
NO_SPAN = (1, 0)
LISTS = tuple(name for name in Analysis._fields if name not in {"digest", "model"})
"""The fields of an analysis that are lists."""


class Words:
    """Each word once, with a number; 0 stands for None."""

    def __init__(self, known: Iterable[str | None] = (None,)) -> None:
        self.known = list(known)
        self._numbers: dict[str | None, int] = {}

    def number(self, word: str | None) -> int:
        """The number of a word."""
        if not self._numbers:  # not before: who only reads needs none
            self._numbers = {word: number for number, word in enumerate(self.known)}
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.known)
            self.known.append(word)
        return found

    def text(self, number: int) -> str:
        """The word of a number that was not None's."""
        return self.known[number] or ""


class Reader:
    """Goes through the numbers of one item."""

    __slots__ = ("_at", "_numbers", "_words")

    def __init__(self, numbers: array[int], at: int, words: Words) -> None:
        self._numbers = numbers
        self._at = at
        self._words = words

    def number(self) -> int:
        self._at += 1
        return self._numbers[self._at - 1]

    def flag(self) -> bool:
        return bool(self.number())

    def word(self) -> str:
        return self._words.text(self.number())

    def maybe_word(self) -> str | None:
        return self._words.known[self.number()]

    def span(self) -> Span:
        at = self._at
        self._at = at + 2
        return Span(self._numbers[at], self._numbers[at + 1])

    def maybe_span(self) -> Span | None:
        span = self.span()
        return None if span == NO_SPAN else span


Put = Callable[["array[int]", Words, T], None]
Take = Callable[[Reader], T]


class Form(NamedTuple, Generic[T]):
    """How one kind of item is written as numbers, and read."""

    put: Put[T]
    take: Take[T]
    width: int = 0
    """How many numbers an item has; 0 where that differs from one to the next."""


class Packed(Sequence[T]):
    """Items kept as numbers."""

    __slots__ = ("form", "numbers", "starts", "words")

    def __init__(self, form: Form[T], words: Words, items: Iterable[T] = ()) -> None:
        self.form = form
        self.words = words
        self.numbers = array("I")
        self.starts = array("I")
        self.extend(items)

    @classmethod
    def of(cls, form: Form[T], words: Words, numbers: array[int], starts: array[int]) -> Packed[T]:
        """A sequence over numbers that are there already; `starts` are the places of its items in them."""
        made = cls(form, words)
        made.numbers, made.starts = numbers, starts
        return made

    def extend(self, items: Iterable[T]) -> None:
        """Add items. Only for whoever makes the sequence."""
        put, numbers, starts, words = self.form.put, self.numbers, self.starts, self.words
        for item in items:
            starts.append(len(numbers))
            put(numbers, words, item)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        return self.form.take(Reader(self.numbers, self.starts[index], self.words))

    def __iter__(self) -> Iterator[T]:
        take, numbers, words = self.form.take, self.numbers, self.words
        for start in self.starts:
            yield take(Reader(numbers, start, words))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Start and end of the span that each item begins with (of sentences, mentions, pronouns, figures, passages),
        without making objects of them: for painting, which wants ten thousands at once."""
        return zip(*self.columns(), strict=True)

    def columns(self) -> tuple[array[int], array[int]]:
        """The same as all starts and all ends."""
        numbers, starts, width = self.numbers, self.starts, self.form.width
        if width and starts and starts[-1] - starts[0] == (len(starts) - 1) * width:
            # One after the other: cut out as they lie, a tenth of the work.
            first, end = starts[0], starts[-1] + width
            return numbers[first:end:width], numbers[first + 1 : end : width]
        return array("I", [numbers[at] for at in starts]), array("I", [numbers[at + 1] for at in starts])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Packed, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Packed({tuple(self)!r})"


def _put_span(out: array[int], words: Words, span: Span | None) -> None:
    out.extend(NO_SPAN if span is None else span)


def _put_mention(out: array[int], words: Words, mention: Mention) -> None:
    out.extend((*mention.span, mention.unsure))


def _take_mention(read: Reader) -> Mention:
    return Mention(read.span(), read.flag())


def _put_pronoun(out: array[int], words: Words, pronoun: Pronoun) -> None:
    out.extend((*pronoun.span, words.number(pronoun.entity), words.number(pronoun.reason), pronoun.unsure))


def _take_pronoun(read: Reader) -> Pronoun:
    return Pronoun(read.span(), read.word(), read.word(), read.flag())


def _put_speaker(out: array[int], words: Words, speaker: Speaker | None) -> None:
    out.append(speaker is not None)
    if speaker is not None:
        out.extend((*(speaker.mention or NO_SPAN), words.number(speaker.name), words.number(speaker.entity)))


def _take_speaker(read: Reader) -> Speaker | None:
    return Speaker(read.maybe_span(), read.maybe_word(), read.maybe_word()) if read.flag() else None


def _put_spans(out: array[int], spans: Sequence[Span]) -> None:
    out.append(len(spans))
    for span in spans:
        out.extend(span)


def _take_spans(read: Reader) -> tuple[Span, ...]:
    return tuple([read.span() for _ in range(read.number())])


def _put_quote(out: array[int], words: Words, quote: Quote) -> None:
    out.append(words.number(quote.kind))
    _put_spans(out, quote.spans)
    _put_span(out, words, quote.cue)
    _put_speaker(out, words, quote.speaker)
    _put_speaker(out, words, quote.addressee)
    out.extend((words.number(quote.reason), quote.unsure, quote.confirmed))


def _take_quote(read: Reader) -> Quote:
    return Quote(
        cast(QuoteKind, read.word()),
        _take_spans(read),
        read.maybe_span(),
        _take_speaker(read),
        _take_speaker(read),
        read.word(),
        read.flag(),
        read.flag(),
    )


def _put_figure(out: array[int], words: Words, figure: Figure) -> None:
    out.extend((*figure.span, words.number(figure.label), *figure.sentence, words.number(figure.speaker)))


def _take_figure(read: Reader) -> Figure:
    return Figure(read.span(), read.word(), read.span(), read.maybe_word())


def _put_passage(out: array[int], words: Words, passage: Passage) -> None:
    out.extend((*passage.span, passage.confirmed, len(passage.because)))
    for why in passage.because:
        out.extend((*why.span, words.number(why.kind), words.number(why.text)))
        _put_spans(out, why.hits)


def _take_passage(read: Reader) -> Passage:
    span, confirmed, count = read.span(), read.flag(), read.number()
    because = [Because(read.span(), read.word(), read.word(), _take_spans(read)) for _ in range(count)]
    return Passage(span, tuple(because), confirmed)


SPANS: Form[Span] = Form(_put_span, Reader.span, 2)
MENTIONS = Form(_put_mention, _take_mention, 3)
PRONOUNS = Form(_put_pronoun, _take_pronoun, 5)
QUOTES = Form(_put_quote, _take_quote)
FIGURES = Form(_put_figure, _take_figure, 6)
PASSAGES = Form(_put_passage, _take_passage)
_OF_MENTIONS = SPANS._replace(width=MENTIONS.width)
"""The spans of mentions, where those lie."""


def mention_spans(entity: Entity) -> Sequence[Span]:
    """Where an entity is named. Of packed mentions nothing is unpacked before it is asked for."""
    mentions = entity.mentions
    if isinstance(mentions, Packed):
        return Packed.of(_OF_MENTIONS, mentions.words, mentions.numbers, mentions.starts)
    return tuple([mention.span for mention in mentions])


def mention_pairs(entity: Entity) -> Iterable[tuple[int, int]]:
    """The same as bare numbers."""
    mentions = entity.mentions
    return mentions.pairs() if isinstance(mentions, Packed) else [mention.span for mention in mentions]


def span_columns(spans: Sequence[Span]) -> tuple[array[int], array[int]]:
    """Start and end of each as bare numbers: all starts, and all ends."""
    if isinstance(spans, Packed):
        return spans.columns()
    return array("I", [span.start for span in spans]), array("I", [span.end for span in spans])


class Said(NamedTuple):
    """What painting wants of quotations: start and end of stretches of the text."""

    quoted: list[tuple[int, int]]
    """Of those in the speaker's own words, each span."""
    unsure: list[tuple[int, int]]
    """Of those whose speaker is a guess, the first span."""
    confirmed: list[tuple[int, int]]
    """Of those the reader has confirmed, the first span."""


def said(quotes: Sequence[Quote], at_once: int = PART) -> Iterator[Said]:
    """What painting wants of quotations, of so many at a time; of packed ones no more is unpacked."""
    looks = _packed_looks(quotes) if isinstance(quotes, Packed) else _looks(quotes)
    while some := list(islice(looks, at_once)):
        told = Said([], [], [])
        for pairs, kind, unsure, confirmed in some:
            if kind != "indirect":
                told.quoted.extend(pairs)
            if confirmed:
                told.confirmed.append(pairs[0])
            elif unsure:
                told.unsure.append(pairs[0])
        yield told


StyleResolver = tuple[Sequence[tuple[int, int]], str | None, bool | int, bool | int]
"""Spans, kind, unsure, confirmed."""


def _looks(quotes: Sequence[Quote]) -> Iterator[StyleResolver]:
    for quote in quotes:
        yield quote.spans, quote.kind, quote.unsure, quote.confirmed


def _packed_looks(quotes: Packed[Quote]) -> Iterator[StyleResolver]:
    numbers, known = quotes.numbers, quotes.words.known
    for at in quotes.starts:
        end = at + 2 + 2 * numbers[at + 1]
        pairs = [(numbers[place], numbers[place + 1]) for place in range(at + 2, end, 2)]
        after = end + 2  # the cue
        after += 5 if numbers[after] else 1  # the speaker
        after += 5 if numbers[after] else 1  # the addressee
        yield pairs, known[numbers[at]], numbers[after + 1], numbers[after + 2]


class Packing:
    """Puts an analysis together from parts."""

    def __init__(self) -> None:
        words = self.words = Words()
        self._sentences = Packed(SPANS, words)
        self._pronouns = Packed(PRONOUNS, words)
        self._quotes = Packed(QUOTES, words)
        self._figures = Packed(FIGURES, words)
        self._entities: list[Entity] = []
        self._topics: dict[tuple[str, str], Packed[Passage]] = {}

    def add(self, part: Analysis) -> None:
        """The items of `part` after those that came before."""
        self._sentences.extend(part.sentences)
        self._pronouns.extend(part.pronouns)
        self._quotes.extend(part.quotes)
        self._figures.extend(part.figures)
        self._entities.extend(map(self._entity, part.entities))
        for topic in part.topics:
            known = self._topics.setdefault((topic.name, topic.fingerprint), Packed(PASSAGES, self.words))
            known.extend(topic.passages)

    def _entity(self, entity: Entity) -> Entity:
        known = self.words
        aliases = tuple([known.text(known.number(alias)) for alias in entity.aliases])
        roles = tuple([Role(role.span, known.text(known.number(role.text))) for role in entity.roles])
        mentions: Sequence[Mention] = entity.mentions
        if len(mentions) > FEW:
            mentions = Packed(MENTIONS, known, mentions)
        return entity._replace(mentions=mentions, aliases=aliases, roles=roles)

    def analysis(self, digest: str, model: str = "") -> Analysis:
        """All that was added. Nothing may be added after that."""
        return Analysis(
            digest,
            model,
            sentences=self._sentences,
            entities=tuple(self._entities),
            pronouns=self._pronouns,
            quotes=self._quotes,
            topics=tuple(TopicPassages(name, found, print) for (name, print), found in self._topics.items()),
            figures=self._figures,
        )


def packed(analysis: Analysis) -> Analysis:
    """The same analysis in little room."""
    packing = Packing()
    packing.add(analysis)
    return packing.analysis(analysis.digest, analysis.model)


def parts(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """`Analysis.to_json` in short pieces, each a dictionary with some items of one list; the first one has everything
    that is no list. Only one piece at a time is in memory."""
    yield {"digest": analysis.digest, "model": analysis.model}
    for name in LISTS:
        for some in _slices(name, getattr(analysis, name)):
            fields: dict[str, Any] = {name: some}
            yield {name: Analysis("", **fields).to_json()[name]}


def _slices(name: str, items: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The items of a list, some at a time."""
    if name == "topics":
        for topic in items:
            for start in range(0, max(1, len(topic.passages)), PART):
                yield (topic._replace(passages=topic.passages[start : start + PART]),)
        return
    some: list[Any] = []
    weight = 0
    for item in items:
        some.append(item)
        weight += len(item.mentions) if name == "entities" else 1
        if weight >= PART:
            yield tuple(some)
            some, weight = [], 0
    if some:
        yield tuple(some)
