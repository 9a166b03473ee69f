"""A note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


class EditorError(Exception):
    """The editor could not be run or did not end well. str() is a sentence for the reader; the note is unchanged."""


def command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor as a command: `VISUAL`, else `EDITOR`, else vi. Raises EditorError where it cannot be read."""
    wanted = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    try:
        return shlex.split(wanted)
    except ValueError as error:
        raise EditorError(f"The editor {wanted!r} is not a command: {error}.") from error


def edit(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """The text as the reader leaves it; the newline that editors put at the end is taken off.

    Waits for the editor. The file is the reader's alone and is deleted afterwards, unless the editor failed: then
    the error names it, so that nothing typed is lost.
    """
    run = command(environ)
    handle, name = tempfile.mkstemp(prefix="newsreader-note-", suffix=".md")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        status = subprocess.run([*run, name], check=False).returncode
        after = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditorError(f"The editor {run[0]} could not be used: {error}. The text is in {name}.") from error
    if status != 0:
        raise EditorError(f"The editor {run[0]} ended with an error; the note is unchanged and the text is in {name}.")
    os.unlink(name)
    return after.removesuffix("\n")
