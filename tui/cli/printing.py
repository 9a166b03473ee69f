"""What goes to standard output and has to stay what it is for another program, and harmless for a terminal."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from ..text.safe import escape_unsafe, visible


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON. Letters stay as they are; characters that control a terminal are escaped, which any program
    reads the same."""
    return escape_unsafe(json.dumps(value, ensure_ascii=False, indent=indent))


def print_path(path: str | os.PathLike[str]) -> None:
    """Prints a path: byte for byte where another program reads it, visibly where a terminal does."""
    if sys.stdout.isatty():
        print(visible(os.fspath(path)))
    else:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # a stream of strings, as in a test
            print(path)
        else:
            buffer.write(os.fsencode(path) + b"\n")
            buffer.flush()
