"""The errors of the store, as sentences for the reader."""

from __future__ import annotations

from pathlib import Path

from .files import BACKUPS, NAME, REPAIRING, backups, set_aside_files


class StoreError(Exception):
    """The store cannot do what was asked. str() is one sentence for the reader."""


class StoreBusy(StoreError):
    """Another program is writing to the store; the same request may succeed in a moment."""


class HighlightGone(StoreError):
    """The highlight to change is in the trash, or there is no highlight with that id."""


class StoreStopped(StoreError):
    """A query was interrupted, because a newer one replaced it or the store is being closed."""


class StoreDamaged(StoreError):
    """The file is damaged. It was left unchanged; `repair.repair` sets it aside and recovers what it can."""


class StoreNewer(StoreError):
    """A later version of newsreader wrote the file. Nothing was changed."""


def newer(path: Path) -> StoreNewer:
    """The error for a file that a later version wrote."""
    return StoreNewer(
        f"A later version of newsreader wrote {path}. Nothing was changed; please update newsreader to use it."
    )


def damaged(path: Path, why: str) -> StoreDamaged:
    """The error for a damaged file."""
    copies = backups(path.parent)
    last = f" The last good copy is {copies[0]}." if copies else ""
    return StoreDamaged(
        f"The notes file {path} is damaged ({why}). It was left as it is.{last} "
        "`newsreader notes check --repair` sets it aside and recovers every note it can."
    )


def check_not_lost(folder: Path) -> None:
    """Raise StoreDamaged if a repair is unfinished, or if the file is missing or empty although it has backups."""
    path = folder / NAME
    if (folder / REPAIRING).exists():
        raise StoreDamaged(
            f"A repair of {path} was interrupted. `newsreader notes check --repair` finishes it; no note is lost."
        )
    if path.exists() and path.stat().st_size:
        return
    copies = [*backups(folder), *set_aside_files(folder)]
    if copies:
        what = "is empty" if path.exists() else "is missing"
        raise StoreDamaged(
            f"The notes file {path} {what}, but there are copies of it; the newest is {copies[0]}. "
            "`newsreader notes check --repair` restores every note in them. "
            f"To start a new library instead, move {folder / BACKUPS} and any newsreader-damaged files away."
        )
