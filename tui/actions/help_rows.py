"""The rows of the key table: in the help, in `newsreader keys` and in the manual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .key_names import shown
from .keys import Keys
from .scopes import WHERE
from .table import ACTIONS, SELECTING


class HelpRow(NamedTuple):
    """One line of the help and of the README's table: an action, or several similar ones."""

    group: str
    keys: str
    """As a reader sees them; empty for an action that is only in the palette."""
    title: str
    help: str
    where: str
    """Where it works, if not in the article: "in a list". Empty for most."""
    ids: tuple[str, ...]


GROUPS = (
    "Move",
    "Find",
    "Lists and jumps",
    "Topics",
    "Select",
    "Mark and note",
    "Copy and articles",
    "Across articles",
    "View",
    "Program",
)
"""Headings of the help, in order."""


def help_rows(keys: Keys) -> list[HelpRow]:
    """All actions with their current keys, by group; similar actions share a row."""
    rows = []
    for group in GROUPS:
        done: set[str] = set()
        for action in ACTIONS:
            if action.group != group or action.series in done:
                continue
            if action.series:
                done.add(action.series)
                alike = [other for other in ACTIONS if other.series == action.series]
            else:
                alike = [action]
            rows.append(
                HelpRow(
                    group,
                    _keys_of_row([keys[one.id] for one in alike]),
                    action.series or action.title,
                    action.help or ("While a selection is being extended." if action.when == SELECTING else ""),
                    WHERE.get(action.scope, ""),
                    tuple(one.id for one in alike),
                )
            )
    return rows


def _keys_of_row(all_keys: Sequence[Sequence[str]]) -> str:
    if len(all_keys) == 1:
        return shown(all_keys[0])
    firsts = [keys[0] for keys in all_keys if keys]
    in_a_row = len(firsts) > 2 and "".join(firsts) in "123456789"
    return f"{firsts[0]}-{firsts[-1]}" if in_a_row else shown(firsts)
