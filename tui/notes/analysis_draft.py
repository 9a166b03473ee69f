"""An analysis while it is being corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..text.analysis import Analysis, Entity, Quote, Speaker
from ..text.entity_kinds import name_key
from ..text.span import Span


class Draft:
    """The parts of an analysis while they are being corrected."""

    def __init__(self, analysis: Analysis) -> None:
        self.original = analysis
        self.entities = list(analysis.entities)
        self.pronouns = list(analysis.pronouns)
        self.quotes = list(analysis.quotes)
        self.topics = list(analysis.topics)
        self.figures = list(analysis.figures)

    def entity_at(self, spans: Sequence[Span], name: str) -> Entity | None:
        """The entity that has most of these mentions; failing that, the one with that name."""
        best, most = None, (0, False)
        for entity in self.entities:
            mentioned = sum(any(m.span.overlaps(span) for m in entity.mentions) for span in spans)
            if (mentioned, entity.name == name) > most and mentioned:
                best, most = entity, (mentioned, entity.name == name)
        return best or self.entity_named(name)

    def entity_named(self, name: str) -> Entity | None:
        folded = name.casefold()
        by_name = (e for e in self.entities if e.name.casefold() == folded)
        by_alias = (e for e in self.entities if folded in (alias.casefold() for alias in e.aliases))
        return next(by_name, None) or next(by_alias, None)

    def is_mention(self, words: Span | None, entity: str | None) -> bool:
        """Whether these words name the entity, or are a pronoun that stands for it."""
        names = (mention.span for one in self.entities if one.id == entity for mention in one.mentions)
        pronouns = (pronoun.span for pronoun in self.pronouns if pronoun.entity == entity)
        return words is not None and (words in names or words in pronouns)

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

    def speakers(self, names: str, mention: Span | None = None) -> tuple[Speaker, ...]:
        """The speakers that the reader's words name: several if the article has each of “Ana Ruiz, Ben Vale and Lund”,
        otherwise one, such as a firm called “Holt and Sons”."""
        parts = re.split(r",? and |, ", names)
        if len(parts) > 1 and self.entity_named(names) is None and all(map(self.entity_named, parts)):
            return (self.speaker(parts[0], mention), *map(self.speaker, parts[1:]))
        return (self.speaker(names, mention),)

    def rename_speakers(self, entity: str, to: str | None, name: str) -> None:
        """Replace the speaker or addressee `entity` everywhere by the entity `to`, called `name`."""

        def new(speaker: Speaker | None) -> Speaker | None:
            return Speaker(speaker.mention, name, to) if speaker and speaker.entity == entity else speaker

        former = {q.speaker.name for q in self.quotes if q.speaker and q.speaker.entity == entity}
        self.quotes = [with_people(quote, new) for quote in self.quotes]
        self.figures = [replace(f, speaker=name) if f.speaker in former and f.speaker else f for f in self.figures]

    def absorb(self, into: Entity, entity: Entity) -> None:
        """Give `into` everything of another entity, which is removed."""
        names = [n for n in (*into.aliases, entity.name, *entity.aliases) if n != into.name]
        whole = replace(
            into,
            mentions=tuple(sorted({*into.mentions, *entity.mentions}, key=lambda mention: mention.span)),
            aliases=tuple(dict.fromkeys(names)),
            roles=tuple(sorted({*into.roles, *entity.roles}, key=lambda role: role.span)),
            confirmed=True,
        )
        self.put_entity(into, whole)
        if entity.id != into.id:
            self.entities.remove(entity)
            self.pronouns = [replace(p, entity=into.id) if p.entity == entity.id else p for p in self.pronouns]
            self.rename_speakers(entity.id, into.id, into.name)

    def rename(self, entity: Entity, name: str) -> None:
        """Call an entity `name`; its present name becomes one of the others."""
        aliases = tuple(dict.fromkeys(a for a in (entity.name, *entity.aliases) if a != name))
        self.put_entity(entity, replace(entity, name=name, aliases=aliases, confirmed=True))
        self.rename_speakers(entity.id, entity.id, name)

    def rename_unlisted(self, key: str, name: str) -> None:
        """Call a speaker `name` who is in no entity and whose `name_key` is `key`."""

        def new(speaker: Speaker | None) -> Speaker | None:
            is_meant = speaker and not speaker.entity and name_key(speaker.name or "") == key
            return replace(speaker, name=name) if speaker and is_meant else speaker

        self.quotes = [with_people(quote, new) for quote in self.quotes]

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


def with_people(quote: Quote, new: Callable[[Speaker | None], Speaker | None]) -> Quote:
    """The quote with `new` in place of everybody it names."""
    also = tuple(speaker for speaker in map(new, quote.also) if speaker)
    return replace(quote, speaker=new(quote.speaker), addressee=new(quote.addressee), also=also, via=new(quote.via))


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union of two sets of spans."""
    both = sum(part.length for x in a for y in b if (part := x.clip(y)))
    whole = sum(x.length for x in a) + sum(y.length for y in b) - both
    return both / whole if whole else 0.0
