"""Edits a note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

AT_ONCE = 0.5
"""Seconds. An editor that ends sooner, with the file unchanged, has not waited for the reader."""
AT_ONCE_WINDOWED = 3.0
"""`AT_ONCE` for editors with a window of their own, which take their time to return."""
WAITING = {
    "code": "code --wait",
    "codium": "codium --wait",
    "cursor": "cursor --wait",
    "zed": "zed --wait",
    "subl": "subl --wait",
    "atom": "atom --wait",
    "mate": "mate --wait",
    "gvim": "gvim -f",
    "mvim": "mvim -f",
    "gedit": "gedit --wait",
    "kate": "kate --block",
    "open": "open -W -t",
    "xdg-open": "gedit --wait",
    "emacsclient": "emacsclient",
}
"""Editors with a window of their own, and the command with which each waits until the file is closed."""


class EditorError(Exception):
    """The editor could not be run or failed. str() is a sentence for the reader; the note is unchanged."""


class Edited(NamedTuple):
    """What became of a file in the editor."""

    text: str
    """The text in the file, without the newline that editors add at the end."""
    advice: str
    """A sentence for the reader if the editor returned at once and may still be open; otherwise ""."""


def command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The command of the editor: `VISUAL`, else `EDITOR`, else vi, or Notepad on Windows. Raises EditorError if it
    cannot be parsed."""
    windows = os.name == "nt"
    wanted = environ.get("VISUAL") or environ.get("EDITOR") or ("notepad" if windows else "vi")
    try:
        return shlex.split(wanted, posix=not windows)  # there a backslash is part of a path
    except ValueError as error:
        raise EditorError(f"The editor {wanted!r} is not a command: {error}.") from error


def edit(path: Path, environ: Mapping[str, str] = os.environ) -> Edited:
    """Run the editor on a file and wait for it. The file stays, also if EditorError is raised."""
    run = command(environ)
    started = time.monotonic()
    try:
        before = path.read_bytes()
        status = subprocess.run([*run, str(path)], check=False).returncode
        if status != 0:
            raise EditorError(f"The editor {run[0]} ended with an error.")
        after = path.read_bytes()
        text = after.decode("utf-8")
    except OSError as error:
        raise EditorError(f"The editor {run[0]} could not be used: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise EditorError(f"The editor {run[0]} did not save the text as UTF-8.") from error
    advice = _advice(run, time.monotonic() - started) if after == before else ""
    return Edited(text.removesuffix("\n"), advice)


def _advice(run: list[str], seconds: float) -> str:
    name = Path(run[0]).name
    if seconds >= (AT_ONCE_WINDOWED if name in WAITING else AT_ONCE):
        return ""
    example = WAITING.get(name, "code --wait")
    return (
        f"The editor {name} did not wait for you. Until newsreader ends, what you save there becomes the note. "
        f"Set VISUAL to an editor that waits, such as VISUAL='{example}'."
    )
