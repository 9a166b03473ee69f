"""The reading screen, key by key, without a terminal and without a language model."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.reader import PATIENCE, TEXT, find, marks, paste, reader, ready, screen, until
from tui.app import NewsReader
from tui.formats.loading import parse_article
from tui.library.session import Session, StoredState
from tui.screens.reading.screen import ReadingScreen
from tui.store.database import open_store
from tui.store.errors import StoreError
from tui.store.source import source_key
from tui.text.article import Article
from tui.widgets.lists.sidebar import Sidebar


@asynccontextmanager
async def analysed(app: NewsReader, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Run the app until the analysis of the article is stored."""

    def known() -> bool:
        session = screen(app).session
        return session.store is not None and session.is_analysed(app.services.settings.model)

    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await until(pilot, known)
        yield pilot


async def test_the_text_is_shown_and_the_lists_are_filled(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        assert here.view.article.text.startswith("Ferry to run at night")
        rows = [item.line.plain for item in here.sidebar.lists["people"].items]
        assert any("Tora Lind" in row and row.rstrip().endswith("3") for row in rows)
        assert any(row.startswith("Organisations") for row in rows)


async def test_a_digit_switches_a_topic_on_and_off_and_paints_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1")
        assert here.session.active_topics == ["ferry"]
        assert "1" in here.topic_bar.render().plain and "●" in here.topic_bar.render().plain
        painted = marks(here, "passage")
        assert [mark.span for mark in painted] == [passage.span for passage in here.session.passages("ferry").passages]
        await pilot.press("1")
        assert here.session.active_topics == [] and not marks(here, "passage")


async def test_a_digit_without_a_topic_gives_a_message(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("9")
        await pilot.pause()
        assert any("no topic 9" in str(note.message) for note in app._notifications)


async def test_brackets_step_through_the_passages_and_wrap_around(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("2")
        spans = [passage.span for passage in here.session.passages("money").passages]
        seen = []
        for _ in range(len(spans) + 1):
            await pilot.press("right_square_bracket")
            seen.append(here.view.caret)
        assert seen == [span.start for span in spans] + [spans[0].start]
        await pilot.press("left_square_bracket")
        assert here.view.caret == spans[-1].start


async def test_enter_on_a_person_emphasises_all_mentions(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "enter")
        await pilot.pause()
        text = here.session.article.text
        assert here.view.caret == find(text, "Tora Lind").start
        assert len(marks(here, "current")) == 3
        await pilot.press("right_square_bracket")
        assert here.view.caret == find(text, "Lind", 1).start


async def test_m_marks_the_sentence_and_a_digit_changes_the_label(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Fishermen"))
        await pilot.press("m", "m")
        assert here.session.placed[0].highlight.label == "claim"
        assert here.session.placed[0].highlight.target.exact == "Fishermen fear for their nets."
        await pilot.press("m", "3")
        assert here.session.placed[0].highlight.label == "check"
        assert here.session.active_topics == []
        await pilot.press("1")
        assert here.session.active_topics == ["ferry"], "only in the menu of m is a digit a label"


async def test_a_note_is_still_there_after_a_restart(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "Ticket prices"))
        await pilot.press("a")
        await paste(pilot, "Since when")
        await pilot.press("ctrl+s")
        await pilot.pause()
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        (one,) = screen(again).session.placed
        assert one.highlight.note == "Since when" and one.state == "exact"
        assert again.services.analyst.asked == 0, "the second opening takes the analysis from the store"


async def test_a_typed_draft_is_offered_again_after_a_crash(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await paste(pilot, "half a thou")
        with open_store(tmp_path / "data") as store:
            assert list(store.notebook.drafts().values()) == ["half a thou"]


async def test_a_mark_can_be_undone_and_redone(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("m", "m", "ctrl+z")
        assert here.session.placed == []
        await pilot.press("ctrl+y")
        assert len(here.session.placed) == 1
        await pilot.press("x")
        assert here.session.placed == []


async def test_another_speaker_is_stored_shown_as_confirmed_and_undone(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "They did not ask us"))
        await pilot.press("s", "2")
        await pilot.pause()
        quote = here.session.analysis.quotes[1]
        assert quote.speaker.name == "Tora Lind" and quote.confirmed and not quote.unsure
        assert here.session.raw_analysis.quotes[1].speaker.name == "Odd Berg"
        await pilot.press("ctrl+z")
        assert here.session.analysis.quotes[1].speaker.name == "Odd Berg"


async def test_x_dismisses_an_entry_that_is_not_a_name(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "down", "x")
        await pilot.pause()
        assert [entity.name for entity in here.session.analysis.entities] == ["Tora Lind", "island council"]


async def test_the_sidebar_is_hidden_in_a_narrow_terminal_and_opens_for_a_list(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert not screen(app).sidebar.display
        await pilot.press("w")
        await pilot.pause()
        assert screen(app).sidebar.display
        assert any("Tora Lind" in item.line.plain for item in screen(app).sidebar.lists["quotes"].items)


async def test_control_characters_and_markup_in_an_article_reach_no_list(tmp_path: Path) -> None:
    from tui.formats.loading import parse_article

    nasty = parse_article("A [bold]title[/] \x1b[31m\n\nSome words \u202e here.\n", "n\x1b]0;x\x07.txt", format="text")
    app = reader(tmp_path, of=nasty)
    app.services.analyst.answer = lambda of: __import__("tests.reader").reader.Analysis(of.digest)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert "[bold]" in screen(app).view.article.text
        assert not any(ord(c) < 32 and c != "\n" for c in screen(app).view.article.text)


async def test_q_quits(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
    assert TEXT.startswith("# Ferry")


async def test_all_letters_typed_right_after_the_slash_are_searched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", False)  # Textual as it is gives them to the article
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        for key in ("slash", *"weather"):
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        # The bar is in the screen a moment before its input is in the bar.
        await until(
            pilot, lambda: [found.value for found in screen(app).query("FindBar Input").results(Input)] == ["weather"]
        )


async def test_a_new_topic_from_the_word_under_the_caret_is_saved_and_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Fishermen"))
        await pilot.press("F", "enter")
        await pilot.pause()
        assert here.session.active_topics == ["Fishermen"]
        assert len(marks(here, "passage")) == 1
        assert "found in" in here.status.words
        assert "Fishermen" in (tmp_path / "config" / "newsreader" / "topics.toml").read_text(encoding="utf-8")


async def test_folding_shows_only_matching_paragraphs_and_unfolding_shows_all(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("2", "&")
        await pilot.pause()
        shown = "\n".join(here.view.render_line(y).text for y in range(30))
        assert "paragraph" in shown and "Ticket prices" in shown and "ten years" not in shown
        await pilot.press("&")
        await pilot.pause()
        assert "ten years" in "\n".join(here.view.render_line(y).text for y in range(30))


async def test_a_sentence_is_removed_from_a_topic_and_another_is_added(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("2")
        before = len(here.session.passages("money").passages)
        here.view.go_to(here.session.passages("money").passages[-1].span)
        await pilot.press("x")
        await pilot.pause()
        assert len(here.session.passages("money").passages) == before - 1
        here.view.go_to(find(here.session.article.text, "Fishermen"))
        await pilot.press("A")
        await pilot.pause()
        assert any(passage.confirmed for passage in here.session.passages("money").passages)
        assert len(here.session.passages("money").passages) == before


async def test_a_backup_of_the_store_is_made_once_a_day(tmp_path: Path) -> None:
    def copies() -> list[Path]:
        return list((tmp_path / "data" / "backups").glob("newsreader-*.db"))

    for number in range(3):
        app = reader(tmp_path)
        async with app.run_test(size=(120, 24)) as pilot:
            await ready(pilot)
            if number == 0:
                await pilot.press("m", "m")
            else:
                await until(pilot, copies)
    assert len(copies()) == 1


@pytest.mark.parametrize(
    "asked", ["tui.store.articles.Articles.has_analysis", "tui.library.session.Session.load_stored"]
)
async def test_an_article_opens_although_its_stored_state_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    async with analysed(reader(tmp_path)):
        pass

    def fails(*_: object, **__: object) -> None:
        raise StoreError("The disk cannot be read.")

    monkeypatch.setattr(asked, fails)
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert screen(again).view.article.text.startswith("Ferry to run at night")
        if "look_up" in asked:
            assert any("cannot be read" in note.message for note in again._notifications)


async def test_a_damaged_stored_analysis_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    async with analysed(reader(tmp_path)):
        pass
    for damage in ("x'00ff'", "substr(data, 1, length(data) / 2)", "'no bytes at all'", ""):
        if damage:
            with closing(sqlite3.connect(tmp_path / "data" / "newsreader.db")) as db, db:
                assert db.execute(f"UPDATE analyses SET data = {damage}").rowcount == 1
        again = reader(tmp_path)
        async with analysed(again):
            assert again.services.analyst.asked == (1 if damage else 0), damage
            assert screen(again).sidebar.lists["people"].items


def stored_list(session: Session) -> object:
    """The list that the store holds as the last one shown."""
    position = session.store.articles.position(source_key(session.article)) if session.store else None
    return position.state.get("list") if position else None


async def test_the_list_shown_last_is_in_the_sidebar_from_the_first_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reader(tmp_path)
    async with analysed(first) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: stored_list(screen(first).session) == "quotes")

    widths: set[int] = set()
    set_items = Sidebar.set_items

    def filled(self: Sidebar, *arguments: object, **more: object) -> None:
        widths.add(self.row_width)
        set_items(self, *arguments, **more)  # type: ignore[arg-type]  # the arguments of the call

    monkeypatch.setattr(Sidebar, "set_items", filled)
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert screen(again).sidebar.name_shown == "quotes" and len(screen(again).sidebar.list.passing) > 1
        assert len(widths) == 1, "the rows fit the new width"


async def test_a_slow_store_causes_no_progress_message_for_an_analysed_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with analysed(reader(tmp_path)):
        pass
    look_up, asked, go_on = Session.load_stored, threading.Event(), threading.Event()

    def slow(self: Session, model: str) -> StoredState:
        asked.set()
        go_on.wait(PATIENCE)
        return look_up(self, model)

    monkeypatch.setattr(Session, "load_stored", slow)
    said: list[str] = []
    monkeypatch.setattr(Sidebar, "show_message", lambda self, sentence: said.append(sentence))
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, ReadingScreen) and screen(again).startup.stage)
        await until(pilot, asked.is_set)
        await pilot.press("j")
        assert not said and screen(again).session.analysis is None
        go_on.set()
        await ready(pilot)
        assert len(screen(again).sidebar.list.passing) > 1


async def test_jumping_to_the_end_before_a_long_file_is_read_leads_to_its_true_end(tmp_path: Path) -> None:
    head = parse_article(TEXT, "ferry.md", format="markdown")
    more = "\n\n".join(f"Paragraph {n} of a report that goes on." for n in range(90))
    whole, go_on = parse_article(f"{TEXT}\n\n{more}", "ferry.md", format="markdown"), threading.Event()

    def rest() -> Article:
        go_on.wait(PATIENCE)
        return whole

    app = reader(tmp_path, of=head)
    app._first_rest = rest
    async with app.run_test(size=(100, 20)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).startup.stage)
        await pilot.press("G")
        assert screen(app).view.caret == len(head.text.rstrip()) - 1
        go_on.set()
        await ready(pilot)
        assert screen(app).view.caret == len(whole.text.rstrip()) - 1
        assert screen(app).view.progress == 1
    # The same text in another file: the store turns out to have its analysis only when all of it has been read.
    again = reader(tmp_path, of=replace(head, source="copy.md"))
    again._first_rest = lambda: replace(whole, source="copy.md")
    async with again.run_test(size=(100, 20)) as pilot:
        await ready(pilot)
        assert again.services.analyst.asked == 0 and screen(again).status.progress == ""  # type: ignore[attr-defined]


async def test_opening_an_article_at_a_note_keeps_the_earlier_reading_position(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEXT + "\n\n" + "\n\n".join(f"Paragraph {n} of a report that goes on." for n in range(90))
    long = parse_article(text, "ferry.md", format="markdown")
    first = reader(tmp_path, of=long)
    async with analysed(first, (120, 30)) as pilot:
        await pilot.press("space", "space")
        await until(pilot, lambda: screen(first).session.load_position() > 0)
        place = screen(first).session.load_position()
        # The library shows the same percentage as the footer.
        assert screen(first).session.state["done"] == round(screen(first).view.progress, 3)
    kept: list[int] = []
    monkeypatch.setattr(Session, "save_position", lambda self, offset, progress: kept.append(offset))
    monkeypatch.setattr("tui.screens.reading.screen.CHECK_INTERVAL", 0.02)
    checks: list[ReadingScreen] = []
    check_store = ReadingScreen._check_store

    def check(self: ReadingScreen) -> None:
        check_store(self)
        checks.append(self)

    monkeypatch.setattr(ReadingScreen, "_check_store", check)
    again = reader(tmp_path, of=long)
    async with again.run_test(size=(100, 25)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: checks.count(screen(again)) > 2)
        again.opener.show(long, span=find(long.text, "Paragraph 80"))
        await until(pilot, lambda: screen(again).view.caret > place and checks.count(screen(again)) > 2)
        assert kept == []
        await pilot.press("j")
        await until(pilot, lambda: kept)
