"""Two articles compared on the screen. Texts are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.reader import FakeAnalyst, analysis, article, reader, ready, screen, until
from tests.test_comparison import ONE, TWO
from tui.evidence.comparison import compare
from tui.formats.loading import parse_article
from tui.screens.comparison import ComparisonScreen, comparison_items, titles
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.reading.screen import ReadingScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis
from tui.text.safe import cells


@pytest.mark.parametrize("side_by_side", [True, False])
def test_rows_show_both_articles_and_the_words_that_differ(side_by_side: bool) -> None:
    found = compare(ONE, TWO)
    items = comparison_items(ONE, TWO, found, 76, side_by_side=side_by_side)
    rows = [item.line.plain for item in items]
    assert [row for row in rows if row.endswith(")")][0] == "Quotations (3)"
    figures = rows[rows.index("Figures that disagree (1)") + 1].split("\n")
    beside = [line for line in figures if "At least 12" in line and "that at" in line]
    assert bool(beside) == side_by_side and any("12" in line and "14" in line for line in figures[-1:])
    assert any(row.startswith("B Ida Holm  only in B") for row in rows)
    source = next(row for row in rows if row.startswith("& Tora Lind")).split("\n")
    assert source[:2] == ["& Tora Lind  a source of both", "    A: the first of 2 statements · B: the only statement"]
    assert all(cells(line) <= 76 for row in rows for line in row.split("\n"))


def test_long_titles_side_by_side_stay_apart() -> None:
    long = replace(ONE, article=replace(ONE.article, headline="The ferry sank in the harbour " * 4))
    assert "…  B The ferry" in titles(long, long, compare(ONE, TWO), 115, wide=True)
    for wide, width in ((True, 115), (False, 56)):  # articles with one title are told apart by their files
        both = titles(ONE, replace(ONE, article=replace(ONE.article, source="copies/later.md")), [], width, wide=wide)
        assert "copies/later.md" in both


async def test_a_key_compares_the_article_with_another_of_the_library(tmp_path: Path) -> None:
    path = tmp_path / "late.md"
    text = article().text.replace("ten years", "twelve years").replace("Odd Berg", "Ole Berg")
    path.write_text(text, encoding="utf-8")
    with open_store(tmp_path / "data") as store:
        store.articles.keep(parse_article(text, str(path)))
    app = reader(tmp_path)
    app.services.analyst = FakeAnalyst(  # type: ignore[assignment]
        lambda of: analysis(of) if "Odd Berg" in of.text else Analysis(of.digest)
    )
    async with app.run_test(size=(160, 40)) as pilot:
        await ready(pilot)
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press(*"late", "enter")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen) and app.screen.found)
        shown = app.screen
        assert isinstance(shown, ComparisonScreen)
        assert str(shown.query_one(".title", Static).render()).lstrip().startswith("A Ferry to run at night")
        assert [item.state for item in shown.found if item.kind == "quotation"] == ["changed", "same"]
        columns, exported = shown.exported
        rows = [dict(zip(columns, row, strict=True)) for row in exported]
        quotations = [row["state"] for row in rows if row["kind"] == "quotation"]
        assert quotations == ["not quite the same", "the same in both"]
        assert len(rows) == len(shown.found), "E writes what the list shows"
        assert shown.export_name == "comparison"
        await pilot.click(shown.rows, offset=(10, 1))
        await pilot.pause()
        assert app.screen is shown, "a click only moves the cursor"
        await pilot.click(shown.rows, offset=(10, 1), times=2)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert "waited ten years" in screen(app).session.article.text[screen(app).view.caret :][:40]
