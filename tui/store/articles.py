"""Texts as they were read, what was found in them, where the reader stopped, and the search over all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..text.article import Article
from .source import source_key, text_only

if TYPE_CHECKING:
    from ..text.analysis import Analysis
    from .database import Store
    from .library import Library, ShelfRow
    from .search import Found, Search

SEARCH_FIELDS = ("text", "entities", "speakers", "notes")
"""What a search looks at."""

INDEX_AT_ONCE = 200_000
"""Code points up to which a text is made searchable when it is kept; a longer one when something is next searched."""


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
    """Whatever else the screen wants to find again: the caret, topics switched on, the list shown."""


class KeptPage(NamedTuple):
    """The web page that a text was taken from, as it was read."""

    data: bytes
    content_type: str
    sha256: str
    """Of the data, in hexadecimal."""
    kept: str
    """When it was read (UTC)."""


KEEP_PAGES = 3
"""Pages kept of one text: the first, and the last ones. An address answers with other advertisements every time."""


class Articles:
    """Articles and what belongs to them. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._library: Library | None = None

    @property
    def shelf(self) -> Library:
        """Lists of articles, and who and what is in them."""
        if self._library is None:
            from .library import Library  # the first words of an article do not need it

            self._library = Library(self._store)
        return self._library

    @property
    def finder(self) -> Search:
        """Searches over all articles."""
        from .search import Search

        return Search(self._store)

    def keep(self, article: Article) -> None:
        """Keep the text and structure of an article that is being opened, and when."""
        with self._store.writing(quick=True) as db:
            self.keep_text(article)
            self.opened(source_key(article), article.digest)
            if len(article.text) <= INDEX_AT_ONCE:
                from .indexing import index

                row = db.execute("SELECT id FROM articles WHERE digest = ?", (article.digest,)).fetchone()
                if db.execute("SELECT 1 FROM waiting WHERE article = ?", (row["id"],)).fetchone():
                    index(db, row["id"])

    def keep_text(self, article: Article) -> None:
        """Keep text and structure only, as part of a transaction that is going on."""
        article = replace(article, source=text_only(article.source))
        structure = article.to_json()
        del structure["text"], structure["notices"]
        with self._store.writing() as db:
            db.execute(
                """INSERT INTO articles (digest, source, url, title, byline, site, date, words, text, structure)
                VALUES (:digest, :source, :url, :title, :byline, :site, :date, :words, CAST(:text AS TEXT), :structure)
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
                    # As bytes: of a string that sqlite3 is given Python keeps the bytes as long as the string lives.
                    "text": article.text.encode("utf-8"),
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
        from .indexing import index
        from .kept_form import written_analysis

        with self._store.writing(quick=True) as db:
            db.execute("DELETE FROM analyses WHERE digest = ? AND model = ?", (analysis.digest, analysis.model))
            db.execute(
                "INSERT INTO analyses (digest, model, version, made, data) VALUES (?, ?, ?, ?, ?)",
                (
                    analysis.digest,
                    analysis.model,
                    version,
                    self._store.now(),
                    written_analysis(analysis),
                ),
            )
            row = db.execute(
                "SELECT id, length(text) AS size FROM articles WHERE digest = ?", (analysis.digest,)
            ).fetchone()
            if row:
                index(db, row["id"], analysis, long=row["size"] > INDEX_AT_ONCE)

    def analysis(self, digest: str, model: str | None = None, version: str | None = None) -> Analysis | None:
        """What was found in a text by that model and version (None: any, the newest), or None."""
        row = self._store.row(
            """SELECT data FROM analyses WHERE digest = ?1 AND (?2 IS NULL OR model = ?2)
            AND (?3 IS NULL OR version = ?3) ORDER BY rowid DESC LIMIT 1""",
            (digest, model, version),
        )
        if row is None:
            return None
        from .kept_form import read_analysis

        return read_analysis(row["data"])

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
        import hashlib

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

    def page(self, digest: str) -> KeptPage | None:
        """The page that was kept last for a text, or None."""
        sql = "SELECT data, content_type, sha256, kept FROM raw WHERE digest = ? ORDER BY kept DESC LIMIT 1"
        row = self._store.row(sql, (digest,))
        return KeptPage(*row) if row else None

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
        is "opened" (the last first), "title", "date" (the latest first) or "notes" (the most first).
        """
        from .library import Filter

        if person or topic:
            self.index_waiting(seconds=0.1)
        return list(self.shelf.listed(Filter(person or "", topic or "", with_notes), sort, limit))

    def search(self, words: str, *, fields: Iterable[str] = SEARCH_FIELDS, limit: int = 200) -> list[Found]:
        """The articles that hold all these words in one of the fields, the best first, or of very many those added
        last; each article once.

        The last word may be only begun, as while typing; words between double quotation marks must stand
        together. No words: nothing.
        """
        self.index_waiting(seconds=0.5)
        found = self.finder.hits(words, fields=fields, limit=limit)
        return self.finder.found(words, found.hits)

    def names(self) -> list[tuple[str, int]]:
        """The names in the articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.names()

    def people(self) -> list[tuple[str, int]]:
        """The people in the articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.people()

    def speakers(self) -> list[tuple[str, int]]:
        """Who is quoted in articles of the library, each with the number of articles, the most frequent first."""
        return self.shelf.speakers()

    def topics(self) -> list[tuple[str, int]]:
        """The topics with passages in articles of the library, each with the number of articles."""
        return self.shelf.topics()

    def forget(self, source: str) -> None:
        """Take an article out of the library, with the pages it was taken from. Its highlights, and the texts and pages
        they were made on, stay."""
        with self._store.writing() as db:
            key = source_key(source)
            digests = [row["digest"] for row in db.execute("SELECT digest FROM readings WHERE source = ?", (key,))]
            db.execute("DELETE FROM readings WHERE source = ?", (key,))
            db.execute("DELETE FROM positions WHERE source = ?", (key,))
            for digest in digests:
                db.execute(
                    """DELETE FROM raw WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM readings WHERE digest = ?1)
                    AND NOT EXISTS (SELECT 1 FROM highlights WHERE digest = ?1)
                    AND NOT EXISTS (SELECT 1 FROM corrections WHERE digest = ?1)""",
                    (digest,),
                )

    def index_waiting(self, seconds: float | None = None) -> int:
        """Make the articles searchable that are not yet, for so many seconds at most; gives how many are left."""
        return self.shelf.indexing.index_waiting(seconds)
