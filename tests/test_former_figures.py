"""Figures that an article calls old or wrong. Texts are invented."""

from __future__ import annotations

import re

import pytest

from tests.reader import find
from tui.evidence.former_figures import is_former
from tui.text.span import Span


@pytest.mark.parametrize(
    "marked",
    [
        "The toll rose to 14 from [12].",
        "Police corrected the number from [12] to 14.",
        "It was 14, and not [12].",
        "The pier cost $9 million, more than the [$8 million] the council gave.",
        "The port had originally put the cost at [$8 million].",
        "The sum, previously estimated at [$8 million], is now $9 million.",
        "A budget of $9 million instead of [$8 million].",
        "The report wrongly said that [12] people left; it was 14.",
    ],
)
def test_only_the_old_or_wrong_one_of_two_figures_is_former(marked: str) -> None:
    start, end, text = marked.index("["), marked.index("]") - 1, re.sub(r"[\[\]]", "", marked)
    found = [Span(*match.span()) for match in re.finditer(r"\$?\d+(?: million)?", text)]
    assert [span for span in found if is_former(text, span, Span(0, len(text)))] == [Span(start, end)]


@pytest.mark.parametrize("text", ["No more than 12 came.", "People from 12 towns came.", "Not all of the 12 came."])
def test_a_figure_beside_not_or_from_is_not_always_former(text: str) -> None:
    assert not is_former(text, find(text, "12"), Span(0, len(text)))
