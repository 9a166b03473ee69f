"""Natural sort order and the keywords of the library search."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analyzed import analysis
from tui.cli.library import as_json
from tui.formats.loading import parse_article
from tui.library.known_topics import missing_topic
from tui.library.occurrences import quotation
from tui.library.outlets import site_of
from tui.library.search_keywords import KEYWORD_EXAMPLES, KEYWORDS, SearchText, parse_search, problem_with
from tui.library.shelf_items import LibraryQuery, count_undated, library_items, search_library
from tui.store.database import Store, open_store
from tui.text.analysis import Quote
from tui.text.article import Article
from tui.text.natural import natural_key
from tui.text.span import Span


def test_numbers_in_titles_sort_by_value() -> None:
    titles = ["Week 12", "week 2", "Week 2 again", "Alpha"]
    assert sorted(titles, key=natural_key) == ["Alpha", "week 2", "Week 2 again", "Week 12"]


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("ferry tax", SearchText("ferry tax")),
        ("ferry Speaker:lind tax", SearchText("ferry  tax", speakers=("lind",))),
        (
            'speaker:"Tora Lind" after:2024-05 before:2025',
            SearchText(speakers=("Tora Lind",), after="2024-05", before="2025"),
        ),
        ("tag: topic:", SearchText()),
        ("a speaker:x speaker:y http://tag:3", SearchText("a   http://tag:3", speakers=("x", "y"))),
        ("after:2024 after:2024-05 before:2026 before:2025-02", SearchText(after="2024-05", before="2025-02")),
    ],
)
def test_keywords_are_separated_from_the_words(typed: str, parsed: SearchText) -> None:
    found = parse_search(typed)
    assert found._replace(words=" ".join(found.words.split())) == parsed._replace(words=" ".join(parsed.words.split()))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    for number, (date, site) in enumerate([("2024-05-31", "North Post"), ("2024-06-01", "The Coast")], start=2):
        words = f"---\ndate: {date}\nsitename: {site}\n---\n# Week {number * 5}\n\n"
        words += "“We close on 3 May,” Mayor Tora Lind told Rui. She left.\n" if number == 2 else "Nobody spoke.\n"
        article = parse_article(words, f"{number}.md", format="markdown")
        store.articles.keep(article)
        if number == 2:
            store.articles.keep_analysis(analysis(article), "1")
        else:
            store.notebook.add(article, article.blocks[-1].span, note="See #dates", tags=["check"])
    store.articles.index_waiting()
    return store


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("speaker:tora", ["Week 10"]),
        ("topic:ferries speaker:lind", ["Week 10"]),
        ("after:2024-06", ["Week 15"]),
        ("before:2024-06", ["Week 10"]),
        ("after:2024-05-31 before:2024-06-01", ["Week 10"]),
        ("site:coast", ["Week 15"]),
        ("tag:dates", ["Week 15"]),
        ("tag:#check nobody", ["Week 15"]),
        ("tag:none", []),
        ("topic:ferries topic:nothing", []),
        ("speaker:lind speaker:nobody", []),
        ("site:coast site:post", []),
        ("site:post site:north", ["Week 10"]),
        ("tag:dates tag:none", []),
        ("tag:dates tag:check", ["Week 15"]),
        ("week before:2025", ["Week 10", "Week 15"]),
    ],
)
def test_keywords_select_articles_of_the_library(store: Store, typed: str, titles: list[str]) -> None:
    with store:
        found = library_items(store, LibraryQuery(words=typed, sort="title"))
        assert sorted(item.title for item in found) == titles
        assert sorted(one.row.title for one in search_library(store, LibraryQuery(typed), 50)) == titles


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("after:2024-13", "“after:2024-13” is not a date"),
        ("week before:may", "“before:may” is not a date"),
        ("before:may before:2025", "“before:may” is not a date"),
        ("sepaker:lind", "Did you mean “speaker:”?"),
    ],
)
def test_a_mistake_in_a_keyword_is_named_and_finds_nothing(store: Store, typed: str, said: str) -> None:
    assert said in problem_with(typed)
    with store:
        assert not library_items(store, LibraryQuery(words=typed))


@pytest.mark.parametrize(
    "typed", ["Speaker:lind", "https://site.example", "after:2024-02-29 before:2025", "why: tag:x"]
)
def test_a_valid_search_text_gives_no_message(typed: str) -> None:
    assert problem_with(typed) == ""


def test_a_search_by_date_counts_the_undated_articles_it_leaves_out(store: Store) -> None:
    with store:
        for name, words in (("a.md", "# Ferry\n\nIt sails."), ("b.md", "# Bread\n\nIt is dear.")):
            store.articles.keep(parse_article(words, name, format="markdown"))
        store.articles.index_waiting()
        for typed, undated in (("after:2024", 2), ("ferry before:2024", 1), ("ferry", 0), ("before:may", 0)):
            assert count_undated(store, LibraryQuery(typed)) == undated, typed


def test_the_examples_in_the_help_have_every_keyword() -> None:
    assert [example.partition(":")[0] for example in KEYWORD_EXAMPLES.split()] == list(KEYWORDS)


def test_what_an_earlier_version_of_a_topic_found_is_no_answer_about_it(store: Store) -> None:
    with store:
        (topic,) = (one for one in store.articles.analysis(store.articles.latest("2.md") or "").topics)  # type: ignore[union-attr]
        for searched, titles in (((), ["Week 10"]), ((topic.fingerprint,), ["Week 10"]), (("edited",), [])):
            query = LibraryQuery("topic:ferries", searched=searched)
            assert [one.row.title for one in search_library(store, query, 50)] == titles, searched


def test_the_site_of_an_article_is_what_the_keyword_finds_and_no_file_name(store: Store) -> None:
    with store:
        store.articles.keep(parse_article("# Ferry\n\nIt sails.", "/ferry.md", format="markdown"))
        store.articles.keep(parse_article("# Bread\n\nIt is dear.", "https://coast.example/bread", format="markdown"))
        rows = store.articles.library()
        sites = {row.title: site_of(row, row.source) for row in rows}
        assert sites == {"Week 10": "North Post", "Week 15": "The Coast", "Ferry": "", "Bread": "coast.example"}
        for title, site in sites.items():
            found = search_library(store, LibraryQuery(f'site:"{site}"'), 50)
            assert not site or title in {one.row.title for one in found}
        exported = {row.title: as_json(row)["site"] or "" for row in rows}
        assert exported == sites
        quote, text = Quote("direct", (Span(0, 1),), None, None), Article("a", "Yes.")
        assert {row.title: quotation(row, text, quote, "").outlet for row in rows} == sites


def test_a_topic_of_several_words_without_quotation_marks_is_explained() -> None:
    known = ["trade", "bus lanes"]
    assert 'Write topic:"bus lanes", with quotation marks.' in missing_topic(known, ["bus"], "ferry Topic:bus lanes")
    assert missing_topic(known, ["bus"], "topic:bus") == "There is no topic “bus”. The topics are trade, bus lanes."
    assert missing_topic(known, ["bus lanes"], 'topic:"bus lanes"') == ""
