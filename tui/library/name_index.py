"""The names in several articles, one row for each person, organisation, place or thing.

The names of several articles share a row if kind and name agree, or if one article's name is an alias in the other
("APEC").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..store.findings import entities_in_order, names_of
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
    """The name that most articles use; if several do, that with the most mentions, and among these the longest."""
    mentions: int = 0
    """Number of mentions in all articles together."""
    unsure: int = 0
    """How many of the mentions are uncertain."""
    certain: bool = False
    """Whether an article has no uncertain mention of it."""
    said: int = 0
    """How many quotations it is the speaker of."""
    _named: Counter[str] = field(default_factory=Counter)
    """The number of mentions in the articles that use each name."""
    _aliases: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)
    where: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each path or address, the names that the article uses for it, and how many quotations each name has."""
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Path or address and entity, one for each article; filled only where `add` is called with `places`."""

    def count(self, source: str, stored: StoredName) -> None:
        """Add what one article says about it."""
        name = stored.name
        self.names[name] += 1
        self._named[name] += stored.mentions
        self.name = max(self.names, key=lambda one: (self.names[one], self._named[one], len(one)))
        self.mentions += stored.mentions
        self.unsure += stored.unsure
        self.certain = self.certain or not stored.unsure
        self.said += stored.said
        self._aliases.update(dict.fromkeys((name, *stored.aliases)))
        self._roles.update(dict.fromkeys(stored.roles))
        self.where.setdefault(source, {})[name] = stored.said

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
        return list(self.where)

    @property
    def articles(self) -> int:
        """How many articles it occurs in."""
        return len(self.where)


def proves(kind: str, form: str) -> bool:
    """Whether two articles that use this form of a name mean the same person or thing. A surname alone proves nothing:
    "Smith" in two articles may be two people."""
    return kind != "people" or " " in form


def joining_keys(stored: StoredName) -> set[tuple[str, str]]:
    """The keys by which a name of one article may be joined with those of others."""
    kind = kind_of(stored)
    others = (alias for alias in stored.aliases if proves(kind, alias))
    return {(kind, name_key(form)) for form in (stored.name, *others)}


class NameIndex:
    """Collects rows as article after article is added."""

    def __init__(self) -> None:
        self.rows: list[NameRow] = []
        """In order of first appearance."""
        self._by_name: dict[tuple[str, str], NameRow] = {}
        self._by_alias: defaultdict[tuple[str, str], dict[NameRow, None]] = defaultdict(dict)

    def add(self, one: Analyzed, *, places: bool = False) -> dict[str, NameRow]:
        """Add the names of one article; with `places` the entities with their mentions. Returns the row of each entity,
        by its id."""
        rows: dict[str, NameRow] = {}
        for entity, stored in zip(entities_in_order(one.analysis), names_of(one.analysis), strict=True):
            row = rows[entity.id] = self.count(one.path, stored)
            if places:
                row.found.append((one.path, entity))
        return rows

    def count(self, source: str, stored: StoredName) -> NameRow:
        """Add one name of an article; returns its row."""
        row = self.row_of(kind_of(stored), stored.name, stored.aliases)
        row.count(source, stored)
        return row

    def add_sources(self, one: Analyzed, sources: Iterable[tuple[str, str | None]]) -> dict[str, NameRow]:
        """Add the names of one article; returns the rows of those of its sources that have a name, by their ids.
        `sources` are ids and names: see `Source`."""
        rows = self.add(one)
        found = {id: rows.get(id) or self.named(name) for id, name in sources if name}
        return {id: row for id, row in found.items() if row}

    def named(self, name: str) -> NameRow | None:
        """The row of a name of whatever kind, or None."""
        return next((row for kind in KINDS if (row := self._by_name.get((kind, name_key(name))))), None)

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
        for one in filter(lambda one: proves(kind, one), (name, *aliases)):
            rows = self._by_alias.get((kind, name_key(one)), {})
            named = self._by_name.get((kind, name_key(one)))
            if named is not None or len(rows) == 1:
                return named or next(iter(rows))
        return None
