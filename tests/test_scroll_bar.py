"""The bar at the side of a pane: as Textual's own, drawn at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tests.reader import reader, ready
from tui.look.themes import LIGHT
from tui.widgets.scroll_bar import SideBar


def cells(strips: list[Strip]) -> list[tuple[str, object, object, object]]:
    """What each line shows, and what a click there does."""
    found = []
    for strip in strips:
        (segment,) = strip
        assert segment.style is not None
        meta = {key: value for key, value in segment.style.meta.items() if key != "offset"}
        found.append((segment.text, segment.style.color, segment.style.bgcolor, (segment.style.reverse, meta)))
    return found


@pytest.mark.parametrize("theme", [LIGHT.name, "ansi-dark"])
async def test_it_is_drawn_as_textuals_own(tmp_path: Path, theme: str) -> None:
    app = reader(tmp_path)
    app.theme = theme
    async with app.run_test(size=(60, 12)) as pilot:
        await ready(pilot)
        bar = app.screen.query_one("ArticleView").vertical_scrollbar
        assert isinstance(bar, SideBar)
        whole = Region(0, 0, *bar.outer_size)
        for virtual, window, position in ((100, 12, 0), (100, 12, 13), (3000, 12, 1501), (100, 12, 88), (5, 12, 0)):
            bar.window_virtual_size, bar.window_size, bar.position = virtual, window, position
            await pilot.pause()
            own = ScrollBar.render_lines(bar, whole)
            assert cells(bar.render_lines(whole)) == cells(own)
            part = Region(0, 3, whole.width, 4)
            assert cells(bar.render_lines(part)) == cells(own)[3:7]


async def test_it_asks_to_be_drawn_only_where_it_looks_otherwise(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(60, 12)) as pilot:
        await ready(pilot)
        bar = app.screen.query_one("ArticleView").vertical_scrollbar
        # In one go: the pane tells the bar its own height whenever it lays its words out.
        bar.window_virtual_size, bar.window_size, bar.position = 8000, 12, 100
        bar.render_lines(Region(0, 0, *bar.outer_size))
        bar._dirty_regions.clear()
        bar.position = 101
        assert not bar._dirty_regions
        bar.position = 4000
        assert bar._dirty_regions
        bar.render_lines(Region(0, 0, *bar.outer_size))
        bar._dirty_regions.clear()
        app.screen.query_one("ArticleView").styles.scrollbar_color = "red"
        bar.refresh()
        assert bar._dirty_regions
