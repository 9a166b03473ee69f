"""Converts highlights to and from rows of the table `highlights`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sys import intern
from typing import TYPE_CHECKING, Any

from ..notes.check import CheckedAs, checked_as_from, evidence_from_json, evidence_text, verdict_of
from ..notes.highlight import Highlight, Target

if TYPE_CHECKING:
    import sqlite3

_NAMES = (
    "id", "source", "digest", "start", "end", "exact", "prefix", "suffix", "label", "note", "tags", "created",
    "modified", "deleted", "verdict", "evidence", "kind", "speaker",
)  # fmt: skip
_LATER = {"verdict": "", "evidence": "[]", "kind": "", "speaker": ""}
"""Columns that were added later, with their defaults."""
COLUMNS = ", ".join(f'"{name}"' for name in _NAMES)
"""The columns of a highlight, in the order in which `highlight_of` takes them."""


def highlight_from(row: sqlite3.Row | Mapping[str, Any]) -> Highlight:
    """The highlight in a row, by the names of its columns."""
    known = row.keys()  # an older store, or the record of an earlier change, has fewer columns
    values: list[Any] = [row[name] if name in known else _LATER[name] for name in _NAMES]
    return highlight_of(*values)


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
    verdict: str,
    evidence: str,
    kind: str,
    speaker: str,
) -> Highlight:
    """The highlight with these COLUMNS. Looking up each column of a thousand rows by name would take a whole frame.

    A damaged value does not affect the others: a highlight without a usable position is anchored by its words.
    """
    texts = (id, source, digest, exact, prefix, suffix, label, note, created, modified)
    if not all(type(text) is str for text in texts):
        id, source, digest, exact, prefix, suffix, label, note, created, modified = map(as_text, texts)
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        digest, start, end = "", 0, len(exact)
    # One copy of what a thousand highlights of an article have in common.
    source, digest, label, created, modified = map(intern, (source, digest, label, created, modified))
    target = Target(source, digest, start, end, exact, prefix, suffix)
    given = _tags(tags) if tags != "[]" else ()
    proofs = evidence_from_json(_list(evidence)) if evidence != "[]" else ()
    checked_as = checked_as_from(kind, speaker) if kind else CheckedAs()
    return Highlight(
        id, target, label, note, given, created, modified, deleted, verdict_of(verdict), proofs, checked_as
    )


def as_text(value: object) -> str:
    """A value as the text it should be: bytes that are not UTF-8 become U+FFFD, and NULL an empty text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _tags(column: object) -> tuple[str, ...]:
    return tuple(str(tag) for tag in _list(column))


def _list(column: object) -> list[Any]:
    try:
        items = json.loads(as_text(column))
    except ValueError:
        return []
    return items if isinstance(items, list) else []


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
        "verdict": highlight.verdict,
        "evidence": evidence_text(highlight.evidence),
        **checked_columns(highlight.checked_as),
    }


def checked_columns(checked_as: CheckedAs) -> dict[str, Any]:
    """The columns of `CheckedAs` with their values."""
    return {"kind": checked_as.kind or "", "speaker": checked_as.speaker}


def target_columns(target: Target) -> dict[str, Any]:
    """The columns of a target with their values."""
    return target._asdict()


def tags_column(tags: tuple[str, ...]) -> str:
    """Tags as the column `tags` holds them."""
    return json.dumps(tags, ensure_ascii=False)
