"""Marks and notes on the reading screen: created, changed, found again, attached by hand, and never lost."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from tests.reader import TEXT, FakeAnalyst, article, find, marks, paste, reader, ready, screen, until
from tui.app import NewsReader
from tui.config.settings import Label, Settings
from tui.formats.loading import parse_article
from tui.library.editor_files import EditorFiles
from tui.library.unsaved_texts import UnsavedTexts
from tui.notes.highlight import Highlight, Target
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.card import CardScreen
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.confirm import ConfirmScreen
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.dialogs.note import NoteScreen
from tui.screens.lists.notes import NotesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.store.database import Store, open_store
from tui.text.analysis import Analysis
from tui.text.span import Span
from tui.widgets.bars.key_bar import KeyBar
from tui.widgets.lists.item_list import ItemList

SIZE = (120, 24)


def told(pilot: Pilot[None]) -> str:
    """Every message in the notification area."""
    return "\n".join(str(note.message) for note in pilot.app._notifications)


def rows(here: ReadingScreen, name: str = "notes") -> list[str]:
    """The rows of a list."""
    return [item.line.plain for item in here.sidebar.lists[name].items]


async def test_the_labels_come_from_the_settings(tmp_path: Path) -> None:
    own = Settings(labels=(Label("odd", "red", "§"), Label("fine", "green", "=")))
    app = reader(tmp_path, settings=own)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("m", "m")
        assert "marked: odd" in here.status.words
        await pilot.press("m", "2")
        assert here.session.placed[0].highlight.label == "fine"
        assert [(mark.style, mark.sign) for mark in marks(here, "highlight")] == [("article--label-2", "=")]
        await pilot.press(")", "m", "m")
        assert here.session.placed[1].highlight.label == "fine", "the next mark gets the label used last"


async def test_a_mark_with_a_note_keeps_the_sign_of_its_label(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("a", *"Why", "ctrl+l", "c", "tab", "ctrl+u")
        await paste(pilot, "dates #x")
        await pilot.press("enter")
        await paste(pilot, " now")
        await pilot.press("escape")
        await pilot.pause()
        assert [mark.sign for mark in marks(here, "highlight")] == ["!", "✎"]
        highlight = here.session.placed[0].highlight
        assert (highlight.label, highlight.tags, highlight.note) == ("claim", ("dates", "x"), "Why now")
        here.view.action_sentence_next()
        await pilot.press("a")
        await paste(pilot, "Plain")
        await pilot.press("escape")
        await pilot.pause()
        assert {one.highlight.note: one.highlight.label for one in here.session.placed} == {
            "Why now": "claim",
            "Plain": "",
        }


async def test_marking_the_same_words_again_only_offers_another_label(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("m", "m", "m", "4")
        assert [one.highlight.label for one in here.session.placed] == ["context"]
        await pilot.press(
            "G", "c", "c", "m", "2"
        )  # in the list of notes, the note of the row and not the caret's words
        assert [one.highlight.label for one in here.session.placed] == ["quote"]


async def test_a_selection_over_several_paragraphs_is_marked_as_one(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "Fishermen"))
        await pilot.press("V", "}", "m", "m")
        (one,) = here.session.placed
        assert one.highlight.target.exact.startswith("Fishermen fear")
        assert "What comes next" in one.highlight.target.exact
        assert here.view.selection is None


async def test_where_marks_overlap_the_reader_chooses_one(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        place = find(here.session.article.text, "Fishermen fear")
        here.view.go_to(place)
        await pilot.press("m", "1", "V", "m", "3")
        assert len(here.session.placed) == 2
        here.view.go_to(place)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert len(here.session.placed) == 2, "only what the question names is deleted"
        await pilot.press("x", "down", "enter")
        await pilot.pause()
        assert [one.highlight.label for one in here.session.placed] == ["claim"], "the longer one was chosen"
        await pilot.press("x")
        await pilot.pause()
        assert here.session.placed == [], "a single highlight is deleted without a question"


async def test_a_note_can_be_written_on_either_of_two_marks(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        place = find(here.session.article.text, "Fishermen fear")
        here.view.go_to(place)
        await pilot.press("m", "1", "V", "m", "3")
        here.view.go_to(place)
        await pilot.press("a", "down", "enter")
        await pilot.pause()
        await pilot.press(*"long", "ctrl+s")
        await pilot.pause()
        await pilot.press("t", "enter")
        await pilot.pause()
        await paste(pilot, "nets sea")
        await pilot.press("enter")
        await pilot.pause()
        by_label = {one.highlight.label: one.highlight for one in here.session.placed}
        assert by_label["check"].note == "long" and by_label["claim"].note == ""
        assert by_label["claim"].tags == ("nets", "sea")
        assert here.status.words == "tagged #nets #sea"
        here.view.go_to(find(here.session.article.text, "Ticket prices"))
        await pilot.press("t")
        await pilot.pause()
        await paste(pilot, "fares")
        await pilot.press("enter")
        await pilot.pause()
        tagged = next(one.highlight for one in here.session.placed if one.highlight.tags == ("fares",))
        assert tagged.label == "", "nobody chose one"
        await pilot.press("m")
        await pilot.pause()
        row = next(item.line.plain for item in app.screen.query_one(ItemList).items if "check" in item.line.plain)
        assert "or m" in row


async def test_undo_asks_before_reverting_a_newer_change_from_another_program(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m")
        here = screen(app)
        (own,) = here.session.placed
        with open_store(tmp_path / "data") as store:  # as `newsreader claims --verdict` in another window
            store.notebook.add(here.session.article, Span(0, 5), verdict="confirmed")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(
            pilot,
            lambda: app.screen is here and [one.highlight.id for one in here.session.placed] == [own.highlight.id],
        )
        await pilot.press("ctrl+z")
        await until(pilot, lambda: app.screen is here and not here.session.placed)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: here.session.placed)
        other = parse_article("# Elsewhere\n\nIt rained.", str(tmp_path / "other.md"), format="markdown")
        with open_store(tmp_path / "data") as store:
            elsewhere = store.notebook.add(other, Span(0, 9))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        await pilot.press("ctrl+z", "n")  # not that one, but the last in this article
        await until(pilot, lambda: any("In this article" in str(one.content) for one in app.screen.query(Static)))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is here and not here.session.placed)
        with open_store(tmp_path / "data") as store:
            assert [one.id for one in store.notebook.all()] == [elsewhere.id]


async def test_undo_and_redo_go_on_after_a_restart(tmp_path: Path) -> None:
    first = reader(tmp_path)
    async with first.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m", "x")
        assert screen(first).session.placed == []
    second = reader(tmp_path)
    async with second.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+z")
        assert isinstance(second.screen, ConfirmScreen)
        question = second.screen.query(Static)
        words = [str(line.content) for line in question]
        assert words[0].startswith("Undo the deletion of “") and words[1].startswith("In “Ferry to run at night”")
        await pilot.press("y")
        await pilot.pause()
        assert len(screen(second).session.placed) == 1
        await pilot.press("ctrl+z", "enter")
        await pilot.pause()
        assert isinstance(second.screen, ConfirmScreen), "only a key that is shown answers"
        await pilot.press("y")
        await pilot.pause()
        assert screen(second).session.placed == []
    third = reader(tmp_path)
    async with third.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+y")
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert screen(third).session.placed == [], "a click beside the question is a no"
        await pilot.press("ctrl+y", "y")
        await pilot.pause()
        assert len(screen(third).session.placed) == 1


async def test_a_recent_change_is_undone_without_asking_and_no_longer_announced(tmp_path: Path) -> None:
    for session in range(2):  # in the second, the undone change of the first is cleared by the new one
        app = reader(tmp_path)
        async with app.run_test(size=SIZE) as pilot:
            await ready(pilot)
            here = screen(app)
            await pilot.press("m", "c")
            await pilot.pause()
            assert "marked: claim" in here.status.words
            await pilot.press("m", "h")
            await pilot.pause()
            assert "marked: claim → check" in here.status.words
            await pilot.press("ctrl+z", "ctrl+z")
            await pilot.pause()
            assert app.screen is here and here.session.placed == [], session
            assert "marked" not in here.status.words


async def test_a_deleted_note_is_listed_and_can_be_restored(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.action_trash()
        await pilot.pause()
        assert "There are no deleted notes" in told(pilot)
        await pilot.press("a")
        await paste(pilot, "Keep me")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("x")
        here.action_trash()
        await pilot.pause()
        await pilot.press(*"keep", "enter")
        await pilot.pause()
        assert [one.highlight.note for one in here.session.placed] == ["Keep me"]


CHANGED = TEXT.replace("rise by 12 percent", "rise by 15 percent").replace("Fishermen fear for their nets. ", "")


def changed_article(tmp_path: Path) -> None:
    """Leave three marks on the first version: on words that stay, words that change, and words that are deleted."""
    before = article(str(tmp_path / "ferry.md"))
    words = (
        "The island council voted on Monday to let the ferry run at night.",
        "Fishermen fear for their nets.",
        "Ticket prices rise by 12 percent.",
    )
    with open_store(tmp_path / "data") as store:
        store.articles.keep(before)
        for sentence in words:
            store.notebook.add(before, find(before.text, sentence), label="claim")


async def test_a_changed_article_shows_the_state_of_each_note_and_what_changed(tmp_path: Path) -> None:
    changed_article(tmp_path)
    app = reader(tmp_path, of=parse_article(CHANGED, str(tmp_path / "ferry.md"), format="markdown"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        states = {one.highlight.target.exact[:9]: one.state for one in here.session.placed}
        assert states == {"The islan": states["The islan"], "Fishermen": "orphan", "Ticket pr": "changed"}
        assert states["The islan"] in ("exact", "moved")
        await pilot.press("c")
        await pilot.pause()
        shown = "\n".join(rows(here))
        assert "−12 +15" in shown
        assert shown.index("Not found in this text (1)") < shown.index("Fishermen fear")
        await pilot.press("c", "G", "%")  # words that are gone can be checked, and taken off the check list again
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        await pilot.press("c", "!")
        await until(pilot, lambda: "Not found in this text (1)" in rows(here, "checks"))
        await pilot.press("g", "i")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert "Fishermen fear" in str(app.screen.query_one("Vertical").border_title)
        await pilot.press("escape", "m")
        assert "The article no longer has these words." in told(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Press s to attach the verdict to others." in told(pilot)
        await pilot.press("%", "x")
        await until(pilot, lambda: "Not found in this text (1)" not in rows(here, "checks"))


async def test_a_note_that_fits_several_places_is_attached_to_the_one_chosen(tmp_path: Path) -> None:
    source = str(tmp_path / "ferry.md")
    with open_store(tmp_path / "data") as store:
        store.notebook.import_highlights([Highlight("an imported one", Target(source, "", 0, 0, "Lind"))])
    app = reader(tmp_path, of=parse_article(TEXT, source, format="markdown"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("c", "c", "enter")
        await pilot.pause()
        assert "Press s to choose one" in told(pilot)
        await pilot.press("s")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, ChooseScreen)
        shown = [item.line.plain.strip() for item in chooser.query_one(ItemList).items]
        assert len(shown) == 4 and "this,” Lind said" in shown[1].replace('"', "”") and shown[-1] == "other words"
        await pilot.press("down", "enter")
        await pilot.pause()
        text = here.session.article.text
        assert [(one.state, one.span) for one in here.session.placed] == [("exact", find(text, "Lind", 1))]


async def test_an_orphan_can_be_attached_to_words_by_hand(tmp_path: Path) -> None:
    changed_article(tmp_path)
    app = reader(tmp_path, of=parse_article(CHANGED, str(tmp_path / "ferry.md"), format="markdown"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("c", "c", "G", "s")
        await pilot.pause()
        assert here.view.has_focus and here.key_bar.render().plain.startswith(" m Attach  esc Cancel ")
        assert "go to the note's words" in here.key_bar.render().plain
        await pilot.press("escape")
        assert here.controllers.highlights.placing is None and app.is_running
        await pilot.press("c", "G", "s", "/", *"They did not", "enter")  # finding a place does not cancel
        await pilot.pause()
        assert here.key_bar.render().plain.startswith(" m Attach  esc Cancel ")
        assert "go to the note's words" in here.key_bar.render().plain
        await pilot.press("v", "v")  # nor does selecting
        assert here.controllers.highlights.placing is not None
        await pilot.press("Z")  # any other action does
        assert here.controllers.highlights.placing is None and "Attach" not in here.key_bar.render().plain
        await pilot.press("Z", "Z", "c", "g", "s")  # on a note in its place: which one is asked, the lost one first
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: here.controllers.highlights.placing is not None)
        assert here.controllers.highlights.placing.target.exact.startswith("Fishermen")
        await pilot.press("escape", "c", "G", "s")
        await pilot.click(KeyBar, offset=Offset(12, 0))  # esc Cancel
        await pilot.pause()
        assert here.controllers.highlights.placing is None and app.is_running
        await pilot.press("c", "G", "s")
        here.view.go_to(find(here.session.article.text, "They did not ask us"))
        await pilot.click(KeyBar, offset=Offset(2, 0))  # m Attach
        await pilot.pause()
        assert "They did not ask us" in "\n".join(rows(here)) and "Press ctrl+z to undo." in told(pilot)
        assert not any(one.state == "orphan" for one in here.session.placed)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert any(one.state == "orphan" for one in here.session.placed)


async def test_the_list_of_notes_is_filtered_by_state_label_and_words(tmp_path: Path) -> None:
    changed_article(tmp_path)
    app = reader(tmp_path, of=parse_article(CHANGED, str(tmp_path / "ferry.md"), format="markdown"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("c", "c")
        for words, left in (("orphan", 1), ("changed", 1), ("15", 1), ("12", 1), ("claim", 3), ("nothing", 0)):
            await pilot.press("slash")
            await paste(pilot, words)
            await until(pilot, lambda left=left: here.sidebar.list.found == left)  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: here.sidebar.list.found == 3)


async def test_a_tag_in_a_note_can_be_searched_for(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await paste(pilot, "odd #harbour")
        await pilot.press("escape", "c")
        await pilot.pause()
        assert any(row.rstrip().endswith("#harbour") for row in rows(screen(app)))


async def test_a_draft_is_offered_after_a_restart_and_resumed_from_anywhere(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "Fishermen"))
        await pilot.press("a")
        await paste(pilot, "half a thou")
        await pilot.press("tab", *"one, pay tv", "ctrl+q")
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: "half a thou" in told(pilot))
        here = screen(again)
        await pilot.press("j")
        await until(pilot, lambda: "a continues your unfinished note" in here.key_bar.render().plain)
        await pilot.press("C")
        await until(pilot, lambda: isinstance(again.screen, NotesScreen))
        assert isinstance(again.screen, NotesScreen) and "“half a thou”" in again.screen.empty_message().words
        await pilot.press("q")
        await pilot.press("g", "a")
        await pilot.pause()
        assert isinstance(again.screen, NoteScreen) and not here.controllers.notes.default_status()
        await pilot.press(*"ght", "ctrl+s")
        await pilot.pause()
        (one,) = screen(again).session.placed
        assert (one.highlight.note, one.highlight.tags) == ("half a thought", ("one", "pay-tv"))
        assert one.highlight.target.exact == "Fishermen fear for their nets."
    with open_store(tmp_path / "data") as store:
        assert store.notebook.drafts() == {}


@pytest.mark.parametrize("is_highlighted", [True, False])
async def test_tags_given_before_a_draft_is_continued_are_kept(tmp_path: Path, is_highlighted: bool) -> None:
    ferry = article(str(tmp_path / "ferry.md"))
    span = find(ferry.text, "Fishermen fear for their nets.")
    with open_store(tmp_path / "data") as store:
        store.articles.keep(ferry)
        key = f"new {ferry.digest} {span.start} {span.end}"
        if is_highlighted:
            key = f"note {store.notebook.add(ferry, span).id}"
        store.notebook.keep_draft(key, "half a thought")
    app = reader(tmp_path, of=ferry)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: "half a thought" in told(pilot))
        screen(app).view.go_to(span)
        await pilot.press("t", *"one", "enter")
        await until(pilot, lambda: any(one.highlight.tags for one in screen(app).session.placed))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press("escape")
        await until(pilot, lambda: any(one.highlight.note for one in screen(app).session.placed))
        (one,) = screen(app).session.placed
        assert one.highlight.note == "half a thought" and one.highlight.tags == ("one",)


@pytest.mark.parametrize("start", ["another article", "library"])
async def test_a_draft_on_another_article_is_announced_once(tmp_path: Path, start: str) -> None:
    ferry = article(str(tmp_path / "ferry.md"))
    with open_store(tmp_path / "data") as store:
        store.articles.keep(ferry)
        store.notebook.keep_draft(f"new {ferry.digest} 0 5", "half a thou")
    other = parse_article("Nothing happened.", str(tmp_path / "other.txt"))
    app = reader(tmp_path, of=other) if start != "library" else NewsReader(Settings(), data_dir=str(tmp_path / "data"))
    app.services.analyst = FakeAnalyst(lambda of: Analysis(of.digest, model="test"))  # type: ignore[assignment]
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "half a thou" in told(pilot))
        assert "on “Ferry to run at night” when the program ended" in told(pilot)
        assert app.services.take_unfinished_note() == ""


async def test_a_draft_follows_its_words_into_a_changed_article(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "Ticket prices"))
        await pilot.press("a")
        await paste(pilot, "since when")
        await pilot.press("ctrl+q")
    changed = parse_article(TEXT.replace("Mayor ", "The mayor, "), str(tmp_path / "ferry.md"), format="markdown")
    again = reader(tmp_path, of=changed)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        (one,) = screen(again).session.placed
        assert one.highlight.target.exact == "Ticket prices rise by 12 percent."


async def test_a_draft_of_another_article_is_not_offered(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await paste(pilot, "elsewhere")
        await pilot.press("ctrl+q")
    other = reader(tmp_path, of=parse_article(TEXT.replace("night", "noon"), str(tmp_path / "b.md"), format="markdown"))
    async with other.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert screen(other).controllers.notes.left_behind is None
        assert "elsewhere" not in told(pilot) or "Open the article to continue" in told(pilot)


async def test_a_cancelled_note_changes_nothing_and_leaves_no_draft(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"no", "ctrl+g", "ctrl+g")
        await pilot.pause()
        assert screen(app).session.placed == []
    with open_store(tmp_path / "data") as store:
        assert store.notebook.drafts() == {}


async def test_discarding_a_note_takes_two_presses_with_nothing_typed_between(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", "ctrl+g")
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        await pilot.press("a", *"long thought", "ctrl+g")
        await pilot.pause()
        assert "again discards" in str(app.screen.query_one(".keys", Static).visual)
        await pilot.press("s", "ctrl+g")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "long thoughts"
        await pilot.press("escape")
        await until(pilot, lambda: [one.highlight.note for one in screen(app).session.placed] == ["long thoughts"])
        await pilot.press("a", "ctrl+g")
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        assert [one.highlight.note for one in screen(app).session.placed] == ["long thoughts"]


async def test_text_typed_just_before_saving_leaves_no_draft(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"fast")
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        area.insert("er")
        app.screen.action_keep()
        await pilot.pause()
        assert [one.highlight.note for one in screen(app).session.placed] == ["faster"]
    with open_store(tmp_path / "data") as store:
        assert store.notebook.drafts() == {}


async def test_the_mouse_can_save_a_note(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await paste(pilot, "Clicked")
        await pilot.click(".keys", offset=(3, 0))
        await pilot.pause()
        assert [one.highlight.note for one in screen(app).session.placed] == ["Clicked"]


async def test_a_store_that_cannot_be_written_is_reported_and_the_note_stays_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.store.errors import StoreError
    from tui.store.notebook import Notebook

    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)

        def full(*_: object, **__: object) -> None:
            raise StoreError("The disk is full.")

        await pilot.press("a")
        await paste(pilot, "precious")
        monkeypatch.setattr(Notebook, "add", full)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The disk is full." in told(pilot)
    with open_store(tmp_path / "data") as store:
        assert list(store.notebook.drafts().values()) == ["precious"]
    assert "The disk is full." in (tmp_path / "data" / "state" / "newsreader.log").read_text(encoding="utf-8")


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bool], None]]:
    """Lock the store as another program would, and unlock it."""
    monkeypatch.setattr("tui.store.connection.PATIENCE", 0.05)
    monkeypatch.setattr("tui.store.connection.QUICK_PATIENCE", 0.05)
    monkeypatch.setattr("tui.screens.services.DRAFT_PAUSE", 0.05)
    monkeypatch.setattr("tui.screens.dialogs.note.RETRY", 0.1)
    others: list[sqlite3.Connection] = []

    def lock(on: bool) -> None:
        if on:
            others.append(sqlite3.connect(tmp_path / "data" / "newsreader.db", isolation_level=None))
            others[-1].execute("BEGIN IMMEDIATE")
        else:
            others.pop().close()

    yield lock
    for other in others:
        other.close()


async def test_a_note_that_cannot_be_saved_stays_open_and_is_saved_as_soon_as_it_can(
    tmp_path: Path, locked: Callable[[bool], None]
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m", "a")
        await paste(pilot, "first")
        locked(True)
        await paste(pilot, " more")
        await until(pilot, lambda: "Your text cannot be saved yet" in told(pilot))
        assert told(pilot).count("Your text cannot be saved yet") == 1
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "This was not saved" in told(pilot))
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.query_one(TextArea).text == "first more"
        locked(False)
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        assert [one.highlight.note for one in screen(app).session.placed] == ["first more"]
        assert not app.services.unsaved
    assert app.services.rescue() == ""
    with open_store(tmp_path / "data") as store:
        assert store.notebook.drafts() == {}


async def test_writing_is_not_interrupted_when_the_store_becomes_writable_again(
    tmp_path: Path, locked: Callable[[bool], None]
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"one")
        locked(True)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press(*" two")
        locked(False)
        await until(pilot, lambda: not app.services.unsaved and "keeps trying" not in keys_line(app.screen))
        assert isinstance(app.screen, NoteScreen)
        assert list(screen_store(app).notebook.drafts().values()) == ["one two"]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        assert [one.highlight.note for one in screen(app).session.placed] == ["one two"]


async def test_unsaved_text_is_written_to_a_file_at_the_end(tmp_path: Path, locked: Callable[[bool], None]) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        locked(True)
        await pilot.press("a")
        await paste(pilot, "precious")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.services.unsaved)
        await pilot.press("ctrl+q")
    sentence = app.services.rescue()
    file = Path(sentence.partition("the file ")[2])
    assert file.parent == tmp_path / "data" and file.stat().st_mode & 0o777 == 0o600
    assert "precious" in file.read_text(encoding="utf-8") and "ferry.md" in file.read_text(encoding="utf-8")
    assert app.services.rescue() == "", "it is written once"


def test_if_no_file_can_be_written_the_unsaved_text_itself_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.library.unsaved_texts.write_atomically", Mock(side_effect=OSError("full")))
    texts = UnsavedTexts()
    texts.hold("new", "A note:", "precious")
    assert "precious" in texts.rescue([tmp_path])


async def test_a_note_whose_highlight_was_deleted_meanwhile_is_offered_again(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "Fishermen"))
        await pilot.press("m", "m", "a")
        await paste(pilot, "thought")
        with open_store(tmp_path / "data") as other:
            other.notebook.delete(other.notebook.all()[0].id)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        assert "deleted in another window" in told(pilot) and "Press a" in told(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, NoteScreen) and app.screen.query_one(TextArea).text == "thought"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        (one,) = screen(app).session.placed
        assert one.highlight.note == "thought" and one.highlight.target.exact == "Fishermen fear for their nets."
    with open_store(tmp_path / "data") as store:
        assert store.notebook.drafts() == {}


async def test_the_draft_of_a_highlight_deleted_meanwhile_is_offered_after_a_restart(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).view.go_to(find(screen(app).session.article.text, "Fishermen"))
        await pilot.press("m", "m", "a", *"half", "ctrl+q")
    with open_store(tmp_path / "data") as other:
        other.notebook.delete(other.notebook.all()[0].id)
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: "half" in told(pilot))
        await pilot.press("g", "a")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(again.screen, NoteScreen))
        (one,) = screen(again).session.placed
        assert one.highlight.note == "half" and one.highlight.target.exact == "Fishermen fear for their nets."


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a shell script the reader's editor; the file of the note is its argument."""
    monkeypatch.setattr(NewsReader, "suspend", lambda self: contextlib.nullcontext())

    def make(script: str) -> None:
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(path))

    return make


async def test_an_editor_note_that_cannot_be_saved_opens_in_the_box_and_its_file_is_kept(
    tmp_path: Path, locked: Callable[[bool], None], editor: Callable[[str], None]
) -> None:
    editor('echo "from the editor" > "$1"')
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        locked(True)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert app.screen.query_one(TextArea).text == "from the editor"
        (file,) = (tmp_path / "data" / "editing").glob("*.md")
        assert file.read_text(encoding="utf-8") == "from the editor\n"
        locked(False)
        await until(pilot, lambda: not isinstance(app.screen, NoteScreen))
        assert [one.highlight.note for one in screen(app).session.placed] == ["from the editor"]
        assert not file.exists()


async def test_text_saved_in_an_editor_that_did_not_wait_becomes_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[[str], None]
) -> None:
    monkeypatch.setattr("tui.screens.reading.note_writing.WATCH_INTERVAL", 0.05)
    monkeypatch.setattr("tui.terminal.editor.AT_ONCE", 60)
    editor("exit 0")
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "did not wait for you" in told(pilot))
        (file,) = (tmp_path / "data" / "editing").glob("*.md")
        for text in ("first", "first and second"):
            file.write_text(f"{text}\n", encoding="utf-8")
            await until(pilot, lambda: [one.highlight.note for one in screen(app).session.placed] == [text])  # noqa: B023
    assert not file.exists()


async def test_text_left_in_the_editor_is_offered_after_a_restart(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m")
        (one,) = screen(app).session.placed
    killed = EditorFiles(tmp_path / "data")
    killed.create(f"note {one.highlight.id}", "").write_text("long thought\n", encoding="utf-8")
    killed.close()
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: "long thought" in told(pilot))
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(again.screen, NoteScreen))
        assert [one.highlight.note for one in screen(again).session.placed] == ["long thought"]
    assert list((tmp_path / "data" / "editing").iterdir()) == []


def keys_line(here: Screen[Any]) -> str:
    """The line of keys below a note being written."""
    return str(here.query_one(".keys", Static).render())


def screen_store(app: NewsReader) -> Store:
    """The store that the program has open."""
    assert app.services.store is not None
    return app.services.store


def difference_rows(old: str, new: str, width: int, lines: int = 9) -> list[str]:
    """The difference as lines."""
    from tui.widgets.lists.notes_list import difference

    return [line.plain for line in difference(old, new, width, lines)]


def test_changes_are_shown_by_signs_and_not_only_by_colours() -> None:
    assert difference_rows("It rises by 12 percent.", "It rises by 15 percent.", 40) == ["It rises by −12 +15 percent."]
    wrote, wrote_to_them = "“I wrote eleven letters,” said Nadia.", "“I wrote eleven letters to them,” said Nadia."
    assert difference_rows(wrote, wrote_to_them, 60) == ["“I wrote eleven letters +to them,” said Nadia."]
    assert difference_rows(wrote_to_them, wrote, 60) == ["“I wrote eleven letters −to them,” said Nadia."]


def test_a_change_reads_as_one_text_even_where_it_takes_several_lines() -> None:
    old, new = "She said that we could have survived dry.", "She said, “we could have survived dry.”"
    rows = difference_rows(old, new, 24)
    assert all(len(row) <= 24 for row in rows)
    assert " ".join(" ".join(rows).split()) == "She said −that +, “we could have survived dry.+”"


def test_words_far_from_a_change_are_left_out_and_a_long_change_is_cut() -> None:
    words = [f"stays{n}" for n in range(30)]
    now = [*words[:10], "new", *words[11:20], "newer", *words[21:]]
    shown = " ".join(difference_rows(" ".join(words), " ".join(now), 200))
    assert shown.startswith("…stays") and shown.endswith(" …") and shown.count("…") == 3
    assert "stays9 −stays10 +new stays11" in shown and "stays5" not in shown and "stays15" not in shown
    assert [row[-1] for row in difference_rows("Boats.", " ".join(words), 20, lines=2)][1] == "…"


async def test_a_note_written_in_the_list_of_quotations_is_on_the_words_of_the_row(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "tab", "j", "a", *"Why", "ctrl+s")
        await pilot.pause()
        (one,) = here.session.placed
        assert "They did not ask us" in one.highlight.target.exact
        assert one.highlight.note == "Why"


async def test_the_export_replaces_its_own_block_and_leaves_the_rest_of_the_file(tmp_path: Path) -> None:
    app = reader(tmp_path)
    mine = tmp_path / "mine.md"
    mine.write_text("# My own words\n", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m")
        for _ in range(2):
            screen(app).controllers.output.export_to(mine)
    written = mine.read_text(encoding="utf-8")
    assert written.startswith("# My own words\n") and written.count("newsreader:begin") == 1


async def test_an_export_is_never_written_over_the_article_or_to_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text("mine", encoding="utf-8")
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "m")
        for key, name, problem in (
            ("E", "ferry.md", "This file is an article"),
            ("E", "a.pdf", "must end in .csv, .md or .json"),
            ("E", "gone/a.md", "There is no folder"),
            ("H", "a.pdf", "must end in .html or .htm"),
        ):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, lambda: app.screen.query_one(".problem").display)
            assert problem in str(app.screen.query_one(".problem", Static).content)
            await pilot.press("escape")
    assert (tmp_path / "ferry.md").read_text(encoding="utf-8") == "mine"


async def test_the_export_in_a_list_has_the_rows_of_that_list(tmp_path: Path) -> None:
    app = reader(tmp_path)
    columns = {
        "exclamation_mark": ("checks", "source,kind,who,verdict"),
        "w": ("quotes", "speaker,unsure,kind,cue,words,attitude,start,end"),
        "p": ("people", "name,kind,mentions,unsure,aliases,roles,start,end"),
        "dollar_sign": ("sources", "source,named,possible,unsure,statements,words,share,role,start,end"),
        "number_sign": ("figures", "figure,kind,days,speaker,unsure,sentence,start,end"),
        "at": ("timeline", "date,unsure,words,sentence,why,start,end"),
        "L": ("outline", "words,start,end"),
    }
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key, (name, header) in columns.items():
            await pilot.press(key, key, "E")
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
            target = tmp_path / f"{name}.csv"
            app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            await until(pilot, target.exists)
            first, *lines = target.read_text(encoding="utf-8").splitlines()
            assert first.startswith(header) and len(lines) >= screen(app).sidebar.list.found > 0
        quotes = (tmp_path / "quotes.csv").read_text(encoding="utf-8").splitlines()
        assert any(line.startswith("Odd Berg,yes,direct") for line in quotes)
    header, *rows = (tmp_path / "checks.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("source,kind,who,verdict") and any(",quotation," in row for row in rows)
