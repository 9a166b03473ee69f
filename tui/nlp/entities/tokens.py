"""The tokens of a document as plain lists.

Asking a spaCy token for an attribute costs about as much as a step of our own reasoning; read once into lists
(`columns`), the whole consolidation stays a small part of what the parser took.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import columns

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Tokens:
    """One list an attribute, one item a token."""

    text: str
    """The whole text."""
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    """In lower case."""
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: Sequence[int]
    """Number of the token that governs it; its own number at the root of a sentence."""
    starts: Sequence[int]
    """Code points."""
    spaced: Sequence[int]
    """True where a blank follows."""
    sents: Sequence[int]
    """Number of its sentence."""
    sent_starts: Sequence[int]
    """First token of each sentence, and one past the last token of all."""
    breaks: Sequence[int]
    """Number of its paragraph."""
    lines: list[int]
    """First token of each paragraph, and one past the last token of all."""
    children: list[tuple[int, ...]]
    lower_words: set[str]
    """Words that occur without a capital."""

    def __len__(self) -> int:
        return len(self.words)

    def end_of(self, token: int) -> int:
        """One past its last code point."""
        return self.starts[token] + len(self.words[token])

    def sentence(self, token: int) -> tuple[int, int]:
        """First token of the sentence of `token`, and one past its last."""
        number = self.sents[token]
        return self.sent_starts[number], self.sent_starts[number + 1]

    def at(self, offset: int) -> int:
        """The number of the token that holds code point `offset`, or the last before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def subtree_end(self, token: int) -> int:
        """One past the last token that hangs on `token`, directly or not, in its sentence."""
        last = token
        while True:
            right = [child for child in self.children[last] if child > last]
            if not right:
                return last + 1
            last = right[-1]


def read_tokens(doc: Doc) -> Tokens:
    """The tokens of `doc`. Where it has no sentences or no syntax, each paragraph is one sentence of loose words."""
    words = columns.strings(doc, "ORTH")
    lower = columns.strings(doc, "ORTH", str.lower)
    lemmas = columns.strings(doc, "LEMMA", str.lower)
    if "" in lemmas:
        lemmas = [lemma or word for lemma, word in zip(lemmas, lower, strict=True)]
    sent_starts, sents, breaks, lines = array("i"), array("i"), array("i"), [0]
    begins = columns.numbers(doc, "SENT_START") if doc.has_annotation("SENT_START") else None
    paragraph = 0
    after_break = True
    for i, word in enumerate(words):
        if i == 0 or (after_break if begins is None else begins[i] == 1):
            sent_starts.append(i)
        after_break = "\n" in word
        if after_break:
            paragraph += 1
            lines.append(i + 1)
        sents.append(len(sent_starts) - 1)
        breaks.append(paragraph)
    heads = columns.heads(doc)
    sent_starts.append(len(words))
    return Tokens(
        columns.text(doc),
        words,
        lower,
        lemmas,
        columns.strings(doc, "POS"),
        columns.strings(doc, "TAG"),
        columns.strings(doc, "DEP"),
        heads,
        columns.numbers(doc, "IDX"),
        columns.numbers(doc, "SPACY"),
        sents,
        sent_starts,
        breaks,
        [*(line for line in lines if line < len(words)), len(words)],
        columns.children(heads),
        {word for word in set(words) if word[0].islower()},
    )
