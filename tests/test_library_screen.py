"""The library, a folder, the welcome and the notes on all articles, key by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from tests.reader import TOPICS, FakeAnalyst, cover_the_page, paste, ready, until
from tui.app import NewsReader
from tui.config.settings import Settings
from tui.formats.loading import load_article
from tui.library.session import Session
from tui.notes.highlight import Highlight, describe
from tui.screens.dialogs.help import HelpScreen
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.lists.library import LibraryScreen
from tui.screens.lists.notes import NotesScreen, narrowed, note_lines, parse_query
from tui.screens.reading.screen import ReadingScreen
from tui.screens.services import Services
from tui.store.database import open_store
from tui.store.notebook import NoteRow
from tui.text.analysis import Analysis
from tui.text.span import Span
from tui.widgets.lists.item_list import ItemList

STORIES = {
    "boats.md": "# Boats at night\n\nThe ferry sails after dark, the harbour office said.",
    "bread.md": "# Bread costs more\n\nFlour is dearer than last year.",
    "school.md": "# A school without a roof\n\nPupils were sent home on Tuesday.",
}


def program(
    folder: Path,
    *,
    paths: list[str] | None = None,
    first_screen: Callable[[Services], Screen[None]] | None = None,
) -> NewsReader:
    """The program started without an article, or with the given paths."""
    app = NewsReader(
        Settings(), topics=TOPICS, data_dir=str(folder / "data"), paths=paths or [], first_screen=first_screen
    )
    app.services.analyst = FakeAnalyst(lambda article: Analysis(article.digest, model="test"))  # type: ignore[assignment]
    cover_the_page(app)
    return app


def write(folder: Path) -> list[str]:
    """Write the stories to files."""
    (folder / "news").mkdir()
    for name, text in STORIES.items():
        (folder / "news" / name).write_text(text)
    return [str(folder / "news" / name) for name in STORIES]


def fill(folder: Path) -> list[str]:
    """Write the stories to files and store them as opened, the last one last."""
    paths = write(folder)
    with open_store(folder / "data") as store:
        for path in paths:
            store.articles.keep(load_article(path))
    return paths


def library(app: NewsReader) -> LibraryScreen:
    assert isinstance(app.screen, LibraryScreen)
    return app.screen


def titles(app: NewsReader) -> list[str]:
    return [item.title for item in library(app).items]


async def test_a_first_time_reader_is_welcomed_with_samples_and_six_keys(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        here = library(app)
        assert here.welcoming and len(here.items) == 4 and all(here.items[row].title for row in range(4))
        words = str(here.query_one(".welcome", Static).content)
        assert "Welcome" in words and "who said what" in words and "all keys" in words
        assert not {"all_names", "all_notes"} & {hint.id for hint in here.hints()}
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: app.services.store and app.services.store.articles.library(limit=1))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        assert library(app).welcoming
        await until(pilot, lambda: {"all_names", "all_notes"} <= {hint.id for hint in library(app).hints()})


async def test_without_an_article_the_library_opens_with_the_last_read_first(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert titles(app) == ["A school without a roof", "Bread costs more", "Boats at night"]
        assert not library(app).welcoming


async def test_typing_searches_the_texts_and_escape_shows_all_again(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: "To the rows" in library(app).key_bar.render().plain)
        assert "All rows" not in library(app).key_bar.render().plain, "all are shown"
        await pilot.press(*"harb")
        await until(pilot, lambda: titles(app) == ["Boats at night"])
        assert "harbour" in library(app).items[0].found
        bar = library(app).key_bar.render().plain
        assert "To the rows" in bar and "All rows" in bar, "q is text in the search field"
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 3)
        assert library(app).rows.has_focus and "q Quit" in library(app).key_bar.render().plain


async def test_an_article_found_by_a_note_is_opened_at_the_note(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        source = store.articles.library()[0].source
        article = store.articles.load(store.articles.latest(source) or "")
        assert article is not None
        place = article.blocks[-1].span
        store.notebook.add(article, place, note="Zanzibar")
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash")
        await paste(pilot, "zanzi")
        await until(pilot, lambda: len(titles(app)) == 1 and library(app).items[0].found)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await ready(pilot)
        await until(pilot, lambda: place.covers(app.screen.view.caret))  # type: ignore[attr-defined]


async def test_q_in_an_article_returns_to_the_list_and_to_its_row(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert app.screen.session.article.title == "Bread costs more"  # type: ignore[attr-defined]
        await ready(pilot)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and titles(app)[0] == "Bread costs more")
        assert library(app).rows.cursor == 0
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_a_row_selected_right_after_returning_stays_selected(tmp_path: Path) -> None:
    app = program(tmp_path, paths=write(tmp_path))
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and library(app).items)
        here = library(app)
        await pilot.press("slash", *"tag:x")
        await until(pilot, lambda: "3 articles here are not in the library" in str(here.query_one(".message").render()))
        await pilot.click(here.query_one(".message"), offset=(10, 1))
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and not app.screen.paths)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        await pilot.press("escape")
        await until(pilot, lambda: len(here.items) == 3 and here.rows.has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        here.returned_to()  # the rows are read again a moment later
        await pilot.press("j")
        await until(pilot, lambda: not here._back_from)
        assert here.rows.cursor == 1


async def test_S_sorts_m_shows_only_articles_with_notes_and_escape_shows_all_again(tmp_path: Path) -> None:
    paths = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        article = load_article(paths[0])
        store.notebook.add(article, article.blocks[1].span)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("S")
        await until(pilot, lambda: titles(app)[0] == "A school without a roof" and titles(app)[1] == "Boats at night")
        await pilot.press("m")
        await until(pilot, lambda: titles(app) == ["Boats at night"])
        assert library(app).items[0].notes == 1
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 3)


async def test_x_removes_an_article_after_asking_and_keeps_the_file(tmp_path: Path) -> None:
    paths = fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("x", "y")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(titles(app)) == 2)
        assert Path(paths[2]).exists()


async def test_a_missing_file_is_read_from_the_library(tmp_path: Path) -> None:
    paths = fill(tmp_path)
    Path(paths[2]).unlink()
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: any("no longer exists" in note.message for note in app._notifications))


async def test_several_paths_are_listed_by_title_and_angle_brackets_step_through_them(tmp_path: Path) -> None:
    paths = write(tmp_path)
    app = program(tmp_path, paths=paths)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: titles(app) == ["Boats at night", "Bread costs more", "A school without a roof"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: app.screen.session.article.title == "Bread costs more")  # type: ignore[attr-defined]
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and library(app).rows.cursor == 1)
        await pilot.press("slash", *"roof")
        await until(pilot, lambda: titles(app) == ["A school without a roof"])


async def test_of_ten_thousand_rows_only_those_in_view_are_drawn(tmp_path: Path) -> None:
    app = program(tmp_path, paths=[f"/nowhere/{number}.md" for number in range(10_000)])
    async with app.run_test(size=(100, 24)) as pilot:
        drawn: set[int] = set()
        here = library(app)
        await until(pilot, lambda: len(here.items) == 10_000)
        draw = here.rows._draw

        def watched(row: int, width: int) -> Sequence[Content]:
            drawn.add(row)
            return draw(row, width)

        here.rows._draw = watched
        here.rows.redraw()
        await pilot.press("G")
        await pilot.pause()
        assert here.rows.cursor == 9_999
        assert 0 < len(drawn) < 200


async def test_an_article_opened_twice_keeps_only_the_position_seen_last(tmp_path: Path) -> None:
    (path, *_) = write(tmp_path)
    app = program(tmp_path, paths=[path])

    def saved() -> Session:
        session = Session(first.session.article, first.session.store)
        session.load_position()
        return session

    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        first = app.screen
        assert isinstance(first, ReadingScreen)
        await until(pilot, lambda: first.session.store and first.session.store.articles.latest(path))
        first.view.go_to(Span(20, 20))
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and library(app).items)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, LibraryScreen))
        assert app.screen is first, "the library leads back to the article below it"
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and library(app).items)
        await pilot.press("slash")
        await paste(pilot, "harbour")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        second = app.screen
        assert isinstance(second, ReadingScreen) and second is not first, "a match is shown over the list of matches"
        await ready(pilot)
        assert "q Quit" in first.key_bar.render().plain and "q Back" in second.key_bar.render().plain
        second.view.go_to(Span(50, 50))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and saved().saved_offset() == 50)
        await pilot.press("escape", "q")
        await until(pilot, lambda: app.screen is first)
        assert (first.view.caret, saved().saved_offset()) == (20, 20)


async def test_one_click_selects_and_a_second_click_opens(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(10, 4))
        assert library(app).rows.cursor == 1
        await pilot.click(offset=(10, 4))
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


# ---------------------------------------------------------------- notes on all articles


def mark(folder: Path, paths: list[str]) -> None:
    with open_store(folder / "data") as store:
        for path, label, note in zip(paths, ("claim", "check", "doubt"), ("Who says so?", "#dates", ""), strict=True):
            article = load_article(path)
            store.notebook.add(
                article, article.blocks[1].span, label=label, note=note, tags=["late tide"] if note == "#dates" else []
            )


def only(here: NotesScreen, title: str) -> bool:
    return len(here.items) == 1 and here.items[0].title.startswith(title)


async def test_notes_of_all_articles_are_listed_filtered_and_opened_in_place(tmp_path: Path) -> None:
    paths = fill(tmp_path)
    mark(tmp_path, paths)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and len(app.screen.items) == 3)
        here = app.screen
        assert isinstance(here, NotesScreen)
        assert here.items[0].title == "A school without a roof"
        columns, exported = here.exported
        assert [row[[*columns].index("tags")] for row in exported] == ["", "late tide; dates", ""]
        for typed, found in [
            ("label:check", "Bread"),
            ("#dat", "Bread"),
            ("ferry", "Boats"),
            ("in:school", "A school"),
        ]:
            await pilot.press("slash", "ctrl+u", *typed)
            await until(pilot, partial(only, here, found))
            await pilot.press("escape")
        await pilot.press("slash")
        await paste(pilot, "state:orphan")
        await until(pilot, lambda: here.items == [])
        await pilot.press("escape")
        await until(pilot, lambda: len(here.items) == 3)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.view.caret == reading.session.article.blocks[1].span.start
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))


async def test_a_note_deleted_in_the_list_is_restored_by_undo(tmp_path: Path) -> None:
    mark(tmp_path, fill(tmp_path))
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and len(app.screen.items) == 3)
        await pilot.press("x")
        await until(pilot, lambda: len(app.screen.items) == 2)  # type: ignore[attr-defined]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(app.screen.items) == 3)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("exact", "shown"), [("Who says so", "“Who says so”"), ("“We do,”", "“We do,”")])
def test_a_highlighted_quotation_is_shown_with_one_pair_of_quotation_marks(exact: str, shown: str) -> None:
    row = NoteRow(Highlight("id", describe(exact, Span(0, len(exact)))), "Boats", None)
    assert note_lines(row, {}, 60)[0].plain.strip().removeprefix("▍ ").startswith(shown)


def test_a_note_shows_its_verdict_and_whether_its_words_have_changed_or_gone() -> None:
    highlight = Highlight("id", describe("It rose 12%", Span(8, 11)), verdict="confirmed")
    rows = [NoteRow(highlight, "Boats", state) for state in ("exact", "changed", "orphan")]
    shown = [note_lines(row, {}, 70)[0].plain.split() for row in rows]
    assert [line[:2] for line in shown] == [["☑", "“12%”"], ["↻", "“12%”"], ["↻", "“12%”"]]
    assert [" ".join(line[2:]) for line in shown] == [
        *("confirmed", "confirmed, words changed since", "confirmed, words not found")
    ]
    labelled = NoteRow(highlight._replace(label="check"), "Boats", "exact")
    assert note_lines(labelled, {"check": (1, "¶")}, 70)[0].plain.endswith("check · ☑ confirmed")
    plain = NoteRow(Highlight("id2", describe("It rose", Span(0, 2))), "Boats", "exact")
    assert narrowed([*rows[:1], plain], parse_query("verdict:conf")) == rows[:1]
    assert narrowed([*rows[:1], plain], parse_query("verdict:none")) == [plain]


def test_words_without_a_note_have_the_line_of_the_note() -> None:
    words = "The ferry sails at night again, from the old quay to the island and back."
    row = NoteRow(Highlight("id", describe(words, Span(0, len(words)))), "Boats", None)
    first, second, third = (line.plain.strip() for line in note_lines(row, {}, 60))
    assert f"{first} {second}".endswith(f"“{words}”") and third == "Boats"


@pytest.mark.parametrize(
    ("typed", "words", "labels", "tags", "states"),
    [
        ("tariff steel", "tariff steel", (), (), ()),
        ("label:Check #Dates tag:who state:orphan word", "word", ("check",), ("dates", "who"), ("orphan",)),
        ("label: 12:30", "12:30", (), (), ()),
    ],
)
def test_a_typed_query_is_split_into_words_labels_tags_and_states(
    typed: str, words: str, labels: tuple[str, ...], tags: tuple[str, ...], states: tuple[str, ...]
) -> None:
    found = parse_query(typed)
    assert (found.words, found.labels, found.tags, found.states) == (words, labels, tags, states)


# ---------------------------------------------------------------- common to all lists


async def test_the_help_begins_with_the_actions_of_the_screen(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        notes = app.screen
        assert isinstance(notes, NotesScreen)
        assert notes.can_do[:3] == ["notes_delete", "notes_undo", "notes_redo"] and "list_filter" in notes.can_do
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert app.screen.query_one(ItemList).items[0].line.plain == "On this screen"
        await paste(pilot, "search the")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is notes)


async def test_keys_from_the_settings_and_from_a_preset_work_in_every_list(tmp_path: Path) -> None:
    fill(tmp_path)
    app = NewsReader(
        Settings(preset="less", keys={"list_down": "f7", "library_sort": "f8"}),
        topics=TOPICS,
        data_dir=str(tmp_path / "data"),
    )
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        await pilot.press("f7", "f7")
        assert library(app).rows.cursor == 2
        await pilot.press("j", "<")
        assert library(app).rows.cursor == 0
        await pilot.press("f8")
        await until(pilot, lambda: library(app).library_query.sort == "title")
        assert next(hint.key for hint in library(app).hints() if hint.id == "library_sort") == "F8"


async def test_arrows_and_page_keys_move_the_row_of_a_list_that_is_longer_than_the_screen(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 8)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        rows = library(app).rows
        assert rows.allow_vertical_scroll
        for key, at in (("down", 1), ("down", 2), ("up", 1), ("end", 2), ("home", 0), ("pagedown", 1), ("pageup", 0)):
            await pilot.press(key)
            assert rows.cursor == at, key


async def test_n_and_N_wrap_around_and_tab_moves_to_the_search_and_back(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        await pilot.press("N")
        assert library(app).rows.cursor == 2
        await pilot.press("n")
        assert library(app).rows.cursor == 0
        await pilot.press("tab", *"the", "down")
        await until(pilot, lambda: library(app).library_query.words == "the")
        assert library(app).field.has_focus and library(app).field.value == "the"
        await pilot.press("tab")
        assert library(app).rows.has_focus
        await pilot.press("escape")
        await until(pilot, lambda: library(app).field.value == "" and len(titles(app)) == 3)
        await pilot.click(".sign")
        assert library(app).field.has_focus, "a click on the sign of the field"


async def test_enter_right_after_the_last_letter_opens_what_that_letter_finds(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        here = library(app)
        await pilot.press("slash", *"harb", "enter")
        here.reload_rows()  # as on returning from an article at that moment: the search is replaced by another
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        reading = app.screen
        assert isinstance(reading, ReadingScreen) and reading.session.article.title == "Boats at night"
        await until(pilot, lambda: reading.controllers.finding.current == 0)
        found = reading.controllers.finding.found
        assert found and {reading.session.article.words(span).casefold() for span in found.spans} == {"harb"}
        await pilot.press("n")
        await until(pilot, lambda: reading.controllers.finding.current == len(found.spans) - 1)


async def test_before_anything_was_read_no_key_hides_the_samples(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 4)
        await pilot.press("S", "m", "p", "f", "slash", "x", "S")
        await pilot.pause()
        assert library(app).welcoming and len(titles(app)) == 4
        assert any("once you have opened an article" in note.message for note in app._notifications)


async def test_a_folder_is_sorted_by_title_and_filtered_by_notes(tmp_path: Path) -> None:
    paths = write(tmp_path)
    with open_store(tmp_path / "data") as store:
        article = load_article(paths[1])
        store.articles.keep(article)
        store.notebook.add(article, article.blocks[1].span)
    app = program(tmp_path, paths=paths)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: all(titles(app)) and len(titles(app)) == 3)
        await pilot.press("S")
        await until(pilot, lambda: titles(app)[0] == "A school without a roof")
        await pilot.press("m")
        await until(pilot, lambda: titles(app) == ["Bread costs more"])
        await pilot.click(library(app).rows, offset=(10, 0), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        offered = [item.key for item in app.screen.query_one(ItemList).passing]
        assert "library_noted" in offered and not {"library_person", "library_topic", "library_remove"} & {*offered}
        await pilot.press("escape", "x")
        await until(pilot, lambda: any("Press B for your library." in str(one.message) for one in app._notifications))


async def test_in_the_menu_of_a_row_enter_chooses_the_row_under_the_cursor_and_q_closes_the_menu(
    tmp_path: Path,
) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        here = library(app)
        await pilot.click(here.rows, offset=(10, 0), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        await pilot.click(here.rows, offset=(10, 0), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        offered = [item.key for item in app.screen.query_one(ItemList).passing]
        await pilot.press(*["down"] * offered.index("library_sort"), "enter")
        await until(pilot, lambda: app.screen is here and here.library_query.sort == "title")


async def test_clicking_the_order_sorts_differently(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 3)
        await pilot.click(".summary", offset=(library(app).query_one(".summary").size.width - 4, 0))
        await until(pilot, lambda: library(app).library_query.sort == "title")


async def test_when_the_store_is_read_only_a_note_is_not_deleted_and_one_message_says_why(tmp_path: Path) -> None:
    mark(tmp_path, fill(tmp_path))
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and len(app.screen.items) == 3)
        assert app.services.store is not None
        app.services.store._db.execute("PRAGMA query_only=ON")
        await pilot.press("x")
        await until(pilot, lambda: any(note.severity == "warning" for note in app._notifications))
        warnings = [note.message for note in app._notifications if note.severity == "warning"]
        assert len(warnings) == 1 and warnings[0].count(". ") == 0
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(app.screen.items) == 3  # type: ignore[attr-defined]
    with open_store(tmp_path / "data") as store:
        assert len(store.notebook.all()) == 3


async def test_a_read_only_store_is_shown_and_left_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(tmp_path, fill(tmp_path))
    before = (tmp_path / "data" / "newsreader.db").read_bytes()
    monkeypatch.setattr("tui.store.database_file.os.access", lambda path, mode: False)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(titles(app)) == 3)
        await until(pilot, lambda: any("can only be read" in note.message for note in app._notifications))
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and len(app.screen.items) == 3)
        await pilot.press("x")
        await until(pilot, lambda: any("can only be read" in note.message for note in app._notifications))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await ready(pilot)
        await pilot.press("m", "q")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        assert len(app.screen.items) == 3  # type: ignore[attr-defined]
    assert (tmp_path / "data" / "newsreader.db").read_bytes() == before


@pytest.mark.parametrize("stock", [False, True])
async def test_only_stock_textual_raises_an_error_for_work_in_progress_at_exit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    fill(tmp_path)
    app = program(tmp_path)
    with pytest.raises(NoMatches) if stock else nullcontext():
        async with app.run_test(size=(100, 24)) as pilot:
            await until(pilot, lambda: len(library(app).items) == 3)
            app.exit()
            app._handle_exception(NoMatches("No nodes match"))
    assert app.return_code == int(stock)
    if not stock:
        assert "No nodes match" in app.services.log_path.read_text(encoding="utf-8")


async def test_an_error_of_work_that_outlives_the_program_goes_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", False)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
    app._handle_exception(NoMatches("No nodes match"))
    assert not app.return_code
    assert "No nodes match" in app.services.log_path.read_text(encoding="utf-8")
