"""Which line of its file each word of an article is on, for editors and other programs that count lines.

An article's text has no line breaks, marks or tags of its file, so the two are aligned word by word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from .alignment import Alignment
from .words import NeverNear, Words


class FileLines:
    """The lines of a file, counted from 1, and the offsets of an article's text, in code points."""

    def __init__(self, file_text: str, text: str) -> None:
        before, after = Words.unfolded(file_text), Words.unfolded(text)
        alignment = Alignment(before, after, NeverNear())
        alignment.compare(0, len(before))
        pairs = sorted(alignment.match.items())
        self._offsets = [after.starts[new] for _, new in pairs]
        breaks = [0, *accumulate(len(line) + 1 for line in file_text.split("\n"))]
        self._lines = [bisect_right(breaks, before.starts[old]) for old, _ in pairs]

    def line(self, offset: int) -> int:
        """The line of the word at an offset, or of the last word before it that the file has too."""
        at = bisect_right(self._offsets, offset) - 1
        return self._lines[max(0, at)] if self._lines else 1

    def offset(self, line: int) -> int:
        """The offset of the first word on a line or below it; that of the last word if there is none."""
        at = bisect_left(self._lines, line)
        return self._offsets[min(at, len(self._offsets) - 1)] if self._offsets else 0
