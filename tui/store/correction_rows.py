"""Converts corrections to and from rows of the table `corrections`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..notes.correction import Correction

if TYPE_CHECKING:
    import sqlite3

EVERYWHERE = ""
"""The source of a correction that holds for all articles."""


def correction_row(correction: Correction, source: str, digest: str, url: str | None = None) -> dict[str, Any]:
    """The columns of a correction of the article with this source, digest and address."""
    return {
        "id": correction.id,
        "source": source,
        "source_url": url,
        "digest": digest,
        "data": json.dumps(correction.to_json(), ensure_ascii=False),
        "created": correction.created,
        "deleted": None,
    }


def correction_of(row: sqlite3.Row | Mapping[str, Any]) -> Correction | None:
    """The correction in a row, or None if the row is damaged."""
    try:
        return Correction.from_json(json.loads(row["data"]), id=row["id"], created=row["created"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
