from __future__ import annotations

import pytest

from tui.text.charts import bar, coverage, over_time, sparkline, time_line
from tui.text.span import Span


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, "    "), (0.5, "██  "), (0.4, "█▋  "), (1, "████"), (0.001, "▏   "), (0.999, "███▉")]
)
def test_a_bar_is_as_long_as_its_share_and_keeps_its_width(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn


def test_shares_out_of_range_and_bars_without_width_are_clipped() -> None:
    assert (bar(7, 2), bar(-1, 2), bar(0.5, 0)) == ("██", "  ", "")


def test_a_sparkline_shows_the_largest_value_in_full_and_zero_as_a_dot() -> None:
    assert sparkline([0, 1, 4, 8]) == "·▁▄█"
    assert sparkline([1, 4], peak=8) == "▁▄"
    assert (sparkline([]), sparkline([0, 0])) == ("", "··")


def test_coverage_is_the_fraction_of_each_column_inside_the_spans() -> None:
    assert coverage([Span(0, 10), Span(35, 40)], 40, 4) == [1, 0, 0, 0.5]


def test_overlapping_spans_count_once() -> None:
    assert coverage([Span(2, 6), Span(0, 4), Span(3, 5)], 8, 2) == [1, 0.5]


def test_an_empty_text_has_no_coverage_and_no_columns_give_none() -> None:
    assert coverage([], 0, 3) == [0, 0, 0]
    assert coverage([Span(0, 3)], 3, 0) == []


def test_counts_over_time_have_no_gaps_and_long_periods_are_counted_by_year() -> None:
    assert over_time([("2024-01-05", 2), ("2024-03", 1), ("", 5), ("2024", 5)]) == [
        ("2024-01", 2),
        ("2024-02", 0),
        ("2024-03", 1),
    ]
    assert [year for year, _ in over_time([("1999-02-03", 1), ("2004-05-06", 1)])] == [
        *("1999", "2000", "2001", "2002", "2003", "2004")
    ]
    assert time_line([("2024-01-05", 8), ("2024-03-01", 1)]) == "2024-01 █·▁ 2024-03"
    assert time_line([("2024-01-05", 2)]) == "2024-01" and time_line([("", 1)]) == ""
