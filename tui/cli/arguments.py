"""Arguments that several commands share, and the settings that they name."""

from __future__ import annotations

import argparse
import os

from ..config.paths import config_file
from ..config.settings import Settings, SettingsError, load_settings
from ..formats.head import stated_day
from ..formats.registry import format_names
from .errors import CliError


def add_paths(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """`PATH…`, see `inputs.find_files`."""
    parser.add_argument(
        "paths",
        nargs="+" if required else "*",
        metavar="PATH",
        help="a file, a folder with articles, a web address, or - for standard input",
    )


def add_format_of_input(parser: argparse.ArgumentParser) -> None:
    """`--from FORMAT` and `--repair-encoding`."""
    parser.add_argument(
        "--from", dest="format_of_input", choices=format_names(), help="the format, if the name does not show it"
    )
    add_repair(parser)


def add_repair(parser: argparse.ArgumentParser) -> None:
    """`--repair-encoding`."""
    parser.add_argument(
        "--repair-encoding", action="store_true", help="read text that was encoded twice (“cafÃ©”) as it was (“café”)"
    )


def add_open_options(parser: argparse.ArgumentParser) -> None:
    """The options of `open`, which work without its name too."""
    add_format_of_input(parser)
    parser.add_argument("--theme", help="a Textual theme, for this session")
    parser.add_argument("--at", metavar="OFFSET|+LINE", help="open the article at this place")
    parser.add_argument("--note", metavar="ID", help="open the article of a note, at the note")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """`--jobs N`."""
    parser.add_argument(
        "--jobs", type=_processes, default=1, metavar="N", help="number of analysis processes (default: 1)"
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
    """A whole number from 1 to a thousand million, which SQLite and every list can count."""
    return _whole(text, 1_000_000_000)


def day(text: str) -> str:
    """A day in ISO 8601, "2024-05-15", however it was typed."""
    try:
        return stated_day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2024-05-15 or May 15, 2024") from None


def _processes(text: str) -> int:
    """A number of processes: each needs a few hundred megabytes."""
    return _whole(text, 4 * (os.cpu_count() or 1))


def _whole(text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12 or not 1 <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 to {most:,}")
    return int(text)


def settings_for(args: argparse.Namespace) -> Settings:
    """The settings that every command uses: those in `--config`, else those in the usual place. Raises CliError."""
    try:
        return load_settings(config_file(args.config), must_exist=bool(args.config))
    except SettingsError as error:
        raise CliError(str(error)) from error
