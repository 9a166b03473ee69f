"""Records every change to highlights and corrections, so that it can be undone and redone, even after a restart."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..text.quotation_marks import in_quotes
from .correction_rows import correction_of
from .highlight_rows import highlight_from

if TYPE_CHECKING:
    import sqlite3

    from .connection import Connection


class Change(NamedTuple):
    """A step that can be undone or redone."""

    step: int
    """Rises from change to change."""
    table: str
    """"highlights" or "corrections"."""
    what: str
    """What was done, as in "Undo …": "the highlight “It will cost more”"."""
    source: str
    """Path or address of the article; "" for all articles."""
    ids: tuple[str, ...]
    """The highlights and corrections that it changed."""
    made: str
    """When (UTC)."""


_LAST_STEP = """SELECT coalesce(max(step), 0) FROM changes
    WHERE typeof(step) = 'integer' AND step BETWEEN 0 AND 1000000000000"""
"""The number of the last step; a damaged number does not count."""


_SOURCE = "CASE WHEN json_valid(after) THEN json_extract(after, '$.source') END"
_EVERYWHERE = f"AND what = 'corrections' AND {_SOURCE} = ''"
"""Only corrections that hold for all articles."""
_IN_ONE_ARTICLE = f"""AND step NOT IN (SELECT step FROM changes WHERE {_SOURCE} IS NOT :source)
    AND NOT EXISTS (SELECT 1 FROM changes later
        WHERE NOT later.undone AND later.item = changes.item AND later.step > changes.step)"""
"""Only steps that are about one article alone, and that no later step builds on."""
_LAST_DONE = "SELECT step FROM changes WHERE NOT undone {} ORDER BY seq DESC LIMIT 1"
_LAST_UNDONE = "SELECT step FROM changes WHERE undone {} ORDER BY undone DESC, seq LIMIT 1"


class History:
    """Writes rows of `highlights` and `corrections` and remembers each change. Every method may raise StoreError."""

    def __init__(
        self, store: Connection, on_correction: Callable[[sqlite3.Connection, Mapping[str, Any]], None]
    ) -> None:
        """`on_correction` is called with each row of `corrections` that was written or removed, in that transaction."""
        self._store = store
        self._on_correction = on_correction

    def next_step(self, db: sqlite3.Connection) -> int:
        """The number of a new step, inside the current transaction. Undone steps can no longer be redone after it.

        The texts of undone notes go to the trash first.
        """
        self._put_undone_notes_in_trash(db)
        db.execute("DELETE FROM changes WHERE undone")
        return int(db.execute(_LAST_STEP).fetchone()[0]) + 1

    def _put_undone_notes_in_trash(self, db: sqlite3.Connection) -> None:
        rows = db.execute("SELECT after FROM changes WHERE undone AND what = 'highlights' ORDER BY seq DESC").fetchall()
        for row in rows:
            after = _recorded("highlights", row["after"])
            if after is None:
                continue
            same = "SELECT 1 FROM highlights WHERE source = ? AND exact = ? AND note = ?"
            if after["note"] and not db.execute(same, (after["source"], after["exact"], after["note"])).fetchone():
                after.pop("seq", None)
                self._write(db, "highlights", after | {"id": str(uuid.uuid4()), "deleted": self._store.now()})

    def record(
        self,
        db: sqlite3.Connection,
        step: int,
        kind: str,
        table: str,
        before: dict[str, Any] | None,
        after: dict[str, Any],
    ) -> None:
        """Write a row, inside the current transaction, and remember it as it was before. Rows of one step are undone
        together."""
        after = self._write(db, table, after)
        db.execute(
            "INSERT INTO changes (step, what, kind, item, before, after, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (step, table, kind, after["id"], _json(before) if before else None, _json(after), self._store.now()),
        )

    def undo(self, *, everywhere: bool = False, source: str | None = None) -> str | None:
        """Undo the last step; with `everywhere` the last correction that holds for all articles, which no other step
        builds on; with `source` the last step about the article under that path or address alone. Returns a sentence
        about it, or None if there is nothing to undo."""
        with self._store.writing() as db:
            last = db.execute(_last_done(everywhere, source), {"source": source}).fetchone()
            if last is None:
                return None
            rows = db.execute("SELECT * FROM changes WHERE step = ? ORDER BY seq DESC", (last["step"],)).fetchall()
            for row in rows:
                before, after = _recorded(row["what"], row["before"]), _recorded(row["what"], row["after"])
                if after is None or before is None and row["before"] is not None:
                    continue  # a damaged record cannot be undone; the step before it can
                if before is None and (row["what"] == "corrections" or not _written(after)):
                    self._remove(db, row["what"], after)
                else:
                    # Nothing destroys a note, not even undo: it goes to the trash.
                    self._write(db, row["what"], before or after | {"deleted": self._store.now()})
            order = "SELECT max(undone) + 1 FROM changes"  # of undoing, so that the last one is redone first
            db.execute(f"UPDATE changes SET undone = ({order}) WHERE step = ?", (last["step"],))
        return _sentence(rows, _UNDONE)

    def next_undo(self, *, everywhere: bool = False, source: str | None = None) -> Change | None:
        """The step that `undo` would undo."""
        return self._change(_last_done(everywhere, source), source)

    def next_redo(self, *, everywhere: bool = False) -> Change | None:
        """The step that `redo` would redo."""
        return self._change(_LAST_UNDONE.format(_EVERYWHERE if everywhere else ""))

    def _change(self, sql: str, source: str | None = None) -> Change | None:
        row = self._store.row(sql, {"source": source})
        if row is None:
            return None
        rows = self._store.rows("SELECT * FROM changes WHERE step = ? ORDER BY seq DESC", (row["step"],))
        after = _recorded(rows[0]["what"], rows[0]["after"])
        done = _done(rows[0], _DONE)
        what = f"{done} {_object(rows, after)}" if done and after else "a change whose record is damaged"
        source = after["source"] if after else ""
        return Change(
            row["step"],
            str(rows[0]["what"]),
            what,
            source,
            tuple(str(one["item"]) for one in rows),
            str(rows[0]["made"]),
        )

    def redo(self, *, everywhere: bool = False) -> str | None:
        """Redo the step that was undone last. Returns a sentence about it, or None if there is nothing to redo."""
        with self._store.writing() as db:
            first = db.execute(_LAST_UNDONE.format(_EVERYWHERE if everywhere else "")).fetchone()
            if first is None:
                return None
            rows = db.execute("SELECT * FROM changes WHERE step = ? ORDER BY seq", (first["step"],)).fetchall()
            for row in rows:
                if after := _recorded(row["what"], row["after"]):  # a damaged record cannot be redone
                    self._write(db, row["what"], after)
            db.execute("UPDATE changes SET undone = 0 WHERE step = ?", (first["step"],))
        return _sentence(rows, _REDONE)

    def index_again(self) -> None:
        """Rebuild the search index of the notes."""
        with self._store.writing() as db:
            db.execute("DELETE FROM note_index")
            for row in db.execute("SELECT * FROM highlights").fetchall():
                self._index(db, dict(row))

    def _write(self, db: sqlite3.Connection, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Write one row as given. Returns it with its `seq`."""
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        given = row.get("seq")
        if table == "highlights":
            # A highlight attached to other words has another place in every other text too.
            was = db.execute('SELECT digest, start, "end" FROM highlights WHERE id = ?', (row["id"],)).fetchone()
            if was and tuple(was) != (row["digest"], row["start"], row["end"]):
                db.execute("DELETE FROM places WHERE item = ?", (row["id"],))
        cursor = db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        row = row | {"seq": given if given is not None else cursor.lastrowid}
        if table == "highlights":
            self._index(db, row)
        else:
            self._on_correction(db, row)
        return row

    def _index(self, db: sqlite3.Connection, row: dict[str, Any]) -> None:
        db.execute("DELETE FROM note_index WHERE rowid = ?", (row["seq"],))
        tags = " ".join(highlight_from(row).all_tags)
        db.execute(
            "INSERT INTO note_index (rowid, quote, note, tags) VALUES (?, ?, ?, ?)",
            (row["seq"], row["exact"], row["note"], tags),
        )

    def _remove(self, db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
        if table == "highlights":
            db.execute("DELETE FROM note_index WHERE rowid = ?", (row["seq"],))
        else:
            self._on_correction(db, row)


_DONE = {
    "add": "the {made}",
    "change": "the change to the {parts} of",
    "delete": "the deletion of",
    "restore": "the return from the trash of",
    "place": "the new place of",
    "import": "the import of",
    "correct": "the correction that",
    "withdraw": "the withdrawal of the correction that",
}
_UNDONE = {
    "add": "{made} {removed}:",
    "change": "Change to the {parts} undone:",
    "delete": "Restored from the trash:",
    "restore": "Moved back to the trash:",
    "place": "Moved back to its old place:",
    "import": "Import undone:",
    "correct": "Undone: the correction that",
    "withdraw": "Correction restored:",
}
_REDONE = {
    "add": "{made} restored:",
    "change": "Change to the {parts} redone:",
    "delete": "Moved to the trash again:",
    "restore": "Restored from the trash:",
    "place": "Moved again:",
    "import": "Imported again:",
    "correct": "Corrected again:",
    "withdraw": "Undone again: the correction that",
}
MOST_TITLES = 3
"""The largest number of corrections of one step, such as a merge of several names, that its sentence names."""
_PARTS = ("label", "note", "tags", "verdict", "evidence")
"""The parts of a highlight that the name of a change mentions."""


def _last_done(everywhere: bool, source: str | None) -> str:
    return _LAST_DONE.format(_EVERYWHERE if everywhere else _IN_ONE_ARTICLE if source is not None else "")


def _sentence(rows: Sequence[sqlite3.Row], words: Mapping[str, str]) -> str:
    """A sentence for the reader about what was undone or redone."""
    row = rows[0]
    done = _done(row, words)
    moved_back = row["kind"] == "place" and words is _UNDONE  # named by the words where it is again
    now = _recorded(row["what"], row["before" if moved_back else "after"])
    if done is None or now is None:
        return "The record of the last change is damaged; it was skipped."
    return f"{done[0].upper()}{done[1:]} {_object(rows, now)}."


def _done(row: sqlite3.Row, words: Mapping[str, str]) -> str | None:
    """The words for the kind of a change, with the parts of the highlight that it changed or made."""
    before, after = _recorded(row["what"], row["before"]) or {}, _recorded(row["what"], row["after"]) or {}
    parts = [part for part in _PARTS if before.get(part) != after.get(part)]
    if row["kind"] not in words:
        return None
    made = _made(after)
    if words is _DONE and made != "highlight":
        made += " on"  # the highlight “…”, the highlight and note on “…”
    removed = "moved to the trash" if row["kind"] == "add" and _written(after) else "removed"
    return words[row["kind"]].format(parts=" and ".join(parts) or "text", made=made, removed=removed)


def _made(after: Mapping[str, Any]) -> str:
    """What the reader made with a new highlight: "highlight", "highlight and note", "verdict “confirmed”"."""
    verdict = after.get("verdict")
    first = f"verdict {in_quotes(verdict)}" if verdict else "highlight"
    return " and ".join([first, *_written(after)])


def _written(row: Mapping[str, Any]) -> list[str]:
    """The parts of a highlight that hold words of the reader's own."""
    return [part for part in ("note", "tags", "evidence") if row.get(part) not in ("", "[]", None)]


def _object(rows: Sequence[sqlite3.Row], after: Mapping[str, Any]) -> str:
    """What a step changed: some words, a correction, or how many of them."""
    table = rows[0]["what"]
    if table == "corrections":
        in_order = (_recorded(table, row["after"]) for row in sorted(rows, key=lambda row: row["seq"]))
        corrections = [correction_of(row) for row in in_order if row]
        titles = [one.title if one else "a correction that cannot be read" for one in corrections]
        if len(titles) > MOST_TITLES:
            titles[MOST_TITLES - 1 :] = [f"{len(titles) - MOST_TITLES + 1} more"]
        return " and ".join(titles)
    if len(rows) > 1:
        return f"{len(rows)} highlights"
    quote = " ".join(after["exact"].split())
    return in_quotes(quote if len(quote) <= 50 else quote[:49] + "…")


_TEXTS = {
    "highlights": ("id", "source", "digest", "exact", "label", "note", "tags", "created", "modified"),
    "corrections": ("id", "source", "digest", "data", "created"),
}
"""Columns that the record of a row has at least, as text."""
_OTHERS = {
    "highlights": {
        *("seq", "source_url", "start", "end", "prefix", "suffix", "deleted"),
        *("verdict", "evidence", "kind", "speaker"),
    },
    "corrections": {"seq", "source_url", "deleted"},
}


def _recorded(table: str, column: object) -> dict[str, Any] | None:
    """The row of that table which a column of `changes` holds as JSON; None if there is none or it is damaged."""
    if table not in _TEXTS or not isinstance(column, str):
        return None
    try:
        row = json.loads(column)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or row.keys() - _OTHERS[table] != set(_TEXTS[table]):
        return None
    return row if all(isinstance(row[name], str) for name in _TEXTS[table]) else None


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
