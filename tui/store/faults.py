"""Finds damaged values in the rows of notes and corrections, which SQLite itself does not notice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .connection import Connection

TEXT_COLUMNS = {
    "highlights": (
        *("id", "source", "digest", "exact", "prefix", "suffix", "label", "note", "tags", "created", "modified"),
        *("verdict", "evidence", "kind", "speaker"),
    ),
    "corrections": ("id", "source", "digest", "data", "created"),
}
"""The columns that always hold text."""
_NUMBERS = {"highlights": ("start", "end"), "corrections": ()}
_JSON: dict[str, dict[str, type]] = {"highlights": {"tags": list, "evidence": list}, "corrections": {"data": dict}}
_NAMES = {"highlights": "note", "corrections": "correction"}


def damaged_rows(store: Connection) -> list[str]:
    """A sentence for each note or correction (outside the trash) with a damaged value, without the value itself. Raises
    StoreError."""
    sentences = []
    for table, texts in TEXT_COLUMNS.items():
        columns = [f'CAST("{name}" AS BLOB) AS "{name}", typeof("{name}") AS "type_{name}"' for name in texts]
        columns += [f'"{name}"' for name in _NUMBERS[table]]
        for row in store.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE deleted IS NULL ORDER BY seq"):
            values = {name: row[name] for name in row.keys()}  # noqa: SIM118
            if faults := [name for name in (*texts, *_NUMBERS[table]) if _is_damaged(table, name, values)]:
                id = bytes(values["id"] or b"").decode("utf-8", "replace")
                sentences.append(f"The {_NAMES[table]} {id[:8]} has a damaged value ({', '.join(faults)}).")
    return sentences


def _is_damaged(table: str, name: str, values: dict[str, Any]) -> bool:
    if name in _NUMBERS[table]:
        return not isinstance(values[name], int) or values[name] < 0
    if values[f"type_{name}"] != "text":
        return True
    try:
        text = bytes(values[name]).decode("utf-8")
        kind = _JSON[table].get(name)
        return kind is not None and not isinstance(json.loads(text), kind)
    except ValueError:
        return True


def is_json_object(value: object) -> bool:
    """Whether a column holds a JSON object."""
    try:
        return isinstance(json.loads(value), dict) if isinstance(value, str) else False
    except ValueError:
        return False
