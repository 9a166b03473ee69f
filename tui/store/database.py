"""The one SQLite file in which articles, analyses, highlights and notes are kept.

What is acknowledged is kept: a change to notes returns after its transaction was forced to disk (WAL with
`synchronous=FULL`), and begins with BEGIN IMMEDIATE, since a transaction that reads first and then writes is
refused at once when another program writes. What can be made anew (analyses, reading positions, places of
highlights in later texts) is written without waiting for the disk; kill -9 loses none of it either.

A damaged file is never overwritten and a newer one never touched: both raise StoreError with what to do.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .schema import MIGRATIONS, SCHEMA_VERSION

if TYPE_CHECKING:
    from .articles import Articles
    from .notebook import Notebook

NAME = "newsreader.db"
BACKUPS = "backups"
KEEP_BACKUPS = 7
CACHE = 512
"""Kilobytes of the file that SQLite keeps in memory; by itself it takes 2,000, and the system has the file at hand."""
BACKUPS_TOGETHER = 2_000_000_000
"""Bytes that the daily copies may take together; beyond, fewer of them are kept, but never under two."""
PAGES = 1000
"""How many are copied before it is asked whether to go on: some milliseconds."""
LARGE = 100_000_000
"""Bytes from which on copying or examining the file takes more than a moment: never before the first frame."""
PATIENCE = 5.0
"""Seconds to wait for another program's write."""
QUICK_PATIENCE = 0.25
"""Seconds to wait when what is written could be made anew."""

Clock = Callable[[], datetime]


class StoreError(Exception):
    """The store cannot do what was asked. str() is one sentence for the reader."""


class StoreBusy(StoreError):
    """Another program holds the store; the same may work in a moment."""


class StoreStopped(StoreError):
    """A question was broken off, because a newer one was asked or the store is being closed."""


class StoreDamaged(StoreError):
    """The file is damaged. It was left as it is; `repair.repair` sets it aside and brings back what it can."""


class StoreNewer(StoreError):
    """A later version of newsreader has written the file. Nothing was changed."""


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Store:
    """An open store. Made by `open_store`; closed by `close` or as a context manager."""

    def __init__(self, folder: Path, db: sqlite3.Connection, *, read_only: bool, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.read_only = read_only
        self._db = db
        self._clock = clock
        self._lock = threading.RLock()
        self._presence: IO[bytes] | None = None
        self._articles: Articles | None = None
        self._notebook: Notebook | None = None
        self._synchronous = "FULL"
        self._beside: Store | None = None
        self._closing = False
        self._unexamined = False
        self._looked_after = False

    @property
    def articles(self) -> Articles:
        """Texts, analyses, reading positions, search."""
        if self._articles is None:
            from .articles import Articles

            self._articles = Articles(self)
        return self._articles

    @property
    def notebook(self) -> Notebook:
        """Highlights, notes, corrections, undo, trash."""
        if self._notebook is None:
            from .notebook import Notebook

            self._notebook = Notebook(self)
        return self._notebook

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. The last program to do so folds the WAL in, which is what a clean end is."""
        self._closing = True
        if self._beside is not None:
            self._beside.interrupt()
            self._beside.close()
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._db.close()
        if self._presence is not None:
            self._presence.close()
            self._presence = None

    def now(self) -> str:
        """The time as it is kept: UTC, seconds, a final Z."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def token(self) -> int:
        """A number that changes when another program has written. Costs microseconds."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def changed_since(self, token: int) -> bool:
        """True where another program has written since `token` was taken. Our own writes do not count."""
        return self.token() != token

    @property
    def beside(self) -> Store:
        """The same store by a connection of its own, to read only: for what takes long, while this one stays free for
        short questions and for writing. This store itself where there is no file to read a second time."""
        with self._lock:
            if self._beside is None:
                if self.read_only or not self.path.exists() or self._closing:
                    return self
                self._beside = open_store(self.folder, read_only=True, clock=self._clock)
            return self._beside

    def interrupt(self) -> None:
        """Break off what is being asked in another thread; it ends in StoreStopped."""
        with contextlib.suppress(sqlite3.Error):
            self._db.interrupt()

    def rows(self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query. Raises StoreError."""
        try:
            with self._lock:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def row(self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None. Raises StoreError."""
        found = self.rows(sql, values)
        return found[0] if found else None

    @contextlib.contextmanager
    def writing(self, *, quick: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction, committed and on disk when the block ends, or undone as a whole. Raises StoreError.

        `quick` is for what can be made anew: it does not wait for the disk, and only a moment for another program.
        Inside another `writing` block it joins that transaction.
        """
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            if self.read_only:
                raise StoreError(f"The notes in {self.folder} can only be read, not changed.")
            try:
                self._expect("NORMAL" if quick else "FULL", QUICK_PATIENCE if quick else PATIENCE)
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                raise explain(error, self.path) from error
            try:
                yield self._db
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                self._abandon()
                raise explain(error, self.path) from error
            except BaseException:
                self._abandon()
                raise

    def _expect(self, synchronous: str, patience: float) -> None:
        if synchronous != self._synchronous:
            self._db.execute(f"PRAGMA synchronous={synchronous}")
            self._db.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
            self._synchronous = synchronous

    def _abandon(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def backup(self, target: Path) -> None:
        """Write a whole copy to `target`, made by SQLite while others read and write. Raises StoreError.

        The copy appears under its name only when it is complete; what stood there is replaced. A large one takes
        seconds; `close` in another thread breaks it off.
        """
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = sqlite3.connect(part)
            try:
                self._copy(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                # A copy of a damaged file must not push the good ones out.
                found = examine(copy, self._ending)
                if found != "ok":
                    raise damaged(self.path, found)
            finally:
                copy.close()
            os.replace(part, target)
        except sqlite3.Error as error:
            if "malformed" in str(error):
                raise damaged(self.path, str(error)) from error
            if "interrupted" in str(error):
                raise StoreStopped("The copy was broken off.") from error
            raise StoreError(f"The copy {target} could not be written: {error}.") from error
        except OSError as error:
            raise StoreError(f"The copy {target} could not be written: {error.strerror or error}.") from error
        finally:
            for side in ("", "-journal"):
                with contextlib.suppress(OSError):
                    part.with_name(part.name + side).unlink(missing_ok=True)

    def _copy(self, copy: sqlite3.Connection) -> None:
        """Copy page by page, by a connection of its own: this one is needed for keys meanwhile."""
        if self.read_only or self._db.in_transaction:
            with self._lock:
                self._db.backup(copy)
            return
        source = _connect(self.path.absolute().as_uri() + "?mode=ro")
        try:
            # One view of the file from the first page to the last: else every write would begin the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()

            def told(status: int, remaining: int, total: int) -> None:
                if self._ending():
                    raise sqlite3.OperationalError("interrupted")

            copy.execute("PRAGMA synchronous=OFF")
            source.backup(copy, pages=PAGES, progress=told, sleep=0)
        finally:
            source.close()

    def _ending(self) -> bool:
        """Whether the store is being closed, for what goes on in another thread."""
        return self._closing

    def backup_daily(self, told: Callable[[str], None] | None = None) -> Path | None:
        """Keep today's copy beside the store, if there is none yet and there is something to keep.

        Gives the new file, or None. Keeps the last seven, fewer of a large store. Takes as long as writing the file:
        not for the way to the first frame. `told` hears of it where it takes more than a moment. Raises StoreError.
        """
        if self.read_only or not self.rows("SELECT 1 FROM highlights UNION ALL SELECT 1 FROM corrections LIMIT 1"):
            return None
        folder = self.folder / BACKUPS
        target = folder / f"newsreader-{self._clock().astimezone(UTC):%Y-%m-%d}.db"
        if target.exists():
            return None
        size = self.size
        free = _free(self.folder)
        if free is not None and free < 2 * size:
            raise StoreError(
                f"Today's copy of the notes was not made: it needs {_megabytes(2 * size)}, and the disk that holds "
                f"{folder} has {_megabytes(free)}."
            )
        _sweep(folder)
        if told is not None and size > LARGE:
            told(f"Today's copy of the notes and the library is being written ({_megabytes(size)}); read on.")
        self.backup(target)
        keep = max(2, min(KEEP_BACKUPS, BACKUPS_TOGETHER // max(1, size)))
        for old in backups(self.folder)[keep:]:
            with contextlib.suppress(OSError):
                old.unlink()
        return target

    @property
    def size(self) -> int:
        """Bytes of the file."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def look_after(self, told: Callable[[str], None] | None = None) -> None:
        """What a store needs now and then, and no key may wait for: once a run, in a thread. After a program died a
        large file is looked through; today's copy is written; and what an older version has left is made searchable.

        `told` hears of what takes more than a moment. `close` ends it. Raises StoreError.
        """
        if self._looked_after or self.read_only:
            return
        self._looked_after = True
        with contextlib.suppress(StoreStopped):
            self.examine_later(told)
            self.backup_daily(told)
            self.articles.shelf.indexing.catch_up(told, self._ending)

    def examine_later(self, told: Callable[[str], None] | None = None) -> None:
        """Look through a large file after a program died, what `open_store` has put off. Raises StoreDamaged."""
        if not self._unexamined:
            return
        self._unexamined = False
        if told is not None:
            told(f"newsreader was broken off last time; its file is looked through ({_megabytes(self.size)}). Read on.")
        db = _connect(self.path.absolute().as_uri() + "?mode=ro")
        try:
            found = examine(db, self._ending)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        finally:
            db.close()
        if found != "ok":
            raise damaged(self.path, found)

    def check(self) -> list[str]:
        """Look through the whole file; what is wrong, a sentence each, or nothing. Raises StoreError."""
        try:
            wrong = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
            loose = [str(row[0]) for row in self.rows("PRAGMA foreign_key_check")]
        except StoreDamaged as error:
            return [str(error.__cause__)]
        wrong += [f"a row of {table} refers to something that is gone" for table in loose]
        return wrong


def backups(folder: Path) -> list[Path]:
    """The daily copies beside the store, the newest first."""
    return sorted((folder / BACKUPS).glob("newsreader-????-??-??.db"), reverse=True)


def holds_store(folder: Path) -> bool:
    """Whether anything was ever kept in a folder."""
    return (folder / NAME).exists()


def open_store(folder: Path, *, read_only: bool = False, clock: Clock = utc_now) -> Store:
    """Open the store in `folder`, which is made if need be; takes a few milliseconds.

    Read-only works where nothing can be written, and where nothing was ever written it shows an empty store.
    Raises StoreNewer, StoreDamaged, StoreBusy or StoreError; none of them has changed the file.
    """
    path = folder / NAME
    try:
        there = next(one for one in (folder, *folder.parents) if one.exists())
        if not there.is_dir():
            raise StoreError(f"The notes cannot be kept in {folder}: {there} is a file and no folder.")
        if path.is_dir():
            raise StoreError(f"{path} is a folder, where the file with the notes should be.")
        if read_only:
            return _open_to_read(folder, path, clock)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _open_to_write(folder, path, clock)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OSError as error:
        raise StoreError(f"The notes cannot be kept in {folder}: {error.strerror or error}.") from error


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    db.row_factory = sqlite3.Row
    # A row that is replaced is removed first, and the triggers that keep the library right have to hear of it.
    db.execute("PRAGMA recursive_triggers=ON")
    return db


def _open_to_write(folder: Path, path: Path, clock: Clock) -> Store:
    presence, alone = be_present(folder)
    wal = path.with_name(NAME + "-wal")
    unclean = alone and wal.exists() and wal.stat().st_size > 0
    db = _connect(path.absolute().as_uri())
    store = Store(folder, db, read_only=False, clock=clock)
    store._presence = presence
    try:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise _newer(path)
        if unclean and store.size > LARGE:
            store._unexamined = True
        elif unclean and (found := examine(db)) != "ok":
            raise damaged(path, found)
        if not os.access(path, os.W_OK):
            raise StoreError(f"The notes in {folder} can only be read: the file {path} cannot be written.")
        _write_ahead(db)
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute(f"PRAGMA cache_size=-{CACHE}")
        # Some systems build SQLite so that it overwrites what is deleted; a search index that is merged all the time
        # would be written twice. What costs nothing is still overwritten.
        db.execute("PRAGMA secure_delete=FAST")
        if version < SCHEMA_VERSION:
            _migrate(store, db, version)
    except BaseException:
        store.close()
        raise
    return store


def _write_ahead(db: sqlite3.Connection) -> None:
    """Write to a WAL. Where shared memory is missing (NFS, SMB) SQLite keeps the older way; both are safe."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # Of two programs that make a new file at once SQLite refuses one at once, without waiting for the other.
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _open_to_read(folder: Path, path: Path, clock: Clock) -> Store:
    if not path.exists():
        db = _connect("file::memory:")
        _create(db, 0)
        return Store(folder, db, read_only=True, clock=clock)
    uri = path.absolute().as_uri()
    # A WAL file needs a shared-memory file beside it. Where that cannot be made and nothing waits in the WAL,
    # the file is whole by itself.
    for way in ("?mode=ro", "?immutable=1"):
        db = _connect(uri + way)
        try:
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            break
        except sqlite3.OperationalError as error:
            db.close()
            wal = path.with_name(NAME + "-wal")
            if way != "?mode=ro" or "locked" in str(error) or (wal.exists() and wal.stat().st_size > 0):
                raise
        except sqlite3.Error:
            db.close()
            raise
    if version > SCHEMA_VERSION:
        db.close()
        raise _newer(path)
    if version < SCHEMA_VERSION:
        # An older store is brought up to date in memory only.
        copy = _connect("file::memory:")
        db.backup(copy)
        db.close()
        _create(copy, version)
        db = copy
    return Store(folder, db, read_only=True, clock=clock)


def _newer(path: Path) -> StoreNewer:
    return StoreNewer(
        f"A later version of newsreader has written {path}. Nothing was changed; please update newsreader to use it."
    )


def examine(db: sqlite3.Connection, stop: Callable[[], bool] | None = None) -> str:
    """ "ok", or what is wrong with a file, as after a program died: is it sound? What was acknowledged stands in the
    WAL, which SQLite plays back. Takes some seconds for a gigabyte; `stop` may end it in sqlite3.OperationalError."""
    if stop is not None:
        db.set_progress_handler(stop, 100_000)
    try:
        return str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        db.set_progress_handler(None, 0)


def _sweep(folder: Path) -> None:
    """Remove what a program has left that was killed while it copied, more than an hour ago."""
    for part in folder.glob(".newsreader-*.part*"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > 3600:
                part.unlink()


def _free(folder: Path) -> int | None:
    """Bytes free on the disk, where that is known."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def _migrate(store: Store, db: sqlite3.Connection, version: int) -> None:
    if version:
        if store.size > LARGE:
            print(f"newsreader brings its library up to date ({_megabytes(store.size)}); once.", file=sys.stderr)
        store.backup(store.folder / BACKUPS / f"before-version-{SCHEMA_VERSION}.db")
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have been quicker.
        _create(db, int(db.execute("PRAGMA user_version").fetchone()[0]))
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


def be_present(folder: Path) -> tuple[IO[bytes] | None, bool]:
    """Hold a lock that says a program has the store open. Gives its file, and True where no other program does.

    It is how an unclean end is told from a second program: a WAL file is left in both cases.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - not on this system
        return None, True
    try:
        lock = (folder / "newsreader.lock").open("ab")
    except OSError:
        return None, True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        alone = True
    except OSError:
        alone = False
    with contextlib.suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return lock, alone


def damaged(path: Path, why: str) -> StoreDamaged:
    """The error for a file that is not sound."""
    have = backups(path.parent)
    kept = f" The last good copy is {have[0]}." if have else ""
    return StoreDamaged(
        f"The notes file {path} is damaged ({why}). It was left as it is.{kept} "
        "`newsreader notes check --repair` sets it aside and brings back every note it can."
    )


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """What an SQLite error means for the reader."""
    text = str(error)
    low = text.lower()
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return damaged(path, text)
    if "interrupted" in low:
        return StoreStopped("What was asked of the library was broken off.")
    if "locked" in low or "busy" in low:
        return StoreBusy(
            f"Another program is writing to {path} and does not let go; nothing was saved. Close it and try again."
        )
    if "full" in low or isinstance(error, sqlite3.OperationalError) and "disk i/o" in low:
        return StoreError(f"Nothing was saved: the disk that holds {path} is full or cannot be written ({text}).")
    if "readonly" in low or "read-only" in low:
        return StoreError(f"Nothing was saved: {path} cannot be written.")
    if "unable to open" in low:
        return StoreError(f"The notes file {path} cannot be opened; is its folder readable, writable and not full?")
    return StoreError(f"The notes file {path} could not be used: {text}.")
