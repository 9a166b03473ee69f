"""A one-shot timer that fires. (No upstream issue is known to us.)"""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

from .stock import STOCK


def set_reliable_timer(node: MessagePump, seconds: float, callback: Callable[[], object]) -> Timer:
    """Call `callback` once, after `seconds` seconds, unless `node` has been closed by then.

    Textual's `set_timer` may never fire: a timer skips the ticks it is late for, and a one-shot timer has only one.
    A ten-millisecond timer on a busy machine, where the process did not get its turn in time, never fired.
    """
    timer = node.set_timer(seconds, callback)
    if not STOCK:
        timer._skip = False
    return timer
