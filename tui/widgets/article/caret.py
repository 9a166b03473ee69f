"""Where words, sentences and paragraphs begin and end, and what a selection covers. Pure.

Movements are asked for from an offset and answer with one. A selection is two offsets: the `anchor`, which stays,
and the `head`, which moves. A head behind its anchor stops at the ends of words and sentences, one before it at
their beginnings, so that a selection is made of whole words whichever way it grows.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from operator import ge, gt
from typing import NamedTuple

from ...text.article import Article
from ...text.span import Span
from .cells import graphemes

# Compiled when the caret first asks for them, and kept by `re` itself: they take longer than the first line of words.
_WORD = r"\w(?:[\w'’.\u0300-\u036f-]*\w)?"
_SENTENCE_END = r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-Þ])"
_SHORT = r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|Inc|No|vs))\.\s+\Z"
_INK = re.compile(r"\S")
SENTENCE = 4000
"""Code points before and after the caret in which the ends of its sentence are looked for."""
NEAR = 400
"""Code points looked through at a time for the words before."""


class Landmarks:
    """The words, sentences and paragraphs of an article, as places to go to."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._starts = array("I")
        self._ends = array("I")

    def know_sentences(self, starts: array[int], ends: array[int]) -> None:
        """From now on sentences are these, in the order of the text; before, they are guessed at."""
        # A million words have fifty thousand, and nearly always they are in order and none is empty.
        if any(map(ge, starts, ends)) or any(map(gt, starts, islice(starts, 1, None))):
            kept = sorted([(start, end) for start, end in zip(starts, ends, strict=True) if start < end])
            starts = array("I", [start for start, _ in kept])
            ends = array("I", [end for _, end in kept])
        self._starts, self._ends = starts, ends

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph an offset is in; between two, the one before."""
        blocks = self.article.blocks
        for index in range(self._block(offset) - 1, -1, -1):
            if blocks[index].span.length:
                return blocks[index].span
        return next((block.span for block in blocks if block.span.length), Span(0, len(self.article.text)))

    def _block(self, offset: int) -> int:
        """How many blocks begin at an offset or before."""
        return bisect_right(self.article.blocks, offset, key=lambda block: block.span.start)

    def sentence_at(self, offset: int) -> Span:
        """The sentence an offset is in; between two, the one before."""
        paragraph = self.paragraph_at(offset)
        starts, ends = self._starts, self._ends
        index = bisect_right(starts, offset) - 1
        if index >= 0 and ends[index] > paragraph.start:
            known = Span(starts[index], ends[index]).clip(paragraph)
            if known is not None:
                return known
        return self._guess(paragraph, offset)

    def _guess(self, paragraph: Span, offset: int) -> Span:
        """The sentence by its full stop, where nothing better is known. Of an enormous paragraph only a part is
        looked at: this is asked at each step of the caret."""
        begin = max(paragraph.start, offset - SENTENCE)
        until = min(paragraph.end, offset + SENTENCE)
        text = self.article.text
        start = begin
        for found in re.compile(_SENTENCE_END).finditer(text, begin, until):
            if re.compile(_SHORT).search(text, max(begin, found.end() - 12), found.end()):
                continue
            if found.end() > offset:
                return self._trimmed(Span(start, found.end()))
            start = found.end()
        return self._trimmed(Span(start, until))

    def _trimmed(self, span: Span) -> Span:
        words = self.article.text[span.start : span.end].rstrip()
        return Span(span.start, max(span.start + len(words), span.start))

    def word_at(self, offset: int) -> Span:
        """The word an offset is in or just behind; the offset itself where there is none."""
        for found in self._ahead(offset):
            if found.start > offset:
                break
            if offset < found.end or (offset == found.end and not self._is_word(offset)):
                return found
        return Span(offset, offset)

    def _is_word(self, offset: int) -> bool:
        return self.article.text[offset : offset + 1].isalnum()

    # Movements: each answers with the offset itself where there is nothing further on

    def next_word(self, offset: int) -> int:
        """Where the next word begins."""
        return next((w.start for w in self._ahead(offset) if w.start > offset), offset)

    def next_word_end(self, offset: int) -> int:
        """Where the next word ends."""
        return next((w.end for w in self._ahead(offset) if w.end > offset), offset)

    def previous_word(self, offset: int) -> int:
        """Where the word before begins."""
        return next((w.start for w in self._behind(offset) if w.start < offset), offset)

    def previous_word_end(self, offset: int) -> int:
        """Where the word before ends."""
        return next((w.end for w in self._behind(offset) if w.end < offset), offset)

    def _ahead(self, offset: int) -> Iterator[Span]:
        """The words from the one an offset is in or just behind."""
        # A search that begins within a word takes its rest for one, so it begins and ends at a blank.
        at = self._blank_before(offset)
        while at < len(self.article.text):
            until = self._blank_after(max(offset, at) + NEAR)
            for found in re.compile(_WORD).finditer(self.article.text, at, until):
                yield Span(*found.span())
            at = until

    def _behind(self, offset: int) -> Iterator[Span]:
        """The words that begin before an offset, the nearest first."""
        until = offset
        while until > 0:
            begin = self._blank_before(until - NEAR)
            words = re.compile(_WORD).finditer(self.article.text, begin, self._blank_after(until))
            yield from reversed([Span(*found.span()) for found in words if found.start() < until])
            until = begin

    def _blank_before(self, offset: int) -> int:
        """Just behind the nearest blank before an offset; where there is none for long, that far before."""
        floor = max(0, offset - SENTENCE)
        text = self.article.text
        found = max(text.rfind(" ", floor, max(0, offset)), text.rfind("\n", floor, max(0, offset)))
        return found + 1 if found >= 0 else floor

    def _blank_after(self, offset: int) -> int:
        """The nearest blank from an offset on; where there is none for long, that far on."""
        ceiling = min(len(self.article.text), offset + SENTENCE)
        found = self.article.text.find(" ", offset, ceiling)
        return found if found >= 0 else ceiling

    def next_sentence(self, offset: int) -> int:
        """Where the next sentence begins."""
        following = _INK.search(self.article.text, self.sentence_at(offset).end, self.paragraph_at(offset).end)
        return following.start() if following else self.next_paragraph(offset)

    def previous_sentence(self, offset: int) -> int:
        """Where this sentence begins, or the one before where the offset is there already."""
        here = self.sentence_at(offset)
        if here.start < offset:
            return here.start
        return self.sentence_at(self.letter_before(here.start)).start if here.start else offset

    def letter_before(self, offset: int) -> int:
        """The last letter before an offset."""
        return max(0, len(self.article.text[max(0, offset - NEAR) : offset].rstrip()) + max(0, offset - NEAR) - 1)

    def letter(self, offset: int, by: int) -> int:
        """One character on (`by` 1) or back (-1); what a reader takes for one character may be several code points."""
        text = self.article.text
        if by > 0:
            edges = [offset + start for start, _, _ in graphemes(text[offset : offset + 32])]
            return edges[1] if len(edges) > 1 else min(len(text), offset + 1)
        begin = max(0, offset - 32)
        edges = [begin + start for start, _, _ in graphemes(text[begin:offset])]
        return edges[-1] if edges else offset

    def next_paragraph(self, offset: int) -> int:
        """Where the next paragraph begins."""
        blocks = self.article.blocks
        return next(
            (blocks[i].span.start for i in range(self._block(offset), len(blocks)) if blocks[i].span.length), offset
        )

    def previous_paragraph(self, offset: int) -> int:
        """Where this paragraph begins, or the one before where the offset is there already."""
        return min(offset, self.paragraph_at(offset - 1).start)


class Selecting(NamedTuple):
    """A selection that is being made."""

    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """What is selected."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def forward(self) -> bool:
        """True where the head is the end of it."""
        return self.head >= self.anchor

    @property
    def caret(self) -> int:
        """The last code point selected at the head's side: there the caret is drawn."""
        return self.head - 1 if self.head > self.anchor else self.head

    def turned(self) -> Selecting:
        """The same words, with the other end to be moved."""
        return Selecting(self.head, self.anchor)

    def moved(self, unit: str, by: int, marks: Landmarks) -> Selecting:
        """Grown or shrunk by a "word", a "sentence" or a "paragraph", forward where `by` is 1, back where it is -1."""
        if by > 0:
            return Selecting(self.anchor, self._on(unit, marks))
        return Selecting(self.anchor, self._back(unit, marks))

    def _on(self, unit: str, marks: Landmarks) -> int:
        if self.forward:
            if unit == "word":
                return marks.next_word_end(self.head)
            at = marks.sentence_at if unit == "sentence" else marks.paragraph_at
            here = at(self.head)
            if here.end > self.head:
                return here.end
            go = marks.next_sentence if unit == "sentence" else marks.next_paragraph
            following = go(self.head)
            return max(self.head, at(following).end)
        go = {"word": marks.next_word, "sentence": marks.next_sentence, "paragraph": marks.next_paragraph}[unit]
        return go(self.head)

    def _back(self, unit: str, marks: Landmarks) -> int:
        if self.head > self.anchor:
            if unit == "word":
                shorter = marks.previous_word_end(self.head)
            else:
                at = marks.sentence_at if unit == "sentence" else marks.paragraph_at
                start = at(self.head - 1).start
                shorter = at(marks.letter_before(start)).end if start else 0
            if shorter > self.anchor:
                return shorter
            back = {
                "word": marks.previous_word,
                "sentence": marks.previous_sentence,
                "paragraph": marks.previous_paragraph,
            }[unit]
            return back(self.anchor)
        back = {
            "word": marks.previous_word,
            "sentence": marks.previous_sentence,
            "paragraph": marks.previous_paragraph,
        }[unit]
        return back(self.head)


class Drag:
    """The button is down."""

    def __init__(self, unit: str, origin: Span, x: int, y: int) -> None:
        self.unit = unit
        self.origin = origin
        """The letter, word, sentence or paragraph it went down on; it stays selected."""
        self.x, self.y = x, y
        self.moved = False
