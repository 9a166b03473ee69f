"""The list in the sidebar and in boxes: drawing, the cursor, clicks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseMove
from textual.screen import ModalScreen

from tests.reader import reader, ready, until
from tui.screens.dialogs.card import CardScreen
from tui.screens.reading.screen import ReadingScreen
from tui.widgets.lists.item import Item, LateLine
from tui.widgets.lists.item_list import ItemList

Fact = ItemList.Chosen | ItemList.Pointed


def row(name: str, lines: str = "", *, heading: bool = False) -> Item:
    return Item(name, Content(lines or name), search=name.casefold(), heading=heading)


PEOPLE = [
    row("People", heading=True),
    row("Ann"),
    row("Bo", "Bo said\n  that it rains\n  in the north"),
    row("Places", heading=True),
    row("Oslo"),
    row("Riga"),
]


class Host(App[None]):
    CSS = "ItemList { width: 20; height: 6; }"

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.items = items
        self.told: list[Fact] = []

    def compose(self) -> ComposeResult:
        yield ItemList()

    def on_mount(self) -> None:
        self.list.show(self.items)
        self.list.focus()

    @property
    def list(self) -> ItemList:
        return self.query_one(ItemList)

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        self.told.append(event)

    def on_item_list_pointed(self, event: ItemList.Pointed) -> None:
        self.told.append(event)

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip).rstrip() for strip in drawn(self.list)]

    @property
    def here(self) -> str:
        return self.list.current.key if self.list.current else ""


def drawn(rows: ItemList) -> list[list[object]]:
    return [list(rows.render_line(y)) for y in range(rows.size.height)]  # type: ignore[arg-type]  # segments


async def test_the_cursor_skips_headings_and_stops_at_the_ends_unless_it_goes_round() -> None:
    app = Host(PEOPLE)
    async with app.run_test() as pilot:
        assert app.here == "Ann", "a heading at the start is skipped too"
        seen = []
        for _ in range(4):
            await pilot.press("down")
            seen.append(app.here)
        assert seen == ["Bo", "Oslo", "Riga", "Riga"]
        app.list.action_next_round()
        assert app.here == "Ann"
        await pilot.press("up")
        assert app.here == "Ann"
        app.list.action_previous_round()
        assert app.here == "Riga"
        await pilot.press("home")
        assert app.here == "Ann" and app.lines[0] == " People", "with its heading on the screen"
        await pilot.press("end")
        assert app.here == "Riga"


async def test_the_row_under_the_cursor_has_the_marker_on_each_line_and_is_fully_visible() -> None:
    app = Host(PEOPLE)
    async with app.run_test() as pilot:
        assert app.lines == [" People", "▌Ann", " Bo said", "   that it rains", "   in the north", " Places"]
        await pilot.press("down")
        await pilot.pause()
        assert app.lines[2:5] == ["▌Bo said", "▌  that it rains", "▌  in the north"]
        await pilot.press("end")
        await pilot.pause()
        assert app.lines[-1] == "▌Riga"


async def test_page_keys_stop_at_the_ends_and_on_rows() -> None:
    app = Host([row("Top", heading=True), *(row(f"n{n}") for n in range(30)), row("End", heading=True)])
    async with app.run_test() as pilot:
        await pilot.press("pagedown")
        assert app.here == "n6"
        for _ in range(9):
            await pilot.press("pagedown")
        assert app.here == "n29", "the cursor neither stops on the last heading nor wraps round"
        for _ in range(9):
            await pilot.press("pageup")
        assert app.here == "n0"


async def test_a_click_selects_a_row_but_not_a_heading() -> None:
    app = Host(PEOPLE)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.told.clear()
        await pilot.click(ItemList, offset=(3, 0))
        await pilot.pause()
        assert not app.told
        await pilot.click(ItemList, offset=(3, 3))
        await pilot.pause()
        assert app.here == "Bo"
        assert sum(isinstance(fact, ItemList.Chosen) for fact in app.told) == 1, "once"


async def test_the_row_under_the_mouse_is_highlighted() -> None:
    app = Host(PEOPLE)
    async with app.run_test() as pilot:
        await pilot.pause()
        plain = drawn(app.list)
        await pilot.hover(ItemList, offset=(3, 3))
        assert drawn(app.list)[3] != plain[3] and drawn(app.list)[2] != plain[2], "the whole row"
        await pilot.hover(ItemList, offset=(3, 5))
        assert drawn(app.list) == plain, "a heading cannot be chosen"


async def test_of_many_rows_only_those_in_view_are_built_and_none_is_skipped() -> None:
    made: list[int] = []

    def make(n: int) -> LateLine:
        def line() -> Content:
            made.append(n)
            return Content(f"row {n}\n  more")

        return LateLine(line, 2)

    app = Host([Item(f"{n}", make(n), search=f"row {n}") for n in range(20_000)])
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        assert app.here == "19999" and app.lines[-2:] == ["▌row 19999", "▌  more"]
        assert len(set(made)) < 50


async def test_the_list_does_not_run_away_under_the_mouse_after_a_menu_was_opened_on_it() -> None:
    """The release of the right button reaches the menu, so that for Textual a selection would go on below it."""
    app = Host([row(f"row {n}") for n in range(50)])
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.mouse_down(ItemList, offset=(4, 2), button=3)
        await app.push_screen(ModalScreen())
        await pilot.mouse_up(offset=(4, 2))
        app.pop_screen()
        app.post_message(MouseMove(app.list, 4, 5, 0, 3, 0, False, False, False))
        await pilot.pause()
        assert app.list.is_mouse_over and app.list.scroll_y == 0


@pytest.mark.parametrize("across", [8, 12, 20])
async def test_text_wider_than_the_list_wraps_onto_more_lines(across: int) -> None:
    app = Host([row("a", "one two three four five"), row("b")])
    async with app.run_test() as pilot:
        app.list.styles.width, app.list.styles.height = across, 12
        whole = ["one", "two", "three", "four", "five", "b"]
        await until(pilot, lambda: " ".join(line.lstrip("▌ ") for line in app.lines if line).split() == whole)
        await pilot.press("end")
        assert app.here == "b"


async def test_an_empty_list_has_no_cursor_and_accepts_keys() -> None:
    app = Host([])
    async with app.run_test() as pilot:
        await pilot.press("down", "up", "pagedown", "end", "home", "enter")
        assert app.list.current is None and not any(app.lines)
        app.list.show([row("Only", heading=True)])
        await pilot.press("down", "enter")
        assert app.list.current is None


async def test_a_click_in_a_card_closes_only_the_card(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("p", "p", "i")
        await until(pilot, lambda: isinstance(app.screen, CardScreen) and app.screen.query_one(ItemList).count)
        await pilot.pause()
        rows = app.screen.query_one(ItemList)
        row = next(row for row in range(rows.count) if rows.can_point(row))
        await pilot.click(ItemList, offset=(4, rows.top_of(row)))
        await until(pilot, lambda: not isinstance(app.screen, CardScreen))
        assert isinstance(app.screen, ReadingScreen)


async def test_the_row_under_the_cursor_stays_in_full_when_the_list_gets_its_width() -> None:
    """The rows are given before the list has its size."""
    whole = Content("Ferry\nsails at night\nfrom May")
    app = Host([Item("a", Content("Ferry"), full=lambda: whole), Item("b", Content("Bread"))])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert [app.list.render_line(y).text.strip("▌ ") for y in range(4)] == [*whole.plain.split("\n"), "Bread"]
