"""`newsreader` with an analysis process that never answers.

For tests of the terminal: loading the language model would take each of them seconds, and none needs it.
"""

from __future__ import annotations

import sys

from tui.__main__ import main
from tui.analysis import client


def silent(model: str = "") -> list[str]:
    """The command of a process that reads its input, writes nothing, and ends with its input."""
    return [sys.executable, "-S", "-c", "import sys; sys.stdin.buffer.read()"]


if __name__ == "__main__":
    client.command = silent
    main()
