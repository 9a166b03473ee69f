"""The concordance screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from rich.cells import cell_len, set_cell_size
from textual.app import App

from tui.actions.table import bindings
from tui.screens.concordance import ConcordanceScreen
from tui.text.concordance import Line, lines
from tui.text.find import Finder
from tui.widgets.lists.line_list import MARGIN

TEXT = (
    "The harbour board met on Monday. Nobody on the board had read the plan.\n\n"
    "A board of five would be cheaper, the mayor said; the old Board disagreed. 港湾委員会 board 港湾委員会"
)
OTHER = "Another board, elsewhere."


def places(text: str, source: str = "", words: str = "board") -> list[Line]:
    return lines(text, Finder(text).find(words).spans, source=source)


class Host(App[Line | None]):
    """Shows the concordance and returns the selected line."""

    BINDINGS = [*bindings("app")]

    def __init__(self, found: Sequence[Line], *, library: bool = True) -> None:
        super().__init__()
        self.asked = 0
        self.concordance = ConcordanceScreen(
            "board",
            lambda words: found if words == "board" else places(TEXT, words=words),
            library=self.fetch if library else None,
            names={"": "Here", "b": "The [b]other[/b]"}.get,
        )

    def fetch(self, words: str) -> Iterator[tuple[float, list[Line]]]:
        self.asked += 1
        yield 0.5, places(TEXT, words=words)
        yield 1.0, places(OTHER, "b", words)

    def on_mount(self) -> None:
        self.push_screen(self.concordance, self.exit)

    def action_close(self) -> None:
        self.concordance.close_something()

    def rows(self) -> list[str]:
        rows = self.concordance.rows
        drawn = (self.concordance._draw(row, rows.size.width - MARGIN - 1) for row in range(rows.count))
        return [lines[0].plain for lines in drawn]

    def heading(self) -> str:
        return str(self.concordance.query_one(".title").render())


@pytest.mark.parametrize("width", [50, 80, 200])
async def test_matches_are_aligned_in_one_column_at_any_width(width: int) -> None:
    app = Host(places(TEXT))
    async with app.run_test(size=(width, 24)):
        room = width - MARGIN - 1
        column = (room - len("board")) // 2
        for row in app.rows():
            before = set_cell_size(row, column)
            assert row.startswith(before), "no wide character is cut in half"
            assert row[len(before) :].casefold().startswith("board")
            assert cell_len(row) <= room


async def test_keys_sort_the_lines_and_keep_the_selected_one() -> None:
    app = Host(places(TEXT))
    async with app.run_test() as pilot:
        await pilot.press("j", "l")
        assert [line.right.split()[0] for line in app.concordance.lines] == [
            "disagreed.",
            "had",
            "met",
            "of",
            "港湾委員会",
        ]
        assert app.concordance.lines[app.concordance.rows.cursor].right.startswith(" had read")
        await pilot.press("h")
        assert app.concordance.order == "left"
        await pilot.press("t")
        starts = [line.span.start for line in app.concordance.lines]
        assert starts == sorted(starts)


async def test_clicking_an_order_sorts_the_lines() -> None:
    app = Host(places(TEXT))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.click(".orders", offset=(45, 0))
        assert app.concordance.order == "right"


async def test_enter_returns_the_selected_line() -> None:
    app = Host(places(TEXT))
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
    assert app.return_value == places(TEXT)[1]


async def test_escape_returns_nothing() -> None:
    app = Host(places(TEXT))
    async with app.run_test() as pilot:
        await pilot.press("escape")
    assert app.return_value is None


async def test_the_library_is_searched_once_and_its_lines_name_their_articles() -> None:
    app = Host(places(TEXT))
    async with app.run_test(size=(100, 24)) as pilot:
        assert app.heading() == "“board”: 5 occurrences in this article"
        await pilot.press("a")
        await pilot.pause()
        assert app.heading() == "“board”: 6 occurrences in 2 articles"
        assert app.rows()[-1].startswith("The [b]other[/b]")
        await pilot.press("a")
        await pilot.pause()
        assert app.heading().endswith("in this article")
        await pilot.press("a")
        await pilot.pause()
        assert app.asked == 1


async def test_the_footer_and_the_help_offer_to_look_up_another_word_here_or_in_the_library() -> None:
    app = Host(places(TEXT))
    async with app.run_test(size=(140, 24)) as pilot:
        keys = {hint.id: hint.key for hint in app.concordance.hints()}
        assert keys["look_up"] == "/" and "list_filter" not in keys, "every key of the footer does something"
        assert "look_up" in app.concordance.can_do and "list_filter" not in app.concordance.can_do
        await pilot.press("slash", *"mayor", "enter")
        assert app.heading() == "“mayor”: 1 occurrence in this article"
        await pilot.press("slash", "escape")
        assert app.heading().startswith("“mayor”"), "cancelled"
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("slash", *"elsewhere", "enter")
        await pilot.pause()
        assert app.heading() == "“elsewhere”: 1 occurrence in 1 article"
        assert app.rows()[0].rstrip().endswith("elsewhere.")


async def test_without_a_library_the_key_does_nothing() -> None:
    app = Host(places(TEXT), library=False)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert app.heading().endswith("5 occurrences in this article")


async def test_a_word_that_does_not_occur_shows_a_message_and_enter_does_nothing() -> None:
    app = Host([])
    async with app.run_test() as pilot:
        assert app.rows() == [] and app.concordance.query_one(".message").display
        await pilot.press("enter")
        assert app.is_running


async def test_of_very_many_lines_only_those_in_view_are_drawn() -> None:
    app = Host(places("board " * 15_000))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "15,000 occurrences" in app.heading()
        await pilot.press("G", "l")
        assert app.concordance.rows.count == 15_000
        assert len(app.concordance.rows._drawn) < 200
