"""The names of the store's files in the data folder."""

from __future__ import annotations

from pathlib import Path

NAME = "newsreader.db"
LOCK = "newsreader.lock"
BACKUPS = "backups"
REPAIRING = "newsreader-repair-unfinished"
"""The marker of a repair that has begun to replace the store."""


def backups(folder: Path) -> list[Path]:
    """The daily backups of the store in a data folder, newest first."""
    return sorted((folder / BACKUPS).glob("newsreader-????-??-??.db"), reverse=True)


def set_aside_files(folder: Path) -> list[Path]:
    """The damaged files that repairs have set aside, the newest first."""
    return sorted(folder.glob("newsreader-damaged-*.db"), reverse=True)


def holds_store(folder: Path) -> bool:
    """Whether the folder has a store."""
    return (folder / NAME).exists()
