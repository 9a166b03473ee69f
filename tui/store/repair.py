"""Repairs a damaged store: sets the damaged file aside and recovers every note that can be read.

The new store is built in a folder of its own and renamed into place when it is complete. It starts from the newest
sound backup; then come the damaged file and every file that an earlier repair set aside, whether or not that repair
finished. A marker is in the data folder while the file is being replaced: until it is gone no program opens the
store, and the next repair starts again from the same files. So a repair that is killed at any moment, or runs out of
disk space, loses nothing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .backup import is_sound
from .connection import Clock, readable_text, utc_now
from .database import Store, open_store
from .database_file import hold_presence
from .errors import StoreBusy, StoreError
from .faults import TEXT_COLUMNS, damaged_rows, is_json_object
from .files import NAME, REPAIRING, backups, set_aside_files
from .highlight_rows import as_text, highlight_from, highlight_row

WORK = ".newsreader-repair"
"""The folder in which the new store is built."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The result of a repair."""

    aside: Path | None
    """The damaged file now; None if there was only a backup or an earlier set-aside file."""
    copy: Path | None
    """The backup from which the new store started, or None if there was none."""
    notes: int
    """How many highlights the store has now, without those in the trash."""
    from_damaged: int
    """How many of them were only found in damaged files."""


_TABLES = {
    "articles": "id",
    "readings": None,
    "removed_readings": None,
    "raw": None,
    "analyses": "rowid",
    "positions": None,
    "highlights": "seq",
    "places": None,
    "corrections": "seq",
    "drafts": None,
    "stated_dates": None,
}
"""The tables to recover, and the column by which each can also be read from its end."""


def repair(folder: Path, *, clock: Clock = utc_now) -> Repaired:
    """Set the damaged store of a folder aside and build a sound one. Raises StoreError; never deletes a note."""
    presence, alone = hold_presence(folder)
    try:
        if not alone:
            raise StoreBusy("Another newsreader has the notes open. Close it and try again.")
        path = folder / NAME
        if not path.exists() and not backups(folder) and not set_aside_files(folder):
            raise StoreError(f"There is no {path} to repair.")
        try:
            return _repair(folder, path, clock)
        except OSError as error:
            raise StoreError(f"The store could not be repaired: {error}. Nothing was lost; try again.") from error
    finally:
        if presence is not None:
            presence.close()


def _repair(folder: Path, path: Path, clock: Clock) -> Repaired:
    work, marker = folder / WORK, folder / REPAIRING
    resumed = marker.exists()
    shutil.rmtree(work, ignore_errors=True)
    aside = None
    try:
        work.mkdir(mode=0o700)
        if path.exists() and path.stat().st_size:
            aside = _set_aside(path, clock)
        copy, notes, from_damaged = _build(folder, work, aside, clock)
        _sync(work / NAME)
    except BaseException:
        # The store is unchanged: remove the traces of the attempt, unless an earlier one had already begun to replace
        # it.
        shutil.rmtree(work, ignore_errors=True)
        if aside is not None and not resumed:
            for side in ("", "-wal"):
                aside.with_name(aside.name + side).unlink(missing_ok=True)
        raise
    marker.write_text("A repair of the store began to replace newsreader.db.\n", encoding="utf-8")
    _sync(marker)
    _sync(folder)
    # SQLite would apply the old WAL to the new file.
    for side in ("-wal", "-shm"):
        path.with_name(NAME + side).unlink(missing_ok=True)
    os.replace(work / NAME, path)
    _sync(folder)
    marker.unlink()
    shutil.rmtree(work, ignore_errors=True)
    return Repaired(aside, copy, notes, from_damaged)


def _build(folder: Path, work: Path, aside: Path | None, clock: Clock) -> tuple[Path | None, int, int]:
    """Build the new store in `work`. Returns the backup used, the number of notes, and how many are not in the
    backup."""
    copy = next((one for one in backups(folder) if is_sound(one)), None)
    if copy is not None:
        shutil.copyfile(copy, work / NAME)
    with open_store(work, clock=clock) as store:
        before = {row["id"] for row in store.rows("SELECT id FROM highlights")}
        if aside is not None:
            _salvage(store, aside, work, latest=True)
        for earlier in set_aside_files(folder):
            if earlier != aside:
                _salvage(store, earlier, work, latest=False)
        _repair_values(store)
        store.notebook.index_again()
        live = {row["id"] for row in store.rows("SELECT id FROM highlights WHERE deleted IS NULL")}
    return copy, len(live), len(live - before)


def _repair_values(store: Store) -> None:
    """Replace damaged values of notes by their readable form, and move unreadable corrections to the trash."""
    if not damaged_rows(store):
        return
    with store.writing() as db:
        for row in db.execute("SELECT * FROM highlights").fetchall():
            values = {"seq": row["seq"]} | highlight_row(highlight_from(row))
            columns = ", ".join(f'"{name}" = :{name}' for name in values)
            with contextlib.suppress(sqlite3.IntegrityError):
                db.execute(f"UPDATE highlights SET {columns} WHERE seq = :seq", values)
        for row in db.execute("SELECT * FROM corrections WHERE deleted IS NULL").fetchall():
            texts = {name: as_text(row[name]) for name in TEXT_COLUMNS["corrections"]}
            columns = ", ".join(f"{name} = :{name}" for name in texts)
            with contextlib.suppress(sqlite3.IntegrityError):
                db.execute(f"UPDATE corrections SET {columns} WHERE seq = :seq", texts | {"seq": row["seq"]})
            if not is_json_object(texts["data"]):
                db.execute("UPDATE corrections SET deleted = ? WHERE seq = ?", (store.now(), row["seq"]))


def unrecovered_notes(folder: Path, store: Store) -> int:
    """How many highlights in set-aside files are missing from the store, because a repair was killed before it was
    finished."""
    known = {row["id"] for row in store.rows("SELECT id FROM highlights")}
    missing: set[str] = set()
    for aside in set_aside_files(folder):
        with tempfile.TemporaryDirectory() as work, _copy_of(aside, Path(work)) as source:
            missing |= {str(row["id"]) for row in _readable(source, "highlights", "seq")} - known
    return len(missing)


def _set_aside(path: Path, clock: Clock) -> Path:
    """Give the damaged file and its WAL a second name, under which they stay."""
    stamp = f"{clock():%Y-%m-%d-%H%M%S}"
    aside = path.with_name(f"newsreader-damaged-{stamp}.db")
    number = 2
    while aside.exists():
        aside = path.with_name(f"newsreader-damaged-{stamp}-{number}.db")
        number += 1
    for side in ("-wal", ""):
        with contextlib.suppress(FileNotFoundError):
            _link(path.with_name(NAME + side), aside.with_name(aside.name + side))
    _sync(path.parent)
    return aside


def _link(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except FileNotFoundError:
        raise
    except OSError:  # some file systems have no links
        shutil.copyfile(file, name)
        _sync(name)


def _sync(path: Path) -> None:
    """Force a file or the names in a folder to disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _salvage(store: Store, damaged: Path, work: Path, *, latest: bool) -> None:
    """Add every readable row of a damaged file.

    `latest` is for the file that was in use until now. From an older file only rows are taken that are missing, or were
    changed later than in the store.
    """
    with _copy_of(damaged, work) as source, store.writing() as db:
        db.execute("PRAGMA defer_foreign_keys=ON")
        for table, key in _TABLES.items():
            known = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
            for row in _readable(source, table, key):
                _add(db, table, {k: row[k] for k in row.keys() if k in known}, latest=latest)  # noqa: SIM118
        db.execute("DELETE FROM readings WHERE digest NOT IN (SELECT digest FROM articles)")


@contextlib.contextmanager
def _copy_of(damaged: Path, work: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy in `work` of a damaged file, since reading a WAL changes the file."""
    read = work / "damaged.db"
    try:
        for side in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(damaged.with_name(damaged.name + side), read.with_name(read.name + side))
        with contextlib.closing(sqlite3.connect(read)) as source:
            source.row_factory = sqlite3.Row
            source.text_factory = readable_text
            yield source
    finally:
        for side in ("", "-wal", "-shm"):
            read.with_name(read.name + side).unlink(missing_ok=True)


def _readable(source: sqlite3.Connection, table: str, key: str | None) -> Iterator[sqlite3.Row]:
    """The rows from the beginning up to the damage, and from the end back to it."""
    for order in (f" ORDER BY {key}", f" ORDER BY {key} DESC") if key else ("",):
        try:
            rows = source.execute(f"SELECT * FROM {table}{order}")
            while (row := rows.fetchone()) is not None:
                yield row
        except sqlite3.Error:
            continue
        else:
            return


def _add(db: sqlite3.Connection, table: str, row: dict[str, object], *, latest: bool) -> None:
    """Add one row; replace a highlight that the store has in an older form."""
    if table in ("articles", "highlights", "corrections"):
        row.pop("id" if table == "articles" else "seq", None)
    if table == "articles":
        row["indexed"] = 0
    with contextlib.suppress(sqlite3.IntegrityError, TypeError, OverflowError):
        if table == "highlights":
            row |= highlight_row(highlight_from(row))
            old = db.execute("SELECT seq, modified, deleted FROM highlights WHERE id = ?", (row["id"],)).fetchone()
            if old and old["modified"] >= str(row["modified"]) and (old["deleted"] == row["deleted"] or not latest):
                return
            if old:
                row |= {"seq": old["seq"]}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        how = "INSERT OR REPLACE" if table == "highlights" else "INSERT OR IGNORE"
        db.execute(f"{how} INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
