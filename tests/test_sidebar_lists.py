"""The registry of sidebar lists: each entry has a module that fulfils what the entry promises."""

from __future__ import annotations

import pytest
from textual.content import Content

from tests.reader import analysis, article
from tui.actions.menus import MENUS, menu_title
from tui.actions.sidebar_lists import ENTRIES, FIRST_LIST, SIDEBAR_LISTS, ListEntry
from tui.actions.table import BY_ID
from tui.notes.highlight import Highlight, Placed, describe
from tui.text.safe import cells
from tui.widgets.lists.item import Item
from tui.widgets.lists.sidebar_list import ListSource, sidebar_list

ARTICLE = article()
SOURCE = ListSource(ARTICLE, analysis(ARTICLE))
WORDS = ARTICLE.blocks[-1].span
NOTE = Highlight(
    "n1", describe(ARTICLE.text, WORDS), "claim", note="Ask the harbour office for the fares of last winter. #fares"
)
NOTED = SOURCE._replace(placed=[Placed(NOTE, "exact", WORDS, ARTICLE.words(WORDS))])

each_list = pytest.mark.parametrize("entry", ENTRIES, ids=[entry.name for entry in ENTRIES])


def rows(entry: ListEntry, source: ListSource = SOURCE, *, second_order: bool = False) -> list[Item]:
    found = sidebar_list(entry.name).rows(source, width=40, second_order=second_order)
    return [item for item in found if not item.heading]


@each_list
def test_a_list_has_an_action_with_its_key_and_title(entry: ListEntry) -> None:
    action = BY_ID[entry.action_id]
    assert (action.keys, action.title, action.scope) == ((entry.key,), entry.title, "reading")


@each_list
def test_the_tab_of_a_list_shortens_its_title_at_every_width(entry: ListEntry) -> None:
    assert entry.title.startswith(entry.tab)
    letters = iter(entry.tab)
    assert entry.short_tab[0] == entry.tab[0] and all(letter in letters for letter in entry.short_tab)


@each_list
def test_a_row_has_a_menu_that_begins_with_the_jump_to_the_text(entry: ListEntry) -> None:
    first, *_ = ids = MENUS[entry.row_kind]
    assert first == "list_open" and set(ids) <= set(BY_ID)
    assert menu_title(entry.row_kind, first, "") == "Jump to it in the text"
    if "mend" in ids:
        assert ("Attach" in menu_title(entry.row_kind, "mend", "")) == (entry.row_kind == "note")


@each_list
def test_both_orders_of_a_list_have_the_same_rows(entry: ListEntry) -> None:
    first, second = rows(entry), rows(entry, second_order=True)
    assert sorted(item.key for item in first) == sorted(item.key for item in second)


@each_list
def test_a_list_that_needs_no_analysis_is_filled_without_it(entry: ListEntry) -> None:
    before = rows(entry, SOURCE._replace(analysis=None))
    after = [] if entry.needs_analysis else rows(entry)
    assert [(item.key, item.line) for item in before] == [(item.key, item.line) for item in after]


@each_list
def test_the_row_under_the_cursor_shows_in_full_what_was_cut_off(entry: ListEntry) -> None:
    width = {"people": 12, "outline": 14}.get(entry.name, 28)
    found = [item for item in sidebar_list(entry.name).rows(NOTED, width=width) if not item.heading]
    assert any(is_cut(item.line.plain) for item in found)
    for item in found:
        assert item.full is not None
        full = item.full().plain
        assert not is_cut(full)
        assert all(cells(line) <= width for line in full.split("\n"))


def is_cut(row: str) -> bool:
    """Whether a row has an ellipsis other than the one between two parts of a quote."""
    return "…" in " ".join(row.split()).replace(" … ", "")


@each_list
def test_a_list_that_can_be_limited_to_a_speaker_has_speakers_in_its_rows(entry: ListEntry) -> None:
    found = sidebar_list(entry.name)
    speakers = [found.speaker(SOURCE, item) for item in rows(entry)]
    assert any(speakers) if "speaker" in entry.filters else True


def test_y_copies_the_name_the_whole_quote_and_the_words_of_a_figure() -> None:
    copied = {
        name: [sidebar_list(name).copied(SOURCE, item) for item in rows(entry)] for name, entry in SIDEBAR_LISTS.items()
    }
    assert "Tora Lind" in copied["people"]
    found = analysis(ARTICLE)
    assert copied["quotes"] == [" … ".join(ARTICLE.words(span) for span in quote.spans) for quote in found.quotes]
    assert copied["figures"] and set(copied["figures"]) == {ARTICLE.words(figure.span) for figure in found.figures}
    assert sidebar_list("outline").copied(SOURCE, Item("none", Content(""))) == ""


def test_the_first_list_is_the_first_tab_and_names_are_unique() -> None:
    assert next(iter(SIDEBAR_LISTS)) == FIRST_LIST
    assert len(SIDEBAR_LISTS) == len(ENTRIES)


def test_an_empty_list_names_the_keys_from_the_settings() -> None:
    said = SIDEBAR_LISTS["notes"].empty_sentence({"mark": "f9", "note": "N"}.__getitem__)
    assert "f9" in said and "N" in said and "{" not in said
