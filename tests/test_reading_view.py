"""The appearance of the reading screen, what of it is remembered, and where copied text goes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Literal

import pytest

from tests.reader import TEXT, find, marks, reader, ready, screen, until
from tui.config.remembered import FILE, Remembered
from tui.config.settings import Settings
from tui.formats.loading import parse_article
from tui.screens.reading import output
from tui.screens.reading.screen import ReadingScreen
from tui.store.source import source_key
from tui.widgets.lists.tabs import Tabs

SIZE = (120, 24)


def side(here: ReadingScreen) -> str:
    """Where the sidebar is."""
    if not here.sidebar.display:
        return "hidden"
    return "left" if here.sidebar.region.x < here.view.region.x else "right"


async def test_the_sidebar_moves_to_either_side_or_away_and_stays_there(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        seen = [side(here)]
        for _ in range(3):
            await pilot.press("backslash")
            await pilot.pause()
            seen.append(side(here))
        assert seen == ["right", "left", "hidden", "right"]
        await pilot.press("backslash")
    again = reader(tmp_path, of=parse_article(TEXT + "\nMore.\n", str(tmp_path / "b.md"), format="markdown"))
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert side(screen(again)) == "left"
        await pilot.press("backslash")
    third = reader(tmp_path)
    async with third.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert side(screen(third)) == "hidden"
        await pilot.press("p")
        await pilot.pause()
        assert side(screen(third)) != "hidden", "a list that is asked for is shown"


async def test_the_settings_decide_on_which_side_the_sidebar_starts(tmp_path: Path) -> None:
    app = reader(tmp_path, settings=Settings(sidebar_side="left", sidebar_width=30))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert side(screen(app)) == "left" and screen(app).sidebar.size.width in (29, 30)


async def test_the_sidebar_disappears_in_a_narrow_terminal_and_returns_in_a_wide_one(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert side(here) == "hidden"
        await pilot.press("w")
        await pilot.pause()
        await pilot.resize_terminal(84, 24)
        await pilot.pause()
        assert side(here) == "right", "a list that the reader opened stays"
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert side(here) == "right"


async def test_the_line_width_is_the_same_in_the_next_article(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("minus", "minus")
        assert screen(app).view.measure == 64
    again = reader(tmp_path, of=parse_article(TEXT + "\nMore.\n", str(tmp_path / "b.md"), format="markdown"))
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert screen(again).view.measure == 64


async def test_lines_grow_no_wider_than_the_screen_allows(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        for _ in range(30):
            await pilot.press("plus")
        await pilot.pause()
        widest = here.view.measure
        assert "room" in here.status.words
        await pilot.press("minus")
        assert here.view.measure < widest


async def test_zen_shows_only_the_text_and_escape_restores_the_rest(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("z")
        await pilot.pause()
        assert not any(widget.region.height for widget in (here.topic_bar, here.key_bar, here.sidebar))
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(again)
        assert here.has_class("zen") and any("z to show the rest" in str(note.message) for note in again._notifications)
        await pilot.press("escape")
        await pilot.pause()
        assert here.key_bar.region.height == 1 and again.is_running


async def test_the_chosen_theme_survives_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        app.theme = "textual-light"
        await app.run_action("app.automatic_theme")
        assert app.theme == "newsreader-dark" and app.services.remembered.text("theme") == "auto"
        app.theme = "nord"
        await pilot.pause()
    for settings, theme in ((Settings(), "nord"), (Settings(theme="gruvbox"), "gruvbox")):
        again = reader(tmp_path, settings=settings)
        again.services.store.close()
        assert again.theme == theme, "the settings take precedence"


def test_damaged_remembered_values_are_ignored(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"bar": [1, "ferry"], "measure": "wide", "zen"', encoding="utf-8")
    assert Remembered(tmp_path).names("bar") is None
    (tmp_path / FILE).write_text('{"bar": [1, "ferry"], "measure": "wide", "side": "up"}', encoding="utf-8")
    memory = Remembered(tmp_path)
    assert memory.names("bar") == ["ferry"]
    assert memory.number("measure", 72) == 72 and memory.text("side", "left", "right") == ""


def test_a_list_changed_in_place_is_remembered_in_its_last_state(tmp_path: Path) -> None:
    lit, memory = ["migration"], Remembered(tmp_path)
    memory.keep(lit=lit)
    lit.append("fentanyl")
    memory.keep(lit=lit)
    assert Remembered(tmp_path).names("lit") == ["migration", "fentanyl"]


def test_two_programs_each_keep_what_they_change(tmp_path: Path) -> None:
    one, other = Remembered(tmp_path), Remembered(tmp_path)
    one.keep(zen=True)
    other.keep(measure=60)
    both = Remembered(tmp_path)
    assert both.flag("zen") and both.number("measure", 72) == 60
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_an_unwritable_folder_for_remembered_values_gives_no_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Remembered(tmp_path / "file").keep(zen=True)
    assert not Remembered(tmp_path / "file").flag("zen")


async def test_copying_runs_in_the_background_and_says_where_the_text_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    true_copy = output.copy

    def watched(*arguments: object, **more: object) -> str:
        threads.append(threading.current_thread().name)
        return true_copy(*arguments, **more)  # type: ignore[arg-type]  # the arguments of the call

    monkeypatch.setattr(output, "copy", watched)
    app = reader(tmp_path, settings=Settings(clipboard="terminal"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "We have waited"))
        await pilot.press("Y")
        await app.workers.wait_for_complete([worker for worker in app.workers if worker.group == "copy"])
        await pilot.pause()
        assert threads and threads[0] != threading.main_thread().name
        assert "Quoted: Tora Lind" in app.clipboard and "ferry.md" in app.clipboard, "the sentence has other words, too"
        assert any("to the clipboard" in note.message for note in app._notifications)


async def test_a_warning_is_shown_on_the_screen_and_logged(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert not app.services.log_path.exists(), "nothing went wrong, so there is no log"
        app.opener.open(str(tmp_path / "nowhere.md"))
        await until(pilot, lambda: any("nowhere.md" in note.message for note in app._notifications))
        (said,) = [note.message for note in app._notifications if "nowhere.md" in note.message]
        assert said in app.services.log_path.read_text(encoding="utf-8")


@pytest.mark.parametrize("stock", [False, True])
async def test_a_bug_in_the_program_gives_a_message_and_only_stock_textual_shows_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    app = reader(tmp_path)

    def broken() -> None:
        raise ZeroDivisionError("a mistake of ours")

    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=SIZE) as pilot:
            await ready(pilot)
            app.call_later(broken)
            await until(pilot, lambda: app._exception)
    said = " ".join(capsys.readouterr().err.split())
    assert ("Traceback" in said) is stock
    if not stock:
        assert "crashed because of a bug" in said
        assert "a mistake of ours" in app.services.log_path.read_text(encoding="utf-8")


async def test_a_click_on_a_key_in_the_footer_does_what_the_key_does(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.click(here.key_bar, offset=(here.key_bar.render().plain.index("Mark"), 0))
        await pilot.press("enter")
        await pilot.pause()
        assert len(here.session.placed) == 1


async def test_an_address_is_opened_only_after_confirmation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    app = reader(tmp_path)
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).controllers.output.open_address("https://example.org/a")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert opened == []
        screen(app).controllers.output.open_address("https://example.org/a")
        await pilot.pause()
        await pilot.click(".keys", offset=(2, 0))
        await pilot.pause()
        assert opened == ["https://example.org/a"]
        screen(app).controllers.output.open_address("file:///etc/passwd")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_a_sidebar_over_the_text_closes_when_the_reader_goes_to_a_place_and_q_leads_back_to_it(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        rows = here.view.size.width
        await pilot.press("w")
        await pilot.pause()
        assert here.sidebar.display and here.sidebar.list.has_focus, (
            "one key opens the list and moves the focus into it"
        )
        assert here.view.size.width == rows, "the text is not laid out again for this"
        await pilot.press("enter")
        await pilot.pause()
        assert not here.sidebar.display and here.view.has_focus
        assert "q Back" in here.key_bar.render().plain
        await pilot.press("q")
        await pilot.pause()
        assert here.sidebar.display and here.sidebar.list.has_focus
        await pilot.click(".strip", offset=(30, 0))
        await pilot.pause()
        assert not here.sidebar.display and here.view.has_focus, "the place that was clicked is seen"
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("i")
        await until(pilot, lambda: app.screen is not here)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is here and here.view.has_focus)
        assert "q Back" in here.key_bar.render().plain, "also after a row of the card of a row"
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter", "w", "q")
        await pilot.pause()
        assert not here.sidebar.display and "q Quit" in here.key_bar.render().plain, "left without going to a place"
        await pilot.press("w", "enter", "c", "q")
        await pilot.pause()
        assert not here.sidebar.display and "q Back" in here.key_bar.render().plain, "another list was only looked at"
        await pilot.press("q")
        await pilot.pause()
        assert here.sidebar.display and here.sidebar.name_shown == "quotes"
        await pilot.press("q")
        await pilot.pause()
        assert not here.sidebar.display and "q Quit" in here.key_bar.render().plain
        await pilot.press("tab")
        await pilot.pause()
        assert here.sidebar.display
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert here.sidebar.display and here.sidebar.region.x >= here.view.region.right


@pytest.mark.parametrize(("width", "names"), [(42, "Figures"), (36, "Figs"), (60, "Figures")])
async def test_the_tabs_name_the_lists(width: int, names: str, tmp_path: Path) -> None:
    app = reader(tmp_path, settings=Settings(sidebar_width=width))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        for key in ("p", "w", "c", "number_sign", "L"):
            await pilot.press(key)
            await pilot.pause()
            tabs = here.query_one(Tabs).render().plain
            assert all(name in tabs for name in ("Who", "Said", "Notes", "Parts", names)), key
            assert all(len(line) <= here.sidebar.size.width for line in tabs.split("\n"))


async def test_the_sidebar_takes_the_space_that_the_lines_leave(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        for across, width in ((100, 38), (120, 40), (200, 60), (300, 60)):
            await pilot.resize_terminal(across, 40)
            await pilot.pause()
            assert screen(app).sidebar.outer_size.width == width


@pytest.mark.parametrize("side", ["left", "right"])
async def test_on_a_narrow_screen_the_focused_list_takes_the_whole_width(
    tmp_path: Path, side: Literal["left", "right"]
) -> None:
    app = reader(tmp_path, settings=Settings(sidebar_side=side))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("tab")
        await pilot.pause()
        assert here.sidebar.region.x == 0 and here.sidebar.list.size.width == 80
        await pilot.press("tab")
        assert not here.sidebar.display and here.view.size.width == 80


async def test_all_but_the_current_paragraph_is_dimmed_and_the_light_follows_the_caret(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        text = here.session.article.text

        def bright() -> str:
            before, after = marks(here, "dimmed")
            return text[before.span.end : after.span.start]

        here.view.go_to(find(text, "Fishermen"))
        await pilot.press("Z")
        assert bright().startswith("Fishermen fear") and bright().endswith("harbour.")
        await pilot.press("right_curly_bracket")
        await pilot.pause()
        assert bright() == "What comes next"
        assert here.status.words == "dimmed · Z"
        await pilot.press("right_curly_bracket", "Z")
        await pilot.pause()
        assert bright() == "Ticket prices rise by 12 percent."
        await pilot.press("escape")
        assert marks(here, "dimmed") == []
        await pilot.press("Z")
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: again._notifications)
        assert len(marks(screen(again), "dimmed")) >= 1, "the list is unchanged"
        assert any("Press Z to change that" in str(note.message) for note in again._notifications)


async def test_names_and_quotations_can_be_shown_as_plain_text(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        assert marks(here, "entity") and marks(here, "quote")
        here.action_plain_words()
        assert not marks(here, "entity") and not marks(here, "quote")
        assert here.sidebar.list.found == 3, "the lists stay"
        here.action_plain_words()
        assert marks(here, "entity")


async def test_a_sign_in_the_margin_shows_an_unsure_or_confirmed_quotation(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        assert [mark.sign for mark in marks(here, "quote") if mark.sign] == ["?"]
        await pilot.press("w", "w", "j", "s", "1")
        await pilot.pause()
        assert [mark.sign for mark in marks(here, "quote") if mark.sign] == ["✓"]


async def test_the_chosen_list_is_remembered_even_if_the_page_did_not_move(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("number_sign", "number_sign", "S")
        await pilot.pause()
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.pause()
        here = screen(again)
        assert here.sidebar.name_shown == "figures" and "figures" in here.session.state["sorts"]


async def test_merely_opening_an_article_stores_no_position(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.position.save()
        assert here.session.store is not None
        assert here.session.store.articles.position(source_key(here.session.article)) is None


async def test_a_sidebar_of_maximum_width_gives_way_to_longer_lines(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("plus")
        await pilot.pause()
        assert here.view.measure == 76 and here.sidebar.outer_size.width == 38
        await pilot.press("plus")
        await pilot.pause()
        assert here.view.measure == 76 and "hides the sidebar" in here.status.words


async def test_the_message_about_an_empty_list_stands_where_its_rows_would(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("c")
        await pilot.pause()
        says = here.sidebar.query_one(".message")
        assert "No notes yet" in says.render().plain and says.region.y < here.sidebar.list.region.y
        await pilot.press("m", "m")
        await pilot.pause()
        assert not says.display
        assert here.sidebar.query_one(".head").render().plain == "1 note"
        await pilot.press("L")
        await pilot.pause()
        assert here.sidebar.query_one(".head").render().plain == "2 headings"
