"""One connection to the store's SQLite file: queries and transactions, with errors as sentences.

A change to notes returns after its transaction was forced to disk (WAL with `synchronous=FULL`), and begins with BEGIN
IMMEDIATE, since SQLite refuses a transaction that reads first and then writes as soon as another program writes. Data
that can be recomputed (analyses, reading positions, places of highlights in later texts) is written without waiting for
the disk; kill -9 does not lose it either.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..text.natural import natural_key
from .errors import StoreBusy, StoreError, StoreStopped, damaged
from .files import NAME

PATIENCE = 5.0
"""Seconds to wait for another program's write."""
QUICK_PATIENCE = 0.25
"""Seconds to wait when the data could be recomputed."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def readable_text(data: bytes) -> str:
    """Text from the file, with U+FFFD for bytes that are not UTF-8: one damaged byte must not make the rest unreadable.

    (SQLite's own error would also contain the whole text, which belongs in no message and no log.)
    """
    return data.decode("utf-8", "replace")


def connect(uri: str) -> sqlite3.Connection:
    """An SQLite connection as the store uses it; any thread may call it. Raises sqlite3.Error."""
    # A cached statement keeps its last values in memory, such as an article's text, to save a tenth of a millisecond.
    db = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False, cached_statements=0
    )
    db.row_factory = sqlite3.Row
    db.text_factory = readable_text
    db.create_function("natural_key", 1, natural_key, deterministic=True)
    # Replacing a row deletes it first; the triggers that keep the shelf up to date must fire for that too.
    db.execute("PRAGMA recursive_triggers=ON")
    return db


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """The StoreError for an SQLite error, with a sentence for the reader."""
    text = str(error)
    low = text.lower()
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return damaged(path, text)
    if "interrupted" in low:
        return StoreStopped("The query was interrupted.")
    if "locked" in low or "busy" in low:
        return StoreBusy(
            f"Another program is writing to {path} and does not release it; nothing was saved. Close it and try again."
        )
    if "full" in low or isinstance(error, sqlite3.OperationalError) and "disk i/o" in low:
        return StoreError(f"Nothing was saved: the disk that holds {path} is full or cannot be written ({text}).")
    if "readonly" in low or "read-only" in low:
        return StoreError(f"Nothing was saved: {path} cannot be written.")
    if "unable to open" in low:
        return StoreError(f"The notes file {path} cannot be opened; is its folder readable, writable and not full?")
    return StoreError(f"The notes file {path} could not be used: {text}.")


class Connection:
    """An open store file: queries and transactions. Threads may share it."""

    def __init__(self, folder: Path, db: sqlite3.Connection, *, read_only: bool, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.read_only = read_only
        self.clock = clock
        self._db = db
        self._lock = threading.RLock()
        self._synchronous = "FULL"

    def now(self) -> str:
        """The time as the store writes it: UTC, seconds, a final Z."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def token(self) -> int:
        """A number that changes when another program has written. Costs microseconds."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def changed_since(self, token: int) -> bool:
        """Whether another program has written since `token` was taken. Our own writes do not count."""
        return self.token() != token

    def interrupt(self) -> None:
        """Interrupt the query that another thread is waiting for; there it raises StoreStopped."""
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
        """One transaction: committed and on disk when the block ends, or rolled back as a whole. Raises StoreError.

        Use `quick` for data that can be recomputed: it does not wait for the disk, and only briefly for another
        program. Inside another `writing` block it joins that transaction.
        """
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            if self.read_only:
                raise StoreError(f"The notes in {self.folder} can only be read, not changed.")
            try:
                self._set_durability("NORMAL" if quick else "FULL", QUICK_PATIENCE if quick else PATIENCE)
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                raise explain(error, self.path) from error
            try:
                yield self._db
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                raise explain(error, self.path) from error
            except BaseException:
                self._roll_back()
                raise

    def _set_durability(self, synchronous: str, patience: float) -> None:
        if synchronous != self._synchronous:
            self._db.execute(f"PRAGMA synchronous={synchronous}")
            self._db.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
            self._synchronous = synchronous

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
