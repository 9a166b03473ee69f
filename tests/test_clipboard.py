"""Copying, and saying where it went."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.terminal.clipboard import MOST_FOR_TERMINAL, commands, copy, hears


def program(folder: Path, name: str, script: str) -> None:
    """Put a shell script on a path of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class Terminal:
    """Keeps what was sent to it."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, text: str) -> None:
        self.taken.append(text)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def around(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"TERM": "xterm-256color", "PATH": f"{tmp_path / 'bin'}", **more}


def test_without_a_program_the_terminal_takes_it(tmp_path: Path, terminal: Terminal) -> None:
    said = copy("two words", terminal, environ=around(tmp_path), folder=tmp_path)
    assert terminal.taken == ["two words"]
    assert said == "Copied 2 words to the clipboard, through the terminal."


def test_a_program_of_the_system_is_used_where_there_is_one(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "wl-copy", f"/bin/cat > {tmp_path}/got")
    said = copy("Málaga “now”", terminal, environ=around(tmp_path, WAYLAND_DISPLAY="w-0"), folder=tmp_path)
    assert (tmp_path / "got").read_text(encoding="utf-8") == "Málaga “now”"
    assert terminal.taken == ["Málaga “now”"]
    assert said == "Copied 2 words to the clipboard, by wl-copy and through the terminal."


def test_a_program_that_fails_is_passed_over(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "xclip", "exit 1")
    program(tmp_path / "bin", "xsel", f"/bin/cat > {tmp_path}/got")
    said = copy("x", terminal, environ=around(tmp_path, DISPLAY=":0"), folder=tmp_path)
    assert "by xsel" in said and "1 word " in said
    assert (tmp_path / "got").read_text() == "x"


def test_a_program_that_nobody_could_see_the_effect_of_is_not_used(tmp_path: Path) -> None:
    program(tmp_path / "bin", "pbcopy", "exit 0")
    program(tmp_path / "bin", "wl-copy", "exit 0")
    assert [Path(command[0]).name for command in commands(around(tmp_path))] == ["pbcopy"]
    assert commands(around(tmp_path, SSH_TTY="/dev/pts/1")) == []


def test_a_deaf_terminal_gets_a_file_that_is_named(tmp_path: Path, terminal: Terminal) -> None:
    folder = tmp_path / "not yet there"
    said = copy("some words", terminal, environ=around(tmp_path, TERM="linux"), folder=folder)
    assert terminal.taken == []
    assert str(folder / "copied.txt") in said
    assert (folder / "copied.txt").read_text() == "some words\n"


def test_what_is_too_long_for_a_terminal_goes_to_a_file(tmp_path: Path, terminal: Terminal) -> None:
    said = copy("é" * MOST_FOR_TERMINAL, terminal, environ=around(tmp_path), folder=tmp_path)
    assert terminal.taken == []
    assert "too long" in said


def test_the_reader_can_settle_how(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "pbcopy", f"/bin/cat > {tmp_path}/got")
    around_here = around(tmp_path)
    assert "through the terminal" in copy("a", terminal, environ=around_here, folder=tmp_path, how="terminal")
    assert "copied.txt" in copy("b", terminal, environ=around_here, folder=tmp_path, how="file")
    assert "pbcopy" in copy("c", terminal, environ=around_here, folder=tmp_path, how="system")
    assert terminal.taken == ["a"]
    (tmp_path / "bin" / "pbcopy").unlink()
    assert "No clipboard program" in copy("d", terminal, environ=around_here, folder=tmp_path, how="system")
    assert (tmp_path / "copied.txt").read_text() == "d\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, terminal: Terminal) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = copy("a", terminal, environ=around(tmp_path), folder=blocked, how="file")
    assert "could not be written" in said


def test_a_program_that_hangs_is_left(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.terminal.clipboard.SECONDS", 0.2)
    program(tmp_path / "bin", "pbcopy", "exec /bin/sleep 60")
    said = copy("a", terminal, environ=around(tmp_path), folder=tmp_path)
    assert "through the terminal" in said


def test_what_cannot_be_encoded_is_replaced(tmp_path: Path, terminal: Terminal) -> None:
    assert "Written" in copy("a\ud800b", terminal, environ=around(tmp_path), folder=tmp_path, how="file")


@pytest.mark.parametrize(("term", "expected"), [("xterm-kitty", True), ("tmux-256color", True), ("linux", False)])
def test_terminals_are_known_by_their_name(term: str, expected: bool) -> None:
    assert hears({"TERM": term}) is expected


def test_the_environment_itself_will_do() -> None:
    assert isinstance(commands(os.environ), list)


def test_the_file_with_what_was_copied_is_its_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "copied.txt").write_text("older\n", encoding="utf-8")
    (tmp_path / "copied.txt").chmod(0o644)
    copy("words", print, environ={}, folder=tmp_path, how="file")
    assert (tmp_path / "copied.txt").read_text(encoding="utf-8") == "words\n"
    assert (tmp_path / "copied.txt").stat().st_mode & 0o777 == 0o600
