"""What stands behind the command `newsreader`: which sub-command is meant, and how errors are told.

Opening an article is the common case and must not pay for the rest, so a sub-command's module is imported when it
is called and not before.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from .. import __version__
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
        name, rest = choose(arguments)
        parser = build_parser(name)
        parsed = parser.parse_args(rest)
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


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


def build_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one sub-command."""
    module = import_module(f".{name}", __package__)
    program = "newsreader" if name == "open" else f"newsreader {name}"
    parser = _Parser(
        prog=program,
        description=module.__doc__ if name != "open" else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=commands_help() if name == "open" else None,
    )
    add_global_arguments(parser)
    module.add_arguments(parser)
    return parser


class _Parser(argparse.ArgumentParser):
    """Complains without what a terminal would obey: a shell's `*` makes arguments of the names of files."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def add_global_arguments(parser: argparse.ArgumentParser) -> None:
    """What every sub-command takes."""
    parser.add_argument("--data-dir", metavar="DIR", help="keep articles and notes in this folder")
    parser.add_argument("--config", metavar="FILE", help="read the settings from this file")
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")


def commands_help() -> str:
    """The list of sub-commands for `newsreader --help`."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {what}" for name, what in COMMANDS.items())
    return f"commands:\n{rows}\n\n`newsreader COMMAND --help` tells more of each. In the program, ? shows the keys."


def printable(text: str) -> str:
    """A sentence that may hold a file name or a web page's words, without anything a terminal would obey."""
    from ..text.safe import visible

    return visible(text)
