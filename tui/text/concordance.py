"""Keyword in context: every place of a word, one under the other, with what stands before and after it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .safe import one_line
from .span import Span

REACH = 80
"""Code points of context on each side."""

Order = Literal["text", "left", "right"]
"""In order of the text; by the words before, the nearest first; by the words after."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the word. The three strings are single lines and fit to print."""

    source: str
    """Which article it stands in; "" where there is only one."""
    span: Span
    """The word in that article's text."""
    left: str
    """What stands before it, whole words only; with the blank before the word where there is one."""
    words: str
    right: str
    """What stands after it, whole words only; with the blank after the word where there is one."""


def lines(text: str, spans: Iterable[Span], *, source: str = "", reach: int = REACH) -> list[Line]:
    """A line for each span of the text, in the order given."""
    return [
        Line(
            source,
            span,
            one_line(_cut_left(text, span.start, reach))
            + (" " if text[max(0, span.start - 1) : span.start].isspace() else ""),
            one_line(text[span.start : span.end]),
            (" " if text[span.end : span.end + 1].isspace() else "") + one_line(_cut_right(text, span.end, reach)),
        )
        for span in spans
    ]


def arranged(found: Sequence[Line], order: Order) -> list[Line]:
    """The lines in that order. Capitals, accents and punctuation do not count; equals stay in order of the text."""
    if order == "left":
        return sorted(found, key=lambda line: _words(line.left)[::-1])
    if order == "right":
        return sorted(found, key=lambda line: _words(line.right))
    return sorted(found, key=lambda line: (line.source, line.span))


def _cut_left(text: str, end: int, reach: int) -> str:
    start = max(0, end - reach)
    if start and not text[start - 1].isspace():
        # A word cut in two would sort and read as another one.
        while start < end and not text[start].isspace():
            start += 1
    return text[start:end]


def _cut_right(text: str, start: int, reach: int) -> str:
    end = min(len(text), start + reach)
    if end < len(text) and not text[end].isspace():
        while end > start and not text[end - 1].isspace():
            end -= 1
    return text[start:end]


def _words(context: str) -> list[str]:
    plain = "".join(
        character
        for character in unicodedata.normalize("NFD", context.casefold())
        if character.isalnum() or character.isspace()
    )
    return plain.split()
