"""Reading with the mouse alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.geometry import Offset
from textual.widgets import Input, TextArea

from tests.reader import find, reader, ready, screen, until
from tests.terminal import Terminal
from tui.app import NewsReader
from tui.screens.dialogs.card import CardScreen
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.help import HelpScreen
from tui.screens.dialogs.menu import MenuScreen, row_title
from tui.screens.dialogs.note import NoteScreen
from tui.screens.reading.screen import ReadingScreen
from tui.text.span import Span
from tui.widgets.bars.strip import Places
from tui.widgets.lists.item_list import ItemList
from tui.widgets.lists.tabs import Tabs

SIZE = (120, 24)


def offered(app: NewsReader) -> list[str]:
    """The rows of the open menu; empty if none is open."""
    found = app.screen.query(ItemList) if isinstance(app.screen, MenuScreen) else ()
    return [item.line.plain for rows in found for item in rows._shown]


def cell(here: ReadingScreen, words: str) -> Offset:
    """The cell of the pane where the words begin."""
    view = here.view
    assert view.viewport and view._painter
    offset = find(view.article.text, words).start
    place = view.viewport.layout.place_of(offset)
    y = next(y for y, (at, _) in enumerate(view._rows()) if at == place)
    return Offset(view._painter.left + view.viewport.layout.x_of(place, offset), y)


def test_a_click_on_the_strip_leads_to_the_first_span_in_that_cell_or_to_that_stretch_of_the_text() -> None:
    places = Places([Span(10, 30), Span(55, 56), Span(58, 60)], 100)
    assert places.under(2, 10) == Span(10, 30)
    assert places.under(5, 10) == Span(55, 56)
    assert places.under(7, 10) == Span(70, 70)
    assert places.under(12, 10) == Span(100, 100)


def test_a_click_on_the_strip_within_a_long_passage_does_not_jump_to_its_start() -> None:
    places = Places([Span(0, 90), Span(82, 84)], 100)
    assert places.under(0, 10) == Span(0, 90)
    assert places.under(7, 10) == Span(70, 70)
    assert places.under(8, 10) == Span(82, 84)


async def test_a_selection_survives_a_click_on_the_footer_and_gets_the_note(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        start = cell(here, "from May")
        await pilot.mouse_down(here.view, offset=start)
        await pilot.hover(here.view, offset=start + Offset(7, 0))
        await pilot.mouse_up(here.view, offset=start + Offset(7, 0))
        await pilot.pause()
        await pilot.click(here.key_bar, offset=(here.key_bar.render().plain.index("Note"), 0))
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press(*"Why", "ctrl+s")
        await until(pilot, lambda: here.session.placed)
        span = here.session.placed[0].span
        assert span is not None and here.view.article.words(span) == "from May"


async def test_a_drag_whose_end_was_not_reported_does_not_swallow_the_next_click(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)

        def mouse(kind: type[MouseEvent], at: Offset) -> None:
            app.post_message(kind(None, *at, 0, 0, 1, False, False, False, screen_x=at.x, screen_y=at.y))

        start = here.view.region.offset + cell(here, "from May")
        mouse(MouseDown, start)
        await until(pilot, lambda: app.mouse_captured is here.view)
        mouse(MouseMove, start + Offset(7, 0))
        await until(pilot, lambda: here.view.selection is not None)
        note = here.key_bar.region.offset + Offset(here.key_bar.render().plain.index("Note"), 0)
        mouse(MouseDown, note)
        mouse(MouseUp, note)
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press("escape")
        mouse(MouseDown, start)
        await until(pilot, lambda: app.mouse_captured is here.view)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen) and not here.view._mouse.dragging)


async def test_a_click_on_a_name_opens_its_card_and_a_double_click_selects_the_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "CLICK_CHAIN_TIME_THRESHOLD", 60)  # on a busy machine a click may take half a second
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        spot = cell(here, "Odd Berg")
        await pilot.click(here.view, offset=spot, times=2)
        await until(pilot, lambda: here.view.selection is not None)
        assert app.screen is here and here.view._single_click is None, "no card opens"
        await pilot.click(here.view, offset=spot + Offset(1, 0))
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.press("escape")
        here.sidebar.show_list("people")
        await pilot.click(here.sidebar.query_one(".strip"), offset=(38, 0))
        await until(pilot, lambda: here.view.caret > len(here.session.article.text) * 3 // 4)
        await pilot.click(here.topic_bar, offset=(here.topic_bar.render().plain.index("+"), 0))
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))


def test_the_menu_of_a_row_is_named_after_its_words_without_the_numbers_in_its_columns() -> None:
    rows = ("  China   2   5", "   2011", "2024-05-27  Port of 2012", "Tora Lind     1,204")
    assert [row_title(row) for row in rows] == ["China", "2011", "2024-05-27  Port of 2012", "Tora Lind"]


async def test_a_right_click_opens_a_menu_on_words_and_on_rows(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.click(here.view, offset=cell(here, "would sail"), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        await pilot.press("u")
        await until(pilot, lambda: here.session.placed)
        assert here.session.placed[0].highlight.label == "quote", "the label is chosen by its letter in the menu of m"
        await pilot.click(here.sidebar.list, offset=(6, 1), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        rows = [item.line.plain for item in app.screen.query_one("ItemList")._shown]  # type: ignore[attr-defined]  # ItemList
        assert any("Not a name" in row for row in rows) and not any("claim" in row for row in rows)
        assert str(app.screen.query_one("Vertical").border_title) == "Tora Lind", "without the number of mentions"
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.press("escape", "exclamation_mark")
        await until(pilot, lambda: app.screen is here and here.sidebar.name_shown == "checks")
        row = next(row for row, item in enumerate(here.sidebar.list._shown) if item.key.startswith("quotation"))
        await pilot.click(here.sidebar.list, offset=(6, here.sidebar.list._tops[row]), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        rows = [item.line.plain for item in app.screen.query_one("ItemList")._shown]  # type: ignore[attr-defined]  # ItemList
        assert any("Check: verdict" in row for row in rows)
        assert any("Correct the speaker" in row for row in rows)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        await pilot.click(here.view, offset=cell(here, "would sail"), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        rows = [item.line.plain for item in app.screen.query_one("ItemList")._shown]  # type: ignore[attr-defined]  # ItemList
        assert [row.split()[2] for row in rows if "as it is" in row] == ["quote"]
        assert any(row.endswith("Delete the highlight") for row in rows), "not what its key may do elsewhere"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not here.session.placed)


async def test_the_menu_of_a_row_limits_the_list_to_its_speaker_and_shows_the_whole_list_again(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.sidebar.show_list("quotes")
        everyone = len(here.sidebar.list._shown)
        row = next(row for row, item in enumerate(here.sidebar.list._shown) if item.spans)

        async def offered_for_row() -> list[str]:
            await pilot.click(here.sidebar.list, offset=(6, here.sidebar.list._tops[row]), button=3)
            await until(pilot, lambda: isinstance(app.screen, MenuScreen))
            return [row[8:] for row in offered(app)]

        words = await offered_for_row()
        assert "Only this speaker" in words and "Show the whole list" not in words
        await pilot.press("full_stop")
        await until(pilot, lambda: app.screen is here and len(here.sidebar.list._shown) < everyone)
        words = await offered_for_row()
        assert "Only this speaker" not in words
        await pilot.press(*["down"] * words.index("Show the whole list"), "enter")
        await until(pilot, lambda: app.screen is here and len(here.sidebar.list._shown) == everyone)


async def test_a_click_on_the_question_mark_in_the_margin_explains_the_unsure_quote(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        row = cell(here, "“They did" if "“They" in here.view.article.text else '"They did').y
        await pilot.click(here.view, offset=(2, row))
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert "Odd Berg" in str(app.screen.query_one("Vertical").border_title)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        await pilot.click(here.view, offset=cell(here, "who fishes"), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert {"i", "s"} <= {row.split()[0] for row in offered(app)}
        await pilot.press("s")
        await until(pilot, lambda: any("Not a quote" in row for row in offered(app)))
        await pilot.press("escape")
        here.view.go_to(find(here.view.article.text, "from May"))
        await pilot.press("a", *"Why", "escape")
        await until(pilot, lambda: app.screen is here and here.session.placed)
        await pilot.click(here.view, offset=(2, cell(here, "from May").y))
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert app.screen.query_one(TextArea).text == "Why", "a click on the pencil opens the note"
        await pilot.press("escape")
        await pilot.click(here.view, offset=cell(here, "from May"), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert any("Edit the note" in row for row in offered(app))


async def test_a_right_click_on_a_topic_opens_its_menu(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        before = list(here.session.active_topics)
        x = here.topic_bar.render().plain.index("money")
        await pilot.click(here.topic_bar, offset=(x, 0), button=3)
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert here.session.active_topics == before, "no topic was switched"
        await pilot.press("x")
        await until(pilot, lambda: [topic.name for topic in here.session.topics] == ["ferry"])


async def test_the_next_click_clears_a_message(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.status.set_status("names in colour")
        await pilot.click(here.view, offset=cell(here, "would sail"))
        await until(pilot, lambda: not here.status.words)
        here.status.set_status("names in colour")
        await pilot.click(here.key_bar, offset=(here.key_bar.render().plain.index("Note"), 0))
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert not here.status.words
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        words = "what is being done hides most keys of the footer, so that the last have moved to the left"
        here.status.set_status(words, stays=True)
        help_at = (here.key_bar.render().plain.index("Help"), SIZE[1] - 1)
        # Without naming the widget: a terminal reports only the cell.
        await pilot.click(offset=help_at)
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert not here.status.words and help_at[0] != here.key_bar.render().plain.index("Help")


async def test_a_click_in_the_footer_just_as_a_card_opens_does_what_the_footer_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.dialogs.card.JUST_OPENED", 1000)
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.click(here.view, offset=cell(here, "Odd Berg") + Offset(1, 0))
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.click(offset=(here.key_bar.render().plain.index("Note"), SIZE[1] - 1))
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        await pilot.click(here.view, offset=cell(here, "Odd Berg") + Offset(1, 0))
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        tabs = here.query_one(Tabs).region
        said = tabs.offset + Offset(here.query_one(Tabs).render().plain.split("\n")[0].index("Said"), 0)
        on = list(here.session.active_topics)
        await pilot.click(offset=said)
        await until(pilot, lambda: app.screen is here and here.sidebar.name_shown == "quotes")
        await pilot.pause()
        assert here.session.active_topics == on, "and not what the topic bar has in that column"


@pytest.mark.tty
def test_after_clicks_on_the_scrollbar_only_one_caret_is_shown(tmp_path: Path) -> None:
    page = "# A long page\n\n" + "\n\n".join(f"No. {n} opens. " + "Words go on. " * 30 for n in range(20))
    (tmp_path / "long.md").write_text(page)
    with Terminal.newsreader("long.md", home=tmp_path, cwd=tmp_path, columns=80, rows=24) as terminal:
        terminal.wait_for("No. 0 opens")
        terminal.settle()
        terminal.click(20, 6)
        terminal.wait_until(lambda: terminal.row(6)[20].bg != terminal.row(6)[21].bg, "the caret")
        caret = terminal.row(6)[20]
        for y in (20, 20, 2):
            before = terminal.text
            terminal.click(79, y)
            terminal.wait_until(lambda before=before: terminal.text != before, "another part of the page")  # type: ignore[misc]  # mypy does not know the default
            terminal.settle()
        cells = [cell for y in range(1, 23) for cell in terminal.row(y)[:79]]
        assert sum((cell.bg, cell.fg) == (caret.bg, caret.fg) for cell in cells) == 1


async def test_the_strip_shows_all_rows_after_a_change_and_leaves_a_selection_alone(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        length, strip, row = len(here.session.article.text), here.sidebar.query_one(".strip"), here.sidebar.current
        assert row and strip.render().plain == Places(row.spans, length).line(len(strip.render().plain), 0), (
            "from the start"
        )
        for words in ("The island", "Fishermen", "Ticket"):
            here.view.go_to(find(here.session.article.text, words))
            await pilot.press("m", "m")
        await pilot.press("c", "c", "home", "down")
        places = strip.render().plain
        spans = [one.span for one in here.session.placed if one.span]
        expected = Places(spans, length).line(len(places), here.view.caret)
        assert places == expected, "not only that of the row under the cursor"
        shown = [item.key for item in here.sidebar.list.items]
        await pilot.press("x")
        await pilot.pause()
        assert strip.render().plain != places
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert strip.render().plain == places
        assert [item.key for item in here.sidebar.list.items] == shown, "the note is back where it was"
        here.view.focus()
        selected = find(here.session.article.text, "let the ferry")
        here.view.select(selected)
        await pilot.click(strip, offset=(strip.size.width - 1, 0))
        assert here.view.selection == selected


async def test_in_the_note_box_a_double_click_selects_a_word_and_a_click_outside_saves(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)

        def has_caret() -> bool:
            x, y = cell(here, "Ferry to run")
            first, second = ([*here.view.render_line(y).crop(x + n, x + n + 1)][0].style for n in (0, 1))
            return first != second

        assert has_caret()
        await pilot.press("a", *"Who was there")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert not has_caret(), "the caret is in the box"
        await pilot.click(".label")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        marked = [f"{label.sign} {label.name}" for label in app.services.labels]
        assert all(words in row for words, row in zip(marked, offered(app), strict=False)), (
            "with its sign, as on the page"
        )
        await pilot.press("escape")
        area = app.screen.query_one(TextArea)
        await pilot.click(area, offset=(5, 0), times=2)
        assert area.selected_text == "was"
        await pilot.press(*"is")
        await pilot.click(offset=(3, 1))
        await until(pilot, lambda: app.screen is here)
        assert [one.highlight.note for one in here.session.placed] == ["Who is there"]
        await pilot.pause()
        assert has_caret()
        here.view.select(here.session.placed[0].span)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert app.screen.query_one(TextArea).text == "Who is there", "the note on these words, not a second one"
        await pilot.press("escape")
        here.view.select(find(here.session.article.text, "They did not ask us"))
        here.controllers.highlights.mark_as("claim")
        here.view.select(find(here.session.article.text, "not ask"))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        keys = app.screen.query_one(".keys")
        await pilot.click(keys, offset=(str(keys.render()).index("tab") + 5, 0))
        await pilot.press(*"port")
        assert app.screen.query_one(Input).value == "port", "“tab tags” leads to the tags"
        await pilot.press("ctrl+u", "tab", *"Another", "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        (present,) = [row for row in offered(app) if "as it is" in row]
        assert "no label" in present, "not the label of the words around"
