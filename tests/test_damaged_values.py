"""A damaged value in the store affects at most its own row, is reported, and never appears in a message."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.notes.correction import new_quote
from tui.store.database import open_store
from tui.store.errors import StoreDamaged
from tui.store.repair import repair
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = "The harbour will close in May.\n\nNobody asked us."
ARTICLE = Article("harbour.txt", TEXT, (Block(Span(0, 30), "paragraph"), Block(Span(32, 48), "paragraph")))
HARM = {
    "a byte that is not UTF-8": "UPDATE highlights SET note = CAST(x'736563726574ff' AS TEXT) WHERE note = 'secret'",
    "a note that is bytes": "UPDATE highlights SET note = x'ff00' WHERE note = 'secret'",
    "tags that are no JSON": "UPDATE highlights SET tags = '[\"a' WHERE note = 'secret'",
    "tags that are no list": "UPDATE highlights SET tags = '{}' WHERE note = 'secret'",
    "a start that is a word": "UPDATE highlights SET start = 'here' WHERE note = 'secret'",
    "a start before the text": "UPDATE highlights SET start = -7 WHERE note = 'secret'",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        store.articles.keep(ARTICLE)
        store.notebook.add(ARTICLE, Span(4, 11), note="sound")
        store.notebook.add(ARTICLE, Span(32, 38), note="secret")
        store.notebook.correct(ARTICLE, new_quote(ARTICLE, Span(32, 48)))
        store.articles.keep_position(ARTICLE.source, ARTICLE.digest, 7, {"done": 0.5})
    return tmp_path


def harm(folder: Path, sql: str) -> None:
    with sqlite3.connect(folder / "newsreader.db") as db:
        db.execute(sql)
    db.close()


@pytest.mark.parametrize("sql", HARM.values(), ids=list(HARM))
def test_a_damaged_note_is_reported_and_affects_no_other_note(
    folder: Path, sql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(folder, sql)
    with open_store(folder) as store:
        assert len(store.notebook.highlights(ARTICLE)) == len(store.notebook.rows()) == 2
        assert "sound" in {h.note for h in store.notebook.all()}
        id = next(h.id for h in store.notebook.all() if h.note != "sound")
        (sentence,) = store.check()
        assert id[:8] in sentence and "secret" not in sentence
    for command in (["list"], ["export"], ["export", "--format", "jsonld"], ["search", "sound"]):
        assert main(["notes", *command, "--data-dir", str(folder)]) == 0
        out, err = capsys.readouterr()
        assert "harbour" in out and id[:8] in err and "secret" not in err
    assert main(["notes", "check", "--data-dir", str(folder)]) == 1
    assert id[:8] in capsys.readouterr().err
    repair(folder)
    with open_store(folder) as store:
        assert store.check() == []
        assert len(store.notebook.highlights(ARTICLE)) == 2


@pytest.mark.parametrize("data", ["'{'", "'[]'", "17", "x'ff'", '\'{"kind": "quote"}\''])
def test_a_damaged_correction_affects_no_other_correction(folder: Path, data: str) -> None:
    with open_store(folder) as store:
        store.notebook.correct(ARTICLE, new_quote(ARTICLE, Span(4, 11)))
    harm(folder, f"UPDATE corrections SET data = {data} WHERE seq = 1")
    with open_store(folder) as store:
        assert [c.targets[0].exact for c in store.notebook.corrections(ARTICLE)] == ["harbour"]
    repair(folder)
    with open_store(folder) as store:
        assert [c.targets[0].exact for c in store.notebook.corrections(ARTICLE)] == ["harbour"]


def test_damaged_positions_texts_and_changes_are_treated_as_missing(folder: Path) -> None:
    harm(folder, "UPDATE positions SET state = '{'")
    harm(folder, "UPDATE articles SET structure = '{'")
    harm(folder, "UPDATE changes SET after = '{' WHERE seq = 3")
    with open_store(folder) as store:
        assert store.articles.position(ARTICLE.source) is None
        assert store.articles.load(ARTICLE.digest) is None
        assert [row.done for row in store.articles.library()] == [None]
        assert "damaged" in (store.notebook.undo() or "")
        assert "Nobody" in (store.notebook.undo() or "")


@pytest.mark.parametrize("step", ["9223372036854775807", "-1", "'x'", "x'ff'"])
def test_notes_can_be_written_and_undone_after_the_number_of_a_change_is_damaged(folder: Path, step: str) -> None:
    harm(folder, f"UPDATE changes SET step = {step} WHERE seq = 2")
    with open_store(folder) as store:
        store.notebook.add(ARTICLE, Span(0, 3), note="later")
        assert len(store.notebook.all()) == 3
        assert "The" in (store.notebook.undo() or "")
        assert len(store.notebook.all()) == 2


def test_a_negative_version_counts_as_damage_and_repair_fixes_it(folder: Path) -> None:
    harm(folder, "PRAGMA user_version = -3")
    for read_only in (True, False):
        with pytest.raises(StoreDamaged, match="version is -3"):
            open_store(folder, read_only=read_only)
    repair(folder)
    with open_store(folder) as store:
        assert {h.note for h in store.notebook.all()} == {"sound", "secret"}
