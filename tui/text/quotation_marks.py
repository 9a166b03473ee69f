"""Finds the text between quotation marks, for quotes, pronouns and topics alike.

News text has curly, straight and doubled single marks, often an odd number of them. So every paragraph (a line) is read
by itself: a mark that is opened and never closed ends with its paragraph. That is right for a quotation over several
paragraphs, where each paragraph opens with a mark and only the last one closes; but where a name and a reporting verb
follow (“We cannot pay, said Ana Ruiz.), the closing mark was forgotten. In a paragraph without any double mark, as most
headlines are, single marks count, and a dash may open speech (see `dash_dialogue`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from .dash_dialogue import has_dialogue, spoken_parts

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
DOUBLE = re.compile("[“”„‟«»‹›「」『』\"＂]|''|``|‘‘|’’")
SINGLE = re.compile("[‘’']")
_OPENS_WITH_SINGLE = re.compile(r"\s*[‘'][A-Z\[…]")
"""A paragraph that may continue a quotation of the paragraph before it."""

OPENING = {"“", "„", "‟", "«", "‹", "「", "『", "``", "‘‘"}
CLOSING = {"”", "»", "›", "」", "』", "’’"}
MARKS = OPENING | CLOSING | {'"', "＂", "''"}
"""All double marks, as the tokenizer separates them from the words."""
BEFORE_OPENING = set("([{—–-/‘'…")
AFTER_CLOSING = set(")]}—–-.,/;:!?’'…")

NAME = r"(?:[A-Z][\w.'’-]*\s){1,4}"
VERB = r"(?:said|says|replied|added|asked|explained|wrote)"
DESCRIPTION = r"(?:[a-z][\w’'-]*,?\s){0,5}"
FORGOTTEN = re.compile(rf"[,?!]\s(?:{VERB}\s{DESCRIPTION}[A-Z]\w|{NAME}{VERB}(?=[.,;]|\s(?:on|in|at|of)\s))")
"""What follows quoted words whose closing mark was forgotten: a comma, a name and a reporting verb."""

Side = Literal["open", "close", "either", ""]


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """The text between two quotation marks of one paragraph, in code points of the whole text."""

    start: int
    """The offset after the opening mark."""
    end: int
    """The offset of the closing mark, or the end of the paragraph if there is none."""
    outer_start: int
    """The offset of the opening mark."""
    outer_end: int
    """The offset after the closing mark, if there is one."""
    closed: bool
    single: bool = False
    """True between single marks, as in headlines."""
    continues: bool = False
    """True if it begins its paragraph and the previous paragraph ended inside a quotation."""


def find_quoted_spans(text: str) -> list[QuotedSpan]:
    """The quoted spans of `text` in order. They never overlap and never cross a line break."""
    found: list[QuotedSpan] = []
    was_open = False
    short_dashes = has_dialogue(text)
    lines = (line for line in LINE.finditer(text) if not line[0].isspace())
    for line, following in pairwise(chain(lines, [None])):
        assert line is not None  # only the last one is followed by None
        start, end = line.span()
        double = list(DOUBLE.finditer(text, start, end))
        spoken = [] if double else list(spoken_parts(text, start, end, short_dashes=short_dashes))
        if spoken:
            found += [QuotedSpan(part.start, part.end, part.dash, part.end, True) for part in spoken]
            was_open = False
            continue
        goes_on = following is not None and bool(_OPENS_WITH_SINGLE.match(following[0]))
        is_single = not double or _opens_with_single(text, start, end, double)
        pairs = _single_pairs(text, start, end, goes_on) if is_single else _pairs(text, start, end, double)
        count = len(found)
        forgotten = False
        for opening, stop, outer_end, closed in pairs:
            if not closed and (clause := FORGOTTEN.search(text, opening.end(), stop)):
                stop = outer_end = clause.start() + 1
                forgotten = True
            if text[opening.end() : stop].strip():
                continues = was_open and len(found) == count and not text[start : opening.start()].strip()
                found.append(QuotedSpan(opening.end(), stop, opening.start(), outer_end, closed, is_single, continues))
        was_open = len(found) > count and not found[-1].closed and not forgotten
    return found


def _opens_with_single(text: str, start: int, end: int, double: list[re.Match[str]]) -> bool:
    """True for a line whose double marks are all within its single ones: ‘She said “no” and left,’ he said."""
    first = SINGLE.search(text, start, double[0].start())
    if first is None or text[start : first.start()].strip():
        return False
    pairs = [(opening.start(), outer_end) for opening, _, outer_end, _ in _single_pairs(text, start, end, False)]
    return all(any(first < mark.start() < last for first, last in pairs) for mark in double)


Pair = tuple[re.Match[str], int, int, bool]
"""The opening mark, the end of the quoted text, its end with the closing mark, and whether there is a closing mark."""


def _pairs(text: str, start: int, end: int, marks: Iterable[re.Match[str]]) -> Iterator[Pair]:
    """The pairs of double marks between `start` and `end`. An opening mark without its closing mark ends at the next
    opening mark, or at `end`."""
    opened: re.Match[str] | None = None
    for mark in marks:
        side = _side(text, start, end, mark)
        if side == "either" or (side == "open" and opened is not None and _closes_by_position(text, start, end, mark)):
            side = "close" if opened is not None else "open"
        if side == "close" and opened is None and _opens_by_position(text, start, end, mark):
            side = "open"
        if side == "open":
            if opened is not None:
                yield opened, mark.start(), mark.start(), False
            opened = mark
        elif opened is not None:
            yield opened, mark.start(), mark.end(), True
            opened = None
    if opened is not None:
        yield opened, end, end, False


def _single_pairs(text: str, start: int, end: int, goes_on: bool) -> Iterator[Pair]:
    """The pairs of single marks between `start` and `end`.

    One that is never closed counts as an apostrophe, unless the next paragraph `goes_on` with a single mark.
    """
    opened: re.Match[str] | None = None
    sides = [(mark, _single_side(text, start, end, mark)) for mark in SINGLE.finditer(text, start, end)]
    marks = [(mark, side) for mark, side in sides if side]
    for number, (mark, side) in enumerate(marks):
        later = next((later for later, side in marks[number + 1 : number + 2] if side == "close"), None)
        if side == "open":
            opened = mark
        elif opened is not None and not (later and _is_plural(text, mark, later)):
            yield opened, mark.start(), mark.end(), True
            opened = None
    if opened is not None and goes_on:
        yield opened, end, end, False


def _is_plural(text: str, mark: re.Match[str], later: re.Match[str]) -> bool:
    """True for the mark in ‘The workers’ pay is low.’: after an s, before another word, and with a closing mark after
    a stop or a comma to come."""
    within = text[mark.start() - 1] == "s" and text[mark.end() : mark.end() + 2].strip().isalpha()
    return within and text[later.start() - 1] in ".,!?…"


def _side(text: str, start: int, end: int, mark: re.Match[str]) -> Side:
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


def _closes_by_position(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """True for an opening mark in the position of a closing one: “Not at all,“ she said."""
    before, after = _neighbours(text, start, end, mark)
    return (before.isalnum() or before in ",.?!…") and (after.isspace() or after in ",.;:)")


def _opens_by_position(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """True for a closing mark in the position of an opening one: »Not at all,« she said."""
    before, after = _neighbours(text, start, end, mark)
    return (before.isspace() or before in BEFORE_OPENING) and after.isalnum()


def _single_side(text: str, start: int, end: int, mark: re.Match[str]) -> Side:
    """A single mark opens only before a word or an editor's mark, "[B]ut", and closes only after one of them or after a
    stop; all others are apostrophes."""
    before, after = _neighbours(text, start, end, mark)
    if (before.isspace() or before in "([—–:") and (after.isalpha() or after in "[…") and mark.group() != "’":
        return "open"
    if (before.isalnum() or before in ".,!?…]") and not after.isalnum() and mark.group() != "‘":
        return "close"
    return ""


def _neighbours(text: str, start: int, end: int, mark: re.Match[str]) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return before, after


def in_quotes(words: str) -> str:
    """The words in double quotation marks; those among the words become single ones, and single ones within these
    double ones. A pair around all of them is not repeated, nor is a mark before words that were cut before its
    partner."""
    if words[:1] in _DOUBLE and words[-1:] in _DOUBLE and not any(mark in words[1:-1] for mark in _DOUBLE):
        words = words[1:-1]
    elif words[:1] in _DOUBLE and not any(mark in words[1:] for mark in _DOUBLE):
        words = words[1:]
    return f"“{_QUOTED.sub(_one_deeper, curly_marks(words))}”"


def _one_deeper(quoted: re.Match[str]) -> str:
    """Words in double marks, or a mark alone, with the marks for a quotation within another."""
    words = _NESTED.sub("\ue000\\1\ue001", quoted[0])
    return _CUT.sub("\ue000", words).translate(_DEEPER)


def curly_marks(words: str) -> str:
    """The words with curly double marks for straight ones."""
    return re.sub(r'(?<!\w)"(?=\w)', "“", words).replace('"', "”")


_DOUBLE = ("“", "”", '"')
_QUOTED = re.compile("“[^“”]*”?|”")
_DEEPER = str.maketrans("“”\ue000\ue001", "‘’“”")
_OPEN, _CLOSED = r"(?<!\w)['‘](?=\w)", r"['’](?!\w)"
_WITHIN = rf"(?:(?!{_OPEN}).)"
_NESTED = re.compile(rf"{_OPEN}({_WITHIN}*?[,.?!…](?={_CLOSED})|{_WITHIN}*){_CLOSED}", re.DOTALL)
"""Words in single marks: up to a mark after punctuation, since others may be apostrophes, or else the last one."""
_CUT = re.compile(rf"{_OPEN}(?={_WITHIN}+…$)")
