"""Highlights as rows of the table `highlights`, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..notes.highlight import Highlight, Target

if TYPE_CHECKING:
    import sqlite3

_NAMES = (
    "id", "source", "digest", "start", "end", "exact", "prefix", "suffix", "label", "note", "tags", "created",
    "modified", "deleted",
)  # fmt: skip
COLUMNS = ", ".join(f'"{name}"' for name in _NAMES)
"""The columns of a highlight, in the order in which `highlight_of` takes them."""


def highlight_from(row: sqlite3.Row | Mapping[str, Any]) -> Highlight:
    """The highlight in a row, by the names of its columns."""
    return highlight_of(*[row[name] for name in _NAMES])


def highlight_of(
    id: str,
    source: str,
    digest: str,
    start: int,
    end: int,
    exact: str,
    prefix: str,
    suffix: str,
    label: str,
    note: str,
    tags: str,
    created: str,
    modified: str,
    deleted: str | None,
) -> Highlight:
    """The highlight with these COLUMNS. Looking up each column of a thousand rows by name would take a whole frame."""
    target = Target(source, digest, start, end, exact, prefix, suffix)
    given = tuple(json.loads(tags)) if tags != "[]" else ()
    return Highlight(id, target, label, note, given, created, modified, deleted)


def highlight_row(highlight: Highlight) -> dict[str, Any]:
    """The columns of a highlight with their values."""
    return {
        "id": highlight.id,
        **target_columns(highlight.target),
        "label": highlight.label,
        "note": highlight.note,
        "tags": tags_column(highlight.tags),
        "created": highlight.created,
        "modified": highlight.modified,
        "deleted": highlight.deleted,
    }


def target_columns(target: Target) -> dict[str, Any]:
    """The columns of a target with their values."""
    return target._asdict()


def tags_column(tags: tuple[str, ...]) -> str:
    """Tags as the column `tags` holds them."""
    return json.dumps(tags, ensure_ascii=False)
