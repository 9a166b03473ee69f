"""Gives typed keys and pasted text to the app one after the other.

Textual sends a key to the widget that has the focus when the key arrives, although the keys before it may not have had
their effect yet. If a user types `e` and an address in one go, and `e` opens a field, the screen below obeys the first
letters of the address, or the field gets them out of order. (No upstream issue is known to us.) Here a
key waits until the one before it has been handled and what it opened has the focus.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen

OPENING = frozenset({"open", "choice", "open_found"})
"""Groups of workers that read something and then show it on a screen of its own."""


MOST_ROUNDS = 20
"""How many times a widget is checked before it gets its key although messages to it never end."""


class KeyQueue:
    """The keys that were typed and not yet handled."""

    def __init__(self, app: App[Any], moving: Collection[str]) -> None:
        """`moving` are the keys that only move, which need not wait for one another: one held down is repeated faster
        than a busy machine paints."""
        self._app = app
        self._moving = moving
        self._typed: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def take(self, message: Message) -> bool:
        """Keep a key or pasted text that comes from the terminal; False for every other message."""
        typed = isinstance(message, (events.Key, events.Paste)) and not message.is_forwarded
        if typed:
            self._typed.put_nowait(message)
        return typed

    def start(self) -> None:
        """Begin to hand out the keys."""
        self._task = asyncio.create_task(self._hand_out())

    def stop(self) -> None:
        """Hand out no more keys."""
        if self._task is not None:
            self._task.cancel()

    async def _hand_out(self) -> None:
        before: Message | None = None
        with contextlib.suppress(ScreenStackError):  # the program ends
            while True:
                event = await self._typed.get()
                if not (self._only_moves(before) and self._only_moves(event)):
                    await self._settled()
                App.post_message(self._app, event)
                before = event

    def _only_moves(self, event: Message | None) -> bool:
        """Never in a box: a letter may choose something there."""
        moves = isinstance(event, events.Key) and event.key in self._moving
        return moves and not isinstance(self._app.screen, ModalScreen)

    async def _settled(self) -> None:
        """Wait until nothing is on its way between the app and the widget that gets the next key, twice in a row: what
        one of them did last may have been to send another message."""
        quiet = rounds = 0
        while quiet < 2 and rounds < MOST_ROUNDS:
            receiver = self._app.focused or self._app.screen
            path = receiver.ancestors_with_self
            for node in path:
                passed = asyncio.Event()
                if node.call_later(passed.set):  # comes after all that was sent before; False if it is closing
                    await passed.wait()
            while self._is_opening():  # not the end of the worker: a box may open before that
                await asyncio.sleep(0.01)
            same = receiver is (self._app.focused or self._app.screen)
            quiet = quiet + 1 if same and not any(map(_has_messages, path)) else 0
            rounds = rounds + 1 if same else 0

    def _is_opening(self) -> bool:
        """Whether another screen is about to be shown. No while a box is open, which shows the progress or asks
        something and has keys of its own."""
        if isinstance(self._app.screen, ModalScreen):
            return False
        return any(one.group in OPENING and not one.is_finished for one in self._app.workers)


def _has_messages(node: DOMNode) -> bool:
    """Whether a node has yet to handle a message. A node takes one message out of its queue in advance."""
    return node.message_queue_size > 0 or node._pending_message is not None
