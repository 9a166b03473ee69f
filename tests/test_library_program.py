"""The real program in a real pseudo-terminal: the welcome, and standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

pytestmark = [pytest.mark.tty, pytest.mark.model]

SAMPLES = ROOT / "samples"


def test_a_new_reader_is_welcomed_opens_a_sample_and_comes_back(tmp_path: Path) -> None:
    with Terminal.newsreader(home=tmp_path, columns=80, rows=24, analysis=False) as program:
        program.wait_for("Welcome.")
        program.wait_for("Old partners, warm words")
        program.press("enter")
        program.wait_for("SAN FRANCISCO")
        program.press("space")
        program.wait_gone("SAN FRANCISCO")
        program.press("q")
        program.wait_for("Welcome.")
        program.press("q")
        assert program.wait_end() == 0


@pytest.mark.parametrize("form", ["cat {} | {} -", "cat {} | {}", "echo gx | {1} {0}"])
def test_keys_come_from_the_terminal_whatever_is_on_standard_input(form: str, tmp_path: Path) -> None:
    command = form.format(SAMPLES / "port-vote.md", f"{sys.executable} -m tests.without_analysis")
    with Terminal(["sh", "-c", command], home=tmp_path, columns=80, rows=24) as program:
        program.wait_for("By Samir Castellan")
        program.press("G")
        program.wait_gone("By Samir Castellan")
        program.press("g")
        program.wait_for("By Samir Castellan")
        program.press("r")
        program.press("q")
        assert program.wait_end() == 0


def test_an_empty_pipe_gives_one_clear_message(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m tui - < /dev/null'
    with Terminal(["sh", "-c", command], home=tmp_path) as program:
        assert program.wait_end() == 2
        assert "Standard input is empty" in program.text
