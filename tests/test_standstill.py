"""The analysis stands still while a key is answered, and never for good."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.app import SuspendNotSupported

from tests.processes import state
from tests.reader import PATIENCE, FakeAnalyst, reader, ready, until
from tui import standstill
from tui.analysis.client import Analyst
from tui.formats.loading import parse_article
from tui.standstill import Standstill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there it may stand still")


async def becomes(process: int, *states: str) -> None:
    end = time.monotonic() + PATIENCE
    while state(process) not in states:
        assert time.monotonic() < end, f"it is {state(process)!r} and never one of {states}"
        await asyncio.sleep(0.001)


@pytest.fixture
def busy() -> Iterator[int]:
    """A process that always has something to do."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        yield process.pid
        process.kill()


async def test_it_stands_still_until_a_frame_is_drawn(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "LONGEST", 3600)
    still = Standstill(busy)
    still.begin()
    await becomes(busy, "T")
    await asyncio.sleep(0.1)
    assert state(busy) == "T"
    still.drawn()
    await becomes(busy, "R")
    still.drawn()  # a frame nobody asked for
    assert state(busy) != "T"


async def test_it_goes_on_where_no_frame_comes(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "LONGEST", 1.0)
    still = Standstill(busy)
    still.begin()
    await becomes(busy, "T")
    await becomes(busy, "R")


class Clock:
    """A loop whose time is told, and which rings one timer."""

    def __init__(self) -> None:
        self.now = 10.0
        self.ring: tuple[float, Callable[[], None]] | None = None

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, do: Callable[[], None]) -> SimpleNamespace:
        self.ring = (when, do)
        return SimpleNamespace(cancel=lambda: setattr(self, "ring", None))

    def go_to(self, now: float) -> None:
        """It is so late, and what was to ring till then has rung."""
        if self.ring is not None and self.ring[0] <= now:
            self.now, do = self.ring
            do()
        self.now = now


def test_whoever_keeps_a_key_down_leaves_it_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(standstill.asyncio, "get_running_loop", lambda: clock)
    sent: list[tuple[float, str]] = []
    monkeypatch.setattr(Standstill, "_send", lambda self, what: not sent.append((round(clock.now, 3), what.name)))
    still = Standstill(1)
    for now, what in (
        (10.000, still.begin),
        (10.008, still.drawn),
        (10.012, still.begin),  # the next key, before the terminal's turn is over
        (10.020, still.drawn),
        (10.024, still.begin),
        (10.032, still.drawn),
        (10.044, still.drawn),  # a frame nobody asked for
        (10.046, still.begin),  # it has not gone on for long enough
        (10.060, still.begin),
        (10.100, still.drawn),
        (10.120, still.end),
    ):
        clock.go_to(now)
        what()
    assert sent == [(10.0, "SIGSTOP"), (10.042, "SIGCONT"), (10.06, "SIGSTOP"), (10.11, "SIGCONT")]


async def test_one_that_has_ended_is_left_alone(busy: int) -> None:
    os.kill(busy, signal.SIGKILL)
    os.waitpid(busy, 0)
    still = Standstill(busy)
    still.begin()
    still.drawn()
    still.end()


async def test_one_that_stands_still_ends_with_who_started_it() -> None:
    child = (
        "import time\nfrom tui.standstill import end_with_parent\nprint(end_with_parent(), flush=True)\ntime.sleep(600)"
    )
    parent = (
        "import os, signal, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}], stdout=subprocess.PIPE, start_new_session=True)\n"
        "assert child.stdout.readline() == b'True\\n'\n"
        "os.kill(child.pid, signal.SIGSTOP)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        still = int(process.stdout.readline())
        await becomes(still, "T")
        process.kill()
    await becomes(still, "")


@pytest.mark.model
async def test_the_analysis_itself_stands_still_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "LONGEST", 5.0)
    analyst = Analyst()
    analyst.stand_still()  # there is none yet
    try:
        await analyst.prepare()
        assert analyst._process is not None
        process = analyst._process.pid
        while analyst._standstill is None:
            await asyncio.sleep(0.01)
        analyst.stand_still()
        await becomes(process, "T")
        monkeypatch.setattr(standstill, "LONGEST", 3600)
        analyst.stand_still()
        # Who asks it something does not have it stand still.
        found = await analyst.analyze(parse_article("The mayor, Tora Lind, spoke.", "a.txt", format="text"))
        assert found.entities
        analyst.stand_still()
        await becomes(process, "T")
    finally:
        await analyst.close()
    await becomes(process, "")


async def test_a_key_has_it_stand_still_and_its_frame_lets_it_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(FakeAnalyst, "stand_still", lambda self: told.append("still"))
    monkeypatch.setattr(FakeAnalyst, "drawn", lambda self: told.append("drawn"))
    app = reader(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        told.clear()
        await pilot.press("j")
        await until(pilot, lambda: "still" in told and "drawn" in told[told.index("still") :])


async def test_it_goes_on_while_the_reader_has_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(FakeAnalyst, "go_on", lambda self: told.append("goes on"))
    app = reader(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        with suppress(SuspendNotSupported), app.suspend():
            pass
    assert told == ["goes on"]
