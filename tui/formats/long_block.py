"""Paragraphs that are too long to wrap at once."""

from __future__ import annotations

LONGEST_BLOCK = 20_000
"""Code points; a longer paragraph is divided, so that no single block can delay the screen."""


def divide(text: str) -> list[tuple[int, int]]:
    """The parts (start, end) of a text, divided at the end of a sentence, else at a space, else anywhere."""
    cuts, start = [], 0
    while len(text) - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        cut = text.rfind(". ", start + LONGEST_BLOCK // 2, limit) + 1
        cut = cut or text.rfind(" ", start + LONGEST_BLOCK // 2, limit) + 1 or limit
        cuts.append((start, cut))
        start = cut
    cuts.append((start, len(text)))
    return cuts
