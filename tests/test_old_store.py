"""A store written by commit ab9eb39 (see fixtures/store_ab9eb39/make.py) opens with everything in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.store import database_file
from tui.store.database import Store, open_store

OLD = Path(__file__).parent / "fixtures" / "store_ab9eb39" / "newsreader.db"
FERRY = "https://herald.example/ferry"
ORCHARD = "https://herald.example/orchard"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(OLD, tmp_path / "newsreader.db")
    with open_store(tmp_path) as opened:
        yield opened


def test_an_old_store_keeps_every_note(store: Store) -> None:
    notes = {h.target.exact: (h.label, h.note, h.tags, h.created, h.modified) for h in store.notebook.all()}
    assert notes == {
        "a crew of nine": (
            *("check", "How many sail?\n\n#crew — ask Brandt", ("costs",)),
            *("2026-03-02T09:04:00Z", "2026-03-02T09:04:00Z"),
        ),
        "The post will come by helicopter.": (
            *("important", "Who pays for it? 🚁", ()),
            *("2026-03-02T09:06:00Z", "2026-03-02T09:06:00Z"),
        ),
        "412 signatures": ("", "", (), "2026-03-02T09:08:00Z", "2026-03-02T09:08:00Z"),
        "on Mondays and Fridays": (
            *("background", "twice a week", ()),
            *("2026-03-02T09:29:00Z", "2026-03-02T09:29:00Z"),
        ),
        "Karel Dvořák": (
            *("", "Largest orchard of the valley", ("people", "orchard")),
            *("2026-03-02T09:34:00Z", "2026-03-02T09:36:00Z"),
        ),
    }
    assert [h.note for h in store.notebook.search("orchard")] == ["Largest orchard of the valley"]


def test_notes_of_an_old_store_keep_their_position(store: Store) -> None:
    now = store.articles.load(store.articles.latest(FERRY) or "")
    assert now is not None
    assert [(p.highlight.target.exact, p.state, p.words) for p in store.notebook.highlights(now)] == [
        ("on Mondays and Fridays", "exact", "on Mondays and Fridays"),
        ("a crew of nine", "moved", "a crew of nine"),
        ("412 signatures", "orphan", ""),
        ("The post will come by helicopter.", "orphan", ""),
    ]


def test_an_old_store_keeps_its_trash_drafts_and_undo(store: Store) -> None:
    assert [h.note for h in store.notebook.trash()] == ["undone, so it is in the trash", "deleted by hand"]
    (draft,) = store.notebook.drafts().values()
    assert draft == "Largest orchard of the valley, he sa"
    assert store.notebook.undo() is not None
    assert "first words" in [h.note for h in store.notebook.all()]


def test_corrections_of_an_old_store_apply_to_the_current_text(store: Store) -> None:
    now = store.articles.load(store.articles.latest(FERRY) or "")
    assert now is not None
    found = [(c.kind, c.value, now.words(c.targets[0].span)) for c in store.notebook.corrections(now)]
    assert found == [
        ("speaker", "Petra Lund", "“Nobody asked us,”"),
        ("rename", "Chairwoman Ida Brandt", "Ida Brandt"),
    ]


def test_an_old_store_keeps_positions_and_earlier_texts(store: Store) -> None:
    position = store.articles.position(FERRY)
    assert position is not None
    assert (position.digest, position.offset) == (store.articles.latest(FERRY), 300)
    assert position.state == {"lit": [], "list": "notes", "done": 0.5}
    orchard = store.articles.position(ORCHARD)
    assert orchard is not None and orchard.offset == 42
    texts = [store.articles.load(version.digest) for version in store.articles.versions(FERRY)]
    titles = [text.title for text in texts if text]
    assert titles == ["Island ferry to sail twice a week in winter", "Island ferry to stop in winter"]
    assert texts[1] is not None
    page = store.articles.page(texts[1].digest)
    assert page is not None and page.data == b"<html><title>Island ferry to stop in winter</title></html>"
    assert [(row.source, row.notes) for row in store.articles.library()] == [(ORCHARD, 1), (FERRY, 4)]
    assert [found.row.source for found in store.articles.search("candles")] == [ORCHARD]


def test_an_old_store_passes_the_check(store: Store) -> None:
    assert store.check() == []


def killed_while_opening(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Open the store in a process that dies at the `number`th statement. False if it needs fewer."""
    connect, left = database_file.connect, number

    def dying(uri: str) -> sqlite3.Connection:
        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os._exit(9)

        db = connect(uri)
        db.set_trace_callback(count)
        return db

    child = os.fork()
    if child == 0:
        try:
            monkeypatch.setattr(database_file, "connect", dying)
            open_store(folder)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_killing_the_migration_of_an_old_store_at_any_point_loses_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(OLD, tmp_path / "newsreader.db")
    number = 1
    while killed_while_opening(tmp_path, number, monkeypatch):
        number += 11
    assert number > 30
    with open_store(tmp_path) as store:
        assert len(store.notebook.all()) == 5
        assert store.check() == []
