"""Who is who in one article: the names gathered to entities, and one resolver for every other way of naming them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..text.analysis import Entity, Pronoun


class Resolved(NamedTuple):
    """Who a noun phrase means."""

    entity: str
    """The id of the entity."""
    name: str
    """Its best name."""
    reason: str
    """Why, in plain English for the reader."""
    unsure: bool = False
    """True where it could be somebody else."""


class Known(NamedTuple):
    """A stretch of the text that is known to mean an entity."""

    start: int
    end: int
    entity: str
    reason: str
    unsure: bool


@dataclass(frozen=True)
class Coreference:
    """The entities of one text, and who is meant where. All offsets are code points of the text."""

    entities: Sequence[Entity] = ()
    """In order of first mention; ids "e1", "e2", …"""
    pronouns: Sequence[Pronoun] = ()
    """Pronouns that mean one of the entities, in order of the text."""
    known: Sequence[Known] = ()
    """Names, pronouns and descriptions that mean one of the entities, in order of the text."""
    unnamed: frozenset[int] = frozenset()
    """Where the head words stand of noun phrases that name nobody ("an official")."""
    _by_id: Mapping[str, Entity] = field(init=False, repr=False)
    _starts: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entity.id: entity for entity in self.entities})
        object.__setattr__(self, "_starts", [known.start for known in self.known])

    def entity(self, id: str | None) -> Entity | None:
        """The entity of that id, or None."""
        return self._by_id.get(id) if id else None

    def resolve(self, start: int, end: int) -> Resolved | None:
        """Who the noun phrase, name or pronoun from `start` to `end` means; None where the article names nobody."""
        best: Known | None = None
        at = bisect_right(self._starts, end - 1)
        for known in reversed(self.known[max(0, at - 40) : at]):
            if known.start < end and start < known.end:
                best = known
        if best is None:
            return None
        return Resolved(best.entity, self._by_id[best.entity].name, best.reason, best.unsure)
