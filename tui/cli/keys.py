"""Print the names, keys and titles of all actions. The names are what `[keys]` in the settings uses; those of the
find bar have none, and cannot be changed."""

from __future__ import annotations

import argparse
import sys

from ..actions.find_switches import FINDING
from ..actions.help_rows import GROUPS, help_rows
from ..actions.keys import Keys, keys_of
from ..actions.presets import PRESETS
from ..actions.table import ACTIONS
from ..text.safe import visible
from .arguments import settings_for

NONE = "none"
"""Printed for an action without a key, which is in the palette; "-" is a key."""
FIND_BAR = "In the find bar"
"""The heading of the keys of the find bar."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--preset", choices=tuple(PRESETS), help="the keys of this preset instead of those in your settings"
    )
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")


def run(args: argparse.Namespace) -> int:
    """Prints the keys; problems in the settings go to standard error. Raises CliError."""
    if args.preset or args.markdown:
        keys = keys_of(args.preset or "default")
    else:
        settings = settings_for(args)
        keys = keys_of(settings.preset, dict(settings.keys))
    for problem in keys.problems:
        print(f"newsreader: {visible(problem)}", file=sys.stderr)
    print(visible("\n".join(markdown(keys) if args.markdown else plain(keys))))
    return 0


def plain(keys: Keys) -> list[str]:
    """Lines of name, keys and title, in columns, by group."""
    ids = max(len(action.id) for action in ACTIONS)
    shown = max(len(NONE), *(len(keys.shown(action.id)) for action in ACTIONS))
    lines: list[str] = []
    for group in GROUPS:
        lines += ["", f"# {group}"]
        lines += [
            f"{action.id:<{ids}}  {keys.shown(action.id) or NONE:<{shown}}  {action.title}"
            for action in ACTIONS
            if action.group == group
        ]
        if group == "Find":
            lines += [
                "",
                f"# {FIND_BAR}",
                *(f"{'#':<{ids}}  {pressed:<{shown}}  {title}" for pressed, title in FINDING),
            ]
    return lines[1:]


def markdown(keys: Keys) -> list[str]:
    """Lines of a Markdown table of keys and what they do, by group."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for group in GROUPS:
        lines.append(f"| | **{group}** |")
        for row in help_rows(keys):
            if row.group != group:
                continue
            title = f"{row.title} ({row.where})" if row.where else row.title
            more = f". {row.help}" if row.help else ""
            lines.append(f"| {_code(row.keys)} | {_cell(title + more)} |")
        if group == "Find":
            lines.append(f"| | **{FIND_BAR}** |")
            lines += [f"| {_code(pressed)} | {_cell(title)} |" for pressed, title in FINDING]
    return lines


def _code(keys: str) -> str:
    # A bar ends the table cell even inside code, unless it is escaped.
    return " ".join(f"`{key}`".replace("|", "\\|") for key in keys.split()) or "palette"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").rstrip(".")
