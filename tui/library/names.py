"""Who and what is named in several articles, one row for each person, body, place or thing.

Rows of several articles are one row where kind and name agree, or where one article's name is the other's second
name ("APEC").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..export import plain_lines as plain

if TYPE_CHECKING:
    from ..store.findings import StoredName
    from ..text.analysis import Entity
    from ..text.analyzed import Analyzed

KINDS = tuple(dict.fromkeys(kind.lower() for kind in plain.KINDS.values()))
"""What a reader calls the kinds, in the order of a list: "people", "organisations", "places" …"""


def kind_of(entity: Entity | StoredName) -> str:
    """The kind of an entity: one of KINDS."""
    return plain.KINDS.get(entity.label, "Products").lower()


def key(name: str) -> str:
    """A name without case and dots, for comparing."""
    return " ".join(name.replace(".", "").casefold().split())


@dataclass(eq=False, slots=True)
class NameRow:
    """One person, body, place or thing over all articles."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    """What the articles call it, and how many do."""
    name: str = ""
    """The name most articles use, of these the longest."""
    mentions: int = 0
    """How often it is named in all articles together."""
    unsure: int = 0
    """How many of the mentions could mean somebody else."""
    said: int = 0
    """How many quotations are its own."""
    _aliases: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)
    _sources: dict[str, None] = field(default_factory=dict)
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Source and entity, one an article, where they are asked for."""

    def add(self, source: str, entity: Entity, *, places: bool = False) -> None:
        """Take in what one article says of it; all of it with `places`, else no more than is counted and listed."""
        self.count(source, entity.name, entity.aliases, len(entity.mentions), sum(m.unsure for m in entity.mentions))
        self.call(role.text for role in entity.roles)
        if places:
            self.found.append((source, entity))

    def count(self, source: str, name: str, aliases: Sequence[str], mentions: int, unsure: int) -> None:
        """Take in how often one article names it, and how."""
        self.names[name] += 1
        if (self.names[name], len(name)) > (self.names[self.name], len(self.name)):
            self.name = name
        self.mentions += mentions
        self.unsure += unsure
        self._aliases.update(dict.fromkeys((name, *aliases)))
        self._sources[source] = None

    def call(self, roles: Iterable[str]) -> None:
        """Take in what it is called besides."""
        self._roles.update(dict.fromkeys(roles))

    @property
    def aliases(self) -> list[str]:
        """Its other names, each once."""
        own = self.name
        return [name for name in self._aliases if name != own]

    @property
    def roles(self) -> list[str]:
        """What it is called besides, each once."""
        return list(self._roles)

    @property
    def sources(self) -> list[str]:
        """The articles it occurs in."""
        return list(self._sources)

    @property
    def articles(self) -> int:
        """How many articles it occurs in."""
        return len(self._sources)


class Names:
    """The rows, as article after article is added."""

    def __init__(self) -> None:
        self.rows: list[NameRow] = []
        """In order of first appearance."""
        self._by_name: dict[tuple[str, str], NameRow] = {}
        self._by_alias: defaultdict[tuple[str, str], dict[NameRow, None]] = defaultdict(dict)

    def add(self, one: Analyzed, *, places: bool = False) -> None:
        """Take in what one article names; the place of every mention where these are asked for."""
        said = Counter(quote.speaker.name for quote in one.analysis.quotes if quote.speaker)
        for entity in sorted(one.analysis.entities, key=lambda entity: entity.mentions[0].span):
            row = self.row_of(kind_of(entity), entity.name, entity.aliases)
            row.add(one.path, entity, places=places)
            row.said += said[entity.name]

    def count(self, source: str, here: StoredName) -> None:
        """Take in one name of an article as the store counts it."""
        row = self.row_of(kind_of(here), here.name, here.aliases)
        row.count(source, here.name, here.aliases, here.mentions, here.unsure)
        row.call(here.roles)
        row.said += here.said

    def row_of(self, kind: str, name: str, aliases: Sequence[str]) -> NameRow:
        """The row that a name of a further article belongs to; a new one where it belongs to none."""
        row = self._match(kind, name, aliases)
        if row is None:
            row = NameRow(kind)
            self.rows.append(row)
        self._by_name.setdefault((kind, key(name)), row)
        for alias in aliases:
            self._by_alias[kind, key(alias)][row] = None
        return row

    def _match(self, kind: str, name: str, aliases: Sequence[str]) -> NameRow | None:
        row = self._by_name.get((kind, key(name)))
        if row is not None:
            return row
        for one in (name, *aliases):
            # A surname alone is no reason: "Smith" of two articles may be two people.
            if kind == "people" and " " not in one:
                continue
            rows = self._by_alias.get((kind, key(one)), {})
            named = self._by_name.get((kind, key(one)))
            if named is not None or len(rows) == 1:
                return named or next(iter(rows))
        return None
