"""Terminal cells: our measure must agree with rich's, or rows shift."""

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


def test_every_character_called_narrow_is_one_cell_wide_in_rich() -> None:
    narrow = [chr(code) for code in range(sys.maxunicode + 1) if is_narrow(chr(code)) and chr(code) != "\n"]
    assert "“" in narrow and "é" in narrow and "漢" not in narrow
    assert [character for character in narrow if cell_len(character) != 1] == []


@given(LETTERS)
def test_text_width_agrees_with_rich(text: str) -> None:
    text = text.lstrip("\u200d")  # rich gives a joiner that joins nothing no width; none is drawn at a start
    assert width(text) == cell_len(text)


@given(LETTERS)
def test_graphemes_cover_the_text_without_a_gap(text: str) -> None:
    edges = [(start, end) for start, end, _ in graphemes(text)]
    assert [start for start, _ in edges] == [0, *(end for _, end in edges)][: len(edges)]
    assert not edges or edges[-1][1] == len(text)


def test_a_flag_of_two_letters_is_one_character() -> None:
    assert len(list(graphemes("🇲🇽🇺🇸"))) == 2


def test_a_newline_is_never_joined_to_the_letter_before_it() -> None:
    assert [(start, end) for start, end, _ in graphemes("é\u0301\nx")] == [(0, 2), (2, 3), (3, 4)]


def test_tabs_advance_to_the_next_stop() -> None:
    assert list(columns("a\tb")) == [0, 1, 4, 5]
    assert drawn("a\tb") == "a   b"


def test_both_cells_of_a_wide_letter_give_that_letter() -> None:
    assert [index_at("漢字x", x) for x in range(-1, 7)] == [0, 0, 0, 1, 1, 2, 3, 3]


def test_the_cell_of_a_letter_with_combining_marks_gives_its_first_code_point() -> None:
    assert index_at("ae\u0301漢b", 1) == 1
    assert index_at("ae\u0301漢b", 2) == 3
