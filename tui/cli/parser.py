"""The parsers of the command line: that of one command, made when it is called, or one for all commands."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

from .. import DESCRIPTION, __version__
from ..text.safe import visible
from .arguments import add_open_options
from .commands import COMMANDS, EXAMPLES

EXIT_STATUS = """\
exit status:
  0    done, even if nothing was found
  1    some of the files could not be used, or `verify` or `check` found something wrong
  2    nothing could be done
  130  stopped with ctrl+c"""


class HelpFormatter(argparse.HelpFormatter):
    """Wraps paragraphs at the width of the terminal and leaves lists and examples as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n\n".join(_wrapped(paragraph, width, indent) for paragraph in text.strip("\n").split("\n\n"))


def _wrapped(paragraph: str, width: int, indent: str) -> str:
    lines = paragraph.splitlines()
    if any("  " in line for line in lines):  # columns, or indented lines
        return "\n".join(_wrapped_row(line, width, indent) for line in lines)
    return textwrap.fill(" ".join(lines), width, initial_indent=indent, subsequent_indent=indent)


def _wrapped_row(line: str, width: int, indent: str) -> str:
    """A line of two columns, with the second one wrapped below itself. What follows a line of one column, or of a wide
    first one, is only indented, so that it does not look like a line of its own."""
    first = re.match(r"\s*\S+\s{2,}", line)
    start = len(line) - len(line.lstrip())
    below = " " * (first.end() if first and first.end() <= width // 2 else start + 4)
    return textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent + below, break_on_hyphens=False)


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
        description=f"{DESCRIPTION}." if is_default else module.__doc__,
        formatter_class=HelpFormatter,
        epilog=f"{_examples(name)}\n\n{_commands_help()}" if is_default else _examples(name),
    )
    add_global_arguments(parser)
    module.add_arguments(parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """All commands in one parser, as shell completion and the manual page need it."""
    parser = argparse.ArgumentParser(prog="newsreader")
    add_global_arguments(parser)
    add_open_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, help in COMMANDS.items():
        module = import_module(f".{name}", __package__)
        command = commands.add_parser(
            name,
            help=help,
            description=module.__doc__,
            formatter_class=HelpFormatter,
            epilog=_examples(name),
        )
        module.add_arguments(command)
    return parser


def add_global_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of every command."""
    _add_common(parser)
    parser.add_argument("-V", "--version", action="version", version=f"newsreader {__version__}")


def add_subcommands(
    parser: argparse.ArgumentParser, dest: str, *, required: bool = True, metavar: str = "COMMAND"
) -> Callable[[str, str], argparse.ArgumentParser]:
    """Returns a function that adds a command below `parser`, by name and one-line help."""
    # Given after the subcommand, these must not be overwritten by the defaults of its parser.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(common, hidden=True)
    below = parser.add_subparsers(dest=dest, required=required, metavar=metavar)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return below.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", parents=[common])

    return add


def _add_common(parser: argparse.ArgumentParser, *, hidden: bool = False) -> None:
    for name, metavar, help in (
        ("--data-dir", "DIR", "the folder for articles and notes"),
        ("--config", "FILE", "read the settings from this file"),
    ):
        parser.add_argument(name, metavar=metavar, help=argparse.SUPPRESS if hidden else help)
    for short, name, help in (
        ("-q", "--quiet", "no progress and no remarks, only results and errors"),
        ("-v", "--verbose", "say on standard error what is being done"),
    ):
        parser.add_argument(short, name, action="store_true", help=argparse.SUPPRESS if hidden else help)


def _examples(name: str) -> str:
    """The examples of a command, for the end of its help."""
    return "\n".join(("examples:", *(f"  {line}" for line in EXAMPLES[name])))


def _commands_help() -> str:
    """The list of commands for `newsreader --help`."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {help}" for name, help in COMMANDS.items())
    more = "See `newsreader COMMAND --help` for each. In the program, ? shows the keys."
    return f"commands:\n{rows}\n\n{EXIT_STATUS}\n\n{more}"
