"""How many terminal cells a text takes, and which code point stands in which cell.

Textual lays out by rich's tables, so the same tables are asked here: a row that is measured otherwise than
it is drawn shifts everything to its right. Most news needs no table at all: every character of `NARROW` is
one cell wide, and one search of a regular expression finds that out at the speed of C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size, split_graphemes

TAB = 4
"""A tab runs to the next multiple of so many cells."""

_NOT_NARROW = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")


def is_narrow(text: str) -> bool:
    """True where each code point but the newline is known to be one cell wide."""
    return _NOT_NARROW.search(text) is None


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """What a reader takes for one character each: start, end and width in cells. A tab counts as one cell."""
    waiting: tuple[int, int, int] | None = None
    for start, end, width in split_graphemes(text)[0]:
        if text[start] == "\t":
            width = 1
        if waiting is not None:
            if "\U0001f1e6" <= text[start] <= "\U0001f1ff":
                # Two regional indicators are one flag; cut in two they are letters in boxes.
                yield waiting[0], end, waiting[2] + width
                waiting = None
                continue
            yield waiting
            waiting = None
        if "\U0001f1e6" <= text[start] <= "\U0001f1ff":
            waiting = (start, end, width)
        else:
            yield start, end, width
    if waiting is not None:
        yield waiting


def columns(text: str) -> list[int] | range:
    """The cell at which each code point starts, and last the width of the whole."""
    if is_narrow(text):
        return range(len(text) + 1)
    found: list[int] = []
    x = 0
    for start, end, width in graphemes(text):
        found.extend([x] * (end - start))
        x += TAB - x % TAB if text[start] == "\t" else width
    found.append(x)
    return found


def width(text: str) -> int:
    """The cells a text takes."""
    return columns(text)[-1]


def index_at(text: str, x: int) -> int:
    """The index of the character drawn in cell `x`; the length of the text where `x` lies behind it."""
    if x <= 0:
        return 0
    found = columns(text)
    if x >= found[-1]:
        return len(text)
    if isinstance(found, range):
        return x
    low = max(i for i, at in enumerate(found) if at <= x)
    return next(i for i, at in enumerate(found) if at == found[low])


def is_wide(character: str) -> bool:
    """True for a character of two cells, such as Chinese ones: a row may be broken after it."""
    return get_character_cell_size(character) == 2


def drawn(text: str) -> str:
    """The text with tabs as the blanks they stand for."""
    if "\t" not in text:
        return text
    found = columns(text)
    return "".join(" " * (found[i + 1] - found[i]) if c == "\t" else c for i, c in enumerate(text))
