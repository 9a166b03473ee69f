"""What a list over all articles has to know of the store besides the articles themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .database import Store

Stamp = tuple[int, ...]


def stamp(store: Store) -> Stamp:
    """Numbers that change when something was analysed anew or put right, so that such a list is not up to date any
    more. Costs well under a millisecond. Raises StoreError."""
    row = store.row(
        """SELECT coalesce((SELECT max(rowid) FROM analyses), 0), coalesce((SELECT max(seq) FROM corrections), 0),
        (SELECT count(*) FROM corrections WHERE deleted IS NULL)"""
    )
    return tuple(row) if row else ()
