"""The one SQLite file in which articles, analyses, highlights and notes are stored."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from . import database_file
from .articles import Articles
from .backup import (
    COUNT_NOTES,
    check_quickly,
    check_space,
    daily_backup,
    delete_leftovers,
    delete_old_backups,
    is_large,
    megabytes,
    write_backup,
)
from .connection import Clock, Connection, connect, explain, utc_now
from .database_file import OpenFile
from .errors import (
    StoreDamaged,
    StoreError,
    StoreStopped,
    check_not_lost,
    damaged,
)
from .faults import damaged_rows
from .files import NAME
from .notebook import Notebook

Notify = Callable[[str], None]
"""Shows the reader a sentence about work that takes more than a moment."""


class Store(Connection):
    """An open store. Created by `open_store`; closed by `close` or by leaving it as a context manager."""

    def __init__(self, folder: Path, file: OpenFile, *, read_only: bool, clock: Clock) -> None:
        super().__init__(folder, file.db, read_only=read_only, clock=clock)
        self.articles = Articles(self)
        """Texts, analyses, reading positions, search."""
        self.notebook = Notebook(self, self.articles)
        """Highlights, notes, corrections, undo, trash."""
        self._presence = file.presence
        self._needs_check = file.needs_check
        self._reader: Store | None = None
        self._closing = False
        self._maintained = False

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. The last program to do so merges the WAL into it, which marks a clean end."""
        self._closing = True
        if self._reader is not None:
            self._reader.interrupt()
            self._reader.close()
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._db.close()
        if self._presence is not None:
            self._presence.close()
            self._presence = None

    @property
    def read_connection(self) -> Store:
        """The same store over a second, read-only connection: for long queries, while this one stays free for short
        queries and for writing. This store itself if the file cannot be opened a second time."""
        with self._lock:
            if self._reader is None:
                if self.read_only or not self.path.exists() or self._closing:
                    return self
                self._reader = open_store(self.folder, read_only=True, clock=self.clock)
            return self._reader

    @property
    def size(self) -> int:
        """Bytes of the file."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def backup(self, target: Path) -> None:
        """Write a whole copy to `target` while others read and write. Raises StoreError.

        The copy gets its name when it is complete, and replaces an older file. A large one takes seconds; `close` in
        another thread cancels it.
        """
        if self.read_only or self._db.in_transaction:
            with self._lock:
                write_backup(self.path, target, self._is_closing, self._db)
        else:
            write_backup(self.path, target, self._is_closing)

    def _is_closing(self) -> bool:
        """Whether the store is being closed; work in other threads then ends."""
        return self._closing

    def backup_daily(self, notify: Notify | None = None) -> Path | None:
        """Write today's backup, unless there is one already or there are no notes. Raises StoreError.

        Returns the new file, or None. Keeps the last seven, fewer of a large store. Takes as long as writing the file,
        so never call it before the first frame. `notify` is called if it takes more than a moment.
        """
        if self.read_only or not self.rows("SELECT 1 FROM highlights UNION ALL SELECT 1 FROM corrections LIMIT 1"):
            return None
        target = daily_backup(self.folder, self.clock)
        if target.exists():
            return None
        size = self.size
        check_space(self.folder, size)
        delete_leftovers(self.folder)
        if notify is not None and is_large(size):
            notify(f"Writing today's backup of the notes and the library ({megabytes(size)}); you can read on.")
        self.backup(target)
        delete_old_backups(self.folder, size, self.rows(COUNT_NOTES)[0][0])
        return target

    def run_maintenance(self, notify: Notify | None = None, *, index: bool = True) -> None:
        """Do the work that a store needs regularly and that no key may wait for: once a session, in a thread. Raises
        StoreError.

        Checks a large file after a program died, writes today's backup, and indexes articles that an older version has
        left, unless `index` is False. `notify` is called if that takes more than a moment. `close` ends it.
        """
        if self._maintained or self.read_only:
            return
        self._maintained = True
        with contextlib.suppress(StoreStopped):
            self._finish_check(notify)
            self.backup_daily(notify)
            if index and self.articles.index_queue_length():
                # Over a connection of its own, so that this one stays free for keys.
                with open_store(self.folder, clock=self.clock) as own:
                    own.articles.shelf.indexing.index_everything(notify, self._is_closing)

    def _finish_check(self, notify: Notify | None) -> None:
        """Check a large file after a program died, which `open_store` has postponed. Raises StoreDamaged."""
        if not self._needs_check:
            return
        self._needs_check = False
        if notify is not None:
            notify(f"newsreader was killed last time; checking its file ({megabytes(self.size)}). You can read on.")
        db = connect(self.path.absolute().as_uri() + "?mode=ro")
        try:
            found = check_quickly(db, self._is_closing)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        finally:
            db.close()
        if found != "ok":
            raise damaged(self.path, found)

    def check(self) -> list[str]:
        """Check the whole file; a sentence for each fault, or nothing. Raises StoreError."""
        try:
            wrong = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
            loose = [str(row[0]) for row in self.rows("PRAGMA foreign_key_check")]
        except StoreDamaged as error:
            return [str(error.__cause__)]
        wrong += [f"a row of {table} refers to something that is gone" for table in loose]
        return wrong or damaged_rows(self)


def open_store(folder: Path, *, read_only: bool = False, clock: Clock = utc_now) -> Store:
    """Open the store in `folder`, creating both if necessary; takes a few milliseconds.

    Read-only works even if nothing can be written; a missing store then counts as empty.
    Raises StoreNewer, StoreDamaged, StoreBusy or StoreError; none of them has changed the file.
    """
    path = folder / NAME
    try:
        existing = next(one for one in (folder, *folder.parents) if one.exists())
        if not existing.is_dir():
            raise StoreError(f"The notes cannot be saved in {folder}: {existing} is a file and not a folder.")
        if path.is_dir():
            raise StoreError(f"{path} is a folder; the file with the notes should be there.")
        check_not_lost(folder)
        if read_only:
            return Store(folder, database_file.open_to_read(path), read_only=True, clock=clock)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Store(folder, database_file.open_to_write(folder, path), read_only=False, clock=clock)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OSError as error:
        raise StoreError(f"The notes cannot be saved in {folder}: {error.strerror or error}.") from error
