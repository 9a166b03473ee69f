"""Stretches of text between quotation marks.

News text has curly, straight and doubled single marks, often an odd number of them. So every line (a paragraph)
is read by itself: what is opened and never closed ends with its paragraph, which is right for a quotation over
several paragraphs, where each opens with a mark and only the last closes. A line without any double mark is most
often a headline, and there single marks count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
DOUBLE = re.compile("[“”„‟«»\"]|''|``|‘‘|’’")
SINGLE = re.compile("[‘’']")

OPENING = {"“", "„", "‟", "«", "``", "‘‘"}
CLOSING = {"”", "»", "’’"}
BEFORE_OPENING = set("([{—–-/‘'…")
AFTER_CLOSING = set(")]}—–-/.,;:!?’'…")


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between two marks of one line, in code points of the text."""

    start: int
    """After the opening mark."""
    end: int
    """Before the closing mark, or the end of the line where none closes it."""
    outer_start: int
    """With the opening mark."""
    outer_end: int
    """With the closing mark, if there is one."""
    line: int
    """Number of the line, counted over lines that are not empty."""
    closed: bool
    single: bool = False
    """True where single marks were taken for quotation marks, as in headlines."""
    continues: bool = False
    """True where it opens its line and the stretch before it was left open at the end of the line before."""


def find_quoted_spans(text: str) -> list[QuotedSpan]:
    """The stretches of `text` in order. They never overlap and never cross a line break."""
    found: list[QuotedSpan] = []
    for number, line in enumerate(LINE.finditer(text)):
        double = list(DOUBLE.finditer(text, line.start(), line.end()))
        marks = double or list(SINGLE.finditer(text, line.start(), line.end()))
        found += _in_line(text, line.start(), line.end(), marks, number, single=not double, before=found)
    return found


def _in_line(
    text: str, start: int, end: int, marks: list[re.Match[str]], number: int, *, single: bool, before: list[QuotedSpan]
) -> list[QuotedSpan]:
    out: list[QuotedSpan] = []
    opened: re.Match[str] | None = None

    def close(stop: int, outer: int, closed: bool) -> None:
        assert opened is not None
        if not text[opened.end() : stop].strip():
            return
        previous = out[-1] if out else (before[-1] if before else None)
        continues = (
            not out
            and previous is not None
            and not previous.closed
            and previous.line == number - 1
            and not text[start : opened.start()].strip()
        )
        out.append(QuotedSpan(opened.end(), stop, opened.start(), outer, number, closed, single, continues))

    for mark in marks:
        side = _single_side(text, start, end, mark) if single else _side(text, start, end, mark)
        if side == "open" and opened is not None and _closes_by_place(text, start, end, mark):
            side = "close"
        if side == "either":
            side = "close" if opened is not None else "open"
        if side == "open":
            if opened is not None and not single:  # a new one opens: the last was never closed
                close(mark.start(), mark.start(), False)
            opened = mark
        elif side == "close" and opened is not None:
            close(mark.start(), mark.end(), True)
            opened = None
    if opened is not None and not single:
        close(end, end, False)
    return out


def _side(text: str, start: int, end: int, mark: re.Match[str]) -> str:
    if mark.group() in OPENING:
        return "open"
    if mark.group() in CLOSING:
        return "close"
    before, after = _neighbours(text, start, end, mark)
    left = before.isspace() or before in BEFORE_OPENING
    right = after.isspace() or after in AFTER_CLOSING
    if left == right:
        return "either"
    return "open" if left else "close"


def _closes_by_place(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """True for an opening mark that was typed where the words end: “Not at all,“ she said."""
    before, after = _neighbours(text, start, end, mark)
    return (before.isalnum() or before in ",.?!…") and (after.isspace() or after in ",.;:)")


def _single_side(text: str, start: int, end: int, mark: re.Match[str]) -> str:
    """An apostrophe is no mark: one opens only before a word, and closes only after one."""
    before, after = _neighbours(text, start, end, mark)
    if (before.isspace() or before in "([—–:") and after.isalpha() and mark.group() != "’":
        return "open"
    if (before.isalnum() or before in ".,!?…") and not after.isalnum() and mark.group() != "‘":
        return "close"
    return ""


def _neighbours(text: str, start: int, end: int, mark: re.Match[str]) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return before, after
