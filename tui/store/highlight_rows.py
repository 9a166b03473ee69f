"""Converts highlights to and from rows of the table `highlights`."""

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
    """The highlight with these COLUMNS. Looking up each column of a thousand rows by name would take a whole frame.

    A damaged value does not affect the others: a highlight without a usable position is anchored by its words.
    """
    texts = (id, source, digest, exact, prefix, suffix, label, note, created, modified)
    if not all(type(text) is str for text in texts):
        id, source, digest, exact, prefix, suffix, label, note, created, modified = map(_text, texts)
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        digest, start, end = "", 0, len(exact)
    target = Target(source, digest, start, end, exact, prefix, suffix)
    given = _tags(tags) if tags != "[]" else ()
    return Highlight(id, target, label, note, given, created, modified, deleted)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _tags(column: object) -> tuple[str, ...]:
    try:
        tags = json.loads(_text(column))
    except ValueError:
        return ()
    return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()


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
