"""Copies text through the terminal, with a clipboard program, or else into a file, and says which.

A terminal accepts text through the sequence OSC 52, even over ssh, but never confirms it. So a clipboard program is
used as well if there is one (and the session is not over ssh), and for terminals known to ignore the sequence the text
is written to a file.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from ..text.atomic_file import write_atomically

MOST_FOR_TERMINAL = 74_000
"""Bytes. xterm and tmux cut the sequence off at 100 kB; in base64 that is three quarters as much text."""

SECONDS = 3
"""Seconds that a clipboard program may take."""

_DEAF = ("linux", "dumb", "unknown", "vt100", "ansi")
"""`TERM` of terminals without OSC 52."""


def copy(
    text: str,
    to_terminal: Callable[[str], None],
    *,
    environ: Mapping[str, str],
    folder: Path,
    how: str = "auto",
) -> str:
    """Copy the text and say in a sentence where it went.

    `to_terminal` is `App.copy_to_clipboard`. `how` is "auto", "terminal", "system" or "file". `folder` is where the
    file is written if nothing else will do. May wait for a clipboard program, for `SECONDS` at most.
    """
    what = _count(text)
    small = len(text.encode("utf-8", "replace")) <= MOST_FOR_TERMINAL
    ways: list[str] = []
    if how in ("auto", "system"):
        program = next((command[0] for command in commands(environ) if _run(command, text)), None)
        if program:
            ways.append(f"by {Path(program).stem}")
    if (how == "terminal" or (how == "auto" and hears(environ))) and small:
        to_terminal(text)
        ways.append("through the terminal")
    if ways:
        return f"Copied {what} to the clipboard, {' and '.join(ways)}."
    if how == "file":
        return _to_file(text, folder, "")
    if how == "system":
        return _to_file(text, folder, "No clipboard program (such as wl-copy or xclip) was found.")
    return _to_file(text, folder, "The terminal cannot take it." if small else "It is too long for the terminal.")


def commands(environ: Mapping[str, str]) -> list[list[str]]:
    """The installed programs that can put text on the clipboard, best first."""
    wanted: list[list[str]] = []
    if "WAYLAND_DISPLAY" in environ:
        wanted.append(["wl-copy"])
    if "DISPLAY" in environ:
        wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    # Over ssh these would fill the clipboard of the remote machine.
    if not environ.keys() & {"SSH_TTY", "SSH_CONNECTION"}:
        wanted += [["pbcopy"], ["termux-clipboard-set"], ["clip.exe"], ["clip"]]
    path = environ.get("PATH")
    return [[program, *rest] for name, *rest in wanted if (program := shutil.which(name, path=path))]


def hears(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is likely to accept text through OSC 52."""
    return environ.get("TERM", "") not in _DEAF and environ.get("TERM_PROGRAM") != "Apple_Terminal"


def _run(command: list[str], text: str) -> bool:
    # clip.exe expects the system's code page unless the text begins with the byte order mark of UTF-16.
    data = text.encode("utf-16", "replace") if "clip" in Path(command[0]).stem[:4] else text.encode("utf-8", "replace")
    try:
        # Nothing is inherited: Textual's stand-in for standard error has no file number, and xclip keeps running.
        done = subprocess.run(
            command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _to_file(text: str, folder: Path, why: str) -> str:
    path = folder / "copied.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # an older version let others read it
        write_atomically(path, (text + "\n").encode("utf-8", "replace"), mode=0o600)
    except OSError as error:
        return f"{why} It could not be written to {path} either: {error.strerror or error}.".strip()
    return f"{why} Written to {path} instead.".strip() if why else f"Written to {path}."


def _count(text: str) -> str:
    words = len(text.split())
    return "1 word" if words == 1 else f"{words:,} words"
