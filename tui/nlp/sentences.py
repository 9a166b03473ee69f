"""The sentences and datelines of an article as spans of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..text.span import Span
from .tokens import Tokens, numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Sentences:
    """The sentences of one text, in order, without the white space around them."""

    spans: Sequence[Span]
    datelines: Sequence[Span]
    """The words before the dash that opens a report, "PORT ELLEN, Wis., Nov. 12 —", each with the dash."""

    def at(self, offset: int) -> Span:
        """The sentence of the word at code point `offset`."""
        return self.spans[max(0, bisect_right(self.spans, offset, key=lambda span: span.start) - 1)]

    def is_in_dateline(self, offset: int) -> bool:
        """Whether the word at code point `offset` belongs to a dateline."""
        return any(span.covers(offset) for span in self.datelines)


_cache: WeakKeyDictionary[Doc, Sentences] = WeakKeyDictionary()


def sentences_of(doc: Doc) -> Sentences:
    """The sentences of a parsed text, found once. A dateline belongs to the sentence after it, even if the parser ends
    one at a stop inside the dateline."""
    if doc not in _cache:
        tokens = Tokens(doc)
        _cache[doc] = Sentences([*_sentences(doc, tokens)], [*_datelines(tokens)])
    return _cache[doc]


def _sentences(doc: Doc, tokens: Tokens) -> Iterator[Span]:
    text = tokens.text
    cuts = [0]
    if doc.has_annotation("SENT_START"):
        starts = (i for i, begins in enumerate(numbers(doc, "SENT_START")) if begins == 1)
        cuts += [tokens.starts[i] for i in starts if i - 1 not in tokens.datelines]
    for start, end in pairwise([*cuts, len(text)]):
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        if begin < end:
            yield Span(begin, start + len(words.rstrip()))


def _datelines(tokens: Tokens) -> Iterator[Span]:
    for first in sorted(tokens.datelines):
        if first - 1 not in tokens.datelines:
            last = first
            while last + 1 in tokens.datelines:
                last += 1
            yield Span(tokens.starts[first], tokens.ends[last])
