"""Rows of the page and offsets of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.article_pages import found, long_page, page
from tui.text.article import Article, Block
from tui.text.span import Span
from tui.widgets.article.block_layout import source_line
from tui.widgets.article.layout import LONGEST_PIECE, Layout, PageRow, RowPlace
from tui.widgets.article.table import measure_table


def all_rows(layout: Layout) -> list[PageRow]:
    return [row for _, row in layout.rows(RowPlace(0, 0), 100_000)]


def drawn(article: Article, measure: int = 40) -> list[str]:
    """The page as lines of text, as the pane would draw it."""
    lines = []
    for row in all_rows(Layout(article, measure)):
        line = row.before
        for run in row.runs:
            line = line.ljust(run.x) + article.text[run.start : run.end]
        lines.append(f"<{row.kind}>" if row.kind not in ("text", "blank") else line.rstrip())
    return lines


def test_a_blank_row_separates_paragraphs_and_precedes_the_first() -> None:
    assert drawn(page("First words.", "Second words.")) == ["", "First words.", "", "Second words."]


def test_the_head_is_set_apart_by_a_line() -> None:
    head = page(("headline", "Title"), ("byline", "By A"), ("dateline", "HERE, May 1"), "Text.")
    assert drawn(head) == ["", "Title", "", "By A", "HERE, May 1", "", "<line>", "", "Text."]


def test_list_items_stand_close_together_and_wrap_under_their_text() -> None:
    items = page(
        "Intro.",
        ("list_item", "one two three four five", {"level": 1, "bullet": "•"}),
        ("list_item", "inner words that go on", {"level": 2, "bullet": "10."}),
        ("list_item", "more of it", {"level": 2}),
        ("list_item", "- own bullet of the text", {"level": 1, "lead": 2}),
    )
    assert drawn(items, 16) == [
        "",
        "Intro.",
        "",
        "• one two three",
        "  four five",
        "  10. inner",
        "      words that",
        "      go on",
        "",
        "      more of it",
        "- own bullet of",
        "  the text",
    ]


def test_a_quotation_of_two_paragraphs_has_one_bar() -> None:
    both = page(("block_quote", "First.", {"level": 1}), ("block_quote", "Second.", {"level": 1}), "After.")
    assert drawn(both) == ["", "│ First.", "│", "│ Second.", "", "After."]


def test_a_rule_and_code_have_rows_of_their_own() -> None:
    assert drawn(page("A", ("rule", ""), ("code", "x = 1\n\ny"))) == ["", "A", "", "<rule>", "", " x = 1", "", " y"]


def test_table_cells_stand_in_columns_and_figures_are_right_aligned() -> None:
    table = page(
        ("table_row", ["Port", "Boats"], {"header": True}),
        ("table_row", ["Elsa", "1,412"]),
        ("table_row", ["Vigo Bay", "87"]),
    )
    assert drawn(table) == ["", "Port       Boats", "<columns>", "Elsa       1,412", "Vigo Bay      87"]


def test_a_long_cell_is_wrapped_in_its_column() -> None:
    table = page(("table_row", ["Elsa", "a harbour with a night market of its own"]))
    assert drawn(table, 24) == ["", "Elsa   a harbour with a", "       night market of", "       its own"]


def test_a_table_with_too_many_columns_is_shown_as_text() -> None:
    cells = [f"c{number}" for number in range(12)]
    table = page(("table_row", cells))
    assert measure_table(table, 0, 30) is None
    assert all(cell in " ".join(drawn(table, 30)) for cell in cells)


def test_every_offset_maps_to_a_row_and_a_cell_and_back() -> None:
    article = page(
        "Words and 漢字 and e\u0301 marks.", ("code", "a\tb\nc"), ("table_row", ["one", "two"]), "End — “x”."
    )
    layout = Layout(article, 14)
    for block in article.blocks:
        for offset in range(block.span.start, block.span.end):
            place = layout.place_of(offset)
            row = layout.row(place)
            assert row.start <= offset <= row.end
            if any(run.start <= offset < run.end for run in row.runs):
                back = layout.offset_at(place, layout.x_of(place, offset))
                assert article.text[back : offset + 1].strip("\u0301") in (article.text[offset], article.text[back])


def test_the_estimated_height_settles_at_the_true_one() -> None:
    layout = Layout(long_page(), 50)
    while not layout.settle(0.001):
        pass
    assert layout.settled
    assert layout.height == len(all_rows(Layout(long_page(), 50)))


def test_laying_out_rows_does_not_move_those_above() -> None:
    layout = Layout(long_page(), 50)
    middle = RowPlace(150, 1)
    before = layout.y(middle)
    layout.rows(middle, 60)
    assert layout.y(middle) == before


def test_every_row_number_maps_to_a_row_and_back() -> None:
    layout = Layout(long_page(3000), 50)
    layout.settle(60)
    for y in (0, 1, 2, 777, layout.height - 1):
        assert layout.y(layout.at(y)) == y
    assert layout.at(10**9) == layout.last
    assert layout.at(-5) == RowPlace(0, 0)


def test_steps_reach_the_same_row_with_known_or_estimated_lengths() -> None:
    known, guessed = Layout(long_page(), 50), Layout(long_page(), 50)
    known.settle(60)
    place = RowPlace(0, 0)
    for _ in range(40):
        place = guessed.step(place, 11)
    assert known.y(place) == 440
    assert guessed.step(place, -440) == RowPlace(0, 0)
    assert guessed.step(place, 10**6) == guessed.last == known.last


def test_an_enormous_paragraph_is_laid_out_in_parts_without_loss() -> None:
    words = "word " * LONGEST_PIECE
    layout = Layout(page(words, "End."), 60)
    assert len(layout) > 5
    rows = [row for row in all_rows(layout) if row.kind == "text"]
    assert "".join(layout.article.text[row.start : row.end] for row in rows[:-1]) == words
    assert all(row.kind != "blank" for row in all_rows(layout)[1 : len(rows)])


@pytest.mark.parametrize("article", [Article("x", ""), page(""), page(("rule", ""))])
def test_an_empty_article_has_a_row(article: Article) -> None:
    layout = Layout(article, 40)
    assert layout.height >= 1
    assert layout.place_of(0) is not None
    assert layout.offset_at(layout.last, 7) == 0


def test_hidden_sentences_are_folded_into_one_row() -> None:
    article = page("One.", "Two. Then more.", "Three.", "Four.")
    layout = Layout(article, 40, [found(article, "Then more."), found(article, "Four.")])
    rows = [(row.kind, article.text[row.start : row.end].strip()) for row in all_rows(layout) if row.kind != "blank"]
    assert rows == [("fold", "One.\n\nTwo."), ("text", "Then more."), ("fold", "Three."), ("text", "Four.")]


def test_offsets_inside_a_fold_are_on_its_row() -> None:
    article = page("One.", "Two.", "Three.")
    layout = Layout(article, 40, [found(article, "Three.")])
    assert layout.row(layout.place_of(found(article, "Two.").start)).kind == "fold"


def test_folding_everything_leaves_one_fold() -> None:
    layout = Layout(page("One.", "Two."), 40, [])
    assert [row.kind for row in all_rows(layout)] == ["blank", "fold"]
    assert layout.span_of(0) == Span(0, 10)


def test_the_outlet_and_address_of_a_web_page_are_shown_below_its_head() -> None:
    blocks = (Block(Span(0, 4), "headline"), Block(Span(6, 23), "paragraph"))
    url = "https://post.example/pier"
    article = Article("p", "Pier\n\nThe pier is open.", blocks, site="Post", url=url, format="html")
    kinds = [row.kind for row in all_rows(Layout(article, 40))]
    assert kinds == ["blank", "text", "blank", "source", "blank", "line", "blank", "text"]
    assert source_line(article) == "Post · post.example/pier"
    assert not source_line(replace(article, format="markdown"))
