"""Locks on files, which other programs of ours respect. The only place that needs `fcntl`, which Windows lacks."""

from __future__ import annotations

from typing import IO

try:
    import fcntl
except ImportError:  # Windows: there a second running program is not noticed, but SQLite has locks of its own
    fcntl = None  # type: ignore[assignment]  # what the functions below ask


def try_lock(file: IO[bytes] | int, *, shared: bool = False) -> bool:
    """Lock an open file until it is closed. Returns True, even without a lock where the system has none.

    False if another program holds a lock that excludes it: any lock, or with `shared` an exclusive one. Raises OSError
    for any other reason.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
