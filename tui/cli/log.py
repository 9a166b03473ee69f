"""Print the log of errors, or where it is."""

from __future__ import annotations

import argparse
import sys

from ..config.paths import log_file
from ..text.safe import visible
from .errors import CliError
from .printing import print_path
from .remarks import remark


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--path`."""
    parser.add_argument("--path", action="store_true", help="print the path of the log file, whether or not it exists")


def run(args: argparse.Namespace) -> int:
    """Prints the path or the log itself. Raises CliError."""
    path = log_file(args.data_dir)
    if args.path:
        print_path(path)
        return 0
    empty = True
    try:
        with path.open(encoding="utf-8", errors="backslashreplace") as file:
            for line in file:
                empty = False
                # The standard error of the analysis process is in this file too, unfiltered.
                sys.stdout.write(visible(line.rstrip("\n")) + "\n")
    except FileNotFoundError:
        pass
    except OSError as error:
        raise CliError(f"{path}: The log could not be read: {error.strerror or error}.") from error
    if empty:
        remark("The log is empty.")
    return 0
