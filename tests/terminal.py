"""A real program in a real pseudo-terminal, and the screen that it draws.

    with Terminal.newsreader("samples/some.md", home=tmp_path) as terminal:
        terminal.wait_for("first words of the article")
        terminal.press("j", "j", "ctrl+d")
        terminal.wait_for(re.compile(r"People +\\d+"))
        assert terminal.cells("López Obrador")[0].bold
        terminal.kill()

The program gets a home of its own, so that a test neither reads nor writes the data of whoever runs it.
Nothing here waits for a fixed time: every wait is for something on the screen, with a limit that only serves to end
a test that would hang. Output is read only during a wait.

Sequences that pyte misreads are removed first (`SEQUENCE`): the keyboard protocols, titles, the clipboard,
the switch to the alternate screen, and the marks of a synchronized update, within which the picture is incomplete.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import re
import select
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal

import pyte
from ptyprocess import PtyProcess
from pyte.screens import Char as Cell

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 60.0
"""Seconds. Far more than anything takes, because a busy machine is not a failure."""

Pattern = str | re.Pattern[str]
"""A string is searched for literally, a compiled regular expression in the rows joined by newlines."""

KEYS = {
    "enter": "\r", "escape": "\x1b", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "insert": "\x1b[2~", "delete": "\x1b[3~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D",
    "ctrl+up": "\x1b[1;5A", "ctrl+down": "\x1b[1;5B", "ctrl+right": "\x1b[1;5C", "ctrl+left": "\x1b[1;5D",
    "ctrl+home": "\x1b[1;5H", "ctrl+end": "\x1b[1;5F", "ctrl+space": "\0", "ctrl+backslash": "\x1c",
}  # fmt: skip

SEQUENCE = re.compile(
    rb"\x1b\[(?P<private>[<-?]?)(?P<params>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\x1b(?P<kind>[\]PX^_])(?P<string>[^\x07\x1b]*)(?:\x07|\x1b\\)"
)
UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?)?\Z")


def key(name: str) -> bytes:
    """What a terminal sends for a key: "j", "G", "enter", "ctrl+d", "alt+x", "pagedown". Raises ValueError."""
    if name in KEYS:
        return KEYS[name].encode()
    if len(name) == 1:
        return name.encode()
    if control := re.fullmatch(r"ctrl\+([a-z\]^_])", name):
        return bytes([ord(control[1].upper()) & 0x1F])
    if alt := re.fullmatch(r"alt\+(.+)", name):
        return b"\x1b" + key(alt[1])
    raise ValueError(f"no key is called {name!r}")


def home_environment(home: Path) -> dict[str, str]:
    """The variables that give a program `home` for all its files. The rest of the environment is unchanged, except for
    variables that would change the program's appearance."""
    ours = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTEST", "TEXTUAL", "NEWSREADER", "XDG_", "SSH_", "TMUX")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    folders = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    folders |= {"XDG_STATE_HOME": home / "state", "XDG_CACHE_HOME": home / "cache"}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return kept | terminal | {name: str(folder) for name, folder in folders.items()}


class Terminal:
    """One program, started at once. Use it in a `with` statement, or call `close`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        home: Path,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        """Every byte that the program has written."""
        self.title = ""
        self.clipboard: str | None = None
        """The text the program last copied to the clipboard (OSC 52)."""
        self.modes: set[str] = set()
        """Private modes that are on: "1049" the alternate screen, "1000" the mouse, "2004" bracketed paste."""
        self.status: int | None = None
        """Once the program has ended: its exit status, or minus the number of the signal."""
        self.ended = False
        self.region: tuple[int, int, int, int] | None = None
        """Left, top, right and bottom (the last two exclusive) of the cells that `show` compares; None for all."""
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._carry = b""
        self._shown: list[list[Cell]] = []
        self._look()
        self.started = time.perf_counter()
        with warnings.catch_warnings():
            # Newer Pythons warn about a fork beside threads; pytest-xdist has one, which holds none of our locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = PtyProcess.spawn(
                list(argv), cwd=str(cwd), env={**home_environment(home), **(env or {})}, dimensions=(rows, columns)
            )
        os.set_blocking(self.process.fd, False)

    @classmethod
    def newsreader(
        cls,
        *arguments: str | Path,
        home: Path,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        analysis: bool | Literal["quick"] = True,
    ) -> Terminal:
        """`newsreader` with these arguments, run from this checkout; without `analysis` nothing is ever found in an
        article, and with a "quick" one what `tests.quick_analysis` finds."""
        module = "tests.quick_analysis" if analysis == "quick" else "tui" if analysis else "tests.without_analysis"
        argv = [sys.executable, "-m", module, *map(str, arguments)]
        return cls(argv, home=home, columns=columns, rows=rows, env=env, cwd=cwd)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- input

    def press(self, *names: str) -> None:
        """Send keys by their names, all at once."""
        data = b"".join(key(name) for name in names)
        if 1 << 5 in self.screen.mode:
            # The program asked for cursor keys in application mode (DECCKM), as `less` does.
            data = re.sub(rb"\x1b\[([ABCDHF])", b"\x1bO\\1", data)
        self.send(data)

    def type(self, text: str) -> None:
        """Send each character of `text` as a key."""
        self.send(text.encode())

    def paste(self, text: str) -> None:
        """Send `text` as a terminal does for a paste."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~" if "2004" in self.modes else text.encode())

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Press and release the left button on the cell in column `x` of row `y`, counted from 0."""
        self.send(b"".join(self._mouse(0, x, y, "M") + self._mouse(0, x, y, "m") for _ in range(times)))

    def click_on(self, pattern: Pattern, times: int = 1) -> None:
        """Click the first cell of the first match on the screen."""
        self.click(*self.find(pattern), times)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button from one cell to another, each (column, row)."""
        self.send(self._mouse(0, *start, "M") + self._mouse(32, *end, "M") + self._mouse(0, *end, "m"))

    def wheel(self, x: int, y: int, *, up: bool = False) -> None:
        """Turn the mouse wheel by one notch over a cell."""
        self.send(self._mouse(64 if up else 65, x, y, "M"))

    def send(self, data: bytes) -> None:
        """Write bytes as the terminal would. Reads output meanwhile, so that neither side waits for the other."""
        while data and not self.ended:
            try:
                data = data[os.write(self.process.fd, data) :]
            except BlockingIOError:
                self.receive(0.01)
            except OSError:
                self.ended = True

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window."""
        self.show_all()
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._look()
        self.process.setwinsize(rows, columns)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal, by default SIGKILL, only to the program, and wait for the program if that ends it."""
        os.kill(self.process.pid, number)
        if number == signal.SIGKILL:
            self.wait_end()

    def close(self) -> None:
        """End the program and everything started in its session, unless it has ended. May be called twice."""
        if self.process.closed:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.status is None:
            self.wait_end()
        self.process.fileobj.close()
        self.process.closed = True

    # -- waiting

    def wait_for(self, pattern: Pattern, timeout: float = TIMEOUT) -> re.Match[str]:
        """Return the match as soon as `pattern` is on the screen. Otherwise raise AssertionError with the screen."""
        wanted = _compiled(pattern)
        self.wait_until(lambda: wanted.search(self.text) is not None, f"{wanted.pattern!r} on the screen", timeout)
        match = wanted.search(self.text)
        assert match
        return match

    def wait_gone(self, pattern: Pattern, timeout: float = TIMEOUT) -> None:
        """Return as soon as `pattern` is no longer on the screen."""
        wanted = _compiled(pattern)
        self.wait_until(lambda: not wanted.search(self.text), f"{wanted.pattern!r} off the screen", timeout)

    def wait_until(self, done: Callable[[], bool], what: str = "", timeout: float = TIMEOUT) -> None:
        """Return as soon as `done()` is true; it is called whenever the screen may have changed.

        Raises AssertionError with `what` and the screen.
        """
        end = time.monotonic() + timeout
        while True:
            self.show_all()
            if "2026" not in self.modes and done():
                return
            if self.ended and not self._waiting:
                raise AssertionError(f"The program ended with {self.wait_end()} before {what or done}\n{self.text}")
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"Waited {timeout:g} s for {what or done}\n{self.text}")
            # From time to time even without output, because `done` may look at a file or a process.
            self.receive(min(left, 0.1))

    def settle(self, silence: float = 0.2, timeout: float = TIMEOUT) -> None:
        """Return when the program has written nothing for `silence` seconds.

        Use it to check that something does *not* happen; for something that does, use `wait_for`.
        """
        end = time.monotonic() + timeout
        while self.receive(silence) and time.monotonic() < end:
            self.show_all()
        self.show_all()

    def wait_end(self, timeout: float = TIMEOUT) -> int:
        """The exit status once the program has ended by itself; minus the number of the signal that ended it."""
        end = time.monotonic() + timeout
        while self.status is None:
            self.receive(0.01)
            if not self.process.isalive():
                self.status = self.process.exitstatus
                if self.status is None:
                    self.status = -self.process.signalstatus
            elif time.monotonic() > end:
                self.show_all()
                raise AssertionError(f"The program has not ended after {timeout:g} s\n{self.text}")
        while self.receive(0):
            pass
        self.show_all()
        return self.status

    # -- output

    @property
    def lines(self) -> list[str]:
        """The rows of the screen without trailing spaces."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen, its rows joined by newlines."""
        return "\n".join(self.lines)

    @property
    def alive(self) -> bool:
        """Whether the program is running."""
        return self.status is None and self.process.isalive()

    def row(self, y: int) -> list[Cell]:
        """The cells of a row: `data` (the character; "" in the second half of a wide one), `fg` and `bg` (a name or
        six hexadecimal digits), `bold`, `italics`, `underscore`, `strikethrough`, `reverse`."""
        return [self.screen.buffer[y][x] for x in range(self.columns)]

    def find(self, pattern: Pattern) -> tuple[int, int]:
        """Column and row of the first match, which must lie within a row. Raises AssertionError."""
        wanted = _compiled(pattern)
        for y in range(self.rows):
            text, columns = self._columns(y)
            if match := wanted.search(text):
                return columns[match.start()], y
        raise AssertionError(f"{wanted.pattern!r} is in no row of the screen\n{self.text}")

    def cells(self, pattern: Pattern) -> list[Cell]:
        """The cells of the first match within a row. Raises AssertionError."""
        x, y = self.find(pattern)
        text, columns = self._columns(y)
        match = _compiled(pattern).search(text)
        assert match
        end = columns[match.end()] if match.end() < len(columns) else self.columns
        return self.row(y)[x:end]

    # -- bytes

    def receive(self, wait: float) -> bool:
        """Read what the program has written, waiting at most `wait` seconds for it to begin. True if there was
        anything. Each piece is stored with the time of its arrival; `show` draws it."""
        got = False
        while not self.ended and select.select([self.process.fd], [], [], 0 if got else max(0.0, wait))[0]:
            try:
                data = os.read(self.process.fd, 65536)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                self.ended = True
                break
            got = True
            self._waiting.append((time.perf_counter(), data))
        if self.ended and not got:
            time.sleep(min(wait, 0.01))
        return got

    def show(self) -> float | None:
        """Draw the oldest received piece. Returns the time of its arrival if it completed a visible change."""
        when, data = self._waiting.popleft()
        self.output += data
        data = self._carry + data
        cut = UNFINISHED.search(data)
        data, self._carry = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        at = 0
        for match in SEQUENCE.finditer(data):
            self.stream.feed(data[at : match.start()])
            at = match.end()
            if match["kind"]:
                self._string(match["kind"], match["string"])
            elif not self._obey(match):
                self.stream.feed(match[0])
        self.stream.feed(data[at:])
        return when if "2026" not in self.modes and self._look() else None

    def show_all(self) -> None:
        """Draw everything received."""
        while self._waiting:
            self.show()

    @property
    def waiting(self) -> bool:
        """Whether some received output is not drawn yet."""
        return bool(self._waiting)

    def _look(self) -> bool:
        """Whether the picture has changed since the last check."""
        changed = False
        left, top, right, bottom = self.region or (0, 0, self.columns, self.rows)
        if len(self._shown) != self.rows:
            self._shown = [[] for _ in range(self.rows)]
            self.screen.dirty.update(range(self.rows))
        for y in self.screen.dirty:
            if y < self.rows:
                before, self._shown[y] = self._shown[y], self.row(y)
                changed |= top <= y < bottom and before[left:right] != self._shown[y][left:right]
        self.screen.dirty.clear()
        return changed

    def _obey(self, match: re.Match[bytes]) -> bool:
        """Carry out a control sequence. False if pyte should do it."""
        private, params, between, final = (match[name].decode() for name in ("private", "params", "between", "final"))
        if private == "?" and final in "hl" and not between:
            return self._switch(params.split(";"), final == "h")
        answers = {
            ("", "c"): "\x1b[?62;22c",
            ("", "5n"): "\x1b[0n",
            ("", "6n"): f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R",
            ("", "18t"): f"\x1b[8;{self.rows};{self.columns}t",
            (">", "c"): "\x1b[>1;10;0c",
            ("?", params + "$p"): f"\x1b[?{params};{2 if params == '2026' else 0}$y",
        }
        asked = (params.lstrip("0") if final == "c" else params) + between + final
        if answer := answers.get((private, asked)):
            self.send(answer.encode())
            return True
        return bool(private or between or final == "t")

    def _switch(self, params: list[str], on: bool) -> bool:
        """Turn private modes on or off. True if pyte need not know."""
        for mode in params:
            (self.modes.add if on else self.modes.discard)(mode)
            if mode == "1049":
                self.screen.reset_mode(6)
                self.screen.erase_in_display(2)
                self.screen.cursor_position()
        return any(mode in ("1049", "2026") for mode in params)

    def _string(self, kind: bytes, string: bytes) -> None:
        """Accept a title or clipboard text; answer queries for colours; ignore everything else."""
        number, _, value = string.partition(b";")
        if kind != b"]":
            return
        if number in (b"0", b"2"):
            self.title = value.decode("utf-8", "replace")
        elif number in (b"10", b"11") and value == b"?":
            color = b"d0/d0/d0" if number == b"10" else b"10/10/10"
            self.send(b"\x1b]" + number + b";rgb:" + color + b"\x1b\\")
        elif number == b"52":
            try:
                self.clipboard = base64.b64decode(value.partition(b";")[2], validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                self.clipboard = None

    def _mouse(self, button: int, x: int, y: int, final: str) -> bytes:
        return f"\x1b[<{button};{x + 1};{y + 1}{final}".encode()

    def _columns(self, y: int) -> tuple[str, list[int]]:
        """A row as a string, with the column of each code point."""
        columns = [x for x, cell in enumerate(self.row(y)) for _ in cell.data]
        return "".join(cell.data for cell in self.row(y)), columns


def _compiled(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
