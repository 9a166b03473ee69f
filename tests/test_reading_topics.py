"""Topics on the reading screen: switched, folded by, chosen, created, and remembered from article to article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Input

from tests.reader import TEXT, find, marks, paste, reader, ready, screen, until
from tui.config.remembered import Remembered
from tui.config.remembered_bar import RememberedBar
from tui.formats.loading import parse_article
from tui.library.known_topics import own_file
from tui.library.session import Session
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.menu import MenuScreen
from tui.screens.reading.screen import ReadingScreen
from tui.text.analysis import TopicPassages
from tui.text.topic import Topic
from tui.text.topics_file import read_topics
from tui.widgets.bars.topic_bar import TopicState, pieces
from tui.widgets.lists.item import Item
from tui.widgets.lists.item_list import ItemList

SIZE = (120, 24)


def shown(here: ReadingScreen, rows: int = 36) -> str:
    """The words in the pane."""
    return "\n".join(here.view.render_line(y).text for y in range(rows))


async def test_headings_stay_visible_when_everything_else_is_folded(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "&")
        await pilot.pause()
        words = shown(here)
        assert "Ferry to run at night" in words and "What comes next" in words
        assert "would sail from May" in words and "ten years" not in words
        assert "Ticket prices" not in words


async def test_a_fold_opens_by_enter_and_by_the_mouse(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "&")
        await pilot.pause()
        lines = shown(here).split("\n")
        fold = next(y for y, line in enumerate(lines) if "2 paragraphs" in line)
        await pilot.click(here.view, offset=(lines[fold].index("2 par") + 2, fold))
        await pilot.pause()
        assert "ten years" in shown(here)
        here.view.go_to(find(here.session.article.text, "What comes next"))
        await pilot.press("enter")
        await pilot.pause()
        assert "Ticket prices" in shown(here)


async def test_folding_moves_the_caret_to_visible_words(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("2")
        here.view.go_to(find(here.session.article.text, "We have waited"))
        await pilot.press("&")
        await pilot.pause()
        assert any(span.covers(here.view.caret) for span in here.session.active_passages())


async def test_switching_on_another_topic_refolds_and_switching_off_the_last_one_unfolds(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "&", "2")
        await pilot.pause()
        assert "Ticket prices" in shown(here)
        await pilot.press("1", "2")
        await pilot.pause()
        assert "ten years" in shown(here)


async def test_folding_without_a_topic_says_what_to_do(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("&")
        await pilot.pause()
        assert any("Switch on a topic first" in note.message for note in app._notifications)


async def test_passages_of_several_topics_are_shown_together(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "2")
        assert {mark.style for mark in marks(here, "passage")} == {"article--passage-1", "article--passage-2"}
        assert len({mark.sign for mark in marks(here, "passage")}) == 2
        assert here.view._layers["passage"].styles == ["article--passage-1", "article--passage-2"]
        here.session.set_passages([TopicPassages("ferry", ())])
        here.controllers.painting.paint_topics()
        assert here.view._layers["passage"].styles == ["article--passage-2"], (
            "no lane in the margin for a topic without"
        )


async def test_unfolding_shows_the_earlier_page_unless_the_reader_has_moved(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(80, 10)) as pilot:
        await ready(pilot)
        view = screen(app).view
        await pilot.press("2", "j", "j")
        before = view.position
        await pilot.press("ampersand")
        await pilot.pause()
        assert view.position != before
        await pilot.press("escape")
        await pilot.pause()
        assert view.position == before
        await pilot.press("ampersand", "G")
        await pilot.pause()
        caret = view.caret
        await pilot.press("escape")
        await pilot.pause()
        assert view.caret == caret


async def test_the_bar_gives_room_to_the_topics_of_the_article_first(tmp_path: Path) -> None:
    topics = [
        TopicState("migration", True, 5),
        TopicState("fentanyl", False, 4),
        TopicState("APEC", False, 3),
        TopicState("ferry services at night", True, 0),
    ]
    app = reader(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        top = screen(app).topic_bar
        top.show_head("Old partners, new bumps in the road")
        top.show(topics)
        shown = top.render()
        assert all(words in shown.plain for words in ("● migration 5", "fentanyl 4", "APEC 3", "● ferry"))
        assert "Old" not in shown.plain and "f +" in shown.plain
        ferry, migration = (shown.plain.index(name) for name in ("ferry", "migration"))
        tinted = [span for span in shown.spans if " on $topic" in str(span.style)]
        assert any(span.start <= migration < span.end for span in tinted)
        assert not any(span.start <= ferry < span.end for span in tinted), "the topic has no passage in this article"
        top.show(topics[:2])
        assert "Old partners, new bumps in the road" in top.render().plain
        top.show(topics[:2], [("trade", 3)])
        assert "also here: trade 3" in top.render().plain
        await pilot.resize_terminal(60, 24)
        top.show([*topics, TopicState("trade", True, 1)])
        assert "5▎● trade 1" in top.render().plain and top.render().plain.rstrip().endswith("f +")
        await pilot.resize_terminal(40, 24)
        top.show(topics + topics)
        assert top.render().plain.rstrip().endswith("f +")


def test_the_number_of_a_topic_without_a_name_is_not_read_as_a_count() -> None:
    topics = [TopicState("migration", True, 1), TopicState("fentanyl", False, 0), TopicState("APEC", False, 0)]
    bars = {
        "".join(piece.content.plain for piece in pieces(topics, [("elections", 2), ("trade", 1)], room, key="f"))
        for room in range(20, 90)
    }
    assert any("2▎fentanyl 3▎" in bar for bar in bars) and not any(bar.rstrip().endswith("fentanyl 3") for bar in bars)


async def test_a_click_on_the_bar_switches_a_topic(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.click(here.topic_bar, offset=(here.topic_bar.render().plain.index("money"), 0))
        await pilot.pause()
        assert here.session.active_topics == ["money"]


async def test_active_topics_stay_on_in_the_next_article(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("2")
    other = parse_article(TEXT.replace("Monday", "Tuesday"), str(tmp_path / "other.md"), format="markdown")
    again = reader(tmp_path, of=other)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert screen(again).session.active_topics == ["money"]
        assert marks(screen(again), "passage")
        await pilot.press("2")
    third = reader(tmp_path)
    async with third.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert screen(third).session.active_topics == [], "the latest choice counts, whichever article it was made in"


async def test_a_topic_added_to_the_bar_is_there_in_the_next_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("f")
        await paste(pilot, "fishing")
        await pilot.press("enter")
        await until(
            pilot, lambda: [topic.name for topic in screen(app).session.topics] == ["ferry", "money", "fishing"]
        )
    other = parse_article(TEXT.replace("Monday", "Tuesday"), str(tmp_path / "other.md"), format="markdown")
    again = reader(tmp_path, of=other)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert [topic.name for topic in screen(again).session.topics] == ["ferry", "money", "fishing"]
        assert screen(again).session.active_topics == ["fishing"]
        assert "3" in screen(again).topic_bar.render().plain


async def test_an_article_that_was_covered_has_the_bar_that_was_changed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1")
        other = parse_article(TEXT.replace("Monday", "Tuesday"), str(tmp_path / "other.md"), format="markdown")
        over = ReadingScreen(here.services, Session(other, here.services.store, list(here.services.topics)))
        app.push_screen(over)
        await until(pilot, lambda: app.screen is over and over.session.active_topics == ["ferry"])
        await pilot.press("1", "2", "f")
        await paste(pilot, "fishing")
        await pilot.press("enter")
        await until(pilot, lambda: "fishing" in over.session.active_topics)
        app.pop_screen()
        await until(pilot, lambda: [topic.name for topic in here.session.topics] == ["ferry", "money", "fishing"])
        assert here.session.active_topics == ["money", "fishing"]
        bar = here.topic_bar.render().plain
        assert "3" in bar and "fishing" in bar
        await until(pilot, lambda: here.session.passages("fishing") is not None)


async def test_changed_topics_in_the_settings_override_remembered_ones(tmp_path: Path) -> None:
    Remembered(tmp_path / "data").keep(bar=["money"], bar_of=["weather", "money"], lit=["weather"])
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert [topic.name for topic in screen(app).session.topics] == ["ferry", "money"]
        assert screen(app).session.active_topics == []


def test_a_topic_created_and_removed_stays_away_in_every_window_whatever_is_added_and_switched(tmp_path: Path) -> None:
    def start() -> RememberedBar:
        return RememberedBar(Remembered(tmp_path))

    defaults = ["ferry", "money"]
    first, second = start(), start()
    first.switch("money", on=True)
    first.add("leaders")
    first.remove("leaders")
    defaults = [*defaults, "leaders"]  # a new topic is on by default from the next start on
    assert (start().names(defaults), start().on) == (["ferry", "money"], ["money"])
    second.add("trade")
    second.switch("trade", on=True)
    second.remove("ferry")
    assert (start().names(defaults), start().on) == (["money", "trade"], ["money", "trade"])
    first.add("ferry")
    second.switch("money", on=False)
    assert (start().names(defaults), start().on) == (["money", "trade", "ferry"], ["trade"])
    first.add("leaders")
    assert start().names(defaults) == ["money", "trade", "ferry", "leaders"]


async def test_a_removed_topic_of_ones_own_is_gone_after_a_restart_and_the_others_stay_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("2", "f", *"leaders", "enter")
        await until(pilot, lambda: len(screen(app).session.topics) == 3)
        assert any("New topic “leaders”. To delete it, " in str(note.message) for note in app._notifications)
        screen(app).controllers.topics.choose_removed()
        await pilot.pause()
        await pilot.press(*"leaders", "enter")
        await until(pilot, lambda: len(screen(app).session.topics) == 2)
    again = reader(tmp_path)
    again.services.topics.append(Topic("leaders", terms=("leaders",), on=True))  # as in the reader's own file
    again.services.topics_at_start.append("leaders")
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert [topic.name for topic in screen(again).session.topics] == ["ferry", "money"]
        assert screen(again).session.active_topics == ["money"]


async def test_a_topic_of_ones_own_can_be_deleted_by_its_menu_and_by_the_palette_s_action(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        for name in ("leaders", "boats"):
            await pilot.press("f", *name, "enter")
            await until(pilot, lambda name=name: here.session.topics[-1].name == name)  # type: ignore[misc]
        assert {"leaders", "boats"} < {topic.name for topic in here.session.other_topics}
        here.controllers.topics.clicked(3, Offset(5, 5))
        await pilot.pause()
        await pilot.press("d", "n")
        assert [topic.name for topic in read_topics(own_file())] == ["leaders", "boats"]
        here.controllers.topics.clicked(3, Offset(5, 5))
        await pilot.pause()
        await pilot.press("d", "y")
        assert [topic.name for topic in read_topics(own_file())] == ["boats"]
        assert [topic.name for topic in here.session.topics] == ["ferry", "money", "boats"]
        here.controllers.topics.choose_deleted()
        await pilot.pause()
        assert [item.key for item in app.screen.query_one(ItemList).items] == ["boats"]
        await pilot.press("enter", "y")
        assert read_topics(own_file()) == []
        assert not {"leaders", "boats"} & {topic.name for topic in here.session.other_topics}, "they are not offered"
        assert [topic.name for topic in here.session.topics] == ["ferry", "money"]
        await pilot.press("ctrl+z")
        assert [topic.name for topic in read_topics(own_file())] == ["boats"]
        assert here.session.active_topics[-1:] == ["boats"]
        await pilot.press("f", *"piers", "enter")
        await until(pilot, lambda: here.session.topics[-1].name == "piers")
        await pilot.press("ctrl+z")
        assert [topic.name for topic in read_topics(own_file())] == ["boats"]
        assert [topic.name for topic in here.session.topics] == ["ferry", "money", "boats"]
        await pilot.press("f", *"piers", "enter")
        await until(pilot, lambda: here.session.topics[-1].name == "piers")
        await pilot.press("m", "m")
        await until(pilot, lambda: here.session.placed)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not here.session.placed)
        assert len(read_topics(own_file())) == 2, "the highlight was the last change"
        here.controllers.topics.clicked(1, Offset(5, 5))  # one that came from elsewhere
        await pilot.pause()
        await pilot.press("d")
        assert isinstance(app.screen, MenuScreen)


async def test_choosing_a_topic_that_is_in_the_bar_switches_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("f", *"ferr", "enter")
        await pilot.pause()
        assert here.session.active_topics == ["ferry"]
        await pilot.press("f", *"ferr", "enter")
        await pilot.pause()
        assert here.session.active_topics == []


async def test_on_a_small_screen_each_topic_takes_one_line_with_its_digit(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(60, 16)) as pilot:
        await ready(pilot)
        await pilot.press("2", "f")
        await pilot.pause()
        rows = app.screen.query_one(ItemList)
        assert {row.line.plain[:2] for row in rows.items} >= {"1 ", "2●"}
        assert rows.top_of(rows.count) == rows.count
        keys = app.screen.query_one(".keys").region
        assert keys.bottom < 16 and keys.height == 1


async def test_a_topic_whose_name_matches_comes_before_one_whose_terms_match(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen(app).session.topics.insert(0, Topic("shipping", terms=("money order",)))
        await pilot.press("f")
        await paste(pilot, "money")
        await pilot.press("enter")
        await pilot.pause()
        assert screen(app).session.active_topics == ["money"]


async def test_a_new_topic_comes_before_one_with_the_typed_words_among_its_hidden_terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        terms = ("a term so long that the row has no room for the next one, whatever it is", "wall")
        screen(app).session.topics.insert(0, Topic("shipping", terms=terms))
        await pilot.press("f", *"wall", "enter")
        await pilot.pause()
        assert screen(app).session.active_topics == ["wall"]


async def test_a_selection_becomes_a_topic_under_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.select(find(here.session.article.text, "northern shore"))
        await pilot.press("F", "end")
        await paste(pilot, " waters")
        await pilot.press("enter")
        await until(pilot, lambda: len(marks(here, "passage")) == 1)
        assert here.session.topics[-1].name == "northern shore waters"
        assert here.session.topics[-1].terms == ("northern shore",)
        assert " ms" in here.status.words
        store = app.services.store
        assert store is not None
        await until(pilot, lambda: ("northern shore waters", 1) in store.articles.topics())  # the library finds it, too


async def test_a_sentence_removed_from_a_topic_is_restored_by_undo(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("1", "right_square_bracket", "right_square_bracket")
        assert "ferry 2/2" in here.key_bar.render().plain
        await pilot.press("left_square_bracket", "x")
        await pilot.pause()
        assert "/2" not in here.key_bar.render().plain and len(here.controllers.stops.spans) == 1
        left = len(here.session.passages("ferry").passages)
        assert left == 1 and "ferry 1" in here.topic_bar.render().plain
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(here.session.passages("ferry").passages) == 2


async def test_an_article_left_folded_is_folded_again_after_a_new_analysis(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("1", "&", "j")
    changed = parse_article(TEXT.replace("Monday", "Tuesday"), str(tmp_path / "ferry.md"), format="markdown")
    again = reader(tmp_path, of=changed)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert again.services.analyst.asked and "ten years" not in shown(screen(again))


async def test_the_bar_offers_other_topics_that_occur_and_f_lists_the_most_frequent_first(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        here = screen(app)
        here.session.other_topics = [Topic("night", terms=("night",)), Topic("war", terms=("warfare",))]
        here.analyze()
        await until(pilot, lambda: "also here: night " in here.topic_bar.render().plain)
        assert "war" not in here.topic_bar.render().plain
        await pilot.press("f")
        await pilot.pause()
        counts = [int(row.line.plain.split()[2]) for row in app.screen.query_one(ItemList).items[:2]]
        assert counts == sorted(counts, reverse=True)
        await pilot.press("escape")
        bar = here.topic_bar.render().plain
        await pilot.click(here.topic_bar, offset=(bar.index("also"), 0))
        await until(pilot, lambda: here.session.active_topics == ["night"])
        assert "3▎● night " in here.topic_bar.render().plain, "a click on its name is enough"
        await pilot.click(here.topic_bar, offset=(here.topic_bar.render().plain.index("f +"), 0))
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))

        def first_row() -> str:
            return str(app.screen.query_one(ItemList).items[0].line.plain)

        await paste(pilot, "nigh")
        await pilot.pause()
        assert "night" in first_row() and "switch off" in first_row(), "the row says what enter does"
        app.screen.query_one(Input).value = "igh"
        await pilot.pause()
        assert "A new topic: igh" in first_row(), "a topic that only contains it is not meant"


def test_a_topic_with_a_word_that_begins_as_typed_comes_before_a_new_one() -> None:
    topics = [Item(name, Content(name), search=name) for name in ("war and peace", "public health", "health care")]
    box = ChooseScreen("Which topic?", topics, own="A new topic: ", own_first=True)
    firsts = {typed: [item.key for item in box.offered(typed)][:2] for typed in ("health", "peac", "ealth")}
    assert firsts["health"] == ["health care", "public health"]
    assert firsts["peac"][0] == "war and peace"
    assert firsts["ealth"][0] == "own ealth"


def plain(topics: Sequence[TopicState], offered: Sequence[tuple[str, int]], room: int) -> str:
    """The bar in that many cells."""
    return "".join(piece.content.plain for piece in pieces(topics, offered, room, key="f"))


def test_topics_for_whose_names_there_is_no_room_keep_their_digit_and_whether_they_are_on() -> None:
    topics = [TopicState("public health", number in (1, 8), 12) for number in range(1, 10)]
    for room in (52, 64, 78, 122):
        shown = plain(topics, [], room)
        assert len(shown) <= room and " 8▎● " in shown and " 9▎" in shown, shown


@pytest.mark.parametrize("room", [58, 78, 98, 198])
def test_topics_that_occur_come_before_those_that_do_not_and_keep_their_names(room: int) -> None:
    absent = [TopicState(name, True, 0) for name in ("migration", "fentanyl", "APEC")]
    shown = plain([*absent, TopicState("tariffs", True, 4)], [("trade", 3), ("elections", 2)], room)
    assert len(shown) <= room
    assert shown.startswith(" 4▎● tariffs 4 ") and " f +  also here: trade 3" in shown, shown
    numbers = r"1▎● migration 0 .*2▎● fentanyl 0 .*3▎● APEC 0 " if room > 98 else " not here: 1▎●migrati… 2"
    assert room < 60 or re.search(numbers, shown.partition("trade")[2]), shown
    assert plain(absent, [("trade", 3)], room).startswith("f +  here: trade 3")
    assert plain(absent, [], room).endswith("f + ")


def test_a_number_in_the_bar_has_a_name_or_is_said_not_to_be_here() -> None:
    absent = [TopicState(name, False, 0) for name in ("migration", "fentanyl", "APEC", "war", "trade", "health")]
    topics = [*absent, TopicState("tariff", True, 4), TopicState("steel", True, 3)]
    offered = [("ports", 4), ("elections", 3)]
    assert " not here: 1-6" in plain(topics, offered, 78)
    assert " also here: ports 4, …   not here: 1▎migrati… 2▎fentanyl 3-6" in plain(topics, offered, 98)
    assert "1▎migrati… 2▎fentanyl 3▎APEC 4▎war 5▎trade 6▎health" in plain(topics, offered, 122)
    topics[1] = TopicState("fentanyl", False, 5)
    assert " not here: 1 3-6" in plain(topics, offered[:1], 90)


def test_a_click_on_each_of_several_offered_topics_means_that_one() -> None:
    found = pieces([TopicState("war", True, 0)], [("trade", 12), ("health", 3), ("peace", 1)], 80)
    assert [piece.topic for piece in found] == ["", "trade", "health", "peace", 1]
    assert all(str(piece.topic) in piece.content.plain for piece in found)
