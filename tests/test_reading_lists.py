"""The lists of the reading screen, key by key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.reader import analysis, find, marks, names, paste, reader, ready, rows, screen, until
from tui.config.settings import Settings
from tui.screens.dialogs.card import CardScreen
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.reading.startup import Stage
from tui.text.analysis import Analysis, Entity, Mention
from tui.text.article import Article
from tui.text.span import Span
from tui.widgets.bars.strip import HIT, Places
from tui.widgets.lists.item_list import ItemList
from tui.widgets.lists.tabs import Tabs


def head(here: ReadingScreen) -> str:
    """The line above the list."""
    return here.sidebar.query_one(".head").render().plain


async def test_quotes_are_grouped_by_speaker_and_s_sorts_them_in_text_order(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "S")
        await pilot.pause()
        assert here.status.words == "S works in the list; tab enters it"
        await pilot.press("w")
        assert "2 quotes by speaker" in head(here) and "S in text order" in head(here)
        assert rows(here)[0] == "Tora Lind (1)"
        await pilot.press("S")
        await pilot.pause()
        assert "2 quotes in text order" in head(here) and "Lind said" in rows(here)[0]
        await pilot.press("S")
        await pilot.pause()
        assert rows(here)[0] == "Tora Lind (1)"


async def test_the_strip_shows_nothing_of_the_previous_list(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)

        def shows_current_row() -> bool:
            row, strip = here.sidebar.current, here.sidebar.query_one(".strip")
            drawn = str(strip.render())
            places = Places(row.spans if row else (), len(here.session.article.text))
            return drawn == places.line(len(drawn), here.view.caret)

        for key in ("dollar_sign", "p"):
            await pilot.press("w")
            await until(pilot, lambda: here.sidebar.name_shown == "quotes")
            assert not shows_current_row(), "all quotes of the article"
            await pilot.press(key)
            await until(pilot, shows_current_row)
            assert here.sidebar.name_shown != "quotes" and here.sidebar.current


async def test_the_sort_order_of_a_list_survives_a_restart(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("w", "w", "S", "enter")
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert "Lind said" in rows(screen(again))[0]


async def test_typing_filters_a_list_and_escape_shows_all_rows_without_leaving(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "slash", *"berg")
        await pilot.pause()
        assert rows(here)[0] == "Odd Berg (1)" and len(rows(here)) == 2 and "1 of 2 quotes" in head(here)
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(here)) == 4 and app.is_running and here.sidebar.list.has_focus
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "No row contains “zzz”" in here.sidebar.query_one(".message").render().plain
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(here)) == 4 and not here.sidebar.narrowed, "the next esc does not go to the sidebar"


async def test_a_full_stop_shows_only_this_speaker(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "down", "full_stop")
        await pilot.pause()
        assert len(rows(here)) == 2 and "Odd Berg" in rows(here)[0] and "only Odd Berg" in head(here)
        assert here.controllers.stops.spans == tuple(here.session.analysis.quotes[1].spans[:1])
        await pilot.press("full_stop")
        await pilot.pause()
        assert len(rows(here)) == 4
        await pilot.press("p", "p", "full_stop")
        await pilot.pause()
        assert here.sidebar.name_shown == "quotes" and "only Tora Lind" in head(here)
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(here)) == 4


async def test_lists_are_narrowed_to_the_active_topics(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "ampersand")
        assert any("Switch on a topic" in note.message for note in app._notifications)
        await pilot.press("2", "ampersand")
        await pilot.pause()
        assert [row.strip() for row in rows(here)][0] == "People (1)" and "only money" in head(here)
        await pilot.press("number_sign")
        await pilot.pause()
        assert "40 percent" in rows(here)[1]
        await pilot.press("2")
        await pilot.pause()
        assert "only" not in head(here), "no topic is on any more"


async def test_enter_on_a_quote_jumps_and_emphasises_all_its_parts(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "enter")
        await pilot.pause()
        spans = here.session.analysis.quotes[0].spans
        assert here.view.caret == spans[0].start and here.view.has_focus
        assert [mark.span for mark in marks(here, "current")] == list(spans)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert here.view.caret == here.session.analysis.quotes[1].spans[0].start
        assert "They did not ask us" in here.sidebar.current.line.plain


async def test_brackets_in_the_list_of_names_step_through_the_mentions_of_the_row(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "down", "right_square_bracket")
        assert here.view.caret == find(here.session.article.text, "Odd Berg").start
        await pilot.press("up", "right_square_bracket")
        assert here.view.caret == find(here.session.article.text, "Lind", 2).start
        assert here.sidebar.list.has_focus


async def test_brackets_step_through_only_the_rows_that_pass_the_filter(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "slash", *"berg", "enter")
        await pilot.pause()
        assert here.controllers.stops.spans == here.session.analysis.quotes[1].spans


async def test_i_on_a_quote_explains_it_and_shows_all_its_words(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("w", "w", "i")
        await pilot.pause()
        assert isinstance(app.screen, CardScreen)
        words = "\n".join(item.line.plain for item in app.screen.query_one(ItemList)._shown)
        assert "subject of “said”, same sentence" in words and "Nobody should have to sleep in a car." in words


async def test_a_card_has_the_keys_to_correct_its_entry(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "w", "down", "i")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert [quote.speaker.name for quote in here.session.analysis.quotes] == ["Tora Lind"]
        await pilot.press("p", "p", "i")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)


async def test_the_card_of_a_name_leads_to_its_mentions(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "i")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert here.view.caret == find(here.session.article.text, "Lind", 1).start
        assert len(marks(here, "current")) == 3


async def test_the_tabs_show_the_keys_from_the_settings(tmp_path: Path) -> None:
    app = reader(tmp_path, settings=Settings(keys={"show_quotes": "f6"}))
    async with app.run_test(size=(160, 40)) as pilot:
        await ready(pilot)
        tabs = screen(app).query_one(Tabs).render().plain
        assert "f6" in tabs.casefold() and " w " not in tabs


@pytest.mark.parametrize("side", ["left", "right"])
async def test_the_settings_decide_the_side_of_the_sidebar(tmp_path: Path, side: str) -> None:
    app = reader(tmp_path, settings=Settings(sidebar_width=50, sidebar_side=side))
    async with app.run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await pilot.pause()
        here = screen(app)
        assert here.sidebar.outer_size.width == 50
        assert (here.sidebar.region.x == 0) is (side == "left")
        assert here.view.region.width == 90
        long = max(len(row) for row in rows(here))
        assert long <= here.sidebar.row_width <= here.sidebar.list.scrollable_content_region.width


def more_known(of: Article) -> Analysis:
    """The same people under other ids, and others who are named more often."""
    found = analysis(of)
    others = tuple(
        Entity(f"n{n}", f"Person {n}", "PERSON", tuple(Mention(Span(k, k + 1)) for k in range(n, n + 9)))
        for n in range(200, 230)
    )
    return replace(found, entities=(*others, *(replace(one, id=one.id + "x") for one in found.entities)))


async def test_the_row_under_the_cursor_stays_where_it_is_when_more_is_found(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "down")
        assert "Odd Berg" in here.sidebar.current.line.plain

        def line() -> int:
            list_ = here.sidebar.list
            return list_.top_of(list_.cursor) - list_.scroll_offset.y

        before = line()
        here.session.set_analysis(more_known(here.session.article))
        here.show_analysis()
        await pilot.pause()
        assert "Odd Berg" in here.sidebar.current.line.plain and line() == before
        await pilot.press("tab")
        await pilot.pause()
        assert "Person" in rows(here)[1], "the list is sorted once the reader has left it"
        assert "Odd Berg" in here.sidebar.current.line.plain


async def test_a_partial_analysis_is_shown_with_corrections_applied(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "down", "x")
        await pilot.pause()
        here.session.raw_analysis = None
        here.startup._show_partial(analysis(here.session.article))
        assert "Odd Berg" not in names(here)


async def test_an_article_without_names_says_that_nothing_was_found(tmp_path: Path) -> None:
    app = reader(tmp_path)
    app.services.analyst.answer = lambda of: Analysis(of.digest)  # type: ignore[attr-defined]
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert "Nothing found." in screen(app).sidebar.query_one(".message").render().plain


async def test_a_list_opened_before_the_analysis_is_filled_when_it_arrives(tmp_path: Path) -> None:
    app = reader(tmp_path)
    known = asyncio.Event()
    at_once = app.services.analyst.analyze

    async def later(*args: object, **more: object) -> Analysis:
        await known.wait()
        return await at_once(*args, **more)

    app.services.analyst.analyze = later  # type: ignore[method-assign, assignment]
    async with app.run_test(size=(120, 24)) as pilot:
        await until(
            pilot,
            lambda: isinstance(app.screen, ReadingScreen) and screen(app).startup.stage is Stage.ANALYSING,
        )
        here = screen(app)
        for key in ("w", "exclamation_mark", "p"):
            await pilot.press(key)
            await pilot.pause()
            assert "Reading the article" in here.sidebar.query_one(".message").render().plain
        await pilot.press("exclamation_mark", "tab", "%", "m", "a")
        await pilot.pause()
        assert app.screen is here, "an empty list has nothing to check or mark, and the keys do not act on the text"
        assert any("no rows yet" in notice.message for notice in app._notifications)
        await pilot.press("escape", "p", "H")
        await pilot.pause()
        assert any("still being analysed" in notice.message for notice in app._notifications)
        known.set()
        await ready(pilot)
        await pilot.pause()
        assert rows(here)[0] == "People (2)" and not here.sidebar.query_one(".message").display
        await pilot.press("w")
        await pilot.pause()
        assert len(rows(here)) == 4


async def test_rows_built_for_a_hidden_sidebar_fill_its_width_when_it_is_opened(tmp_path: Path) -> None:
    """On a narrow screen the sidebar takes the whole width when opened, but rows are built before that."""
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("c", "escape")
        here.view.go_to(find(here.session.article.text, "The island council"))
        await pilot.press("m", "m")
        await until(pilot, lambda: bool(here.session.placed))
        await pilot.press("c")
        await until(pilot, lambda: any("voted on Monday to let the ferry run" in row for row in rows(here)))


async def test_the_line_under_a_list_always_shows_its_rows_and_that_in_the_footer_what_was_sought(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        strip, length = here.sidebar.query_one(".strip"), len(here.session.article.text)

        def drawn(spans: Sequence[Span]) -> bool:
            line = strip.render().plain
            return bool(line == Places(spans, length).line(len(line), here.view.caret))

        assert here.session.analysis
        quotes = [quote.spans[0] for quote in here.session.analysis.quotes]
        await pilot.press("w")
        await until(pilot, lambda: drawn(quotes))
        for key in ("2", "2", "1", "w"):  # a topic off and on, then another off, and into the list
            await pilot.press(key)
            await pilot.pause()
            assert drawn(quotes), key
        await pilot.press("slash")
        await paste(pilot, "berg")
        await until(pilot, lambda: drawn(quotes[1:]))
        await pilot.press("escape")
        await until(pilot, lambda: drawn(quotes))
        here.view.focus()
        await pilot.press("slash")
        await paste(pilot, "ferry")
        await pilot.pause()
        footer = str(here.key_bar.render())
        assert here.controllers.finding.found and drawn(quotes)
        assert Places(here.controllers.finding.found.spans, length).line(36, here.view.caret) in footer
        await paste(pilot, "zzz")
        await pilot.pause()
        assert HIT not in str(here.key_bar.render())
        await pilot.press("escape")
        assert HIT not in str(here.key_bar.render()), "the list shows where its rows are"
