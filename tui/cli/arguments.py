"""Arguments that several commands share, and the settings that they name."""

from __future__ import annotations

import argparse

from ..config.paths import config_file
from ..config.settings import Settings, SettingsError, load_settings
from .errors import CliError


def add_paths(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """`PATH…`, see `inputs.find_files`."""
    parser.add_argument(
        "paths",
        nargs="+" if required else "*",
        metavar="PATH",
        help="a file, a folder with articles, a web address, or - for standard input",
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """`--jobs N`."""
    parser.add_argument(
        "--jobs", type=positive, default=1, metavar="N", help="number of analysis processes (default: 1)"
    )


def add_topic(parser: argparse.ArgumentParser, help: str) -> None:
    """`--topic NAME`, which may be repeated."""
    parser.add_argument("--topic", action="append", default=[], metavar="NAME", help=f"{help}; may be repeated")


def add_topics(parser: argparse.ArgumentParser) -> None:
    """`--topics FILE.toml`, which may be repeated."""
    parser.add_argument(
        "--topics", action="append", default=[], metavar="FILE.toml", help="also use the topics in this file"
    )


def positive(text: str) -> int:
    """A whole number of at least 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of 1 or more")
    return int(text)


def settings_for(args: argparse.Namespace) -> Settings:
    """The settings that every command uses: those in `--config`, else those in the usual place. Raises CliError."""
    try:
        return load_settings(config_file(args.config), must_exist=bool(args.config))
    except SettingsError as error:
        raise CliError(str(error)) from error
