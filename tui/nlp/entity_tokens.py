"""The tokens of a document as plain lists.

Asking a spaCy token for an attribute costs about as much as a step of our own reasoning; read once into lists,
the whole consolidation stays a small part of what the parser took.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    heads: list[int]
    """Number of the token that governs it; its own number at the root of a sentence."""
    starts: list[int]
    """Code points."""
    spaced: list[bool]
    """True where a blank follows."""
    sents: list[int]
    """Number of its sentence."""
    sent_starts: list[int]
    """First token of each sentence, and one past the last token of all."""
    breaks: list[int]
    """Number of its paragraph."""
    lines: list[int]
    """First token of each paragraph, and one past the last token of all."""
    children: list[list[int]]
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
    words, heads, deps, sents, sent_starts, breaks = [], [], [], [], [], []
    lemmas, pos, tags, starts, spaced = [], [], [], [], []
    children: list[list[int]] = []
    paragraph = 0
    lines = [0]
    after_break = True
    has_sents = doc.has_annotation("SENT_START")
    for i, token in enumerate(doc):
        word = token.text
        is_start = bool(token.is_sent_start) if has_sents else after_break
        if i == 0 or is_start:
            sent_starts.append(i)
        after_break = "\n" in word
        if after_break:
            paragraph += 1
            lines.append(i + 1)
        words.append(word)
        lemmas.append(token.lemma_.lower() or word.lower())
        pos.append(token.pos_)
        tags.append(token.tag_)
        deps.append(token.dep_)
        heads.append(token.head.i)
        starts.append(token.idx)
        spaced.append(bool(token.whitespace_))
        sents.append(len(sent_starts) - 1)
        breaks.append(paragraph)
        children.append([])
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    sent_starts.append(len(words))
    lines = [*(line for line in lines if line < len(words)), len(words)]
    return Tokens(
        doc.text,
        words,
        [word.lower() for word in words],
        lemmas,
        pos,
        tags,
        deps,
        heads,
        starts,
        spaced,
        sents,
        sent_starts,
        breaks,
        lines,
        children,
        {word for word in words if word[0].islower()},
    )
