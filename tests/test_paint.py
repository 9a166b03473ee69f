"""Layers of marks, combined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.text.span import Span
from tui.widgets.article.layers import LAYERS, Layer, Mark, Marks
from tui.widgets.article.paint import DIMMED, SEVERAL, Painted, paint, snap


def mark(start: int, end: int, style: str, sign: str = "") -> Mark:
    return Mark(Span(start, end), style, sign)


def test_layers_apply_from_the_lowest_up_whatever_order_they_were_given_in() -> None:
    layers = {
        "highlight": Layer([mark(0, 4, "label")]),
        "inline": Layer([mark(0, 4, "strong")]),
        "entity": Layer([mark(0, 4, "person")]),
    }
    assert paint(0, "name", layers) == [Painted(0, 4, ("strong", "person", "label"))]


def test_a_row_is_split_where_a_mark_begins_or_ends() -> None:
    layers = {"quote": Layer([mark(12, 15, "said")]), "entity": Layer([mark(14, 18, "person")])}
    assert paint(10, "abcdefghij", layers, ["base"]) == [
        Painted(10, 12, ("base",)),
        Painted(12, 14, ("base", "said")),
        Painted(14, 15, ("base", "person", "said")),
        Painted(15, 18, ("base", "person")),
        Painted(18, 20, ("base",)),
    ]


def test_marks_extending_beyond_the_row_are_clipped() -> None:
    assert paint(10, "abc", {"passage": Layer([mark(0, 100, "topic")])}) == [Painted(10, 13, ("topic",))]


def test_overlapping_passages_of_two_topics_have_a_neutral_background() -> None:
    layers = {"passage": Layer([mark(0, 11, "one"), mark(4, 15, "two")])}
    assert paint(0, "aaa bbb ccc ddd", layers) == [
        Painted(0, 4, ("one",)),
        Painted(4, 11, (SEVERAL,)),
        Painted(11, 15, ("two",)),
    ]


def test_overlapping_passages_of_one_topic_keep_its_background() -> None:
    layers = {"passage": Layer([mark(0, 11, "one"), mark(4, 15, "one")])}
    assert paint(0, "aaa bbb ccc ddd", layers) == [Painted(0, 15, ("one",))]


def test_dimming_applies_over_the_colours_of_names_but_not_over_matches() -> None:
    layers = {
        "dimmed": Layer([mark(0, 6, DIMMED)]),
        "entity": Layer([mark(0, 2, "person")]),
        "search": Layer([mark(4, 6, "found")]),
    }
    assert paint(0, "abcdef", layers) == [
        Painted(0, 2, ("person", DIMMED)),
        Painted(2, 4, (DIMMED,)),
        Painted(4, 6, (DIMMED, "found")),
    ]


def test_an_empty_row_needs_no_painting() -> None:
    assert paint(5, "", {"quote": Layer([mark(0, 9, "said")])}) == []


def test_no_boundary_falls_inside_a_character() -> None:
    painted = [Painted(10, 12, ("a",)), Painted(12, 14, ("b",))]
    assert snap(painted, 10, [0, 3, 4]) == [Painted(10, 13, ("a",)), Painted(13, 14, ("b",))]


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 25)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=40), SPANS)
def test_exactly_the_marks_touching_a_row_are_found(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    layer = Layer([mark(start, end, "x") for start, end in spans])
    start, end = asked
    expected = sorted(span for span in spans if span[0] < span[1] and span[0] < end and start < span[1])
    assert [tuple(one.span) for one in layer.touching(start, end)] == expected


@given(st.dictionaries(st.sampled_from(LAYERS), st.lists(SPANS, max_size=6)), st.text("ab ", max_size=30))
def test_painted_segments_cover_the_row_once_and_in_order(spans: dict[str, list[tuple[int, int]]], words: str) -> None:
    layers = {
        name: Layer([mark(*span, f"{name}{number % 3}") for number, span in enumerate(some)])
        for name, some in spans.items()
    }
    painted = paint(20, words, layers)
    assert "".join(words[one.start - 20 : one.end - 20] for one in painted) == words
    assert [one.start for one in painted[1:]] == [one.end for one in painted[:-1]]


def test_a_layer_of_bare_spans_equals_a_layer_of_single_marks() -> None:
    spans = [Span(40, 44), Span(0, 9), Span(7, 7), Span(5, 30)]
    one = Layer([Mark(span, "a", "!") for span in spans] + [Mark(Span(3, 4), "b")])
    other = Layer([Marks((Span(start, end) for start, end in spans), "a", "!"), Mark(Span(3, 4), "b")])
    assert one.marks == other.marks and len(other) == 4
    assert one.touching(6, 8) == other.touching(6, 8) != []
