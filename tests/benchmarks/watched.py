"""A terminal that measures: when something was first seen, how long a key took, what the process costs.

Bytes are stamped when they are read and drawn afterwards, so that the emulator's own time is in no figure; a frame
inside a synchronized update counts when it ends.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import Terminal

STILL = 0.03
"""Seconds without a change after which a key's work is held to be done."""
DEAD = 1.0
"""Seconds after which a key is held to have done nothing that one sees."""


@dataclass(frozen=True, slots=True)
class Press:
    """What one key did. Milliseconds from writing it."""

    first: float
    """To the first change that one sees."""
    settled: float
    """To the last."""
    size: int
    """Bytes sent to the terminal."""


class Watched(Terminal):
    """`Terminal` with a stopwatch."""

    _changed = 0.0
    """When what is on the screen now came."""

    def show(self) -> float | None:
        when = super().show()
        self._changed = when or self._changed
        return when

    def seen(self, pattern: re.Pattern[str], timeout: float) -> float | None:
        """Milliseconds from the start of the program to when `pattern` was on the screen; None where it never was."""
        end = time.perf_counter() + timeout
        if pattern.search(self.text):
            # Two things that come with one frame come at one time, however long it took to draw it here.
            return self._since_start(self._changed)
        while time.perf_counter() < end and not (self.ended and not self.waiting):
            self.receive(0 if self.waiting else 0.05)
            if self.waiting and (when := self.show()) and pattern.search(self.text):
                return self._since_start(when)
        return None

    def time_key(self, name: str, dead: float = DEAD) -> Press | None:
        """Sends a key and waits until what it does is done. None where nothing changed within `dead` seconds."""
        while self.receive(0) or self.waiting:
            self.show_all()
        before, first, last = len(self.output), 0.0, 0.0
        start = time.perf_counter()
        self.press(name)
        while not self.ended:
            self.receive(0 if self.waiting else 0.002)
            if self.waiting and (when := self.show()):
                first, last = first or when, when
            now = time.perf_counter()
            if not self.waiting and (now - last > STILL if first else now - start > dead):
                break
        if not first:
            return None
        return Press((first - start) * 1000, (last - start) * 1000, len(self.output) - before)

    def time_keys(
        self, name: str, back: str, count: int, seconds: float = float("inf"), dead: float = DEAD
    ) -> list[Press]:
        """Up to `count` presses within `seconds`. At an end of the text, where a key does nothing, goes on with
        `back`; that press is not counted. Fewer where both do nothing."""
        presses: list[Press] = []
        idle = 0
        end = time.perf_counter() + seconds
        while len(presses) < count and idle < 2 and time.perf_counter() < end:
            if press := self.time_key(name, dead):
                presses.append(press)
                idle = 0
            else:
                name, back = back, name
                idle += 1
        return presses

    def flood(self, name: str, count: int, timeout: float) -> float:
        """Sends a key many times at once. Milliseconds to the last change, once the program has nothing left to do."""
        self.settle(0.2, timeout)
        start = last = time.perf_counter()
        self.press(*[name] * count)
        while time.perf_counter() - start < timeout:
            used = self.cpu(self.process.pid)
            quiet_from = time.perf_counter()
            # What was received is drawn first, however long that takes: the picture has to be the last one.
            while self.waiting or time.perf_counter() - quiet_from < 0.7:
                self.receive(0 if self.waiting else 0.05)
                if self.waiting and (when := self.show()):
                    last = quiet_from = when
            if self.cpu(self.process.pid) - used < 0.1:
                break
        return (last - start) * 1000

    def idle(self, seconds: float) -> float:
        """CPU seconds that the program itself, without the processes it started, uses in `seconds` of nothing."""
        before = self.cpu(self.process.pid)
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.receive(left)
            self.show_all()
        return self.cpu(self.process.pid) - before

    def wait_for_helpers(self, timeout: float) -> bool:
        """Waits until the program has started processes and they have nothing to do for a second. False on timeout."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            there = self.helpers()
            before = sum(map(self.cpu, there))
            self.idle(1.0 if there else 0.1)
            if there and abs(sum(map(self.cpu, self.helpers())) - before) < 0.05:
                return True
        return False

    def helpers(self) -> list[int]:
        """The processes that the program started, and those that they started."""
        return self.started_by(self.process.pid)

    @staticmethod
    def started_by(process: int) -> list[int]:
        """The processes that one has started, and those that they started."""
        found, new = [], [process]
        while new:
            pid = new.pop()
            with contextlib.suppress(OSError):
                for path in Path(f"/proc/{pid}/task").glob("*/children"):
                    children = [int(child) for child in path.read_text().split()]
                    found += children
                    new += children
        return found

    @staticmethod
    def cpu(pid: int) -> float:
        """CPU seconds that a process has used, with those of its children that have ended; 0 where it is not known."""
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    @staticmethod
    def memory(pid: int, line: str = "VmRSS") -> float | None:
        """The megabytes that a process has in memory; None where it is not known."""
        with contextlib.suppress(OSError):
            if found := re.search(rf"{line}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()):
                return int(found[1]) / 1024
        return None

    @classmethod
    def peak_memory(cls, pid: int) -> float | None:
        """The most that it has had."""
        return cls.memory(pid, "VmHWM")

    def _since_start(self, when: float) -> float:
        return (when - self.started) * 1000
