"""Rows of the library and of a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.formats.loading import parse_article
from tui.library.outlets import place_of
from tui.library.shelf_items import (
    AT_ONCE,
    LibraryQuery,
    ShelfItem,
    count_found,
    file_items,
    library_items,
    matching,
    title_of,
)
from tui.screens.lists.shelf_lines import item_lines, snippet
from tui.store.database import open_store
from tui.text.span import Span
from tui.text.when import when


def put(store: object, source: str, text: str) -> str:
    article = parse_article(text, source, format="markdown")
    store.articles.keep(article)  # type: ignore[attr-defined]
    return article.digest


def test_the_last_opened_article_comes_first_and_shows_how_much_was_read(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        put(store, "/news/one.md", "# One\n\nA harbour.")
        digest = put(store, "/news/two.md", "# Two\n\nA lighthouse.")
        store.articles.keep_position("/news/two.md", digest, 4, {"done": 0.5})
        items = library_items(store, LibraryQuery())
    assert [(item.title, item.done) for item in items] == [("Two", 0.5), ("One", None)]


def test_a_search_gives_the_words_around_the_match(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        put(store, "/news/one.md", "# One\n\nThe keeper of the lighthouse has retired.")
        put(store, "/news/two.md", "# Two\n\nNothing of the kind.")
        items = library_items(store, LibraryQuery(words="lighth"))
    assert [item.title for item in items] == ["One"]
    assert "\ue000lighthouse\ue001" in items[0].found


def test_a_filter_shows_only_articles_with_notes(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        put(store, "/news/one.md", "# One\n\nThe ferry sails.")
        put(store, "/news/two.md", "# Two\n\nThe ferry stays.")
        article = store.articles.load(store.articles.latest("/news/one.md") or "")
        assert article is not None
        store.notebook.add(article, article.blocks[-1].span, note="when?")
        assert [item.title for item in library_items(store, LibraryQuery(with_notes=True))] == ["One"]
        assert [item.title for item in library_items(store, LibraryQuery(words="ferry", with_notes=True))] == ["One"]
        store.notebook.add(article, article.blocks[0].span, verdict="wrong")
        (item,) = library_items(store, LibraryQuery(with_notes=True))
        assert "1 note · 1 verdict" in item_lines(item, 80)[0].plain, "a verdict is no note of the reader"
        for word in ("ferry", "sails"):
            at = article.text.index(word)
            store.notebook.add(article, Span(at, at + len(word)), verdict="open")
        store.articles.keep(replace(article, source="/news/copy.md"))
        copy, item = library_items(store, LibraryQuery(with_notes=True))
        for one in (copy, item):
            assert "1 note · 1 verdict · 2 to check" in item_lines(one, 80)[0].plain, "“open” is no verdict yet"


def test_of_a_long_list_only_the_rows_in_view_are_read(tmp_path: Path) -> None:
    many = 3 * AT_ONCE
    with open_store(tmp_path) as store:
        with store.writing():
            for number in range(many):
                put(store, f"/news/{number}.md", f"# No. {number:04}\n\nThe ferry sails.")
        items = library_items(store, LibraryQuery(sort="title"))
        asked: list[int] = []
        read = items._read
        items._read = lambda ids: asked.append(len(ids)) or read(ids)  # type: ignore[func-returns-value]
        assert len(items) == items.total == many
        assert items[0].title == "No. 0000" and asked == [], "the first rows came with the list"
        assert items[many - 1].title == items[-1].title == f"No. {many - 1:04}"
        assert [item.title for item in items[1:3]] == ["No. 0001", "No. 0002"]
        assert asked == [AT_ONCE]
        assert items.place_of("/news/40.md") == 40 and items.place_of("/news/none.md") is None
        store.articles.forget("/news/50.md")
        assert items[50].title == "(no longer in the library)" and len(items) == many
        with pytest.raises(IndexError):
            items[many]
        assert len(list(items)) == many


def test_a_row_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        put(store, "/news/one.md", "# One\n\nThe ferry sails.")
        items = library_items(store, LibraryQuery())
        items._known.clear()
    assert "could not be used" in items[0].title and items[0].source == ""


def test_a_list_cut_short_still_shows_the_total(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for number in range(3):
            put(store, f"/news/{number}.md", f"# No. {number}\n\nThe ferry sails.")
        items = library_items(store, LibraryQuery(), limit=2)
        assert (len(items), items.total) == (2, 3)


def test_a_search_with_too_many_matches_to_rank_says_so_and_can_be_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.search.RANKED", 2)
    monkeypatch.setattr("tui.library.shelf_items.MOST_FOUND", 2)
    with open_store(tmp_path) as store:
        for number in range(3):
            put(store, f"/news/{number}.md", f"# No. {number}\n\nThe ferry sails.")
        query = LibraryQuery(words="ferry")
        items = library_items(store, query)
        assert [item.title for item in items] == ["No. 2", "No. 1"]
        assert items.newest and items.total is None and count_found(store, query) == 3
        assert query.description_of(items) == "last added first"
        few = library_items(store, LibraryQuery(words="ferry 1"))
        assert not few.newest and few.total == 1
        assert LibraryQuery(words="ferry 1").description_of(few) == "best match first"
        assert count_found(store, LibraryQuery()) == 3


def test_files_of_a_folder_keep_their_order_and_show_what_the_library_knows(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    paths = [folder / "b.md", folder / "deep" / "a.md"]
    for path in paths:
        path.write_text("# Title\n\nWords.")
    with open_store(tmp_path / "data") as store:
        put(store, str(paths[1]), "# Known\n\nWords.")
        items = file_items([str(path) for path in paths], store)
    assert [(item.title, item.facts[0]) for item in items] == [("", "b.md"), ("Known", "deep/a.md")]


def test_a_filter_requires_every_word_in_title_or_path() -> None:
    items = [ShelfItem("/x/ferry.md", "Night boats"), ShelfItem("/x/road.md", "Night buses")]
    assert matching(items, "night ferry") == items[:1]
    assert matching(items, "") == items


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='Pier &amp; boats'><title>Pier - Post</title>", "Pier & boats"),
        ('<meta content="Pier closed" name="og:title">', "Pier closed"),
        ("<title>\n Pier\n closed &#x202e;\x1b[2J</title>", "Pier closed [2J"),
    ],
)
def test_a_saved_page_is_listed_under_the_title_in_its_head(tmp_path: Path, head: str, title: str) -> None:
    path = tmp_path / "pier.html"
    path.write_text(f"<html><head>{head}</head><body><p>The pier is closed for the winter, said the board.</p></body>")
    assert title_of(str(path)) == (title, ("pier.html",))


def test_a_file_that_cannot_be_read_shows_the_reason_in_its_row(tmp_path: Path) -> None:
    title, facts = title_of(str(tmp_path / "gone.md"))
    assert title == "gone.md" and "No such file" in facts[0]


@pytest.mark.parametrize(
    ("source", "place"),
    [("https://news.example/a/b?c", "news.example"), ("/x/y/paper.txt", "paper.txt"), ("sha256:ab12", "from a pipe")],
)
def test_the_place_of_an_article_is_its_host_or_file_name(source: str, place: str) -> None:
    assert place_of(source) == place


def test_times_are_shown_in_everyday_words() -> None:
    now = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)

    def told(**ago: float) -> str:
        return when((now - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ"), now)

    assert told(minutes=1).startswith("today ")
    assert told(days=1) == "yesterday"
    assert told(days=3) == "Tuesday"
    assert told(days=30) == "12 Feb"
    assert told(days=400) == "8 Feb 2024"
    assert when("no time") == ""


def test_a_row_fits_its_width_and_contains_no_control_characters() -> None:
    item = ShelfItem("/x", "A \x1b[31mlong\u202e title " * 20, ("site", "By nobody" * 30), "", 0.42, 3)
    lines = [line.plain for line in item_lines(item, 60)]
    assert all(len(line) <= 60 for line in lines)
    assert "3 notes" in lines[0] and lines[0].endswith("42%")
    assert not any(c in line for line in lines for c in "\x1b\u202e")


def test_matches_are_bold_in_a_snippet() -> None:
    item = ShelfItem("/x", "T", found="the \ue000ferry\ue001 and the \ue000boat\ue001", found_in="note")
    line = snippet(item, 60)
    assert line.plain == "note: the ferry and the boat"
    bold = [line.plain[span.start : span.end] for span in line.spans if "bold" in str(span.style)]
    assert bold == ["ferry", "boat"]


def test_articles_with_the_same_title_are_told_apart_by_their_files(tmp_path: Path) -> None:
    paper = "---\nsite: The Courier\n---\n# {}\n\nThe last one leaves at {}."
    with open_store(tmp_path) as store:
        put(store, "/news/trains.html", paper.format("Night trains", "ten"))
        put(store, "/news/trains.md", paper.format("Night trains", "nine"))
        put(store, "/old/trains.md", paper.format("Night trains", "nine"))
        put(store, "/news/fog.md", paper.format("Fog", "six"))
        facts = [item.facts for item in library_items(store, LibraryQuery())]
    assert facts == [
        ("The Courier",),
        ("The Courier", "trains.md", "same text as news/trains.md"),
        ("The Courier", "trains.md", "same text as old/trains.md"),
        ("The Courier", "trains.html"),
    ]
