"""Applies the reader's corrections to an analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..text.analysis import Analysis, Because, Entity, Mention, Passage, Quote, Speaker, TopicPassages
from ..text.article import Article
from ..text.span import Span
from .correction import Correction, name_of
from .highlight import Target


def corrected(analysis: Analysis, corrections: Sequence[Correction], article: Article) -> Analysis:
    """The analysis with every correction applied, in the order they were made.

    Changes none of its arguments. A correction whose words are no longer in the article does nothing.
    """
    if not corrections:
        return analysis
    draft = _Draft(analysis, article)
    for correction in corrections:
        targets = [span for span in map(draft.find, correction.targets) if span]
        if targets:
            _APPLY[correction.kind](draft, correction, targets)
    return draft.analysis()


class _Draft:
    """The parts of an analysis while they are being corrected."""

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
        """The entity that has most of these mentions; failing that, the one with that name."""
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
        """The quote that overlaps most with these spans, if the overlap is at least `least` (0 to 1)."""
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
        """Replace the speaker or addressee `entity` everywhere by the entity `to`, called `name`."""

        def new(speaker: Speaker | None) -> Speaker | None:
            return Speaker(speaker.mention, name, to) if speaker and speaker.entity == entity else speaker

        former = {q.speaker.name for q in self.quotes if q.speaker and q.speaker.entity == entity}
        self.quotes = [_with_people(quote, new) for quote in self.quotes]
        self.figures = [replace(f, speaker=name) if f.speaker in former and f.speaker else f for f in self.figures]

    def analysis(self) -> Analysis:
        entities = sorted(
            self.entities, key=lambda e: (-len(e.mentions), e.mentions[0].span if e.mentions else Span(0, 0))
        )
        return replace(
            self.original,
            entities=tuple(entities),
            pronouns=tuple(self.pronouns),
            quotes=tuple(self.quotes),
            topics=tuple(self.topics),
            figures=tuple(self.figures),
        )


def _with_people(quote: Quote, new: Callable[[Speaker | None], Speaker | None]) -> Quote:
    """The quote with `new` in place of everybody it names."""
    also = tuple(speaker for speaker in map(new, quote.also) if speaker)
    return replace(quote, speaker=new(quote.speaker), addressee=new(quote.addressee), also=also, via=new(quote.via))


BY_THE_READER = "you said so"
"""The reason shown beside what the reader has corrected."""


def _set_speaker(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    quote = draft.quote_at(spans, 0.3)
    mention = quote.speaker.mention if quote and quote.speaker else None
    speaker = draft.speaker(correction.value, mention)
    if quote is None:
        quote_spans = tuple(sorted(spans))
        draft.put_quote(None, Quote("direct", quote_spans, None, speaker, None, BY_THE_READER, confirmed=True))
    else:
        settled = replace(quote, speaker=speaker, also=(), reason=BY_THE_READER, unsure=False, confirmed=True)
        draft.put_quote(quote, settled)
        spans = list(quote.spans)
    draft.figures = [
        replace(f, speaker=speaker.name) if any(span.contains(f.span) for span in spans) else f for f in draft.figures
    ]


def _not_quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    quote = draft.quote_at(spans, 0.5)
    if quote:
        draft.quotes.remove(quote)
        inside = [f for f in draft.figures if any(span.contains(f.span) for span in quote.spans)]
        draft.figures = [replace(f, speaker=None) if f in inside else f for f in draft.figures]


def _quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    found = draft.quote_at(spans, 0.8)
    speaker = draft.speaker(correction.value) if correction.value else found.speaker if found else None
    if found:
        draft.put_quote(found, replace(found, speaker=speaker, unsure=False, confirmed=True))
    else:
        draft.put_quote(None, Quote("direct", tuple(sorted(spans)), None, speaker, None, BY_THE_READER, confirmed=True))


def _confirm_quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    quote = draft.quote_at(spans, 0.5)
    if quote is None or name_of(quote.speaker) != correction.value:
        _set_speaker(draft, correction, spans)
    else:
        draft.put_quote(quote, replace(quote, unsure=False, confirmed=True))


def _merge(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    into = draft.entity_at([span for span in map(draft.find, correction.into) if span], correction.value)
    if entity is None or into is None:
        return
    names = [n for n in (*into.aliases, entity.name, *entity.aliases) if n != into.name]
    whole = replace(
        into,
        mentions=tuple(sorted({*into.mentions, *entity.mentions}, key=lambda mention: mention.span)),
        aliases=tuple(dict.fromkeys(names)),
        roles=tuple(sorted({*into.roles, *entity.roles}, key=lambda role: role.span)),
        confirmed=True,
    )
    draft.put_entity(into, whole)
    if entity.id != into.id:
        draft.entities.remove(entity)
        draft.pronouns = [replace(p, entity=into.id) if p.entity == entity.id else p for p in draft.pronouns]
        draft.rename_speakers(entity.id, into.id, into.name)


def _split(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity is None:
        return
    taken = [m for m in entity.mentions if any(m.span.overlaps(span) for span in spans)]
    rest = tuple(m for m in entity.mentions if m not in taken)
    if not taken or not rest:
        return
    name = correction.value or draft.article.words(taken[0].span)
    known = {e.id for e in draft.entities}
    id = next(i for i in (f"{entity.id}-{n}" for n in range(2, len(known) + 3)) if i not in known)
    draft.put_entity(entity, replace(entity, mentions=rest))
    settled = tuple(Mention(mention.span) for mention in taken)
    draft.entities.append(Entity(id, name, entity.label, settled, confirmed=True))

    def new(speaker: Speaker | None) -> Speaker | None:
        its = speaker and speaker.mention and any(m.span.overlaps(speaker.mention) for m in taken)
        return Speaker(speaker.mention, name, id) if speaker and its else speaker

    draft.quotes = [_with_people(quote, new) for quote in draft.quotes]


def _rename(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        aliases = tuple(dict.fromkeys(a for a in (entity.name, *entity.aliases) if a != correction.value))
        draft.put_entity(entity, replace(entity, name=correction.value, aliases=aliases, confirmed=True))
        draft.rename_speakers(entity.id, entity.id, correction.value)


def _relabel(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.put_entity(entity, replace(entity, label=correction.value, confirmed=True))


def _confirm(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.put_entity(entity, replace(entity, confirmed=True))


def _dismiss(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.entities.remove(entity)
        draft.pronouns = [p for p in draft.pronouns if p.entity != entity.id]
        draft.rename_speakers(entity.id, None, entity.name)


def _passages(draft: _Draft, name: str, passages: list[Passage]) -> None:
    new = TopicPassages(name, passages=tuple(sorted(passages, key=lambda passage: passage.span)))
    for number, topic in enumerate(draft.topics):
        if topic.name == name:
            draft.topics[number] = new
            return


def _not_about(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    for topic in draft.topics:
        if topic.name == correction.value:
            kept = [part for passage in topic.passages for part in _without(passage, spans, draft.article)]
            _passages(draft, topic.name, kept)


def _about(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    for topic in draft.topics:
        if topic.name == correction.value:
            passages = list(topic.passages)
            for span in spans:
                passages = _with(passages, span, draft.article)
            _passages(draft, topic.name, passages)


def _without(passage: Passage, spans: list[Span], article: Article) -> list[Passage]:
    """The parts of a passage that remain when the sentences that overlap these spans are cut out."""
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
    """The passages with this span added, joined with those it touches."""
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


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union of two sets of spans."""
    both = sum(part.length for x in a for y in b if (part := x.clip(y)))
    whole = sum(x.length for x in a) + sum(y.length for y in b) - both
    return both / whole if whole else 0.0
