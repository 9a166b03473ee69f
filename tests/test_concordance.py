"""The concordance: each match with its context."""

from __future__ import annotations

import pytest

from tui.text.concordance import Line, arranged, lines
from tui.text.find import Finder

TEXT = (
    "The harbour board met on Monday. Nobody on the board had read the plan.\n\n"
    "A board of five would be cheaper, the mayor said; the old Board disagreed."
)


def board() -> list[Line]:
    return lines(TEXT, Finder(TEXT).find("board").spans)


def test_each_match_stands_between_its_left_and_right_context() -> None:
    first = board()[0]
    assert (first.left, first.words) == ("The harbour ", "board")
    assert first.right.startswith(" met on Monday. Nobody on")
    assert TEXT[first.span.start : first.span.end] == "board"


def test_context_continues_past_the_end_of_a_paragraph_on_one_line() -> None:
    assert board()[2].left.endswith("had read the plan. A ")


def test_context_is_cut_between_words() -> None:
    line = lines(TEXT, Finder(TEXT).find("plan").spans, reach=12)[0]
    assert line.left == "read the "
    assert line.right == ". A board"


def test_a_word_longer_than_the_context_is_left_out_completely() -> None:
    text = "x" * 50 + "-here-" + "y" * 50
    line = lines(text, Finder(text).find("-here-").spans, reach=20)[0]
    assert (line.left, line.words, line.right) == ("", "-here-", "")


def test_sorting_by_the_words_before_compares_the_nearest_word_first() -> None:
    assert [line.left.split()[-1] for line in arranged(board(), "left")] == ["A", "harbour", "old", "the"]


def test_sorting_by_the_words_after_ignores_capitals_and_punctuation() -> None:
    assert [line.right.split()[0] for line in arranged(board(), "right")] == ["disagreed.", "had", "met", "of"]


def test_text_order_keeps_each_article_together() -> None:
    both = lines(TEXT, Finder(TEXT).find("the").spans, source="b") + lines(TEXT, [board()[1].span], source="a")
    assert [line.source for line in arranged(both, "text")][:2] == ["a", "b"]
    starts = [line.span.start for line in arranged(both, "text") if line.source == "b"]
    assert starts == sorted(starts)


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "\x07"])
def test_no_line_contains_control_characters(hostile: str) -> None:
    text = f"before {hostile} word {hostile} after"
    line = lines(text, Finder(text).find("word").spans)[0]
    assert hostile[0] not in line.left + line.words + line.right
