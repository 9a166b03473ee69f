"""The command `newsreader`: runs the command that the arguments name and reports errors.

A command's module is imported only when the command is called, so that opening an article does not pay for the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

from ..text.safe import visible
from .commands import COMMANDS
from .errors import CliError
from .output_file import refuse_input
from .pager import paged_output
from .parser import build_parser
from .remarks import set_verbosity

GLOBAL = ("--data-dir", "--config")
INTERACTIVE = {"open", "feed", "serve"}
"""Commands that may take the whole terminal, so their output is never paged."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0, 1 if some of the files failed, 2 if nothing could be done, 130
    after ctrl+c."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if sys.stdout is None:  # it was closed by whatever started us
            raise CliError("There is no standard output to write to.")
        make_encodable()
        name, rest = choose(arguments)
        parsed = build_parser(name).parse_args(rest)
        if parsed.data_dir:
            os.environ["NEWSREADER_DATA_DIR"] = parsed.data_dir
        set_verbosity(quiet=parsed.quiet, verbose=parsed.verbose)
        refuse_input(parsed)
        module = import_module(f".{name}", __package__)
        with paged_output() if name not in INTERACTIVE else nullcontext():
            status: int = module.run(parsed)
            sys.stdout.flush()
        return status
    except CliError as error:
        print(f"newsreader: {visible(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The program that reads our output has seen enough (`| head`). Without this, Python would complain at exit.
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        # An error without a file name comes from writing our output, for example to a full disk.
        print(f"newsreader: The output could not be written: {error.strerror or error}.", file=sys.stderr)
        _drop_output()
        return 2
    except KeyboardInterrupt:
        return 130


def make_encodable() -> None:
    """Let every character be written, whatever the locale or `PYTHONIOENCODING` says.

    Pipes and files always get UTF-8, so that nothing is lost. A terminal with another encoding gets “?” for what it
    cannot show, one for each character, so that columns stay in line.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _similar_command(word: str) -> str | None:
    """The command that a word may be a misspelling of, if it cannot be anything to open."""
    if os.path.lexists(word) or not word.isalpha():
        return None
    if word in ("help", "version"):  # commands of many other programs
        return f"--{word}"
    return next(iter(get_close_matches(word, COMMANDS, n=1, cutoff=0.7)), None)


def _drop_output() -> None:
    """Discard what Python would still write to standard output when it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def choose(arguments: list[str]) -> tuple[str, list[str]]:
    """The command and the arguments left for it; "open" if no command is named.

    The first word that is not an option decides. A file with the name of a command can be opened with
    `newsreader open show` or `newsreader ./show`.
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
            if meant := _similar_command(word):
                raise CliError(f"There is no file “{word}”. Did you mean `newsreader {meant}`?")
            break
        elif word == "--":
            break
    return "open", arguments
