"""Keyword in context: every occurrence of a word, one below the other, with the words before and after it."""

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
"""The sort orders: the order of the text; by the words before, comparing the nearest first; by the words after."""


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence of the word. Its strings are single lines and safe to print."""

    source: str
    """The source of its article; "" if there is only one article."""
    span: Span
    """The span of the word in that article's text."""
    left: str
    """The whole words before it, with the space before the keyword if there is one."""
    words: str
    right: str
    """The whole words after it, with the space after the keyword if there is one."""


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
    """The lines in that order. Case, accents and punctuation are ignored; equal lines stay in the order of the text."""
    if order == "left":
        return sorted(found, key=lambda line: _words(line.left)[::-1])
    if order == "right":
        return sorted(found, key=lambda line: _words(line.right))
    return sorted(found, key=lambda line: (line.source, line.span))


def _cut_left(text: str, end: int, reach: int) -> str:
    start = max(0, end - reach)
    if start and not text[start - 1].isspace():
        # Part of a word would be sorted and read as another word.
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
