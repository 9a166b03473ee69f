"""The parsers of the command line, a sub-command's own made when it is called."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import NoReturn

from .. import __version__
from .main import COMMANDS, printable


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
    """Complains in one sentence, and without what a terminal would obey: a shell's `*` makes arguments of the names of
    files."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {printable(message)}. `{self.prog} --help` tells what it takes.\n")


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
