"""How many terminal cells a text takes, and which code point stands in which cell.

Textual lays out by rich's tables, so the same tables are asked here: a row that is measured otherwise than
it is drawn shifts everything to its right. Most news needs no table at all: every character of `NARROW` is
one cell wide, and one search of a regular expression finds that out at the speed of C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

TAB = 4
"""A tab runs to the next multiple of so many cells."""

_APART = re.compile("[\n\t]")
_NOT_NARROW = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")


def is_narrow(text: str) -> bool:
    """True if each code point but the newline is known to be one cell wide."""
    return _NOT_NARROW.search(text) is None


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """What a reader takes for one character each: start, end and width in cells. A tab counts as one cell."""
    at = 0
    # rich takes newlines and tabs for marks of no width that belong to the letter before.
    for found in _APART.finditer(text):
        yield from _graphemes_between(text, at, found.start())
        yield found.start(), found.end(), 1 if found[0] == "\t" else 0
        at = found.end()
    yield from _graphemes_between(text, at, len(text))


def _graphemes_between(text: str, begin: int, until: int) -> Iterator[tuple[int, int, int]]:
    half: tuple[int, int, int] | None = None
    for start, end, cells in split_graphemes(text[begin:until])[0]:
        one = (begin + start, begin + end, cells)
        if not "\U0001f1e6" <= text[one[0]] <= "\U0001f1ff":
            if half is not None:
                yield half
                half = None
            yield one
        elif half is None:
            half = one
        else:
            # Two regional indicators are one flag; cut in two they are letters in boxes.
            yield half[0], one[1], half[2] + one[2]
            half = None
    if half is not None:
        yield half


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


def drawn(text: str) -> str:
    """The text with tabs as the blanks they stand for."""
    if "\t" not in text:
        return text
    found = columns(text)
    return "".join(" " * (found[i + 1] - found[i]) if c == "\t" else c for i, c in enumerate(text))
