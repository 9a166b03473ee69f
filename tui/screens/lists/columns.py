"""Two texts side by side in a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ...text.safe import cells


def two_columns(
    left: Sequence[str], right: Sequence[str], width: int, styles: tuple[str, str], *, indent: int = 4
) -> list[tuple[str, str]]:
    """The parts of a `Content` with the lines on the left next to those on the right, each line after a line break and
    an indentation. `width` is that of both columns, in cells."""
    parts: list[tuple[str, str]] = []
    for one, two in zip_longest(left, right, fillvalue=""):
        gap = " " * max(1, width // 2 - cells(one))
        parts += [("\n" + " " * indent, ""), (one, styles[0]), (gap, ""), (two, styles[1])]
    return parts
