"""Doing something a moment later, on a machine that leaves the program no turn meanwhile."""

from __future__ import annotations

import asyncio
import itertools
import time
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen

from tests.reader import reader, ready, screen, until
from tui.terminal.reliable_timer import later


async def test_what_is_to_follow_the_words_comes_though_the_process_had_no_turn_as_its_timer_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = itertools.count()
    # Between any two looks of a timer at the clock others had their turn for a twentieth of a second.
    monkeypatch.setattr("textual.timer._time.get_time", lambda: time.monotonic() + next(turns) // 2 * 0.05)
    app = reader(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        assert screen(app).session.store is not None


async def test_what_was_closed_does_nothing_later() -> None:
    done: list[str] = []
    async with App[None]().run_test() as pilot:
        app = pilot.app
        await app.push_screen(Screen())
        later(app.screen, 0.1, lambda: done.append("closed"))
        later(app, 0.1, lambda: done.append("open"))
        await app.pop_screen()
        await until(pilot, lambda: "open" in done)
        await asyncio.sleep(0.1)
    assert done == ["open"]
