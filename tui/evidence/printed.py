"""The words of a quotation as an article prints them, and the marks that its editor made in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ..text.span import Span
from .spoken_words import Word, senses, words_of

MOST_OMITTED = 600
"""How many words one ellipsis may stand for."""
MOST_REPLACED = 15
"""How many words one bracket may stand for."""

_ELLIPSIS = r"[\[(]?\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]?"
_MARK = re.compile(rf"(?P<letter>\[\w\](?=\w))|(?P<sic>\[\s*sic\s*\])|(?P<gap>{_ELLIPSIS})|(?P<bracket>\[[^\]]*\])")


class Mark(NamedTuple):
    """An editor's mark before word `at` of a quotation: an ellipsis, or words in brackets."""

    at: int
    kind: Literal["gap", "bracket", "sic", "letter"]
    text: str


@dataclass(frozen=True)
class Printed:
    """The words of a quotation as they were printed, and the marks of its editor."""

    words: list[Word]
    marks: list[Mark]
    text: str = field(repr=False)
    """The text of the article."""
    spans: Sequence[Span]
    """Where the quotation is in the text."""

    @cached_property
    def forms(self) -> list[str]:
        """The forms of the words that are compared."""
        return [word.form for word in self.words]

    @cached_property
    def senses(self) -> list[str]:
        """The forms with one for a contraction and its words (`senses`)."""
        return senses(self.forms)

    def room(self, at: int) -> int:
        """How many unprinted words of the source are allowed before word `at`."""
        kinds = {mark.kind for mark in self.marks if mark.at == at}
        return MOST_OMITTED if "gap" in kinds else MOST_REPLACED if "bracket" in kinds else 0

    def starts_sentence(self, at: int) -> bool:
        """Whether word `at`, not the first, begins a sentence."""
        return at > 0 and bool(re.search(r"[.?!]", self.text[self.words[at - 1].end : self.words[at].start]))

    def cut(self, at: int) -> tuple[Printed, Printed]:
        """The words before `at`, and those from `at` on, each part with its marks."""
        after = [mark._replace(at=mark.at - at) for mark in self.marks if mark.at >= at]
        before = [mark for mark in self.marks if mark.at < at]
        return replace(self, words=self.words[:at], marks=before), replace(self, words=self.words[at:], marks=after)

    def stretch(self, first: int, last: int) -> str:
        """The printed words from `first` up to but not including `last`, with "…" for the words between two spans."""
        if first >= last:
            return ""
        whole = Span(self.words[first].start, self.words[last - 1].end)
        pieces = [
            " ".join(self.text[piece.start : piece.end].split()) for span in self.spans if (piece := span.clip(whole))
        ]
        return " … ".join(pieces)


def printed_words(text: str, spans: Sequence[Span]) -> Printed:
    """The words between the quotation marks, for a quotation with these spans in an article's text."""
    words: list[Word] = []
    marks: list[Mark] = []
    for span in spans:
        at = span.start
        for match in _MARK.finditer(text, span.start, span.end):
            if match.lastgroup == "letter":
                marks.append(Mark(len(words) + sum(1 for _ in words_of(text, at, match.start())), "letter", match[0]))
                continue
            words += words_of(_joined_letters(text, at, match.start()), at, match.start())
            kind: Literal["gap", "bracket", "sic"] = "gap" if match["gap"] else "sic" if match["sic"] else "bracket"
            marks.append(Mark(len(words), kind, match[0]))
            at = match.end()
        words += words_of(_joined_letters(text, at, span.end), at, span.end)
    return Printed(words, marks, text, spans)


def _joined_letters(text: str, start: int, end: int) -> str:
    """The text with "[D]estiny" as "  Destiny", so that no offset moves."""
    part = re.sub(r"\[(\w)\](?=\w)", r"  \1", text[start:end])
    return text[:start] + part
