"""Paragraphs that are too long to be wrapped in one go."""

from __future__ import annotations

LONGEST_BLOCK = 20_000
"""A longer paragraph is divided at a blank, so that no single block can hold up the screen."""


def divide(text: str) -> list[tuple[int, int]]:
    """Where to divide a text that is too long for one block: at a sentence's end, else a blank, else anywhere."""
    cuts, start = [], 0
    while len(text) - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        cut = text.rfind(". ", start + LONGEST_BLOCK // 2, limit) + 1
        cut = cut or text.rfind(" ", start + LONGEST_BLOCK // 2, limit) + 1 or limit
        cuts.append((start, cut))
        start = cut
    cuts.append((start, len(text)))
    return cuts
