"""`newsreader log`: where the log is, or what stands in it."""

from __future__ import annotations

import argparse
import sys

from ..config.paths import log_file
from ..text.safe import visible
from .errors import CliError
from .printing import print_path

HELP = "show the log of errors, or where it lies"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--path`."""
    parser.add_argument(
        "--path", action="store_true", help="print the path of the log file, whether it is there or not"
    )


def run(args: argparse.Namespace) -> int:
    """Prints the path, or the log itself (nothing where nothing was ever logged). Raises CliError."""
    path = log_file(args.data_dir)
    if args.path:
        print_path(path)
        return 0
    empty = True
    try:
        with path.open(encoding="utf-8", errors="backslashreplace") as file:
            for line in file:
                empty = False
                # What the analysis process wrote on its standard error lies here too, as it came.
                sys.stdout.write(visible(line.rstrip("\n")) + "\n")
    except FileNotFoundError:
        pass
    except OSError as error:
        raise CliError(f"{path}: The log cannot be read: {error.strerror or error}.") from error
    if empty:
        print("Nothing was logged.", file=sys.stderr)
    return 0
