"""Open articles in the reader."""

from __future__ import annotations

import argparse

HELP = "open articles, folders or addresses"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="an article; without one, the library opens")
    parser.add_argument(
        "--from",
        dest="format",
        choices=("text", "markdown", "html"),
        help="what the file is, where its name does not tell",
    )
    parser.add_argument("--theme", help="a Textual theme, for this time")


def run(args: argparse.Namespace) -> int:
    from ..app import run_app
    from .config import settings_for

    return run_app(args, settings_for(args))
