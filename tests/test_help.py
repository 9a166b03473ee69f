"""The help screen and its rows."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input

from tests.reader import until
from tui.actions.keys import Keys, keys_of
from tui.actions.table import ACTIONS
from tui.config.settings import DEFAULT_LABELS, Label
from tui.notes.check import SIGNS as VERDICT_SIGNS
from tui.screens.comparison import STATES
from tui.screens.dialogs.help import SIGNS_HEADING, HelpScreen, sections
from tui.screens.difference import SIGNS as DIFFERENCE_SIGNS
from tui.screens.verification import STATUSES
from tui.text.analysis import CONFIRMED
from tui.widgets.article.margin import MORE, NOTE
from tui.widgets.lists.item_list import ItemList
from tui.widgets.lists.line_list import LineList
from tui.widgets.lists.row_text import UNSURE


class Host(App[None]):
    """Opens the help and records what it returns."""

    BINDINGS = [Binding("f2", "help", "Help")]

    def __init__(self, keys: Keys | None = None) -> None:
        super().__init__()
        self.keys = keys or keys_of()
        self.given: list[str | None] = []

    def action_help(self) -> None:
        self.push_screen(HelpScreen(), self.given.append)


def shown(app: App[None]) -> list[str]:
    return [item.line.plain for item in app.screen.query_one(ItemList).items]


def rows(asked: str, keys: Keys | None = None) -> list[str]:
    return [f"{row[0]}: {row[1]}" for _, found in sections(keys or keys_of(), asked) for row in found]


async def test_a_click_in_the_rows_does_not_end_typing() -> None:
    app = Host()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("f2")
        await pilot.click(ItemList, offset=(3, 0))
        await pilot.press(*"topic")
        assert app.screen.query_one(Input).value == "topic"


def test_every_action_is_in_the_help() -> None:
    titles = {row[1] for _, found in sections(keys_of()) for row in found}
    assert all((action.series or action.title) in titles for action in ACTIONS)


def test_the_help_shows_the_keys_in_use() -> None:
    assert "F7: Find in the article" in rows("find in", keys_of("default", {"find": "f7"}))


def test_an_action_without_a_key_is_listed_with_the_palette() -> None:
    assert "palette: Deleted notes" in rows("deleted")


def test_similar_actions_share_one_row() -> None:
    assert [row for row in rows("topic bar") if row.startswith("1-9")]
    assert not any(row.startswith("2:") for row in rows(""))


def test_searching_for_a_key_lists_everything_it_does() -> None:
    assert rows("w") == ["w: Said: who said what", "w: Extend by a word", "w: Who said what in the library"]
    assert rows("ctrl+d")[0].endswith("Half a page down")


def test_where_a_key_works_and_what_it_does_are_two_sentences() -> None:
    helps = {row[1]: row[2] for _, found in sections(keys_of()) for row in found if row[2]}
    assert helps["Change how the list is sorted or grouped"] == "In a list. By count or in order."
    assert helps["Export the rows to a file"] == "Where a list fills the screen. As CSV, Markdown or JSON."


def test_every_word_of_a_search_must_match() -> None:
    assert rows("previous match")[0] == "N: Previous match"
    assert rows("previous elephants") == []


def test_the_actions_of_a_list_screen_come_first_and_can_be_run_from_the_help() -> None:
    (heading, first), *others = sections(keys_of(), "", ["library_sort", "list_down"])
    assert heading == "On this screen"
    assert ("S", "Change the sort order", "", "library_sort here") in first
    assert [row[1] for row in first] == ["Change the sort order", "Next row"]
    assert others[0][0] == SIGNS_HEADING and any(heading == "Program" for heading, _ in others)


@pytest.mark.parametrize("asked", ["mouse", "double click"])
def test_the_help_explains_the_mouse(asked: str) -> None:
    assert "double click: Select the word; open the row" in rows(asked)


def test_in_the_find_bar_its_keys_come_first_and_a_search_for_a_switch_finds_its_keys() -> None:
    heading, first = next(sections(keys_of(), place="find"))
    assert heading == "While finding" and any(row[0] == "alt+w ctrl+l" for row in first)
    assert any(row.startswith("alt+r ctrl+r:") for row in rows("regex"))


def test_the_first_steps_come_first_and_only_without_a_search() -> None:
    heading, first = next(sections(keys_of()))
    assert heading == "First steps" and 8 <= len(first) <= 14
    assert all(row[2] == "" and row[0] != "palette" for row in first)
    assert "First steps" not in [heading for heading, _ in sections(keys_of(), "mark")]


def test_searching_for_a_sign_explains_it() -> None:
    assert rows("☐") == ["☐: Your highlight, labelled “check”"]
    assert any(row.startswith("1▎ 2▎ 3▎: A passage on topic") for row in rows("passage"))
    assert "?: Uncertain name or speaker; i explains why" in rows("?")


@pytest.mark.parametrize("asked", [*"▌▍✎✓☑○↻·│", "f +", "bold", "underlined", "italic", "reversed", "uncertain"])
def test_every_sign_and_type_style_is_explained(asked: str) -> None:
    assert rows(asked)


def test_the_legend_names_the_keys_and_the_labels_in_use() -> None:
    found = [row[:2] for _, rows in sections(keys_of(), "fact", (), [Label("fact", "", "∴")]) for row in rows]
    assert ("∴", "Your highlight, labelled “fact”") in found
    assert "?: Uncertain name or speaker; F7 explains why" in rows("?", keys_of("default", {"explain": "f7"}))


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_page_down_reaches_every_line_and_a_row_without_an_action_does_nothing(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        await pilot.press("f2")
        found = app.screen.query_one(ItemList)
        seen: set[int] = set()
        until = found.top_of(found.count)
        top = -1
        while top != found.scroll_offset.y:
            top = found.scroll_offset.y
            seen.update(range(top, top + found.size.height))
            await pilot.press("pagedown")
        assert seen >= set(range(until))
        await pilot.press("home")
        assert found.cursor == 1 and found.scroll_offset.y == 0
        found.cursor = next(n for n, item in enumerate(found.items) if not item.key)
        await pilot.press("enter")
        assert app.given == []
        await pilot.press("end")
        assert found.cursor == found.count - 1


async def test_wrapped_words_stay_in_their_column_on_a_narrow_screen() -> None:
    async with Host(keys_of("vim")).run_test(size=(60, 16)) as pilot:
        await pilot.press("f2")
        found = pilot.app.screen.query_one(ItemList)
        lines = [line for item in found.items if not item.heading for line in item.line.plain.split("\n")]
        assert lines and all(line[13:15] == "  " for line in lines), "keys do not run into the words next to them"
        assert all(
            len(item.lines_within(found.row_width - 2)) == item.line.plain.count("\n") + 1 for item in found.items
        )
        await until(pilot, lambda: found.size.height >= 10)


async def test_typing_searches_and_escape_closes() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2")
        assert isinstance(app.focused, Input)
        before = len(shown(app))
        await pilot.press(*"undo")
        assert len(shown(app)) < before
        assert any("ctrl+z" in row for row in shown(app))
        await pilot.press(*4 * ["backspace"], *"capitals")
        assert any("alt+c" in row for row in shown(app))
        await pilot.press("escape")
        assert app.given == [None]


async def test_q_closes_when_it_is_pressed_twice_since_a_word_may_begin_with_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2", "q")
        assert shown(app)[0] == "Press q again to close the help."
        await pilot.press("u", "o")
        assert any("quot" in row.casefold() for row in shown(app))
        await pilot.press(*3 * ["backspace"], "q", "q")
        assert app.given == [None]


async def test_enter_returns_the_selected_action() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2", *"undo", "enter")
        assert app.given == ["undo"]


async def test_a_click_returns_the_clicked_action() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2", *"zen")
        await pilot.click(ItemList, offset=(25, 1))
        assert app.given == ["zen"]


async def test_arrows_move_in_the_list_during_typing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2", "down", "down", "down", "up")
        assert isinstance(app.focused, Input)
        row = app.screen.query_one(ItemList).cursor
        assert "Who: people and places" in shown(app)[row]


async def test_space_pages_down_until_something_is_typed() -> None:
    async with Host().run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "space")
        field, found = pilot.app.screen.query_one(Input), pilot.app.screen.query_one(ItemList)
        assert field.value == "" and found.scroll_offset.y > 0
        await pilot.press(*"next", "space", *"row")
        assert field.value == "next row" and any("Next row" in row for row in shown(pilot.app))


def test_searching_for_margin_finds_the_signs_and_for_version_the_reload_key() -> None:
    assert "?: Uncertain name or speaker; i explains why" in rows("margin")
    assert rows("version")[0].startswith("r: ")


async def test_a_search_without_a_match_says_so_and_enter_does_nothing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("f2", *"xyzzy", "enter")
        assert shown(app) == ["No match. Try a shorter word, or press esc to close."]
        assert app.given == []


async def test_the_help_fits_a_small_terminal() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        await pilot.press("f2")
        region = pilot.app.screen.query_one(ItemList).region
        assert region.right <= 60 and region.height > 10


def test_no_label_has_the_sign_of_something_else() -> None:
    signs = {label.sign for label in DEFAULT_LABELS}
    others = {sign for sign, _, _ in (*STATUSES.values(), *STATES.values())}
    others |= {
        *VERDICT_SIGNS.values(),
        *DIFFERENCE_SIGNS.values(),
        UNSURE,
        CONFIRMED,
        NOTE,
        MORE,
        LineList.SIGN.strip(),
    }
    assert not signs & others
