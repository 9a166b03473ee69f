"""Print who and what articles name, one row for each person, body, place or thing over all of them.

Rows of several articles are one row where kind and name agree, or where one article's name is the other's second
name ("APEC").
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import plain
from ..text.safe import cells, one_line, visible
from .across import add_paths, found_in

if TYPE_CHECKING:
    from ..text.analysis import Entity
    from .analyzing import Analyzed

HELP = "people, bodies and places, as a table, CSV or JSON"

KINDS = tuple(dict.fromkeys(kind.lower() for kind in plain.KINDS.values()))
"""What a reader calls the kinds, in the order of the table: "people", "organisations", "places" …"""

COLUMNS = ("kind", "name", "mentions", "articles", "unsure", "aliases", "roles", "sources")


@dataclass
class Row:
    """One person, body, place or thing over all articles."""

    kind: str
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Source and entity, one an article."""

    @property
    def name(self) -> str:
        """The name most articles use, of these the longest."""
        names = Counter(entity.name for _, entity in self.found)
        return max(names, key=lambda name: (names[name], len(name)))

    @property
    def mentions(self) -> int:
        """How often it is named in all articles together."""
        return sum(len(entity.mentions) for _, entity in self.found)

    @property
    def unsure(self) -> int:
        """How many of the mentions could mean somebody else."""
        return sum(mention.unsure for _, entity in self.found for mention in entity.mentions)

    @property
    def aliases(self) -> list[str]:
        """Its other names, each once."""
        names = [name for _, entity in self.found for name in (entity.name, *entity.aliases)]
        return [name for name in dict.fromkeys(names) if name != self.name]

    @property
    def roles(self) -> list[str]:
        """What it is called besides, each once."""
        return list(dict.fromkeys(role.text for _, entity in self.found for role in entity.roles))

    @property
    def sources(self) -> list[str]:
        """The articles it occurs in."""
        return list(dict.fromkeys(source for source, _ in self.found))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, kinds, an order, a format."""
    add_paths(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be given again")
    parser.add_argument(
        "--sort", choices=("count", "name", "appearance"), default="count", help="order within a kind (default: count)"
    )
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table", help="default: table")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the work (default: 1)")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where some file was left out. Raises CliError."""
    from .config import settings_for

    settings = settings_for(args)
    with found_in(args, settings) as (found, failures):
        rows = join(found)
    write(list(ordered(rows, args.kind or KINDS, args.sort)), args.format)
    return 1 if failures else 0


def join(found: Iterable[Analyzed]) -> list[Row]:
    """One row for each person, body, place or thing, in order of first appearance."""
    rows: list[Row] = []
    by_name: dict[tuple[str, str], Row] = {}
    by_alias: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for one in found:
        for entity in sorted(one.analysis.entities, key=lambda entity: entity.mentions[0].span):
            kind = plain.KINDS.get(entity.label, "Products").lower()
            row = match(kind, entity, by_name, by_alias)
            if row is None:
                row = Row(kind)
                rows.append(row)
            row.found.append((one.path, entity))
            by_name.setdefault((kind, key(entity.name)), row)
            for alias in entity.aliases:
                if row not in by_alias[kind, key(alias)]:
                    by_alias[kind, key(alias)].append(row)
    return rows


def match(
    kind: str,
    entity: Entity,
    by_name: dict[tuple[str, str], Row],
    by_alias: defaultdict[tuple[str, str], list[Row]],
) -> Row | None:
    """The row that an entity of a further article belongs to; None where it is new."""
    row = by_name.get((kind, key(entity.name)))
    if row is not None:
        return row
    for name in (entity.name, *entity.aliases):
        # A surname alone is no reason: "Smith" of two articles may be two people.
        if kind == "people" and " " not in name:
            continue
        rows = by_alias.get((kind, key(name)), [])
        named = by_name.get((kind, key(name)))
        if named is not None or len(rows) == 1:
            return named or rows[0]
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


def write(rows: list[Row], format: str) -> None:
    """Print the rows."""
    if format == "csv":
        _write_csv(rows)
    elif format == "json":
        print(json.dumps([_to_json(row) for row in rows], indent=2))
    else:
        _write_table(rows)


def _write_csv(rows: list[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        lists = ("; ".join(items) for items in (row.aliases, row.roles, row.sources))
        fields = (row.kind, row.name, row.mentions, len(row.sources), row.unsure, *lists)
        writer.writerow([visible(item) if isinstance(item, str) else item for item in fields])


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


def _write_table(rows: list[Row]) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    names = min(40, max((cells(one_line(row.name)) for row in rows), default=0))
    kind = ""
    for row in rows:
        if row.kind != kind:
            print(f"{chr(10) if kind else ''}{row.kind.capitalize()}")
            kind = row.kind
        name = one_line(row.name, 40)
        count = f"{len(row.sources)} articles" if len(row.sources) > 1 else ""
        others = one_line(", ".join([*row.aliases, *row.roles]))
        head = f"{row.mentions:5}  {name}{' ' * (names - cells(name))}  {count:12}  "
        print(one_line_after(head, others, width))


def one_line_after(head: str, text: str, width: int | None) -> str:
    """`head` and as much of `text` as a line of `width` columns holds."""
    room = None if width is None else max(0, width - cells(head))
    return (head + one_line(text, room)).rstrip()
