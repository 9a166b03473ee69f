"""Who may have said something: candidates for the correction of a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .analysis import Entity
from .entity_kinds import name_key
from .span import Span

SPEAKING_KINDS = ("PERSON", "ORG", "GPE", "NORP")
"""Labels of entities that can say something, the most likely first."""


def likely_speakers(entities: Sequence[Entity], quote: Span, current: str | None = None) -> list[Entity]:
    """The entities that can speak: the current speaker (an id) first, then those of its kind, then the others by kind;
    within a kind, the nearest to the quote first."""
    speaker = next((one for one in entities if one.id == current), None)
    kinds = [speaker.label] if speaker is not None and speaker.label in SPEAKING_KINDS else []
    kinds += [kind for kind in SPEAKING_KINDS if kind not in kinds]

    def place(entity: Entity) -> tuple[bool, int, int]:
        return entity is not speaker, kinds.index(entity.label), distance(entity, quote)

    return sorted((one for one in entities if one.label in SPEAKING_KINDS), key=place)


def distance(entity: Entity, span: Span) -> int:
    """Code points between a span and the nearest mention of an entity; 0 if one is within it."""
    return min((max(m.span.start - span.end, span.start - m.span.end, 0) for m in entity.mentions), default=1 << 30)


def namesakes_first(entity: Entity, others: Iterable[Entity]) -> list[Entity]:
    """The other entities: those of the same name first, then those that share a word of it, then the others; each time
    those of its kind first, and the most mentioned of them."""
    name, words = name_key(entity.name), _words(entity)

    def place(one: Entity) -> tuple[bool, bool, bool, int]:
        return name_key(one.name) != name, not words & _words(one), one.label != entity.label, -len(one.mentions)

    return sorted((one for one in others if one.id != entity.id), key=place)


def same_person(entity: Entity, others: Sequence[Entity]) -> list[Entity]:
    """The entities of the same kind that share a word of the name: those that it may be the same as."""
    words = _words(entity)
    return [one for one in others if one.id != entity.id and one.label == entity.label and words & _words(one)]


def _words(entity: Entity) -> set[str]:
    words = (re.sub("['’]s$", "", word) for word in entity.name.casefold().split())
    return {word for word in words if len(word) > 2}
