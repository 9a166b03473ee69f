"""The signs left of the text: a column for each kind of sign and a lane for each topic. Needs no terminal.

From left to right it has the bar of the current sentence, the label of a highlight, the pencil of a note, the doubt
about a speaker, a lane for each topic that is on, and a blank. Next to a passage the topic's lane has a bar, replaced
by the topic's digit on the row where the passage or a paragraph of it begins and at the top of the window. So every
page says without colour which topic each of its paragraphs is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .layers import Layer

SIGNS = 3
"""Cells for the signs of highlights, notes and quotes, if there is room."""
LEAST_SIGNS = 2
"""Cells for them next to several lanes on a narrow screen."""
LANES = 3
"""Lanes for which there is always room: lines are that much shorter than the pane."""
GUTTER = 2 + SIGNS
"""The fewest cells left of the text: the bar of the current sentence, the signs, a blank."""
WIDEST_GUTTER = 2 + LEAST_SIGNS + LANES
"""Cells left of the text on a narrow screen, however few topics are on, so that switching one moves no text."""

MORE = "…"
"""Stands for signs that do not fit. No default label uses it."""

NOTE = "✎"
"""Sign of a highlight with a note."""

DEFAULT_SIGN = "▍"
"""Sign of a highlight without a label, or with one that is not in the settings."""

Sign = tuple[str, str]
"""One character, and its component class."""

BLANK: Sign = (" ", "")
NO_MARKS = Layer()


class Margin(NamedTuple):
    """How the cells between the bar of the current sentence and the text are divided."""

    signs: int
    """Cells for the signs of highlights, notes and quotes."""
    lanes: int = 0
    """Cells for topics."""
    topics: Sequence[str] = ()
    """The component classes of the topics that are on, in order. If there are more than lanes, the rest share the last
    one."""

    @property
    def width(self) -> int:
        """Cells of the whole margin, with the bar and the blank."""
        return 2 + self.signs + self.lanes

    @classmethod
    def within(cls, room: int, topics: Sequence[str]) -> Margin:
        """The margin in `room` cells left of the text, at least `GUTTER`."""
        lanes = min(len(topics), room - 2 - LEAST_SIGNS)
        return cls(min(SIGNS, room - 2 - lanes), lanes, topics)


def gutter(topics: int) -> int:
    """Cells wanted left of the text while that many topics are on; the first three have their lanes from the start."""
    return max(WIDEST_GUTTER, 2 + LEAST_SIGNS + topics)


def margin_signs(
    margin: Margin, runs: Sequence[tuple[int, int, int]], layers: Mapping[str, Layer], *, anew: bool = False
) -> list[Sign]:
    """The sign in each cell of the margin of a row.

    `runs` has the first cell, start and end of each stretch of text drawn on the row. `anew` says that the row is the
    first of its paragraph or of the window, where the digits of topics are repeated.
    """
    highlight = _signs_of(runs, layers.get("highlight", NO_MARKS))
    wanted = [(1 if sign == NOTE else 0, (sign, style)) for sign, style in highlight]
    wanted += [(2, sign) for sign in _signs_of(runs, layers.get("quote", NO_MARKS))]
    lanes: dict[int, Sign] = {}
    for sign, style in _signs_of(runs, layers.get("passage", NO_MARKS), anew=anew):
        lane = min(margin.topics.index(style), margin.lanes - 1)
        lanes[lane] = (MORE, style) if lane in lanes else (sign, style)
    return _in_columns(wanted, margin.signs) + [lanes.get(lane, BLANK) for lane in range(margin.lanes)]


def _in_columns(wanted: Sequence[tuple[int, Sign]], count: int) -> list[Sign]:
    """`count` cells with each sign in its own column. A sign whose column is taken is put into a free cell; if there is
    none, `MORE` replaces the last sign."""
    cells = [BLANK] * count
    for column, sign in wanted:
        if cells[min(column, count - 1)] is BLANK:
            cells[min(column, count - 1)] = sign
    for _, sign in wanted:
        if sign not in cells and BLANK in cells:
            cells[cells.index(BLANK)] = sign
        elif sign not in cells:
            cells[-1] = (MORE, cells[-1][1])
    return cells


def _signs_of(runs: Sequence[tuple[int, int, int]], layer: Layer, *, anew: bool = False) -> list[Sign]:
    """The signs of the marks on the row, each once; of two characters, the first where a mark begins or `anew`."""
    found: dict[Sign, bool] = {}
    for _, start, end in runs if layer else ():
        for mark in layer.touching(start, end):
            if mark.sign:
                look = (mark.sign, mark.style)
                found[look] = found.get(look, anew) or start <= mark.span.start
    return [(sign[0 if begins else -1], style) for (sign, style), begins in found.items()]
