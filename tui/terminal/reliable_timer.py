"""Doing something a moment later, for certain."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


def later(here: MessagePump, seconds: float, do: Callable[[], object]) -> Timer:
    """Have `here` do something when so many seconds are over, between two of its messages; not if it was closed.

    What Textual's `set_timer` gives may never ring: a timer leaves out what it is late for, and one that is to ring
    once is late for all of it where the process gets no turn for so long just as it starts. With ten milliseconds and
    a busy machine that was seen: the rest of the start stayed away, and with it all that is known of the article.
    """
    timer = here.set_timer(seconds, do)
    timer._skip = False
    return timer
