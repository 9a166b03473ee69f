"""Parts that rows of several lists share: names cut to fit, text broken into lines, headings and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ...text.analysis import CONFIRMED
from ...text.article import Article
from ...text.safe import cells, one_line
from ...text.span import Span
from .item import Item

NAME_STYLES = {
    "PERSON": "$entity-person",
    "ORG": "$entity-org",
    "GPE": "$entity-place",
    "LOC": "$entity-place",
    "FAC": "$entity-place",
}
"""Colour of a name by the entity's label; any other label has `OTHER_STYLE`. Headings say the same in words."""

OTHER_STYLE = "$entity-other"

UNSURE = "?"
"""Drawn before anything that the program is not sure of, and in the margin."""


Part = str | tuple[str, str]
"""A part of a row for `Content.assemble`: words, with a style if it has one."""

MOST_LINES = 60
"""The largest number of lines of the words in the row under the cursor, which is shown in full."""


def heading(text: str, count: int | None = None, style: str = "$text-muted") -> Item:
    """A heading row, with the number of rows under it if `count` is given."""
    if count is None:
        return Item(f"heading {text}", Content.styled(text, f"bold {style}"), heading=True)

    def counted(rows: int) -> Content:
        return Content.styled(f"{text} ({rows})", f"bold {style}")

    return Item(f"heading {text}", counted(count), heading=True, counted=counted)


def sign_of(confirmed: bool, unsure: bool) -> tuple[str, str]:
    """Two cells at the left of a row: the sign of the reader's confirmation, else that of doubt, else spaces."""
    if confirmed:
        return f"{CONFIRMED} ", "bold $text-success"
    return (f"{UNSURE} ", "bold $text-warning") if unsure else ("  ", "")


def short_name(name: str, width: int, *, person: bool = False) -> str:
    """A name in at most `width` cells that keeps its distinctive part: a person's surname, the two ends of others; and
    the sign of doubt after it.

    "Andrés Manuel López Obrador" becomes "A. M. López Obrador"; "Department of Homeland Security?" becomes
    "Department…Homeland Security?".
    """
    if name.endswith(UNSURE):
        return short_name(name.removesuffix(UNSURE), width - cells(UNSURE), person=person) + UNSURE
    name = one_line(name)
    if cells(name) <= width:
        return name
    words = name.split(" ")
    if person:
        return next((short for short in _shorter(words) if cells(short) <= width), one_line(words[-1], width))
    for kept in range(1, len(words)):
        end = " ".join(words[kept:])
        room = width - cells(end) - 1
        if room >= min(4, cells(words[0])):
            return _cut(name, room) + "…" + end
    room = (width - 1) // 2
    return _cut(name, width - 1 - room) + "…" + name[len(name) - room :] if name.isascii() else one_line(name, width)


def _shorter(words: Sequence[str]) -> Iterator[str]:
    """Ever shorter forms of a person's name: with initials, then the surname alone. Of three words or more, the last
    two are taken to be the surname."""
    surname = 2 if len(words) > 2 else 1
    for number in range(1, len(words) - surname + 1):
        yield " ".join([*(word[:1] + "." for word in words[:number]), *words[number:]])
    yield " ".join(words[-surname:])


def _cut(name: str, width: int) -> str:
    """The beginning of a name, cut after a word if that loses less than a third."""
    begin = one_line(name, width + 1).removesuffix("…")
    at_word = begin.rpartition(" ")[0]
    return at_word if len(at_word) >= len(begin) * 2 // 3 else begin.rstrip()


def remark(key: str, words: str, width: int) -> Item:
    """A row in which a list says something about itself."""
    return Item(key, Content.styled("\n".join(in_lines(words, width, 4)), "$text-muted italic"), heading=True)


def in_lines(text: str, width: int, most: int) -> list[str]:
    """The text in at most `most` lines of `width` cells, broken between words, and within one that is too long for a
    line, such as a path; an ellipsis marks a cut."""
    words = one_line(text).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line = words.pop(0)
        if cells(line) > width:
            beginning = _beginning(line, width)
            words.insert(0, line[len(beginning) :])
            line = beginning
        else:
            while words and cells(line) + 1 + cells(words[0]) <= width:
                line += " " + words.pop(0)
        lines.append(line)
    return [*lines, one_line(" ".join(words), width)] if words else lines


def _beginning(word: str, width: int) -> str:
    """As much of a word as fits in `width` cells; of a path or address, if possible, up to the end of a part."""
    beginning = one_line(f"{word}…", width + 1).removesuffix("…") or word[:1]
    whole_parts = beginning[: beginning.rfind("/") + 1]
    return whole_parts if len(whole_parts) > len(beginning) // 2 else beginning


def below(lines: Sequence[str], style: str, indent: int = 4) -> list[Part]:
    """Lines under the first one of a row, each `indent` cells to the right."""
    return [part for line in lines for part in ("\n" + " " * indent, (line, style))]


def around(article: Article, span: Span, sentence: Span, width: int) -> str:
    """The sentence around some words; if it is longer than `width` cells, from a few words before them on."""
    words = article.words(sentence)
    if cells(one_line(words)) <= width:
        return words
    start = max(sentence.start, span.start - width // 2)
    if start > sentence.start:
        start = article.text.find(" ", start, span.start) + 1 or span.start
    lead = "…" if start > sentence.start else ""
    return lead + article.words(Span(start, sentence.end))
