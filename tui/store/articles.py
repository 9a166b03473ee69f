"""The texts of articles, their analyses, the reading positions in them, and the search over all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..text.analysis import Analysis, decode_analysis, encode_analysis
from ..text.article import Article, digest_of, utf8
from .corrections import Corrections
from .highlight_rows import as_text
from .indexing import Indexing
from .moving import NOTES_LEFT, SAME_TEXT, move, move_notes, remove_readings, restore_readings
from .search import FIELDS, Found, Search
from .shelf import Shelf, ShelfFilter, ShelfRow
from .source import is_pipe, source_key

if TYPE_CHECKING:
    import sqlite3

    from .connection import Connection

INDEX_AT_ONCE = 200_000
"""Code points up to which a text is indexed when it is stored; a longer one is indexed before the next search."""


class Version(NamedTuple):
    """One text that was read under a path or address."""

    digest: str
    first: str
    """When it was first opened (UTC)."""
    last: str
    """When it was last opened (UTC)."""
    words: int


class Position(NamedTuple):
    """Where the reader stopped."""

    digest: str
    offset: int
    state: dict[str, Any]
    """Other state of the screen: the caret, the active topics, the list shown."""


class StoredPage(NamedTuple):
    """The web page that a text was extracted from."""

    data: bytes
    content_type: str
    sha256: str
    """The hash of the data, in hexadecimal."""
    stored: str
    """When it was read (UTC)."""


KEEP_PAGES = 3
"""Pages stored for one text: the first and the latest. An address sends different advertisements every time."""


_OWN_DATE = "CASE WHEN json_valid(structure) THEN json_extract(structure, '$.date') END"
"""The date that an article gives itself."""


def _stored_source(source: str) -> str:
    """The source of an article in the store: its key, or "-" for text from a pipe."""
    return "-" if is_pipe(source) else source_key(source)


class Articles:
    """Articles and what belongs to them. Every method may raise StoreError."""

    def __init__(self, store: Connection) -> None:
        self._store = store
        self.corrections = Corrections(store, self)
        """The reader's corrections."""
        self.shelf = Shelf(store, Indexing(store, self.corrections))
        """Lists of articles, and who and what is in them."""
        self.finder = Search(store, self.shelf)
        """Searches over all articles."""

    def keep(self, article: Article, *, read: bool = True) -> None:
        """Store the text and structure of an article that is being opened, and the time. `read` is false if the reader
        does not see it."""
        with self._store.writing(quick=True) as db:
            self.keep_text(article)
            self.opened(source_key(article), article.digest, read=read)
            if len(article.text) <= INDEX_AT_ONCE:
                row = db.execute("SELECT id FROM articles WHERE digest = ?", (article.digest,)).fetchone()
                if db.execute("SELECT 1 FROM waiting WHERE article = ?", (row["id"],)).fetchone():
                    self.shelf.indexing.index(db, row["id"])

    def keep_text(self, article: Article) -> None:
        """Store text and structure only, inside the current transaction."""
        article = replace(article, source=_stored_source(article.source)).named(article.digest)
        structure = article.to_json()
        del structure["text"], structure["notices"]
        structure["date"] = self._own_date(article)
        with self._store.writing() as db:
            db.execute(
                """INSERT INTO articles (digest, source, url, title, byline, site, date, words, text, structure)
                VALUES (:digest, :source, :url, :title, :byline, :site, :date, :words, CAST(:text AS TEXT), :structure)
                ON CONFLICT (digest) DO UPDATE SET structure = :structure, title = :title, byline = :byline,
                site = :site, date = :date, words = :words, url = coalesce(:url, url)
                WHERE structure != :structure OR words != :words""",
                {
                    "digest": article.digest,
                    "source": source_key(article),
                    "url": article.url,
                    "title": article.title,
                    "byline": article.byline,
                    "site": article.site,
                    "date": self.with_stated_date(article).date,
                    "words": len(article.text.split()),
                    # As bytes: a string passed to sqlite3 keeps its UTF-8 form in memory for as long as it lives.
                    "text": b"".join(utf8(article.text)),
                    "structure": json.dumps(structure, ensure_ascii=False, separators=(",", ":")),
                },
            )

    def opened(self, source: str, digest: str, *, read: bool) -> None:
        """Record that a stored text was opened under a path or address, and with `read` that the reader saw it, inside
        the current transaction."""
        now = self._store.now()
        with self._store.writing() as db:
            db.execute(
                """INSERT INTO readings (source, digest, opening, first, last, seen)
                SELECT :source, :digest, next, :now, :now, CASE WHEN :read THEN next ELSE 0 END
                FROM (SELECT coalesce(max(opening), 0) + 1 AS next FROM readings) WHERE 1
                ON CONFLICT (source, digest)
                DO UPDATE SET opening = excluded.opening, last = max(last, excluded.last),
                seen = CASE WHEN :read THEN excluded.opening ELSE coalesce(seen, opening) END""",
                {"source": source, "digest": digest, "now": now, "read": read},
            )
            restore_readings(db, source)

    def load(self, digest: str, source: str | None = None) -> Article | None:
        """The article with that text as it was last read, or None.

        `source` is the path or address it is wanted for. The same text may have been read under others since, and notes
        belong to an article by path or address.
        """
        row = self._store.row("SELECT text, structure, date, source FROM articles WHERE digest = ?", (digest,))
        if row is None:
            return None
        try:
            known = json.loads(row["structure"]) | {"text": row["text"], "date": as_text(row["date"]) or None}
            # An earlier version stored a relative path, which means something else in each folder.
            is_key = _stored_source(known["source"]) == known["source"]
            known["source"] = _stored_source(source) if source else known["source"] if is_key else row["source"]
            article = Article.from_json(known)
            return article if article.digest == digest and article.is_coherent() else None
        except (AttributeError, KeyError, TypeError, ValueError):  # a damaged row counts as missing
            return None

    def load_latest(self, source: str) -> Article | None:
        """The article with the text last stored under a path or address, or None."""
        digest = self.latest(source)
        return self.load(digest, source) if digest else None

    def with_stated_date(self, article: Article) -> Article:
        """The article with the day of publication that the reader stated; the same one if there is none."""
        stated = self._stated_date(article)
        return replace(article, date=stated).named(article.digest) if stated else article

    def stated_dates(self) -> dict[str, str]:
        """Every day of publication that the reader stated, by `source_key`."""
        rows = self._store.rows("SELECT source, date FROM stated_dates")
        return {row["source"]: date for row in rows if (date := as_text(row["date"]))}

    def _stated_date(self, article: Article) -> str | None:
        row = self._store.row("SELECT date FROM stated_dates WHERE source = ?", (source_key(article),))
        return as_text(row["date"]) or None if row else None

    def _own_date(self, article: Article) -> str | None:
        """The date that an article gives itself, if the one it has may be that which the reader stated."""
        stated = self._stated_date(article)
        if stated is None or stated != article.date:
            return article.date
        row = self._store.row(f"SELECT {_OWN_DATE} AS date FROM articles WHERE digest = ?", (article.digest,))
        return row["date"] if row else None

    def state_date(self, source: str, date: str | None) -> None:
        """Store the day of publication of the article with this path or address, for all its versions; with None, only
        the one that the article gives counts again."""
        with self._store.writing() as db:
            db.execute("DELETE FROM stated_dates WHERE source = ?", (source_key(source),))
            if date:
                db.execute("INSERT INTO stated_dates VALUES (?, ?)", (source_key(source), date))
            db.execute(
                f"""UPDATE articles SET date = coalesce(?, {_OWN_DATE})
                WHERE digest IN (SELECT digest FROM readings WHERE source = ?)""",
                (date, source_key(source)),
            )

    def text(self, digest: str) -> str | None:
        """The text alone, or None. One that is damaged counts as missing."""
        row = self._store.row("SELECT text FROM articles WHERE digest = ?", (digest,))
        return row["text"] if row and isinstance(row["text"], str) and digest_of(row["text"]) == digest else None

    def latest(self, source: str) -> str | None:
        """The digest of the text last stored under a path or address, or None."""
        row = self._store.row(
            "SELECT digest FROM readings WHERE source = ? ORDER BY opening DESC LIMIT 1", (source_key(source),)
        )
        return row["digest"] if row else None

    def last_read(self, source: str, besides: str = "") -> Version | None:
        """The text that the reader last saw under a path or address, or None; with `besides`, another than that digest.
        A text that was only stored was not seen."""
        rows = self._store.rows(
            """SELECT digest, first, last, words FROM readings JOIN articles USING (digest)
            WHERE readings.source = ? AND digest != ? AND coalesce(seen, opening) > 0
            ORDER BY coalesce(seen, opening) DESC LIMIT 1""",
            (source_key(source), besides),
        )
        return Version(*rows[0]) if rows else None

    def versions(self, source: str) -> list[Version]:
        """All texts stored under a path or address, the latest first."""
        rows = self._store.rows(
            """SELECT digest, first, last, words FROM readings JOIN articles USING (digest)
            WHERE readings.source = ? ORDER BY opening DESC""",
            (source_key(source),),
        )
        return [Version(*row) for row in rows]

    def keep_analysis(self, analysis: Analysis, version: str, text: str | None = None) -> None:
        """Store an analysis, in place of one by the same model and an earlier version of ours.

        Pass the article's text to save reading it: a long one takes several times its size in memory until it is read.
        """
        data = encode_analysis(analysis)  # before the store is locked: a tenth of a second for a very long article
        with self._store.writing(quick=True) as db:
            db.execute("DELETE FROM analyses WHERE digest = ? AND model = ?", (analysis.digest, analysis.model))
            db.execute(
                "INSERT INTO analyses (digest, model, version, made, data) VALUES (?, ?, ?, ?, ?)",
                (
                    analysis.digest,
                    analysis.model,
                    version,
                    self._store.now(),
                    data,
                ),
            )
            row = db.execute(
                "SELECT id, length(text) AS size FROM articles WHERE digest = ?", (analysis.digest,)
            ).fetchone()
            if row:
                self.shelf.indexing.index(db, row["id"], analysis, text, long=row["size"] > INDEX_AT_ONCE)

    def analysis(self, digest: str, model: str | None = None, version: str | None = None) -> Analysis | None:
        """The newest analysis of a text, by that model and version if given, or None."""
        row = self._store.row(
            """SELECT data FROM analyses WHERE digest = :digest AND (:model IS NULL OR model = :model)
            AND (:version IS NULL OR version = :version) ORDER BY rowid DESC LIMIT 1""",
            {"digest": digest, "model": model, "version": version},
        )
        return decode_analysis(row["data"]) if row else None

    def has_analysis(self, digest: str, version: str, *, whatever_blocks: bool = False) -> bool:
        """Whether there is an analysis of a text by that version; costs less than reading it. With `whatever_blocks`,
        the version may end with any fingerprint of block types."""
        sql = "SELECT version FROM analyses WHERE digest = ?"
        found = (row["version"] for row in self._store.rows(sql, (digest,)))
        return any(one == version or (whatever_blocks and one.startswith(f"{version}/")) for one in found)

    def analyses(self) -> Iterator[tuple[ShelfRow, Analysis]]:
        """Each analysed article of the library with its analysis, the last opened first.

        Reads one at a time, so the size of the library does not matter.
        """
        for row in self.library():
            analysis = self.analysis(row.digest) if row.analysed else None
            if analysis is not None:
                yield row, analysis

    def keep_position(self, source: str, digest: str, offset: int, state: dict[str, Any] | None = None) -> None:
        """Store where the reader stopped in the article of that path or address."""
        with self._store.writing(quick=True) as db:
            db.execute(
                "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?)",
                (source_key(source), digest, offset, json.dumps(state or {}), self._store.now()),
            )

    def position(self, source: str) -> Position | None:
        """Where the reader stopped, or None. The digest may be that of an earlier text."""
        row = self._store.row("SELECT digest, offset, state FROM positions WHERE source = ?", (source_key(source),))
        try:
            return Position(row["digest"], int(row["offset"]), dict(json.loads(row["state"]))) if row else None
        except (TypeError, ValueError):  # a damaged row counts as missing
            return None

    def keep_raw(self, digest: str, data: bytes, content_type: str = "") -> str:
        """Store the page that a text was extracted from. Returns its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._store.writing(quick=True) as db:
            db.execute(
                "INSERT OR IGNORE INTO raw (digest, sha256, content_type, kept, data) VALUES (?, ?, ?, ?, ?)",
                (digest, sha256, content_type, self._store.now(), data),
            )
            kept = db.execute("SELECT sha256 FROM raw WHERE digest = ? ORDER BY kept, sha256 = ?", (digest, sha256))
            for row in kept.fetchall()[1 : 1 - KEEP_PAGES]:
                db.execute("DELETE FROM raw WHERE digest = ? AND sha256 = ?", (digest, row["sha256"]))
        return sha256

    def page(self, digest: str) -> StoredPage | None:
        """The page that was last stored for a text, or None."""
        sql = "SELECT data, content_type, sha256, kept FROM raw WHERE digest = ? ORDER BY kept DESC LIMIT 1"
        row = self._store.row(sql, (digest,))
        return StoredPage(*row) if row else None

    def library(
        self,
        *,
        topic: str | None = None,
        with_notes: bool = False,
        one_of_each_text: bool = False,
        sort: str = "opened",
        limit: int = 10_000,
    ) -> list[ShelfRow]:
        """All articles ever opened, one row for each path or address, or for each text.

        `topic` selects those with passages on it; `sort` is "opened" (the last first), "title", "date" (the latest
        first) or "notes" (the most first).
        """
        if topic:
            self.index_waiting(seconds=0.1)
        wanted = ShelfFilter([topic] if topic else [], with_notes, one_of_each_text=one_of_each_text)
        return list(self.shelf.listed(wanted, sort, limit))

    def search(
        self, words: str, wanted: ShelfFilter | None = None, *, fields: Iterable[str] = FIELDS, limit: int = 200
    ) -> list[Found]:
        """The articles that contain all these words in one of the fields, each once: the best first, or the last added
        if very many match. `wanted` selects among them.

        The last word may be incomplete, as while typing; words between double quotation marks must be adjacent. Without
        words there are no results.
        """
        self.index_waiting(seconds=0.5)
        found = self.finder.hits(words, wanted, fields=fields, limit=limit)
        return self.finder.found(words, found.hits)

    def names(self) -> list[tuple[str, int]]:
        """The names in the articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.names()

    def people(self) -> list[tuple[str, int]]:
        """The people in the articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.people()

    def speakers(self) -> list[tuple[str, int]]:
        """The people quoted in articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.speakers()

    def topics(self) -> list[tuple[str, int]]:
        """The topics with passages in articles of the library, each with the number of articles."""
        return self.shelf.topics()

    def same_text(self, article: Article) -> list[str]:
        """The other paths and addresses under which the library has the text of this article, the last opened first."""
        values = {"digest": article.digest, "source": source_key(article)}
        return [row["source"] for row in self._store.rows(SAME_TEXT, values)]

    def sources_of_notes_left(self, article: Article) -> list[str]:
        """The paths and addresses of notes and corrections on this text that are no longer in the library."""
        rows = self._store.rows(NOTES_LEFT, {"digest": article.digest})
        return [row["source"] for row in rows if row["source"] != source_key(article)]

    def move(self, old: str, new: str) -> None:
        """Versions, notes and reading position of one path or address belong to another one from now on."""
        with self._store.writing() as db:
            move(db, source_key(old), source_key(new))

    def forget(self, source: str) -> str:
        """Remove an article from the library, with the pages it was extracted from. Its highlights stay, and so do the
        texts and pages they were made on. If the library has the same text under another path, they are now on that
        article, whose path or address is returned; else ""."""
        with self._store.writing() as db:
            key = source_key(source)
            latest = {"digest": self.latest(key), "source": key}
            other = next((str(row["source"]) for row in db.execute(SAME_TEXT, latest)), "")
            if other:
                move_notes(db, key, other)
            digests = [row["digest"] for row in db.execute("SELECT digest FROM readings WHERE source = ?", (key,))]
            remove_readings(db, key)
            db.execute("DELETE FROM positions WHERE source = ?", (key,))
            for digest in digests:
                db.execute(
                    """DELETE FROM raw WHERE digest = :digest
                    AND NOT EXISTS (SELECT 1 FROM readings WHERE digest = :digest)
                    AND NOT EXISTS (SELECT 1 FROM highlights WHERE digest = :digest)
                    AND NOT EXISTS (SELECT 1 FROM corrections WHERE digest = :digest)""",
                    {"digest": digest},
                )
        return other

    def index_waiting(self, seconds: float | None = None) -> int:
        """Index the articles in the queue, for `seconds` seconds at most. Returns how many are left."""
        return self.shelf.indexing.index_waiting(seconds)

    def index_corrected(self, db: sqlite3.Connection, correction: Mapping[str, Any]) -> None:
        """Index the article of a row of `corrections`, inside the current transaction, so that lists, counts and the
        view for other programs follow at once. A long article waits for the next search."""
        rows = db.execute(
            """SELECT id FROM waiting JOIN articles ON id = waiting.article
            WHERE (digest = :digest OR id IN (SELECT article FROM shelf WHERE source = :source))
            AND length(text) <= :longest""",
            {"digest": correction["digest"], "source": correction["source"], "longest": INDEX_AT_ONCE},
        )
        for row in rows.fetchall():
            self.shelf.indexing.index(db, row["id"])

    def index_queue_length(self, besides: str = "") -> int:
        """The number of articles waiting to be indexed, without the text that has the digest `besides`."""
        return self.shelf.indexing.queue_length(besides)
