"""What the footer of the reading screen says, when it says so, and when it stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import Vertical
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tests.reader import find, paste, reader, ready, screen, until
from tui.actions.footers import FOOTERS
from tui.actions.sidebar_lists import SIDEBAR_LISTS
from tui.config.settings import DEFAULT_LABELS, Label, Settings
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.box import BoxScreen
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.services import Services
from tui.widgets.bars.corner_message import CornerMessage
from tui.widgets.bars.key_bar import LEAVING, fitting
from tui.widgets.lists.item_list import ItemList

SIZE = (120, 24)


def bar(here: ReadingScreen) -> str:
    """The current text of the footer."""
    return here.key_bar.render().plain


async def at(pilot: Pilot[None], words: str) -> None:
    """Move the caret to these words."""
    here = screen(pilot.app)  # type: ignore[arg-type]  # tests run no other program
    here.view.go_to(find(here.session.article.text, words))
    await pilot.pause()


async def test_a_message_about_a_sentence_disappears_when_the_caret_leaves_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await at(pilot, "Fishermen fear")
        await pilot.press("m", "2")
        await pilot.pause()
        assert "marked: quote" in here.status.words
        await pilot.press("ctrl+right")
        await pilot.pause()
        assert "marked: quote" in here.status.words, "it is the same sentence"
        await pilot.press("right_parenthesis")
        await pilot.pause()
        assert "marked" not in here.status.words


async def test_a_message_is_in_the_corner_and_leaves_the_footer_its_keys(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await at(pilot, "Fishermen fear")
        before = bar(here)
        await pilot.press("m", "2")
        await pilot.pause()
        message = here.query_one(CornerMessage)
        assert bar(here) == before and "marked: quote" in message.render().plain
        assert message.region.right == 80 and message.region.bottom == here.key_bar.region.y
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert message.region.right == 60 and message.region.bottom == here.key_bar.region.y
        await pilot.click(message)
        await until(pilot, lambda: not here.session.placed)
        assert not message.display


async def test_a_message_goes_by_itself_and_a_place_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await at(pilot, "Fishermen fear")
        await pilot.press("m", "2")
        assert here.status.words == "marked: quote · ctrl+z Undo"
        await pilot.click(here.view, offset=(20, 2))
        assert here.status.words == ""
        monkeypatch.setattr("tui.screens.reading.status.seconds_shown", lambda words: 0.01)
        await pilot.press("1")
        await until(pilot, lambda: here.status.words == "")
        await pilot.press("right_square_bracket")
        await pilot.pause(0.05)
        assert here.status.words == "ferry 1/2"
        await pilot.resize_terminal(60, 16)  # where there is little room for keys, it goes, too
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: here.status.words == "")


async def test_a_message_says_that_a_written_note_is_saved(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("m", "2", "a", *"Why", "ctrl+s")
        await pilot.pause()
        assert "note saved" in screen(app).status.words


async def test_m_marks_at_once_and_offers_the_configured_labels_by_letter_and_number(tmp_path: Path) -> None:
    app = reader(tmp_path)
    app.services.labels = [*DEFAULT_LABELS[:2], Label("rumour", "red", "R")]
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)

        def labels() -> list[str]:
            return [one.highlight.label for one in here.session.placed]

        await at(pilot, "Fishermen fear")
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        assert [item.line.plain.split() for item in app.screen.query_one(ItemList).items] == [
            ["c", "!", "claim", "or", "m"],
            ["u", "“", "quote"],
            ["r", "R", "rumour"],
        ]
        await pilot.press("escape")
        assert labels() == []
        await pilot.press("m", "r")
        await pilot.pause()
        assert labels() == ["rumour"] and "marked: rumour" in here.status.words
        await pilot.press("right_parenthesis", "m", "m")
        await pilot.pause()
        assert labels() == ["rumour", "rumour"], "pressing m again applies the label used last"
        await pilot.press("m", "2")
        await pilot.pause()
        assert labels() == ["rumour", "quote"]


async def test_the_page_stays_visible_behind_a_box(tmp_path: Path) -> None:
    app = reader(tmp_path, page_under_boxes=True)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key, leave in (("m", "escape"), ("a", "ctrl+g"), ("f", "escape"), ("question_mark", "escape")):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.is_modal and app.screen.styles.background.a < 1, key
            await pilot.press(leave)


async def test_the_footer_counts_stops_only_until_stepping_ends(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "right_square_bracket")
        await pilot.pause()
        assert "quote 1/2" in bar(here)
        stops = here.controllers.stops
        both = stops.spans
        stops.set_stops("quote", both[:1])
        assert "quote 1/1" in bar(here), "the other was corrected: it is no quotation"
        stops.set_stops("quote", both)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "quote 1/2 · again from the first" in bar(here) and not app._notifications
        await pilot.press("G")
        await pilot.pause()
        assert "quote" not in bar(here)


async def test_when_all_topics_are_off_the_brackets_step_through_the_list_again(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "1", "1", "2", "2", "right_square_bracket")
        await pilot.pause()
        assert not here.session.active_topics
        assert "quote 1/2" in bar(here)


async def test_a_list_that_is_shown_says_how_to_enter_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w")
        await pilot.pause()
        assert "tab or w enters the list" in here.status.words and here.view.has_focus
        await pilot.press("w")
        await pilot.pause()
        assert here.sidebar.list.has_focus and "tab Text" in bar(here)
        await pilot.press("tab")
        await pilot.pause()
        assert here.view.has_focus and "tab List" in bar(here)


async def test_the_footer_shows_the_keys_of_the_current_list(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p")
        for _ in SIDEBAR_LISTS:
            kind = SIDEBAR_LISTS[here.sidebar.name_shown].row_kind
            assert ("M Merge" in bar(here)) == (kind == "entity"), kind
            assert ("x Delete" in bar(here)) == (kind == "note"), kind
            assert "% Check" in bar(here), kind
            await pilot.press("l")
            await pilot.pause()
        assert "M Merge" in bar(here), "the first list again"


async def test_during_selection_the_footer_shows_its_keys(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("v")
        await pilot.pause()
        assert all(words in bar(here) for words in ("w Word", "o Other end", "m Mark", "esc Clear"))
        await pilot.press("escape")
        await pilot.pause()
        assert "o Other end" not in bar(here) and "w Said" in bar(here)


async def test_at_80_columns_the_footer_has_the_keys_that_a_newcomer_learns_first(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        words = bar(screen(app))
        for key in ("space Page", "p Who", "w Said", "/ Find", "m Mark", "a Note", "q Quit", "? Help"):
            assert key in words, key


async def test_the_footer_says_that_an_article_is_folded_for_as_long_as_it_is(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "ampersand", "right_parenthesis")
        await pilot.pause()
        assert "only passages · & shows all" in bar(here)
        await pilot.press("escape")
        await pilot.pause()
        assert "only passages" not in bar(here) and not here.session.state["folded"]


async def test_the_strip_marks_the_reading_position(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("w", "g")
        await pilot.pause()
        strip = here.sidebar.query_one(".strip")
        assert strip.render().plain.startswith("◆")
        await pilot.press("G")
        await pilot.pause()
        assert strip.render().plain.endswith("◆") and strip.render().plain.count("◆") == 1


async def test_the_footer_shows_how_far_the_article_has_been_read(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 12)) as pilot:
        await ready(pilot)
        here = screen(app)
        seen = set()
        for key in ("space", "b", "G", "g"):
            await pilot.press(key)
            await pilot.pause()
            assert f"{here.view.progress:.0%}" in bar(here)
            seen.add(here.view.progress)
        assert len(seen) > 2
        await pilot.resize_terminal(80, 60)
        await pilot.pause()
        assert "100%" in bar(here)
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert " 0%" in bar(here)


async def test_the_headline_moves_to_the_top_bar_once_it_has_left_the_screen(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 12)) as pilot:
        await ready(pilot)
        here = screen(app)
        assert "Ferry to run" not in here.topic_bar.render().plain
        await pilot.press("G")
        await pilot.pause()
        assert "Ferry to run" in here.topic_bar.render().plain
        await pilot.press("g")
        await pilot.pause()
        assert "Ferry to run" not in here.topic_bar.render().plain


async def test_notifications_replace_the_footer_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Stock Textual cannot remove one notification and leave another.
    monkeypatch.setattr("tui.terminal.notices.STOCK", False)
    app = reader(tmp_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("9")
        await pilot.pause()
        await pilot.press("8")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["There is no topic 8. Press f to choose topics."]
        await pilot.pause()
        (toast,) = here.query(Toast)
        assert toast.region.bottom == here.key_bar.region.y and toast.region.right == here.key_bar.region.right
        here.status.notify("Something is wrong.", warning=True)
        here.status.notify("Something was done.")
        here.status.notify("Something else was done.")
        await pilot.pause()
        assert [note.severity for note in app._notifications] == ["warning", "information"]


async def test_a_new_message_replaces_the_notification(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("9")
        await pilot.pause()
        assert len(screen(app).query(Toast)) == 1
        await pilot.press("m", "m")
        await pilot.pause()
        await pilot.pause()
        assert not screen(app).query(Toast) and "marked: claim" in screen(app).status.words


async def test_stepping_from_a_match_shows_the_position_in_the_list(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.press("enter", "w", "right_square_bracket")
        await pilot.pause()
        assert "quote 1/2" in bar(screen(app))


async def test_escape_asks_before_it_quits_and_a_habitual_double_press_does_not_quit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("tui.actions.second_press.monotonic", lambda: now[0])
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for later in (0.0, 0.2, 0.3, 9.0):  # twice by habit, held down, and again long after the question
            now[0] += later
            await pilot.press("escape")
            await pilot.pause()
            assert app.is_running
            assert any("Press esc again to quit" in str(note.message) for note in app._notifications)
        now[0] += 1.0
        await pilot.press("escape")
        await pilot.pause()
        assert not app.is_running


async def test_another_key_between_two_escapes_withdraws_the_question_and_a_new_notice_stays_for_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("tui.actions.second_press.monotonic", lambda: now[0])
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key in ("escape", "j", "escape"):
            now[0] += 1.0
            await pilot.press(key)
            await pilot.pause()
            assert app.is_running and bool(app._notifications) is (key == "escape")
        screen(app).status.notify("The warning of this screen.", warning=True)
        await pilot.press("j")
        await pilot.pause()
        assert any("this screen" in note.message for note in app._notifications), "the message has only just appeared"
        await pilot.press("B")
        await pilot.pause()
        assert not app._notifications


async def test_escape_leaves_a_list_without_a_question(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("w", "w", "escape")
        await pilot.pause()
        assert screen(app).view.has_focus and not app._notifications


async def test_folding_during_the_analysis_says_that_it_is_not_finished(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.session.raw_analysis = here.session.analysis = None
        here.status.progress = "Reading the article…"
        here.session.active_topics = ["ferry"]
        await pilot.press("ampersand")
        await pilot.pause()
        (said,) = [note.message for note in app._notifications]
        assert "still being searched for ferry" in said and "no passage" not in said


async def test_a_topic_removed_from_the_bar_stays_out(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("2", "X")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        await paste(pilot, "ferry")
        await pilot.press("enter")
        await pilot.pause()
        here = screen(app)
        assert [topic.name for topic in here.session.topics] == ["money"]
        assert "ferry" not in here.topic_bar.render().plain
        assert any("Press f to bring it back" in str(note.message) for note in app._notifications)
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert [topic.name for topic in screen(again).session.topics] == ["money"]


async def test_the_next_key_clears_a_status_message(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("minus")
        assert "lines of 68 columns" in here.status.words
        await pilot.press("j")
        await pilot.pause()
        assert "lines of" not in here.status.words


async def test_clicking_a_count_in_the_footer_leads_to_the_next_stop(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.click(here.key_bar, offset=Offset(bar(here).index("match 1/2"), 0))
        await pilot.pause()
        assert "match 2/2" in bar(here)
        await pilot.press("escape", "w", "right_square_bracket")
        await pilot.pause()
        await pilot.click(here.key_bar, offset=Offset(bar(here).index("quote 1/2"), 0))
        await pilot.pause()
        assert "quote 2/2" in bar(here)


@pytest.mark.parametrize("room", [74, 54, 40])
def test_every_footer_says_how_to_leave(room: int) -> None:
    services = Services(Settings())
    hints = {name: services.hints(*name.split()) for name in FOOTERS if name != "article selecting"}
    for name, keys in hints.items():
        shown = fitting(keys, room)
        assert LEAVING & {hint.id for hint in shown}, name
        assert (shown[0], shown[-1].id) == (keys[0], "help")
        assert sum(len(f" {hint.key} {hint.title} ") for hint in shown) <= room
    if room == 74:  # of 80 columns, without the position
        assert {"all_names", "all_quotes", "all_notes"} <= {hint.id for hint in fitting(hints["library"], room)}


async def test_a_click_outside_a_box_closes_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for keys, within in (("?", "Input"), ("f", "Input"), ("O", "Input"), ("wwi", ".keys")):
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, BoxScreen), keys
            await pilot.click(within)
            await pilot.pause()
            assert isinstance(app.screen, BoxScreen), f"{keys}: a click in it does not"
            await pilot.click(offset=Offset(1, 1))
            await pilot.pause()
            assert isinstance(app.screen, ReadingScreen), keys


async def test_a_click_outside_a_box_never_loses_typed_words(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("t", *"fishing")
        await pilot.click(offset=Offset(1, 1))
        await pilot.pause()
        box = app.screen
        assert isinstance(box, AskScreen) and "esc discards" in str(box.query_one(Vertical).border_subtitle)
        await pilot.press("enter")
        await until(pilot, lambda: [one.highlight.tags for one in here.session.placed] == [("fishing",)])
        await pilot.press(*"ww", "s", "s", *"Nobody")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.click(offset=Offset(1, 1))
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)


async def test_while_typing_the_footer_shows_the_keys_that_work_then(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.pause()
        assert "Go here" in bar(here) and "Mark" not in bar(here)
        await pilot.click(here.key_bar, offset=Offset(bar(here).index("Next"), 0))
        await pilot.pause()
        assert here.view.caret == find(here.session.article.text, "council", 1).start
        await pilot.click(here.key_bar, offset=Offset(bar(here).index("Go here"), 0))
        await pilot.pause()
        assert here.view.has_focus and "match 2/2" in bar(here) and "Mark" in bar(here)
        await pilot.press("w", "w", "slash", *"berg")
        await pilot.pause()
        assert "To the rows" in bar(here)
        await pilot.click(here.key_bar, offset=Offset(bar(here).index("rows"), 0))
        await pilot.pause()
        assert here.sidebar.list.has_focus and here.sidebar.list.found == 1


async def test_ctrl_c_without_a_selection_names_the_key_that_quits(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["Nothing is selected to copy. Press Q to quit."]


async def test_messages_name_the_keys_from_the_settings(tmp_path: Path) -> None:
    own = {"choose_topics": "f6", "show_quotes": "", "undo": "f7", "find_next": "f8", "mark": "f9"}
    app = reader(tmp_path, settings=Settings(keys=own))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("9")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["There is no topic 9. Press F6 to choose topics."]
        await pilot.press("slash")
        await paste(pilot, "council")
        await pilot.press("enter", "G")
        await pilot.pause()
        assert "2 matches · F8 next" in bar(here)
        await pilot.press("f9", "f9", "x")
        await until(pilot, lambda: app.screen.query(Toast))
        (deleted,) = app.screen.query(Toast)
        assert deleted.render().plain == "Deleted. Press F7 to undo." and not here.session.placed
        await pilot.click(Toast, offset=(deleted.size.width - 4, 0))  # on “undo”
        await until(pilot, lambda: here.session.placed and not app.screen.query(Toast))
        here.status.notify_with("$a [/] [b]Berg\\", "to undo", "undo")
        await until(pilot, lambda: app.screen.query(Toast))
        assert app.screen.query_one(Toast).render().plain == "$a [/] [b]Berg\\ Press F7 to undo.", "no markup"
        here.action_show_list("quotes")
        assert "enters" not in here.status.words, "a list without a key names none"
