"""The terminal used by other tests, tried on tiny programs."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.processes import state
from tests.terminal import TIMEOUT, Terminal, key

pytestmark = pytest.mark.tty

ECHO = """
import os, sys, termios, tty
tty.setraw(0)
print("ready", end="\\r\\n", flush=True)
while True:
    data = os.read(0, 1000)
    print(repr(data), end="\\r\\n", flush=True)
    if data == b"q":
        sys.exit(3)
"""


def python(script: str, home: Path, **how: object) -> Terminal:
    return Terminal([sys.executable, "-c", script], home=home, **how)  # type: ignore[arg-type]  # passed on unchanged


def write(text: str) -> str:
    """A program that writes `text` and waits."""
    return f"import sys; sys.stdout.write({text!r}); sys.stdout.flush(); sys.stdin.read()"


def test_keys_arrive_as_a_terminal_sends_them(tmp_path: Path) -> None:
    with python(ECHO, tmp_path) as terminal:
        terminal.wait_for("ready")
        for name, sent in [("j", r"b'j'"), ("ctrl+d", r"b'\x04'"), ("pagedown", r"b'\x1b[6~'"), ("é", r"b'\xc3\xa9'")]:
            terminal.press(name)
            terminal.wait_for(sent)
        terminal.press("q")
        assert terminal.wait_end() == 3
        assert not terminal.alive


def test_arrow_keys_are_sent_in_the_mode_the_program_asked_for(tmp_path: Path) -> None:
    with python(ECHO.replace('"ready"', '"\x1b[?1hready"'), tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.press("down", "pagedown")
        terminal.wait_for(r"b'\x1bOB\x1b[6~'")


def test_an_unknown_key_name_is_an_error_in_the_test() -> None:
    assert key("alt+x") == b"\x1bx"
    with pytest.raises(ValueError, match="pagdown"):
        key("pagdown")


def test_a_wait_that_times_out_shows_the_screen(tmp_path: Path) -> None:
    with python(ECHO, tmp_path) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(AssertionError, match="ready"):
            terminal.wait_for("never", timeout=0.2)


def test_waiting_for_a_program_that_has_ended_fails_at_once(tmp_path: Path) -> None:
    with python("print('gone')", tmp_path) as terminal, pytest.raises(AssertionError, match=r"ended with 0(.|\n)*gone"):
        terminal.wait_for("never")


def test_attributes_and_places_of_cells_are_known(tmp_path: Path) -> None:
    text = "字 \x1b[1;3;38;2;255;0;16mbold\x1b[0m \x1b[7munder \x1b[48;5;21mblue"
    with python(write(text), tmp_path) as terminal:
        terminal.wait_for("blue")
        assert terminal.find("bold") == (3, 0)
        bold = terminal.cells("bold")
        assert len(bold) == 4
        assert all(cell.bold and cell.italics and cell.fg == "ff0010" for cell in bold)
        assert all(cell.reverse for cell in terminal.cells(re.compile("u.der")))
        assert terminal.cells("blue")[0].bg == "0000ff"


def test_a_frame_is_seen_only_when_it_is_finished(tmp_path: Path) -> None:
    script = (
        "import sys, os, tty; tty.setraw(0)\n"
        "sys.stdout.write('\\x1b[?2026hhalf'); sys.stdout.flush(); os.read(0, 1)\n"
        "sys.stdout.write('\\rfull\\x1b[?2026l'); sys.stdout.flush(); os.read(0, 1)"
    )
    with python(script, tmp_path) as terminal:
        with pytest.raises(AssertionError):
            terminal.wait_for("half", timeout=0.5)
        terminal.press("x")
        terminal.wait_for("full")


def test_sequences_that_pyte_misreads_are_filtered_out(tmp_path: Path) -> None:
    text = "\x1b[>1u\x1b[<u\x1b[=0;1u\x1b[>4;2m\x1b]0;title\x07\x1b_Gapc\x1b\\\x1b]52;c;Y2Fmw6k=\x07plain"
    with python(write(text), tmp_path) as terminal:
        terminal.wait_for("plain")
        assert terminal.lines[0] == "plain"
        assert terminal.title == "title"
        assert terminal.clipboard == "café"


def test_queries_from_the_program_are_answered(tmp_path: Path) -> None:
    script = (
        "import sys, os, tty; tty.setraw(0)\n"
        "sys.stdout.write('\\x1b[?2026$p\\x1b[c'); sys.stdout.flush(); got = b''\n"
        "while not got.endswith(b'c'): got += os.read(0, 100)\n"
        "print(repr(got)); sys.stdin.read()"
    )
    with python(script, tmp_path) as terminal:
        terminal.wait_for(r"\x1b[?2026;2$y\x1b[?62;22c")


def test_the_alternate_screen_is_empty_on_entering_and_leaving(tmp_path: Path) -> None:
    with python(write("shell\x1b[?1049hprogram\x1b[?1049lback"), tmp_path) as terminal:
        terminal.wait_for("back")
        assert "program" not in terminal.text
        assert "1049" not in terminal.modes


def test_a_new_size_reaches_program_and_screen(tmp_path: Path) -> None:
    script = (
        "import os, signal, time\n"
        "show = lambda *_: print(*os.get_terminal_size(), flush=True)\n"
        "signal.signal(signal.SIGWINCH, show); show()\n"
        "while True: time.sleep(1)"
    )
    with python(script, tmp_path, columns=80, rows=24) as terminal:
        terminal.wait_for("80 24")
        terminal.resize(100, 30)
        terminal.wait_for("100 30")
        assert len(terminal.row(29)) == 100


def test_kill_gives_the_program_no_time_to_react(tmp_path: Path) -> None:
    script = "import signal, time; signal.signal(signal.SIGTERM, lambda *_: print('no')); print('up'); time.sleep(1000)"
    with python(script, tmp_path, env={"PYTHONUNBUFFERED": "1"}) as terminal:
        terminal.wait_for("up")
        terminal.kill()
        assert terminal.status == -signal.SIGKILL


def test_processes_started_by_the_program_end_with_the_terminal(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])\n"
        "print('child', child.pid, flush=True); time.sleep(1000)"
    )
    with python(script, tmp_path) as terminal:
        child = int(terminal.wait_for(re.compile(r"child (\d+)"))[1])
        os.kill(child, 0)
    end = time.monotonic() + TIMEOUT
    # The child has been killed; on a busy machine it takes time to disappear.
    while state(child) and time.monotonic() < end:
        time.sleep(0.02)
    assert not state(child)


def test_each_test_has_its_own_home_folder(tmp_path: Path) -> None:
    script = "import os; print([os.environ.get(n) for n in ('HOME', 'XDG_DATA_HOME', 'NEWSREADER_DATA_DIR')])"
    with python(script, tmp_path, columns=300) as terminal:
        terminal.wait_end()
        assert terminal.lines[0] == str([str(tmp_path), str(tmp_path / "data"), None])


def test_mouse_and_paste_arrive(tmp_path: Path) -> None:
    with python(ECHO.replace('"ready"', '"\\x1b[?2004hready"'), tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.click_on("ready")
        terminal.wait_for(r"\x1b[<0;1;1M\x1b[<0;1;1m")
        terminal.paste("two words")
        terminal.wait_for(r"\x1b[200~two words\x1b[201~")


def test_much_output_does_not_block_a_program_that_receives_much_input(tmp_path: Path) -> None:
    with python(ECHO, tmp_path) as terminal:
        terminal.wait_for("ready")
        for _ in range(200):
            terminal.send(b"x" * 1000)
        terminal.press("q")
        terminal.wait_for("xxx")
