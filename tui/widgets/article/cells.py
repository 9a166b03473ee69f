"""The number of terminal cells that a text takes, and the cell of each code point.

Textual uses rich's tables for layout, so this module uses them too: a row whose measured width differs from the drawn
one shifts everything to its right. Most news needs no table at all: every character of `NARROW` is one cell wide, and
one search of a regular expression finds that out at the speed of C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

TAB = 4
"""A tab extends to the next multiple of this many cells."""

_APART = re.compile("[\n\t]")
_NOT_NARROW = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")


def is_narrow(text: str) -> bool:
    """True if each code point except newlines is known to be one cell wide."""
    return _NOT_NARROW.search(text) is None


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """The characters as a reader sees them (graphemes): start, end and width in cells. A tab counts as one cell."""
    at = 0
    # rich treats newlines and tabs as marks without width that belong to the preceding letter.
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
            # Two regional indicators are one flag; separated, they are letters in boxes.
            yield half[0], one[1], half[2] + one[2]
            half = None
    if half is not None:
        yield half


def columns(text: str) -> list[int] | range:
    """The cell at which each code point starts, followed by the width of the whole text."""
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
    """The number of cells that a text takes."""
    return columns(text)[-1]


def index_at(text: str, x: int) -> int:
    """The index of the character drawn in cell `x`; the length of the text if `x` is beyond its end."""
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
    """The text with tabs replaced by spaces."""
    if "\t" not in text:
        return text
    found = columns(text)
    return "".join(" " * (found[i + 1] - found[i]) if c == "\t" else c for i, c in enumerate(text))
