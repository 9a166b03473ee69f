"""Run several newsreader commands one after another in one process: each start of Python takes a third of a second.

`python -m tests.commands '[["config", "--path"], ["notes", "list"]]'`
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from tui.cli.main import main

END = "END OF ONE COMMAND"
"""Printed after each command."""

if __name__ == "__main__":
    for arguments in json.loads(sys.argv[1]):
        with suppress(SystemExit):  # raised by the parser when it refuses arguments
            main(arguments)
        sys.stderr.flush()
        print(END, flush=True)
