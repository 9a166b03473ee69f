"""Stretches between quotation marks, from the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.nlp.quotation_marks import find_quoted_spans


def inside(text: str) -> list[str]:
    """The words of each stretch."""
    return [text[one.start : one.end] for one in find_quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes, of course” twice.", ["yes, of course"]),
        ('She said "yes, of course" twice.', ["yes, of course"]),
        ("She said ''yes, of course'' twice.", ["yes, of course"]),
        ("She said ``yes, of course'' twice.", ["yes, of course"]),
        ("She said «yes, of course» twice.", ["yes, of course"]),
        ("“One thing,” he said. “And another.”", ["One thing,", "And another."]),
        ('"One thing," he said. "And another."', ["One thing,", "And another."]),
        ("“I told him ‘not today’ and left.”", ["I told him ‘not today’ and left."]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_what_is_not_closed_ends_with_its_line() -> None:
    assert inside("He said, “we leave\nThe next line.") == ["we leave"]


def test_a_second_opening_mark_closes_the_first() -> None:
    assert inside("“We leave today, he said. “We go home.”") == ["We leave today, he said. ", "We go home."]


def test_a_closing_mark_alone_is_nothing() -> None:
    assert inside("We leave today,” he said.") == []


def test_inches_are_no_quotation() -> None:
    assert inside('The board is 6" wide, and "very strong wood" at that.') == ["very strong wood"]


def test_a_quotation_over_paragraphs_is_marked_as_going_on() -> None:
    text = "“The first part, she said.\n\n“The second part.\n\n“The third part.”\n\n“Another one.”"
    found = find_quoted_spans(text)
    assert [one.continues for one in found] == [False, True, True, False]
    assert [one.closed for one in found] == [False, False, True, True]


def test_single_marks_count_in_a_line_without_double_ones() -> None:
    assert inside("Mayor calls bridge 'a danger to all' again") == ["a danger to all"]
    assert inside("Mayor calls bridge ‘a danger to all’ again") == ["a danger to all"]


def test_an_apostrophe_is_no_mark() -> None:
    assert inside("The town's bridge and the drivers' fears of the '90s aren't gone") == []


def test_marks_around_nothing_are_nothing() -> None:
    assert inside("She said “” and “ ” and went.") == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`–(", max_size=60))
def test_any_text_gives_stretches_in_order_inside_one_line(text: str) -> None:
    found = find_quoted_spans(text)
    at = 0
    for one in found:
        assert at <= one.outer_start <= one.start < one.end <= one.outer_end <= len(text)
        assert "\n" not in text[one.start : one.end] and text[one.start : one.end].strip()
        at = one.end
