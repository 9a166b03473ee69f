"""Opening the store's file: to write or only to read, after an unclean end, and from an older version.

A damaged file is never overwritten and a newer one is never touched; both raise StoreError with advice.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import IO, NamedTuple

from ..text.file_lock import try_lock
from .backup import check_quickly, is_large, megabytes, write_backup
from .connection import PATIENCE, connect
from .errors import StoreError, damaged, newer
from .files import BACKUPS, LOCK, NAME, make_folder_private, make_private
from .schema import MIGRATIONS, SCHEMA_VERSION

CACHE = 512
"""Kilobytes of the file that SQLite caches; its default is 2,000, and the system has the file in memory anyway."""


class OpenFile(NamedTuple):
    """The store's file, open and at the current version."""

    db: sqlite3.Connection
    presence: IO[bytes] | None = None
    """The lock file that shows other programs that this one has the store open."""
    needs_check: bool = False
    """Whether a program died while it had this large file open, and nobody has checked the file since."""


def open_to_write(folder: Path, path: Path) -> OpenFile:
    """Open the file, create a missing one, migrate an older one. Raises StoreError, sqlite3.Error, OSError."""
    if not path.exists():
        path.touch(mode=0o600)  # SQLite gives the WAL the same permissions
    make_folder_private(folder)
    presence, alone = hold_presence(folder)
    try:
        wal = path.with_name(NAME + "-wal")
        unclean = alone and wal.exists() and wal.stat().st_size > 0
        db = connect(path.absolute().as_uri())
        try:
            needs_check = _prepare(db, folder, path, unclean=unclean)
        except BaseException:
            db.close()
            raise
    except BaseException:
        if presence is not None:
            presence.close()
        raise
    return OpenFile(db, presence, needs_check)


def _prepare(db: sqlite3.Connection, folder: Path, path: Path, *, unclean: bool) -> bool:
    """Prepare the file for writing. Returns whether it still needs a check."""
    version = _version(db)
    if version > SCHEMA_VERSION:
        raise newer(path)
    _check_version(db, path, version)
    size = path.stat().st_size if path.exists() else 0
    needs_check = unclean and is_large(size)
    if unclean and not needs_check and (found := check_quickly(db)) != "ok":
        raise damaged(path, found)
    if not os.access(path, os.W_OK):
        raise StoreError(f"The notes in {folder} can only be read: the file {path} cannot be written.")
    _use_wal(db)
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA foreign_keys=ON")
    db.execute(f"PRAGMA cache_size=-{CACHE}")
    # Some systems build SQLite so that it overwrites deleted data; a search index that is merged all the time would
    # be written twice. FAST still overwrites if that costs nothing.
    db.execute("PRAGMA secure_delete=FAST")
    if version < SCHEMA_VERSION:
        _migrate(db, path, version, size)
    return needs_check


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _check_version(db: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise StoreDamaged for a version that this file cannot have."""
    has_tables = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'highlights'").fetchone()
    # Another program may have created the tables since the version was read.
    if version < 0 or (version == 0 and has_tables and _version(db) == 0):
        raise damaged(path, f"its version is {version}")


def _use_wal(db: sqlite3.Connection) -> None:
    """Use a WAL. Where shared memory is missing (NFS, SMB) SQLite keeps its older journal; both are safe."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # When two programs create a file at the same time SQLite refuses one at once, without waiting.
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def open_to_read(path: Path) -> OpenFile:
    """Open the file for reading only; an empty store if there is no file. Raises StoreNewer or sqlite3.Error."""
    if not path.exists():
        db = connect("file::memory:")
        _create(db, 0)
        return OpenFile(db)
    uri = path.absolute().as_uri()
    # A WAL needs a shared-memory file next to it. Where that cannot be created and the WAL is empty, the file is
    # complete by itself.
    for mode in ("?mode=ro", "?immutable=1"):
        db = connect(uri + mode)
        try:
            version = _version(db)
            break
        except sqlite3.OperationalError as error:
            db.close()
            wal = path.with_name(NAME + "-wal")
            if mode != "?mode=ro" or "locked" in str(error) or (wal.exists() and wal.stat().st_size > 0):
                raise
        except sqlite3.Error:
            db.close()
            raise
    if version > SCHEMA_VERSION:
        db.close()
        raise newer(path)
    try:
        _check_version(db, path, version)
    except BaseException:
        db.close()
        raise
    if version < SCHEMA_VERSION:
        # Migrate an older store in memory only.
        copy = connect("file::memory:")
        db.backup(copy)
        db.close()
        _create(copy, _version(copy))
        db = copy
    return OpenFile(db)


def _migrate(db: sqlite3.Connection, path: Path, version: int, size: int) -> None:
    if version:
        if is_large(size):
            print(f"newsreader updates its library once ({megabytes(size)}).", file=sys.stderr)
        write_backup(path, path.parent / BACKUPS / f"before-version-{SCHEMA_VERSION}.db", lambda: False)
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have migrated it first.
        _create(db, _version(db))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _create(db: sqlite3.Connection, version: int) -> None:
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version={number}")


def hold_presence(folder: Path) -> tuple[IO[bytes] | None, bool]:
    """Hold a shared lock for as long as the store is open. Returns the lock file, and whether no other program holds
    one.

    A WAL file may mean an unclean end or a second running program; the lock shows which.
    """
    try:
        lock = (folder / LOCK).open("ab")
        make_private(folder / LOCK)
    except OSError:
        return None, True
    try:
        alone = try_lock(lock)
        try_lock(lock, shared=True)
    except OSError:  # some network folders have no locks
        alone = False
    return lock, alone
