"""The entities of one article, and which of them a name, a pronoun or a description means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from ..text.analysis import Entity, Pronoun
from ..text.span import Span


class Resolved(NamedTuple):
    """The entity that a noun phrase means."""

    entity: str
    """The id of the entity."""
    name: str
    """Its best name."""
    reason: str
    """Why, in words for the user."""
    unsure: bool = False
    """True if it could be another entity."""


class Known(NamedTuple):
    """A span of the text that means an entity."""

    start: int
    end: int
    entity: str
    reason: str
    unsure: bool

    @classmethod
    def at(cls, span: Span, entity: str, reason: str, unsure: bool) -> Known:
        """What is known about the words of `span`."""
        return cls(span.start, span.end, entity, reason, unsure)


@dataclass(frozen=True)
class Coreference:
    """The entities of one text and all their mentions. Offsets are code points of the text."""

    entities: Sequence[Entity] = ()
    """In order of first mention; ids "e1", "e2", …"""
    pronouns: Sequence[Pronoun] = ()
    """Pronouns that mean one of the entities, in order of the text."""
    known: Sequence[Known] = ()
    """Names, pronouns and descriptions that mean one of the entities, in order of the text."""
    starts: Sequence[int] = field(default=(), compare=False)
    """First code point of each token."""
    heads: Sequence[int] = field(default=(), compare=False)
    """Number of the token that governs each token."""
    _by_id: Mapping[str, Entity] = field(init=False, repr=False)
    _places: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entity.id: entity for entity in self.entities})
        object.__setattr__(self, "_places", [known.start for known in self.known])

    def to_json(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, without `starts` and `heads`, which are in the Doc."""
        return {name: msgspec.to_builtins(getattr(self, name)) for name in ("entities", "pronouns", "known")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], starts: Sequence[int], heads: Sequence[int]) -> Coreference:
        """The coreference that `to_json` described, for a Doc with these tokens."""
        return cls(
            msgspec.convert(data["entities"], list[Entity]),
            msgspec.convert(data["pronouns"], list[Pronoun]),
            msgspec.convert(data["known"], list[Known]),
            starts,
            heads,
        )

    def entity(self, id: str | None) -> Entity | None:
        """The entity of that id, or None."""
        return self._by_id.get(id) if id else None

    def resolve(self, start: int, end: int) -> Resolved | None:
        """The entity that the noun phrase from `start` to `end` means; None if the article does not name one."""
        known = self._exactly(start, end) or self._at(self._head(start, end), start, end)
        if known is None:
            return None
        return Resolved(known.entity, self._by_id[known.entity].name, known.reason, known.unsure)

    def _exactly(self, start: int, end: int) -> Known | None:
        for i in range(bisect_left(self._places, start), len(self.known)):
            if self.known[i].start != start:
                return None
            if self.known[i].end == end:
                return self.known[i]
        return None

    def _head(self, start: int, end: int) -> int:
        """First code point of the head of the phrase."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        for token in range(first, last):
            head = self.heads[token]
            if head == token or not first <= head < last:
                return max(start, self.starts[token])
        return start

    def _at(self, offset: int, start: int, end: int) -> Known | None:
        """The shortest known span that holds `offset` and ends inside the phrase."""
        at = bisect_right(self._places, offset)
        holds = [known for known in self.known[max(0, at - 20) : at] if known.end > offset and known.end <= end]
        return min(holds, key=lambda known: known.end - known.start, default=None)
