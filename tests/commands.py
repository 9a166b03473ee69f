"""Run several newsreader commands one after another in one process: each start of Python takes a third of a second.

`python -m tests.commands '[["config", "--path"], ["notes", "list"]]'`
"""

from __future__ import annotations

import json
import sys

from tui.cli.main import main

END = "END OF ONE COMMAND"
"""Printed after each command, with its exit status."""

if __name__ == "__main__":
    for arguments in json.loads(sys.argv[1]):
        try:
            status: object = main(arguments)
        except SystemExit as refused:  # raised by the parser when it refuses arguments
            status = refused.code
        sys.stderr.flush()
        print(END, status, flush=True)
