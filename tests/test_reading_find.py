"""Finding on the reading screen, while selecting too; and ways back from where it led."""

from __future__ import annotations

from pathlib import Path

from tests.reader import find, marks, paste, reader, ready, screen, until
from tui.screens.concordance import ConcordanceScreen

SIZE = (120, 40)


async def test_all_hits_are_painted_as_one_types_and_counted(tmp_path: Path) -> None:
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


async def test_a_capital_counts_once_it_is_typed(tmp_path: Path) -> None:
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


async def test_a_selection_grows_to_what_is_found(tmp_path: Path) -> None:
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


async def test_leaving_the_find_gives_the_selection_back(tmp_path: Path) -> None:
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


async def test_leaving_the_find_leads_back_and_nothing_is_painted(tmp_path: Path) -> None:
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


async def test_words_that_are_nowhere_leave_the_caret_where_it_was(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        caret = here.view.caret
        await pilot.press("slash")
        await paste(pilot, "autumx")
        await pilot.pause()
        assert here.view.caret == caret


async def test_the_name_under_the_caret_is_found_whole(tmp_path: Path) -> None:
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
        assert len(marks(here, "search")) == 2, "also where it does not begin a headline"
        assert here.key_bar.status == "“ferry”: match 2/2"


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


async def test_escape_takes_the_hits_away_before_it_leaves(tmp_path: Path) -> None:
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
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_the_count_of_hits_tells_where_the_caret_is(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.press("enter", "n")
        await pilot.pause()
        assert "match 2/2" in here.key_bar.render().plain and len(marks(here, "match")) == 1
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain, "back at the first one"
        await pilot.press("G")
        await pilot.pause()
        assert "2 matches" in here.key_bar.render().plain and not marks(here, "match")
        await pilot.press("n")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain
        assert "again from the first" in here.key_bar.render().plain
        await pilot.press("N")
        await pilot.pause()
        assert "match 2/2 · again from the last" in here.key_bar.render().plain
        await pilot.press("N")
        await pilot.pause()
        assert "match 1/2" in here.key_bar.render().plain and "again" not in here.key_bar.render().plain
        await pilot.press("escape")
        await pilot.pause()
        assert "match" not in here.key_bar.render().plain


async def test_what_a_walk_is_at_stands_out_until_it_is_taken_back(tmp_path: Path) -> None:
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


async def test_the_page_from_before_a_search_is_one_key_away(tmp_path: Path) -> None:
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


async def test_enter_says_what_follows_or_that_there_is_no_match(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 10)) as pilot:
        await ready(pilot)
        here = screen(app)
        before = here.view.position
        await pilot.press("slash", *"fare", "enter")
        await pilot.pause()
        assert here.key_bar.status == "match 1/2 · n next"
        await pilot.press("escape", "slash", "enter")
        await pilot.pause()
        assert here.key_bar.status == "match 1/2 · n next", "the same words again"
        await pilot.press("'", "'", "escape")
        await pilot.pause()
        assert here.view.position == before
        await pilot.press("slash")
        await paste(pilot, "fentanil")
        await pilot.press("enter")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["No match for “fentanil”."]
        assert here.view.has_focus and here.view.position == before and not here.controllers.finding.drop()


async def test_the_concordance_is_of_the_selection_the_name_or_the_word(tmp_path: Path) -> None:
    app = reader(tmp_path)

    async def looked_up(*keys: str) -> str:
        await pilot.press(*keys, "K")
        await until(pilot, lambda: isinstance(app.screen, ConcordanceScreen))
        title = str(app.screen.query_one(".title").render())
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        return title.partition(":")[0]

    async with app.run_test(size=(120, 40)) as pilot:
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
