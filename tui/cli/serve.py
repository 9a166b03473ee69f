"""Serve the reader to a web browser, by default to browsers on this machine only.

Anyone who can open the page can read and change your library and notes, and read any file that you can: give --host
only in a network you trust. Stop with ctrl+c.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from typing import NoReturn

from .errors import CliError
from .remarks import remark


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="an article; without one, the library opens")
    parser.add_argument("--host", default="localhost", help="the address to listen on (default: localhost)")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default: 8000")


def run(args: argparse.Namespace) -> int:
    """Serves until ctrl+c. Returns 0. Raises CliError."""
    try:
        from .reader_server import LOOPBACK, ReaderServer
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("textual_serve", "aiohttp"):
            raise
        _missing()
    if "-" in args.paths:
        raise CliError("A browser cannot read standard input (-). Name files.")
    if args.host not in LOOPBACK:
        remark(f"Anyone who can reach {args.host}:{args.port} can read and change your library and notes.")
    try:
        ReaderServer(command(args), host=args.host, port=args.port).serve()
    except OSError as error:
        raise CliError(f"{args.host}:{args.port} cannot be used: {error.strerror or error}.") from error
    return 0


def command(args: argparse.Namespace) -> str:
    """The shell's command that starts the reader for one browser. Modules in the current folder are not imported."""
    options = [f"{name}={value}" for name, value in (("--data-dir", args.data_dir), ("--config", args.config)) if value]
    return shlex.join([sys.executable, "-P", "-m", "tui", *options, "open", "--", *args.paths])


def _missing() -> NoReturn:
    raise CliError("This needs textual-serve, which is not installed: pip install 'newsreader-tui[serve]'.") from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port from 1 to 65,535")
    return int(text)
