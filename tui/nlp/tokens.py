"""The tokens of a Doc as columns: one list for each attribute, one item for each token.

A spaCy token builds a new string whenever it is asked for its text or its tag, and a Token object on the way: over a
million words that is a gigabyte and a quarter of a minute. Here each attribute is read once, as numbers, and each
distinct string is built once and shared by all the tokens that have it. Reading a list costs a tenth of asking a Token,
and the rules for names and quotes look at the same few attributes again and again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy

from ..text.quotation_marks import QuotedSpan, find_quoted_spans

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

STOPS = frozenset((".", "!", "?", "…", "...", ";"))
"""Tokens that end a sentence, outside quotation marks and as the last word inside them."""
LONGEST_PARAGRAPH = 600
"""Tokens after which the next sentence starts a new paragraph. Many rules look at everything in a paragraph, so a text
without line breaks is divided here."""


DASHES = frozenset(("—", "–", "--", "-"))
"""The marks that end a dateline."""


class Tokens:
    """The words, syntax and quotation marks of one Doc, by token number.

    Token ranges are half-open, as spans are. Offsets are code points of `text`. Without sentence boundaries in the Doc,
    each paragraph is one sentence; without a parse, each token is its own head.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.count = len(doc)
        self.words = strings(doc, "ORTH")
        self.lower = strings(doc, "ORTH", str.lower)
        self.lemmas = strings(doc, "LEMMA", str.lower)
        """In lower case; the word itself if the Doc has no lemma."""
        if "" in self.lemmas:
            self.lemmas = [lemma or word for lemma, word in zip(self.lemmas, self.lower, strict=True)]
        self.pos = strings(doc, "POS")
        self.tags = strings(doc, "TAG")
        self.deps = strings(doc, "DEP")
        self.heads = heads_of(doc)
        """For each token, the number of the token that governs it; its own number at the root of a sentence."""
        self.children = children_of(self.heads)
        """For each token, the numbers of the tokens that it governs, in order."""
        self.labels = strings(doc, "ENT_TYPE")
        """Label of the name that each token is part of, or ""."""
        self.name_parts = numbers(doc, "ENT_IOB")
        """1 for a token that continues the name before it (spaCy's "I")."""
        self.starts = numbers(doc, "IDX")
        self.ends = array("i", map(add, self.starts, numbers(doc, "LENGTH")))
        self.spaced = numbers(doc, "SPACY")
        """1 if a space follows."""
        self.paragraph_of = array("i")
        """Number of the paragraph of each token. A line break belongs to the paragraph it ends."""
        self.paragraphs: list[tuple[int, int]] = []
        self.sentence_of = array("i")
        """Number of the sentence of each token."""
        self.sentences: list[tuple[int, int]] = []
        self._divide(numbers(doc, "SENT_START"))

    def __len__(self) -> int:
        return self.count

    def _divide(self, sentence_starts: array[int]) -> None:
        """Find the paragraphs and sentences. A sentence never crosses a paragraph's end."""
        paragraph = sentence = 0
        after_break = False
        for i, word in enumerate(self.words):
            is_break = "\n" in word
            starts_sentence = sentence_starts[i] == 1
            opens = after_break and not is_break
            if opens or (starts_sentence and not is_break and i - paragraph > LONGEST_PARAGRAPH):
                self.paragraphs.append((paragraph, i))
                paragraph = i
            if i and (starts_sentence or opens):
                self.sentences.append((sentence, i))
                sentence = i
            after_break = is_break
            self.paragraph_of.append(len(self.paragraphs))
            self.sentence_of.append(len(self.sentences))
        self.sentences.append((sentence, self.count))
        if self.count:
            self.paragraphs.append((paragraph, self.count))

    @cached_property
    def lower_words(self) -> set[str]:
        """The words that occur without a capital."""
        return {word for word in set(self.words) if word[0].islower()}

    @cached_property
    def _edges(self) -> tuple[array[int], array[int]]:
        left = array("i", range(self.count))
        right = array("i", range(self.count))
        order = array("i", (i for i, head in enumerate(self.heads) if head == i))
        for i in order:  # grows during the loop: each head comes before its children
            order.extend(self.children[i])
        for i in reversed(order):
            head = self.heads[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return left, right

    @property
    def left(self) -> array[int]:
        """For each token, the first token of its subtree."""
        return self._edges[0]

    @property
    def right(self) -> array[int]:
        """For each token, the last token of its subtree."""
        return self._edges[1]

    @cached_property
    def quoted_spans(self) -> list[QuotedSpan]:
        """The text between quotation marks, in order."""
        return find_quoted_spans(self.text)

    @cached_property
    def quoted_ranges(self) -> list[tuple[int, int]]:
        """The tokens of each quoted span, without the marks."""
        return [self.range_of(span.start, span.end) for span in self.quoted_spans]

    @cached_property
    def quoted(self) -> array[int]:
        """Number of the quoted span that each token is in; -1 outside of quotation marks."""
        quoted = array("i", [-1]) * self.count
        for number, (first, last) in enumerate(self.quoted_ranges):
            for i in range(first, last):
                quoted[i] = number
        return quoted

    @cached_property
    def sentence_stops(self) -> list[int]:
        """The tokens that end a sentence, in order; inside a quotation only its very last word may."""
        ranges, quoted = self.quoted_ranges, self.quoted
        return [
            i for i in range(self.count) if self.words[i] in STOPS and (quoted[i] < 0 or i == ranges[quoted[i]][1] - 1)
        ]

    @cached_property
    def datelines(self) -> frozenset[int]:
        """The tokens of place and agency before the dash that opens a report: "GENEVA (XY) —"."""
        found: set[int] = set()
        for begin, end in self.paragraphs[:6]:
            for i in range(begin + 1, min(begin + 14, end)):
                if self.words[i] in DASHES and self.quoted[i] < 0 and not self._is_inner_hyphen(i):
                    if (
                        all(word.isupper() for word in self.words[begin : begin + 2])
                        or (self.words[begin].isupper() and len(self.words[begin]) > 2)
                        or self._is_place_before_dash(begin, i, end)
                    ):
                        found.update(range(begin, i + 1))
                    break
        return frozenset(found)

    def _is_place_before_dash(self, begin: int, dash: int, end: int) -> bool:
        """True for a dateline without capitals, "Lyon, France (XY) —" and "Lyon –", but not for a place with a remark
        between two dashes."""
        words = self.words[begin:dash]
        is_name = all(word[0].isupper() or word[0].isdigit() or word in (",", "(", ")", ".") for word in words)
        if not is_name or dash + 1 >= end or not self.words[dash + 1][0].isupper():
            return False
        sentence_end = min(end, self.sentences[self.sentence_of[dash + 1]][1])
        if any(self.words[i] in DASHES and not self._is_inner_hyphen(i) for i in range(dash + 1, sentence_end)):
            return False
        return self.labels[begin] in ("GPE", "LOC") or words[-1] == ")"

    def _is_inner_hyphen(self, i: int) -> bool:
        """True for the hyphen within a word like "NATO-led", which ends no dateline."""
        return self.words[i] == "-" and i + 1 < len(self) and not self.spaced[i - 1] and not self.spaced[i]

    def sentence(self, token: int) -> tuple[int, int]:
        """The tokens of the sentence that `token` is in."""
        return self.sentences[self.sentence_of[token]]

    def paragraph(self, token: int) -> tuple[int, int]:
        """The tokens of the paragraph that `token` is in."""
        return self.paragraphs[self.paragraph_of[token]]

    def at(self, offset: int) -> int:
        """The token at code point `offset`, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that begin between these code points."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def text_between(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to, but not including, `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


NONE: tuple[int, ...] = ()
"""The children of a token that has none, as most have."""


def strings(doc: Doc, attribute: str, change: Callable[[str], str] | None = None) -> list[str]:
    """An attribute of every token as text: "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE". `change` is applied once
    to each distinct string."""
    return decode(doc.to_array(attribute), doc.vocab.strings, change)


def decode(hashes: numpy.ndarray, store: StringStore, change: Callable[[str], str] | None = None) -> list[str]:
    """The string of each hash; equal hashes share one string object."""
    values, which = numpy.unique(hashes, return_inverse=True)
    words = [store[int(value)] if value else "" for value in values]
    if change is not None:
        words = [change(word) for word in words]
    named = numpy.empty(len(words), dtype=object)
    named[:] = words
    return list(named[which].tolist())


_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """The text of a Doc, joined once; `Doc.text` creates a Token for each word every time."""
    if doc not in _texts:
        spaced = doc.to_array("SPACY").tolist()
        words = zip(strings(doc, "ORTH"), spaced, strict=True)
        _texts[doc] = "".join([word + " " if space else word for word, space in words])
    return _texts[doc]


def numbers(doc: Doc, attribute: str) -> array[int]:
    """An attribute of every token as a number: "IDX", "LENGTH", "SENT_START" (1 at the start of a sentence)."""
    return _packed(doc.to_array(attribute).astype("int64"))


def heads_of(doc: Doc) -> array[int]:
    """For each token, the number of the token that governs it; its own number at the root of a sentence."""
    return _packed(doc.to_array("HEAD").astype("int64") + numpy.arange(len(doc)))


def children_of(heads: array[int]) -> list[tuple[int, ...]]:
    """For each token, the tokens that it governs, in order."""
    found: list[tuple[int, ...]] = [NONE] * len(heads)
    lists: dict[int, list[int]] = {}
    for number, head in enumerate(heads):
        if head != number:
            lists.setdefault(head, []).append(number)
    for head, governed in lists.items():
        found[head] = tuple(governed)
    return found


def _packed(values: numpy.ndarray) -> array[int]:
    packed = array("i")
    packed.frombytes(values.astype("int32").tobytes())
    return packed
