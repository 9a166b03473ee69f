"""The signs left of the text: each has its own column."""

from __future__ import annotations

from tui.text.span import Span
from tui.widgets.article.layers import Layer, Mark
from tui.widgets.article.margin import GUTTER, NOTE, WIDEST_GUTTER, Margin, gutter, margin_signs

ROW = [(0, 10, 19)]
TOPICS = ("topic-1", "topic-2", "topic-3")


def mark(start: int, end: int, style: str, sign: str) -> Mark:
    return Mark(Span(start, end), style, sign)


def drawn(margin: Margin, layers: dict[str, Layer], *, anew: bool = False, row: tuple[int, int, int] = ROW[0]) -> str:
    return "".join(sign for sign, _ in margin_signs(margin, [row], layers, anew=anew))


def passages(*topics: str) -> Layer:
    return Layer([mark(0, 30, topic, f"{topic[-1]}|") for topic in topics])


def test_each_topic_keeps_its_column_whatever_else_is_on_the_row() -> None:
    margin = Margin.within(WIDEST_GUTTER, TOPICS)
    assert (margin.signs, margin.lanes) == (2, 3)
    assert drawn(margin, {"passage": passages("topic-1")}) == "  |  "
    assert drawn(margin, {"passage": passages("topic-3")}) == "    |"
    assert drawn(margin, {"passage": passages(*TOPICS)}, anew=True) == "  123"
    crowded = {
        "passage": passages(*TOPICS),
        "highlight": Layer([mark(0, 30, "label-1", "!")]),
        "quote": Layer([mark(12, 13, "unsure", "?")]),
    }
    assert drawn(margin, crowded) == "!?|||"


def test_a_digit_marks_the_start_of_a_passage_and_of_a_page() -> None:
    margin = Margin.within(GUTTER, TOPICS[:1])
    layers = {"passage": Layer([mark(12, 30, "topic-1", "1|"), mark(35, 39, "topic-1", "1|")])}
    assert drawn(margin, layers) == "  1"
    assert drawn(margin, layers, row=(0, 20, 29)) == "  |"
    assert drawn(margin, layers, row=(0, 20, 29), anew=True) == "  1"
    assert drawn(margin, layers, row=(0, 29, 39)) == "  1", "one passage ends and one begins"


def test_a_sign_stays_in_its_column_on_the_rows_below() -> None:
    margin = Margin.within(GUTTER, ())
    noted = Layer([mark(0, 30, "label-1", "☐"), mark(0, 30, "label-1", NOTE)])
    unsure = Layer([mark(12, 13, "unsure", "?")])
    assert drawn(margin, {"highlight": noted, "quote": unsure}) == "☐✎?"
    assert drawn(margin, {"highlight": noted}) == "☐✎ "
    assert drawn(margin, {"quote": unsure}) == "  ?"


def test_extra_signs_take_free_columns_and_an_ellipsis_replaces_the_rest() -> None:
    two = [mark(0, 12, "label-1", "!"), mark(14, 30, "label-2", "☐")]
    unsure = Layer([mark(12, 13, "unsure", "?")])
    assert drawn(Margin.within(GUTTER, ()), {"highlight": Layer(two), "quote": unsure}) == "!☐?"
    noted = Layer([*two, mark(14, 30, "label-2", NOTE)])
    assert drawn(Margin.within(GUTTER, ()), {"highlight": noted, "quote": unsure}) == "!✎…"
    assert margin_signs(Margin(2), ROW, {"highlight": noted}) == [("!", "label-1"), ("…", "label-2")]


def test_topics_beyond_the_last_column_share_it() -> None:
    topics = tuple(f"topic-{number}" for number in range(1, 6))
    margin = Margin.within(WIDEST_GUTTER, topics)
    assert margin.lanes == 3
    assert drawn(margin, {"passage": passages("topic-5")}, anew=True) == "    5"
    assert drawn(margin, {"passage": passages("topic-4", "topic-5")}, anew=True) == "    …"
    assert Margin.within(20, topics).lanes == 5


def test_the_gutter_is_the_same_for_up_to_three_topics() -> None:
    assert [gutter(topics) for topics in range(5)] == [WIDEST_GUTTER] * 4 + [WIDEST_GUTTER + 1]


def test_a_sign_shared_by_several_marks_is_shown_once() -> None:
    layers = {"highlight": Layer([mark(10, 12, "l", "●"), mark(14, 16, "l", "●")])}
    assert drawn(Margin.within(GUTTER, ()), layers) == "●  "


def test_a_table_row_shows_only_the_signs_of_its_own_words() -> None:
    layers = {"highlight": Layer([mark(10, 12, "l", "●")])}
    margin = Margin.within(GUTTER, ())
    assert margin_signs(margin, [(0, 0, 5), (9, 20, 25)], layers)[0][0] == " "
    assert margin_signs(margin, [(0, 0, 5), (9, 8, 25)], layers)[0] == ("●", "l")
