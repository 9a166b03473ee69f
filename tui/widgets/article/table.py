"""The columns of a table: their widths, and which contain figures and are aligned to the right."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...text.article import Article
from .cells import width

SAMPLE = 200
"""Number of rows from which the widths are computed. A wider cell further down is wrapped in its column."""
GAP = 3
"""Cells between two columns."""
NARROWEST = 4

_FIGURE = r"[-+−±~<>≈]?\s*(?:[$€£¥]\s*)?\d[\d.,' \u00a0]*\s*(?:%|[a-z]{0,3})?\s*"
_NOTHING = frozenset(("", "-", "–", "—", "n/a"))


class Columns(NamedTuple):
    """The positions of the columns of one table."""

    first: int
    """The index of its first block."""
    starts: tuple[int, ...]
    """The cell at which each column begins."""
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    """True for a column of figures."""

    @property
    def total(self) -> int:
        """The width of the table, in cells."""
        return self.starts[-1] + self.widths[-1] if self.starts else 0


def table_start(article: Article, index: int) -> int:
    """The first block of the table that a row belongs to."""
    blocks = article.blocks
    while index > 0 and blocks[index - 1].kind == "table_row" and not blocks[index].header:
        index -= 1
    return index


def measure_table(article: Article, first: int, room: int) -> Columns | None:
    """The columns of the table that begins at block `first`; None if they do not fit into `room` cells."""
    rows: list[list[str]] = []
    headers = 0
    for block in article.blocks[first : first + SAMPLE]:
        if block.kind != "table_row" or (block.header and rows and headers < len(rows)):
            break
        headers += block.header
        rows.append([article.words(cell) for cell in block.cells])
    count = max((len(row) for row in rows), default=0)
    if not count or count * NARROWEST + (count - 1) * GAP > room:
        return None
    natural = [max([1] + [_widest(row[c]) for row in rows if c < len(row)]) for c in range(count)]
    widths = _shrink(natural, room - (count - 1) * GAP)
    starts = [sum(widths[:c]) + c * GAP for c in range(count)]
    body = rows[headers:]
    right = tuple(_figures([row[c].strip() for row in body if c < len(row)]) for c in range(count))
    return Columns(first, tuple(starts), tuple(widths), right)


def _widest(cell: str) -> int:
    return max(width(line) for line in cell.split("\n"))


def _figures(cells: list[str]) -> bool:
    told = [cell for cell in cells if cell not in _NOTHING]
    return bool(told) and all(re.fullmatch(_FIGURE, cell) for cell in told)


def _shrink(natural: list[int], room: int) -> list[int]:
    """The columns made narrower if they do not fit, the widest first."""
    if sum(natural) <= room:
        return natural
    low, high = NARROWEST, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(n, middle) for n in natural) <= room:
            low = middle
        else:
            high = middle - 1
    widths = [min(n, low) for n in natural]
    for i, n in enumerate(natural):
        spare = room - sum(widths)
        if spare <= 0:
            break
        widths[i] += min(spare, n - widths[i])
    return widths
