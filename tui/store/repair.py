"""Going on after the store was damaged: the damaged file is set aside and every note that can be read is brought back.

What the newest good copy has comes first, then whatever can still be read in the damaged file itself, which is newer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .connection import Clock, utc_now
from .database import Store, open_store
from .database_file import hold_presence
from .errors import StoreBusy, StoreError
from .files import NAME, backups


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of it."""

    aside: Path
    """Where the damaged file is now."""
    copy: Path | None
    """The daily copy that was gone back to, or None where there was none."""
    notes: int
    """How many highlights the store has now, those in the trash not counted."""
    from_damaged: int
    """How many of them could only be read in the damaged file."""


_TABLES = {
    "articles": "id",
    "readings": None,
    "raw": None,
    "analyses": "rowid",
    "positions": None,
    "highlights": "seq",
    "places": None,
    "corrections": "seq",
    "drafts": None,
}
"""What is brought back, and the column to read each table from its end by."""


def repair(folder: Path, *, clock: Clock = utc_now) -> Repaired:
    """Set the damaged store of a folder aside and make a good one. Raises StoreError; nothing is ever deleted."""
    path = folder / NAME
    presence, alone = hold_presence(folder)
    if presence is not None:
        presence.close()
    if not alone:
        raise StoreBusy("Another newsreader has the notes open. Close it and try again.")
    if not path.exists():
        raise StoreError(f"There is no {path} to repair.")
    try:
        aside = _set_aside(path, clock)
        copy = _go_back(folder, path)
    except OSError as error:
        raise StoreError(f"The damaged file could not be set aside: {error}.") from error
    with open_store(folder, clock=clock) as store:
        before = {row["id"] for row in store.rows("SELECT id FROM highlights")}
        _salvage(store, aside)
        store.notebook.index_again()
        now = store.rows("SELECT id, deleted FROM highlights")
        live = [row["id"] for row in now if row["deleted"] is None]
    return Repaired(aside, copy, len(live), len(set(live) - before))


def _set_aside(path: Path, clock: Clock) -> Path:
    stamp = f"{clock():%Y-%m-%d-%H%M%S}"
    aside = path.with_name(f"newsreader-damaged-{stamp}.db")
    number = 2
    while aside.exists():
        aside = path.with_name(f"newsreader-damaged-{stamp}-{number}.db")
        number += 1
    for side in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.replace(path.with_name(NAME + side), aside.with_name(aside.name + side))
    os.replace(path, aside)
    return aside


def _go_back(folder: Path, path: Path) -> Path | None:
    """Put the newest good copy in its place."""
    for copy in backups(folder):
        db = sqlite3.connect(copy.absolute().as_uri() + "?mode=ro", uri=True)
        try:
            good = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except sqlite3.Error:
            good = False
        finally:
            db.close()
        if good:
            shutil.copyfile(copy, path)
            return copy
    return None


def _salvage(store: Store, damaged: Path) -> None:
    """Add what can still be read. The copy set aside is read from a copy, since reading a WAL file changes it."""
    work = damaged.with_name(f".{damaged.name}.work")
    try:
        for side in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(damaged.with_name(damaged.name + side), work.with_name(work.name + side))
        source = sqlite3.connect(work)
        source.row_factory = sqlite3.Row
        try:
            with store.writing() as db:
                db.execute("PRAGMA defer_foreign_keys=ON")
                for table, key in _TABLES.items():
                    known = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
                    for row in _readable(source, table, key):
                        _bring(db, table, {k: row[k] for k in row.keys() if k in known})  # noqa: SIM118
                db.execute("DELETE FROM readings WHERE digest NOT IN (SELECT digest FROM articles)")
        finally:
            source.close()
    finally:
        for side in ("", "-wal", "-shm"):
            work.with_name(work.name + side).unlink(missing_ok=True)


def _readable(source: sqlite3.Connection, table: str, key: str | None) -> Iterator[sqlite3.Row]:
    """Rows from the beginning up to the damage, and from the end back to it."""
    for order in (f" ORDER BY {key}", f" ORDER BY {key} DESC") if key else ("",):
        try:
            rows = source.execute(f"SELECT * FROM {table}{order}")
            while (row := rows.fetchone()) is not None:
                yield row
        except (sqlite3.Error, UnicodeDecodeError):
            continue
        else:
            return


def _bring(db: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    """Add one row; a highlight that the copy has in an older form is replaced."""
    if table in ("articles", "highlights", "corrections"):
        row.pop("id" if table == "articles" else "seq", None)
    if table == "articles":
        row["indexed"] = 0
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    with contextlib.suppress(sqlite3.IntegrityError):
        if table == "highlights":
            newer = "SELECT 1 FROM highlights WHERE id = ? AND modified >= ? AND deleted IS ?"
            if db.execute(newer, (row["id"], row["modified"], row["deleted"])).fetchone():
                return
            old = db.execute("SELECT seq FROM highlights WHERE id = ?", (row["id"],)).fetchone()
            if old:
                names, marks, row = names + ", seq", marks + ", ?", row | {"seq": old["seq"]}
        how = "INSERT OR REPLACE" if table == "highlights" else "INSERT OR IGNORE"
        db.execute(f"{how} INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
