"""Copies the store's file, through SQLite, while others read and write, and checks whether a file is sound."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from .connection import Clock, connect
from .errors import StoreError, StoreStopped, damaged
from .files import BACKUPS, backups

KEEP_BACKUPS = 7
BACKUPS_TOGETHER = 2_000_000_000
"""Bytes that the daily backups may take together. If they take more, fewer are kept, but at least two."""
PAGES = 1000
"""Pages that are copied between two checks for cancellation: some milliseconds."""
ABANDONED = 3600.0
"""Seconds after its last write after which an unfinished copy counts as abandoned."""
LARGE = 100_000_000
"""The size in bytes from which copying or checking the file takes more than a moment: never before the first frame."""


def check_quickly(db: sqlite3.Connection, is_cancelled: Callable[[], bool] | None = None) -> str:
    """ "ok", or what is wrong with a file. Takes some seconds for a gigabyte.

    Whatever was acknowledged before a program died is in the WAL, which SQLite replays. Raises sqlite3.Error, also when
    `is_cancelled` returns true.
    """
    if is_cancelled is not None:
        db.set_progress_handler(is_cancelled, 100_000)
    try:
        return str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        db.set_progress_handler(None, 0)


def is_sound(path: Path) -> bool:
    """Whether a store's file, such as a backup, can be read and is not damaged."""
    try:
        with contextlib.closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
            return path.stat().st_size > 0 and check_quickly(db) == "ok"
    except (sqlite3.Error, OSError):
        return False


def write_backup(
    path: Path, target: Path, is_cancelled: Callable[[], bool], source: sqlite3.Connection | None = None
) -> None:
    """Write a whole copy of the file `path` to `target`. Raises StoreError.

    The copy gets its name when it is complete, and replaces an older file. A large one takes seconds. `source` is an
    open connection to copy from, if a second one cannot be opened.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _delete_abandoned(target.parent, glob.escape(target.name))
        part.touch(mode=0o600)
        copy = sqlite3.connect(part)
        try:
            if source is not None:
                source.backup(copy)
            else:
                _copy_pages(path, copy, is_cancelled)
            copy.execute("PRAGMA journal_mode=DELETE")
            # A copy of a damaged file must not push out the good ones.
            found = check_quickly(copy, is_cancelled)
            if found != "ok":
                raise damaged(path, found)
        finally:
            copy.close()
        os.replace(part, target)
    except sqlite3.Error as error:
        if "malformed" in str(error):
            raise damaged(path, str(error)) from error
        if "interrupted" in str(error):
            raise StoreStopped("The copy was interrupted.") from error
        raise StoreError(f"The copy {target} could not be written: {error}.") from error
    except OSError as error:
        raise StoreError(f"The copy {target} could not be written: {error.strerror or error}.") from error
    finally:
        for side in ("", "-journal"):
            with contextlib.suppress(OSError):
                part.with_name(part.name + side).unlink(missing_ok=True)


def _copy_pages(path: Path, copy: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> None:
    """Copy page by page over a second connection, so that the first one stays free for keys."""
    source = connect(path.absolute().as_uri() + "?mode=ro")
    try:
        # Read the whole file in one transaction: otherwise every write would restart the copy.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def check_cancelled(status: int, remaining: int, total: int) -> None:
            if is_cancelled():
                raise sqlite3.OperationalError("interrupted")

        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy, pages=PAGES, progress=check_cancelled, sleep=0)
    finally:
        source.close()


def is_large(size: int) -> bool:
    """Whether copying or checking a file of `size` bytes takes more than a moment."""
    return size > LARGE


def daily_backup(folder: Path, clock: Clock) -> Path:
    """The path of today's backup."""
    return folder / BACKUPS / f"newsreader-{clock().astimezone(UTC):%Y-%m-%d}.db"


def check_space(folder: Path, size: int) -> None:
    """Raise StoreError if the disk has no room for a backup of `size` bytes, and as much again for the store."""
    free = _free_bytes(folder)
    if free is not None and free < 2 * size:
        raise StoreError(
            f"Today's backup of the notes was not made: it needs {megabytes(2 * size)}, and the disk that holds "
            f"{folder / BACKUPS} has {megabytes(free)}."
        )


def delete_old_backups(folder: Path, size: int, notes: int) -> None:
    """Keep the last seven daily backups, and the latest of each earlier month, of four months in all.

    Keeps fewer of a large store. Never deletes the backup with the most notes while the store has fewer, because the
    store may have lost some. `notes` is the current number, with those in the trash.
    """
    keep = max(2, min(KEEP_BACKUPS, BACKUPS_TOGETHER // max(1, size)))
    copies = backups(folder)
    kept, rest = copies[:keep], copies[keep:]
    months = {_month(copy) for copy in kept}
    richest = max(rest, key=count_notes, default=None)
    for copy in rest:
        new_month = keep == KEEP_BACKUPS and _month(copy) not in months and len(months) < 4
        if new_month or (copy == richest and count_notes(copy) > notes):
            months.add(_month(copy))
            continue
        with contextlib.suppress(OSError):
            copy.unlink()


def _month(copy: Path) -> str:
    return copy.stem.removeprefix("newsreader-")[:7]


def count_notes(path: Path) -> int:
    """How many highlights and corrections a store's file has, with those in the trash; 0 if it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
            return int(db.execute(COUNT_NOTES).fetchone()[0])
    except sqlite3.Error:
        return 0


COUNT_NOTES = "SELECT (SELECT count(*) FROM highlights) + (SELECT count(*) FROM corrections)"
"""The number of notes, with those in the trash."""


def delete_leftovers(folder: Path) -> None:
    """Delete the unfinished daily copies of programs that have ended."""
    _delete_abandoned(folder / BACKUPS, "newsreader-*.db")


def _delete_abandoned(folder: Path, name: str) -> None:
    """Delete unfinished copies, of files whose name matches, that no running program of this machine is writing."""
    for part in folder.glob(f".{name}.*.part*"):
        number = part.name.partition(".part")[0].rpartition(".")[2]
        with contextlib.suppress(OSError):
            if not (number.isascii() and number.isdigit() and is_running(int(number))):
                part.unlink()
            elif time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()  # another program has the process number of the one that was killed


def is_running(number: int) -> bool:
    """Whether there is a process with that number."""
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def megabytes(size: int) -> str:
    """A size in bytes, for the reader."""
    return f"{size / 1_000_000:,.0f} MB"
