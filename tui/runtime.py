"""How Python and the C library are to behave in a program that answers keys."""

from __future__ import annotations

import contextlib
import sys

M_ARENA_MAX = -8
"""glibc's number for it."""
TURN = 0.001
"""Seconds after which a thread that works lets another one have its turn. Python's own five are seen: a frame needs
several turns."""


def prepare_for_threads() -> None:
    """Call this before the first thread does some work in the background.

    Such threads take memory from where all others do. glibc gives each a stretch of its own, which is not given back:
    five megabytes for what a dozen short tasks have left behind. Where there is no glibc, that is left as it is.
    """
    sys.setswitchinterval(TURN)
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
