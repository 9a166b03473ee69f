"""The names in several articles, one row for each person, organisation, place or thing.

The names of several articles share a row if kind and name agree, or if one article's name is an alias in the other
("APEC").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text.entity_kinds import KINDS as HEADINGS
from ..text.entity_kinds import kind_of_label, name_key

if TYPE_CHECKING:
    from ..store.findings import StoredName
    from ..text.analysis import Entity
    from ..text.analyzed import Analyzed

KINDS = tuple(dict.fromkeys(kind.lower() for kind in HEADINGS.values()))
"""The kinds in words, in the order of a list: "people", "organisations", "places" …"""


def kind_of(entity: Entity | StoredName) -> str:
    """The kind of an entity: one of KINDS."""
    return kind_of_label(entity.label)


@dataclass(eq=False, slots=True)
class NameRow:
    """One person, organisation, place or thing over all articles."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    """Its names in the articles, and how many articles use each."""
    name: str = ""
    """The name that most articles use; if several do, the longest."""
    mentions: int = 0
    """Number of mentions in all articles together."""
    unsure: int = 0
    """How many of the mentions are uncertain."""
    said: int = 0
    """How many quotations it is the speaker of."""
    _aliases: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)
    _sources: dict[str, None] = field(default_factory=dict)
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Path or address and entity, one for each article; filled only where `add` is called with `places`."""

    def add(self, source: str, entity: Entity, *, places: bool = False) -> None:
        """Add the entity of one article: with `places`, the entity itself; otherwise only its counts and names."""
        self.count(source, entity.name, entity.aliases, len(entity.mentions), sum(m.unsure for m in entity.mentions))
        self.add_roles(role.text for role in entity.roles)
        if places:
            self.found.append((source, entity))

    def count(self, source: str, name: str, aliases: Sequence[str], mentions: int, unsure: int) -> None:
        """Add one article's name, aliases and number of mentions."""
        self.names[name] += 1
        if (self.names[name], len(name)) > (self.names[self.name], len(self.name)):
            self.name = name
        self.mentions += mentions
        self.unsure += unsure
        self._aliases.update(dict.fromkeys((name, *aliases)))
        self._sources[source] = None

    def add_roles(self, roles: Iterable[str]) -> None:
        """Add its roles in one article."""
        self._roles.update(dict.fromkeys(roles))

    @property
    def aliases(self) -> list[str]:
        """Its other names, each once."""
        own = self.name
        return [name for name in self._aliases if name != own]

    @property
    def roles(self) -> list[str]:
        """Its roles in all articles, each once."""
        return list(self._roles)

    @property
    def sources(self) -> list[str]:
        """The articles it occurs in."""
        return list(self._sources)

    @property
    def articles(self) -> int:
        """How many articles it occurs in."""
        return len(self._sources)


class NameIndex:
    """Collects rows as article after article is added."""

    def __init__(self) -> None:
        self.rows: list[NameRow] = []
        """In order of first appearance."""
        self._by_name: dict[tuple[str, str], NameRow] = {}
        self._by_alias: defaultdict[tuple[str, str], dict[NameRow, None]] = defaultdict(dict)

    def add(self, one: Analyzed, *, places: bool = False) -> None:
        """Add the names of one article; with `places` the entities with their mentions."""
        said = Counter(name for quote in one.analysis.statements for name in quote.speakers_named)
        for entity in sorted(one.analysis.entities, key=lambda entity: entity.mentions[0].span):
            row = self.row_of(kind_of(entity), entity.name, entity.aliases)
            row.add(one.path, entity, places=places)
            row.said += said[entity.name]

    def count(self, source: str, stored: StoredName) -> None:
        """Add one name of an article from the counts in the store."""
        row = self.row_of(kind_of(stored), stored.name, stored.aliases)
        row.count(source, stored.name, stored.aliases, stored.mentions, stored.unsure)
        row.add_roles(stored.roles)
        row.said += stored.said

    def row_of(self, kind: str, name: str, aliases: Sequence[str]) -> NameRow:
        """The row to which a name of another article belongs, or a new one if it belongs to none."""
        row = self._match(kind, name, aliases)
        if row is None:
            row = NameRow(kind)
            self.rows.append(row)
        self._by_name.setdefault((kind, name_key(name)), row)
        for alias in aliases:
            self._by_alias[kind, name_key(alias)][row] = None
        return row

    def _match(self, kind: str, name: str, aliases: Sequence[str]) -> NameRow | None:
        row = self._by_name.get((kind, name_key(name)))
        if row is not None:
            return row
        for one in (name, *aliases):
            # A surname alone proves nothing: "Smith" in two articles may be two people.
            if kind == "people" and " " not in one:
                continue
            rows = self._by_alias.get((kind, name_key(one)), {})
            named = self._by_name.get((kind, name_key(one)))
            if named is not None or len(rows) == 1:
                return named or next(iter(rows))
        return None
