"""The store: acknowledged work is saved, and a file that is not ours to change stays unchanged."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from tests.benchmarks.watched import Watched
from tui.notes.correction import rename
from tui.store import backup, database_file
from tui.store.articles import KEEP_PAGES
from tui.store.database import Store, open_store
from tui.store.errors import StoreBusy, StoreDamaged, StoreError, StoreNewer, StoreStopped
from tui.store.files import NAME
from tui.store.schema import MIGRATIONS, SCHEMA_VERSION
from tui.store.search import LONG
from tui.store.shelf import ShelfFilter
from tui.store.source import source_key
from tui.text.analysis import (
    Analysis,
    Entity,
    Mention,
    Passage,
    Quote,
    Speaker,
    TopicPassages,
    encode_analysis,
)
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = "The harbour will close in May.\n\n“Nobody asked us,” said Pia Lund, who sells bait there."


def article(text: str = TEXT, source: str = "harbour.txt", **more: str) -> Article:
    start, blocks = 0, []
    for paragraph in text.split("\n\n"):
        blocks.append(Block(Span(start, start + len(paragraph)), "paragraph"))
        start += len(paragraph) + 2
    return Article(source, text, tuple(blocks), **more)


def analysis(of: Article, model: str = "small 1") -> Analysis:
    start = of.text.index("Pia Lund")
    name = Span(start, start + 8)
    return Analysis(
        of.digest,
        model,
        entities=(Entity("e1", "Pia Lund", "PERSON", (Mention(name),), aliases=("Lund",)),),
        quotes=(Quote("direct", (Span(33, 48),), None, Speaker(name, "Pia Lund", "e1")),),
    )


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path) as opened:
        yield opened


def test_an_article_is_loaded_as_it_was_stored(store: Store) -> None:
    read = article(headline="Harbour to close", url="https://example.org/harbour", date="2024-05-01")
    store.articles.keep(read)
    assert store.articles.load(read.digest) == replace(read, source=source_key(read))
    assert store.articles.load("sha256:0") is None


def test_an_article_is_loaded_under_the_path_it_is_wanted_for(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, now, from_pipe = article(), article(TEXT + " More."), article(TEXT + " More.", "-")
    store.articles.keep(before)
    note = store.notebook.add(before, Span(0, 3))
    store.articles.keep(now)
    store.articles.keep(from_pipe)
    path = source_key(now)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    loaded, piped = store.articles.load_latest(path), store.articles.load_latest(now.digest)
    assert loaded is not None and loaded.source == path and piped is not None and piped.source == "-"
    assert [placed.highlight for placed in store.notebook.highlights(loaded)] == [note]
    assert store.articles.load_latest("harbour.txt") is None


def test_a_relative_path_that_an_earlier_version_stored_is_made_absolute(store: Store, tmp_path: Path) -> None:
    read = article()
    store.articles.keep(read)
    with store.writing() as db:
        db.execute("UPDATE articles SET structure = json_set(structure, '$.source', 'harbour.txt')")
    path = source_key(read)
    with contextlib.chdir(tmp_path):
        loaded = store.articles.load(read.digest)
    assert loaded is not None and loaded.source == path


def test_the_latest_text_of_a_path_is_the_one_opened_last_even_if_the_clock_goes_back(tmp_path: Path) -> None:
    times = iter([datetime(2026, 1, 2, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)])
    with open_store(tmp_path, clock=lambda: next(times)) as store:
        old, new = article(), article(TEXT + " She is angry.")
        store.articles.keep(old)
        store.articles.keep(new)
        assert store.articles.latest("./harbour.txt") == new.digest
        assert [v.digest for v in store.articles.versions("harbour.txt")] == [new.digest, old.digest]
        store.articles.keep(old)
        assert store.articles.latest(os.path.abspath("harbour.txt")) == old.digest


def test_two_articles_from_standard_input_are_stored_separately(store: Store) -> None:
    store.articles.keep(article(source="-"))
    store.articles.keep(article(TEXT + " More.", source="-"))
    assert len(store.articles.library()) == 2


def test_an_analysis_is_found_only_for_its_model_and_version(store: Store) -> None:
    read = article()
    store.articles.keep(read)
    store.articles.keep_analysis(analysis(read), "7")
    assert store.articles.analysis(read.digest, "small 1", "7") == analysis(read)
    assert store.articles.analysis(read.digest, "small 1", "8") is None
    assert store.articles.analysis(read.digest, "large 1", "7") is None
    assert store.articles.analysis(read.digest) == analysis(read)


def test_an_analysis_of_a_newer_version_replaces_the_old_one(store: Store) -> None:
    read = article()
    store.articles.keep_analysis(analysis(read), "7")
    store.articles.keep_analysis(analysis(read), "8")
    assert store.articles.analysis(read.digest, "small 1", "7") is None


def test_the_text_of_an_analysis_is_read_from_the_store_only_if_it_is_not_passed(store: Store) -> None:
    read = article()
    store.articles.keep(read)
    statements: list[str] = []
    with store.writing() as db:
        db.set_trace_callback(statements.append)
    store.articles.keep_analysis(analysis(read), "7", read.text)
    assert not [one for one in statements if "SELECT text FROM" in one]
    said = [tuple(row) for row in store.rows("SELECT * FROM said")]
    store.articles.keep_analysis(analysis(read), "8")
    assert [one for one in statements if "SELECT text FROM" in one]
    assert said and said == [tuple(row) for row in store.rows("SELECT * FROM said")]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell the memory")
def test_a_statement_keeps_no_value_in_memory_after_it_was_run(store: Store) -> None:
    size = 40_000_000  # so large that freed memory goes back to the system at once
    before = Watched.memory(os.getpid()) or 0
    assert store.rows("SELECT length(?)", (bytes(size),))[0][0] == size
    assert (Watched.memory(os.getpid()) or 0) - before < size / 2 / 1e6


def test_an_unreadable_analysis_counts_as_missing(store: Store) -> None:
    with store.writing() as db:
        db.execute("INSERT INTO analyses VALUES ('sha256:1', 'm', '1', 'now', '[3')")
    assert store.articles.analysis("sha256:1", "m", "1") is None


def test_a_reading_position_is_stored(store: Store) -> None:
    store.articles.keep_position("harbour.txt", "sha256:1", 40, {"topics": ["trade"]})
    store.articles.keep_position("harbour.txt", "sha256:1", 55, {"topics": ["trade"]})
    position = store.articles.position("./harbour.txt")
    assert position and (position.offset, position.state) == (55, {"topics": ["trade"]})
    assert store.articles.position("other.txt") is None


def test_the_page_of_an_article_is_stored_with_its_hash(store: Store) -> None:
    read = article()
    sha256 = store.articles.keep_raw(read.digest, b"<p>page</p>", "text/html")
    page = store.articles.page(read.digest)
    assert page is not None and page[:3] == (b"<p>page</p>", "text/html", sha256)
    assert len(sha256) == 64


def test_of_an_address_with_changing_pages_the_first_and_the_last_few_are_kept(
    store: Store,
) -> None:
    for number in range(6):
        store.articles.keep_raw("digest", b"page %d" % number)
    kept = [row["data"] for row in store.rows("SELECT data FROM raw")]
    page = store.articles.page("digest")
    assert len(kept) == KEEP_PAGES and b"page 5" in kept
    assert page is not None and page.data in kept


def test_removing_an_article_removes_its_page_unless_there_are_notes(store: Store) -> None:
    for source, marked in (("plain.html", False), ("marked.html", True)):
        read = replace(article(f"{TEXT} {source}"), source=source)
        store.articles.keep(read)
        store.articles.keep_raw(read.digest, b"page")
        if marked:
            store.notebook.add(read, Span(0, 3))
        store.articles.forget(source)
        assert (store.articles.page(read.digest) is not None) is marked


def test_the_search_covers_words_names_speakers_and_notes(store: Store) -> None:
    read, other = article(), article("Rain fell on the moor.", "moor.txt")
    store.articles.keep(read)
    store.articles.keep(other)
    store.articles.keep_analysis(analysis(read), "1")
    store.notebook.add(other, Span(0, 4), note="compare with the almanac")
    assert [f.row.title for f in store.articles.search("harb")] == ["The harbour will close in May."]
    assert store.articles.search("lund", fields=("speakers",))[0].field == "speakers"
    assert store.articles.search("lund", fields=("entities",))[0].row.digest == read.digest
    assert [f.row.digest for f in store.articles.search("almanac")] == [other.digest]
    assert store.articles.search('"asked us"') and not store.articles.search('"us asked"')
    assert "\ue000moor\ue001" in store.articles.search("moor")[0].snippet


@pytest.mark.parametrize("words", ["", "   ", '"', "***", "AND", "NEAR(", "-", "a:b", "text:close", "(", "\0", "'"])
def test_no_search_words_break_the_search(store: Store, words: str) -> None:
    store.articles.keep(article())
    store.articles.search(words)
    store.notebook.search(words)
    store.articles.library(topic=words)


def test_a_long_text_is_found_though_it_is_indexed_later(store: Store) -> None:
    store.articles.keep(article("word " * 50_000 + "needle"))
    assert len(store.articles.search("needle")) == 1


def test_a_text_indexed_twice_is_found_once(store: Store) -> None:
    store.articles.keep(article())
    with store.writing() as db:
        db.execute("INSERT INTO waiting SELECT id FROM articles")
    assert len(store.articles.search("harbour")) == 1
    assert store.row("SELECT count(*) FROM text_index")[0] == 1  # type: ignore[index]  # there is one


def test_the_library_can_be_filtered_and_sorted(store: Store) -> None:
    first, second = article(date="2020-01-01"), article("A dull day.", "dull.txt", date="2024-01-01")
    for one in (first, second):
        store.articles.keep(one)
    store.articles.keep_analysis(analysis(first), "1")
    store.notebook.add(first, Span(0, 3))
    assert [row.digest for row in store.articles.library()] == [second.digest, first.digest]
    assert [row.digest for row in store.articles.library(sort="title")] == [second.digest, first.digest]
    assert [row.digest for row in store.articles.library(sort="notes")] == [first.digest, second.digest]
    assert [row.digest for row in store.articles.library(sort="date")] == [second.digest, first.digest]
    assert [row.digest for row in store.articles.library(with_notes=True)] == [first.digest]
    only_first = ShelfFilter(sources=[source_key(first)])
    assert list(store.articles.shelf.ids(only_first)) == [store.articles.shelf.id_of(first.source)]
    row = store.articles.library(with_notes=True)[0]
    assert (row.notes, row.versions, row.analysed) == (1, 1, True)


def test_the_library_can_be_filtered_by_topic_even_if_the_analysis_was_stored_first(store: Store) -> None:
    read = article()
    topics = (TopicPassages("trade war", passages=(Passage(Span(0, 5)),)), TopicPassages("climate"))
    store.articles.keep_analysis(structs.replace(analysis(read), topics=topics), "1")
    store.articles.keep(read)
    assert [row.digest for row in store.articles.library(topic="trade war")] == [read.digest]
    assert [row.digest for row in store.articles.library(topic="Trade War")] == [read.digest]
    assert store.articles.library(topic="climate") == store.articles.library(topic="war trade") == []
    assert list(store.articles.shelf.ids(ShelfFilter(topics=["trade war"], sources=[]))) == []


def test_counts_follow_the_articles_in_the_library(store: Store) -> None:
    read, other = article(), article(TEXT + " She went home.", "other.txt")
    for one in (read, other):
        store.articles.keep(one)
        store.articles.keep_analysis(analysis(one), "1")
    assert store.articles.speakers() == store.articles.people() == [("Pia Lund", 2)]
    assert store.articles.names() == [("Lund", 2), ("Pia Lund", 2)]
    store.articles.keep_analysis(analysis(read), "2")
    assert store.articles.speakers() == [("Pia Lund", 2)], "an analysis made anew is counted once"
    store.articles.forget("other.txt")
    store.articles.index_waiting()
    assert store.articles.speakers() == [("Pia Lund", 1)]
    store.articles.keep(other)
    assert store.articles.speakers() == [("Pia Lund", 2)]
    store.articles.keep(article("Nobody is named here.", "other.txt"))
    assert store.articles.index_waiting() == 0
    assert store.articles.people() == [("Pia Lund", 1)], "the earlier text is no longer read"


def test_removed_text_is_not_found_and_restored_text_is(store: Store) -> None:
    store.articles.keep(article())
    store.articles.keep(article("The harbour will stay open.", "harbour.txt"))
    assert store.articles.search("bait") == []
    assert len(store.articles.search("harbour")) == 1
    store.articles.keep(article())
    assert len(store.articles.search("bait")) == 1
    store.articles.forget("harbour.txt")
    assert store.articles.search("harbour") == []
    store.articles.keep(article())
    assert len(store.articles.search("bait")) == 1


def test_the_search_finds_the_latest_headline_of_a_text(store: Store) -> None:
    store.articles.keep(article(headline="Quiet times"))
    store.articles.keep(article(headline="Rough times"))
    assert [found.row.title for found in store.articles.search("rough")] == ["Rough times"]
    assert store.articles.search("quiet") == []
    assert [row.title for row in store.articles.library(sort="title")] == ["Rough times"]


def test_the_number_of_notes_follows_them_to_the_trash_and_to_other_articles(store: Store) -> None:
    read, other = article(), article("Rain fell on the moor.", "moor.txt")
    store.articles.keep(read)
    store.articles.keep(other)

    def noted() -> dict[str, int]:
        return {row.title: row.notes for row in store.articles.library()}

    kept = store.notebook.add(read, Span(0, 3), note="!")
    assert noted() == {"The harbour will close in May.": 1, "Rain fell on the moor.": 0}
    store.notebook.attach(kept.id, other, Span(0, 4))
    assert noted() == {"The harbour will close in May.": 0, "Rain fell on the moor.": 1}
    store.notebook.delete(kept.id)
    assert set(noted().values()) == {0}
    store.notebook.undo()
    assert noted()["Rain fell on the moor."] == 1
    assert store.notebook.undo() == "Moved back to its old place: “The”."
    assert store.notebook.redo() == "Moved again: “Rain”."


def test_of_very_many_matches_the_most_recent_are_returned_and_all_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.search.RANKED", 3)
    for number in range(6):
        text = f"The ferry sails, day {number}." + " A ferry." * (number == 2)
        store.articles.keep(article(text, f"{number}.txt"))
    store.notebook.add(article("The ferry sails, day 1.", "1.txt"), Span(0, 3))
    found = store.articles.finder.hits("ferry", limit=4)
    assert [hit.article for hit in found.hits] == [6, 5, 4, 3] and found.total is None
    assert store.articles.finder.count("ferry") == 6
    few = store.articles.finder.hits("ferry", ShelfFilter(with_notes=True), limit=4)
    assert [hit.article for hit in few.hits] == [2] and few.total == 1
    assert store.articles.finder.count("ferry", ShelfFilter(with_notes=True)) == 1
    assert [hit.article for hit in store.articles.finder.hits("day 2", limit=4).hits] == [3]
    assert "\ue000ferry\ue001" in store.articles.search("ferry", limit=1)[0].snippet


def test_a_search_shows_the_words_around_the_first_match_in_a_long_article(store: Store) -> None:
    text = "The Pier\n\n" + "The ferry sails at night from the old stone pier. " * (LONG // 10)
    store.articles.keep(article(text, "long.txt", headline="A harbour"))
    assert len(text.split()) > LONG

    def shown(words: str) -> str:
        (found,) = store.articles.search(words)
        return found.snippet.replace("\ue000", "<").replace("\ue001", ">")

    assert shown("night") == "…The ferry sails at <night> from the old stone pier. The ferry sails at <night> from…"
    assert shown('"ferry sails" pier') == "The <Pier> The <ferry sails> at night from the old stone <pier>. The…"
    assert shown("harbour") == "…old stone pier. A <harbour>"


def test_an_interrupted_query_raises_an_error(store: Store) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    beside = store.read_connection
    asking = ThreadPoolExecutor(1).submit(beside.rows, endless)
    while not asking.done():
        beside.interrupt()
    with pytest.raises(StoreStopped):
        asking.result()
    assert beside.rows("SELECT 1"), "the store answers again"


def test_the_read_connection_sees_what_was_written_and_cannot_write(store: Store) -> None:
    assert store.read_connection.articles.library() == []
    store.articles.keep(article())
    assert len(store.read_connection.articles.library()) == 1
    with pytest.raises(StoreError):
        store.read_connection.articles.keep(article())


def test_all_analyses_of_the_library_can_be_read_one_by_one(store: Store) -> None:
    read, other = article(), article("Rain fell.", "rain.txt")
    for one in (read, other):
        store.articles.keep(one)
    store.articles.keep_analysis(analysis(read), "1")
    assert [(row.source[-11:], found.digest) for row, found in store.articles.analyses()] == [
        ("harbour.txt", read.digest)
    ]


def test_an_older_store_is_updated_after_a_backup(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "newsreader.db")
    for statement in MIGRATIONS[0]:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
    db.execute(
        """INSERT INTO highlights (id, source, digest, start, "end", exact, prefix, suffix, label, note, tags,
        created, modified) VALUES ('i', '/a.txt', 'd', 0, 3, 'The', '', '', '', 'old', '[]', '2020', '2020')"""
    )
    db.commit()
    db.close()
    with open_store(tmp_path, read_only=True) as store:
        assert [h.note for h in store.notebook.all()] == ["old"]
    with open_store(tmp_path) as store:
        assert store.row("PRAGMA user_version")[0] == SCHEMA_VERSION  # type: ignore[index]  # there is one
        assert [h.note for h in store.notebook.all()] == ["old"]
        assert store.check() == []
    (copy,) = (tmp_path / "backups").iterdir()
    with sqlite3.connect(copy) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    db.close()


def test_a_library_of_an_older_version_is_listed_at_once_and_searched_once_it_is_indexed(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "newsreader.db")
    for statement in (*MIGRATIONS[0], *MIGRATIONS[1]):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")
    for number in range(3):
        read = article(TEXT + f" On day {number}.", f"/old/{number}.txt")
        structure = json.dumps({name: value for name, value in read.to_json().items() if name != "text"})
        db.execute(
            """INSERT INTO articles (digest, source, title, words, text, structure, indexed)
            VALUES (?, ?, ?, 9, ?, ?, 1)""",
            (read.digest, read.source, read.title, read.text, structure),
        )
        db.execute("INSERT INTO readings VALUES (?, ?, ?, '2024', '2024')", (read.source, read.digest, number))
        db.execute("INSERT INTO text_index (rowid, title, text) VALUES (?, ?, ?)", (number + 1, read.title, read.text))
        data = encode_analysis(analysis(read))
        db.execute("INSERT INTO analyses VALUES (?, 'small 1', '1', '2024', ?)", (read.digest, data))
    db.commit()
    db.close()
    with open_store(tmp_path, read_only=True) as store:
        assert len(store.articles.library()) == 3
    told: list[str] = []
    with open_store(tmp_path) as store:
        assert [row.source for row in store.articles.library()] == ["/old/2.txt", "/old/1.txt", "/old/0.txt"]
        store.run_maintenance(told.append)
        assert store.rows("SELECT * FROM waiting") == []
        assert len(store.articles.search("bait")) == len(store.articles.search("lund", fields=("speakers",))) == 3
        assert store.articles.speakers() == [("Pia Lund", 3)]
        first = store.articles.analysis(read.digest)
        assert first is not None and first.to_json() == analysis(read).to_json()
        assert store.check() == []
    assert told == [], "three articles are too few to mention"


def test_removing_an_article_keeps_its_highlights(store: Store) -> None:
    read = article()
    store.articles.keep(read)
    store.notebook.add(read, Span(0, 3))
    store.articles.forget("harbour.txt")
    assert store.articles.library() == []
    assert len(store.notebook.highlights(read)) == 1


def test_an_article_removed_and_opened_again_has_the_notes_made_on_its_text_under_another_path(store: Store) -> None:
    piped, page = article(source="-"), article(source="https://example.org/harbour")
    store.articles.keep(piped)
    note = store.notebook.add(piped, Span(0, 3), note="Which boat?")
    store.notebook.correct(piped, rename(piped, analysis(piped).entities[0], "Pia M. Lund"))
    store.articles.keep(page)
    changed = article(TEXT + " She went home.", page.source)
    store.articles.keep(changed)
    store.articles.forget(page.source)
    again = article(TEXT + " She went home at noon.", page.source)

    def notes_here() -> tuple[list[str], list[str]]:
        placed = [one.highlight.note for one in store.notebook.highlights(again) if one.span]
        return placed, [one.value for one in store.notebook.corrections(again)]

    assert notes_here() == (["Which boat?"], ["Pia M. Lund"]), "before it is stored, as the first screen asks"
    store.articles.keep(again)
    assert notes_here() == (["Which boat?"], ["Pia M. Lund"])
    counts = {row.source: (row.notes, row.digest) for row in store.articles.library()}
    assert counts == {piped.digest: (1, piped.digest), page.source: (1, again.digest)}
    assert [version.digest for version in store.articles.versions(page.source)] == [again.digest, piped.digest]
    assert store.notebook.get(note.id) == note


def test_a_write_by_another_program_is_noticed_but_not_ones_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path) as two:
        token = one.token()
        one.notebook.add(article(), Span(0, 3))
        assert not one.changed_since(token)
        two.notebook.add(article(), Span(4, 11))
        assert one.changed_since(token)
        assert len(one.notebook.highlights(article())) == 2


def test_a_failing_write_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as db:
        db.execute("INSERT INTO drafts VALUES ('k', 'half', '')")
        raise ZeroDivisionError
    assert store.notebook.drafts() == {}


def test_a_store_that_another_program_creates_meanwhile_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = database_file._version

    def version_before_creation(db: sqlite3.Connection) -> int:
        monkeypatch.undo()
        assert version(db) == 0
        open_store(tmp_path).close()
        return 0

    (tmp_path / NAME).touch()
    monkeypatch.setattr(database_file, "_version", version_before_creation)
    with open_store(tmp_path) as store:
        assert store.notebook.add(article(), Span(0, 3))
        assert store.check() == []


def test_a_store_of_a_newer_version_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / "newsreader.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreNewer, match="later version"):
            open_store(tmp_path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_store_with_an_overwritten_first_page_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / "newsreader.db"
    path.write_bytes(b"\x07" * 4096 + path.read_bytes()[4096:])
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="--repair"):
        open_store(tmp_path)
    assert path.read_bytes() == before


def test_a_store_cut_in_half_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / "newsreader.db"
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(StoreDamaged):
        open_store(tmp_path)


def test_a_lock_held_by_another_program_gives_a_clear_message(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        other = sqlite3.connect(tmp_path / "newsreader.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StoreBusy, match="Another program"):
                store.articles.keep(article())
            assert store.articles.library() == []
        finally:
            other.close()


def test_a_missing_store_can_be_opened_for_reading_and_refuses_changes(tmp_path: Path) -> None:
    with open_store(tmp_path / "none", read_only=True) as store:
        assert store.notebook.all() == []
        assert store.articles.search("word") == []
        with pytest.raises(StoreError, match="only be read"):
            store.notebook.add(article(), Span(0, 3))
    assert not (tmp_path / "none").exists()


def test_a_store_in_an_unwritable_folder_can_be_read(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.notebook.add(article(), Span(0, 3))
    (tmp_path / "newsreader.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(tmp_path, read_only=True) as store:
            assert len(store.notebook.all()) == 1
            assert len(store.notebook.highlights(article(TEXT + " More."))) == 1
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_file_in_place_of_the_data_folder_gives_a_clear_message(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="cannot be saved in .*/file is a file"):
            open_store(tmp_path / folder, read_only=read_only)


def test_a_folder_in_place_of_the_store_gives_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "newsreader.db").mkdir()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="is a folder; the file with the notes"):
            open_store(tmp_path, read_only=read_only)


def test_a_backup_holds_everything(tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        store.notebook.add(article(), Span(0, 3), note="keep me")
        store.backup(tmp_path / "copy" / "newsreader.db")
    with open_store(tmp_path / "copy") as copy:
        assert [h.note for h in copy.notebook.all()] == ["keep me"]
    assert [p.name for p in (tmp_path / "copy").glob("*part*")] == []


def test_a_backup_is_made_once_a_day_and_the_last_seven_are_kept(tmp_path: Path) -> None:
    day = 1

    def clock() -> datetime:
        return datetime(2026, 3, day, tzinfo=UTC)

    with open_store(tmp_path, clock=clock) as store:
        assert store.backup_daily() is None, "there is nothing to back up yet"
        store.notebook.add(article(), Span(0, 3))
        assert store.backup_daily() is not None
        assert store.backup_daily() is None
        for later in range(2, 11):
            day = later
            assert store.backup_daily()
    kept = sorted(p.name for p in (tmp_path / "backups").iterdir())
    assert kept == [f"newsreader-2026-03-{n:02}.db" for n in range(4, 11)]


def test_backups_of_a_large_store_are_fewer_and_the_reader_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "BACKUPS_TOGETHER", 1)
    monkeypatch.setattr(backup, "LARGE", 1)
    day, told = 1, []
    with open_store(tmp_path, clock=lambda: datetime(2026, 3, day, tzinfo=UTC)) as store:
        store.notebook.add(article(), Span(0, 3))
        for later in range(1, 5):
            day = later
            assert store.backup_daily(told.append)
    assert sorted(p.name for p in (tmp_path / "backups").iterdir()) == [
        "newsreader-2026-03-03.db",
        "newsreader-2026-03-04.db",
    ]
    assert len(told) == 4 and all("backup" in sentence and "MB" in sentence for sentence in told)


def test_an_unfinished_backup_of_a_killed_program_is_deleted(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    folder = tmp_path / "backups"
    old, new, dead = (
        folder / f".newsreader-2026-01-01.db.{number}.part" for number in (os.getpid(), os.getppid(), ended.pid)
    )
    old.parent.mkdir()
    for path in (old, new, dead):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    with open_store(tmp_path) as store:
        store.notebook.add(article(), Span(0, 3))
        assert store.backup_daily()
    assert not old.exists() and new.exists(), "another program may be using the store"
    assert not dead.exists(), "its program has ended"


def test_a_backup_to_a_chosen_file_deletes_the_unfinished_one_of_a_killed_program(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    target = tmp_path / "my [1].db"
    half = tmp_path / f".my [1].db.{ended.pid}.part-journal"
    half.write_bytes(b"half")
    with open_store(tmp_path / "data") as store:
        store.notebook.add(article(), Span(0, 3))
        store.backup(target)
    assert target.exists() and not half.exists()


def test_no_backup_is_started_that_would_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_free_bytes", lambda folder: 1000)
    with open_store(tmp_path) as store:
        store.notebook.add(article(), Span(0, 3))
        with pytest.raises(StoreError, match="Today's backup of the notes was not made"):
            store.backup_daily()
    assert not (tmp_path / "backups").exists()


def test_a_backup_is_of_one_moment_and_blocks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        store.articles.keep(article("word " * 40_000))
        monkeypatch.setattr(backup, "PAGES", 1)
        written = 0

        def write_meanwhile() -> bool:
            nonlocal written
            if written < 5:
                written += 1
                store.notebook.add(article(), Span(0, 3), note=str(written))
            return False

        monkeypatch.setattr(store, "_is_closing", write_meanwhile)
        store.backup(tmp_path / "copy" / "newsreader.db")
        assert len(store.notebook.all()) == 5
    with open_store(tmp_path / "copy") as copy:
        assert copy.notebook.all() == [] and len(copy.articles.library()) == 1
        assert copy.check() == []


def test_closing_the_store_stops_a_backup_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        store.articles.keep(article())
        monkeypatch.setattr(backup, "PAGES", 1)
        store._closing = True
        with pytest.raises(StoreStopped):
            store.backup(tmp_path / "copy" / "newsreader.db")
    assert list((tmp_path / "copy").iterdir()) == []


def test_a_large_store_is_checked_after_the_first_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        store.notebook.add(article(), Span(0, 3))
        page = store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'highlights_by_digest'")[0][0]
    path = tmp_path / "newsreader.db"
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x05" * 4096
    path.write_bytes(bytes(data))
    path.with_name("newsreader.db-wal").write_bytes(b"x" * 100)  # as left by a killed program
    monkeypatch.setattr(backup, "LARGE", 1)
    told: list[str] = []
    with open_store(tmp_path) as store:
        assert told == []
        with pytest.raises(StoreDamaged):
            store.run_maintenance(told.append)
        assert len(told) == 1 and "checking its file" in told[0]
        store.run_maintenance(told.append)
        assert len(told) == 1, "it happens once in each run"
    monkeypatch.setattr(backup, "LARGE", 10**9)
    path.with_name("newsreader.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(StoreDamaged):
        open_store(tmp_path)


def test_a_damaged_store_is_not_backed_up_and_good_backups_are_kept(tmp_path: Path) -> None:
    with open_store(tmp_path, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:
        store.notebook.add(article(), Span(0, 3))
        good = store.backup_daily()
        page = store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'highlights_by_digest'")[0][0]
    path = tmp_path / "newsreader.db"
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x05" * 4096
    path.write_bytes(bytes(data))
    with open_store(tmp_path, clock=lambda: datetime(2026, 3, 2, tzinfo=UTC)) as store:
        with pytest.raises(StoreDamaged):
            store.backup_daily()
        assert store.check() != []
    assert list((tmp_path / "backups").iterdir()) == [good]


KILLED = """
import sys
from pathlib import Path
from tui.store.database import open_store
from tui.text.article import Article
from tui.text.span import Span
store = open_store(Path(sys.argv[1]))
store.notebook.keep_draft("note", "half a thought")
for n in range(100_000):
    store.notebook.add(Article("a.txt", "Some words to mark."), Span(0, 4), note=str(n))
    print(n, flush=True)
"""


def test_a_program_killed_while_it_writes_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for round_ in range(4):
        with subprocess.Popen([sys.executable, "-c", KILLED, tmp_path], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            for line in child.stdout:
                acknowledged.append(line.strip())
                if len(acknowledged) % 7 == 6 - round_:
                    break
            child.send_signal(signal.SIGKILL)
        with open_store(tmp_path) as store:
            notes = [h.note for h in store.notebook.all()]
            assert store.check() == []
            assert store.notebook.drafts() == {"note": "half a thought"}
        for number in set(acknowledged):
            assert notes.count(number) >= acknowledged.count(number)


WRITER = """
import sys
from pathlib import Path
from tui.store.database import open_store
from tui.text.article import Article
from tui.text.span import Span
for n in range(15):
    with open_store(Path(sys.argv[1])) as store:
        store.notebook.add(Article("a.txt", "Some words to mark."), Span(0, 4), note=f"{sys.argv[2]} {n}")
"""


def test_three_programs_write_at_once_and_every_note_is_stored(tmp_path: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, who]) for who in "abc"]
    assert [child.wait() for child in children] == [0, 0, 0]
    with open_store(tmp_path) as store:
        notes = {h.note for h in store.notebook.all()}
        assert notes == {f"{who} {n}" for who in "abc" for n in range(15)}
        assert store.check() == []


def test_opening_the_store_imports_no_heavy_library() -> None:
    code = "import sys, tui.store.database, tui.store.notebook; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["rapidfuzz", "textual", "spacy", "numpy", "jinja2", "tui.notes.anchoring"]
    run = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_file_with_an_undecodable_name_keeps_its_position_and_notes(tmp_path: Path) -> None:
    strange = article(source=str(tmp_path / os.fsdecode(b"harbour\xff.txt")))
    with open_store(tmp_path / "data") as store:
        store.articles.keep(strange)
        store.articles.keep_position(strange.source, strange.digest, 7)
        kept = store.notebook.add(strange, Span(4, 11), label="claim")
        assert store.articles.latest(strange.source) == strange.digest
        position = store.articles.position(strange.source)
        assert position is not None and position.offset == 7
        assert [placed.highlight.id for placed in store.notebook.highlights(strange)] == [kept.id]
        store.articles.library()[0].source.encode()


def test_half_a_surrogate_pair_in_a_search_raises_no_error(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.articles.keep(article())
        assert len(store.articles.search("harbour\udcff")) == 1
        assert store.notebook.search("harbour\udcff") == []


def test_only_its_owner_can_read_the_store_and_its_backups(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        with open_store(tmp_path) as store:
            store.notebook.add(article(), Span(0, 3))
            store.backup_daily()
            files = [path for path in tmp_path.rglob("*") if path.is_file()]
            assert len(files) >= 4 and all(path.stat().st_mode & 0o077 == 0 for path in files)
        for path in (tmp_path / "newsreader.db", *(tmp_path / "backups").iterdir()):
            path.chmod(0o644)
        open_store(tmp_path).close()
        assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.rglob("*"))
    finally:
        os.umask(old)


def test_a_word_count_stored_by_an_earlier_version_is_corrected_when_the_article_is_opened(tmp_path: Path) -> None:
    of = article("One two.\n\nThree four.")
    with open_store(tmp_path) as store:
        store.articles.keep(of)
        with store.writing() as db:
            db.execute("UPDATE articles SET words = 3")  # the spaces and one
        store.articles.keep(of)
        assert [version.words for version in store.articles.versions(of.source)] == [4]
