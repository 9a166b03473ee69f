"""Breaks a text into rows.

News text is nearly all narrow characters; for these, one regular expression for each width finds a row in less than a
microsecond. Anything else (Chinese, emoji, combining marks, tabs) is measured slowly, one grapheme after the other.
Rows start at a code point; spaces at the end of a row belong to it and are not drawn.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .cells import graphemes, is_narrow
from .cells import width as width_of

SPACES = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""Spaces at which a row may end, for a character class. The no-break space and the figure space are not among them."""

_SPACE = re.compile(f"[{SPACES}]")
_CLOSING = frozenset("、。，．：；！？）」』】〉》〕］｝’”…—.,:;!?)]}»")
"""Characters that never begin a row."""


@lru_cache(maxsize=64)
def _row(width: int) -> re.Pattern[str]:
    blank = f"[{SPACES}]"
    soft = "(?<=[^\\W\\d_]-)(?=\\w)|(?<=[—/])(?=[^\\W_])"
    return re.compile(f"[^\n]{{0,{width}}}(?:{blank}+\n?|\n|\\Z|{soft})|[^\n]{{1,{width}}}")


def break_rows(text: str, width: int, hang: int = 0) -> list[int]:
    """The indices at which rows start; the first is 0. From the second row on, rows are `hang` cells shorter."""
    width = max(1, width)
    rest = max(1, width - hang)
    if not text:
        return [0]
    if not is_narrow(text):
        return _break_wide(text, width, rest)
    first = _row(width).match(text)
    starts = [0]
    end = first.end() if first else 0
    if 0 < end < len(text):
        starts.append(end)
        # Right after a hyphen the pattern first matches nothing, then the row.
        ends = (found.end() for found in _row(rest).finditer(text, end) if found[0])
        starts.extend(end for end in ends if end < len(text))
    return starts


def break_code(text: str, width: int) -> list[int]:
    """Like `break_rows`, for text whose lines matter: lines that are too wide are broken at spaces too, since indented
    prose is code to Markdown."""
    starts: list[int] = []
    at = 0
    for line in text.removesuffix("\n").split("\n"):
        starts.extend(at + start for start in break_rows(line, width))
        at += len(line) + 1
    return starts


def _break_wide(text: str, width: int, rest: int) -> list[int]:
    starts = [0]
    room = width
    x = 0
    chance, chance_x = 0, 0
    for start, end, cells in graphemes(text):
        character = text[start]
        if character == "\n":
            if end < len(text):
                starts.append(end)
            room, x, chance = rest, 0, end
            continue
        if end == start + 1 and _SPACE.match(character):
            x += cells
            chance, chance_x = end, x
            continue
        if x and x + cells > room:
            if chance > starts[-1]:
                starts.append(chance)
                x -= chance_x
                if x > rest:
                    # It was measured for the first row, which is wider than this one.
                    tail = text[chance:start]
                    pieces = _break_wide(tail, rest, rest)
                    starts.extend(chance + piece for piece in pieces[1:])
                    x = width_of(tail[pieces[-1] :])
            else:
                starts.append(start)
                x = 0
            if x and x + cells > rest:
                starts.append(start)
                x = 0
            room = rest
        x += cells
        if (cells == 2 or character in "-—") and (end >= len(text) or text[end] not in _CLOSING):
            chance, chance_x = end, x
    return starts
