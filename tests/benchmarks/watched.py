"""A terminal that measures: when something first appeared, how long a key took, what the process uses.

Bytes are time-stamped on reading and drawn afterwards, so that the emulator's own time affects no figure; a frame
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
"""Seconds without a change after which the effect of a key counts as complete."""
DEAD = 1.0
"""Seconds without a visible effect after which a key counts as having done nothing."""


@dataclass(frozen=True, slots=True)
class Press:
    """The effect of one key, in milliseconds from writing it."""

    first: float
    """Until the first visible change."""
    settled: float
    """Until the last."""
    size: int
    """Bytes sent to the terminal."""


class Watched(Terminal):
    """`Terminal` with a stopwatch."""

    _changed = 0.0
    """When the current content of the screen arrived."""

    def show(self) -> float | None:
        when = super().show()
        self._changed = when or self._changed
        return when

    def seen(self, pattern: re.Pattern[str], timeout: float) -> float | None:
        """Milliseconds from the start of the program until `pattern` was on the screen; None if it never was."""
        end = time.perf_counter() + timeout
        if pattern.search(self.text):
            # Two things in one frame get the same time, however long drawing took here.
            return self._since_start(self._changed)
        while time.perf_counter() < end and not (self.ended and not self.waiting):
            self.receive(0 if self.waiting else 0.05)
            if self.waiting and (when := self.show()) and pattern.search(self.text):
                return self._since_start(when)
        return None

    def time_key(self, name: str, dead: float = DEAD) -> Press | None:
        """Send a key and wait until its effect is complete. None if nothing changed within `dead` seconds."""
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
        """Press up to `count` times within `seconds`. At an end of the text, where a key does nothing, go on with
        `back`; that press is not counted. Returns fewer if both do nothing."""
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
        """Send a key many times at once. Milliseconds to the last change, once the program is idle."""
        self.settle(0.2, timeout)
        start = last = time.perf_counter()
        self.press(*[name] * count)
        while time.perf_counter() - start < timeout:
            used = self.cpu(self.process.pid)
            quiet_from = time.perf_counter()
            # Draw everything received first, however long that takes: the picture must be the last one.
            while self.waiting or time.perf_counter() - quiet_from < 0.7:
                self.receive(0 if self.waiting else 0.05)
                if self.waiting and (when := self.show()):
                    last = quiet_from = when
            if self.cpu(self.process.pid) - used < 0.1:
                break
        return (last - start) * 1000

    def idle(self, seconds: float) -> float:
        """CPU seconds that the program itself, without its child processes, uses during `seconds` of idling."""
        before = self.cpu(self.process.pid)
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.receive(left)
            self.show_all()
        return self.cpu(self.process.pid) - before

    def wait_for_helpers(self, timeout: float) -> bool:
        """Wait until the program has started child processes and they have been idle for a second. False on timeout.

        On a busy machine a process may get no time for a second and yet have work to do: then it is not asleep.
        """
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            there = self.helpers()
            before = sum(map(self.cpu, there))
            self.idle(1.0 if there else 0.1)
            now = self.helpers()
            if there and abs(sum(map(self.cpu, now)) - before) < 0.05 and not any(map(self.has_work, now)):
                return True
        return False

    def helpers(self) -> list[int]:
        """The child processes of the program, at every level."""
        return self.started_by(self.process.pid)

    @staticmethod
    def started_by(process: int) -> list[int]:
        """The child processes of a process, at every level."""
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
    def has_work(pid: int) -> bool:
        """Whether a process runs or waits for the processor; False if unknown."""
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"
        return False

    @staticmethod
    def cpu(pid: int) -> float:
        """CPU seconds used by a process and its ended children; 0 if unknown."""
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    @staticmethod
    def memory(pid: int, line: str = "VmRSS") -> float | None:
        """The megabytes of memory that a process uses; None if unknown."""
        with contextlib.suppress(OSError):
            if found := re.search(rf"{line}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()):
                return int(found[1]) / 1024
        return None

    @classmethod
    def peak_memory(cls, pid: int) -> float | None:
        """The most memory that the process has used, in megabytes."""
        return cls.memory(pid, "VmHWM")

    def _since_start(self, when: float) -> float:
        return (when - self.started) * 1000
