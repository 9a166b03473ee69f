"""The contrast that the reader sees, measured cell by cell in several themes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import Vertical

from tests.contrast import painted, too_faint
from tests.reader import reader, ready, screen, until
from tui.config.settings import Settings

THEMES = ("newsreader-dark", "newsreader-light", "textual-light", "nord", "solarized-dark")
"""Our themes, and the Textual themes that differ most. The pairs of variables are tested in all themes."""


@pytest.fixture(autouse=True)
def _a_terminal_of_full_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate a full-colour terminal, because the program checks it before choosing a theme."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize("theme", THEMES)
async def test_all_text_on_the_reading_screen_has_enough_contrast(theme: str, tmp_path: Path) -> None:
    app = reader(tmp_path, settings=replace(Settings(), theme=theme), page_under_boxes=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        assert app.theme == theme
        await pilot.press("m", "2", "j", "right_parenthesis", "m", "1")
        for key in ("p", "w", "c", "number_sign", "L"):
            await pilot.press(key)
            await pilot.pause()
            assert too_faint(app) == [], f"list {key}"
        await pilot.press("tab")
        app.notify("A sentence.", title="Notice", severity="error", timeout=60)
        await until(pilot, lambda: app.screen.query("Toast"))
        assert too_faint(app) == [], "notification"
        screen(app).view.focus()
        await pilot.press("slash", *"lind")
        await pilot.pause()
        assert too_faint(app) == [], "find"
        await pilot.press("alt+r", "left_parenthesis")
        await pilot.pause()
        assert too_faint(app) == [], "a broken expression"
        await pilot.press("escape", "v")
        await pilot.pause()
        assert too_faint(app) == [], "selection"
        await pilot.press("escape", "ampersand")
        await pilot.pause()
        assert too_faint(app) == [], "folded"
        await pilot.press("escape", "Z")
        await pilot.pause()
        assert too_faint(app) == [], "all but a paragraph dimmed"
        assert len(painted(app)) > 20


@pytest.mark.parametrize("theme", ["newsreader-light", "nord"])
async def test_all_text_in_boxes_over_the_reading_screen_has_enough_contrast(theme: str, tmp_path: Path) -> None:
    app = reader(tmp_path, settings=replace(Settings(), theme=theme), page_under_boxes=True)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert app.theme == theme
        here = screen(app)
        opened = 0
        for _ in range(4):
            await pilot.press("right_parenthesis")
        for key in ("question_mark", "a", "t", "s", "f", "F", "O", "i", "K"):
            await pilot.press(key)
            await pilot.pause()
            # The page behind a box is dimmed on purpose.
            box = next(iter(app.screen.query(Vertical)), None) if app.screen is not here else None
            while box is not None and not box.region.area:
                await pilot.pause(0.02)
            assert too_faint(app, within=box.region if box else None) == [], key
            while app.screen is not here:
                opened += 1
                await pilot.press("escape")
                await pilot.pause()
        assert opened > 4
