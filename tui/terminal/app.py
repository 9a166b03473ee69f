"""The part of the application that works around Textual, so that nothing else needs its private names."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Collection, Iterator
from traceback import walk_tb

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen

from .double_click import DoubleClick
from .key_queue import KeyQueue
from .memory import free_removed_widgets
from .stock import STOCK

try:
    from .driver import SteadyDriver
except ImportError:  # Windows has no termios, so Textual's own driver is used there as it is
    SteadyDriver = None  # type: ignore[assignment,misc]  # what the methods below ask


class TerminalApp(App[None]):
    """An app that sends less to the terminal, and reports a crash in a sentence."""

    warned_at = 0.0
    """When the last warning was shown, in seconds since the epoch."""

    moving_keys: Collection[str] = ()
    """The keys that only move, wherever they mean anything (in Textual's spelling)."""
    _key_queue: KeyQueue | None = None
    _double_click: DoubleClick | None = None
    _suspended = False
    """Whether another program has the terminal."""

    def on_load(self) -> None:
        """Called by Textual before the terminal is taken."""
        free_removed_widgets()
        if not STOCK:
            self._key_queue = KeyQueue(self, self.moving_keys)
            self._key_queue.start()
            self._double_click = DoubleClick(self)

    async def on_unmount(self) -> None:
        """Called by Textual when the program ends."""
        if self._key_queue is not None:
            self._key_queue.stop()

    def post_message(self, message: Message) -> bool:
        """Let a key wait for the previous one (`KeyQueue`)."""
        return self._key_queue is not None and self._key_queue.take(message) or super().post_message(message)

    def end_on_signals(self) -> None:
        """Release the terminal and save unsaved text when the program is ended or its window is closed."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self.exit, None, 128 + number)

        def interrupt(*_: object) -> None:
            if not self._suspended:
                loop.call_soon_threadsafe(self.exit, None, 128 + signal.SIGINT)

        # Not `add_signal_handler`, which would wait for the end of an editor and then close the program.
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, interrupt)

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        """Release the terminal to another program while the block runs. ctrl+c is for that program. What the block
        raises is raised once the terminal is ours again; Textual would never take it back. (No upstream issue is known
        to us.)"""
        if STOCK:
            with super().suspend():
                yield
            return
        failure: BaseException | None = None
        self._suspended = True
        try:
            with super().suspend():
                try:
                    yield
                except BaseException as error:
                    failure = error
        finally:
            self._suspended = False
        if failure is not None:
            raise failure

    def write_log(self, sentence: str, error: BaseException | None = None) -> None:
        """Add a line to the log."""
        raise NotImplementedError

    def crash_message(self, error: BaseException | None) -> str:
        """What the shell shows after a crash."""
        raise NotImplementedError

    def get_driver_class(self) -> type[Driver]:
        """Our driver in place of Textual's for Linux and macOS."""
        usual = super().get_driver_class()
        ours = SteadyDriver is not None and usual is SteadyDriver.__base__ and not STOCK
        return SteadyDriver if ours else usual

    def forget_screen(self) -> None:
        """Send the next frame whole: another program, or a resized window, may have changed what the terminal shows."""
        if SteadyDriver is not None and isinstance(self._driver, SteadyDriver):
            self._driver.forget()

    async def on_event(self, event: events.Event) -> None:
        """A window that was resized, or out of focus, may have lost what it showed, so send the next frame whole. The
        second half of a double click is not for what the first half has just brought under the mouse."""
        if isinstance(event, (events.Resize, events.AppFocus)):
            self.forget_screen()
        if self._double_click is not None and self._double_click.is_spent(event):
            return
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """While the program ends, or after a screen was closed at once, a worker or a handler may look for a widget
        that is gone. Log that error; Textual would exit with a traceback and status 1. (No upstream issue is known to
        us.)"""
        cause = getattr(error, "error", error)
        ends = self._exit or not self.is_running
        if not STOCK and isinstance(cause, NoMatches) and (ends or self._is_of_closed_screen(cause)):
            self.write_log("Something was still running when its screen was closed.", error)
        else:
            super()._handle_exception(error)

    def _is_of_closed_screen(self, error: NoMatches) -> bool:
        """Whether a method of a screen that is no longer open raised the error."""
        callers = [frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__)]
        return any(isinstance(caller, Screen) and caller not in self.screen_stack for caller in callers)

    def panic(self, *renderables: RenderableType) -> None:
        """End with a message. The exit status is never 0, which Textual leaves unless an event handler raised (Textual
        issue 4325, closed without a change)."""
        if not STOCK:
            self._return_code = self._return_code or 1
        super().panic(*renderables)

    def _fatal_error(self) -> None:
        """Show a sentence instead of Textual's traceback with all local variables, which are pages long and may have
        words of the article. The traceback goes to the log. (Textual shows it on purpose, so there is no issue.)"""
        if STOCK:
            super()._fatal_error()
            return
        error = sys.exc_info()[1] or self._exception
        self.write_log("newsreader crashed because of a bug.", error)
        self.panic(Text(self.crash_message(error)))
