"""The reader's word against the machine's.

An `Analysis` is never edited. What a reader repairs is a `Correction`: it says by position and by quote which
words it is about, as a highlight does, so it holds for a later analysis and for a changed article, and
`corrected` lays it over whatever the machine finds. What it touched is `confirmed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..text.analysis import (
    Analysis,
    Because,
    Entity,
    Mention,
    Passage,
    Quote,
    Speaker,
    TopicPassages,
)
from ..text.article import Article
from ..text.span import Span
from .highlight import Target, describe

Kind = Literal[
    "speaker", "not_quote", "quote", "confirm_quote",
    "merge", "split", "rename", "relabel", "dismiss", "confirm",
    "not_about", "about",
]  # fmt: skip

MAX_MENTIONS = 8
"""How many of an entity's mentions are kept to find it again by."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One repair. Made by the functions below, kept by `Notebook.correct`."""

    kind: Kind
    targets: tuple[Target, ...]
    """The words it is about: the parts of a quote, some mentions of an entity, a passage."""
    value: str = ""
    """The speaker ("" for a source without a name), the new name, the new kind, or the topic."""
    name: str = ""
    """What the entity was called when it was corrected."""
    into: tuple[Target, ...] = ()
    """Merge: some mentions of the entity that takes the other in."""
    id: str = ""
    """Set when it is kept."""
    created: str = ""

    @property
    def title(self) -> str:
        """What it does, in a few words for the reader."""
        words = _short(self.targets[0].exact) if self.targets else ""
        return {
            "speaker": f"speaker of “{words}” is {self.value or 'not named'}",
            "not_quote": f"“{words}” is not a quote",
            "quote": f"“{words}” is a quote",
            "confirm_quote": f"the quote “{words}” is right",
            "merge": f"{self.name} is {self.value}",
            "split": f"“{words}” is not {self.name}",
            "rename": f"{self.name} is called {self.value}",
            "relabel": f"{self.name} is {_LABEL_WORDS.get(self.value, self.value)}",
            "dismiss": f"{self.name} is no entity",
            "confirm": f"{self.name} is right",
            "not_about": f"“{words}” is not about {self.value}",
            "about": f"“{words}” is about {self.value}",
        }[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings; `from_json` gives the same back."""
        return {
            "kind": self.kind,
            "targets": [_target_json(target) for target in self.targets],
            "value": self.value,
            "name": self.name,
            "into": [_target_json(target) for target in self.into],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], *, id: str = "", created: str = "") -> Correction:
        """What `to_json` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            data["kind"],
            tuple(Target(**target) for target in data["targets"]),
            data.get("value", ""),
            data.get("name", ""),
            tuple(Target(**target) for target in data.get("into", ())),
            id,
            created,
        )


def set_speaker(article: Article, quote: Quote, name: str) -> Correction:
    """These words were said by `name` ("" for somebody the article does not name)."""
    return Correction("speaker", _describe(article, quote.spans), name, _name_of(quote.speaker))


def not_a_quote(article: Article, quote: Quote) -> Correction:
    """These words are no quote."""
    return Correction("not_quote", _describe(article, quote.spans))


def confirm_quote(article: Article, quote: Quote) -> Correction:
    """This quote and its speaker are right."""
    return Correction("confirm_quote", _describe(article, quote.spans), _name_of(quote.speaker))


def new_quote(article: Article, span: Span, speaker: str = "") -> Correction:
    """A quote that was not found."""
    return Correction("quote", _describe(article, (span,)), speaker)


def merge(article: Article, entity: Entity, into: Entity) -> Correction:
    """The two are one, under the name and kind of `into`."""
    return Correction("merge", _mentions(article, entity), into.name, entity.name, _mentions(article, into))


def split(article: Article, entity: Entity, mentions: Iterable[Span], name: str = "") -> Correction:
    """These mentions are of another: of `name`, or, without one, of what their first words say."""
    return Correction("split", _describe(article, mentions), name, entity.name)


def rename(article: Article, entity: Entity, name: str) -> Correction:
    """The entity is to be called `name`."""
    return Correction("rename", _mentions(article, entity), name, entity.name)


def relabel(article: Article, entity: Entity, label: str) -> Correction:
    """The entity is of another kind (PERSON, ORG, GPE …)."""
    return Correction("relabel", _mentions(article, entity), label, entity.name)


def dismiss(article: Article, entity: Entity) -> Correction:
    """This is not an entity to be listed."""
    return Correction("dismiss", _mentions(article, entity), "", entity.name)


def confirm(article: Article, entity: Entity) -> Correction:
    """This row is right as it is."""
    return Correction("confirm", _mentions(article, entity), "", entity.name)


def not_about(article: Article, topic: str, span: Span) -> Correction:
    """This stretch is not about the topic."""
    return Correction("not_about", _describe(article, (span,)), topic)


def about(article: Article, topic: str, span: Span) -> Correction:
    """This stretch is about the topic too."""
    return Correction("about", _describe(article, (span,)), topic)


def corrected(analysis: Analysis, corrections: Sequence[Correction], article: Article) -> Analysis:
    """The analysis as the reader has it: every correction laid over it, in the order they were made.

    Pure: the same three give the same, and `analysis` is as it was. A correction whose words are not in the
    article any more does nothing.
    """
    if not corrections:
        return analysis
    desk = _Desk(analysis, article)
    for correction in corrections:
        targets = [span for span in map(desk.find, correction.targets) if span]
        if targets:
            _APPLY[correction.kind](desk, correction, targets)
    return desk.analysis()


class _Desk:
    """An analysis taken apart, to be worked on."""

    def __init__(self, analysis: Analysis, article: Article) -> None:
        self.article = article
        self.original = analysis
        self.entities = list(analysis.entities)
        self.pronouns = list(analysis.pronouns)
        self.quotes = list(analysis.quotes)
        self.topics = list(analysis.topics)
        self.figures = list(analysis.figures)

    def find(self, target: Target) -> Span | None:
        if target.digest == self.article.digest:
            return target.span
        from .anchoring import anchor

        place = anchor(target, self.article.text)
        return Span(*place) if place else None

    def entity_at(self, spans: Sequence[Span], name: str) -> Entity | None:
        """The entity that most of these mentions are of; failing that, the one of that name."""
        best, most = None, (0, False)
        for entity in self.entities:
            hits = sum(any(m.span.overlaps(span) for m in entity.mentions) for span in spans)
            if (hits, entity.name == name) > most and hits:
                best, most = entity, (hits, entity.name == name)
        return best or self.entity_named(name)

    def entity_named(self, name: str) -> Entity | None:
        folded = name.casefold()
        by_name = (e for e in self.entities if e.name.casefold() == folded)
        by_alias = (e for e in self.entities if folded in (alias.casefold() for alias in e.aliases))
        return next(by_name, None) or next(by_alias, None)

    def put_entity(self, old: Entity, new: Entity) -> None:
        self.entities[self.entities.index(old)] = new

    def quote_at(self, spans: Sequence[Span], least: float) -> Quote | None:
        """The quote that shares most with these spans, if it shares at least that part."""
        best, most = None, least
        for quote in self.quotes:
            share = _share(quote.spans, spans)
            if share >= most:
                best, most = quote, share
        return best

    def put_quote(self, old: Quote | None, new: Quote) -> None:
        if old is None:
            self.quotes.append(new)
            self.quotes.sort(key=lambda quote: quote.spans[0])
        else:
            self.quotes[self.quotes.index(old)] = new

    def speaker(self, name: str, mention: Span | None = None) -> Speaker:
        entity = self.entity_named(name) if name else None
        return Speaker(mention, entity.name if entity else name or None, entity.id if entity else None)

    def rename_speakers(self, entity: str, to: str | None, name: str) -> None:
        """Wherever `entity` speaks or is spoken to, it is `to` now, called `name`."""

        def new(speaker: Speaker | None) -> Speaker | None:
            return Speaker(speaker.mention, name, to) if speaker and speaker.entity == entity else speaker

        former = {q.speaker.name for q in self.quotes if q.speaker and q.speaker.entity == entity}
        self.quotes = [q._replace(speaker=new(q.speaker), addressee=new(q.addressee)) for q in self.quotes]
        self.figures = [f._replace(speaker=name) if f.speaker in former and f.speaker else f for f in self.figures]

    def analysis(self) -> Analysis:
        entities = sorted(
            self.entities, key=lambda e: (-len(e.mentions), e.mentions[0].span if e.mentions else Span(0, 0))
        )
        return self.original._replace(
            entities=tuple(entities),
            pronouns=tuple(self.pronouns),
            quotes=tuple(self.quotes),
            topics=tuple(self.topics),
            figures=tuple(self.figures),
        )


BY_THE_READER = "you said so"
"""The reason shown beside what a reader has settled."""


def _set_speaker(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    quote = desk.quote_at(spans, 0.3)
    mention = quote.speaker.mention if quote and quote.speaker else None
    speaker = desk.speaker(correction.value, mention)
    if quote is None:
        quote_spans = tuple(sorted(spans))
        desk.put_quote(None, Quote("direct", quote_spans, None, speaker, None, BY_THE_READER, confirmed=True))
    else:
        desk.put_quote(quote, quote._replace(speaker=speaker, reason=BY_THE_READER, unsure=False, confirmed=True))
        spans = list(quote.spans)
    desk.figures = [
        f._replace(speaker=speaker.name) if any(span.contains(f.span) for span in spans) else f for f in desk.figures
    ]


def _not_quote(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    quote = desk.quote_at(spans, 0.5)
    if quote:
        desk.quotes.remove(quote)
        inside = [f for f in desk.figures if any(span.contains(f.span) for span in quote.spans)]
        desk.figures = [f._replace(speaker=None) if f in inside else f for f in desk.figures]


def _quote(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    found = desk.quote_at(spans, 0.8)
    speaker = desk.speaker(correction.value) if correction.value else found.speaker if found else None
    if found:
        desk.put_quote(found, found._replace(speaker=speaker, unsure=False, confirmed=True))
    else:
        desk.put_quote(None, Quote("direct", tuple(sorted(spans)), None, speaker, None, BY_THE_READER, confirmed=True))


def _confirm_quote(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    quote = desk.quote_at(spans, 0.5)
    if quote is None or _name_of(quote.speaker) != correction.value:
        _set_speaker(desk, correction, spans)
    else:
        desk.put_quote(quote, quote._replace(unsure=False, confirmed=True))


def _merge(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    into = desk.entity_at([span for span in map(desk.find, correction.into) if span], correction.value)
    if entity is None or into is None:
        return
    names = [n for n in (*into.aliases, entity.name, *entity.aliases) if n != into.name]
    whole = into._replace(
        mentions=tuple(sorted({*into.mentions, *entity.mentions}, key=lambda mention: mention.span)),
        aliases=tuple(dict.fromkeys(names)),
        roles=tuple(sorted({*into.roles, *entity.roles}, key=lambda role: role.span)),
        confirmed=True,
    )
    desk.put_entity(into, whole)
    if entity.id != into.id:
        desk.entities.remove(entity)
        desk.pronouns = [p._replace(entity=into.id) if p.entity == entity.id else p for p in desk.pronouns]
        desk.rename_speakers(entity.id, into.id, into.name)


def _split(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    if entity is None:
        return
    taken = [m for m in entity.mentions if any(m.span.overlaps(span) for span in spans)]
    rest = tuple(m for m in entity.mentions if m not in taken)
    if not taken or not rest:
        return
    name = correction.value or desk.article.words(taken[0].span)
    known = {e.id for e in desk.entities}
    id = next(i for i in (f"{entity.id}-{n}" for n in range(2, len(known) + 3)) if i not in known)
    desk.put_entity(entity, entity._replace(mentions=rest))
    settled = tuple(Mention(mention.span) for mention in taken)
    desk.entities.append(Entity(id, name, entity.label, settled, confirmed=True))

    def new(speaker: Speaker | None) -> Speaker | None:
        its = speaker and speaker.mention and any(m.span.overlaps(speaker.mention) for m in taken)
        return Speaker(speaker.mention, name, id) if speaker and its else speaker

    desk.quotes = [q._replace(speaker=new(q.speaker), addressee=new(q.addressee)) for q in desk.quotes]


def _rename(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    if entity:
        aliases = tuple(dict.fromkeys(a for a in (entity.name, *entity.aliases) if a != correction.value))
        desk.put_entity(entity, entity._replace(name=correction.value, aliases=aliases, confirmed=True))
        desk.rename_speakers(entity.id, entity.id, correction.value)


def _relabel(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    if entity:
        desk.put_entity(entity, entity._replace(label=correction.value, confirmed=True))


def _confirm(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    if entity:
        desk.put_entity(entity, entity._replace(confirmed=True))


def _dismiss(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    entity = desk.entity_at(spans, correction.name)
    if entity:
        desk.entities.remove(entity)
        desk.pronouns = [p for p in desk.pronouns if p.entity != entity.id]
        desk.rename_speakers(entity.id, None, entity.name)


def _passages(desk: _Desk, name: str, passages: list[Passage]) -> None:
    new = TopicPassages(name, tuple(sorted(passages, key=lambda passage: passage.span)))
    for number, topic in enumerate(desk.topics):
        if topic.name == name:
            desk.topics[number] = new
            return


def _not_about(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    for topic in desk.topics:
        if topic.name == correction.value:
            kept = [part for passage in topic.passages for part in _without(passage, spans, desk.article)]
            _passages(desk, topic.name, kept)


def _about(desk: _Desk, correction: Correction, spans: list[Span]) -> None:
    for topic in desk.topics:
        if topic.name == correction.value:
            passages = list(topic.passages)
            for span in spans:
                passages = _with(passages, span, desk.article)
            _passages(desk, topic.name, passages)


def _without(passage: Passage, spans: list[Span], article: Article) -> list[Passage]:
    """What is left of a passage when these spans are cut out, sentence by sentence where sentences are known."""
    if not any(passage.span.overlaps(span) for span in spans):
        return [passage]
    left = [why for why in passage.because if not any(why.span.overlaps(span) for span in spans)]
    parts: list[Passage] = []
    for why in left:
        if parts and not article.text[parts[-1].span.end : why.span.start].strip():
            last = parts[-1]
            parts[-1] = Passage(Span(last.span.start, why.span.end), (*last.because, why), confirmed=True)
        else:
            parts.append(Passage(why.span, (why,), confirmed=True))
    return parts


def _with(passages: list[Passage], span: Span, article: Article) -> list[Passage]:
    """The passages and this stretch, joined with what it touches."""
    start, end = span
    because = [Because(span, "reader", BY_THE_READER)]
    apart: list[Passage] = []
    for passage in passages:
        between = article.text[passage.span.end : start] or article.text[end : passage.span.start]
        if passage.span.overlaps(span) or not between.strip():
            start, end = min(start, passage.span.start), max(end, passage.span.end)
            because += [why for why in passage.because if not why.span.overlaps(span)]
        else:
            apart.append(passage)
    whole = Passage(Span(start, end), tuple(sorted(because, key=lambda why: why.span)), confirmed=True)
    return [*apart, whole]


_APPLY = {
    "speaker": _set_speaker,
    "not_quote": _not_quote,
    "quote": _quote,
    "confirm_quote": _confirm_quote,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "relabel": _relabel,
    "dismiss": _dismiss,
    "confirm": _confirm,
    "not_about": _not_about,
    "about": _about,
}


def _describe(article: Article, spans: Iterable[Span]) -> tuple[Target, ...]:
    return tuple(describe(article.text, span, source=article.source, digest=article.digest) for span in spans)


def _mentions(article: Article, entity: Entity) -> tuple[Target, ...]:
    return _describe(article, [mention.span for mention in entity.mentions[:MAX_MENTIONS]])


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union of two sets of spans."""
    both = sum(part.length for x in a for y in b if (part := x.clip(y)))
    whole = sum(x.length for x in a) + sum(y.length for y in b) - both
    return both / whole if whole else 0.0


def _name_of(speaker: Speaker | None) -> str:
    return (speaker.name or "") if speaker else ""


def _short(words: str) -> str:
    words = " ".join(words.split()).strip('"“”„«»')
    return words if len(words) <= 40 else words[:39] + "…"


_LABEL_WORDS = {
    "PERSON": "a person",
    "ORG": "an organisation",
    "GPE": "a country, state or town",
    "LOC": "a place",
    "FAC": "a building or road",
    "NORP": "a nationality, party or faith",
    "EVENT": "an event",
    "PRODUCT": "a product",
    "WORK_OF_ART": "a work",
    "LAW": "a law or treaty",
    "LANGUAGE": "a language",
}


def _target_json(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in ("source", "digest", "start", "end", "exact", "prefix", "suffix")}
