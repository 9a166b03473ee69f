"""The findings in an article: plain, frozen data that passes from the analysis process to the screen and the store.

The analysis itself is never edited. The reader's corrections are stored separately, and `notes.corrected_analysis`
returns the analysis that is shown, in which `confirmed` marks what the reader has confirmed or corrected. All spans are
code points of the article's text, which the analysis names by its digest.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from sys import intern
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import force_setattr

from .span import Span

VERSION = "19"
"""Raised whenever the same text and model would lead to another analysis, or a stored one can no longer be read. An
article whose stored analysis has another version is analysed again."""

Tense = Literal["past", "present", "future"]
QuoteKind = Literal["direct", "mixed", "indirect"]

NAMED_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")
"""OntoNotes labels of names, as spaCy's English pipelines use them."""

FIGURE_LABELS = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
"""OntoNotes labels of figures."""


CONFIRMED = "✓"
"""Drawn before anything that the reader has corrected or confirmed, and in the margin."""

ATTITUDES = "Wishes, intentions, attitudes"
"""The heading for the quotes that are not statements."""


class Found(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Base of everything found in a text. The garbage collector ignores it: it never holds a reference cycle."""

    def __post_init__(self) -> None:
        """Keep one copy of equal strings: in the analysis of 100,000 words, 32,000 strings are 1,700 different ones."""
        for name in self.__struct_fields__:
            if type(text := getattr(self, name)) is str:
                force_setattr(self, name, intern(text))


class Mention(Found, frozen=True):
    """A place where the article names an entity."""

    span: Span
    unsure: bool = False
    """Whether the name could also belong to someone else: a surname that two people share."""


class Role(Found, frozen=True):
    """A description of an entity besides its name: "Mexican president", "spokesman for the ministry"."""

    span: Span
    text: str


class Entity(Found, frozen=True):
    """A person, organisation or place: one row of the sidebar."""

    id: str
    name: str
    """The fullest name in the article."""
    label: str
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    aliases: tuple[str, ...] = ()
    """Other names the article uses for it, without `name`, the most frequent first."""
    roles: tuple[Role, ...] = ()
    confirmed: bool = False
    """Whether the reader has confirmed it."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The span of each mention, in order of the text."""
        return tuple([mention.span for mention in self.mentions])

    @property
    def unsure(self) -> int:
        """How many of the mentions could also belong to someone else; 0 once the reader has confirmed the entity."""
        return 0 if self.confirmed else sum(mention.unsure for mention in self.mentions)


class Pronoun(Found, frozen=True):
    """A pronoun and the entity it refers to."""

    span: Span
    entity: str
    """The id of the entity."""
    reason: str = ""
    """Why this entity, in words for the reader: "nearest man named as subject"."""
    unsure: bool = False


class Speaker(Found, frozen=True):
    """Someone who speaks, or who is addressed."""

    mention: Span | None
    """The words next to the cue: "he", "the U.S. president"."""
    name: str | None
    """The speaker's name, or None if the article does not name the source ("an official")."""
    entity: str | None
    """The id of the speaker's entity; None if the speaker is not an entity."""


class Quote(Found, frozen=True):
    """A quote: what was said, and by whom."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    """The words said, without the clause that reports them; more than one span if that clause interrupts them."""
    cue: Span | None = None
    speaker: Speaker | None = None
    addressee: Speaker | None = None
    reason: str = ""
    """Why this speaker, in words for the reader: "subject of “said”, same sentence"."""
    unsure: bool = False
    confirmed: bool = False
    """Whether the reader has confirmed it."""
    attitude: bool = False
    """Whether it reports what somebody wants, hopes, thinks or does, and not what somebody said or wrote. An attitude
    is not counted as a statement: not for figures or sources, nor across articles."""
    also: tuple[Speaker, ...] = ()
    """Further speakers of the same words: "Ruiz and Vale said"."""
    via: Speaker | None = None
    """The person or outlet that passes on the speaker's words: "Ruiz told the council, the Herald reported"."""

    @property
    def span(self) -> Span:
        """From the first word said to the last, in code points."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def is_said(self) -> bool:
        """Whether it has somebody's words, told or in quotation marks; an attitude alone has none."""
        return not self.attitude or self.kind != "indirect"

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks the words, the first speaker first."""
        return (self.speaker, *self.also) if self.speaker else self.also

    @property
    def speakers_named(self) -> list[str]:
        """The names of those who have one, each once."""
        return list(dict.fromkeys(speaker.name for speaker in self.speakers if speaker.name))


class Because(Found, frozen=True):
    """Why a sentence belongs to a passage."""

    span: Span
    """The sentence."""
    kind: str
    """"term", "finding", "hint", "entity", "quotation", "answer", "carried", "bridged", "main" or "reader"."""
    text: str
    """In words for the reader: "“asylum” is a term of migration"."""
    hits: tuple[Span, ...] = ()
    """The words that matched, if any."""


class Passage(Found, frozen=True):
    """Consecutive whole sentences about a topic."""

    span: Span
    because: tuple[Because, ...] = ()
    """One for each sentence, in order."""
    confirmed: bool = False


class TopicPassages(Found, frozen=True):
    """All passages of one topic."""

    name: str
    fingerprint: str = ""
    """`Topic.fingerprint` of the topic that was searched for. If the topic has another one now, search again."""
    passages: tuple[Passage, ...] = ()


class Figure(Found, frozen=True):
    """A date, amount, share or count: something a fact checker verifies."""

    span: Span
    label: str
    """One of FIGURE_LABELS."""
    sentence: Span
    speaker: str | None = None
    """The name of the speaker, if the figure is among the words of a statement."""
    counted: Span | None = None
    """What a count counts, or what an amount is paid for, if it follows: "homes" for "98", "a day" for "$90"."""

    @property
    def whole(self) -> Span:
        """The figure with what it counts or is paid for: "98 homes", "$90 a day"."""
        return Span(self.span.start, self.counted.end) if self.counted else self.span


class TimeExpression(Found, frozen=True):
    """Words that say when something happened: "Friday", "two weeks later". `evidence.timeline` works out the days."""

    span: Span
    tense: Tense
    """The tense of its clause: "on Friday" means the last Friday in the past tense, the next in the future tense."""
    sentence: Span
    is_doubtful: bool = False
    """Whether the tense may be of something else than the day: "the minutes of a *Feb. 8* meeting show", "said it would
    open on *May 2*"."""
    said_on: Span | None = None
    """For words in quotation marks, the expression that says when they were said or written, if there is one: "I’ll be
    out *next week*,” he wrote on *May 30*."""


class Analysis(Found, frozen=True):
    """Everything found in one text."""

    digest: str
    """`Article.digest` of the text it belongs to."""
    model: str = ""
    """Name and version of the spaCy pipeline."""
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    """Names only (NAMED_LABELS), most mentioned first."""
    pronouns: tuple[Pronoun, ...] = ()
    quotes: tuple[Quote, ...] = ()
    topics: tuple[TopicPassages, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    analyzed_to: int | None = None
    """The code point at which the analysis ends, if the text is too long to be analysed whole."""

    @property
    def statements(self) -> tuple[Quote, ...]:
        """The quotes without those that tell of an attitude."""
        return tuple([quote for quote in self.quotes if not quote.attitude])

    def cut_notice(self, text: str) -> str:
        """A sentence for the reader if `text` was too long to be analysed whole, else an empty one."""
        if self.analyzed_to is None:
            return ""
        return f"The text is too long: only its first {len(text[: self.analyzed_to].split()):,} words were analysed."

    def entity(self, id: str | None) -> Entity | None:
        """The entity with that id, or None."""
        return next((entity for entity in self.entities if entity.id == id), None)

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span begins; the span itself if it is in none."""
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start) - 1
        if at >= 0 and self.sentences[at].covers(span.start):
            return self.sentences[at]
        return span

    def shift(self, by: int) -> Analysis:
        """This analysis for a text that has `by` more code points before it."""
        return _shift(self, by)

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and strings, in the form that `newsreader analyze --format jsonl` prints."""
        return dict(_to_json(self))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Analysis:
        """The analysis in a row of a results table: the form of `to_json`, in which each mention has its `unsure`.

        Raises ValueError for anything else.
        """
        return msgspec.convert(_from_json({name: data[name] for name in cls.__struct_fields__ if name in data}), cls)


def share_sentences(analysis: Analysis, sentences: dict[Span, Span]) -> None:
    """Have what refers to a sentence use its span in `sentences` instead of an equal one, which saves a fifth of the
    memory of a long article's analysis.

    `sentences` maps spans to themselves. The sentences of this analysis are added to it first, so an analysis that
    comes in pieces needs one dictionary for all of them, and its sentences in the first pieces.
    """
    sentences.update(zip(analysis.sentences, analysis.sentences, strict=True))

    def share(one: Found, name: str) -> None:
        span = getattr(one, name)
        force_setattr(one, name, sentences.get(span, span))

    for found in (*analysis.figures, *analysis.dates):
        share(found, "sentence")
    for passage in (passage for topic in analysis.topics for passage in topic.passages):
        share(passage, "span")
        for because in passage.because:
            share(because, "span")


LEVEL = 1
"""The compression level of zlib. A higher one saves a tenth of the space and takes three times as long."""

FIXMAP = 0x80
"""The first byte of a map of up to fifteen entries in MessagePack, less their number."""
ARRAY = b"\xdd"
"""The first byte of an array of any length, which follows in four bytes."""
FEW = 15
"""Most values of an array whose length is in its first byte."""

_DECODER = msgspec.msgpack.Decoder(Analysis)


def encode_analysis(analysis: Analysis) -> bytes:
    """An analysis as it is stored: MessagePack, compressed.

    A few findings at a time, since that of a long article takes megabytes before it is compressed.
    """
    packer = zlib.compressobj(LEVEL)
    return b"".join([*map(packer.compress, _encoded(analysis)), packer.flush()])


def _encoded(found: Analysis | TopicPassages) -> Iterator[bytes]:
    """An analysis, or the passages of a topic, in MessagePack, in parts."""
    encode, names = msgspec.msgpack.encode, found.__struct_fields__
    yield bytes([FIXMAP + len(names)])
    for name in names:
        yield encode(name)
        values = getattr(found, name)
        if name == "topics":
            yield ARRAY + len(values).to_bytes(4, "big")
            for topic in values:
                yield from _encoded(topic)
        elif isinstance(values, tuple):
            yield ARRAY + len(values).to_bytes(4, "big")
            for start in range(0, len(values), FEW):
                yield encode(values[start : start + FEW])[1:]  # without the byte that says how many they are
        else:
            yield encode(values)


def decode_analysis(data: object) -> Analysis | None:
    """The analysis that `encode_analysis` encoded; None if the bytes are damaged or of an older format, in which case
    the article has to be analysed again."""
    try:
        analysis = _DECODER.decode(zlib.decompress(data)) if isinstance(data, bytes) else None
    except (ValueError, zlib.error):
        return None
    if analysis is not None:
        share_sentences(analysis, {})
    return analysis


T = TypeVar("T")


def _shift(value: T, by: int) -> T:
    moved: Any = value
    if isinstance(value, Span):
        moved = value.shift(by)
    elif isinstance(value, tuple):
        moved = tuple([_shift(item, by) for item in value])
    elif isinstance(value, Found):
        moved = type(value)(*[_shift(getattr(value, name), by) for name in value.__struct_fields__])
    return moved  # type: ignore[no-any-return]


def _to_json(value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if not isinstance(value, Found):
        return value
    fields = {name: _to_json(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mention) and not value.unsure:
        del fields["unsure"]
    return fields.pop("span", {}) | fields  # an item with a place begins with start and end


def _from_json(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    fields = {name: _from_json(item) for name, item in value.items() if name not in ("start", "end")}
    if "start" not in value:
        return fields
    span = (value["start"], value["end"])
    return {"span": span, **fields} if fields else span
