"""Which person, organisation or place of the library a command is about: the row that `entities --library` has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..library.who_is import find_one_subject
from ..text.entity_kinds import name_key
from ..text.safe import one_line
from .errors import CliError
from .remarks import remark

if TYPE_CHECKING:
    from ..library.who_is import Subject
    from ..store.database import Store

MOST_NAMES = 10
"""The largest number of names that a message lists."""


def choose_person(store: Store, typed: str) -> Subject:
    """The one whom a typed name means; a remark says whose name it is taken for, and which others have the same words.
    Raises CliError if it may mean several."""
    subject, others = find_one_subject(store, typed)
    if subject.different:
        names = _listed(subject.different)
        raise CliError(f"“{one_line(typed)}” is part of several names: {names}. Give the full name of one.")
    if others:
        remark(f"“{one_line(typed)}” is taken as {one_line(subject.name)} alone, without: {_listed(others)}")
    elif name_key(typed) != name_key(subject.name):
        remark(f"“{one_line(typed)}” is taken as {one_line(subject.name)}.")
    return subject


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    return ", ".join(map(one_line, names[:MOST_NAMES])) + more
