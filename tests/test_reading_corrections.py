"""The reader's corrections on the reading screen, key by key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tests.reader import TEXT, analysis, article, find, names, paste, reader, ready, rows, screen, until
from tui.formats.loading import parse_article
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.lists.notes import NotesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.text.analysis import Speaker
from tui.text.span import Span
from tui.widgets.lists.item_list import ItemList


async def test_single_keys_rename_merge_and_dismiss_entities_and_undo_reverts_them(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "R", "ctrl+u")
        await paste(pilot, "Mayor Lind")
        await pilot.press("enter")
        await pilot.pause()
        assert "Mayor Lind" in names(here) and any(row.startswith("✓ Mayor Lind") for row in rows(here))
        assert here.session.analysis.quotes[0].speaker.name == "Mayor Lind"
        text = here.session.article.text
        here.view.focus()
        here.view.go_to(Span(len(text), len(text)))
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Tora Lind" in names(here) and not any("✓" in row for row in rows(here))
        assert here.view.caret == find(text, "Lind", 2).start, "the nearest mention, not the first of the article"
        here.sidebar.list.focus()

        await pilot.press("down", "M", *"tora", "enter")
        await pilot.pause()
        assert "Odd Berg" not in names(here) and here.session.analysis.quotes[1].speaker.name == "Tora Lind"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert here.session.analysis.quotes[1].speaker.name == "Odd Berg"

        here.sidebar.list.point_to("e2")
        await pilot.press("x")
        await pilot.pause()
        assert "Odd Berg" not in names(here) and here.sidebar.current is not None
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Odd Berg" in names(here)


async def test_k_in_the_menu_changes_the_kind_and_the_row_moves_to_its_heading(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "down", "s", "k")
        await paste(pilot, "organis")
        await pilot.press("enter")
        await pilot.pause()
        assert here.session.analysis.entity("e2").label == "ORG"
        await pilot.press("tab")
        await pilot.pause()
        shown = rows(here)
        assert shown.index("Organisations (2)") < next(n for n, row in enumerate(shown) if "✓ Odd Berg" in row)


async def test_d_splits_an_entry_by_the_names_used(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "D", "down", "enter")
        await pilot.pause()
        await pilot.press("ctrl+u")
        await paste(pilot, "Per Lind")
        await pilot.press("enter")
        await pilot.pause()
        divided = next(one for one in here.session.analysis.entities if one.name == "Per Lind")
        assert len(divided.mentions) == 2 and divided.confirmed
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Per Lind" not in names(here)

        before = sorted(names(here)), len(here.session.analysis.entity("e2").mentions)
        await pilot.press("D", *"only", "enter")
        await until(pilot, lambda: bool(app.screen.query(ItemList)) and not app.screen.query_one(Input).value)
        await pilot.press(*"odd", "enter")
        await pilot.pause()
        assert (sorted(names(here)), len(here.session.analysis.entity("e2").mentions) - 1) == before, (
            "one mention joins Odd Berg"
        )


async def test_a_list_to_choose_from_says_that_nothing_matches(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("p", "p", "M")
        await until(pilot, lambda: app.screen.query("ChooseScreen Input"))
        assert not app.screen.query_one(".no-match").display
        await pilot.press(*"zzz")
        await until(pilot, lambda: app.screen.query_one(".no-match").display)
        await pilot.press("backspace", "backspace", "backspace", *"odd")
        await until(pilot, lambda: not app.screen.query_one(".no-match").display)


async def test_s_offers_every_correction_of_a_name_with_its_key(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("p", "p", "s")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        shown = [item.line.plain.split()[0] for item in app.screen.query_one(ItemList)._shown]
        assert shown == ["c", "r", "k", "m", "d", "x"]
        here = app.screen_stack[-2]
        await pilot.press("escape", "C")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        assert isinstance(here, ReadingScreen) and not here.session.corrections, "a capital letter writes no correction"


async def test_the_present_speaker_is_the_first_choice_and_choosing_it_confirms_the_quote(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "down")
        assert "?" in here.sidebar.current.line.plain
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert "  as it is: confirm" in app.screen.query_one(ItemList)._shown[0].line.plain
        await pilot.press("1")
        await pilot.pause()
        line = here.sidebar.current.line.plain
        assert "?" not in line and line.startswith("✓")
        assert here.session.analysis is not None
        quote = here.session.analysis.quotes[0]
        here.controllers.corrections._choose_speaker(quote.span, lambda name: None, Speaker(quote.span, None, None))
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        row = app.screen.query_one(ItemList).current
        assert row is not None and row.key == "not named", "the article names nobody, and enter confirms that"
        assert here.session.raw_analysis.quotes[1].unsure, "the analysis itself is unchanged"


async def test_x_in_the_list_dismisses_a_quote_and_keeps_the_cursor_near(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "x")
        await pilot.pause()
        assert len(here.session.analysis.quotes) == 1 and "They did not ask us" in here.sidebar.current.line.plain
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(here.session.analysis.quotes) == 2


async def test_s_on_a_quote_in_the_text_can_dismiss_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "They did not ask us"))
        await pilot.press("s", "x")
        await pilot.pause()
        assert [quote.speaker.name for quote in here.session.analysis.quotes] == ["Tora Lind"]


async def say_it_was(pilot: Pilot[None], name: str) -> None:
    """Attribute the quote of the row to a speaker who is in no list."""
    await pilot.press("s", "s", *name, "enter")
    await pilot.pause()


async def test_a_speaker_who_is_in_no_list_can_be_typed(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "down", "s", "s", "x", "enter")
        await pilot.pause()
        assert here.session.analysis.quotes[1].speaker.name == "Odd Berg", "a single letter is asked for again"
        field = app.screen.query_one(Input)
        assert field.value == "x" and field.selection.is_empty and field.cursor_at_end, "a key adds to the name"
        await pilot.press("escape")
        await say_it_was(pilot, "Eva Dahl")
        assert here.session.analysis.quotes[1].speaker.name == "Eva Dahl"
        assert "Eva Dahl (1)" in rows(here) and here.sidebar.current.line.plain.startswith("✓ said")


async def test_a_selection_can_be_made_a_quote(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Ticket prices"))
        await pilot.press("v", "s", "s", *"Odd", "enter")
        await pilot.pause()
        last = here.session.analysis.quotes[-1]
        assert here.session.article.words(last.span) == "Ticket prices rise by 12 percent."
        assert last.speaker.name == "Odd Berg" and last.confirmed and here.view.selection is None


async def test_s_on_a_figure_without_a_speaker_explains_what_can_be_corrected(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("number_sign", "number_sign", "s")
        await pilot.pause()
        assert any("Put the caret on a quote" in note.message for note in app._notifications)


CHANGED: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text.replace("By Ida Holm", "By Ida Holm\n\nUpdated with what the fishermen said, on Tuesday."),
    lambda text: text.replace("who fishes off the northern shore", "a fisherman from the north"),
)


async def test_corrections_apply_to_a_new_analysis_and_to_a_changed_article(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("p", "p", "R", "ctrl+u")
        await paste(pilot, "Mayor Lind")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("w", "w", "down")
        await say_it_was(pilot, "Eva Dahl")
        assert screen(app).session.analysis.quotes[1].confirmed
    for change in CHANGED:
        changed = parse_article(change(TEXT), str(tmp_path / "ferry.md"), format="markdown")
        again = reader(tmp_path, of=changed)
        async with again.run_test(size=(120, 24)) as pilot:
            await ready(pilot)
            here = screen(again)
            here.session.set_analysis(analysis(changed))
            here.show_analysis()
            assert "Mayor Lind" in names(here)
            quote = here.session.analysis.quotes[1]
            assert (quote.speaker.name, quote.confirmed) == ("Eva Dahl", True)
            assert "They did not ask us" in changed.words(quote.span)
            assert here.session.raw_analysis.quotes[1].speaker.name == "Odd Berg"


async def test_nothing_is_shown_as_confirmed_unless_the_reader_confirmed_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        for key in ("p", "w", "number_sign"):
            await pilot.press(key)
            await pilot.pause()
            assert rows(here) and not any("✓" in row for row in rows(here))
        assert article().digest == here.session.article.digest


async def test_typing_a_name_in_the_speaker_menu_says_where_to_type_it_and_enter_confirms_nothing(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "s", *"berg", "enter")
        await pilot.pause()
        box = app.screen.query_one(ItemList).parent
        advice = str(box.border_subtitle)
        assert advice == "“g” is not a key here. Press s to type a name." and len(advice) <= box.size.width
        assert isinstance(app.screen, MenuScreen) and not here.session.corrections
        await pilot.press("s", *"berg", "enter")
        await until(pilot, lambda: app.screen is here)
        speakers = [quote.speaker.name for quote in here.session.analysis.quotes]
        assert speakers == ["Odd Berg", "Odd Berg"]
        assert here.session.analysis.quotes[0].speaker.entity == "e2"


async def test_a_letter_that_is_no_key_of_a_menu_gives_a_message(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("m", "z")
        await pilot.pause()
        box = app.screen.query_one(ItemList).parent
        assert isinstance(app.screen, MenuScreen) and str(box.border_subtitle) == "“z” is not a key here"
        await pilot.press("j")
        await pilot.pause()
        assert not box.border_subtitle and app.screen.query_one(ItemList).cursor == 1


async def test_cancelling_a_box_on_a_row_returns_the_text_to_where_it_was(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 12)) as pilot:
        await ready(pilot)
        here = screen(app)
        for list_key, box_key in (("p", "s"), ("exclamation_mark", "percent_sign")):
            here.view.focus()
            await pilot.press("G")
            before = here.view.position
            await pilot.press(list_key)
            here.sidebar.list.focus()
            await pilot.press("home")
            await pilot.pause()
            await pilot.press(box_key)
            await until(pilot, lambda: app.screen is not here)
            assert here.view.position != before, "the words of the row are shown under the box"
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is here)
            assert here.view.position == before
