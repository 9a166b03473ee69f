"""What goes to standard output and has to stay what it is for another program, and harmless for a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any

from ..text.safe import visible

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it stands and a terminal obeys, or cannot print. JSON itself escapes what is below U+0020."""


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON, every letter as it is written, but for what steers a terminal: that is there as an escape,
    which any program reads the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


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
