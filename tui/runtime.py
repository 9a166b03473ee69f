"""How Python and the C library are to behave in a program that answers keys."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

M_ARENA_MAX = -8
M_MMAP_THRESHOLD = -3
"""glibc's numbers for them."""
LARGE = 1 << 18
"""Bytes from which memory is asked of the system, and given back."""
TURN = 0.001
"""Seconds after which a thread that works lets another one have its turn. Python's own five are seen: a frame needs
several turns."""


@contextlib.contextmanager
def _c_library() -> Iterator[Any]:
    """The C library; what cannot be done where it is another one than glibc is left out."""
    with contextlib.suppress(AttributeError):
        try:
            import ctypes

            library = ctypes.CDLL(None)
        except (ImportError, OSError):
            library = None
        yield library


def give_back() -> None:
    """Give memory that is free back to the system, after work that has taken much of it: glibc keeps what lies between
    two pieces that are in use. A millisecond or two; where there is no glibc, nothing is done."""
    with _c_library() as library:
        library.malloc_trim(0)


def prepare_for_threads() -> None:
    """Call this before the first thread does some work in the background.

    Such threads take memory from where all others do. glibc gives each a stretch of its own, which is not given back:
    five megabytes for what a dozen short tasks have left behind. And what is large goes back to the system at once;
    glibc would keep up to thirty-two megabytes of it. Where there is no glibc, all is left as it is.
    """
    sys.setswitchinterval(TURN)
    with _c_library() as library:
        library.mallopt(M_ARENA_MAX, 1)
        library.mallopt(M_MMAP_THRESHOLD, LARGE)
