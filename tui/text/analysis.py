"""What was found in an article: plain, frozen data that crosses from the analysis process to the screen.

An `Analysis` is the machine's word and is never edited. The reader's corrections lie beside it and
`notes.correction.corrected` gives the one that is shown; what a reader has settled carries `confirmed`.
The sequences are tuples, or stand for tuples (`packed`).
Every span counts code points of the article's text, whose digest the analysis carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from .span import Span

VERSION = "1"
"""Goes up whenever the same text and model would now give another analysis; a kept one of another version is redone."""

QuoteKind = Literal["direct", "mixed", "indirect"]

NAMED_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")
"""OntoNotes labels of names, as spaCy's English pipelines give them."""

FIGURE_LABELS = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
"""OntoNotes labels of figures."""


class Mention(NamedTuple):
    """One place where an entity is named."""

    span: Span
    unsure: bool = False
    """True where the name could be somebody else's too (a surname two people bear)."""


class Role(NamedTuple):
    """What the article calls an entity besides its name: "Mexican president", "spokesman for the ministry"."""

    span: Span
    text: str


class Entity(NamedTuple):
    """One person, body or place: one row of the sidebar."""

    id: str
    name: str
    """The best name that the article gives."""
    label: str
    mentions: Sequence[Mention]
    """In order of the text."""
    aliases: tuple[str, ...] = ()
    """Other names used for it, without `name`, the most frequent first."""
    roles: tuple[Role, ...] = ()
    confirmed: bool = False
    """True where the reader has said so."""


class Pronoun(NamedTuple):
    """A pronoun, and who is meant."""

    span: Span
    entity: str
    reason: str = ""
    """For the reader: "nearest man named as subject"."""
    unsure: bool = False


class Speaker(NamedTuple):
    """Who spoke, or was spoken to."""

    mention: Span | None
    """The words at the cue: "he", "the U.S. president"."""
    name: str | None
    """Who that is. None for a source the article does not name ("an official")."""
    entity: str | None
    """The id of the entity, where it is one."""


class Quote(NamedTuple):
    """Something said, and by whom."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    """The words said, without the clause of saying; more than one where that clause interrupts them."""
    cue: Span | None = None
    speaker: Speaker | None = None
    addressee: Speaker | None = None
    reason: str = ""
    """Why this speaker, for the reader: "subject of “said”, same sentence"."""
    unsure: bool = False
    confirmed: bool = False
    """True where the reader has said so."""

    @property
    def span(self) -> Span:
        """From the first word said to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


class Because(NamedTuple):
    """Why one sentence belongs to a passage."""

    span: Span
    """The sentence."""
    kind: str
    """"term", "hint", "entity", "quotation", "answer", "carried", "bridged" or "reader"."""
    text: str
    """For the reader: "“asylum” is a term of migration"."""
    hits: tuple[Span, ...] = ()
    """The words that made it so, where there are any."""


class Passage(NamedTuple):
    """Whole sentences in a row that are about a topic."""

    span: Span
    because: tuple[Because, ...] = ()
    """One a sentence, in order."""
    confirmed: bool = False


class TopicPassages(NamedTuple):
    """All passages of one topic."""

    name: str
    passages: Sequence[Passage]
    fingerprint: str = ""
    """`Topic.fingerprint` of the topic as it was when these were found; another one means: look again."""


class Figure(NamedTuple):
    """A date, an amount, a share, a count: what a fact checker goes through."""

    span: Span
    label: str
    """One of FIGURE_LABELS."""
    sentence: Span
    speaker: str | None = None
    """Who said it, where it stands in a quote or in the clause beside one."""


class Analysis(NamedTuple):
    """All that was found in one text."""

    digest: str
    """`Article.digest` of the text it belongs to."""
    model: str = ""
    """Name and version of the spaCy pipeline."""
    sentences: Sequence[Span] = ()
    entities: tuple[Entity, ...] = ()
    """Names only (NAMED_LABELS), the most mentioned first."""
    pronouns: Sequence[Pronoun] = ()
    quotes: Sequence[Quote] = ()
    topics: tuple[TopicPassages, ...] = ()
    figures: Sequence[Figure] = ()

    def entity(self, id: str | None) -> Entity | None:
        """The entity of that id, or None."""
        return next((entity for entity in self.entities if entity.id == id), None)

    def shift(self, by: int) -> Analysis:
        """The same analysis of a text that has `by` more code points before it."""
        return self._replace(
            sentences=tuple(span.shift(by) for span in self.sentences),
            entities=tuple(
                entity._replace(
                    mentions=tuple(m._replace(span=m.span.shift(by)) for m in entity.mentions),
                    roles=tuple(role._replace(span=role.span.shift(by)) for role in entity.roles),
                )
                for entity in self.entities
            ),
            pronouns=tuple(p._replace(span=p.span.shift(by)) for p in self.pronouns),
            quotes=tuple(
                quote._replace(
                    spans=tuple(span.shift(by) for span in quote.spans),
                    cue=quote.cue.shift(by) if quote.cue else None,
                    speaker=_shift_speaker(quote.speaker, by),
                    addressee=_shift_speaker(quote.addressee, by),
                )
                for quote in self.quotes
            ),
            topics=tuple(
                topic._replace(
                    passages=tuple(
                        passage._replace(
                            span=passage.span.shift(by),
                            because=tuple(
                                why._replace(span=why.span.shift(by), hits=tuple(hit.shift(by) for hit in why.hits))
                                for why in passage.because
                            ),
                        )
                        for passage in topic.passages
                    ),
                )
                for topic in self.topics
            ),
            figures=tuple(f._replace(span=f.span.shift(by), sentence=f.sentence.shift(by)) for f in self.figures),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings for `json.dumps`, in the shape `newsreader analyze --format jsonl` prints."""
        return {
            "digest": self.digest,
            "model": self.model,
            "sentences": [_span(span) for span in self.sentences],
            "entities": [
                {
                    "id": entity.id,
                    "name": entity.name,
                    "label": entity.label,
                    "mentions": [_span(m.span) | ({"unsure": True} if m.unsure else {}) for m in entity.mentions],
                    "aliases": list(entity.aliases),
                    "roles": [_span(role.span) | {"text": role.text} for role in entity.roles],
                    "confirmed": entity.confirmed,
                }
                for entity in self.entities
            ],
            "pronouns": [
                _span(p.span) | {"entity": p.entity, "reason": p.reason, "unsure": p.unsure} for p in self.pronouns
            ],
            "quotes": [
                {
                    "kind": quote.kind,
                    "spans": [_span(span) for span in quote.spans],
                    "cue": _span(quote.cue) if quote.cue else None,
                    "speaker": _speaker(quote.speaker),
                    "addressee": _speaker(quote.addressee),
                    "reason": quote.reason,
                    "unsure": quote.unsure,
                    "confirmed": quote.confirmed,
                }
                for quote in self.quotes
            ],
            "topics": [topic_to_json(topic) for topic in self.topics],
            "figures": [
                _span(f.span) | {"label": f.label, "sentence": _span(f.sentence), "speaker": f.speaker}
                for f in self.figures
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Analysis:
        """The analysis that `to_json` wrote, or a part of it: lists that are missing are empty.

        Raises KeyError, TypeError or ValueError for anything else.
        """
        return cls(
            digest=data["digest"],
            model=data.get("model", ""),
            sentences=tuple(_to_span(item) for item in data.get("sentences", ())),
            entities=tuple(
                Entity(
                    id=item["id"],
                    name=item["name"],
                    label=item["label"],
                    mentions=tuple(Mention(_to_span(m), m.get("unsure", False)) for m in item["mentions"]),
                    aliases=tuple(item.get("aliases", ())),
                    roles=tuple(Role(_to_span(role), role["text"]) for role in item.get("roles", ())),
                    confirmed=item.get("confirmed", False),
                )
                for item in data.get("entities", ())
            ),
            pronouns=tuple(
                Pronoun(_to_span(item), item["entity"], item.get("reason", ""), item.get("unsure", False))
                for item in data.get("pronouns", ())
            ),
            quotes=tuple(
                Quote(
                    kind=item["kind"],
                    spans=tuple(_to_span(span) for span in item["spans"]),
                    cue=_to_span(item["cue"]) if item.get("cue") else None,
                    speaker=_to_speaker(item.get("speaker")),
                    addressee=_to_speaker(item.get("addressee")),
                    reason=item.get("reason", ""),
                    unsure=item.get("unsure", False),
                    confirmed=item.get("confirmed", False),
                )
                for item in data.get("quotes", ())
            ),
            topics=tuple(topic_from_json(item) for item in data.get("topics", ())),
            figures=tuple(
                Figure(_to_span(item), item["label"], _to_span(item["sentence"]), item.get("speaker"))
                for item in data.get("figures", ())
            ),
        )


def topic_to_json(topic: TopicPassages) -> dict[str, Any]:
    """The passages of one topic as `Analysis.to_json` has them."""
    return {
        "name": topic.name,
        "fingerprint": topic.fingerprint,
        "passages": [
            _span(passage.span)
            | {
                "because": [
                    _span(why.span) | {"kind": why.kind, "text": why.text, "hits": [_span(hit) for hit in why.hits]}
                    for why in passage.because
                ],
                "confirmed": passage.confirmed,
            }
            for passage in topic.passages
        ],
    }


def topic_from_json(data: dict[str, Any]) -> TopicPassages:
    """What `topic_to_json` wrote."""
    return TopicPassages(
        data["name"],
        tuple(
            Passage(
                _to_span(item),
                tuple(
                    Because(_to_span(why), why["kind"], why["text"], tuple(_to_span(hit) for hit in why["hits"]))
                    for why in item.get("because", ())
                ),
                item.get("confirmed", False),
            )
            for item in data["passages"]
        ),
        data.get("fingerprint", ""),
    )


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _to_span(item: dict[str, Any]) -> Span:
    return Span(item["start"], item["end"])


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {
        "mention": _span(speaker.mention) if speaker.mention else None,
        "name": speaker.name,
        "entity": speaker.entity,
    }


def _shift_speaker(speaker: Speaker | None, by: int) -> Speaker | None:
    return speaker._replace(mention=speaker.mention.shift(by)) if speaker and speaker.mention else speaker


def _to_speaker(item: dict[str, Any] | None) -> Speaker | None:
    if item is None:
        return None
    mention = item.get("mention")
    return Speaker(_to_span(mention) if mention else None, item.get("name"), item.get("entity"))
