"""The shelf: all articles ever opened, one row for each path or address, listed, filtered, sorted and counted.

A list is an array of row numbers, which takes some 20 ms and less than a megabyte for a hundred thousand articles; the
rows themselves are read when they are shown. So the length of a list and the place of each row are known at once, and a
screen of rows costs the same in a library of ten articles as in one of a hundred thousand.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..notes.check import DECIDED
from .findings import ONE_OF_EACH_TEXT
from .indexing import NAME, PERSON, SPEAKER, TOPIC, Indexing
from .query import fts_query
from .source import source_key

if TYPE_CHECKING:
    from .connection import Connection

MOST_NAMES = 3_000
"""The largest number of names listed: those in the most articles. A search by name finds the others too."""

ORDERS = {
    "opened": "opening DESC",
    "title": "natural_key(title), opening DESC",
    "date": "date IS NULL, date DESC, opening DESC",
    "notes": "notes + coalesce(shared, 0) DESC, opening DESC",
}
"""The sort orders of a list, as SQL."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One article on the shelf: the text last read under its path or address."""

    source: str
    digest: str
    title: str
    byline: str | None
    site: str | None
    date: str | None
    url: str | None
    words: int
    opened: str
    """When it was last opened (UTC)."""
    versions: int
    """How many different texts were read under that path or address."""
    notes: int
    """Highlights with or without a note, without those in the trash; those on the same text under another path too."""
    analysed: bool
    done: float | None = None
    """The share of it that was read, 0 to 1; None if that is unknown."""
    id: int = 0
    """Its number on the shelf."""
    same_title: bool = False
    """Whether another article on the shelf has the same title."""
    same_text: str = ""
    """Another path or address under which the same text was last read."""
    verdicts: int = 0
    """How many of `notes` are only a verdict of the check list, with no words, label or tags of the reader."""
    to_check: int = 0
    """How many of `notes` are only on the check list, without a verdict yet."""


_ONLY_ON_LIST = "h.label = '' AND h.note = '' AND h.tags IN ('', '[]') AND h.verdict"
_ONLY_VERDICT = f"{_ONLY_ON_LIST} IN {DECIDED}"
_ONLY_OPEN = f"{_ONLY_ON_LIST} = 'open'"
_SHARED = f"""(SELECT r.source, count(*) AS shared, sum({_ONLY_VERDICT}) AS shared_verdicts,
    sum({_ONLY_OPEN}) AS shared_open FROM highlights h
    JOIN readings r ON r.digest = h.digest AND r.source != h.source
    WHERE {{}} AND h.deleted IS NULL AND (h.created <= r.last OR h.digest = (
        SELECT a.digest FROM shelf s JOIN articles a ON a.id = s.article WHERE s.source = r.source))
    GROUP BY r.source)"""
"""For each path or address that meets a condition, how many highlights made on its text under another one hold for it
too."""

_WITH_NOTES = f"(notes > 0 OR source IN (SELECT source FROM {_SHARED.format(1)}))"
_ABOUT = "+article IN (SELECT rowid FROM found_index WHERE found_index MATCH :{})"
_FROM_SITE = """article IN (SELECT id FROM articles WHERE instr(lower(coalesce(site, '') || ' ' || coalesce(url, '')
    || CASE WHEN source LIKE 'http%' THEN ' ' || source ELSE '' END), :{}))"""
_SEARCHED = "+article IN (SELECT article FROM searched WHERE topic = :{})"
_TAGGED = """source IN (SELECT source FROM highlights WHERE deleted IS NULL
    AND seq IN (SELECT rowid FROM note_index WHERE note_index MATCH :{}))"""


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """Selects articles of the shelf."""

    topics: Collection[str] = ()
    """Only those with passages on each of these topics."""
    with_notes: bool = False
    sources: Collection[str] | None = None
    """Only those of these paths and addresses."""
    sites: Collection[str] = ()
    """Only those whose site or address contains each of these strings of letters."""
    after: str = ""
    """Only those of this day, month or year ("2024-05-31", "2024-05", "2024") or of a later one."""
    before: str = ""
    """Only those of an earlier day, month or year."""
    undated: bool = False
    """Only those without a date."""
    tags: Collection[str] = ()
    """Only those with all of these tags, perhaps on different notes."""
    searched: Collection[str] = ()
    """Only those that were searched for each of these versions of topics (their fingerprints)."""
    one_of_each_text: bool = False
    """Only one of those with the same text, so that what is in it is counted once."""

    def sql(self) -> tuple[str, dict[str, Any]]:
        """A condition on columns of `shelf` ("1" for all) and its parameters."""
        conditions = [_WITH_NOTES] * self.with_notes + ["date IS NULL"] * self.undated
        conditions += [ONE_OF_EACH_TEXT] * self.one_of_each_text
        values: dict[str, Any] = {}
        if self.sources is not None:
            conditions.append("source IN (SELECT value FROM json_each(:sources))")
            values["sources"] = json.dumps(list(self.sources))
        topics = (fts_query(f'"{topic}"') for topic in self.topics)
        tags = (fts_query(tag.removeprefix("#")) for tag in self.tags)
        for value, condition in (
            *((f"{{topics}} : ({topic})" if topic else "", _ABOUT) for topic in topics),
            *((site.casefold(), _FROM_SITE) for site in self.sites),
            (self.after, "date >= :{}"),
            (self.before, "date < :{}"),
            *((f"{{note tags}} : ({tag})" if tag else "", _TAGGED) for tag in tags),
            *((fingerprint, _SEARCHED) for fingerprint in self.searched),
        ):
            if value:
                name = f"filter_{len(values)}"
                conditions.append(condition.format(name))
                values[name] = value
        return " AND ".join(conditions) or "1", values


class Shelf:
    """Lists of articles, and who and what is in them. Every method may raise StoreError."""

    def __init__(self, store: Connection, indexing: Indexing) -> None:
        self._store = store
        self.indexing = indexing

    def ids(self, wanted: ShelfFilter, sort: str = "opened", limit: int = -1) -> array[int]:
        """The numbers of all selected articles, in order. `sort` is one of ORDERS."""
        condition, values = wanted.sql()
        shared = f"LEFT JOIN {_SHARED.format(1)} USING (source)" if sort == "notes" else ""
        sql = f"SELECT id FROM shelf {shared} WHERE {condition} ORDER BY {ORDERS[sort]} LIMIT :limit"
        return self.numbers(sql, values | {"limit": limit})

    def numbers(self, sql: str, values: dict[str, Any]) -> array[int]:
        """The column `id` of a query, in its order. SQLite sends it as one string of JSON: a hundred thousand separate
        rows would delay the keys."""
        row = self._store.rows(f"SELECT json_group_array(id) FROM (SELECT * FROM ({sql}))", values)[0]
        return array("q", json.loads(row[0]))

    def count(self, wanted: ShelfFilter) -> int:
        """How many articles are selected."""
        condition, values = wanted.sql()
        return int(self._store.rows(f"SELECT count(*) FROM shelf WHERE {condition}", values)[0][0])

    def rows(self, ids: Sequence[int]) -> list[ShelfRow]:
        """The rows with these numbers in their order, without those no longer on the shelf."""
        rows = self._store.rows(_ROWS, {"wanted": json.dumps(list(ids))})
        found = {row["id"]: _shelf_row(row) for row in rows}
        return [found[id] for id in ids if id in found]

    def known(self, sources: Sequence[str]) -> dict[str, ShelfRow]:
        """The rows of these paths and addresses that are on the shelf, by `source_key`."""
        found: dict[str, ShelfRow] = {}
        keys = list(dict.fromkeys(source_key(source) for source in sources))
        for at in range(0, len(keys), 1000):
            part = {"part": json.dumps(keys[at : at + 1000])}
            ids = self.numbers("SELECT id FROM shelf WHERE source IN (SELECT value FROM json_each(:part))", part)
            found |= {row.source: row for row in self.rows(ids)}
        return found

    def id_of(self, source: str) -> int | None:
        """The number of the article of a path or address, or None."""
        row = self._store.row("SELECT id FROM shelf WHERE source = ?", (source_key(source),))
        return int(row["id"]) if row else None

    def listed(self, wanted: ShelfFilter, sort: str, limit: int) -> Iterator[ShelfRow]:
        """The rows one by one; some hundred are read at a time."""
        ids = self.ids(wanted, sort, limit)
        for at in range(0, len(ids), 500):
            yield from self.rows(ids[at : at + 500])

    def names(self, limit: int = MOST_NAMES) -> list[tuple[str, int]]:
        """The names in the articles of the library, each with the number of articles, the most frequent first."""
        return self._counted(NAME, limit)

    def people(self, limit: int = MOST_NAMES) -> list[tuple[str, int]]:
        """The people in the articles of the library, each by its best name, with the number of articles."""
        return self._counted(PERSON, limit)

    def speakers(self, limit: int = MOST_NAMES) -> list[tuple[str, int]]:
        """The people quoted in articles of the library, each with the number of articles, the most frequent first."""
        return self._counted(SPEAKER, limit)

    def topics(self) -> list[tuple[str, int]]:
        """The topics with passages in articles of the library, each with the number of articles."""
        return self._counted(TOPIC, -1)

    def not_searched(self, fingerprints: Iterable[str], sources: Sequence[str] | None = None) -> array[int]:
        """The numbers of the articles that were not searched for these versions of topics, or not analysed, by date;
        only those of these sources if given. Articles that cannot be indexed now are left out."""
        self.indexing.index_waiting(seconds=0.5)
        values: dict[str, Any] = {"topics": json.dumps(sorted(set(fingerprints)))}
        some = ""
        if sources is not None:
            values["sources"] = json.dumps([source_key(source) for source in sources])
            some = "source IN (SELECT value FROM json_each(:sources)) AND"
        sql = f"""SELECT id FROM shelf WHERE {some} article NOT IN (SELECT article FROM waiting)
            AND EXISTS (SELECT 1 FROM json_each(:topics) t WHERE NOT EXISTS (
            SELECT 1 FROM searched s WHERE s.article = shelf.article AND s.topic = t.value))
            ORDER BY date IS NULL, date, title, source"""
        return self.numbers(sql, values)

    def not_analysed(self) -> array[int]:
        """The numbers of the articles without an analysis, by date."""
        return self.numbers(
            """SELECT s.id FROM shelf s JOIN articles a ON a.id = s.article
            WHERE NOT EXISTS (SELECT 1 FROM analyses n WHERE n.digest = a.digest)
            ORDER BY s.date IS NULL, s.date, s.title, s.source""",
            {},
        )

    def _counted(self, kind: str, limit: int) -> list[tuple[str, int]]:
        self.indexing.index_waiting(seconds=0.1)
        rows = self._store.rows(
            "SELECT name, articles FROM counted WHERE kind = ? ORDER BY articles DESC, name LIKE '(%', name LIMIT ?",
            (kind, limit),
        )
        return [(row["name"], row["articles"]) for row in rows]


_WANTED = "r.source IN (SELECT source FROM shelf WHERE id IN (SELECT value FROM json_each(:wanted)))"
_ROWS = f"""SELECT s.id, s.source, a.digest, a.title, a.byline, a.site, a.date, a.url, a.words, r.last AS opened,
    s.versions, s.notes + coalesce(shared, 0) AS notes,
    EXISTS (SELECT 1 FROM analyses n WHERE n.digest = a.digest) AS analysed,
    (SELECT json_extract(p.state, '$.done') FROM positions p
    WHERE p.source = s.source AND json_valid(p.state)) AS done,
    EXISTS (SELECT 1 FROM shelf o WHERE o.title = s.title COLLATE NOCASE AND o.id != s.id) AS same_title,
    (SELECT count(*) FROM highlights h WHERE h.source = s.source AND h.deleted IS NULL AND {_ONLY_VERDICT})
    + coalesce(shared_verdicts, 0) AS verdicts,
    (SELECT count(*) FROM highlights h WHERE h.source = s.source AND h.deleted IS NULL AND {_ONLY_OPEN})
    + coalesce(shared_open, 0) AS to_check,
    coalesce((SELECT o.source FROM shelf o WHERE o.article = s.article AND o.id != s.id LIMIT 1), '') AS same_text
    FROM json_each(:wanted) wanted JOIN shelf s ON s.id = wanted.value JOIN articles a ON a.id = s.article
    JOIN readings r ON r.source = s.source AND r.digest = a.digest
    LEFT JOIN {_SHARED.format(_WANTED)} held ON held.source = s.source"""


def _shelf_row(row: Any) -> ShelfRow:
    return ShelfRow(
        source=row["source"],
        digest=row["digest"],
        title=row["title"],
        byline=row["byline"],
        site=row["site"],
        date=row["date"],
        url=row["url"],
        words=row["words"],
        opened=row["opened"],
        versions=row["versions"],
        notes=row["notes"],
        analysed=bool(row["analysed"]),
        done=row["done"] if isinstance(row["done"], int | float) else None,
        id=row["id"],
        same_title=bool(row["same_title"]),
        same_text=row["same_text"],
        verdicts=row["verdicts"],
        to_check=row["to_check"],
    )
