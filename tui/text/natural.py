"""Natural order: "week 2" comes before "week 12"."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+")
WIDTH = 12
"""Digits that a number is filled up to; longer ones stay as they are."""


def natural_key(text: str | None) -> str:
    """A key that sorts texts by their letters, whatever the case, and by the size of the numbers in them."""
    return _DIGITS.sub(lambda number: number[0].zfill(WIDTH), (text or "").casefold())
