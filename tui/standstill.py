"""Letting the analysis stand still for the moment in which a key is answered.

Many a machine's two processors are the two halves of one: what one does takes half of the other's strength, and a key
takes twice as long while an article is analysed. Measured so, with 100,000 words: the median of `j` 12 ms beside the
analysis, 6 without it. No priority helps, since each has a processor to itself.

Only where a process can be told to end with its parent (Linux): one that stands still could not see that its reader
is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys

LONGEST = 0.05
"""Seconds after which it goes on without a frame too: a key that changes nothing makes none. The event loop has to
turn for that."""
TERMINAL = 0.01
"""Seconds for which it stands still after a frame: the terminal has to draw it, with the same processors."""
PR_SET_PDEATHSIG = 1
"""Linux's number for it, from <linux/prctl.h>."""


def end_with_parent() -> bool:
    """Have this process ended as soon as the thread that started it ends, even while it stands still. False where that
    cannot be had."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        return bool(ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0)
    return False


class Standstill:
    """Stops a process for a moment, and lets it go on. To be used within a running event loop."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._end: asyncio.TimerHandle | None = None
        self._began = self._ended = 0.0

    def begin(self) -> None:
        """Let it stand still until a frame is drawn (`drawn`), or `LONGEST`. Not where it has gone on for less than a
        third of the time for which it stood still before: who keeps a key down gets an analysis too."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._end is not None:
            self._end_at(self._began + LONGEST)
        elif now - self._ended >= (self._ended - self._began) / 3 and self._send(signal.SIGSTOP):
            self._began = now
            self._end_at(now + LONGEST)

    def drawn(self) -> None:
        """The answer is on its way: let it go on as soon as the terminal has had its turn."""
        if self._end is not None:
            self._end_at(min(self._began + LONGEST, asyncio.get_running_loop().time() + TERMINAL))

    def end(self) -> None:
        """Let it go on now."""
        if self._end is not None:
            self._end.cancel()
            self._end = None
            self._ended = asyncio.get_running_loop().time()
            self._send(signal.SIGCONT)

    def _end_at(self, when: float) -> None:
        if self._end is not None:
            self._end.cancel()
        self._end = asyncio.get_running_loop().call_at(when, self.end)

    def _send(self, what: signal.Signals) -> bool:
        with contextlib.suppress(OSError):  # it has ended
            os.kill(self._process, what)
            return True
        return False
