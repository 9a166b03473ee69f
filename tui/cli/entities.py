"""Print who and what articles name, one row for each person, body, place or thing over all of them.

Rows of several articles are one row where kind and name agree, or where one article's name is the other's second
name ("APEC").
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import plain
from ..text.safe import cells, one_line
from .across import add_paths, found_in
from .rows import Form, one_line_after, write

if TYPE_CHECKING:
    from ..text.analysis import Entity
    from ..text.analyzed import Analyzed

HELP = "people, bodies and places, as a table, CSV or JSON"

KINDS = tuple(dict.fromkeys(kind.lower() for kind in plain.KINDS.values()))
"""What a reader calls the kinds, in the order of the table: "people", "organisations", "places" …"""

COLUMNS = ("kind", "name", "mentions", "articles", "unsure", "aliases", "roles", "sources")


@dataclass(eq=False)
class Row:
    """One person, body, place or thing over all articles."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    """What the articles call it, and how many do."""
    mentions: int = 0
    """How often it is named in all articles together."""
    unsure: int = 0
    """How many of the mentions could mean somebody else."""
    _aliases: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)
    _sources: dict[str, None] = field(default_factory=dict)
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Source and entity, one an article, where they are asked for."""

    def add(self, source: str, entity: Entity, *, places: bool = False) -> None:
        """Take in what one article says of it; all of it with `places`, else no more than is counted and listed."""
        self.names[entity.name] += 1
        self.mentions += len(entity.mentions)
        self.unsure += sum(mention.unsure for mention in entity.mentions)
        self._aliases.update(dict.fromkeys((entity.name, *entity.aliases)))
        self._roles.update(dict.fromkeys(role.text for role in entity.roles))
        self._sources[source] = None
        if places:
            self.found.append((source, entity))

    @property
    def name(self) -> str:
        """The name most articles use, of these the longest."""
        return max(self.names, key=lambda name: (self.names[name], len(name)))

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


Aliases = defaultdict[tuple[str, str], dict[Row, None]]
"""By kind and a second name, the rows that bear it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, kinds, an order, a format."""
    add_paths(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be given again")
    parser.add_argument(
        "--sort", choices=("count", "name", "appearance"), default="count", help="order within a kind (default: count)"
    )
    parser.add_argument(
        "--format", choices=FORM.formats, default="table", help="default: table; json has the place of every mention"
    )


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where some file was left out. Raises CliError."""
    from .config import settings_for

    settings = settings_for(args)
    with found_in(args, settings) as (found, failures):
        rows = join(found, places=args.format == "json")
    write(ordered(rows, args.kind or KINDS, args.sort), FORM, args.format)
    return 1 if failures else 0


def join(found: Iterable[Analyzed], *, places: bool = False) -> list[Row]:
    """One row for each person, body, place or thing, in order of first appearance; with the place of every mention
    where these are asked for. Without, memory grows with the names and not with the articles."""
    rows: list[Row] = []
    by_name: dict[tuple[str, str], Row] = {}
    by_alias: Aliases = defaultdict(dict)
    for one in found:
        for entity in sorted(one.analysis.entities, key=lambda entity: entity.mentions[0].span):
            kind = plain.KINDS.get(entity.label, "Products").lower()
            row = match(kind, entity, by_name, by_alias)
            if row is None:
                row = Row(kind)
                rows.append(row)
            row.add(one.path, entity, places=places)
            by_name.setdefault((kind, key(entity.name)), row)
            for alias in entity.aliases:
                by_alias[kind, key(alias)][row] = None
    return rows


def match(
    kind: str,
    entity: Entity,
    by_name: dict[tuple[str, str], Row],
    by_alias: Aliases,
) -> Row | None:
    """The row that an entity of a further article belongs to; None where it is new."""
    row = by_name.get((kind, key(entity.name)))
    if row is not None:
        return row
    for name in (entity.name, *entity.aliases):
        # A surname alone is no reason: "Smith" of two articles may be two people.
        if kind == "people" and " " not in name:
            continue
        rows = by_alias.get((kind, key(name)), {})
        named = by_name.get((kind, key(name)))
        if named is not None or len(rows) == 1:
            return named or next(iter(rows))
    return None


def key(name: str) -> str:
    """A name without case and dots, for comparing."""
    return " ".join(name.replace(".", "").casefold().split())


def ordered(rows: Iterable[Row], kinds: Iterable[str], sort: str) -> Iterator[Row]:
    """The rows of the wanted kinds, kind by kind."""
    wanted = set(kinds)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.kind].append(row)
    for kind in KINDS:
        group = groups[kind] if kind in wanted else []
        if sort == "count":
            group.sort(key=lambda row: -row.mentions)
        elif sort == "name":
            group.sort(key=lambda row: key(row.name))
        yield from group


def _fields(row: Row) -> Iterator[object]:
    yield from (row.kind, row.name, row.mentions, len(row.sources), row.unsure)
    yield from ("; ".join(items) for items in (row.aliases, row.roles, row.sources))


def _to_json(row: Row) -> dict[str, object]:
    return {
        "kind": row.kind,
        "name": row.name,
        "mentions": row.mentions,
        "unsure": row.unsure,
        "aliases": row.aliases,
        "roles": row.roles,
        "articles": [
            {
                "source": source,
                "name": entity.name,
                "label": entity.label,
                "mentions": [
                    {"start": mention.span.start, "end": mention.span.end, "unsure": mention.unsure}
                    for mention in entity.mentions
                ],
            }
            for source, entity in row.found
        ],
    }


def _table(rows: Iterable[Row], width: int | None) -> Iterator[str]:
    rows = list(rows)
    names = min(40, max((cells(one_line(row.name)) for row in rows), default=0))
    kind = ""
    for row in rows:
        if row.kind != kind:
            yield f"{chr(10) if kind else ''}{row.kind.capitalize()}"
            kind = row.kind
        name = one_line(row.name, 40)
        count = f"{len(row.sources)} articles" if len(row.sources) > 1 else ""
        others = one_line(", ".join([*row.aliases, *row.roles]))
        head = f"{row.mentions:5}  {name}{' ' * (names - cells(name))}  {count:12}  "
        yield one_line_after(head, others, width)


FORM = Form(COLUMNS, _fields, _to_json, _table)
