"""Finds articles by words while the reader types.

Ranking has to look at every matching article, so a search for a word that a third of all articles contain is slow
(100,000 articles: 70 ms and more). So matches are ranked only where few enough match for "best" to mean anything;
otherwise the last added are taken, which the index finds without looking at the others. The words around a match are
read when a row is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .query import fts_query
from .shelf import Shelf, ShelfFilter, ShelfRow

if TYPE_CHECKING:
    from .connection import Connection

FIELDS = ("text", "entities", "speakers", "notes")
"""The fields that a search covers."""

RANKED = 1_000
"""Number of matches in a field up to which they are ranked."""
LONG = 20_000
"""Number of words from which SQLite does not choose the words to show around a match: it compares each match with all
others in the article, which takes ten seconds for a word that occurs 50,000 times."""
WORDS_BEFORE, WORDS_AFTER = 4, 12
"""Number of words shown around the first match in a long article."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One matching article, and its best field."""

    id: int
    """Its number on the shelf."""
    article: int
    field: str
    """One of FIELDS."""
    score: float
    """The smaller, the better; 0 if there were too many matches to rank."""
    note: int = 0


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The result of a search."""

    hits: list[SearchHit]
    total: int | None
    """How many articles match; None if there were too many to count on the way (see `Search.count`)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One matching article, ready to be shown."""

    row: ShelfRow
    field: str
    """Its best field: one of FIELDS."""
    snippet: str
    """The words around the match; each matching word is between U+E000 and U+E001."""


class Search:
    """Searches over all articles. Every method may raise StoreError, and StoreStopped if it was interrupted."""

    def __init__(self, store: Connection, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf

    def hits(
        self, words: str, wanted: ShelfFilter | None = None, *, fields: Iterable[str] = FIELDS, limit: int = 500
    ) -> SearchHits:
        """The articles that contain all these words in one of the fields, each once, the best first."""
        query = fts_query(words)
        if not query:
            return SearchHits([], 0)
        only, values = (wanted or ShelfFilter()).sql()
        best: dict[int, SearchHit] = {}
        counted = True
        for field in fields:
            found, complete = self._field(field, query, "" if only == "1" else only, values, limit)
            counted = counted and complete
            for hit in found:
                if hit.id not in best or hit.score < best[hit.id].score:
                    best[hit.id] = hit
        ranked = sorted(best.values(), key=lambda hit: (hit.score, -hit.article))
        return SearchHits(ranked[:limit], len(ranked) if counted else None)

    def _field(
        self, field: str, query: str, only: str, values: dict[str, Any], limit: int
    ) -> tuple[list[SearchHit], bool]:
        """The matches in one field, and whether these are all."""
        values = values | {"query": _QUERY[field].format(query), "limit": RANKED + 1}
        inside = f"AND +rowid IN (SELECT article FROM shelf WHERE {only})" if only and field != "notes" else ""
        table = _TABLE[field]
        matching = f"FROM {table} WHERE {table} MATCH :query {inside}"
        newest = self._shelf.numbers(f"SELECT rowid AS id {matching} ORDER BY rowid DESC LIMIT :limit", values)
        scores: dict[int, float] = {}
        if not newest:
            return [], True
        if len(newest) <= RANKED:
            # Rank every match: takes a hundredth of a second, and gives an exact count.
            sql = f"SELECT rowid AS id, bm25({table}) AS score {matching}"
            scores = {row["id"]: row["score"] * _WEIGHT[field] for row in self._store.rows(sql, values)}
        chosen = newest if scores else newest[:limit]
        return self._on_shelf(field, chosen, scores, only, values), len(newest) <= RANKED

    def _on_shelf(
        self, field: str, found: Sequence[int], scores: dict[int, float], only: str, values: dict[str, Any]
    ) -> list[SearchHit]:
        condition = f"AND {only}" if only else ""
        sql = (_NOTED if field == "notes" else _SHELVED).format(condition)
        rows = self._store.rows(sql, values | {"found": json.dumps(list(found))})
        return [SearchHit(row["id"], row["article"], field, scores.get(row["hit"], 0.0), row["note"]) for row in rows]

    def count(self, words: str, wanted: ShelfFilter | None = None) -> int:
        """How many articles match; takes a tenth of a second where most of 100,000 do."""
        query = fts_query(words)
        if not query:
            return 0
        only, values = (wanted or ShelfFilter()).sql()
        names = f"(entities : ({query})) OR (speakers : ({query}))"
        sql = f"""SELECT count(*) FROM shelf WHERE {only} AND (
            +article IN (SELECT rowid FROM text_index WHERE text_index MATCH :query
                UNION SELECT rowid FROM found_index WHERE found_index MATCH :names)
            OR source IN (SELECT source FROM highlights WHERE deleted IS NULL
                AND seq IN (SELECT rowid FROM note_index WHERE note_index MATCH :query)))"""
        return int(self._store.rows(sql, values | {"query": query, "names": names})[0][0])

    def found(self, words: str, hits: Sequence[SearchHit]) -> list[Found]:
        """These results of a search for these words, with their rows and the words around each match."""
        query = fts_query(words)
        rows = {row.id: row for row in self._shelf.rows([hit.id for hit in hits])}
        snippets: dict[tuple[str, int], str] = {}
        for field in dict.fromkeys(hit.field for hit in hits):
            keys = [hit.note or hit.article for hit in hits if hit.field == field]
            values = {
                "query": _QUERY[field].format(query),
                "first": min(keys),
                "last": max(keys),
                "keys": json.dumps(keys),
            }
            snippets |= {
                (field, row["id"]): _around_first_match(row["snippet"]) if row["whole"] else row["snippet"]
                for row in self._store.rows(_SNIPPETS[field], values)
            }
        return [
            Found(rows[hit.id], hit.field, snippets.get((hit.field, hit.note or hit.article), ""))
            for hit in hits
            if hit.id in rows
        ]


def _around_first_match(marked: str) -> str:
    """The words around the first match in a text whose matches are all marked."""
    at = max(0, marked.find("\ue000"))
    near = marked[max(0, at - 400) : at + 400].split()
    match = next((number for number, word in enumerate(near) if "\ue000" in word), 0)
    first, last = max(0, match - WORDS_BEFORE), match + WORDS_AFTER
    words = " ".join(near[first:last])
    if words.rfind("\ue000") > words.rfind("\ue001"):  # the last match is cut off
        words += "\ue001"
    return f"{'…' * (first > 0)}{words}{'…' * (last < len(near))}"


_TABLE = {"text": "text_index", "entities": "found_index", "speakers": "found_index", "notes": "note_index"}
_QUERY = {"text": "{0}", "entities": "entities : ({0})", "speakers": "speakers : ({0})", "notes": "{0}"}
_COLUMN = {"text": -1, "entities": 0, "speakers": 1, "notes": -1}
_WEIGHT = {"text": 1.0, "entities": 1.5, "speakers": 1.5, "notes": 2.0}
"""A match in the reader's notes or in a name counts for more than one in a text."""

_SHELVED = """SELECT id, article, article AS hit, 0 AS note FROM shelf
    WHERE article IN (SELECT value FROM json_each(:found)) {0}"""
# A note belongs to the article that was last read under the path or address on which it was made.
_NOTED = """SELECT shelf.id, article, h.seq AS hit, h.seq AS note FROM json_each(:found) f
    JOIN highlights h ON h.seq = f.value JOIN shelf USING (source) WHERE h.deleted IS NULL {0}"""

_MARKS = "char(57344), char(57345)"
_SNIPPET = {field: f"snippet({table}, {_COLUMN[field]}, {_MARKS}, '…', 16)" for field, table in _TABLE.items()}
# The range and the plus prevent SQLite from querying the index again for each row.
_SNIPPETS = {
    field: f"""SELECT rowid AS id, {_SNIPPET[field]} AS snippet, 0 AS whole
        FROM {table} WHERE {table} MATCH :query AND rowid BETWEEN :first AND :last
        AND +rowid IN (SELECT value FROM json_each(:keys))"""
    for field, table in _TABLE.items()
}
# The title comes last because it is shown above these words anyway.
_SNIPPETS["text"] = f"""SELECT id, words > {LONG} AS whole, CASE WHEN words > {LONG}
    THEN highlight(text_index, 1, {_MARKS}) || ' ' || highlight(text_index, 0, {_MARKS})
    ELSE {_SNIPPET["text"]} END AS snippet
    FROM text_index JOIN articles ON id = text_index.rowid
    WHERE text_index MATCH :query AND text_index.rowid BETWEEN :first AND :last
    AND +text_index.rowid IN (SELECT value FROM json_each(:keys))"""
