"""Open articles in the reader."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    # What is made for the start stays; to search it for garbage costs a tenth of the time until the first words.
    # The screen that is shown first lets the collector work again.
    gc.disable()
    import_asyncio_without_tls()
    from ..app import run_app
    from .config import settings_for

    try:
        return run_app(args, settings_for(args))
    finally:
        gc.enable()


def import_asyncio_without_tls() -> None:
    """Import asyncio as in a Python that was built without ssl, which it is made for.

    It would import ssl for connections of its own, of which the reader makes none (httpx fetches pages, in a thread
    and with an ssl that it imports itself): a twentieth of the time until the first words.
    """
    if "asyncio" in sys.modules:
        return
    kept = sys.modules.get("ssl")
    sys.modules["ssl"] = None  # type: ignore[assignment]  # documented: an import of it raises ImportError
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]
        if kept is not None:
            sys.modules["ssl"] = kept
