"""Each fix in `tui/terminal` works, and stock Textual still needs it; a test fails once it does not."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.css.query import NoMatches
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, MouseDown, MouseUp
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Input

from tests.processes import state
from tests.reader import reader, ready, until
from tests.terminal import Terminal
from tui.terminal.app import TerminalApp
from tui.terminal.dismissal import DismissedOnce
from tui.terminal.driver import SteadyDriver, SteadyParser
from tui.terminal.notices import dismiss_notices
from tui.terminal.short_output import ShortOutput
from tui.terminal.timer import set_reliable_timer
from tui.text.find import FindOptions
from tui.widgets.bars.find_bar import FindBar

ROOT = Path(__file__).parent.parent


def read_keys(kind: type[LinuxDriver], data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that a driver of that class reads from the bytes of a terminal."""
    for name in ("getincrementaldecoder", "XTermParser"):
        monkeypatch.setattr(linux_driver, name, getattr(linux_driver, name))
    read, write = os.pipe()
    driver = kind.__new__(kind)
    driver.fileno, driver._debug, driver.exit_event = read, False, threading.Event()
    keys: list[str] = []

    def take(message: Message) -> None:
        keys.append(getattr(message, "key", ""))
        driver.exit_event.set()

    driver.process_message = take  # type: ignore[method-assign]
    os.write(write, data)
    os.close(write)
    try:
        driver.run_input_thread()
    finally:
        os.close(read)
    return keys


def test_an_invalid_utf_8_byte_ends_the_input_of_stock_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnicodeDecodeError):
        read_keys(LinuxDriver, b"\xff j", monkeypatch)


def test_an_invalid_utf_8_byte_does_not_stop_the_reading_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_keys(SteadyDriver, b"\xff j", monkeypatch)[-1] == "j"


MALFORMED = ("\x1b[1;5:E", "\x1b[48;:Q", "\x1b[9999999u", "\x1b[55296u", "\x1b[99999999999C", "\x1b[M !\ufffd")
"""Sequences that end the input of stock Textual, give half a surrogate pair, or are an old mouse report
beyond column 95."""


def test_a_malformed_sequence_ends_the_input_of_stock_textual() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(XTermParser().feed(MALFORMED[0]))


@pytest.mark.parametrize("sequence", MALFORMED)
def test_a_malformed_sequence_does_not_stop_the_reading_of_keys(sequence: str) -> None:
    parser = SteadyParser()
    messages = [message for data in (f"a{sequence}", "\x1b[A", "j") for message in parser.feed(data)]
    keys = [message.key for message in messages if isinstance(message, Key)]
    assert keys[0] == "a" and keys[-2:] == ["up", "j"]
    assert not any(
        "\ud800" <= (message.character or "") <= "\udfff" for message in messages if isinstance(message, Key)
    )


async def test_alt_and_a_letter_sent_as_an_escape_switches_the_find_bar_and_is_only_typed_in_stock_textual() -> None:
    class Host(App[None]):
        def compose(self) -> ComposeResult:
            yield FindBar()

    app = Host()
    async with app.run_test() as pilot:
        bar = app.query_one(FindBar)
        bar.open()
        for kind, typed in ((SteadyParser, ""), (XTermParser, "rcaw")):
            for letter in "rcaw":
                parser = kind()
                for message in (*parser.feed(f"\x1b{letter}"), *parser.feed("")):  # "": nothing follows
                    app.post_message(message)
            await pilot.pause()
            assert bar.query_text == typed
            assert bar.options == FindOptions(regex=True, case=True, accents=True, whole_words=True)


def test_no_sequence_of_bytes_ends_the_input() -> None:
    dice = random.Random(18)
    parts = ["\x1b[", "\x1b[<", "\x1b[M", "\x1b[200~", "\x1b[48;", "\x1bO", "\x1b]", ";", ":", "-", *"uMmtR~ABEHPQSy$"]
    parts += ["0", "5", "48", "55296", "1114112", "99999999999", "2004", "\ufffd", "é", "\x00"]
    parser = SteadyParser()
    for _ in range(2_000):
        list(parser.feed("".join(dice.choices(parts, k=8))))
        list(parser.tick())
    list(parser.feed("\x1b[201~ \x1b[Zq"))
    assert [message.key for message in parser.feed("j") if isinstance(message, Key)] == ["j"]


@pytest.mark.parametrize("stock", [False, True])
async def test_only_stock_textual_reports_success_after_a_crash_of_the_input_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    app = reader(tmp_path)
    async with app.run_test() as pilot:
        await ready(pilot)
        app.panic("Something failed.")
    assert bool(app.return_code) is not stock


def writes(kind: type[LinuxDriver]) -> threading.Thread:
    """A thread that writes a hundred times to a driver whose writer thread has died."""
    driver: Any = kind.__new__(kind)
    driver._output = ShortOutput()
    driver._writer_thread = WriterThread(sys.__stdout__)  # type: ignore[arg-type]  # never started
    thread = threading.Thread(target=lambda: [driver.write("words") for _ in range(100)], daemon=True)
    thread.start()
    thread.join(timeout=1)
    return thread


def test_stock_textual_blocks_when_the_terminal_is_gone() -> None:
    assert writes(LinuxDriver).is_alive()


def test_the_fixed_driver_does_not_block_when_the_terminal_is_gone() -> None:
    assert not writes(SteadyDriver).is_alive()


class Node:
    """A node that accepts a timer, which the test runs by hand."""

    def set_timer(self, seconds: float, callback: Callable[[], object]) -> Timer:
        return Timer(self, seconds, repeat=0, callback=callback)  # type: ignore[arg-type]  # used as a weak reference


@pytest.mark.parametrize("fixed", [False, True])
async def test_only_a_reliable_timer_fires_after_the_process_was_starved_of_cpu(
    monkeypatch: pytest.MonkeyPatch, fixed: bool
) -> None:
    monkeypatch.setattr("tui.terminal.timer.STOCK", not fixed)
    node: Any = Node()
    timer = set_reliable_timer(node, 0.01, print)
    fired: list[float] = []

    async def tick(*, next_timer: float, count: int) -> None:
        fired.append(next_timer)

    monkeypatch.setattr(timer, "_tick", tick)
    # Between any two readings of the clock, other processes ran for a twentieth of a second.
    turns = itertools.count()
    monkeypatch.setattr("textual.timer._time.get_time", lambda: next(turns) * 0.05)
    await timer._run()
    assert bool(fired) is fixed


@pytest.mark.parametrize(("stock", "freed"), [("1", False), ("0", True)])
def test_only_the_fixed_cache_of_colours_frees_a_removed_widget(stock: str, freed: bool) -> None:
    code = (
        "import gc, weakref\n"
        "from textual._styles_cache import StylesCache\n"
        "from textual.color import Color\n"
        "from tui.terminal.memory import free_removed_widgets\n"
        "free_removed_widgets(); free_removed_widgets()\n"
        "cache = StylesCache()\n"
        "inner, outer = cache.get_inner_outer(Color(1, 2, 3), Color(4, 5, 6))\n"
        "assert outer.background == Color(1, 2, 3) and inner.background == Color(4, 5, 6)\n"
        "gone = weakref.ref(cache); del cache; gc.collect(); print(gone() is None)"
    )
    env = os.environ | {"NEWSREADER_STOCK_TEXTUAL": stock}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == str(freed)


@pytest.mark.parametrize("fixed", [False, True])
async def test_only_with_the_fix_a_dismissed_notification_removes_its_container(
    monkeypatch: pytest.MonkeyPatch, fixed: bool
) -> None:
    monkeypatch.setattr("tui.terminal.notices.STOCK", not fixed)
    app = App[None]()
    async with app.run_test(notifications=True) as pilot:
        app.notify("A sentence.", timeout=60)
        await until(pilot, lambda: app.screen.query("Toast"))
        dismiss_notices(app)
        await until(pilot, lambda: not app.screen.query("Toast"))
        await pilot.pause()
        assert bool(app.screen.query("ToastHolder")) is not fixed


async def test_dismissed_notifications_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.terminal.notices.STOCK", False)
    app = reader(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        for number in range(20):
            app.notify(f"Sentence {number}.")
            await pilot.pause()
        await until(pilot, lambda: len(app.screen.query("ToastHolder")) <= 1)


@pytest.mark.parametrize("stock", [True, False])
async def test_only_stock_textual_does_not_take_the_terminal_back_after_an_error(
    monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    app = TerminalApp()
    calls: list[str] = []
    async with app.run_test():
        driver = type(app._driver)
        monkeypatch.setattr(driver, "can_suspend", True)
        monkeypatch.setattr(driver, "suspend_application_mode", lambda _: calls.append("released"))
        monkeypatch.setattr(driver, "resume_application_mode", lambda _: calls.append("taken"), raising=False)
        with pytest.raises(OSError, match="the editor"), app.suspend():
            raise OSError("the editor")
    assert calls == (["released"] if stock else ["released", "taken"])


COUNTER = """
import threading
from textual.widgets import Static
from tui.terminal.app import TerminalApp

class Counter(TerminalApp):
    keys = 0

    def compose(self):
        yield Static("ready")

    def on_mount(self):
        # Linux may give SIGCONT to another thread; Python handles it once the main thread wakes, as it does here.
        self.set_interval(0.1, lambda: None)

    def on_key(self):
        self.keys += 1
        self.query_one(Static).update(f"{self.keys} keys, {threading.active_count()} threads")

Counter().run()
"""
RESUMED = b"\x1b[?2026$p"
"""The last sequence Textual sends on taking over the terminal: keys are read from then on."""


@pytest.mark.tty
@pytest.mark.parametrize(("stock", "more"), [("1", True), ("0", False)])
def test_only_the_fixed_driver_resumes_with_the_same_number_of_threads_after_a_stop(
    tmp_path: Path, stock: str, more: bool
) -> None:
    with Terminal([sys.executable, "-c", COUNTER], home=tmp_path, env={"NEWSREADER_STOCK_TEXTUAL": stock}) as program:
        program.wait_for("ready")
        threads = []
        for keys in range(1, 5):
            program.press("j")
            threads.append(int(program.wait_for(re.compile(rf"\b{keys} keys, (\d+) threads"))[1]))
            resumed = program.output.count(RESUMED)
            program.kill(signal.SIGSTOP)
            program.wait_until(lambda: state(program.process.pid) == "T", "the program stopped")
            program.kill(signal.SIGCONT)
            program.wait_until(lambda: program.output.count(RESUMED) > resumed, "the terminal taken again")  # noqa: B023
        assert (threads[-1] > threads[0]) is more


@pytest.mark.parametrize("stock", [False, True])
async def test_only_in_stock_textual_a_second_dismissal_closes_the_screen_below(tmp_path: Path, stock: bool) -> None:
    class StockScreen(ModalScreen[None]):
        """A screen of stock Textual."""

    class FixedScreen(DismissedOnce[None], ModalScreen[None]):
        """A screen with the fix."""

    app = reader(tmp_path)
    async with app.run_test() as pilot:
        await ready(pilot)
        article, box = app.screen, StockScreen() if stock else FixedScreen()
        await app.push_screen(box)
        box.dismiss(None)
        box.dismiss(None)
        assert (app.screen is article) is not stock


@pytest.mark.parametrize("stock", [False, True])
async def test_only_in_stock_textual_closing_a_screen_before_it_is_built_ends_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    class Box(ModalScreen[None]):
        """Queries a widget that it no longer has once it is closed."""

        def on_mount(self) -> None:
            self.dismiss(None)
            self.query_one("#gone")

    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    app = reader(tmp_path)
    ended = None
    try:
        async with app.run_test() as pilot:
            await ready(pilot)
            article, box = app.screen, Box()
            await app.push_screen(box)
            assert app.screen is article
    except NoMatches as error:
        ended = error
    assert (ended is not None) is stock


class Asking(Screen[None]):
    """A screen with an input field."""

    def compose(self) -> ComposeResult:
        yield Input()


@pytest.mark.parametrize(("kind", "arrive"), [(App, False), (TerminalApp, True)])
async def test_only_in_stock_textual_letters_typed_while_a_screen_opens_are_lost(
    kind: type[App[None]], arrive: bool
) -> None:
    class Program(kind):  # type: ignore[valid-type,misc]  # a parameter
        BINDINGS = [("e", "ask", "Ask")]

        def action_ask(self) -> None:
            self.push_screen(Asking())

    app = Program()
    async with app.run_test() as pilot:
        for key in "eabc":
            app.post_message(Key(key, key))
        await until(pilot, lambda: isinstance(app.screen, Asking) and app.screen.focused)
        if arrive:
            await until(pilot, lambda: app.screen.query_one(Input).value == "abc")
        else:
            await pilot.pause()
            assert app.screen.query_one(Input).value != "abc"


async def test_a_program_that_sends_itself_messages_endlessly_still_gets_its_keys() -> None:
    class Busy(TerminalApp):
        BINDINGS = [("q", "quit", "Quit")]

        def on_mount(self) -> None:
            for _ in range(2):  # one is always queued while the other is handled
                self.call_later(self.go_on)

        async def go_on(self) -> None:
            await asyncio.sleep(0)
            self.call_later(self.go_on)

    app = Busy()
    async with app.run_test():
        app.post_message(Key("q", "q"))
        async with asyncio.timeout(60):
            while app.is_running:
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("stock", [False, True])
async def test_only_in_stock_textual_the_second_half_of_a_double_click_reaches_what_the_first_half_opened(
    monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    class Box(ModalScreen[None]):
        clicks = 0

        def on_mouse_down(self) -> None:
            self.clicks += 1

        def on_click(self) -> None:
            self.clicks += 1

    class Clicked(TerminalApp):
        CLICK_CHAIN_TIME_THRESHOLD = 3600.0  # however slow the machine is
        box = Box()

        def on_click(self) -> None:
            if self.screen is not self.box:
                self.push_screen(self.box)

    monkeypatch.setattr("tui.terminal.app.STOCK", stock)
    app = Clicked()
    async with app.run_test() as pilot:

        async def click(at: int) -> None:
            for kind in (MouseDown, MouseUp):
                app.post_message(kind(None, at, 5, 0, 0, 1, False, False, False, screen_x=at, screen_y=5))
                await pilot.pause()

        await click(10)
        assert app.screen is app.box
        await click(10)
        assert app.box.clicks == (2 if stock else 0)
        before = app.box.clicks
        await click(20)
        assert app.box.clicks == before + 2, "a click elsewhere is a click of its own"
        await click(500)  # where the program, which does not know the new size of its window yet, has no screen
        assert app.box.clicks == before + 2
