"""Searching on the reading screen, also during selection; and the ways back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader import find, marks, paste, reader, ready, screen, until
from tui.screens.concordance import ConcordanceScreen

SIZE = (120, 24)


async def test_matches_are_painted_and_counted_during_typing(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash", *"council")
        await pilot.pause()
        assert len(marks(here, "search")) == 2
        await pilot.press("enter", "n")
        assert here.view.caret == find(here.session.article.text, "council", 1).start
        assert "match 2/2" in here.key_bar.render().plain
        await pilot.press("N")
        assert here.view.caret == find(here.session.article.text, "council").start


async def test_a_capital_in_the_query_matches_case(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash")
        await paste(pilot, "ferry")
        await pilot.pause()
        small = len(marks(screen(app), "search"))
        await pilot.press("escape", "slash")
        await paste(pilot, "Ferry")
        await pilot.pause()
        assert (small, len(marks(screen(app), "search"))) == (2, 1)


async def test_a_selection_extends_to_the_match(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        text = here.session.article.text
        start = find(text, "The island")
        here.view.go_to(start)
        await pilot.press("v", "slash", *"nets")
        await pilot.pause()
        assert text[slice(*here.view.selection)].endswith("for their nets")
        await pilot.press("enter", "m", "m")
        (one,) = here.session.placed
        assert one.highlight.target.exact.startswith("The island") and one.highlight.target.exact.endswith("nets")


async def test_cancelling_the_search_restores_the_selection(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "The island"))
        await pilot.press("v")
        before = here.view.selection
        await pilot.press("slash", *"nets")
        await pilot.pause()
        assert here.view.selection != before
        await pilot.press("escape")
        await pilot.pause()
        assert here.view.selection == before and here.view.has_focus


async def test_cancelling_the_search_returns_to_the_old_place_and_clears_the_matches(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        caret = here.view.caret
        await pilot.press("slash")
        await paste(pilot, "autumn")
        await pilot.pause()
        assert here.view.caret != caret
        await pilot.press("escape")
        await pilot.pause()
        assert here.view.caret == caret and not marks(here, "search")


async def test_a_search_without_a_match_leaves_the_caret_in_place(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        caret = here.view.caret
        await pilot.press("slash")
        await paste(pilot, "autumx")
        await pilot.pause()
        assert here.view.caret == caret


async def test_the_whole_name_under_the_caret_is_searched_for(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Lind", 1))
        await pilot.press("*")
        await pilot.pause()
        assert len(marks(here, "search")) == 3
        assert here.view.caret == find(here.session.article.text, "Lind", 2).start
        here.view.go_to(find(here.session.article.text, "Ferry"))
        await pilot.press("*")
        await pilot.pause()
        assert len(marks(here, "search")) == 2, "this also holds where the word does not begin a headline"
        assert here.status.words == "“ferry”: match 2/2"
        await pilot.press("escape", "slash", *"ferr")
        await until(pilot, lambda: len(marks(here, "search")) == 2)


async def test_jumps_lead_back_and_forward_again(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("2", "right_square_bracket", "G")
        end = here.view.caret
        await pilot.press("apostrophe")
        assert here.view.caret == here.session.passages("money").passages[0].span.start
        await pilot.press("ctrl+o")
        assert here.view.caret == 0
        await pilot.press("quotation_mark", "quotation_mark")
        assert here.view.caret == end


async def test_escape_clears_the_matches_before_it_quits(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash")
        await paste(pilot, "ferry")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        assert not marks(here, "search") and app.is_running
        await pilot.press("slash")
        assert "F1 More keys" in here.key_bar.render().plain and here.place == "find"
        await pilot.press("tab", "escape")
        await pilot.pause()
        assert not here.controllers.finding.is_typing and not app._notifications
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_the_count_of_matches_shows_the_one_under_the_caret(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.press("down", "ctrl+l")
        await pilot.pause()
        assert "2/2" in str(here.query_one(".count").render()), "another option, and the match is still one"
        await pilot.press("up", "enter", "n")
        await pilot.pause()
        assert "match 2/2" in here.key_bar.render().plain and len(marks(here, "match")) == 1
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain, "the search wraps to the first match"
        await pilot.press("G")
        await pilot.pause()
        assert "2 matches" in here.key_bar.render().plain and not marks(here, "match")
        await pilot.press("n")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain
        assert "again from the first" in here.status.words
        await pilot.press("N")
        await pilot.pause()
        assert "match 2/2 · again from the last" in here.status.words
        await pilot.press("N")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain and "again" not in here.status.words
        await pilot.press("escape")
        await pilot.pause()
        assert "match" not in here.key_bar.render().plain


async def test_the_current_stop_is_emphasised_until_escape(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "right_square_bracket")
        await pilot.pause()
        assert [mark.span for mark in marks(here, "current")] == list(here.session.analysis.quotes[0].spans)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert [mark.span for mark in marks(here, "current")] == list(here.session.analysis.quotes[1].spans)
        await pilot.press("escape")
        await pilot.pause()
        assert not marks(here, "current") and not app._notifications


async def test_one_key_returns_to_the_page_before_a_search(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 10)) as pilot:
        await ready(pilot)
        view = screen(app).view
        await pilot.press(*"jj")
        before = view.position
        for keys in (("escape",), ("enter", "'"), ("down", "down", "enter", "'"), ("enter", "escape", "'")):
            await pilot.press("slash", *"fares")
            await pilot.pause()
            assert view.position != before
            await pilot.press(*keys)
            await pilot.pause()
            assert view.position == before, keys
        await pilot.press("asterisk", "'")
        await pilot.pause()
        assert view.position == before


async def test_enter_shows_the_number_of_the_match_or_says_that_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 10)) as pilot:
        await ready(pilot)
        here = screen(app)
        before = here.view.position
        await pilot.press("slash", *"fare", "enter")
        await pilot.pause()
        assert here.status.words == "match 1/2 · n next"
        await pilot.press("w")
        await pilot.pause()
        assert here.sidebar.reading and here.status.words == "", "the keys of the list have the room"
        await pilot.press("tab")
        await pilot.pause()
        assert here.status.words == "match 1/2 · n next" and not here.sidebar.display
        await pilot.press("w", "z", "z")
        await pilot.pause()
        assert not here.sidebar.display, "a list over the text does not come back beside it"
        await pilot.press("escape", "slash", "enter")
        await pilot.pause()
        assert here.status.words == "match 1/2 · n next", "the same words again"
        await pilot.press("'", "'", "escape")
        await pilot.pause()
        assert here.view.position == before
        await pilot.press("slash")
        await paste(pilot, "fentanil")
        await pilot.press("enter")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["No match for “fentanil”."]
        assert here.view.has_focus and here.view.position == before and not here.controllers.finding.drop()
        monkeypatch.setattr("tui.screens.reading.finding.seconds_shown", lambda words: 0.01)
        await pilot.press("slash")
        await paste(pilot, "fare")
        await pilot.press("enter")
        await until(pilot, lambda: here.status.words == "")  # the keys get their room back
        await pilot.resize_terminal(120, 10)
        await pilot.press("n")
        await pilot.pause(0.05)
        assert here.status.words == "match 2/2 · n next", "here there is room for both"


async def test_the_concordance_is_of_the_selection_the_name_or_the_word(tmp_path: Path) -> None:
    app = reader(tmp_path)

    async def looked_up(*keys: str) -> str:
        await pilot.press(*keys, "K")
        await until(pilot, lambda: isinstance(app.screen, ConcordanceScreen))
        title = str(app.screen.query_one(".title").render())
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        return title.partition(":")[0]

    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Berg"))
        assert await looked_up() == "“Odd Berg”"
        here.view.go_to(find(here.session.article.text, "Ferry"))
        assert await looked_up() == "“ferry”"
        here.view.go_to(find(here.session.article.text, "fishes"))
        assert await looked_up() == "“fishes”"
        assert await looked_up("v", "w") == '“"They did not ask us," said Odd Berg, who fishes off the no…”'
        await pilot.press("escape")
        assert await looked_up("p", "p") == "“Tora Lind”"
