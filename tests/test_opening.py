"""Opening what a reader names: addresses, saved pages, missing files and changed articles."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests import test_fetch
from tests.reader import PATIENCE, analysis, article, reader, ready, screen, until
from tests.test_library_screen import library, program
from tui.cli.errors import CliError
from tui.cli.open import first_article
from tui.formats.loading import load_article, load_bytes, parse_article
from tui.library.opening import (
    add_to_library,
    keep,
    kept_article,
    known_elsewhere,
    load,
    open_known,
    open_noted,
    place_now,
    previous,
)
from tui.screens.dialogs.fetching import FetchingScreen, progress_line
from tui.screens.lists.notes import NotesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.store.articles import INDEX_AT_ONCE
from tui.store.database import Store, open_store
from tui.text.span import Span

Site = test_fetch.Site


@pytest.fixture
def site() -> Iterator[Site]:
    yield from test_fetch.site.__wrapped__()  # type: ignore[attr-defined]  # the fixture's own function


# ---------------------------------------------------------------- without a screen


def kept_page(store: Store, digest: str) -> tuple[bytes, str] | None:
    page = store.articles.page(digest)
    return page[:2] if page else None


def test_a_long_article_is_indexed_before_the_next_search_and_not_while_it_is_opened(tmp_path: Path) -> None:
    long, other = (parse_article(f"{word} " * (INDEX_AT_ONCE // 5), f"/{word}.txt") for word in ("ferry", "pilot"))
    with open_store(tmp_path) as store:
        add_to_library(store, long, None, print)
        assert store.articles.index_queue_length() == 1
    with open_store(tmp_path) as store:
        add_to_library(store, long, None, print)
        assert store.articles.index_queue_length() == 1
        assert [found.row.source for found in store.articles.search("ferry")] == ["/ferry.txt"]
        assert store.articles.index_queue_length() == 0
        store.articles.keep(other)
    with open_store(tmp_path) as store:
        add_to_library(store, long, None, print)
        assert store.articles.index_queue_length() == 0, "what an earlier session has left is indexed"


async def test_loading_an_address_gives_the_article_and_the_bytes_of_its_page(site: Site) -> None:
    opened = await load(site.give("/pier"))
    assert opened.article.title == "Pier to close"
    assert opened.raw == test_fetch.PAGE and opened.content_type == "text/html"
    assert any("trafilatura" in notice for notice in opened.article.notices)


async def test_loading_a_saved_page_gives_its_bytes_too(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(test_fetch.PAGE)
    opened = await load(str(path))
    assert opened.article.title == "Pier to close" and opened.raw == test_fetch.PAGE


def test_the_page_of_a_saved_article_is_stored_in_the_library_with_it(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(test_fetch.PAGE)
    with open_store(tmp_path) as store:
        of = load_article(path)
        keep(store, of)
        assert kept_page(store, of.digest) == (test_fetch.PAGE, "text/html")


def test_a_page_from_a_pipe_is_stored_in_the_library_too(tmp_path: Path) -> None:
    page = load_bytes(test_fetch.PAGE, "-")
    with open_store(tmp_path) as store:
        keep(store, page.article, page)
        assert kept_page(store, page.article.digest) == (test_fetch.PAGE, "text/html")
        keep(store, page.article)  # as when it is opened from the library
        assert kept_page(store, page.article.digest) == (test_fetch.PAGE, "text/html")


def test_a_changed_text_is_reported_and_both_versions_are_stored(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        first, second = (parse_article(text, "/news/a.txt") for text in ("One thing.", "Another thing."))
        assert keep(store, first) == ""
        assert keep(store, first) == ""
        assert "has changed" in keep(store, second)
        older = previous(store, second)
        assert older is not None and older.text == "One thing."


def test_a_text_that_was_only_stored_is_not_one_that_was_read(tmp_path: Path) -> None:
    first, second = (parse_article(f"The toll is {fee} crowns.", "/toll.txt") for fee in (40, 50))
    with open_store(tmp_path) as store:
        keep(store, first)
        assert keep(store, second, read=False)
        store.articles.move("/toll.txt", "/moved/toll.txt")
        moved = replace(second, source="/moved/toll.txt")
        assert "changed since you read it" in keep(store, moved)
        assert previous(store, moved).text == first.text  # type: ignore[union-attr]  # there is one
        assert keep(store, moved) == ""


def test_a_text_that_nobody_has_read_changed_since_it_was_added(tmp_path: Path) -> None:
    first, second = (parse_article(f"The toll is {fee} crowns.", "/toll.txt") for fee in (40, 50))
    with open_store(tmp_path) as store:
        keep(store, first, read=False)
        assert "changed since it was added to the library" in keep(store, second)


def test_texts_stored_by_an_earlier_version_count_as_read(tmp_path: Path) -> None:
    first, second = (parse_article(f"The toll is {fee} crowns.", "/toll.txt") for fee in (40, 50))
    with open_store(tmp_path) as store:
        keep(store, first)
        with store.writing() as db:
            db.execute("UPDATE readings SET seen = NULL")
        assert keep(store, second, read=False)
        assert "changed since you read it" in keep(store, second)


def test_a_changed_text_is_reported_with_the_number_of_notes_that_are_not_found_in_it(tmp_path: Path) -> None:
    kept, lost, other = "The pier is closed for the winter.", "Nobody asked the anglers.", "Trams were full on Monday."
    texts = (f"{kept}\n\n{lost}", f"News.\n\n{kept}\n\n{lost}", f"{kept}\n\n{other}", "Snow fell over Easter.")
    first, moved, changed, new = (parse_article(text, "/news/a.txt") for text in texts)
    with open_store(tmp_path) as store:
        keep(store, first)
        assert keep(store, moved).endswith(")."), "there are no notes yet"
        for block in moved.blocks[1:]:
            store.notebook.add(moved, block.span)
        assert keep(store, first).endswith("). Your notes moved with it.")
        assert keep(store, changed).endswith("). 1 note was not found in the new text; the rest moved with it.")
        assert keep(store, new).endswith("). 2 notes were not found in the new text.")


def test_two_articles_from_pipes_are_stored_separately(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for text in ("One thing.", "Another thing."):
            assert keep(store, parse_article(text, "-")) == ""
        assert len(store.articles.library()) == 2


def test_a_known_address_is_read_from_the_library(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, parse_article("One thing.", "https://news.example/a"))
        found = open_known(store, "https://news.example/a")
        assert found is not None and "Reload to fetch it again" in found.notices[0]
        assert kept_article(store, "https://news.example/b") is None


def test_a_note_opens_at_its_place_even_if_the_file_is_missing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        of = parse_article("One thing.\n\nAnother thing.", str(tmp_path / "gone.txt"))
        keep(store, of)
        highlight = store.notebook.add(of, of.blocks[1].span)
        found, span = open_noted(store, highlight)
        assert found is not None and span is not None and found.words(span) == "Another thing."


def test_a_place_in_an_earlier_version_is_found_in_the_current_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_store(tmp_path) as store:
        keep(store, parse_article("One thing.\n\nAnother thing altogether.", str(path)))
        now = parse_article("News first.\n\nOne thing.\n\nAnother thing altogether.", str(path))
        place = place_now(store, now, Span(12, 37))
        assert place is not None and now.words(place) == "Another thing altogether."


def test_progress_is_shown_with_or_without_a_known_total() -> None:
    assert progress_line(1500, None) == "2 kB"
    assert progress_line(50_000, 100_000).count("━") == 15
    assert progress_line(100_000, 100_000).endswith("100 of 100 kB")


# ---------------------------------------------------------------- on the command line


def test_a_single_file_is_read_at_once_but_several_are_not(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# Title\n\nWords.")
    paths, opening = first_article([str(tmp_path / "a.md")], None)
    assert opening is not None and opening.head.title == "Title"
    paths, opening = first_article([str(tmp_path)], None)
    assert len(paths) == 2 and opening is None
    assert first_article([], None) == ([], None)
    assert first_article(["https://news.example/a"], None) == (["https://news.example/a"], None)


@pytest.mark.parametrize("given", [["-", "other.md"], ["no-such-file.md"]])
def test_paths_that_cannot_be_opened_give_an_error(given: list[str]) -> None:
    with pytest.raises(CliError):
        first_article(given, None)


# ---------------------------------------------------------------- in the program


async def test_an_address_opens_in_the_program_and_its_page_is_stored(tmp_path: Path, site: Site) -> None:
    app = program(tmp_path, paths=[site.give("/pier")])
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert screen(app).session.article.title == "Pier to close"
        store, digest = app.services.store, screen(app).session.article.digest
        assert store is not None
        await until(pilot, lambda: kept_page(store, digest) == (test_fetch.PAGE, "text/html"))
        assert not app.services.pages
        await until(pilot, lambda: any("trafilatura" in note.message for note in app._notifications))


async def test_an_address_that_fails_at_the_start_ends_the_program_with_a_message(tmp_path: Path, site: Site) -> None:
    app = program(tmp_path, paths=[site.give("/gone", status=404)])
    async with app.run_test(size=(100, 24)):
        while app.is_running:
            await asyncio.sleep(0.02)  # the pilot would wait for widgets of a closing screen
    assert "404" in app.opener.problem and app.return_code == 2


async def test_escape_cancels_a_page_that_does_not_arrive(tmp_path: Path, site: Site) -> None:
    wait = threading.Event()

    def never(handler: BaseHTTPRequestHandler) -> None:
        wait.wait(PATIENCE)

    site.answers["/slow"] = never
    app = reader(tmp_path)
    try:
        async with app.run_test(size=(100, 24)) as pilot:
            await ready(pilot)
            app.opener.open(site.url + "/slow")
            await until(pilot, lambda: isinstance(app.screen, FetchingScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            assert screen(app).session.article.title == article().title
            assert any("Nothing was opened" in note.message for note in app._notifications)
    finally:
        wait.set()


async def test_keys_work_while_a_page_opened_in_the_program_is_fetched(tmp_path: Path, site: Site) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        app.services.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
        await pilot.press("O")
        await pilot.press(*site.give("/pier"), "enter")
        await until(pilot, lambda: screen_title(app) == "Pier to close")


def screen_title(app: object) -> str:
    here = app.screen  # type: ignore[attr-defined]
    return here.session.article.title if isinstance(here, ReadingScreen) else ""


async def test_a_note_deleted_in_the_list_of_all_notes_disappears_from_the_article_below(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(article().text)
    app = reader(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("m", "m")
        await until(pilot, lambda: len(screen(app).session.placed) == 1)
        below = screen(app)
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and len(app.screen.items) == 1)
        await pilot.press("x", "q")
        await until(pilot, lambda: app.screen is below and below.session.placed == [])


async def test_B_shows_the_library_over_the_article_and_returns_to_it(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(article().text)
    app = reader(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("B")
        await until(pilot, lambda: bool(library(app).items) and not library(app).welcoming)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


def test_a_web_page_is_read_only_after_the_first_frame(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>News.</p></body></html>")
    assert first_article([str(page)], None) == ([str(page)], None)
    assert first_article([str(page)], "text")[1] is not None


def test_a_moved_file_and_a_copy_are_reported_once(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# Boats\n\nThe ferry sails at night.")
    with open_store(tmp_path / "data") as store:
        keep(store, load_article(old))
        old.rename(new)
        article = load_article(new)
        assert known_elsewhere(store, article) == f"This file was {old}. Your place and any notes moved with it."
        keep(store, article)
        assert known_elsewhere(store, article) == ""
        old.write_text(new.read_text())
        copy = load_article(old)
        both = "Your notes and corrections hold for both."
        assert known_elsewhere(store, copy) == f"This is the same text as {new}. {both}"
        keep(store, copy)
        assert known_elsewhere(store, copy) == "" == known_elsewhere(store, article)
        keep(store, replace(article, source="-"))
        page = replace(article, source="https://example.org/boats")
        assert known_elsewhere(store, page) == f"This is the same text as the copy from a pipe. {both}"


async def test_an_article_closed_while_it_is_being_saved_closes_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving, may_end = threading.Event(), threading.Event()

    def slowly(*args: object) -> tuple[str, str]:
        saving.set()
        may_end.wait(PATIENCE)
        return "", ""

    monkeypatch.setattr("tui.screens.reading.screen.add_to_library", slowly)
    app = reader(tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, saving.is_set)
        here = screen(app)
        saved = asyncio.ensure_future(here._save_article())
        await here.remove()
        may_end.set()
        await saved
