"""Print who and what the articles name: one row for each person, organisation, place or thing, over all articles.

Two articles share a row if kind and name agree, or if the name in one is an alias in the other ("APEC"). A surname
alone joins nobody, as it may be somebody else's: "Obama" and "Barack Obama" of two articles are two rows until you
merge them in the list of names. Nor does an alias that several names have: "Senate" may be that of two states. A name
with "?" could mean two people wherever it occurs.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..library.name_index import KINDS, ArticleNames, NameIndex, NameRow
from ..text.charts import bar
from ..text.entity_kinds import name_key
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import settings_for
from .printing import RowFormat, add_output, chosen_format, in_column, lines_after, name_column, print_rows

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed

COLUMNS = ("kind", "name", "mentions", "articles", "unsure", "aliases", "roles", "sources")

BAR = 8
"""The width of the bar that shows the mentions, in cells."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, kinds, an order, a format."""
    add_articles(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be repeated")
    parser.add_argument(
        "--sort", choices=("count", "name", "appearance"), default="count", help="order within a kind (default: count)"
    )
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    with analyzed_articles(args, settings) as (found, failures):
        rows = join(found, places=chosen_format(args, FORM.formats) in ("json", "jsonl"))
    print_rows(
        ordered(rows, args.kind or KINDS, args.sort), FORM, args, "No name was found.", nothing_read=found.nothing_read
    )
    return 1 if failures else 0


def join(found: Iterable[Analyzed], *, places: bool = False) -> list[NameRow]:
    """One row for each person, organisation, place or thing, in order of first appearance.

    `places` adds the position of every mention; without them, only the names of each article are kept in memory.
    """
    kept = [(ArticleNames.of(one), one.analysis.entities if places else ()) for one in found]
    index = NameIndex.over(names for names, _ in kept)
    for names, entities in kept:
        rows = index.add(names)
        for entity in entities:
            rows[entity.id].found.append((names.path, entity))
    return index.rows


def ordered(rows: Iterable[NameRow], kinds: Iterable[str], sort: str) -> Iterator[NameRow]:
    """The rows of the wanted kinds, kind by kind."""
    wanted = set(kinds)
    groups: defaultdict[str, list[NameRow]] = defaultdict(list)
    for row in rows:
        groups[row.kind].append(row)
    for kind in KINDS:
        group = groups[kind] if kind in wanted else []
        if sort == "count":
            group.sort(key=lambda row: -row.mentions)
        elif sort == "name":
            group.sort(key=lambda row: name_key(row.name))
        yield from group


def _fields(row: NameRow) -> Iterator[object]:
    yield from (row.kind, row.name, row.mentions, len(row.sources), row.unsure)
    yield from ("; ".join(items) for items in (row.aliases, row.roles, row.sources))


def _to_json(row: NameRow) -> dict[str, object]:
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


def _table(rows: Iterable[NameRow], width: int | None) -> Iterator[str]:
    rows = list(rows)
    names = name_column((row.name + _doubt(row) for row in rows), width, 40)
    most = max((row.mentions for row in rows), default=1)
    kind = ""
    for row in rows:
        if row.kind != kind:
            yield f"{chr(10) if kind else ''}{row.kind.capitalize()}"
            kind = row.kind
        count = f"{len(row.sources)} articles" if len(row.sources) > 1 else ""
        others = ", ".join([*row.aliases, *row.roles])
        drawn = bar(row.mentions / most, BAR)
        head = f"{row.mentions:5} {drawn} {in_column(row.name, width, names, _doubt(row))}  {count:12}  "
        yield from lines_after(head, others, width)


def _doubt(row: NameRow) -> str:
    return "" if row.certain else "?"


FORM = RowFormat(_to_json, _table, COLUMNS, _fields)
