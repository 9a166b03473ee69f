"""Show the settings in force, print where their file is, or create a settings file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..config.paths import config_file, data_folder, make_folder
from ..config.remembered import Remembered
from ..config.settings import TEMPLATE, Settings, to_tree
from ..text.safe import visible
from .arguments import settings_for
from .errors import CliError
from .printing import print_path
from .remarks import remark

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--path`, `--init` or `--show`."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--path", action="store_true", help="print the path of the settings file, whether or not it exists"
    )
    one.add_argument(
        "--init", action="store_true", help="create a commented settings file; an existing one is never overwritten"
    )
    one.add_argument("--show", action="store_true", help="print the settings in force, as TOML (the default)")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    path = config_file(args.config)
    if args.path:
        print_path(path)
    elif args.init:
        write_template(path)
        remark(f"Wrote {path}")
    else:
        from ..look.themes import ALL, AUTO, unknown_theme  # imports Textual, which takes 100 ms

        settings = settings_for(args)
        remembered = Remembered(data_folder(args.data_dir))
        print(show(settings, remembered.text("theme", *ALL) if settings.theme == AUTO else ""))
        if problem := unknown_theme(settings.theme):
            remark(problem)
    return 0


def write_template(path: Path) -> None:
    """Creates a settings file in which everything is a comment. Raises CliError, also if the file exists."""
    try:
        make_folder(path.parent)
        # Mode "x" instead of checking first: another program could create the file in between.
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CliError(f"{path}: The settings file already exists; nothing was changed.") from None
    except OSError as error:
        raise CliError(f"{path}: The settings file could not be written: {error.strerror or error}.") from error


def show(settings: Settings, chosen_theme: str = "") -> str:
    """The settings as a TOML document, with a comment that says where they came from, and one on the theme if another
    was chosen in the program."""
    import tomlkit

    found = settings.path is not None
    head = f"# From {settings.path}" if found else "# No settings file; these are the defaults."
    tree = tomlkit.item(to_tree(settings))
    if chosen_theme:
        tree["theme"].comment(f"in use: {chosen_theme}, chosen in the program; choose auto there to undo that")
    # A path may contain any character, and this goes to a terminal.
    return visible(f"{head}\n\n{tomlkit.dumps(tree)}")
