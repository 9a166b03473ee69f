"""The real program in a real pseudo-terminal, on a sample: what a reader sees, types, and finds again."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.commands import END
from tests.reader import PATIENCE
from tests.terminal import Terminal
from tui.formats.loading import load_article
from tui.notes.highlight import Highlight
from tui.store.database import open_store
from tui.text.span import Span

pytestmark = [pytest.mark.tty, pytest.mark.model]

SAMPLE = Path(__file__).parent.parent / "samples" / "apec-summit.md"
FIRST_WORDS = "Old partners, warm words"
MOUSE_AND_SCREEN = {"1049", "1000", "1002", "1003"}
"""The terminal modes that a program must switch off when it ends."""


def notes(home: Path) -> list[Highlight]:
    """The notes in the store."""
    with open_store(home / "data" / "newsreader") as store:
        return store.notebook.all()


def drafts(home: Path) -> list[str]:
    """The drafts in the store."""
    with open_store(home / "data" / "newsreader") as store:
        return [*store.notebook.drafts().values()]


def test_an_article_is_read_marked_annotated_killed_and_reopened_and_a_note_from_another_program_appears(
    tmp_path: Path,
) -> None:
    with Terminal.newsreader(SAMPLE, home=tmp_path) as program:
        program.wait_for(FIRST_WORDS)
        program.wait_for(re.compile(r"Joe Biden\s+\d+"))
        program.wait_for(re.compile(r"fentanyl \d"))
        plain = program.cells("help with migration")
        program.press("1")
        program.wait_for("●")
        program.wait_until(lambda: program.cells("help with migration")[0].bg != plain[0].bg, "the passage is painted")
        program.press("1")
        program.wait_until(lambda: program.cells("help with migration")[0].bg == plain[0].bg, "and plain again")
        program.press("w")
        program.wait_for(re.compile("said|replied|told"))
        program.press("j", ")", ")", "m", "m")
        program.wait_for("marked: claim")
        program.press(")", ")", "a")
        program.wait_for("esc saves")
        program.type("Check the date of this. #dates")
        program.press("ctrl+s")
        program.wait_gone("esc saves")
        program.press("c")
        program.wait_for("Check the date")
        program.kill(signal.SIGKILL)
        program.wait_end()
    assert sorted(one.note for one in notes(tmp_path)) == ["", "Check the date of this. #dates"]
    with Terminal.newsreader(SAMPLE, home=tmp_path, analysis="quick") as program:
        program.wait_for(FIRST_WORDS)
        program.press("c")
        program.wait_for("Check the date")
        with open_store(tmp_path / "data" / "newsreader") as store:  # from this process, which is another one
            there = load_article(SAMPLE)
            place = there.text.index("spent about an hour together")
            store.notebook.add(there, Span(place, place + 11), note="How long exactly?")
        program.wait_for("How long exactly")
        program.press("p")
        program.wait_for(re.compile(r"Joe Biden\s+\d+"))
        program.press("Q")  # q would first leave the list, because `c` moved into the list of notes already on display
        assert program.wait_end() == 0


def test_a_note_being_typed_is_offered_again_after_a_kill_and_closing_the_terminal_loses_no_note(
    tmp_path: Path,
) -> None:
    with Terminal.newsreader(SAMPLE, home=tmp_path, analysis=False) as program:
        program.wait_for(FIRST_WORDS)
        program.press("a")
        program.wait_for("esc saves")
        program.type("Half a thought")
        program.wait_until(lambda: "Half a thought" in drafts(tmp_path), "the draft saved")
        program.kill(signal.SIGKILL)
    with Terminal.newsreader(SAMPLE, home=tmp_path, analysis=False) as program:
        program.wait_for(FIRST_WORDS)
        program.press("a")
        program.wait_for("Half a thought")
        program.press("escape")
        program.wait_gone("esc saves")
        program.press("m", "m")
        program.wait_for("marked: claim")
        program.kill(signal.SIGHUP)
        assert program.wait_end() == 128 + signal.SIGHUP
        assert not program.modes & MOUSE_AND_SCREEN
    assert [(one.note, one.label) for one in notes(tmp_path)] == [("Half a thought", "claim")]


def test_closing_the_window_leaves_no_process_behind(tmp_path: Path) -> None:
    program = Terminal.newsreader(SAMPLE, home=tmp_path, analysis=False)
    try:
        program.wait_for(FIRST_WORDS)
        program.press("m", "m")
        program.wait_for("marked: claim")
        program.press(*("space", "b") * 30)
        # More than a signal: the other end of the terminal is gone, and every write fails.
        os.close(program.process.fd)
        end = time.monotonic() + PATIENCE
        while program.process.isalive() and time.monotonic() < end:
            time.sleep(0.05)
        assert not program.process.isalive()
    finally:
        if program.process.isalive():
            program.process.kill(signal.SIGKILL)
    assert len(notes(tmp_path)) == 1


def test_a_small_terminal_shows_only_the_article_works_without_colour_and_q_leaves_no_process(
    tmp_path: Path,
) -> None:
    colourless = {"NO_COLOR": "1"}
    with Terminal.newsreader(SAMPLE, home=tmp_path, columns=80, rows=24, env=colourless, analysis="quick") as program:
        program.wait_for(FIRST_WORDS)
        program.wait_for(re.compile(r"fentanyl \d"))
        assert "People" not in program.text
        program.press("p")
        program.wait_for("People")
        program.press("\\")
        program.wait_until(lambda: program.find("People")[0] < 10, "the sidebar at the left")
        program.press("\\")
        program.wait_gone("People")
        program.resize(140, 45)
        program.wait_for(FIRST_WORDS)
        program.press("1")
        program.wait_for("●")
        program.settle()
        colours = {cell.fg for y in range(program.rows) for cell in program.row(y)}
        colours |= {cell.bg for y in range(program.rows) for cell in program.row(y)}
        assert colours == {"default"}
        x, y = program.find("help with migration")
        margin = "".join(cell.data for cell in program.row(y)[: x - 1])
        assert "1" in margin  # the digit of the topic
        children = Path(f"/proc/{program.process.pid}/task/{program.process.pid}/children").read_text().split()
        assert children
        program.press("Q")
        assert program.wait_end() == 0
    assert not any(os.path.exists(f"/proc/{child}") for child in children)


def test_a_note_is_edited_in_the_readers_own_editor_and_the_article_returns_however_that_ends(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\necho "In the editor."\nread how\n'
        'case $how in fail) echo "half a note" > "$1"; exit 3;; killed) stty raw -echo; kill -9 $$;;\n'
        '", ended there") printf "%s\\n\\nÄnd more.\\n" "$how" >> "$1"; exit;; esac\n'
        'while read how; do echo "$how"; done\n'
    )
    editor.chmod(0o755)
    with Terminal.newsreader(
        SAMPLE, home=tmp_path, env={"EDITOR": str(editor), "VISUAL": ""}, analysis=False
    ) as program:
        program.wait_for(FIRST_WORDS)
        for how in ("killed", "ctrl+c", "fail"):
            program.press("e")
            program.wait_for("In the editor.")
            if how == "ctrl+c":
                program.press(how)
            else:
                program.type(f"{how}\n")
            program.wait_for("unchanged")
        program.press("a")
        program.wait_for("half a note")
        program.press("ctrl+s")
        program.wait_gone("esc saves")
        program.press("e")
        program.wait_for("In the editor.")
        program.type(", ended there\n")
        program.wait_gone("In the editor.")
        program.wait_for(FIRST_WORDS)
        program.press("c")
        program.wait_for("half a note")
        program.press("Q")
        assert program.wait_end() == 0
        assert termios.tcgetattr(program.process.fd)[3] & termios.ECHO, "the shell shows what is typed"
    assert [one.note for one in notes(tmp_path)] == ["half a note, ended there\n\nÄnd more."]


def test_an_unreadable_article_gives_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    says = {"empty": "empty", "binary": "not text|binary", "folder": "[Nn]o article", "none": "[Nn]o such file"}
    commands = json.dumps([[str(tmp_path / name)] for name in says])
    with Terminal([sys.executable, "-m", "tests.commands", commands], home=tmp_path) as program:
        assert program.wait_end() == 0
    printed = program.output.decode().split(END)
    assert len(printed) == len(says) + 1
    for words, said, then in zip(printed, says.values(), printed[1:], strict=False):
        assert re.search(said, words), words
        assert "Traceback" not in words and "\x1b" not in words
        assert then.startswith(" 2")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_and_restores_the_terminal(tmp_path: Path, number: int) -> None:
    with Terminal.newsreader(SAMPLE, home=tmp_path, analysis=False) as program:
        program.wait_for(FIRST_WORDS)
        program.press("a")
        program.wait_for("esc saves")
        program.kill(number)
        assert program.wait_end() == 128 + number
        assert not program.modes & MOUSE_AND_SCREEN


def test_the_article_opens_although_the_data_folder_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with Terminal.newsreader("--data-dir", tmp_path / "file", SAMPLE, home=tmp_path, analysis="quick") as program:
        program.wait_for(FIRST_WORDS)
        program.wait_for(re.compile("notes are|are off"))
        program.wait_for(re.compile(r"People \(\d+\)"))


def test_odd_input_neither_ends_the_program_nor_counts_as_escape(tmp_path: Path) -> None:
    with Terminal.newsreader(SAMPLE, home=tmp_path, analysis=False) as program:
        program.wait_for(FIRST_WORDS)
        # A mouse report in the old format beyond column 95, which is not valid UTF-8.
        program.send(b"\x1b[M \xff\xe9\x1b[1;5:E\xe9")
        program.press("down", "a")  # anything right after a malformed sequence is skipped up to the next escape
        program.wait_for("esc saves")
        program.press("escape")
        program.wait_gone("esc saves")
        for byte in (b"\xff", b"\xc3("):
            program.send(byte)
            program.press("G")
            program.wait_for("100%")
            program.press("g")
            program.wait_for(FIRST_WORDS)
        program.press("O")
        program.wait_for("Which file")
        program.paste("nowhere\x1b]0;mine\x07.txt")
        program.wait_for("nowhere")
        program.settle()
        assert program.title != "mine" and b"\x1b]0;mine" not in bytes(program.output)
