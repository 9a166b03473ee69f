"""Print a script that makes a shell complete newsreader's commands, options and files.

bash: newsreader completion bash > ~/.local/share/bash-completion/completions/newsreader
zsh:  newsreader completion zsh > a folder of your $fpath, under the name _newsreader
tcsh: newsreader completion tcsh > a file that ~/.tcshrc sources
"""

from __future__ import annotations

import argparse
from importlib import import_module

from .errors import CliError

HELP = "shell completion for bash, zsh or tcsh"

SHELLS = ("bash", "zsh", "tcsh")

_FILES = {"PATH", "FILE", "ARTICLE", "OLD", "NEW", "URL|FILE", "FILE.toml"}
"""Names of arguments for which a shell should offer files."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace) -> int:
    try:
        import shtab
    except ImportError:
        raise CliError("The package shtab, which writes the script, is not installed: pip install shtab.") from None
    print(shtab.complete(whole_parser(), args.shell))
    return 0


def whole_parser() -> argparse.ArgumentParser:
    """All sub-commands in one parser, as a shell sees them; without a command there are files and options."""
    from .main import COMMANDS
    from .parser import add_global_arguments

    parser = argparse.ArgumentParser(prog="newsreader")
    add_global_arguments(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f".{name}", __package__)
        # shtab takes a percent sign for its own.
        command = commands.add_parser(name, help=COMMANDS[name].replace("%", "%%"))
        module.add_arguments(command)
    offer_files(parser)
    return parser


def offer_files(parser: argparse.ArgumentParser) -> None:
    """Mark the arguments that are files or folders, of this parser and of those under it."""
    import shtab

    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                offer_files(below)
        elif action.metavar == "DIR":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # how shtab is told
        elif action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # how shtab is told
