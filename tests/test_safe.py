from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.safe import cells, clean, directions, one_line, visible

UNWANTED_CATEGORIES = ("Cc", "Cs", "Zl", "Zp")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u0085", "\u2028", "\v"])
def test_every_line_ending_becomes_a_newline(ending: str) -> None:
    assert clean(f"one{ending}two") == "one\ntwo"


@pytest.mark.parametrize("ending", ["\u2029", "\f"])
def test_every_kind_of_paragraph_end_becomes_a_blank_line(ending: str) -> None:
    assert clean(f"one{ending}two") == "one\n\ntwo"


def test_clean_removes_control_characters() -> None:
    assert clean("a\x00b\x07c\x1b[31md\x9b2Je\x7f") == "abc[31md2Je"


def test_clean_removes_characters_that_reverse_the_writing_direction() -> None:
    assert clean("pay \u202e001$\u202c now\u2067\u200f") == "pay 001$ now"
    assert directions("pay \u202e001$\u202c now") == 2


def test_clean_keeps_tabs_joiners_and_accents_as_they_are() -> None:
    text = "a\tb e\u0301 \u00e9 \u0645\u06cc\u200c\u0634\u0648\u062f 👩\u200d🚀 ❤\ufe0f \u00a0"
    assert clean(text) is text


def test_clean_replaces_half_of_a_surrogate_pair() -> None:
    assert clean("a\ud83db") == "a\ufffdb"


@settings(deadline=None)
@given(st.text())
def test_cleaned_text_contains_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in UNWANTED_CATEGORIES and c not in "\n\t"]
    assert directions(cleaned) == 0
    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_clean_changes_no_visible_character(text: str) -> None:
    assert clean(text) == text


@settings(deadline=None)
@given(st.text())
def test_visible_returns_one_code_point_for_each(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in UNWANTED_CATEGORIES and c not in "\n\t"]
    assert directions(shown) == 0


def test_visible_shows_control_characters_as_signs() -> None:
    assert visible("\x1b[0m\x7f\u202e") == "␛[0m␡\ufffd"


def test_one_line_joins_lines_and_cuts_to_the_width() -> None:
    assert one_line("The council\n met \t on\x1b Monday") == "The council met on␛ Monday"
    assert one_line("The council met", 10) == "The counc…"
    assert one_line("The council met", 12) == "The council…"
    assert one_line("The council met", 15) == "The council met"
    assert one_line("anything", 0) == ""


def test_one_line_counts_cells_and_not_characters() -> None:
    assert cells("市議会") == 6
    assert cells("e\u0301") == 1
    assert (cells("क्षि"), cells("👩‍👩‍👧"), cells("☎️")) == (cell_len("क्षि"), 2, 2)
    assert one_line("市議会が開かれた", 7) == "市議会…"


@settings(deadline=None)
@given(st.text(), st.integers(min_value=0, max_value=40))
def test_one_line_never_exceeds_the_given_cells(text: str, width: int) -> None:
    line = one_line(text, width)
    assert cell_len(line) <= width
    assert "\n" not in line
