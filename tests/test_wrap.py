"""Where rows are wrapped."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.widgets.article.cells import width
from tui.widgets.article.wrap import break_code, break_rows

TEXTS = st.text(st.sampled_from("abcdefgh  \n-—'’漢字、e\u0301👩\u200d👧🇲🇽\t"), max_size=120)


def rows(text: str, across: int, hang: int = 0) -> list[str]:
    starts = break_rows(text, across, hang)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_rows_break_at_spaces() -> None:
    assert rows("one two three four", 9) == ["one two ", "three ", "four"]


def test_a_space_that_does_not_fit_stays_at_the_end_of_its_row() -> None:
    assert rows("abcd   efgh", 4) == ["abcd   ", "efgh"]


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert rows("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]


def test_a_newline_always_ends_a_row() -> None:
    assert rows("a\nb  \n\nc", 9) == ["a\n", "b  \n", "\n", "c"]


def test_a_compound_may_break_after_its_hyphen_but_a_figure_may_not() -> None:
    assert rows("a vice-president", 8) == ["a vice-", "presiden", "t"]
    assert rows("won by 3-4 goals", 9) == ["won by ", "3-4 goals"]


def test_a_no_break_space_holds_words_together() -> None:
    assert rows("about 50\u00a0km away", 9) == ["about ", "50\u00a0km ", "away"]


def test_later_rows_are_shorter_by_the_hanging_indent() -> None:
    assert rows("aa bb cc dd ee", 8, hang=4) == ["aa bb cc ", "dd ", "ee"]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    assert rows("漢字漢字。漢", 8) == ["漢字漢", "字。漢"]


def test_a_family_emoji_is_not_split() -> None:
    assert rows("ab 👩\u200d👩\u200d👧 cd", 4) == ["ab ", "👩\u200d👩\u200d👧 ", "cd"]


@given(TEXTS, st.integers(2, 20), st.integers(0, 4))
@example("-aaa、", 4, 2)
def test_no_row_exceeds_the_measure_and_nothing_is_lost(text: str, across: int, hang: int) -> None:
    broken = rows(text, across, hang)
    assert "".join(broken) == text
    for number, row in enumerate(broken):
        room = across if number == 0 else max(1, across - hang)
        assert width(row.rstrip().replace("\t", " ")) <= max(room, 2)
        assert "\n" not in row[:-1]


@pytest.mark.parametrize("across", [0, -3, 1])
def test_any_width_is_accepted(across: int) -> None:
    assert "".join(rows("some words", across)) == "some words"


def test_code_keeps_its_spaces_and_breaks_between_words() -> None:
    text = "if x:\n    return 'a long thing'\n"
    starts = break_code(text, 12)
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        "if x:\n",
        "    return ",
        "'a long ",
        "thing'\n",
    ]


def test_a_line_of_code_that_ends_at_the_edge_leaves_no_empty_row() -> None:
    assert break_code("abcd\nef", 4) == [0, 5]
