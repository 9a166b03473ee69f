"""The pane that shows the article: what is drawn, and what keys do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key, MouseMove, MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from tests.article_pages import found, long_page, page, with_inline
from tests.reader import until
from tui.text.article import Article
from tui.text.span import Span
from tui.widgets.article.layers import Mark, Marks
from tui.widgets.article.pane import MANY
from tui.widgets.article.view import ArticleView

SHORT = page(("headline", "A title"), "First sentence here. Second one.", "Third stands alone.")


class Page(Screen[None]):
    """A page with only the pane, which records its messages."""

    def __init__(self, article: Article, offset: int) -> None:
        super().__init__()
        self.shown = article, offset
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        view = self.query_one(ArticleView)
        view.show(self.shown[0], offset=self.shown[1])
        view.focus()

    def on_article_view_selection_changed(self, message: Message) -> None:
        self.said.append(message)

    on_article_view_link_activated = on_article_view_selection_changed
    on_article_view_fold_opened = on_article_view_selection_changed
    on_article_view_word_sought = on_article_view_selection_changed


class Host(App[None]):
    """An app with the page and a key of its own."""

    BINDINGS = [Binding("f5,escape", "note_key", "A key of the app")]

    def __init__(self, article: Article, offset: int = 0) -> None:
        super().__init__()
        self.shown = article, offset
        self.pressed = 0

    def get_default_screen(self) -> Screen[None]:
        return Page(*self.shown)

    def action_note_key(self) -> None:
        self.pressed += 1


@asynccontextmanager
async def shown(
    article: Article = SHORT, size: tuple[int, int] = (60, 12), offset: int = 0
) -> AsyncIterator[tuple[ArticleView, Pilot[None]]]:
    app = Host(article, offset)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.screen.query_one(ArticleView), pilot


def said(view: ArticleView, kind: type[Message]) -> list[Message]:
    assert isinstance(view.screen, Page)
    return [message for message in view.screen.said if isinstance(message, kind)]


def strips(view: ArticleView) -> list[Strip]:
    return [view.render_line(y) for y in range(view.size.height)]


def lines(view: ArticleView) -> list[str]:
    return [strip.text.rstrip() for strip in strips(view)]


def style_of(view: ArticleView, words: str) -> set[str]:
    """The text attributes of the cells where the words are drawn, and "ground" for a background of their own."""
    plain = view.rich_style.bgcolor
    for strip in strips(view):
        at = strip.text.find(words)
        if at < 0:
            continue
        start = cell_len(strip.text[:at])
        segments = list(strip.crop(start, start + cell_len(words)))
        styles = [segment.style for segment in segments if segment.style]
        told = {name for name in ("bold", "italic", "underline", "reverse") if all(getattr(s, name) for s in styles)}
        return told | ({"ground"} if all(s.bgcolor != plain for s in styles) else set())
    raise AssertionError(f"{words} is not on the screen")


# Drawing


async def test_the_text_is_shown_centred_and_styled() -> None:
    async with shown() as (view, _):
        drawn = lines(view)
        assert [line.strip() for line in drawn if line.strip("▌ ")][1:] == [
            "─" * 51,
            "First sentence here. Second one.",
            "Third stands alone.",
        ]
        assert style_of(view, "title") == {"bold"}


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (20, 6), (80, 24), (200, 60), (300, 20)])
async def test_every_row_is_as_wide_as_the_pane(size: tuple[int, int]) -> None:
    hostile = page(
        "Wide 漢字 and 👩\u200d👧 e\u0301 " * 8, ("code", "a\tb\n漢\t"), ("table_row", ["漢", "b" * 90]), "\u200dx"
    )
    async with shown(hostile, size) as (view, _):
        view.set_layer("quote", [Mark(Span(n, n + 3), "article--quote", "✎") for n in range(0, 200, 2)])
        for strip in strips(view):
            assert cell_len(strip.text) == strip.cell_length == view.size.width - view.scrollbar_size_vertical


async def test_text_is_never_wider_than_the_measure_and_is_centred() -> None:
    async with shown(long_page(), (120, 20)) as (view, _):
        view.measure = 40
        edges = [(len(line) - len(line.lstrip("▌ ")), len(line)) for line in lines(view) if line.strip()]
        assert max(right - left for left, right in edges) <= 40
        assert {left for left, _ in edges} == {39}


async def test_no_control_character_and_no_markup_reaches_the_screen() -> None:
    text = "a [b]bold[/b] \x1b[31mred\x07 \u202eback \ud800 [/nothing] end"
    async with shown(page(text)) as (view, _):
        drawn = " ".join(lines(view))
        assert "[b]bold[/b]" in drawn and "[/nothing] end" in drawn
        assert not set(drawn) & set("\x1b\x07\u202e\ud800")


async def test_layers_show_through_one_another_and_have_signs_in_the_margin() -> None:
    async with shown() as (view, _):
        first = found(SHORT, "First sentence here.")
        view.set_layer("entity", [Mark(found(SHORT, "sentence"), "article--person")])
        view.set_layer("quote", [Mark(found(SHORT, "sentence here"), "article--quote")])
        view.set_layer("passage", [Mark(first, "topic-1", "1")])
        view.set_layer("highlight", [Mark(found(SHORT, "here"), "label-2", "●")])
        assert style_of(view, "sentence") == {"italic", "ground"}
        assert style_of(view, "First") == {"ground"}
        assert style_of(view, "Second") == set()
        assert any("●  1 First" in line for line in lines(view))
        view.set_layer("passage", [])
        assert style_of(view, "First") == set()


async def test_a_passage_shows_its_digit_at_each_paragraph_and_at_the_top_and_keeps_its_column() -> None:
    article = page(*[" ".join(["word"] * 40)] * 12)
    first, last = article.blocks[0].span, article.blocks[-1].span
    async with shown(article, (80, 12)) as (view, pilot):
        left = {len(line) - len(line.lstrip()) for line in lines(view) if "word" in line and "▌" not in line}
        assert left == {7}
        view.set_layer("passage", [Marks([Span(first.start, last.end)], "topic-1", "1▎"), Marks((), "topic-2", "2▎")])

        def margins() -> list[str]:
            return [line.partition("word")[0].replace("▌", " ") for line in lines(view) if "word" in line]

        assert margins()[:7] == ["    1  ", "    ▎  ", "    ▎  ", "    1  ", "    ▎  ", "    ▎  ", "    1  "]
        await pilot.press("j", "j", "j")
        assert margins()[:4] == ["    1  ", "    1  ", "    ▎  ", "    ▎  "], (
            "the page begins in the middle of a paragraph"
        )
        view.set_layer("passage", [])
        assert margins()[0] == "       "


async def test_an_unknown_style_is_ignored() -> None:
    async with shown() as (view, _):
        view.set_layer("search", [Mark(found(SHORT, "Third"), "no-such-class")])
        assert style_of(view, "Third") == set()


async def test_links_and_emphasis_of_the_article_are_drawn() -> None:
    article = with_inline(with_inline(SHORT, "Second", "strong"), "Third", "link", "https://example.org")
    async with shown(article) as (view, _):
        assert style_of(view, "Second") == {"bold"}
        assert "underline" in style_of(view, "Third")


async def test_a_new_theme_applies_at_once() -> None:
    async with shown() as (view, pilot):
        before = strips(view)[3]
        view.app.theme = "textual-light"
        await pilot.pause()
        assert list(strips(view)[3]) != list(before)


# Moving


async def test_two_hundred_page_keys_at_once_reach_the_same_place_as_one_by_one() -> None:
    article = long_page(3000)
    async with shown(article, (60, 10)) as (view, pilot):
        for _ in range(200):
            view.app.post_message(Key("space", " "))
        await pilot.press("f5")
        at_once = view.place
    async with shown(article, (60, 10)) as (view, pilot):
        while view.viewport is not None and not view.viewport.layout.settled:
            await asyncio.sleep(0.01)
        for _ in range(200):
            view.action_page_down()
        assert view.place == at_once
        assert view.place[0] > 60_000


async def test_line_keys_scroll_and_the_caret_stays_in_the_window() -> None:
    async with shown(long_page()) as (view, pilot):
        top = view.place[0]
        await pilot.press("j", "j", "j")
        assert view.place[0] > top
        assert view.on_screen.start <= view.caret < view.on_screen.end
        await pilot.press("k", "k", "k")
        assert view.place[0] == top


async def test_line_keys_move_the_caret_when_nothing_scrolls() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j")
        assert view.caret == SHORT.blocks[1].span.start
        await pilot.press("j")
        assert view.caret == SHORT.blocks[2].span.start
        await pilot.press("k", "k")
        assert view.caret == 0


async def test_the_caret_keeps_its_column_across_a_shorter_row() -> None:
    async with shown(page("A long first row.", "No.", "A long third row.")) as (view, pilot):
        await pilot.press(*["right"] * 9, "j", "j")
        assert view.caret == view.article.blocks[2].span.start + 9


async def test_keys_jump_to_the_end_and_the_top_and_back() -> None:
    article = long_page()
    async with shown(article) as (view, pilot):
        await pilot.press("G")
        assert view.progress == 1.0
        assert view.caret == len(article.text) - 1
        assert lines(view)[-1].endswith("Nobody waved.")
        await pilot.press("g")
        assert view.progress == 0.0 and view.caret == 0


async def test_keys_move_by_sentence_and_paragraph_and_scroll_them_into_view() -> None:
    article = long_page()
    async with shown(article, (60, 8)) as (view, pilot):
        await pilot.press(")", ")")
        assert article.text[view.caret :].startswith("Nobody")
        await pilot.press("}", "}", "}", "}", "}")
        assert article.text[view.caret :].startswith("No5 ")
        assert view.on_screen.covers(view.caret)
        await pilot.press("(")
        assert article.text[view.caret :].startswith("Nobody")
        await pilot.press("{", "{")
        assert article.text[view.caret :].startswith("No3 ")


async def test_a_jump_to_a_distant_place_can_be_undone_and_redone() -> None:
    article = long_page()
    target = found(article, "No200")
    async with shown(article) as (view, pilot):
        view.go_to(target)
        assert view.caret == target.start and view.on_screen.contains(target)
        await pilot.press("'")
        assert view.caret == 0 and view.on_screen.start == 0
        await pilot.press('"')
        assert view.caret == target.start and view.on_screen.contains(target)
        assert not view.forward()


async def test_going_back_shows_the_same_rows_again() -> None:
    article = long_page()
    async with shown(article) as (view, pilot):
        await pilot.press(*"ddjjj")
        before, caret = lines(view), view.caret
        for jump in (lambda: view.go_to(found(article, "No200")), view.action_bottom, view.action_top):
            jump()
            assert lines(view) != before
            await pilot.press("'")
            assert (lines(view), view.caret) == (before, caret)


async def test_an_article_opened_at_an_offset_shows_its_row_at_the_top() -> None:
    article = long_page()
    start = found(article, "No150").start
    async with shown(article, offset=start) as (view, _):
        assert view.place == (start, start)
        assert "No150" in lines(view)[0]


async def test_resizing_and_rewrapping_keep_the_same_row_in_view() -> None:
    article = long_page()
    async with shown(article, (100, 20)) as (view, pilot):
        view.go_to(found(article, "No100"))
        row = next(number for number, line in enumerate(lines(view)) if "No100" in line)
        for size in ((40, 20), (70, 20), (50, 20), (100, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "No100" in lines(view)[row]
        await pilot.resize_terminal(60, 6)
        await pilot.pause()
        assert any("No100" in line for line in lines(view))
        view.measure = 30
        assert any("No100" in line for line in lines(view))


async def test_the_scrollbar_learns_the_true_length_while_the_page_stays_put() -> None:
    article = long_page(2000)
    async with shown(article, offset=found(article, "No1500").start) as (view, pilot):
        while view.viewport is None or not view.viewport.layout.settled:
            assert "No1500" in lines(view)[0]
            await asyncio.sleep(0.01)
        await until(pilot, lambda: view.viewport and view.virtual_size.height == view.viewport.layout.height)
        assert "No1500" in lines(view)[0]
        assert view.virtual_size.height == view.viewport.layout.height
        assert view.scroll_offset.y == view.viewport.y


async def test_dragging_the_scrollbar_moves_the_page_and_the_caret() -> None:
    async with shown(long_page()) as (view, pilot):
        seen: list[float] = []
        view.app.watch(view, "scroll_y", lambda y: seen.append(y), init=False)
        view.scroll_to(y=300, animate=False)
        await pilot.pause()
        assert view.scroll_offset.y == 300
        assert view.on_screen.start <= view.caret <= view.on_screen.end
        assert seen[-1] == 300


async def test_keys_that_the_pane_does_not_use_reach_the_app() -> None:
    async with shown() as (view, pilot):
        await pilot.press("f5")
        assert isinstance(view.app, Host) and view.app.pressed == 1


async def test_only_the_configured_keys_move_the_page() -> None:
    async with shown(long_page()) as (view, pilot):
        view.app.set_keymap({"line_down": "n"})
        await pilot.press("down")
        assert view.scroll_offset.y == 0
        await pilot.press("n")
        assert view.scroll_offset.y == 1


async def test_a_saved_place_is_on_the_screen_also_in_a_smaller_window() -> None:
    article = long_page()
    async with shown(article, size=(60, 8)) as (view, pilot):
        top, caret = article.blocks[20].span.start, article.blocks[30].span.start
        view.show(article, offset=top, caret=caret)
        await pilot.pause()
        assert view.on_screen.covers(caret) and view.caret == caret
        view.show(article, offset=caret, caret=caret)
        await pilot.pause()
        assert view.on_screen.start == caret, "a place that is on the screen stays where it was"


async def test_opening_another_article_clears_marks_and_selection() -> None:
    async with shown() as (view, pilot):
        view.set_layer("search", [Mark(Span(0, 3), "article--search")])
        await pilot.press("v")
        view.show(page("Another text."))
        await pilot.pause()
        assert view.selection is None and view.caret == 0
        assert "Another text." in " ".join(lines(view))
        assert style_of(view, "nother text") == set()


async def test_every_key_works_in_an_empty_article() -> None:
    async with shown(Article("x", "")) as (view, pilot):
        await pilot.press(*"jkduGg)(}{vVlho*", "space", "pageup", "enter", "escape", "ctrl+left", "ctrl+right")
        assert view.caret == 0 and view.progress == 1.0


# Selecting


def words(view: ArticleView) -> str | None:
    return None if view.selection is None else view.article.words(view.selection)


async def test_keys_select_a_sentence_extend_it_reverse_it_and_drop_it() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", "v")
        assert words(view) == "First sentence here."
        await pilot.press("w")
        assert words(view) == "First sentence here. Second"
        await pilot.press("b")
        assert words(view) == "First sentence here"
        await pilot.press(")", ")")
        assert words(view) == "First sentence here. Second one."
        await pilot.press("}")
        assert words(view) == "First sentence here. Second one.\n\nThird stands alone."
        await pilot.press("o", "{")
        assert words(view) is not None and view.selection is not None and view.selection.start == 0
        await pilot.press("escape")
        await pilot.pause()
        assert view.selection is None
        assert isinstance(view.app, Host) and view.app.pressed == 0
        await pilot.press("escape")
        assert view.app.pressed == 1
        changed = said(view, ArticleView.SelectionChanged)
        assert changed and isinstance(changed[-1], ArticleView.SelectionChanged) and changed[-1].span is None


async def test_V_selects_a_paragraph_and_drops_it_when_pressed_again() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", "V")
        assert words(view) == "First sentence here. Second one."
        await pilot.press("V")
        assert words(view) is None


async def test_line_keys_extend_a_selection_by_rows() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", "v", "j")
        assert words(view) == "First sentence here. Second one.\n\nThird stands alone."


async def test_a_match_found_while_selecting_extends_the_selection() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", "v")
        view.go_to(found(SHORT, "stands"))
        assert words(view) == "First sentence here. Second one.\n\nThird stands"


async def test_a_mark_goes_on_the_selection_or_else_on_the_sentence() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", ")")
        assert view.article.words(view.chosen) == "Second one."
        await pilot.press("V")
        assert view.chosen == SHORT.blocks[1].span


async def test_textual_copies_the_selected_text() -> None:
    async with shown() as (view, pilot):
        await pilot.press("j", "v")
        assert view.screen.get_selected_text() == "First sentence here."
        view.screen.clear_selection()  # as Textual does at a click anywhere
        await pilot.pause()
        assert view.screen.get_selected_text() == words(view) == "First sentence here."


def cell(view: ArticleView, word: str) -> tuple[int, int]:
    for y, strip in enumerate(strips(view)):
        if (x := strip.text.find(word)) >= 0:
            return x, y
    raise AssertionError(word)


async def drag(view: ArticleView, pilot: Pilot[None], start: tuple[int, int], *stops: tuple[int, int]) -> None:
    await pilot.mouse_down(view, offset=start)
    for stop in stops:
        await pilot.hover(view, offset=stop)
    await pilot.mouse_up(view, offset=stops[-1])
    await pilot.pause()


async def test_the_mouse_selects_across_blocks_in_either_direction_with_both_its_cells() -> None:
    async with shown() as (view, pilot):
        start, end = cell(view, "sentence"), cell(view, "stands")
        await drag(view, pilot, start, (10, 6), end)
        assert words(view) == "sentence here. Second one.\n\nThird s"
        await drag(view, pilot, end, start)
        assert words(view) == "sentence here. Second one.\n\nThird s"
        assert view.screen.get_selected_text() == words(view)
        await drag(view, pilot, start, (view.size.width - 2, start[1]))
        assert words(view) == "sentence here. Second one."


async def test_one_to_four_clicks_place_the_caret_and_select_word_sentence_and_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(App, "CLICK_CHAIN_TIME_THRESHOLD", 60)  # on a busy machine a click may take half a second
    async with shown() as (view, pilot):
        spot = cell(view, "Second")
        got = []
        for _ in range(4):
            await pilot.click(view, offset=spot)
            await pilot.pause()
            got.append(words(view))
        assert got == [None, "Second", "Second one.", "First sentence here. Second one."]
        await pilot.click(view, offset=cell(view, "Third"))
        await pilot.pause()
        assert words(view) is None and view.caret == SHORT.blocks[2].span.start


async def test_a_drag_after_a_double_click_selects_by_words() -> None:
    async with shown() as (view, pilot):
        x, y = cell(view, "sentence")
        await pilot.click(view, offset=(x + 2, y))
        await drag(view, pilot, (x + 2, y), cell(view, "one"))
        assert words(view) == "sentence here. Second one"


async def test_the_page_scrolls_while_the_mouse_is_held_below_it() -> None:
    async with shown(long_page()) as (view, pilot):
        await pilot.mouse_down(view, offset=cell(view, "opens"))
        view.app.screen._forward_event(_mouse_move(20, 14))
        await until(pilot, lambda: view.scroll_offset.y > 3)
        await pilot.mouse_up(view, offset=(20, 5))
        assert view.scroll_offset.y > 3
        assert view.selection is not None and view.selection.length > 200
        assert view._mouse._scroller is None


def _mouse_move(x: int, y: int) -> Message:
    return MouseMove(None, x, y, 0, 1, 1, False, False, False, screen_x=x, screen_y=y)


async def test_the_wheel_scrolls() -> None:
    async with shown(long_page()) as (view, pilot):
        view.post_message(MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert view.scroll_offset.y == 3


# Folds, links and words


async def test_irrelevant_paragraphs_are_folded_and_enter_opens_them() -> None:
    article = long_page(30)
    async with shown(article) as (view, pilot):
        view.fold([found(article, "No20 opens the paragraph.")])
        assert any("… 20 paragraphs …" in line for line in lines(view))
        assert any("No20 opens" in line for line in lines(view))
        view.go_to(Span(0, 0))
        await pilot.press("enter")
        await pilot.pause()
        assert any("No0 opens" in line for line in lines(view))
        (opened,) = said(view, ArticleView.FoldOpened)
        assert isinstance(opened, ArticleView.FoldOpened) and opened.span.start == 0
        view.fold(None)
        assert not any("…" in line for line in lines(view))


async def test_a_click_opens_a_fold() -> None:
    article = long_page(30)
    async with shown(article) as (view, pilot):
        view.fold([found(article, "No20 opens the paragraph.")])
        view.go_to(Span(0, 0))
        await pilot.click(view, offset=cell(view, "… 20 paragraphs"))
        await pilot.pause()
        assert said(view, ArticleView.FoldOpened)


@pytest.mark.parametrize("by", ["enter", "click"])
async def test_activating_a_link_posts_a_message_and_does_not_open_it(by: str) -> None:
    article = with_inline(SHORT, "Third stands", "link", "https://example.org")
    async with shown(article) as (view, pilot):
        if by == "enter":
            view.go_to(found(article, "stands"))
            await pilot.press("enter")
        else:
            await pilot.click(view, offset=cell(view, "stands"))
        await pilot.pause()
        (told,) = said(view, ArticleView.LinkActivated)
        assert isinstance(told, ArticleView.LinkActivated) and told.href == "https://example.org"


async def test_searching_for_the_word_under_the_caret_takes_the_whole_name() -> None:
    async with shown() as (view, pilot):
        name = found(SHORT, "First sentence")
        view.set_layer("entity", [Mark(name, "article--person")])
        view.go_to(found(SHORT, "sentence"))
        await pilot.press("*")
        view.go_to(found(SHORT, "stands"))
        await pilot.press("*")
        spans = [message.span for message in said(view, ArticleView.WordSought) if hasattr(message, "span")]
        assert spans == [name, found(SHORT, "stands")]


async def test_only_changed_rows_are_redrawn() -> None:
    async with shown(long_page(), (80, 30)) as (view, pilot):
        strips(view)
        drawn: list[object] = []
        draw: Callable[..., Strip] = view._paint_row
        view._paint_row = lambda *args: drawn.append(args) or draw(*args)  # type: ignore[method-assign,func-returns-value]  # counts
        await pilot.press("ctrl+right")
        strips(view)
        assert 0 < len(drawn) <= 4
        drawn.clear()
        await pilot.press("j")
        strips(view)
        assert 0 < len(drawn) <= 6


@pytest.mark.parametrize("paragraphs", [4, 60, 900])
async def test_the_scrollbar_redraws_only_its_ends_and_looks_complete(paragraphs: int) -> None:
    async with shown(long_page(paragraphs), (80, 30)) as (view, pilot):
        bar = view.vertical_scrollbar
        for keys in (["j"] * 3, ["space", "space"], ["k"], ["G"], ["b", "u"], ["g"]):
            await pilot.press(*keys)
            drawn = [list(strip) for strip in bar.render_lines(bar.size.region)]
            bar.refresh()
            assert drawn == [list(strip) for strip in bar.render_lines(bar.size.region)]


async def test_many_marks_are_applied_in_the_background_and_the_latest_request_wins() -> None:
    article = long_page(600)
    words = found(article, "No0")
    many = [Mark(Span(n, n + 2), "article--strong") for n in range(0, 2 * MANY, 2)]
    async with shown(article) as (view, pilot):
        view.set_layer("entity", many)
        await until(pilot, lambda: "bold" in style_of(view, "No0"))
        view.set_layer("entity", many)
        view.set_layer("entity", [Mark(words, "article--emphasis")])
        await view.workers.wait_for_complete()
        await pilot.pause()
        assert style_of(view, "No0") == {"italic"}
