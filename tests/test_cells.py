"""Cells of the terminal: our measure must be rich's, or rows shift."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.article.cells import (
    columns,
    drawn,
    graphemes,
    index_at,
    is_narrow,
    width,
)

LETTERS = st.text(st.sampled_from("ab é漢字。e\u0301\u0302👩\u200d👧🇲🇽\ufe0f✈של\u0915\u094d"), max_size=30)


def test_what_is_called_narrow_is_one_cell_wide_for_rich() -> None:
    narrow = [chr(code) for code in range(sys.maxunicode + 1) if is_narrow(chr(code)) and chr(code) != "\n"]
    assert "“" in narrow and "é" in narrow and "漢" not in narrow
    assert [character for character in narrow if cell_len(character) != 1] == []


@given(LETTERS)
def test_the_width_of_any_text_is_the_one_rich_draws_it_with(text: str) -> None:
    text = text.lstrip("\u200d")  # rich counts nothing after a joiner that joins nothing; none is drawn at a start
    assert width(text) == cell_len(text)


@given(LETTERS)
def test_graphemes_cover_the_text_without_a_gap(text: str) -> None:
    edges = [(start, end) for start, end, _ in graphemes(text)]
    assert [start for start, _ in edges] == [0, *(end for _, end in edges)][: len(edges)]
    assert not edges or edges[-1][1] == len(text)


def test_a_flag_of_two_letters_is_one_character() -> None:
    assert len(list(graphemes("🇲🇽🇺🇸"))) == 2


def test_a_newline_is_never_part_of_the_letter_before_it() -> None:
    assert [(start, end) for start, end, _ in graphemes("é\u0301\nx")] == [(0, 2), (2, 3), (3, 4)]


def test_tabs_run_to_the_next_stop() -> None:
    assert list(columns("a\tb")) == [0, 1, 4, 5]
    assert drawn("a\tb") == "a   b"


def test_a_cell_in_the_second_half_of_a_wide_letter_is_that_letter() -> None:
    assert [index_at("漢字x", x) for x in range(-1, 7)] == [0, 0, 0, 1, 1, 2, 3, 3]


def test_a_cell_of_a_letter_with_marks_is_its_first_code_point() -> None:
    assert index_at("ae\u0301漢b", 1) == 1
    assert index_at("ae\u0301漢b", 2) == 3
