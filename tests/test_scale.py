"""Small versions of trials with ten thousand notes, five thousand articles and a hundred thousand quotations.

No test looks at a clock: the cost is counted in SQLite instructions or in rows built.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.notes.highlight import Highlight, describe
from tui.store.database import Store, open_store
from tui.store.source import source_key
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = "The harbour will close in May, and the ferry will sail at night. " * 200
ARTICLE = Article("harbour.txt", TEXT, (Block(Span(0, len(TEXT)), "paragraph"),))


def highlights(first: int, last: int) -> list[Highlight]:
    when = "2026-01-01T00:00:00Z"
    return [
        Highlight(
            f"{number:08}-0000-4000-8000-000000000000",
            describe(TEXT, Span(number * 3, number * 3 + 20), source=source_key(ARTICLE), digest=ARTICLE.digest),
            *("", f"note {number}", (), when, when),
        )
        for number in range(first, last)
    ]


def instructions(store: Store, first: int, last: int) -> int:
    """How many hundreds of instructions SQLite needs to import some highlights."""
    needed = 0

    def count() -> int:
        nonlocal needed
        needed += 1
        return 0

    store._db.set_progress_handler(count, 100)
    store.notebook.import_highlights(highlights(first, last))
    store._db.set_progress_handler(None, 0)
    return needed


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    store.articles.keep(ARTICLE)
    return store


def test_a_note_costs_the_same_however_many_the_article_has(store: Store) -> None:
    with store:
        few = instructions(store, 0, 50)
        store.notebook.import_highlights(highlights(50, 1_500))
        assert instructions(store, 1_500, 1_550) < 2 * few


def test_hundreds_of_notes_are_counted_deleted_and_restored(store: Store) -> None:
    with store:
        store.notebook.import_highlights(highlights(0, 400))
        assert [row.notes for row in store.articles.library()] == [400]
        store.notebook.undo()
        assert len(store.notebook.trash()) == 400 and store.notebook.all() == []
        assert [row.notes for row in store.articles.library()] == [0]
        for thrown_away in store.notebook.trash()[:3]:
            store.notebook.restore(thrown_away.id)
        assert [row.notes for row in store.articles.library()] == [3]
        assert {placed.state for placed in store.notebook.highlights(ARTICLE)} == {"exact"}
        assert store.check() == []
