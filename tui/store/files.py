"""The names of the store's files in the data folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

NAME = "newsreader.db"
LOCK = "newsreader.lock"
BACKUPS = "backups"
REPAIRING = "newsreader-repair-unfinished"
"""The marker of a repair that has begun to replace the store."""


def make_private(path: Path) -> None:
    """Let only its owner read a file or folder that holds notes. A file of another owner stays as it is."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            path.chmod(mode & 0o700)


def make_folder_private(folder: Path) -> None:
    """Let only its owner read the store's files in a data folder, its backups and what repairs have set aside."""
    for path in (*folder.glob("newsreader*.db*"), folder / LOCK, folder / BACKUPS, *(folder / BACKUPS).glob("*.db")):
        make_private(path)


def backups(folder: Path) -> list[Path]:
    """The daily backups of the store in a data folder, newest first."""
    return sorted((folder / BACKUPS).glob("newsreader-????-??-??.db"), reverse=True)


def set_aside_files(folder: Path) -> list[Path]:
    """The damaged files that repairs have set aside, the newest first."""
    return sorted(folder.glob("newsreader-damaged-*.db"), reverse=True)


def holds_store(folder: Path) -> bool:
    """Whether the folder has a store."""
    return (folder / NAME).exists()
