"""Which rows are repainted, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader import FakeAnalyst, find, reader, ready, screen, until
from tui.formats.loading import parse_article
from tui.screens.reading.screen import ReadingScreen
from tui.text.analysis import Analysis
from tui.widgets.article.row_painter import RowPainter


def on_screen(here: ReadingScreen) -> list[object]:
    """The rows of the pane as drawn."""
    return [here.view.render_line(y) for y in range(here.view.size.height)]


async def test_a_new_highlight_repaints_only_the_rows_it_touches_and_applies_no_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("p", "p", "s", "c", "escape")
        await until(pilot, lambda: here.session.corrections)
        sentence = find(here.session.article.text, "Fishermen fear for their nets.")
        here.view.go_to(sentence)
        await pilot.pause()
        painted: list[int] = []
        paint = RowPainter.strip

        def counted(self: RowPainter, row, *more: object):  # type: ignore[no-untyped-def]  # the arguments of the call
            painted.append(row.start)
            return paint(self, row, *more)

        def applied(*_: object) -> Analysis:
            raise AssertionError("the corrections were applied")

        monkeypatch.setattr(RowPainter, "strip", counted)
        monkeypatch.setattr("tui.notes.corrected_analysis.corrected", applied)
        layers: list[str] = []
        set_layer = type(here.view).set_layer
        monkeypatch.setattr(
            type(here.view), "set_layer", lambda self, name, marks: layers.append(name) or set_layer(self, name, marks)
        )
        # Without the menu of labels, below which the caret's row is painted without it.
        here.controllers.highlights.mark_as("claim")
        await pilot.pause()
        await until(pilot, lambda: painted)
        assert len(here.session.placed) == 1
        assert layers == ["highlight"]
        rows = [row for _, row in here.view._rows() if row.start < sentence.end and sentence.start < row.end]
        assert set(painted) == {row.start for row in rows} and len(painted) == len(rows)


async def test_undoing_a_correction_restores_the_painting_of_the_article(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        before = on_screen(here)
        await pilot.press("p", "p", "x", "escape")
        await until(pilot, lambda: here.session.corrections)
        await pilot.pause()
        assert on_screen(here) != before
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not here.session.corrections)
        await pilot.press("g")  # undo moved the caret to the changed words
        await pilot.pause()
        assert on_screen(here) == before


async def test_a_row_scrolled_back_into_view_shows_no_old_caret(tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"Paragraph {number} of a report that goes on and on." for number in range(90))
    app = reader(tmp_path, of=parse_article(f"# A report\n\n{paragraphs}", "report.md", format="markdown"))
    app.services.analyst = FakeAnalyst(lambda article: Analysis(article.digest, "test"))  # type: ignore[assignment]
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("ctrl+right", "ctrl+right", "d", "d", "u", "u")
        await pilot.pause()
        cached = on_screen(here)
        here.view._strips.clear()
        assert cached == on_screen(here)
