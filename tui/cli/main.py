"""What stands behind the command `newsreader`: which sub-command is meant, and how errors are told.

Opening an article is the common case and must not pay for the rest, so a sub-command's module is imported when it
is called and not before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from .errors import CliError

COMMANDS = {
    "open": "open articles, folders or addresses (the default)",
    "show": "print an article and what was found in it as plain lines",
    "analyze": "print the analysis of articles for other programs",
    "quotes": "who said what, as a table, CSV, JSON or Markdown",
    "entities": "people, bodies and places, as a table, CSV or JSON",
    "passages": "the passages about a topic",
    "topics": "list, add and check topics",
    "notes": "add, list, search, export and import notes",
    "library": "the articles you have opened",
    "feed": "list the entries of a feed",
    "diff": "what changed between two versions of an article",
    "config": "where the settings are, and a first settings file",
    "keys": "all actions with their ids and keys",
    "log": "where the log is",
    "completion": "shell completion for bash, zsh or tcsh",
}
"""Every sub-command and what it is for. The module `tui.cli.NAME` has the rest."""

GLOBAL = ("--data-dir", "--config")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0, 1 where some of the files failed, 2 where nothing could
    be done, 130 after ctrl+c."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if sys.stdout is None:  # whoever started us has closed it
            raise CliError("There is no standard output to write to.")
        name, rest = choose(arguments)
        from .parser import build_parser

        parsed = build_parser(name).parse_args(rest)
        if parsed.data_dir:
            os.environ["NEWSREADER_DATA_DIR"] = parsed.data_dir
        module = import_module(f".{name}", __package__)
        status: int = module.run(parsed)
        sys.stdout.flush()
        return status
    except CliError as error:
        print(f"newsreader: {printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`). Python would complain once more when it exits.
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        # No file's error but that of our output, as on a disk that is full.
        print(f"newsreader: The output could not be written: {error.strerror or error}.", file=sys.stderr)
        _drop_output()
        return 2
    except KeyboardInterrupt:
        return 130


def _drop_output() -> None:
    """Have what is still to be written go nowhere, when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def choose(arguments: list[str]) -> tuple[str, list[str]]:
    """The sub-command that is meant and the arguments left for it; "open" where none is named.

    The first word that is no option decides. A file that bears a command's name is opened as `newsreader open show`
    or `newsreader ./show`.
    """
    skip = False
    for place, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in GLOBAL:
            skip = True
        elif not word.startswith("-") or word == "-":
            if word in COMMANDS:
                return word, arguments[:place] + arguments[place + 1 :]
            break
        elif word == "--":
            break
    return "open", arguments


def printable(text: str) -> str:
    """A sentence that may hold a file name or a web page's words, without anything a terminal would obey."""
    from ..text.safe import visible

    return visible(text)
