"""Copying, and the message saying where the text went."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.terminal.clipboard import MOST_FOR_TERMINAL, commands, copy, hears


def program(folder: Path, name: str, script: str) -> None:
    """Put a shell script on a search path of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class Terminal:
    """Records what was sent to it."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, text: str) -> None:
        self.taken.append(text)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def around(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"TERM": "xterm-256color", "PATH": f"{tmp_path / 'bin'}", **more}


def test_without_a_clipboard_program_the_terminal_copies(tmp_path: Path, terminal: Terminal) -> None:
    said = copy("two words", terminal, environ=around(tmp_path), folder=tmp_path)
    assert terminal.taken == ["two words"]
    assert said == "Copied 2 words to the clipboard, through the terminal."


def test_an_installed_clipboard_program_is_used(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "wl-copy", f"/bin/cat > {tmp_path}/got")
    said = copy("Málaga “now”", terminal, environ=around(tmp_path, WAYLAND_DISPLAY="w-0"), folder=tmp_path)
    assert (tmp_path / "got").read_text(encoding="utf-8") == "Málaga “now”"
    assert terminal.taken == ["Málaga “now”"]
    assert said == "Copied 2 words to the clipboard, by wl-copy and through the terminal."


def test_if_a_clipboard_program_fails_the_next_one_is_used(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "xclip", "exit 1")
    program(tmp_path / "bin", "xsel", f"/bin/cat > {tmp_path}/got")
    said = copy("x", terminal, environ=around(tmp_path, DISPLAY=":0"), folder=tmp_path)
    assert "by xsel" in said and "1 word " in said
    assert (tmp_path / "got").read_text() == "x"


def test_clipboard_programs_are_not_used_without_their_display_or_over_ssh(tmp_path: Path) -> None:
    program(tmp_path / "bin", "pbcopy", "exit 0")
    program(tmp_path / "bin", "wl-copy", "exit 0")
    assert [Path(command[0]).name for command in commands(around(tmp_path))] == ["pbcopy"]
    assert commands(around(tmp_path, SSH_TTY="/dev/pts/1")) == []


def test_a_terminal_without_clipboard_support_gets_a_file_whose_name_is_shown(
    tmp_path: Path, terminal: Terminal
) -> None:
    folder = tmp_path / "not yet there"
    said = copy("some words", terminal, environ=around(tmp_path, TERM="linux"), folder=folder)
    assert terminal.taken == []
    assert str(folder / "copied.txt") in said
    assert (folder / "copied.txt").read_text() == "some words\n"


def test_text_too_long_for_the_terminal_goes_to_a_file(tmp_path: Path, terminal: Terminal) -> None:
    said = copy("é" * MOST_FOR_TERMINAL, terminal, environ=around(tmp_path), folder=tmp_path)
    assert terminal.taken == []
    assert "too long" in said


def test_the_settings_choose_the_way_of_copying(tmp_path: Path, terminal: Terminal) -> None:
    program(tmp_path / "bin", "pbcopy", f"/bin/cat > {tmp_path}/got")
    around_here = around(tmp_path)
    assert "through the terminal" in copy("a", terminal, environ=around_here, folder=tmp_path, how="terminal")
    assert "copied.txt" in copy("b", terminal, environ=around_here, folder=tmp_path, how="file")
    assert "pbcopy" in copy("c", terminal, environ=around_here, folder=tmp_path, how="system")
    assert terminal.taken == ["a"]
    (tmp_path / "bin" / "pbcopy").unlink()
    assert "No clipboard program" in copy("d", terminal, environ=around_here, folder=tmp_path, how="system")
    assert (tmp_path / "copied.txt").read_text() == "d\n"


def test_an_unwritable_folder_gives_a_clear_message(tmp_path: Path, terminal: Terminal) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = copy("a", terminal, environ=around(tmp_path), folder=blocked, how="file")
    assert "could not be written" in said


def test_a_clipboard_program_that_hangs_is_abandoned(
    tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.terminal.clipboard.SECONDS", 0.2)
    program(tmp_path / "bin", "pbcopy", "exec /bin/sleep 60")
    said = copy("a", terminal, environ=around(tmp_path), folder=tmp_path)
    assert "through the terminal" in said


def test_characters_that_cannot_be_encoded_are_replaced(tmp_path: Path, terminal: Terminal) -> None:
    assert "Written" in copy("a\ud800b", terminal, environ=around(tmp_path), folder=tmp_path, how="file")


@pytest.mark.parametrize(("term", "expected"), [("xterm-kitty", True), ("tmux-256color", True), ("linux", False)])
def test_terminals_with_clipboard_support_are_recognised_by_name(term: str, expected: bool) -> None:
    assert hears({"TERM": term}) is expected


def test_the_real_environment_is_accepted() -> None:
    assert isinstance(commands(os.environ), list)


def test_the_file_of_copied_text_is_readable_only_by_its_owner(tmp_path: Path) -> None:
    (tmp_path / "copied.txt").write_text("older\n", encoding="utf-8")
    (tmp_path / "copied.txt").chmod(0o644)
    copy("words", print, environ={}, folder=tmp_path, how="file")
    assert (tmp_path / "copied.txt").read_text(encoding="utf-8") == "words\n"
    assert (tmp_path / "copied.txt").stat().st_mode & 0o777 == 0o600
