"""What was said in the whole library: on the command line and on its own screens."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from tests.analyzed import WORDS
from tests.analyzed import analysis as in_two_pieces
from tests.reader import PATIENCE, TEXT, TOPICS, analysis, find, paste, until
from tests.test_library_screen import library, program
from tui.actions.sidebar_lists import SIDEBAR_LISTS
from tui.cli.main import main
from tui.cli.quotes import select
from tui.config.settings import Settings
from tui.evidence.dossier import person_dossier
from tui.formats.loading import load_article, parse_article
from tui.library.known_topics import known_topics
from tui.library.name_index import ArticleNames, NameIndex, NameRow
from tui.library.occurrences import (
    Occurrence,
    analysed_articles,
    first_mentions,
    lines_with,
    names,
    passages_about,
    quotations,
    quotes_of,
)
from tui.library.session import version_key
from tui.library.shelf_items import LibraryQuery, shelf_filter
from tui.library.who_is import called_in, find_subject, quoted_subjects, who_is
from tui.notes.corrected_analysis import corrected
from tui.notes.correction import about, not_about, set_speaker
from tui.notes.correction import rename as rename_entity
from tui.screens.concordance import ConcordanceScreen
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.choose import ChooseScreen, best_first
from tui.screens.lists.across import window_around
from tui.screens.lists.library import LibraryScreen
from tui.screens.lists.name_choice import name_items, people_items, topic_items
from tui.screens.lists.names import ALL, NamesScreen, forms_of_name, merge_choices, name_line, names_by_articles
from tui.screens.lists.passages import PassagesScreen
from tui.screens.lists.places import NameScreen, PlacesScreen, SpokenScreen, place_lines
from tui.screens.lists.sources import SourceScreen, SourcesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.reading.subject import words_of
from tui.store.database import Store, open_store
from tui.store.findings import StoredName
from tui.text.analysis import Analysis, Passage, Quote, Speaker, TopicPassages
from tui.text.article import Article, Block
from tui.text.span import Span
from tui.text.topic import Topic
from tui.widgets.lists.item import Item
from tui.widgets.lists.item_list import ItemList
from tui.widgets.lists.quotes_list import LIST as QUOTES
from tui.widgets.lists.sidebar_list import ListSource

T = TypeVar("T")


def sought(here: ReadingScreen) -> Sequence[Span]:
    """The search matches highlighted in the article."""
    found = here.controllers.finding.found
    return found.spans if found else ()


def fill(folder: Path) -> list[Article]:
    """Store two articles in which the same two people speak; the later one is opened first."""
    articles = []
    with open_store(folder / "data") as store:
        for name, date in (("late", "2025-02-01"), ("early", "2024-02-01")):
            path = folder / f"{name}.md"
            path.write_text(f"---\ndate: {date}\n---\n\n" + TEXT)
            article = load_article(path)
            if name == "early":
                path.write_text(f"---\ndate: {date}\n---\n\n" + TEXT + "\nThat was all.\n")
                article = load_article(path)
            store.articles.keep(article)
            store.articles.keep_analysis(analysis(article), "test")
            articles.append(article)
    return articles


def test_quotes_of_a_speaker_are_listed_by_date(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        said = listed(said_by(store, "berg"))
    assert [(one.date, one.who) for one in said] == [("2024-02-01", "Odd Berg"), ("2025-02-01", "Odd Berg")]
    assert "They did not ask us" in said[0].words
    lines = [line.plain for line in place_lines(said[0], 60)]
    assert "? Odd Berg" in lines[0] and all(len(line) <= 60 for line in lines)
    alone = place_lines(said[0], 60, about="Odd Berg")[0].plain
    assert alone.startswith("2024-02-01  ? ") and "Berg" not in alone, (
        "a list of his own words does not repeat his name"
    )


def test_a_text_under_several_paths_counts_once_in_lists_across_articles(tmp_path: Path) -> None:
    late, _ = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        before = [(row.name, row.mentions, row.articles) for _, new in names(store) for row in new]
        spoken = [(one.name, len(one.speakers)) for one in quoted_subjects(store)]
        quoted, about = listed(said_by(store, "berg")), listed(passages_about(store, "ferry"))
        found = [line for _, lines in lines_with(store, "ferry") for line in lines]
        assert quoted and about and found
        copy = tmp_path / "copy.md"
        copy.write_bytes((tmp_path / "late.md").read_bytes())
        store.articles.keep(load_article(copy))
        store.articles.keep(dataclasses.replace(late, source="-"))
        assert len(store.articles.library()) == 4
        rows = [row for _, new in names(store) for row in new]
        assert [(row.name, row.mentions, row.articles) for row in rows] == before
        assert all(set(row.where) <= {str(copy), str(tmp_path / "early.md")} for row in rows), (
            "the copy opened last is the one that counts, but not a pipe"
        )
        assert [(one.name, len(one.speakers)) for one in quoted_subjects(store)] == spoken
        assert len(listed(said_by(store, "berg"))) == len(quoted)
        assert len(listed(passages_about(store, "ferry"))) == len(about)
        assert len([line for _, lines in lines_with(store, "ferry") for line in lines]) == len(found)


def test_the_library_lists_every_copy_of_a_text_in_which_somebody_speaks(tmp_path: Path) -> None:
    late, early = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        copy = tmp_path / "copy.md"
        copy.write_bytes((tmp_path / "late.md").read_bytes())
        store.articles.keep(load_article(copy))
        everywhere = {late.source, early.source, str(copy)}
        for query in (LibraryQuery("speaker:berg"), LibraryQuery(person="berg")):
            ids = store.articles.shelf.ids(shelf_filter(store, query))
            assert {row.source for row in store.articles.shelf.rows(ids)} == everywhere, query
        one_row = LibraryQuery(person="berg", sources={str(copy)})
        assert len(store.articles.shelf.ids(shelf_filter(store, one_row))) == 1, "the articles that a list counted"
        assert [called_in(store, source, ["berg"]) for source in sorted(everywhere)] == [["Odd Berg"]] * 3


def test_a_quote_from_the_library_has_its_verb_and_reaches_from_its_first_word_to_its_last(tmp_path: Path) -> None:
    article = load_article(write(tmp_path / "harbour.md", WORDS))
    with open_store(tmp_path / "data") as store:
        store.articles.keep(article)
        store.articles.keep_analysis(in_two_pieces(article), "test")
        [indexed] = listed(said_by(store, "lind"))
        [(_, row, one)] = analysed_articles(store)
        assert [indexed] == list(quotations(row, one, "Tora Lind".__eq__)), "also if it is read from the analysis"
    assert article.words(indexed.span) == "“We close on 3 May,” Mayor Tora Lind told Rui. She left – “for good 🚢”"
    assert place_lines(indexed, 80)[1].plain == "told: “We close on 3 May,” … “for good 🚢”"
    assert place_lines(dataclasses.replace(indexed, cue="according to"), 80)[1].plain.startswith("“We close")
    [quote] = [item for item in QUOTES.rows(ListSource(article, one.analysis), width=60) if len(item.spans) == 2]
    assert words_of(quote, SIDEBAR_LISTS["quotes"]) == indexed.span
    assert words_of(quote, SIDEBAR_LISTS["people"]) == quote.spans[0], "a name has many places, of which one is given"


def test_quotes_of_the_library_need_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    fill(tmp_path)
    assert main(["quotes", "--library", "--speaker", "lind", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 2 and {row["speaker"]["name"] for row in rows} == {"Tora Lind"}
    assert [Path(row["source"]).name for row in rows] == ["early.md", "late.md"]
    assert main(["entities", "--library"]) == 0
    assert "2 articles" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["--library", "some.md"]])
def test_a_command_takes_either_paths_or_library_but_not_both(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quotes", *given]) == 2
    assert "--library" in capsys.readouterr().err


async def test_w_in_the_library_lists_everything_a_person_said_and_opens_the_article_at_a_quote(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    app.services.analyst.answer = analysis  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press(*"berg", "enter")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and len(app.screen.items) == 2)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        here = app.screen
        assert isinstance(here, ReadingScreen)
        assert here.session.article.source.endswith("late.md")
        text = here.session.article.text
        await until(pilot, lambda: here.view.caret == find(text, "They did not ask").start - 1)
        await until(pilot, lambda: [text[start:end] for start, end in sought(here)] == ["Odd Berg"])
        await pilot.press("n")
        assert here.view.caret == find(text, "Odd Berg").start, "n continues the search"
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen))


# ---------------------------------------------------------------- counts from the index and from the analyses


def told(rows: Iterable[NameRow]) -> list[tuple[object, ...]]:
    return sorted(
        (row.kind, row.name, row.mentions, row.articles, row.said, tuple(row.aliases), tuple(row.roles)) for row in rows
    )


def one_by_one(store: Store) -> list[NameRow]:
    """The names counted from each analysis."""
    articles = [ArticleNames.of(one) for _, _, one in analysed_articles(store)]
    found = NameIndex.over(articles)
    for article in articles:
        found.add(article)
    return found.rows


def said_by(store: Store, typed: str) -> Iterable[tuple[float, Iterable[Occurrence]]]:
    """The quotes of the people that a typed name refers to."""
    return quotes_of(store, find_subject(store, typed).speakers)


def listed(steps: Iterable[tuple[float, Iterable[T]]]) -> list[T]:
    return [one for _, found in steps for one in found]


def rename(store: Store, article: Article) -> None:
    """The reader renames Odd Berg."""
    berg = analysis(article).entities[1]
    store.notebook.correct(article, rename_entity(article, berg, "Odd Bergh"))


def test_the_store_counts_the_same_names_as_the_analyses(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        rows = listed(names(store))
        assert told(rows) == told(one_by_one(store))
        berg = next(row for row in rows if row.name == "Odd Berg")
        assert (berg.kind, berg.articles, berg.mentions, berg.said) == ("people", 2, 2, 2)
        assert all(row.said == len(listed(said_by(store, row.name))) for row in rows)


def test_a_joint_speaker_is_counted_and_found(tmp_path: Path) -> None:
    article = fill(tmp_path)[0]
    of = analysis(article)
    lind = next(entity for entity in of.entities if entity.name == "Tora Lind")
    together = Quote("indirect", (find(article.text, "They did not ask us"),), None, Speaker(None, "Odd Berg", None))
    together = replace(together, also=(Speaker(None, lind.name, lind.id),))
    with open_store(tmp_path / "data") as store:
        store.articles.keep_analysis(replace(of, quotes=(together,)), "with two speakers")
        rows = listed(names(store))
        assert told(rows) == told(one_by_one(store))
        row, one = next((row, one) for _, row, one in analysed_articles(store) if row.digest == article.digest)
        assert [place.who for place in quotations(row, one, lambda who: True)] == ["Odd Berg", "Tora Lind"]
        assert [one.date for one in listed(said_by(store, "lind"))].count("2025-02-01") == 1
    assert [
        one.speaker for one in person_dossier("Lind", {one.path: ["Tora Lind"]}, [("Post", one)]).articles[0].statements
    ] == ["Odd Berg and Tora Lind"]


def test_corrections_apply_in_every_list(tmp_path: Path) -> None:
    articles = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        rename(store, articles[0])
        rows = listed(names(store))
        assert told(rows) == told(one_by_one(store))
        assert {row.name for row in rows if "Berg" in row.name} == {"Odd Bergh"}
        assert [one.who for one in listed(said_by(store, "bergh"))] == ["Odd Berg", "Odd Bergh"], "they are one person"
        assert [Path(one.source).name for one in listed(said_by(store, "berg"))] == ["early.md", "late.md"]


def test_a_merge_of_names_applies_to_every_list_and_to_future_articles_until_it_is_undone(tmp_path: Path) -> None:
    articles = fill(tmp_path)

    def people(store: Store) -> list[tuple[str, int, int]]:
        return sorted((row.name, row.articles, row.said) for row in listed(names(store)) if row.kind == "people")

    with open_store(tmp_path / "data") as store:
        before = people(store), store.articles.speakers()
        assert {name for name, _, _ in before[0]} == {"Odd Berg", "Tora Lind"}
        store.notebook.merge_names("people", ["Odd Berg"], "Tora Lind")
        for _ in ("while the articles wait to be indexed", "from the index"):
            assert people(store) == [("Tora Lind", 2, sum(said for _, _, said in before[0]))]
            assert {one.who for one in listed(said_by(store, "Lind"))} == {"Tora Lind"}
            assert {one.who for one in listed(said_by(store, "Odd Berg"))} == {"Tora Lind"}, (
                "the old name finds the person"
            )
            store.articles.shelf.indexing.index_waiting()
        assert [name for name, _ in store.articles.speakers()] == ["Tora Lind"]
        assert store.articles.shelf.count(shelf_filter(store, LibraryQuery(person="Odd Berg"))) == 2
        later = load_article(write(tmp_path / "later.md", "---\ndate: 2026-01-01\n---\n\n" + TEXT + "\nLater.\n"))
        store.articles.keep(later)
        store.articles.keep_analysis(analysis(later), "test")
        assert [name for name, _, _ in people(store)] == ["Tora Lind"]
        (correction,) = store.notebook.corrections(later)
        assert "Odd Berg" in corrected(analysis(later), [correction], later).entities[0].aliases
        change = store.notebook.next_undo()
        assert change and change.what == "the correction that Odd Berg is Tora Lind in all articles"
        assert store.notebook.undo() == "Undone: the correction that Odd Berg is Tora Lind in all articles."
        assert store.notebook.corrections(articles[0]) == []
        store.articles.forget(later.source)
        for _ in ("while the articles wait to be indexed", "from the index"):
            assert people(store) == before[0]
            store.articles.shelf.indexing.index_waiting()
        assert store.articles.speakers() == before[1]


def spoken_in_view(store: Store) -> list[str]:
    """The speaker of each quotation in the view for other programs."""
    return [row["speaker"] for row in store.rows("SELECT speaker FROM quotations ORDER BY speaker")]


def test_topics_speakers_and_the_view_for_other_programs_follow_corrections_at_once_and_their_undo(
    tmp_path: Path,
) -> None:
    first, second = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        counted, spoken = store.articles.topics(), spoken_in_view(store)
        assert dict(counted) == {"ferry": 2, "money": 2}
        for passage in analysis(first).topics[0].passages:
            store.notebook.correct(first, not_about(first, "ferry", passage.span))
        assert dict(store.articles.topics()) == {"ferry": 1, "money": 2}
        assert [row.source for row in store.articles.library(topic="ferry")] == [second.source]
        assert {one.source for one in listed(passages_about(store, "ferry"))} == {second.source}
        [quote] = [one for one in analysis(second).quotes if "They did not ask" in second.words(one.span)]
        store.notebook.correct(second, set_speaker(second, quote, "Ida Moe"))
        assert "Ida Moe" in spoken_in_view(store) and "Ida Moe" in dict(store.articles.speakers())
        store.articles.keep_analysis(analysis(second), "again")
        assert "Ida Moe" in spoken_in_view(store), "also after a new analysis"
    with open_store(tmp_path / "data") as store:
        assert dict(store.articles.topics()) == {"ferry": 1, "money": 2}
        while store.notebook.undo():
            pass
        assert store.articles.topics() == counted and spoken_in_view(store) == spoken


def test_a_passage_that_the_reader_adds_puts_its_article_among_those_on_the_topic(tmp_path: Path) -> None:
    article, _ = fill(tmp_path)
    of = analysis(article)
    with open_store(tmp_path / "data") as store:
        store.articles.keep_analysis(replace(of, topics=(TopicPassages("ferry"), *of.topics[1:])), "test")
        assert dict(store.articles.topics())["ferry"] == 1
        store.notebook.correct(article, about(article, "ferry", of.sentences[0]))
        assert dict(store.articles.topics())["ferry"] == len(store.articles.library(topic="ferry")) == 2


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_an_export_from_a_list_has_the_characters_of_the_article_as_the_command_has_them(tmp_path: Path) -> None:
    said = "“We close on 3\u00a0May,  and that\nis all,”"
    text = f"{said} Mayor Tora Lind told Rui."
    article = Article(str(tmp_path / "harbour.txt"), text, (Block(Span(0, len(text)), "paragraph"),))
    where = Span(0, len(said))
    quote = Quote("direct", (where,), None, Speaker(find(article.text, "Tora Lind"), "Tora Lind", None))
    topic = TopicPassages("harbour", "", (Passage(where),))
    of = Analysis(article.digest, model="m", quotes=(quote,), topics=(topic,))
    with open_store(tmp_path / "data") as store:
        store.articles.keep(article)
        store.articles.keep_analysis(of, "test")
        lists = [listed(said_by(store, "lind")), listed(passages_about(store, "harbour"))]
        [(_, row, one)] = analysed_articles(store)
        lists.append(list(quotations(row, one, lambda who: True)))
    [by_command] = select([one])
    assert "3\u00a0May,  and" in by_command.words
    screen = PlacesScreen(None, {})  # type: ignore[arg-type]  # an export needs the rows only
    for found in lists:
        assert found[0].words == "“We close on 3 May, and that is all,”", "on one line of the screen"
        screen.items = found
        columns, rows = screen.exported
        assert [dict(zip(columns, row, strict=True))["words"] for row in rows] == [by_command.words]


def test_an_article_removed_from_the_library_disappears_from_the_lists(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        store.articles.forget(str(tmp_path / "late.md"))
        assert {row.articles for row in listed(names(store))} == {1}
        assert len(listed(said_by(store, "berg"))) == 1


def test_quotes_from_the_index_are_the_same_as_those_of_the_analyses(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        slow = [
            place
            for _, row, one in analysed_articles(store)
            for place in quotations(row, one, lambda who: "Lind" in who)
        ]
        assert listed(said_by(store, "lind")) == slow
        assert listed(said_by(store, "tora lind")) == slow
        assert slow[0].words == '"We have waited ten years for this," … "Nobody should have to sleep in a car."'


def test_a_name_that_is_never_quoted_shows_its_first_sentence_in_each_article(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        (council,) = who_is(store, "island council")
        places = listed(first_mentions(store, council))
    assert [place.date for place in places] == ["2024-02-01", "2025-02-01"]
    assert places[0].words.startswith("The island council voted on Monday")
    start, end = places[0].mark
    assert places[0].words[start:end] == "island council"
    assert "island council" in "".join(line.plain for line in place_lines(places[0], 40))


def test_the_library_finds_the_same_passages_as_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    fill(tmp_path)
    topics = tmp_path / "own.toml"
    topics.write_text('[[topic]]\nname = "money"\nterms = ["fare", "price"]\n')
    assert main(["passages", "--library", "--topics", str(topics), "--topic", "money", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    with open_store(tmp_path / "data") as store:
        shown = listed(passages_about(store, "money", TOPICS[1].fingerprint))
        assert listed(passages_about(store, "money", "another form of it")) == []
    assert [(row["source"], row["start"], row["end"]) for row in printed] == [
        (place.source, *place.span) for place in shown
    ]
    assert len(shown) == 6


# ---------------------------------------------------------------- on screens


async def test_P_lists_names_that_lead_to_their_quotes_and_q_returns_to_the_same_row(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    app.services.analyst.answer = analysis  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and len(app.screen.items) == 2)
        here = app.screen
        assert isinstance(here, NamesScreen)
        assert [row.name for row in here.items] == ["Tora Lind", "Odd Berg"]
        assert "People 2" in str(here.query_one(".lists", Static).content)
        await pilot.press("l")
        await until(pilot, lambda: [row.name for row in here.items] == ["island council"])
        await pilot.press("slash", *"odd")
        await until(pilot, lambda: "under People: press l" in str(here.query_one(".message", Static).content))
        assert [hint.title for hint in here.hints()][:3] == ["All rows", "Open", "Search"]
        await pilot.press("escape", "h", "slash", *"odd", "enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen) and len(app.screen.items) == 2)
        said = app.screen
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        reading = app.screen
        assert isinstance(reading, ReadingScreen) and reading.session.article.source.endswith("late.md")
        await until(
            pilot, lambda: reading.view.caret == find(reading.session.article.text, "They did not ask").start - 1
        )
        words = reading.session.article.text
        await until(pilot, lambda: "Odd Berg" in {words[start:end] for start, end in sought(reading)})
        await pilot.press("q")
        await until(pilot, lambda: app.screen is said)
        assert isinstance(said, NameScreen) and said.rows.cursor == 1
        await pilot.press("l")
        await until(pilot, lambda: said.items and said.items[0].kind == "named")
        assert said.summary().plain.startswith("2 first mentions in 2 articles")
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        assert here.items[here.rows.cursor].name == "Odd Berg"


def test_of_two_names_that_as_many_articles_use_the_one_with_more_mentions_counts() -> None:
    row = NameRow("people")
    row.count("a.md", StoredName("PERSON", "T. Maria Lind", ("Tora Lind",), (), 1, 0, 0))
    row.count("b.md", StoredName("PERSON", "Tora Lind", (), (), 9, 0, 0))
    assert row.name == "Tora Lind" and row.aliases == ["T. Maria Lind"]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Donald Trump", ["Trump", "Donald J. Trump"]),
        ("Trump", []),  # Donald's or Melania's
        ("Lind", ["Tora Lind", "Tora K. Lind"]),
        ("Odd Berg", []),
    ],
)
def test_several_forms_of_one_name_are_offered_for_a_merge_at_once(name: str, forms: list[str]) -> None:
    called = [
        "Donald Trump",
        "Trump",
        "Melania Trump",
        "Donald J. Trump",
        "Lind",
        "Tora Lind",
        "Tora K. Lind",
        "Odd Berg",
    ]
    rows = [NameRow("people", name=one) for one in called]
    row = next(row for row in rows if row.name == name)
    others = [one for one in rows if one is not row]
    assert [one.name for one in forms_of_name(others, row)] == forms
    all_found_by = [choice.search for choice in merge_choices(others, row) if choice.key == ALL]
    assert all_found_by == ["all"] * (len(forms) > 1), "not by a name"


def test_the_names_offered_for_merged_rows_begin_with_that_of_most_articles_and_count_as_their_rows_do() -> None:
    def row(name: str, articles: dict[str, str]) -> NameRow:
        found = NameRow("people")
        for source, called in articles.items():
            found.count(source, StoredName("PERSON", called, (name,), (), 3, 0, 0))
        assert found.name == name
        return found

    often = row("Tora Lind", {"a": "Tora Lind", "b": "Tora Lind", "c": "T. Lind"})
    rare = row("Tora K. Lind", {"d": "Tora K. Lind"})
    offered = {"Tora Lind": often.articles, "T. Lind": 1, "Tora K. Lind": rare.articles}
    assert names_by_articles([rare, often]) == offered and next(iter(names_by_articles([rare, often]))) == "Tora Lind"


async def test_M_merges_two_names_in_all_articles_and_ctrl_z_separates_them_again(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and len(app.screen.items) == 2)
        here = app.screen
        assert isinstance(here, NamesScreen)

        def rows() -> list[str]:
            return [row.name for row in here.items]

        def names_offered() -> list[str]:
            return [item.key for item in app.screen.query_one(ItemList).items] if app.screen is not here else []

        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ChooseScreen) and names_offered() == ["Tora Lind", "Odd Berg"]
        )
        assert app.screen.query_one(ItemList).cursor == 1, "the name just chosen"
        await pilot.press("enter")
        await until(pilot, lambda: rows() == ["Odd Berg"] and here.done >= 1)
        assert "Tora Lind" in here.items[0].aliases
        await pilot.press("ctrl+z")
        await until(pilot, lambda: rows() == ["Tora Lind", "Odd Berg"])
        await pilot.press("g", "j", "M")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ChooseScreen) and names_offered() == ["Tora Lind", "Odd Berg"]
        )
        await pilot.press("enter")
        await until(pilot, lambda: rows() == ["Tora Lind"] and here.done >= 1)
        assert "Odd Berg" in here.items[0].aliases
        await pilot.press("ctrl+z")
        await until(pilot, lambda: rows() == ["Tora Lind", "Odd Berg"])
        await pilot.press("ctrl+y")
        await until(pilot, lambda: rows() == ["Tora Lind"])


async def test_a_list_is_sorted_by_key_and_by_clicking_a_column(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and len(app.screen.items) == 2)
        here = app.screen
        assert isinstance(here, NamesScreen)
        await pilot.press("S", "S", "S")
        await until(pilot, lambda: [row.name for row in here.items] == ["Odd Berg", "Tora Lind"])
        assert here.order == "name"
        await pilot.click(".heads", offset=(90, 0))
        assert here.order in ("mentions", "said")
        await pilot.click(here.rows, offset=(6, 0), times=2)
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        await pilot.pause()
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        await pilot.click(".lists", offset=(14, 0))
        await until(pilot, lambda: here.shown == "organisations")


def test_of_tabs_that_do_not_fit_those_near_the_current_one_are_shown() -> None:
    widths = [10, 10, 10, 10]
    assert window_around(widths, 0, 40) == range(4), "all"
    assert window_around(widths, 0, 34) == range(3)
    assert window_around(widths, 2, 33) == range(3)
    assert window_around(widths, 2, 24) == range(1, 3)
    assert window_around(widths, 3, 25) == range(2, 4)
    assert window_around(widths, 1, 5) == range(1, 2), "the current one, cut off"
    assert window_around([], 0, 40) == range(0)


async def test_a_lists_the_articles_that_mention_a_name(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and len(app.screen.items) == 2)
        names_screen = app.screen
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 2)
        assert library(app).library_query.person == "Tora Lind"
        await pilot.press("q")
        await until(pilot, lambda: app.screen is names_screen)


async def test_H_writes_a_dossier_on_a_name_and_on_a_topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and len(app.screen.items) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, NameScreen))
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        page = tmp_path / "tora-lind-dossier.html"
        await until(pilot, lambda: page.exists() and "2 articles" in page.read_text(encoding="utf-8"))
        await pilot.press("q", "T")
        await until(pilot, lambda: isinstance(app.screen, PassagesScreen) and app.screen.items)
        passages = app.screen
        assert isinstance(passages, PassagesScreen)
        assert "2024-02" in passages.tallies()[0] and "2025-02" in passages.tallies()[0]
        assert passages.list_title(passages.shown).endswith(" articles")  # so that its number is not taken for passages
        # What there is no room for is left out before the order of the rows.
        await pilot.resize_terminal(60, 40)
        summary = passages.summary().plain
        assert summary.endswith(" · oldest first") and len(summary) + len(passages.name_shown) <= 56
        await pilot.resize_terminal(100, 40)
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        page = tmp_path / "ferry-dossier.html"
        await until(pilot, lambda: page.exists() and "Article by article" in page.read_text(encoding="utf-8"))


async def test_T_shows_the_passages_on_each_topic(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, PassagesScreen) and app.screen.items)
        here = app.screen
        assert isinstance(here, PassagesScreen)
        await until(pilot, lambda: here.done == 1)
        assert here.shown == "ferry" and [place.date for place in here.items[::2]] == ["2024-02-01", "2025-02-01"]
        await pilot.press("S")
        await until(pilot, lambda: here.items[0].date == "2025-02-01")
        await pilot.press("l")
        await until(pilot, lambda: here.shown == "money" and len(here.items) == 6)
        await pilot.press("slash")
        await paste(pilot, "prices")
        await until(pilot, lambda: 0 < len(here.items) < 6)
        await pilot.press("escape")
        await until(pilot, lambda: len(here.items) == 6 and here.rows.has_focus)
        await pilot.press("E", "ctrl+u")
        await paste(pilot, str(tmp_path / "out.csv"))
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "out.csv").exists())
        assert len((tmp_path / "out.csv").read_text().splitlines()) == 7
        await pilot.press("n", "G", "n")
        assert here.rows.cursor == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.is_mounted)
        opened = app.screen
        assert isinstance(opened, ReadingScreen)
        await until(pilot, lambda: "money" in opened.session.active_topics)
        assert not app.services.remembered.names("lit"), "it is on in this article only"
        await pilot.press("2", "2")
        assert app.services.remembered.names("lit") == ["money"], "the reader has switched it on"
        store, of = app.services.store, opened.session.article
        assert store is not None
        for passage in analysis(of).topics[1].passages:
            store.notebook.correct(of, not_about(of, "money", passage.span))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here and here.lists["money"] == "money 1 article" and here.done == 1)
        assert "3 passages in 1 article" in str(here.summary()), "the bar counts as the list does"


async def test_what_a_speaker_was_searched_for_is_what_n_steps_through(tmp_path: Path) -> None:
    articles, app = fill(tmp_path), program(tmp_path)
    with open_store(tmp_path / "data") as store:
        for article in articles:
            store.articles.keep_analysis(analysis(article), version_key(app.services.settings.model, article))
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("slash")
        await paste(pilot, "speaker:lind topic:money")
        await until(pilot, lambda: library(app).library_query.words == "speaker:lind topic:money")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and sought(app.screen))
        opened = app.screen
        assert isinstance(opened, ReadingScreen) and opened.session.analysis
        (said,) = [one.spans[0] for one in opened.session.analysis.quotes if one.speaker.name == "Tora Lind"]
        assert list(sought(opened)) == [said] and opened.controllers.finding.current == 0
        assert "money" in opened.session.active_topics
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        app.push_screen(SpokenScreen(app.services, "lind"))
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and app.screen.items)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and list(sought(app.screen)) == [said])


async def test_an_event_that_reaches_a_list_after_it_was_closed_is_ignored(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        app.push_screen(SpokenScreen(app.services, "lind"))
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and app.screen.items)
        closed = app.screen
        assert isinstance(closed, SpokenScreen)
        await pilot.press("q")
        await until(pilot, lambda: not closed.children)
        closed.on_descendant_focus()
        closed.on_screen_resume()
        closed.on_resize(Resize(Size(80, 24), Size(80, 24)))
        assert closed.check_action("choose", ()) is False


async def test_T_analyses_articles_not_yet_searched_for_a_topic_and_until_then_the_library_reports_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "newsreader").mkdir(parents=True)
    write(
        tmp_path / "config" / "newsreader" / "topics.toml", '[[topic]]\nname = "island"\nterms = ["island council"]\n'
    )
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        rows = {item.key: item.line.plain.split() for item in topic_items(store, Settings())}
    assert rows["island"] == ["island", "2", "not", "searched"] and rows["ferry"] == ["ferry", "2", "articles"]
    app = program(tmp_path)

    def with_every_topic(article: Article) -> Analysis:
        passage = Passage(find(article.text, "island council"))
        topics = known_topics(app.services.settings)
        found = (TopicPassages(one.name, one.fingerprint, (passage,) * (one.name == "island")) for one in topics)
        return replace(analysis(article), topics=tuple(found))

    app.services.analyst.answer = with_every_topic  # type: ignore[attr-defined]
    async with app.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("slash")
        await paste(pilot, "topic:island")
        message = library(app).query_one(".message", Static)
        unsearched = "2 articles not yet searched for island. Press T to search."
        await until(pilot, lambda: str(message.render()) == unsearched and message.size.height == 1)
        await pilot.pause()
        await pilot.click(message, offset=(10, 1))  # as the key does
        await until(pilot, lambda: isinstance(app.screen, PassagesScreen) and "2" in app.screen.lists["island"])
        here = app.screen
        assert isinstance(here, PassagesScreen) and here.lists["ferry"] == "ferry 2 articles", "other passages are kept"
        assert here.shown == "island", "the topic to which the library was limited"
        await until(pilot, lambda: here.done == 1 and len(here.items) == 2)
        assert str(here.summary()).startswith("2 passages in 2 articles")
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await until(pilot, lambda: library(app).library_query.words == "topic:island" and len(library(app).items) == 2)
        library(app).action_filter()
        assert "not searched" not in str(library(app).summary())
        message = library(app).query_one(".message", Static)
        await pilot.press("s")
        await until(pilot, lambda: "There is no topic “islands”. The topics are " in str(message.render()))
        await pilot.press("ctrl+u")
        await paste(pilot, "author:berg")
        await until(pilot, lambda: "“author:” is not a keyword." in str(message.render()))


async def test_lists_across_articles_have_those_analysed_that_they_would_leave_out(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        for name in ("left", "unread"):
            path = write(tmp_path / f"{name}.md", f"{TEXT}\nThe {name} one.\n")
            store.articles.keep(load_article(path))
        unanalysed = [row.digest for row in store.articles.library() if not row.analysed]
    assert len(unanalysed) == 2
    app = program(tmp_path)
    go_on = asyncio.Event()
    analyst = app.services.analyst
    analyst.answer = analysis  # type: ignore[attr-defined]
    at_once = analyst.analyze

    async def slowly(article: Article, topics: Sequence[Topic] = ()) -> Analysis:
        await go_on.wait()
        return await at_once(article, topics)

    analyst.analyze = slowly  # type: ignore[method-assign,assignment]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 4)
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        box = app.screen.query_one(Vertical)
        await until(pilot, lambda: "analysing 2 more articles…" in str(box.border_subtitle))
        await pilot.press("escape", "P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and app.screen.items)
        names_list = app.screen
        assert isinstance(names_list, NamesScreen)
        await until(pilot, lambda: "analysing 2 more articles…" in str(names_list.summary()))
        assert names_list.items[0].articles == 2
        go_on.set()
        await until(pilot, lambda: names_list.items[0].articles == 4 and "analysing" not in str(names_list.summary()))
        store_now = app.services.store
        assert store_now is not None and not store_now.articles.shelf.not_analysed()


async def test_escape_closes_the_list_while_the_library_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    go_on = threading.Event()

    def slow(store: Store) -> Iterator[tuple[float, list[NameRow]]]:
        yield 0.5, []
        go_on.wait(PATIENCE)
        yield 1.0, []

    monkeypatch.setattr("tui.screens.lists.names.names", slow)
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen))
        assert "searching" in str(app.screen.query_one(".summary", Static).content)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        go_on.set()


def test_a_word_is_found_in_all_articles(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        lines = listed(lines_with(store, "ferry"))
    assert len(lines) == 4 and {Path(line.source).name for line in lines} == {"early.md", "late.md"}
    assert all(line.words.casefold() == "ferry" for line in lines)


async def test_the_concordance_of_the_library_opens_the_stored_text_of_a_missing_file_at_the_match(
    tmp_path: Path,
) -> None:
    fill(tmp_path)
    (tmp_path / "late.md").unlink()
    app = program(tmp_path, paths=[])
    app.services.analyst.answer = analysis  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        reading.view.go_to(find(reading.session.article.text, "ferry"))
        await pilot.press("K", "a")
        await until(
            pilot, lambda: isinstance(app.screen, ConcordanceScreen) and {line.source for line in app.screen.lines}
        )
        here = app.screen
        assert isinstance(here, ConcordanceScreen)
        await until(pilot, lambda: len(here.lines) == 4)
        row = next(n for n, line in enumerate(here.lines) if line.source.endswith("late.md"))
        here.rows.cursor = row
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen is not reading)
        opened = app.screen
        assert isinstance(opened, ReadingScreen)
        await until(pilot, lambda: opened.controllers.finding.current is not None)
        assert app.screen.session.article.source.endswith("late.md")  # type: ignore[attr-defined]
        assert "q Back" in opened.key_bar.render().plain
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        assert here.rows.cursor == row
        here.rows.cursor = next(n for n, line in enumerate(here.lines) if line.source.endswith("early.md"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is reading)  # the article from which the concordance was opened
        assert "q Back" in reading.key_bar.render().plain
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)


async def test_W_and_T_in_an_article_start_with_its_speakers_and_its_topics(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    app.services.analyst.answer = analysis  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.session.analysis)
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        text = reading.session.article.text
        reading.view.go_to(find(text, "did not ask"))
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and len(app.screen.items) == 2)
        assert {place.who for place in app.screen.items} == {"Odd Berg"}  # type: ignore[attr-defined]
        await pilot.press("q")
        await until(pilot, lambda: app.screen is reading)
        reading.view.go_to(find(text, "Ticket prices"))
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, PassagesScreen) and app.screen.items)
        assert app.screen.shown == "money"  # type: ignore[attr-defined]


def test_a_name_of_which_no_article_is_certain_has_the_sign_of_doubt_in_every_list(tmp_path: Path) -> None:
    fill(tmp_path)  # two articles in which the fisherman's quotation is uncertain
    with open_store(tmp_path / "data") as store:
        assert {who.name: who.unsure for who in quoted_subjects(store)} == {"Tora Lind": False, "Odd Berg": True}
        third = parse_article(TEXT.replace("Monday", "Tuesday"), "third.md", format="markdown")
        found = analysis(third)
        store.articles.keep(third)
        store.articles.keep_analysis(
            replace(found, quotes=tuple(replace(quote, unsure=False) for quote in found.quotes)), "test"
        )
        assert not any(who.unsure for who in quoted_subjects(store)), "one article is certain"
    doubtful, certain = NameRow("people"), NameRow("people")
    for row, name, unsure in ((doubtful, "Odd Berg", 1), (certain, "Tora Lind", 1), (certain, "Tora Lind", 0)):
        row.count(f"{name} {unsure}.md", StoredName("PERSON", name, (), (), 2, unsure, 0))
    assert [name_line(row, 80).plain[:6] for row in (doubtful, certain)] == ["? Odd ", "  Tora"]
    assert [item.line.plain[:6] for item in people_items([doubtful, certain])] == ["? Odd ", "  Tora"]


@pytest.mark.parametrize("articles", [1, 5, 12_345])
def test_a_long_name_in_a_picker_leaves_room_for_its_count(articles: int) -> None:
    name = "the report by the University of Kestrel Bay on ferry fares"
    (item,) = name_items([(name, articles)], {name: ["The Bay Report"]})
    assert "the bay report" in item.search
    line = str(item.line)
    assert len(line) <= 50 and line.endswith(("article", "articles"))


def test_a_picker_ranks_matching_names_by_number_of_articles_not_by_exact_match() -> None:
    items = name_items([("Tora Lind", 9), ("Berlindstrand", 5), ("Lind", 1), ("(Lind officials)", 1)])
    order = ["Tora Lind", "Lind", "(Lind officials)", "Berlindstrand"]
    assert [item.key for item in best_first(items, "lind")] == order


def test_a_picker_lists_what_shows_the_word_before_what_is_found_by_it() -> None:
    topics = [("climate", "climate electric car"), ("elections", "elections ballot")]
    items = [Item(name, Content(name), search=search) for name, search in topics]
    assert [item.key for item in best_first(items, "el")] == ["elections", "climate"]


def with_official(article: Article) -> Analysis:
    """The analysis with a statement by an unnamed person."""
    said = Quote("indirect", (find(article.text, "Ticket prices rise by 12 percent"),), None)
    fishermen = replace(said, speaker=Speaker(find(article.text, "Fishermen"), None, None))
    they = replace(said, speaker=Speaker(find(article.text, "They"), None, None))
    found = analysis(article)
    return replace(found, quotes=(*found.quotes, fishermen, they))


def with_poll(article: Article) -> Analysis:
    """The same with two answers to a poll, which share a row in the list of sources."""
    found = with_official(article)
    answers = [
        replace(
            found.quotes[-1], spans=(find(article.text, words),), speaker=Speaker(find(article.text, who), None, None)
        )
        for words, who in (("let the ferry run", "40 percent"), ("fear for their nets", "12 percent"))
    ]
    return replace(found, quotes=(*found.quotes, *answers))


async def test_W_offers_unnamed_sources(tmp_path: Path) -> None:
    article = fill(tmp_path)[0]
    with open_store(tmp_path / "data") as store:
        store.articles.keep_analysis(with_official(article), "with an unnamed source")
        assert ("(Fishermen)", 1) in store.articles.speakers() and "(they)" not in dict(store.articles.speakers())
        assert "(Fishermen)" not in dict(store.articles.names())
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await paste(pilot, "fisher")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and app.screen.items)
        here = app.screen
        assert isinstance(here, SpokenScreen)
        assert [one.words for one in here.items] == ["Ticket prices rise by 12 percent"]
        await pilot.press("H")
        await pilot.pause()
        assert app.screen is here, "a speaker without a name has no dossier"


async def test_sources_of_all_articles_are_counted_by_outlet_month_and_name(tmp_path: Path) -> None:
    article = fill(tmp_path)[0]
    with open_store(tmp_path / "data") as store:
        store.articles.keep_analysis(with_poll(article), "with unnamed sources")
    app = program(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("_")
        await until(pilot, lambda: isinstance(app.screen, SourcesScreen) and app.screen.done == 1 and app.screen.items)
        here = app.screen
        assert isinstance(here, SourcesScreen)
        assert {row.group for row in here.items} == {"Tora Lind", "Odd Berg", "(Fishermen)", "(40 percent)"}
        with open_store(tmp_path / "data") as store:
            opened = {row.group: listed(SourceScreen(app.services, row).steps(store)) for row in here.items}
        assert {row.group: row.statements for row in here.items} == {name: len(said) for name, said in opened.items()}
        assert [one.who for one in opened["(40 percent)"]] == ["(40 percent)", "(12 percent)"], "in the article's words"
        assert sum(int(line.plain.split("%")[0].split()[-1]) for row in here.items for line in here.draw(row, 90)) in (
            99,
            100,
            101,
        )
        for width in (36, 44, 56, 70, 150):  # no figure is cut, least of all the one that the rows are sorted by
            lines = [here.draw(row, width)[0].plain for row in here.items]
            assert all(line.endswith(f" {row.words}") for line, row in zip(lines, here.items, strict=True))
            assert {len(line) for line in lines} == {len(here.heads(width).plain)} == {width}
        await pilot.press("l")
        await until(pilot, lambda: [row.group for row in here.items] == ["no outlet"])
        assert here.export_name == "outlets"
        columns, exported = here.exported
        assert [dict(zip(columns, row, strict=True))["share"] for row in exported] == [1.0]
        assert here.tallies()[0] == "0 outlets and 2 articles without an outlet · 1 statement left out"
        assert here.tallies()[-2] == "0 outlets and 2 articles without an outlet"
        await pilot.press("l")
        await until(pilot, lambda: [row.group for row in here.items] == ["2024-02", "2025-02"])
        await pilot.press("l")
        await until(pilot, lambda: [(row.group, row.unnamed) for row in here.items] == [("named", 0), ("not named", 2)])
        assert sum(row.named + row.unnamed for row in here.items) == 4, "each source once, as in the first list"
        await pilot.press("h")
        await until(pilot, lambda: here.shown == "month" and len(here.items) == 2)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 1)
        assert library(app).items[0].source.endswith("early.md")
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here)
        await pilot.press("l", "l")
        await until(pilot, lambda: here.shown == "source" and len(here.items) == 4)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and app.screen.items)
