"""Indexes articles for the search, and counts the names in them.

The indexes contain exactly the articles on the shelf (the texts last read under each path or address), with the
reader's corrections applied, so counts can be taken from them directly. Triggers put an article into the table
`waiting`, the queue, when it is added, removed, analysed or corrected. A short article is indexed in the transaction
that adds or corrects it; a long one, or a great many, later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..text.analysis import decode_analysis
from ..text.speaker_name import is_name, sources_of
from .errors import StoreBusy
from .findings import store_names

if TYPE_CHECKING:
    import sqlite3

    from ..text.analysis import Analysis, Quote
    from .connection import Connection
    from .corrections import Corrections

    Said = Sequence[tuple[Quote, Sequence[str]]]
    """The statements of an article, each with its speakers by name or description."""

AT_ONCE = 50
"""Articles in one transaction: some 0.1 s, during which other programs have to wait."""
MANY = 500
"""Number of articles from which the reader is notified that they are being indexed."""

NAME, PERSON, SPEAKER, TOPIC = "name", "person", "speaker", "topic"
"""The kinds that are counted: any name, a person, a speaker, a topic with passages."""

NOBODY = ""
"""In `said`, the speaker of a quotation for which the article names or describes nobody."""


class Indexing:
    """Keeps the indexes in step with the shelf. Every method may raise StoreError."""

    def __init__(self, store: Connection, corrections: Corrections) -> None:
        self._store = store
        self._corrections = corrections

    def index_waiting(self, seconds: float | None = None) -> int:
        """Index the articles in the queue, for `seconds` seconds (None: all of them). Returns how many are left.

        Stops early if another program is writing.
        """
        if self._store.read_only:
            return self.queue_length()
        end = None if seconds is None else time.monotonic() + seconds
        while rows := self._store.rows("SELECT article FROM waiting LIMIT ?", (AT_ONCE,)):
            try:
                with self._store.writing(quick=True) as db:
                    for row in rows:
                        self.index(db, row["article"])
                        if end is not None and time.monotonic() > end:
                            break
            except StoreBusy:
                break
            if end is not None and time.monotonic() > end:
                break
        else:
            return 0
        return self.queue_length()

    def index_everything(self, notify: Callable[[str], None] | None, is_cancelled: Callable[[], bool]) -> None:
        """Index the whole queue, with pauses for other writers: 100,000 articles from an older version take minutes."""
        left = self.queue_length()
        if notify is not None and left > MANY:
            notify(f"Indexing {left:,} articles of the library; until that is done a search does not find all of them.")
        while left and not is_cancelled():
            left = self.index_waiting(seconds=0.1)
            time.sleep(0.03)

    def queue_length(self, besides: str = "") -> int:
        """The number of articles waiting to be indexed, without the text that has the digest `besides`."""
        sql = "SELECT count(*) FROM waiting WHERE article NOT IN (SELECT id FROM articles WHERE digest = ?)"
        return int(self._store.rows(sql, (besides,))[0][0])

    def index(
        self,
        db: sqlite3.Connection,
        article: int,
        analysis: Analysis | None = None,
        text: str | None = None,
        *,
        long: bool = False,
    ) -> None:
        """Update the indexes for one article, inside the current transaction.

        Pass `analysis`, its newest, and its text to save reading them. The words of a `long` one stay in the queue.
        """
        there = db.execute("SELECT 1 FROM shelf WHERE article = ?", (article,)).fetchone() is not None
        self._index_found(db, article, there, analysis, text)
        if not long:
            _index_text(db, article, there)
            db.execute("DELETE FROM waiting WHERE article = ?", (article,))

    def _index_found(
        self, db: sqlite3.Connection, article: int, there: bool, analysis: Analysis | None, text: str | None
    ) -> None:
        old = db.execute("SELECT * FROM found_index WHERE rowid = ?", (article,)).fetchone()
        newest = db.execute(
            "SELECT max(rowid) FROM analyses WHERE digest = (SELECT digest FROM articles WHERE id = ?)", (article,)
        ).fetchone()[0]
        new = newest if there else None
        known = new == (old["analysis"] if old else None) and analysis is None
        if known and not (new and self._corrections.in_single_articles()):
            return
        if old:
            _count(db, old, -1)
            for speaker in (*_lines(old["speakers"]), NOBODY):
                db.execute("DELETE FROM said WHERE speaker = ? AND article = ?", (speaker, article))
            db.execute("DELETE FROM found_index WHERE rowid = ?", (article,))
        if new is None:
            store_names(db, article, None)
            db.execute("DELETE FROM searched WHERE article = ?", (article,))
            return
        if analysis is None:
            data = db.execute("SELECT data FROM analyses WHERE rowid = ?", (new,)).fetchone()["data"]
            analysis = decode_analysis(data)
        if text is None:
            text = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()["text"]
        if analysis is not None:
            digest = db.execute("SELECT digest FROM articles WHERE id = ?", (article,)).fetchone()["digest"]
            analysis = self._corrections.applied(analysis, digest)
        _store_found(db, article, new, analysis, text)


def _index_text(db: sqlite3.Connection, article: int, there: bool) -> None:
    known = db.execute("SELECT 1 FROM text_index_docsize WHERE id = ?", (article,)).fetchone() is not None
    if there and not known:
        db.execute(
            "INSERT INTO text_index (rowid, title, text) SELECT id, title, text FROM articles WHERE id = ?", (article,)
        )
    elif known and not there:
        # The index does not contain the text: SQLite needs the text again to remove its words.
        db.execute(
            """INSERT INTO text_index (text_index, rowid, title, text)
            SELECT 'delete', id, title, text FROM articles WHERE id = ?""",
            (article,),
        )


def _store_found(db: sqlite3.Connection, article: int, number: int, analysis: Analysis | None, text: str) -> None:
    """Put what was found in an article into the indexes; `number` is the row of its analysis."""
    said = [(quote, sources_of(text, quote)) for quote in analysis.statements] if analysis is not None else []
    found = found_in(analysis, said) | {"analysis": number}
    db.execute(
        """INSERT INTO found_index (rowid, entities, speakers, topics, people, analysis)
        VALUES (:article, :entities, :speakers, :topics, :people, :analysis)""",
        found | {"article": article},
    )
    store_names(db, article, analysis)
    db.execute("DELETE FROM searched WHERE article = ?", (article,))
    if analysis is None:
        return
    db.executemany(
        "INSERT OR IGNORE INTO searched VALUES (?, ?)", [(article, topic.fingerprint) for topic in analysis.topics]
    )
    _count(db, found, +1)
    _index_said(db, article, said, text)


def _index_said(db: sqlite3.Connection, article: int, said: Said, text: str) -> None:
    """One row for each speaker of each statement; those of nobody have a speaker of their own."""
    db.executemany(
        "INSERT OR IGNORE INTO said (speaker, article, n, spans, kind, unsure, cue) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                " ".join(name.split()),
                article,
                n,
                ",".join(f"{span.start}-{span.end}" for span in quote.spans),
                quote.kind,
                quote.unsure,
                " ".join(text[quote.cue.start : quote.cue.end].split()) if quote.cue else "",
            )
            for n, (quote, sources) in enumerate(sorted(said, key=lambda one: one[0].span))
            for name in sources or [NOBODY]
        ),
    )


def _count(db: sqlite3.Connection, found: sqlite3.Row | dict[str, Any], by: int) -> None:
    kinds = (
        (NAME, dict.fromkeys([*_lines(found["entities"]), *filter(is_name, _lines(found["speakers"]))])),
        (PERSON, _lines(found["people"])),
        (SPEAKER, _lines(found["speakers"])),
        (TOPIC, _lines(found["topics"])),
    )
    rows = [(kind, name, by) for kind, names in kinds for name in names]
    db.executemany(
        """INSERT INTO counted (kind, name, articles) VALUES (?, ?, ?)
        ON CONFLICT (kind, name) DO UPDATE SET articles = articles + excluded.articles""",
        rows,
    )
    if by < 0:
        db.executemany("DELETE FROM counted WHERE kind = ? AND name = ? AND articles <= 0", [row[:2] for row in rows])


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").split("\n") if line]


def found_in(analysis: Analysis | None, said: Said) -> dict[str, Any]:
    """The names of entities with their aliases, the speakers by name or description, the names of topics with passages,
    and those of people, one on a line."""
    if analysis is None:
        return dict.fromkeys(("entities", "speakers", "topics", "people"), "")
    entities = [name for entity in analysis.entities for name in (entity.name, *entity.aliases)]
    return {
        "entities": _joined(entities),
        "speakers": _joined([name for _, sources in said for name in sources]),
        "topics": _joined([topic.name for topic in analysis.topics if topic.passages]),
        "people": _joined([entity.name for entity in analysis.entities if entity.label == "PERSON"]),
    }


def _joined(names: list[str]) -> str:
    return "\n".join(dict.fromkeys(" ".join(name.split()) for name in names))
