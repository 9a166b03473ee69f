"""What the lists over all articles ask of the store: who is named and who said what, article by article.

Both are kept beside the analyses when an article is made searchable, so that ten thousand articles are told in a second
or two and not in half a minute. What the reader has put right is not in there: such articles, and those that are not
made searchable yet, are told by `by_hand` and have to be looked at one by one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from ..text.analysis import Analysis
    from .database import Store

Stamp = tuple[int, ...]


class OnShelf(NamedTuple):
    """One article of the library."""

    article: int
    """The number of its text in the store."""
    id: int
    """Its number in the library."""
    source: str


class NamedHere(NamedTuple):
    """What one article says of one name."""

    label: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    unsure: int
    said: int
    """How many quotations are its own."""


class SaidHere(NamedTuple):
    """One quotation of one article."""

    speaker: str
    text: str
    """The whole text of the article."""
    spans: tuple[tuple[int, int], ...]
    kind: str
    unsure: bool


def stamp(store: Store) -> Stamp:
    """Numbers that change when something was analysed anew or put right, so that such a list is not up to date any
    more. Costs well under a millisecond. Raises StoreError."""
    row = store.row(
        """SELECT coalesce((SELECT max(rowid) FROM analyses), 0), coalesce((SELECT max(seq) FROM corrections), 0),
        (SELECT count(*) FROM corrections WHERE deleted IS NULL)"""
    )
    return tuple(row) if row else ()


def on_shelf(store: Store, articles: Iterable[int] | None = None) -> list[OnShelf]:
    """The articles of the library, only these if given, by date, those without one last. Raises StoreError."""
    some = "" if articles is None else "WHERE article IN (SELECT value FROM json_each(:articles))"
    rows = store.rows(
        f"SELECT article, id, source FROM shelf {some} ORDER BY date IS NULL, date, title, source",
        {"articles": json.dumps(list(articles))} if articles is not None else {},
    )
    return [OnShelf(*row) for row in rows]


def by_hand(store: Store) -> set[int]:
    """The texts of which the store alone does not know what is in them as the reader has it. Raises StoreError."""
    rows = store.rows(
        """SELECT article FROM waiting
        UNION SELECT s.article FROM corrections c JOIN shelf s ON s.source = c.source WHERE c.deleted IS NULL
        UNION SELECT a.id FROM corrections c JOIN articles a ON a.digest = c.digest WHERE c.deleted IS NULL
        UNION SELECT a.id FROM corrections c JOIN articles a ON a.url IN (c.source, c.source_url)
            WHERE c.deleted IS NULL"""
    )
    return {row[0] for row in rows}


def named(store: Store, articles: Collection[int]) -> dict[int, list[NamedHere]]:
    """Who and what these texts name, each in order of the first mention. Raises StoreError."""
    found: dict[int, list[NamedHere]] = {}
    rows = store.rows(
        """SELECT article, label, name, aliases, roles, mentions, unsure, said FROM named
        WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, n""",
        (json.dumps(list(articles)),),
    )
    for article, label, name, aliases, roles, *counts in rows:
        one = NamedHere(label, name, _lines(aliases), _lines(roles), *counts)
        found.setdefault(article, []).append(one)
    return found


def speakers_in(store: Store) -> list[str]:
    """Everybody who is quoted. Raises StoreError."""
    return [row[0] for row in store.rows("SELECT DISTINCT speaker FROM said")]


def articles_of(store: Store, speakers: Collection[str]) -> set[int]:
    """The texts in which one of these is quoted. Raises StoreError."""
    sql = "SELECT DISTINCT article FROM said WHERE speaker IN (SELECT value FROM json_each(?))"
    return {row[0] for row in store.rows(sql, (json.dumps(list(speakers)),))}


def said(store: Store, speakers: Collection[str], articles: Sequence[int]) -> dict[int, list[SaidHere]]:
    """What these speakers say in these texts, each in its order. Raises StoreError."""
    found: dict[int, list[SaidHere]] = {}
    rows = store.rows(
        """SELECT said.article, speaker, text, spans, kind, unsure FROM said JOIN articles a ON a.id = said.article
        WHERE speaker IN (SELECT value FROM json_each(?)) AND said.article IN (SELECT value FROM json_each(?))
        ORDER BY said.article, n""",
        (json.dumps(list(speakers)), json.dumps(list(articles))),
    )
    for article, speaker, text, spans, kind, unsure in rows:
        places = tuple((int(start), int(end)) for start, end in (span.split("-") for span in spans.split(",")))
        found.setdefault(article, []).append(SaidHere(speaker, text, places, kind, bool(unsure)))
    return found


def keep_named(db: sqlite3.Connection, article: int, analysis: Analysis | None) -> None:
    """Keep who and what is named in a text, in place of what was, as part of a transaction."""
    db.execute("DELETE FROM named WHERE article = ?", (article,))
    if analysis is None:
        return
    quotes = Counter(_one_line(quote.speaker.name) for quote in analysis.quotes if quote.speaker and quote.speaker.name)
    entities = sorted(analysis.entities, key=lambda entity: entity.mentions[0].span)
    db.executemany(
        "INSERT INTO named VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(article, n, entity.label, _one_line(entity.name)),
                "\n".join(map(_one_line, entity.aliases)),
                "\n".join(dict.fromkeys(_one_line(role.text) for role in entity.roles)),
                *(len(entity.mentions), sum(mention.unsure for mention in entity.mentions)),
                quotes[_one_line(entity.name)],
            )
            for n, entity in enumerate(entities)
        ],
    )


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
