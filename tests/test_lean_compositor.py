"""Frames are put together as Textual does it, from fewer widgets."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from textual._compositor import Compositor
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from tests.reader import reader, ready
from tui.app import NewsReader
from tui.lean_compositor import LeanCompositor
from tui.screens.reading.screen import ReadingScreen


def both(app: NewsReader, changes: set[Region]) -> tuple[str, str]:
    """What is sent for some changes, as it is put together here and by Textual."""
    lean = app.screen._compositor
    own = Compositor()
    own.__dict__.update(lean.__dict__)
    sent = []
    for one in (lean, own):
        one._dirty_regions = set(changes)
        update = one.render_update()
        told = update.render_segments(app.console) if update else ""  # type: ignore[attr-defined]
        # Textual also goes to where a change ends, and writes nothing there.
        sent.append(re.sub(r"\x1b\[\d+;\d+H(?=\n*(?:\x1b\[\d+;\d+H|\Z))", "", told))
    return sent[0], sent[1]


async def compared(app: NewsReader, pilot: Pilot[None]) -> None:
    dice = random.Random(7)
    width, height = app.size
    regions = [widget.region for widget in app.screen.walk_children() if widget.region]
    for _ in range(60):
        changes = set()
        for _ in range(dice.randint(1, 3)):
            x, y = dice.randrange(width), dice.randrange(height)
            changes.add(Region(x, y, dice.randint(1, width - x), dice.randint(1, height - y)))
        changes |= {dice.choice(regions)}
        mine, its = both(app, changes)
        assert mine == its
    mine, its = both(app, {app.screen.size.region})
    assert mine == its


async def test_frames_are_those_of_textual(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(110, 24), notifications=True) as pilot:
        await ready(pilot)
        assert isinstance(app.screen, ReadingScreen) and isinstance(app.screen._compositor, LeanCompositor)
        await compared(app, pilot)
        app.notify("A sentence over the footer.", markup=False)
        await pilot.press("slash", *"ferry")
        await pilot.pause()
        await compared(app, pilot)
        await pilot.press("escape")
        await pilot.resize_terminal(60, 14)
        await pilot.press("tab")
        await pilot.pause()
        await compared(app, pilot)


async def test_what_does_not_show_in_the_change_is_not_asked(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(110, 24)) as pilot:
        await ready(pilot)
        asked: list[str] = []

        def counted(widget: Widget) -> Callable[[Region], list[Strip]]:
            lines = widget.render_lines
            return lambda crop: asked.append(type(widget).__name__) or lines(crop)  # type: ignore[func-returns-value]

        for widget in app.screen.walk_children(with_self=True):
            widget.render_lines = counted(widget)  # type: ignore[method-assign]
        pane = app.screen.query_one("ArticleView")
        app.screen._compositor._dirty_regions = {pane.region}
        app.screen._compositor.render_update()
        assert "ArticleView" in asked
        assert not {"ItemList", "KeyBar", "TopicBar", "ReadingScreen"} & set(asked)
