"""Protects what a command reads from what it writes: `--output` may replace any file but an input of the command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..config.paths import config_file, data_folder
from ..formats.article_files import find_articles
from ..formats.file_place import PIPE
from ..formats.load_error import LoadError
from ..store.files import NAME
from ..text.same_file import is_same_file
from .errors import CliError

if TYPE_CHECKING:
    from ..store.database import Store


def refuse_input(args: argparse.Namespace) -> None:
    """Raises CliError if `--output` names a file that the command reads: one of its arguments, an article in a folder
    among them, a file redirected to standard input, the settings or the store."""
    output = getattr(args, "output", None)
    if not output or not os.path.isfile(output):
        return
    if any(is_same_file(output, path) for path in _inputs(args, output)):
        raise CliError(f"{output} is read by this command, so it was not overwritten. Name another file.")


def refuse_article(store: Store, output: str | None) -> None:
    """For a command that reads the whole library: raises CliError if `output` is the file of one of its articles.
    Raises StoreError."""
    if output and os.path.isfile(output) and store.articles.latest(output) is not None:
        raise CliError(f"{output} is an article of your library, so it was not overwritten. Name another file.")


def _inputs(args: argparse.Namespace, output: str) -> Iterator[str | Path | int]:
    yield data_folder(args.data_dir) / NAME
    yield config_file(args.config)
    for name, value in vars(args).items():
        for word in value if isinstance(value, list) else [value]:
            if not isinstance(word, str) or name == "output":
                continue
            if word == PIPE:
                yield 0
            elif os.path.isdir(word) and Path(output).resolve().is_relative_to(Path(word).resolve()):
                with suppress(LoadError):
                    yield from find_articles([word])
            else:
                yield word
