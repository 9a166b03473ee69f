"""Where in the article something stands, as one line of marks."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.span import Span

EMPTY, HIT, HERE = "─", "┃", "◆"
"""Nothing here; something here; the reader is here. Told apart without colour."""


def strip_line(spans: Iterable[Span], length: int, width: int, here: int | None = None) -> str:
    """`width` cells for a text of `length` code points, with a mark in each cell where one of the spans stands.

    `here` is the offset being read; it is marked where it stands on no span.
    """
    cells = [EMPTY] * max(width, 0)
    if not cells or length <= 0:
        return "".join(cells)

    def cell(offset: int) -> int:
        return min(len(cells) - 1, max(0, offset * len(cells) // length))

    if here is not None:
        cells[cell(here)] = HERE
    for span in spans:
        for place in range(cell(span.start), cell(max(span.start, span.end - 1)) + 1):
            cells[place] = HIT
    return "".join(cells)
