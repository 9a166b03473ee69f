"""Dismisses notifications before their time is over.

Textual removes a single notification only when its time is over, and `App.clear_notifications` removes all of them,
warnings too. A notification about one key is out of date as soon as the next key is pressed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App

from ..text.safe import visible
from .stock import STOCK


def dismiss_notices(app: App[Any]) -> None:
    """Dismiss every notification that is not a warning. (With stock Textual the warnings are dismissed too.)"""
    if STOCK:
        app.clear_notifications()
        return
    for before in [one for one in app._notifications if one.severity == "information"]:
        app._unnotify(before)
        for holder in app.screen.query("ToastHolder"):
            if holder.id and holder.id.endswith(before.identity):
                # Textual removes only the toast, and keeps the container around it as long as the screen lives.
                holder.remove()


def thread_safe_notify(app: App[Any]) -> Callable[[str], None]:
    """A function that shows a notification and may be called in any thread. Create it in the thread of the event
    loop."""
    loop = asyncio.get_running_loop()

    def notify(sentence: str) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(lambda: app.notify(visible(sentence), markup=False, timeout=8))

    return notify
