"""The find bar in an app of its own."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.text.find import Finder, FindOptions, Found
from tui.widgets.bars.find_bar import FindBar, FindSwitch

TEXT = "Rain fell on the port. The port stayed open; Portside did not. Rain, rain."


class Host(App[None]):
    """Searches TEXT and records the messages of the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[FindBar.Changed] = []
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield FindBar()

    @property
    def bar(self) -> FindBar:
        return self.query_one(FindBar)

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        self.changes.append(event)
        found = Finder(TEXT).find(event.query, event.options)
        self.bar.show_found(found, found.at(0))

    def on_find_bar_closed(self, event: FindBar.Closed) -> None:
        self.told.append("kept" if event.kept else "left")

    def on_find_bar_next(self) -> None:
        self.told.append("next")

    def on_find_bar_previous(self) -> None:
        self.told.append("previous")

    def count(self) -> str:
        return str(self.bar.query_one(".count").render())

    def problem(self) -> str:
        return str(self.bar.query_one(".problem").render())


async def test_the_bar_is_hidden_until_opened_and_then_has_the_focus() -> None:
    async with Host().run_test() as pilot:
        bar = pilot.app.query_one(FindBar)
        assert not bar.is_open and not bar.display
        bar.open()
        await pilot.pause()
        assert bar.is_open and bar.display
        assert isinstance(pilot.app.focused, Input)


async def test_the_bar_takes_the_focus_at_once_so_no_typed_letter_is_lost() -> None:
    app = Host()
    async with app.run_test():
        app.bar.open()
        assert isinstance(app.focused, Input)


async def test_each_letter_searches_again_and_shows_the_count() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open()
        await pilot.press(*"port")
        assert app.changes[-1].query == "port"
        assert app.count() == "1/3"
        await pilot.press("x")
        assert app.count() == "none"


async def test_an_empty_query_shows_no_count() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open()
        await pilot.press("p", "backspace")
        assert app.changes[-1].query == ""
        assert app.count() == ""


async def test_keys_toggle_the_switches_and_search_again() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open()
        await pilot.press(*"port", "alt+w")
        assert app.changes[-1].options == FindOptions(whole_words=True)
        assert app.count() == "1/2"
        await pilot.press("ctrl+l", "alt+r")
        assert app.changes[-1].options == FindOptions(regex=True)
        assert app.bar.query_one("#find-regex", FindSwitch).is_on
        assert not app.bar.query_one("#find-whole_words", FindSwitch).is_on


async def test_a_click_toggles_a_switch_and_leaves_the_focus_in_the_input() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open("rain")
        await pilot.pause()
        assert app.count() == "1/3"
        await pilot.click("#find-case")
        assert app.changes[-1].options == FindOptions(case=True)
        assert app.count() == "1/1"
        assert isinstance(app.focused, Input)


async def test_a_broken_regular_expression_is_reported_on_a_second_line_until_it_is_fixed() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open()
        await pilot.press("alt+r", "(")
        assert "regular expression" in app.problem()
        assert app.bar.size.height == 2
        assert app.count() == ""
        await pilot.press("p", ")")
        assert app.problem() == ""
        assert app.bar.size.height == 1


async def test_enter_keeps_the_matches_escape_drops_them_and_arrows_step_through_them() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open("port")
        await pilot.press("down", "up", "enter", "escape")
        assert app.told == ["next", "previous", "kept", "left"]


async def test_when_reopened_the_last_query_is_replaced_by_typing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open("port")
        await pilot.press("enter")
        app.bar.close()
        app.bar.open()
        assert app.bar.query_text == "port"
        await pilot.press(*"sea")
        assert app.bar.query_text == "sea"


async def test_a_count_over_the_limit_ends_in_a_plus() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open()
        await pilot.pause()
        app.bar.show_found(Found(Finder("e" * 1500).find("e").spans, more=True), 2)
        assert app.count() == "3/1,500+"


async def test_brackets_in_a_query_are_not_parsed_as_markup() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.open("[red]port[/]")
        await pilot.pause()
        assert app.bar.query_text == "[red]port[/]"
        assert app.changes[-1].query == "[red]port[/]"


async def test_the_bar_fits_a_narrow_terminal() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.bar.open("port")
        await pilot.pause()
        right = app.bar.query_one("#find-whole_words").region.right
        assert right <= 40
        assert app.bar.query_one(Input).size.width >= 8


async def test_without_animations_the_cursor_does_not_blink() -> None:
    app = Host()
    app.animation_level = "none"
    async with app.run_test():
        assert not app.bar.query_one(Input).cursor_blink
