"""The parsers of the command line: that of one command, made when it is called, or one for all commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

from .. import __version__
from ..text.safe import visible
from .commands import COMMANDS


class Parser(argparse.ArgumentParser):
    """Reports errors in one sentence, without control characters: a shell's `*` turns file names into arguments."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {visible(message)}. See `{self.prog} --help`.\n")


def build_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    module = import_module(f".{name}", __package__)
    is_default = name == "open"
    parser = Parser(
        prog="newsreader" if is_default else f"newsreader {name}",
        description=None if is_default else module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_commands_help() if is_default else None,
    )
    add_global_arguments(parser)
    module.add_arguments(parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """All commands in one parser, as shell completion and the manual page need it."""
    parser = argparse.ArgumentParser(prog="newsreader")
    add_global_arguments(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, help in COMMANDS.items():
        module = import_module(f".{name}", __package__)
        command = commands.add_parser(
            name,
            help=help,
            description=module.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
    return parser


def add_global_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of every command."""
    _add_folders(parser)
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")


def add_subcommands(
    parser: argparse.ArgumentParser, dest: str, *, required: bool = True, metavar: str = "COMMAND"
) -> Callable[[str, str], argparse.ArgumentParser]:
    """Returns a function that adds a command below `parser`, by name and one-line help."""
    # Given after the subcommand, these must not be overwritten by the defaults of its parser.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_folders(common, hidden=True)
    below = parser.add_subparsers(dest=dest, required=required, metavar=metavar)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return below.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", parents=[common])

    return add


def _add_folders(parser: argparse.ArgumentParser, *, hidden: bool = False) -> None:
    for name, metavar, help in (
        ("--data-dir", "DIR", "the folder for articles and notes"),
        ("--config", "FILE", "read the settings from this file"),
    ):
        parser.add_argument(name, metavar=metavar, help=argparse.SUPPRESS if hidden else help)


def _commands_help() -> str:
    """The list of commands for `newsreader --help`."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {help}" for name, help in COMMANDS.items())
    return f"commands:\n{rows}\n\nSee `newsreader COMMAND --help` for each. In the program, ? shows the keys."
