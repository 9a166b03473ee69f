"""Repairing a damaged store loses no note, at whatever point the repair is killed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.store import backup
from tui.store.database import open_store
from tui.store.errors import StoreDamaged, StoreError
from tui.store.files import backups, set_aside_files
from tui.store.repair import repair, unrecovered_notes
from tui.text.article import Article
from tui.text.span import Span

ARTICLE = Article("harbour.txt", "The harbour will close in May.")
EVERYTHING = {f"note {number}" for number in range(30)}


def damage(path: Path) -> None:
    """Overwrite one page of the file: an index of the highlights."""
    with sqlite3.connect(path) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'highlights_by_digest'").fetchone()[0]
    db.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x05" * 4096
    path.write_bytes(bytes(data))


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A damaged store with 30 notes, and a backup with the first ten of them."""
    folder = tmp_path / "damaged"
    with open_store(folder) as store:
        for number in range(30):
            store.notebook.add(ARTICLE, Span(4, 11), note=f"note {number}")
            if number == 9:
                store.backup_daily()
    damage(folder / "newsreader.db")
    return folder


def notes(folder: Path) -> set[str]:
    with open_store(folder) as store:
        assert store.check() == []
        return {h.note for h in store.notebook.all()}


def killed_at(folder: Path, number: int) -> bool:
    """Repair in a process that dies at its `number`th use of a file. False if the repair needs fewer."""
    child = os.fork()
    if child == 0:
        left = number

        def die(event: str, args: object) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect"):
                left -= 1
                if left <= 0:
                    os._exit(9)

        sys.addaudithook(die)
        try:
            repair(folder)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_killing_a_repair_at_any_point_loses_no_note(damaged: Path, tmp_path: Path) -> None:
    number, killed = 1, True
    while killed:
        folder = tmp_path / f"killed at {number}"
        shutil.copytree(damaged, folder)
        killed = killed_at(folder, number)
        try:
            with open_store(folder) as store:
                found = {h.note for h in store.notebook.all()}
                assert found == EVERYTHING or unrecovered_notes(folder, store) or store.check() != []
        except StoreDamaged:
            pass
        if killed:
            repair(folder)
        assert notes(folder) == EVERYTHING
        number += 3
    assert number > 30, "the process was killed at too few points"


def test_all_files_set_aside_by_killed_repairs_are_read(damaged: Path) -> None:
    """As the repair of ab9eb39 left them: the file was set aside, and the next start created a new store."""
    (damaged / "newsreader.db").rename(damaged / "newsreader-damaged-2026-03-01-100000.db")
    for number in (2, 3):
        with open_store(damaged.with_name("other")) as store:
            store.notebook.add(ARTICLE, Span(4, 11), note=f"later {number}")
        damaged.with_name("other").joinpath("newsreader.db").rename(
            damaged / f"newsreader-damaged-2026-03-0{number}-100000.db"
        )
    shutil.copyfile(backups(damaged)[0], damaged / "newsreader.db")
    with open_store(damaged) as store:
        assert store.check() == [] and unrecovered_notes(damaged, store) == 22
    repair(damaged)
    assert notes(damaged) == EVERYTHING | {"later 2", "later 3"}
    with open_store(damaged) as store:
        assert unrecovered_notes(damaged, store) == 0


def test_an_old_file_set_aside_does_not_undo_later_changes(damaged: Path) -> None:
    repair(damaged)
    with open_store(damaged, clock=lambda: datetime(2040, 1, 1, tzinfo=UTC)) as store:
        first, second, *_ = store.notebook.all()
        store.notebook.delete(first.id)
        store.notebook.change(second.id, note="rewritten")
    damage(damaged / "newsreader.db")
    repair(damaged)
    with open_store(damaged) as store:
        assert [h.note for h in store.notebook.trash()] == [first.note]
        assert "rewritten" in {h.note for h in store.notebook.all()}


def test_a_full_disk_during_a_repair_leaves_the_store_unchanged(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in damaged.glob("newsreader*.db*")}

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tui.store.repair.shutil.copyfile", full)
        with pytest.raises(StoreError, match="No space left"):
            repair(damaged)
    assert {path.name: path.read_bytes() for path in damaged.glob("newsreader*.db*")} == before
    assert not any(path.name.startswith(".") for path in damaged.iterdir())
    repair(damaged)
    assert notes(damaged) == EVERYTHING


@pytest.mark.parametrize("empty", [True, False])
def test_a_missing_or_empty_store_with_backups_is_not_taken_as_a_new_library(damaged: Path, empty: bool) -> None:
    path = damaged / "newsreader.db"
    path.unlink()
    if empty:
        path.touch()
    for read_only in (True, False):
        with pytest.raises(StoreDamaged, match="but there are copies of it; the newest is .*/backups/newsreader-"):
            open_store(damaged, read_only=read_only)
    assert set_aside_files(damaged) == []
    repair(damaged)
    assert notes(damaged) == {f"note {number}" for number in range(10)}


def test_a_store_with_fewer_notes_never_displaces_the_backup_with_most(tmp_path: Path) -> None:
    day = 1

    def clock() -> datetime:
        return datetime(2026, 3, day, tzinfo=UTC)

    with open_store(tmp_path / "full", clock=clock) as store:
        for number in range(40):
            store.notebook.add(ARTICLE, Span(4, 11), note=f"note {number}")
        full = store.backup_daily()
    assert full is not None
    with open_store(tmp_path / "new", clock=clock) as store:
        store.notebook.add(ARTICLE, Span(4, 11), note="one note")
        kept = tmp_path / "new" / "backups" / full.name
        kept.parent.mkdir()
        shutil.copyfile(full, kept)
        for later in range(2, 12):
            day = later
            assert store.backup_daily()
    assert len(backups(tmp_path / "new")) == 8 and backup.count_notes(kept) == 40


def test_one_backup_is_kept_for_each_recent_month(tmp_path: Path) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with open_store(tmp_path, clock=lambda: moment) as store:
        store.notebook.add(ARTICLE, Span(4, 11), note="a note")
        for month in range(1, 7):
            for day in (1, 9, 17, 25):
                moment = datetime(2026, month, day, tzinfo=UTC)
                store.backup_daily()
    kept = [copy.stem.removeprefix("newsreader-") for copy in backups(tmp_path)]
    assert kept[:7] == [
        *("2026-06-25", "2026-06-17", "2026-06-09", "2026-06-01"),
        *("2026-05-25", "2026-05-17", "2026-05-09"),
    ]
    assert [day[:7] for day in kept[7:]] == ["2026-04", "2026-03"]
