"""Open articles in the reader."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from ..formats.registry import format_names

if TYPE_CHECKING:
    import argparse

HELP = "open articles, folders or addresses"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="an article; without one, the library opens")
    parser.add_argument(
        "--from",
        dest="format",
        choices=format_names(),
        help="the format, if the name does not say it",
    )
    parser.add_argument("--theme", help="a Textual theme, for this time")


def run(args: argparse.Namespace) -> int:
    # What is made for the start stays; to search it for garbage costs a tenth of the time until the first words.
    # The screen that is shown first lets the collector work again.
    gc.disable()
    from ..reading_process import begin

    reading = begin(args.paths, args.format)
    from ..start import import_textual

    import_textual()
    from ..app import run_app
    from .config import settings_for

    try:
        return run_app(args, settings_for(args), reading)
    finally:
        gc.enable()
