"""Texts as they were read, what was found in them, where the reader stopped, and the search over all of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tui.text.analysis import Analysis
from tui.text.article import Article

from .source import source_key, text_only

if TYPE_CHECKING:
    import sqlite3

    from .database import Store

INDEX_AT_ONCE = 200_000
"""Code points up to which a text is made searchable when it is kept; a longer one when something is next searched."""

SEARCH_FIELDS = ("text", "entities", "speakers", "notes")
"""What a search looks at."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text that was read under a path or address."""

    digest: str
    first: str
    """When it was first opened (UTC)."""
    last: str
    """When it was last opened (UTC)."""
    words: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where the reader stopped."""

    digest: str
    offset: int
    state: dict[str, Any] = field(default_factory=dict)
    """Whatever else the screen wants to find again: the caret, topics switched on, the list shown."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One article of the library: the text last read under its path or address."""

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
    """How many different texts were read under that source."""
    notes: int
    """Highlights and notes, those in the trash not counted."""
    analysed: bool
    done: float | None = None
    """How far it was read, 0 to 1; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Found:
    """One article that matches a search."""

    row: ShelfRow
    field: str
    """Where it matches best: one of SEARCH_FIELDS."""
    snippet: str
    """The words around the match; each matching word stands between U+E000 and U+E001."""


class Articles:
    """Articles and what belongs to them. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, article: Article) -> None:
        """Keep the text and structure of an article that is being opened, and when."""
        with self._store.writing(quick=True) as db:
            self.keep_text(article)
            self.opened(source_key(article), article.digest)
            row = db.execute("SELECT id, indexed FROM articles WHERE digest = ?", (article.digest,)).fetchone()
            if not row["indexed"] and len(article.text) <= INDEX_AT_ONCE:
                self._index_text(db, row["id"])

    def keep_text(self, article: Article) -> None:
        """Keep text and structure only, as part of a transaction that is going on."""
        article = replace(article, source=text_only(article.source))
        structure = article.to_json()
        del structure["text"], structure["notices"]
        with self._store.writing() as db:
            db.execute(
                """INSERT INTO articles (digest, source, url, title, byline, site, date, words, text, structure)
                VALUES (:digest, :source, :url, :title, :byline, :site, :date, :words, :text, :structure)
                ON CONFLICT (digest) DO UPDATE SET structure = :structure, title = :title, byline = :byline,
                site = :site, date = :date, url = coalesce(:url, url) WHERE structure != :structure""",
                {
                    "digest": article.digest,
                    "source": source_key(article),
                    "url": article.url,
                    "title": article.title,
                    "byline": article.byline,
                    "site": article.site,
                    "date": article.date,
                    "words": article.text.count(" ") + 1,
                    "text": article.text,
                    "structure": json.dumps(structure, ensure_ascii=False, separators=(",", ":")),
                },
            )

    def opened(self, source: str, digest: str) -> None:
        """Note that a kept text was opened under a path or address, as part of a transaction that is going on."""
        now = self._store.now()
        with self._store.writing() as db:
            db.execute(
                """INSERT INTO readings VALUES
                (?1, ?2, (SELECT coalesce(max(opening), 0) + 1 FROM readings), ?3, ?3)
                ON CONFLICT (source, digest)
                DO UPDATE SET opening = excluded.opening, last = max(last, excluded.last)""",
                (source, digest, now),
            )

    def load(self, digest: str) -> Article | None:
        """The article of that text as it was read last, or None."""
        row = self._store.row("SELECT text, structure FROM articles WHERE digest = ?", (digest,))
        return Article.from_json(json.loads(row["structure"]) | {"text": row["text"]}) if row else None

    def text(self, digest: str) -> str | None:
        """The text alone, or None."""
        row = self._store.row("SELECT text FROM articles WHERE digest = ?", (digest,))
        return str(row["text"]) if row else None

    def latest(self, source: str) -> str | None:
        """The digest of the text last read under a path or address, or None."""
        row = self._store.row(
            "SELECT digest FROM readings WHERE source = ? ORDER BY opening DESC LIMIT 1", (source_key(source),)
        )
        return row["digest"] if row else None

    def versions(self, source: str) -> list[Version]:
        """All texts read under a path or address, the one read last first."""
        rows = self._store.rows(
            """SELECT digest, first, last, words FROM readings JOIN articles USING (digest)
            WHERE readings.source = ? ORDER BY opening DESC""",
            (source_key(source),),
        )
        return [Version(*row) for row in rows]

    def keep_analysis(self, analysis: Analysis, version: str) -> None:
        """Keep what was found, in place of what an earlier version of our analysis found by the same model."""
        with self._store.writing(quick=True) as db:
            db.execute("DELETE FROM analyses WHERE digest = ? AND model = ?", (analysis.digest, analysis.model))
            db.execute(
                "INSERT INTO analyses (digest, model, version, made, data) VALUES (?, ?, ?, ?, ?)",
                (
                    analysis.digest,
                    analysis.model,
                    version,
                    self._store.now(),
                    json.dumps(analysis.to_json(), ensure_ascii=False, separators=(",", ":")),
                ),
            )
            row = db.execute("SELECT id FROM articles WHERE digest = ?", (analysis.digest,)).fetchone()
            if row:
                self._index_found(db, row["id"], analysis)

    def _index_text(self, db: sqlite3.Connection, id: int) -> None:
        # Replacing, since another program may have been quicker.
        sql = "INSERT OR REPLACE INTO text_index (rowid, title, text) SELECT id, title, text FROM articles WHERE id = ?"
        db.execute(sql, (id,))
        db.execute("UPDATE articles SET indexed = 1 WHERE id = ?", (id,))

    def _index_found(self, db: sqlite3.Connection, id: int, analysis: Analysis) -> None:
        db.execute("DELETE FROM found_index WHERE rowid = ?", (id,))
        sql = "INSERT INTO found_index (rowid, entities, speakers, topics) VALUES (?, ?, ?, ?)"
        db.execute(sql, (id, *_found(analysis)))

    def analysis(self, digest: str, model: str | None = None, version: str | None = None) -> Analysis | None:
        """What was found in a text by that model and version (None: any, the newest), or None."""
        row = self._store.row(
            """SELECT data FROM analyses WHERE digest = ?1 AND (?2 IS NULL OR model = ?2)
            AND (?3 IS NULL OR version = ?3) ORDER BY rowid DESC LIMIT 1""",
            (digest, model, version),
        )
        return _read_analysis(row["data"]) if row else None

    def has_analysis(self, digest: str, version: str) -> bool:
        """Whether there is an analysis of a text by that version; costs less than reading it."""
        sql = "SELECT 1 FROM analyses WHERE digest = ? AND version = ?"
        return self._store.row(sql, (digest, version)) is not None

    def analyses(self) -> Iterator[tuple[ShelfRow, Analysis]]:
        """Each article of the library that was analysed, with what was found in it, the last opened first.

        Read one by one, so that a library of any size can be gone through.
        """
        for row in self.library():
            analysis = self.analysis(row.digest) if row.analysed else None
            if analysis is not None:
                yield row, analysis

    def keep_position(self, source: str, digest: str, offset: int, state: dict[str, Any] | None = None) -> None:
        """Keep where the reader stopped in the article of that path or address."""
        with self._store.writing(quick=True) as db:
            db.execute(
                "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?)",
                (source_key(source), digest, offset, json.dumps(state or {}), self._store.now()),
            )

    def position(self, source: str) -> Position | None:
        """Where the reader stopped, or None. The digest may be that of an earlier text."""
        row = self._store.row("SELECT digest, offset, state FROM positions WHERE source = ?", (source_key(source),))
        return Position(row["digest"], row["offset"], json.loads(row["state"])) if row else None

    def keep_raw(self, digest: str, data: bytes, content_type: str = "") -> str:
        """Keep the page that a text was taken from; gives the SHA-256 of it in hexadecimal."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._store.writing(quick=True) as db:
            db.execute(
                "INSERT OR IGNORE INTO raw (digest, sha256, content_type, kept, data) VALUES (?, ?, ?, ?, ?)",
                (digest, sha256, content_type, self._store.now(), data),
            )
        return sha256

    def raw(self, digest: str) -> tuple[bytes, str] | None:
        """The page last kept for a text and its content type, or None."""
        row = self._store.row(
            "SELECT data, content_type FROM raw WHERE digest = ? ORDER BY kept DESC LIMIT 1", (digest,)
        )
        return (row["data"], row["content_type"]) if row else None

    def library(
        self,
        *,
        person: str | None = None,
        topic: str | None = None,
        with_notes: bool = False,
        sort: str = "opened",
        limit: int = 10_000,
    ) -> list[ShelfRow]:
        """The articles ever opened, one row a path or address.

        `person` keeps those in whose names or speakers these words stand, `topic` those with passages of it; `sort`
        is "opened" (the last first),
        "title", "date" (the latest first) or "notes" (the most first).
        """
        order = {
            "opened": "opening DESC",
            "title": "title COLLATE NOCASE, opening DESC",
            "date": "date IS NULL, date DESC, opening DESC",
            "notes": "notes DESC, opening DESC",
        }[sort]
        parts = [
            ("{entities speakers}", fts_query(person or "")),
            ("{topics}", fts_query(f'"{topic}"' if topic else "")),
        ]
        query = " AND ".join(f"{column} : ({words})" for column, words in parts if words)
        if query:
            self.index_waiting()
        rows = self._store.rows(
            f"""SELECT * FROM ({_SHELF}) WHERE (NOT :with_notes OR notes > 0)
            AND (:query = '' OR id IN (SELECT rowid FROM found_index WHERE found_index MATCH :query))
            ORDER BY {order} LIMIT :limit""",
            {"with_notes": with_notes, "query": query, "limit": limit},
        )
        return [_shelf_row(row) for row in rows]

    def search(self, words: str, *, fields: Iterable[str] = SEARCH_FIELDS, limit: int = 200) -> list[Found]:
        """The articles that hold all these words in one of the fields, the best first; each article once.

        The last word may be only begun, as while typing; words between double quotation marks must stand
        together. No words: nothing.
        """
        query = fts_query(words)
        if not query:
            return []
        self.index_waiting()
        best: dict[int, tuple[float, str, str]] = {}
        for name in fields:
            for row in self._store.rows(_SEARCH[name], {"query": query, "limit": limit}):
                score = row["score"] * _WEIGHT[name]  # bm25: the smaller, the better
                if row["id"] not in best or score < best[row["id"]][0]:
                    best[row["id"]] = (score, name, row["snippet"])
        shelf: dict[int, list[ShelfRow]] = {}
        sql = f"SELECT * FROM ({_SHELF} AND a.id IN (SELECT value FROM json_each(?)))"
        for row in self._store.rows(sql, (json.dumps(list(best)),)):
            shelf.setdefault(row["id"], []).append(_shelf_row(row))
        ranked = sorted(best.items(), key=lambda item: item[1][0])
        return [Found(row, name, snippet) for id, (_, name, snippet) in ranked for row in shelf.get(id, ())][:limit]

    def names(self) -> list[tuple[str, int]]:
        """The names in the articles of the library, each with the number of articles, the most frequent first."""
        return self._counted("entities || char(10) || speakers")

    def speakers(self) -> list[tuple[str, int]]:
        """Who is quoted in articles of the library, each with the number of articles, the most frequent first."""
        return self._counted("speakers")

    def topics(self) -> list[tuple[str, int]]:
        """The topics with passages in articles of the library, each with the number of articles."""
        return self._counted("topics")

    def _counted(self, column: str) -> list[tuple[str, int]]:
        self.index_waiting()
        counts: Counter[str] = Counter()
        sql = f"""SELECT {column} AS names FROM found_index WHERE rowid IN
            (SELECT id FROM articles JOIN readings USING (digest))"""
        for row in self._store.rows(sql):
            counts.update({name for name in row["names"].split("\n") if name})
        return counts.most_common()

    def forget(self, source: str) -> None:
        """Take an article out of the library. Its highlights, and the texts they were made on, stay."""
        with self._store.writing() as db:
            db.execute("DELETE FROM readings WHERE source = ?", (source_key(source),))
            db.execute("DELETE FROM positions WHERE source = ?", (source_key(source),))

    def index_waiting(self) -> None:
        """Make the texts searchable that are not yet. Leaves it for later where another program is writing."""
        from .database import StoreBusy

        if self._store.read_only:
            return
        unread = self._store.rows("SELECT id FROM articles WHERE NOT indexed")
        unnamed = self._store.rows(
            """SELECT a.id, max(n.rowid) AS analysis FROM analyses n JOIN articles a USING (digest)
            WHERE a.id NOT IN (SELECT rowid FROM found_index) GROUP BY a.id"""
        )
        if not unread and not unnamed:
            return
        try:
            with self._store.writing(quick=True) as db:
                for row in unread:
                    self._index_text(db, row["id"])
                for row in unnamed:
                    data = db.execute("SELECT data FROM analyses WHERE rowid = ?", (row["analysis"],)).fetchone()[
                        "data"
                    ]
                    self._index_found(db, row["id"], _read_analysis(data) or Analysis(""))
        except StoreBusy:
            return


_SHELF = """SELECT a.id, r.source, a.digest, a.title, a.byline, a.site, a.date, a.url, a.words,
    r.last AS opened, r.opening,
    (SELECT count(*) FROM readings v WHERE v.source = r.source) AS versions,
    (SELECT count(*) FROM highlights h WHERE h.source = r.source AND h.deleted IS NULL) AS notes,
    EXISTS (SELECT 1 FROM analyses n WHERE n.digest = a.digest) AS analysed,
    (SELECT json_extract(p.state, '$.done') FROM positions p WHERE p.source = r.source) AS done
    FROM readings r JOIN articles a USING (digest)
    WHERE r.opening = (SELECT max(opening) FROM readings v WHERE v.source = r.source)"""

_INDEX = """SELECT rowid AS id, bm25({0}) AS score, snippet({0}, {1}, char(57344), char(57345), '…', 16) AS snippet
    FROM {0} WHERE {0} MATCH {2} ORDER BY rank LIMIT :limit"""

_SEARCH = {
    "text": _INDEX.format("text_index", -1, ":query"),
    "entities": _INDEX.format("found_index", 0, "'entities : (' || :query || ')'"),
    "speakers": _INDEX.format("found_index", 1, "'speakers : (' || :query || ')'"),
    # A note is the article's that was last read under the path or address it was made in.
    "notes": """SELECT a.id AS id, n.score, n.snippet FROM
        (SELECT rowid AS seq, bm25(note_index) AS score,
                snippet(note_index, -1, char(57344), char(57345), '…', 16) AS snippet
         FROM note_index WHERE note_index MATCH :query ORDER BY rank LIMIT :limit) n
        JOIN highlights h USING (seq) JOIN readings r ON r.source = h.source JOIN articles a ON a.digest = r.digest
        WHERE h.deleted IS NULL""",
}

_WEIGHT = {"text": 1.0, "entities": 1.5, "speakers": 1.5, "notes": 2.0}
"""The reader's own words and names count for more than a word somewhere in a text."""


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
    )


def _read_analysis(data: str) -> Analysis | None:
    """None for what was written by a program whose form is not ours: it is made anew."""
    try:
        return Analysis.from_json(json.loads(data))
    except (KeyError, TypeError, ValueError):
        return None


def _found(analysis: Analysis) -> tuple[str, str, str]:
    """Names of entities, of speakers, and of topics with passages, a line each."""
    entities = [name for entity in analysis.entities for name in (entity.name, *entity.aliases)]
    speakers = [quote.speaker.name for quote in analysis.quotes if quote.speaker and quote.speaker.name]
    topics = [topic.name for topic in analysis.topics if topic.passages]
    return "\n".join(dict.fromkeys(entities)), "\n".join(dict.fromkeys(speakers)), "\n".join(topics)


def fts_query(words: str) -> str:
    """What a reader typed, as a query that FTS5 takes: every word must be there, the last may be only begun."""
    terms = ['"' + phrase + '"' for phrase in _terms(words)]
    if terms and not words.rstrip().endswith('"'):
        terms[-1] += "*"
    return " ".join(terms)


def _terms(words: str) -> list[str]:
    """Words and quoted phrases that have a letter or a figure."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text_only(words.replace("\0", "")))]
    return [part for part in parts if any(c.isalnum() for c in part)]
