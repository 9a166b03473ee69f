"""What the reader leaves behind: highlights, notes and corrections, with undo, a trash, and drafts.

Every method that changes something returns when it is safe on disk. Nothing is thrown away by itself: what is
deleted goes to the trash, and what is not found in a changed article is an orphan, looked for again each time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..notes.highlight import Highlight, Placed, State, Target, describe
from ..notes.tag import clean_tags
from ..text.article import Article
from ..text.span import Span
from .database import StoreBusy, StoreError
from .query import fts_query
from .source import source_key

if TYPE_CHECKING:
    import sqlite3

    from ..notes.correction import Correction
    from .database import Store


class NoteRow(NamedTuple):
    """A highlight in a list over all articles."""

    highlight: Highlight
    title: str
    """What its article is called; its path or address where the text is not in the store (an import)."""
    state: State | None
    """How it stood when its article was opened last; None where that was never so."""


class Notebook:
    """Highlights, notes and corrections. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Reading

    def highlights(self, article: Article) -> list[Placed]:
        """The article's highlights, each with its place and state in this text, in order of the text, orphans last.

        Those made on an earlier text are carried over (old and new text are aligned once for all of them) and the
        result is kept, so that the next opening only reads it. They are found by path, address or the text itself.
        """
        kept = self._of("highlights", article, "AND deleted IS NULL", COLUMNS)
        # By their order: a thousand rows asked for each column by its name take as long as a frame.
        highlights = [_highlight_of(*row) for row in kept]
        spans = self._places([(h.id, 0, h.target) for h in highlights], article)
        placed = [_placed(h, spans[h.id, 0], article.text) for h in highlights]
        last = len(article.text) + 1
        return sorted(placed, key=lambda p: p.span or Span(last, p.highlight.target.start))

    def get(self, id: str) -> Highlight | None:
        """The highlight of that id, also from the trash, or None. A unique beginning of the id is enough."""
        row = self._store.row("SELECT * FROM highlights WHERE id = ?", (id,))
        if row is None and len(id) >= 4:
            found = self._store.rows("SELECT * FROM highlights WHERE substr(id, 1, ?) = ? LIMIT 2", (len(id), id))
            row = found[0] if len(found) == 1 else None
        return _highlight(row) if row else None

    def all(self, *, source: str | None = None, label: str | None = None, tag: str | None = None) -> list[Highlight]:
        """All highlights outside the trash, as they were written; of one path or address, label, tag if given."""
        rows = self._store.rows(
            """SELECT * FROM highlights WHERE deleted IS NULL AND (?1 IS NULL OR source = ?1)
            AND (?2 IS NULL OR label = ?2) ORDER BY seq""",
            (source_key(source) if source is not None else None, label),
        )
        found = [_highlight(row) for row in rows]
        return found if tag is None else [h for h in found if tag.casefold() in (t.casefold() for t in h.all_tags)]

    def trash(self) -> list[Highlight]:
        """What was deleted, the latest first."""
        rows = self._store.rows("SELECT * FROM highlights WHERE deleted IS NOT NULL ORDER BY deleted DESC, seq DESC")
        return [_highlight(row) for row in rows]

    def search(self, words: str, *, limit: int = 1000) -> list[Highlight]:
        """The highlights in whose words, note or tags all these words stand, the best first.

        The last word may be only begun. No words: nothing.
        """
        query = fts_query(words)
        if not query:
            return []
        rows = self._store.rows(
            """SELECT h.* FROM (SELECT rowid AS seq, bm25(note_index) AS score FROM note_index
            WHERE note_index MATCH ? ORDER BY rank LIMIT ?) JOIN highlights h USING (seq)
            WHERE h.deleted IS NULL ORDER BY score""",
            (query, limit),
        )
        return [_highlight(row) for row in rows]

    def rows(self, words: str = "", *, label: str | None = None, tag: str | None = None) -> list[NoteRow]:
        """The list over all articles: every highlight (or those a search for `words` finds, the best first)."""
        found = self.search(words) if words.strip() else self.all()
        titles = dict(
            tuple(row)
            for row in self._store.rows(
                "SELECT r.source, a.title FROM readings r JOIN articles a USING (digest) ORDER BY r.opening"
            )
        )
        by_digest = dict(tuple(row) for row in self._store.rows("SELECT digest, title FROM articles"))
        states = self._states()
        return [
            NoteRow(
                highlight=h,
                title=titles.get(h.target.source) or by_digest.get(h.target.digest) or h.target.source,
                state=states.get(h.id),
            )
            for h in found
            if (label is None or h.label == label)
            and (tag is None or tag.casefold() in (t.casefold() for t in h.all_tags))
        ]

    def _states(self) -> dict[str, State]:
        """How each highlight stands in the text last read under its source."""
        latest = """SELECT digest FROM readings r WHERE r.source = h.source ORDER BY opening DESC LIMIT 1"""
        rows = self._store.rows(
            f"""SELECT h.id, CASE WHEN h.digest = ({latest}) THEN 'exact' ELSE
            (SELECT state FROM places p WHERE p.item = h.id AND p.part = 0 AND p.digest = ({latest})) END AS state
            FROM highlights h WHERE deleted IS NULL"""
        )
        return {row["id"]: row["state"] for row in rows if row["state"]}

    # Changing

    def add(
        self, article: Article, span: Span, *, label: str = "", note: str = "", tags: Iterable[str] = ()
    ) -> Highlight:
        """Mark a stretch of the article. Blanks at its ends are left out; without words it is a ValueError."""
        now = self._store.now()
        target = describe(article.text, span, source=source_key(article), digest=article.digest)
        highlight = Highlight(_new_id(), target, label, note, clean_tags(tags), now, now)
        with self._store.writing() as db:
            self._keep_text(db, article)
            step = self._next_step(db)
            self._put(db, step, "add", "highlights", None, _highlight_row(highlight) | {"source_url": article.url})
        return highlight

    def change(
        self, id: str, *, label: str | None = None, note: str | None = None, tags: Iterable[str] | None = None
    ) -> Highlight:
        """Change what is given and leave the rest. A StoreError where there is no such highlight."""
        new: dict[str, Any] = {}
        if label is not None:
            new["label"] = label
        if note is not None:
            new["note"] = note
        if tags is not None:
            new["tags"] = json.dumps(clean_tags(tags), ensure_ascii=False)
        return self._update(id, "change", new)

    def delete(self, id: str) -> Highlight:
        """Put a highlight into the trash."""
        return self._update(id, "delete", {"deleted": self._store.now()})

    def restore(self, id: str) -> Highlight:
        """Take a highlight out of the trash."""
        return self._update(id, "restore", {"deleted": None})

    def place(self, id: str, article: Article, span: Span) -> Highlight:
        """Hang a highlight on other words, by the reader's own hand. Its note, label, tags and id stay."""
        target = describe(article.text, span, source=source_key(article), digest=article.digest)
        new = {"source": target.source, "digest": target.digest, "start": target.start, "end": target.end}
        new |= {"exact": target.exact, "prefix": target.prefix, "suffix": target.suffix}
        with self._store.writing() as db:
            self._keep_text(db, article)
            return self._update(id, "place", new)

    def bring(self, highlights: Iterable[Highlight]) -> int:
        """Take highlights in from outside as they are, in their order, as one step; those whose id is known are left
        alone. Gives how many were new."""
        new = 0
        with self._store.writing() as db:
            step = self._next_step(db)
            for highlight in highlights:
                if db.execute("SELECT 1 FROM highlights WHERE id = ?", (highlight.id,)).fetchone() is None:
                    row = _highlight_row(highlight) | {"source_url": None}
                    self._put(db, step, "import", "highlights", None, row)
                    new += 1
        return new

    # Corrections

    def corrections(self, article: Article) -> list[Correction]:
        """The reader's corrections of this article in the order they were made, their places carried to this text.

        A correction none of whose words are found is left out; it is tried again the next time.
        """
        rows = self._of("corrections", article, "AND deleted IS NULL")
        if not rows:
            return []
        from ..notes.correction import Correction

        kept = [Correction.from_json(json.loads(row["data"]), id=row["id"], created=row["created"]) for row in rows]
        parts = [(c.id, n, target) for c in kept for n, target in enumerate((*c.targets, *c.into))]
        spans = self._places(parts, article)

        def found(correction: Correction, first: int, targets: Sequence[Target]) -> tuple[Target, ...]:
            places = [spans[correction.id, first + n] for n in range(len(targets))]
            return tuple(
                describe(article.text, span, source=source_key(article), digest=article.digest)
                for span in places
                if span
            )

        carried = [replace(c, targets=found(c, 0, c.targets), into=found(c, len(c.targets), c.into)) for c in kept]
        return [correction for correction in carried if correction.targets]

    def correct(self, article: Article, correction: Correction) -> Correction:
        """Keep a correction; gives it with its id. It goes through the same undo as notes do."""
        correction = replace(correction, id=_new_id(), created=self._store.now())
        with self._store.writing() as db:
            self._keep_text(db, article)
            row = {
                "id": correction.id,
                "source": source_key(article),
                "source_url": article.url,
                "digest": article.digest,
                "data": json.dumps(correction.to_json(), ensure_ascii=False),
                "created": correction.created,
                "deleted": None,
            }
            self._put(db, self._next_step(db), "correct", "corrections", None, row)
        return correction

    def withdraw(self, id: str) -> None:
        """Take a correction back. A StoreError where there is none of that id."""
        with self._store.writing() as db:
            row = db.execute("SELECT * FROM corrections WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise StoreError("There is no such correction.")
            new = dict(row) | {"deleted": self._store.now()}
            self._put(db, self._next_step(db), "withdraw", "corrections", dict(row), new)

    # Undo

    def undo(self) -> str | None:
        """Take the last thing back that was done to notes or corrections, also before this start.

        Gives a sentence on what was undone, or None where there is nothing.
        """
        with self._store.writing() as db:
            last = db.execute("SELECT step FROM changes WHERE NOT undone ORDER BY seq DESC LIMIT 1").fetchone()
            if last is None:
                return None
            rows = db.execute("SELECT * FROM changes WHERE step = ? ORDER BY seq DESC", (last["step"],)).fetchall()
            for row in rows:
                before = json.loads(row["before"]) if row["before"] else None
                after = json.loads(row["after"])
                if before is None and (row["what"] == "corrections" or not (after["note"] or after["tags"] != "[]")):
                    self._remove(db, row["what"], after)
                else:
                    # A note is never thrown away, not even by undo: it goes to the trash.
                    self._write(db, row["what"], before or after | {"deleted": self._store.now()})
            db.execute("UPDATE changes SET undone = 1 WHERE step = ?", (last["step"],))
        return _sentence(rows, _UNDONE)

    def redo(self) -> str | None:
        """Do again what was undone last. Gives a sentence on what was done, or None where there is nothing."""
        with self._store.writing() as db:
            first = db.execute("SELECT step FROM changes WHERE undone ORDER BY seq LIMIT 1").fetchone()
            if first is None:
                return None
            rows = db.execute("SELECT * FROM changes WHERE step = ? ORDER BY seq", (first["step"],)).fetchall()
            for row in rows:
                self._write(db, row["what"], json.loads(row["after"]))
            db.execute("UPDATE changes SET undone = 0 WHERE step = ?", (first["step"],))
        return _sentence(rows, _REDONE)

    # Drafts

    def draft(self, key: str) -> str | None:
        """What was being typed under that key when it was last kept, or None."""
        row = self._store.row("SELECT text FROM drafts WHERE key = ?", (key,))
        return row["text"] if row else None

    def drafts(self) -> dict[str, str]:
        """All drafts, the one kept last first: what a program that died has left."""
        rows = self._store.rows("SELECT key, text FROM drafts ORDER BY kept DESC, key")
        return {row["key"]: row["text"] for row in rows}

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed. Survives kill -9; does not wait for the disk, since it comes with every key."""
        with self._store.writing(quick=True) as db:
            db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", (key, text, self._store.now()))

    def drop_draft(self, key: str) -> None:
        """The note was kept or given up: its draft is not needed any more."""
        with self._store.writing(quick=True) as db:
            db.execute("DELETE FROM drafts WHERE key = ?", (key,))

    # Another program

    def token(self) -> int:
        """See `Store.token`."""
        return self._store.token()

    def changed_since(self, token: int) -> bool:
        """True where another program has written since `token` was taken. Our own writes do not count."""
        return self._store.changed_since(token)

    # Inside

    def index_again(self) -> None:
        """Make the search over notes anew."""
        with self._store.writing() as db:
            db.execute("DELETE FROM note_index")
            for row in db.execute("SELECT * FROM highlights").fetchall():
                self._index(db, dict(row))

    def _of(self, table: str, article: Article, more: str, columns: str = "*") -> list[sqlite3.Row]:
        names = {source_key(article)} | ({source_key(article.url)} if article.url else set())
        marks = ", ".join("?" * len(names))
        return self._store.rows(
            f"""SELECT {columns} FROM {table}
            WHERE (source IN ({marks}) OR source_url IN ({marks}) OR digest = ?) {more}
            ORDER BY seq""",
            (*names, *names, article.digest),
        )

    def _keep_text(self, db: sqlite3.Connection, article: Article) -> None:
        """The text is what lets its highlights follow it when it changes."""
        digest, source = article.digest, source_key(article)
        if db.execute("SELECT 1 FROM articles WHERE digest = ?", (digest,)).fetchone() is None:
            self._store.articles.keep_text(article)
        if db.execute("SELECT 1 FROM readings WHERE source = ? AND digest = ?", (source, digest)).fetchone() is None:
            self._store.articles.opened(source, digest)

    def _update(self, id: str, kind: str, new: dict[str, Any]) -> Highlight:
        with self._store.writing() as db:
            row = db.execute("SELECT * FROM highlights WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise StoreError("There is no such highlight.")
            before = dict(row)
            if all(before[name] == value for name, value in new.items()):
                return _highlight(before)
            after = before | new | {"modified": _later(before["modified"], self._store.now())}
            self._put(db, self._next_step(db), kind, "highlights", before, after)
        return _highlight(after)

    def _next_step(self, db: sqlite3.Connection) -> int:
        """A new thing is done: what was undone before cannot be done again."""
        db.execute("DELETE FROM changes WHERE undone")
        return int(db.execute("SELECT coalesce(max(step), 0) + 1 FROM changes").fetchone()[0])

    def _put(
        self,
        db: sqlite3.Connection,
        step: int,
        kind: str,
        table: str,
        before: dict[str, Any] | None,
        after: dict[str, Any],
    ) -> None:
        """Write a row and remember it as it was."""
        after = self._write(db, table, after)
        db.execute(
            "INSERT INTO changes (step, what, kind, item, before, after, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (step, table, kind, after["id"], _json(before) if before else None, _json(after), self._store.now()),
        )

    def _write(self, db: sqlite3.Connection, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Write one row of `highlights` or `corrections` as it is given; gives it with its `seq`."""
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        given = row.get("seq")
        if table == "highlights":
            # Hung on other words, it is somewhere else in every other text too.
            was = db.execute('SELECT digest, start, "end" FROM highlights WHERE id = ?', (row["id"],)).fetchone()
            if was and tuple(was) != (row["digest"], row["start"], row["end"]):
                db.execute("DELETE FROM places WHERE item = ?", (row["id"],))
        cursor = db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        row = row | {"seq": given if given is not None else cursor.lastrowid}
        if table == "highlights":
            self._index(db, row)
        return row

    def _index(self, db: sqlite3.Connection, row: dict[str, Any]) -> None:
        db.execute("DELETE FROM note_index WHERE rowid = ?", (row["seq"],))
        tags = " ".join(_highlight(row).all_tags)
        db.execute(
            "INSERT INTO note_index (rowid, quote, note, tags) VALUES (?, ?, ?, ?)",
            (row["seq"], row["exact"], row["note"], tags),
        )

    def _remove(self, db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
        if table == "highlights":
            db.execute("DELETE FROM note_index WHERE rowid = ?", (row["seq"],))

    def _places(self, parts: Sequence[tuple[str, int, Target]], article: Article) -> dict[tuple[str, int], Span | None]:
        """Where each target stands in the article: known, or carried over now and kept."""
        text, digest = article.text, article.digest
        spans: dict[tuple[str, int], Span | None] = {}
        away: list[tuple[str, int, Target]] = []
        for id, part, target in parts:
            if target.digest == digest and text[target.start : target.end] == target.exact:
                spans[id, part] = target.span
            else:
                away.append((id, part, target))
        if not away:
            return spans
        known = {
            (row["item"], row["part"]): Span(row["start"], row["end"])
            for row in self._store.rows(
                "SELECT item, part, start, end FROM places WHERE digest = ? AND state != 'orphan'", (digest,)
            )
        }
        missing = [(id, part, target) for id, part, target in away if (id, part) not in known]
        spans |= {(id, part): known[id, part] for id, part, _ in away if (id, part) in known}
        if missing:
            carried = self._carry(missing, text)
            self._keep_places(missing, carried, article)
            spans |= carried
        return spans

    def _carry(self, parts: Sequence[tuple[str, int, Target]], text: str) -> dict[tuple[str, int], Span | None]:
        """Carry targets over from the texts they were last seen in; each of those is aligned once."""
        from ..notes.anchoring import anchor, carry_all

        found: dict[tuple[str, int], Span | None] = {(id, part): None for id, part, _ in parts}
        last_seen = self._last_seen([id for id, _, _ in parts])

        def attempt(base: Callable[[str, int, Target], tuple[str, Span] | None]) -> None:
            by_text: dict[str, list[tuple[tuple[str, int], Span]]] = defaultdict(list)
            for id, part, target in parts:
                place = base(id, part, target) if found[id, part] is None else None
                if place:
                    by_text[place[0]].append(((id, part), place[1]))
            for digest, items in by_text.items():
                old = self._store.articles.text(digest)
                if old is not None:
                    for (key, _), span in zip(items, carry_all(old, [span for _, span in items], text), strict=True):
                        found[key] = span

        # From the text it was seen in last, as that is the nearest; then from the one it was made on.
        attempt(lambda id, part, target: last_seen.get((id, part)))
        attempt(lambda id, part, target: (target.digest, target.span) if target.digest else None)
        for id, part, target in parts:
            if found[id, part] is None and (not target.digest or self._store.articles.text(target.digest) is None):
                place = anchor(target, text)
                found[id, part] = Span(*place) if place else None
        return found

    def _last_seen(self, ids: Sequence[str]) -> dict[tuple[str, int], tuple[str, Span]]:
        """The digest and place where each was found last."""
        wanted = set(ids)
        rows = self._store.rows(
            "SELECT item, part, digest, start, end FROM places WHERE state != 'orphan' ORDER BY rank"
        )
        return {
            (row["item"], row["part"]): (row["digest"], Span(row["start"], row["end"]))
            for row in rows
            if row["item"] in wanted
        }

    def _keep_places(
        self,
        parts: Sequence[tuple[str, int, Target]],
        spans: Mapping[tuple[str, int], Span | None],
        article: Article,
    ) -> None:
        rows = []
        for id, part, target in parts:
            span = spans[id, part]
            state = _state(target, span, article.text)
            rows.append((id, part, article.digest, span.start if span else None, span.end if span else None, state))
        if self._store.read_only:
            return
        try:
            with self._store.writing(quick=True) as db:
                self._store.articles.keep_text(article)
                db.executemany(
                    """INSERT OR REPLACE INTO places (item, part, digest, start, "end", state, rank)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(rank), 0) + 1 FROM places WHERE item = ?1))""",
                    rows,
                )
        except StoreBusy:
            return  # another program is writing; it will be found again at the next opening


_UNDONE = {
    "add": "Highlight taken back",
    "change": "Change taken back",
    "delete": "Brought back from the trash",
    "restore": "Put into the trash again",
    "place": "Moved back to its old place",
    "import": "Import taken back",
    "correct": "Correction taken back",
    "withdraw": "Correction brought back",
}
_REDONE = {
    "add": "Highlighted again",
    "change": "Changed again",
    "delete": "Put into the trash again",
    "restore": "Brought back from the trash",
    "place": "Moved again",
    "import": "Imported again",
    "correct": "Corrected again",
    "withdraw": "Correction taken back again",
}


def _sentence(rows: Sequence[sqlite3.Row], words: Mapping[str, str]) -> str:
    """What was undone or redone, for the reader."""
    row = rows[0]
    after = json.loads(row["after"])
    if len(rows) > 1:
        return f"{words[row['kind']]}: {len(rows)} highlights."
    if row["what"] == "corrections":
        from ..notes.correction import Correction

        return f"{words[row['kind']]}: {Correction.from_json(json.loads(after['data'])).title}."
    quote = " ".join(after["exact"].split())
    return f"{words[row['kind']]}: “{quote if len(quote) <= 50 else quote[:49] + '…'}”."


def _placed(highlight: Highlight, span: Span | None, text: str) -> Placed:
    words = text[span.start : span.end] if span else ""
    return Placed(highlight, _state(highlight.target, span, text), span, words)


def _state(target: Target, span: Span | None, text: str) -> State:
    if span is None:
        return "orphan"
    words = text[span.start : span.end]
    if words != target.exact:
        from ..notes.anchoring import same_words

        if not same_words(words, target.exact):
            return "changed"
    return "exact" if span.start == target.start else "moved"


def _new_id() -> str:
    """A random one: times are no ids, since clocks are set back."""
    import uuid

    return str(uuid.uuid4())


def _later(before: str, now: str) -> str:
    """The time of a change, which is never before that of an earlier one, whatever the clock says."""
    return max(before, now)


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


_NAMES = (
    "id", "source", "digest", "start", "end", "exact", "prefix", "suffix", "label", "note", "tags", "created",
    "modified", "deleted",
)  # fmt: skip
COLUMNS = ", ".join(f'"{name}"' for name in _NAMES)
"""What a highlight is made of, as `_highlight_of` takes it."""


def _highlight(row: sqlite3.Row | Mapping[str, Any]) -> Highlight:
    return _highlight_of(*[row[name] for name in _NAMES])


def _highlight_of(
    id: str,
    source: str,
    digest: str,
    start: int,
    end: int,
    exact: str,
    prefix: str,
    suffix: str,
    label: str,
    note: str,
    tags: str,
    created: str,
    modified: str,
    deleted: str | None,
) -> Highlight:
    target = Target(source, digest, start, end, exact, prefix, suffix)
    given = tuple(json.loads(tags)) if tags != "[]" else ()
    return Highlight(id, target, label, note, given, created, modified, deleted)


def _highlight_row(highlight: Highlight) -> dict[str, Any]:
    target = highlight.target
    return {
        "id": highlight.id,
        "source": target.source,
        "digest": target.digest,
        "start": target.start,
        "end": target.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "label": highlight.label,
        "note": highlight.note,
        "tags": json.dumps(highlight.tags, ensure_ascii=False),
        "created": highlight.created,
        "modified": highlight.modified,
        "deleted": highlight.deleted,
    }
