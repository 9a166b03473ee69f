"""Print a script that makes a shell complete newsreader's commands, options and files.

bash        newsreader completion bash > ~/.local/share/bash-completion/completions/newsreader
zsh         newsreader completion zsh > _newsreader, in a folder of your $fpath
fish        newsreader completion fish > ~/.config/fish/completions/newsreader.fish
tcsh        newsreader completion tcsh > a file that ~/.tcshrc sources
powershell  newsreader completion powershell > a file that your $PROFILE runs
"""

from __future__ import annotations

import argparse

import shtab

from .parser import whole_parser

SHELLS = tuple(shtab.SUPPORTED_SHELLS)

_FILES = {
    "PATH", "FILE", "ARTICLE", "OLD", "NEW", "SOURCE", "URL|FILE", "ADDRESS|FILE", "FILE.toml", "FILE.html",
    "PATH.parquet",
}  # fmt: skip
"""Names of arguments for which a shell should offer files."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace) -> int:
    """Prints the script."""
    parser = whole_parser()
    _offer_files(parser)
    print(shtab.complete(parser, args.shell))
    return 0


def _offer_files(parser: argparse.ArgumentParser) -> None:
    """Mark the arguments that are files or folders, of this parser and of those below it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                _offer_files(below)
        elif action.metavar in ("DIR", "FOLDER"):
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # where shtab looks
        elif action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks
