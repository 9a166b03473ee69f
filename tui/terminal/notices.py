"""How long notifications are shown, and dismissing them before their time is over.

A notification about one key is out of date as soon as the next key is pressed, but a warning must stay long enough to
be read by somebody who is typing. `App.clear_notifications` removes all of them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.content import Content
from textual.errors import NoWidget
from textual.style import Style

from ..text.safe import visible
from .stock import STOCK

LEAST = 3.0
"""Seconds that a warning stays, whatever is pressed. Every other notification is shown for as long, unless a key is
pressed first."""
LETTERS_A_SECOND = 25
"""How fast a notification is read."""


def seconds_shown(message: str) -> float:
    """Seconds that a notification is shown: a long one as long as it takes to read."""
    return max(LEAST, len(message) / LETTERS_A_SECOND)


def notify_with_action(app: App[Any], sentence: str, advice: str, id: str, *, warning: bool = False) -> None:
    """Show a sentence and advice such as "Press ctrl+z to undo.", which a click follows. `id` is that of an action; the
    app runs it with its action `run`."""
    click = Style.from_meta({"@click": f"app.run({id!r})"})
    words = Content.assemble(visible(f"{sentence} ".lstrip()), (visible(advice), click))
    # No markup: Textual's `escape` misses words of an article such as "$a [". A toast takes `Content` just as well.
    app.notify(words, severity="warning" if warning else "information")  # type: ignore[arg-type]


def is_notice_at(app: App[Any], x: int, y: int) -> bool:
    """Whether a cell of the screen belongs to a notification."""
    with suppress(NoWidget):
        return type(app.screen.get_widget_at(x, y)[0]).__name__ == "Toast"  # its module is private
    return False


def dismiss_notices(app: App[Any], *, warnings: bool = False) -> None:
    """Dismiss every notification but the warnings of the last three seconds; with `warnings`, those too. (Stock Textual
    can only dismiss all of them, so here it dismisses none while there is such a warning.)"""
    old = time.time() - LEAST
    if STOCK:
        if warnings or getattr(app, "warned_at", 0.0) < old:
            app.clear_notifications()
        return
    for before in [
        one for one in app._notifications if warnings or one.severity == "information" or one.raised_at < old
    ]:
        app._unnotify(before)
        for holder in app.screen.query("ToastHolder"):
            if holder.id and holder.id.endswith(before.identity):
                # Textual removes only the toast, and keeps the container around it as long as the screen lives. (No
                # upstream issue is known to us.)
                holder.remove()


def thread_safe_notify(app: App[Any]) -> Callable[[str], None]:
    """A function that shows a notification and may be called in any thread. Create it in the thread of the event
    loop."""
    loop = asyncio.get_running_loop()

    def notify(sentence: str) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(lambda: app.notify(visible(sentence), markup=False, timeout=8))

    return notify
