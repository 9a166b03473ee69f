"""Where words, sentences and paragraphs begin and end. Needs no terminal; all offsets are code points."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ...text.article import Article
from ...text.span import Span
from .cells import graphemes

# Compiled on first use and cached by `re`: compiling them takes longer than drawing the first line.
_WORD = r"\w(?:[\w'’.\u0300-\u036f-]*\w)?"
_SENTENCE_END = r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-Þ])"
_SHORT = r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|Inc|No|vs))\.\s+\Z"
_NOT_BLANK = re.compile(r"\S")
SENTENCE = 4000
"""Code points before and after the caret that are searched for the ends of its sentence."""
STEP = 400
"""Code points searched at a time for the next or the previous word."""


class TextBoundaries:
    """The words, sentences and paragraphs of an article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._starts = array("I")
        self._ends = array("I")

    def set_sentences(self, sentences: Iterable[Span]) -> None:
        """Use the sentences of the analysis. Until then they are guessed from punctuation."""
        in_order = sorted([span for span in sentences if span.length])
        self._starts = array("I", [span.start for span in in_order])
        self._ends = array("I", [span.end for span in in_order])

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that contains an offset; between two paragraphs, the earlier one."""
        blocks = self.article.blocks
        for index in range(self._block(offset) - 1, -1, -1):
            if blocks[index].span.length:
                return blocks[index].span
        return next((block.span for block in blocks if block.span.length), Span(0, len(self.article.text)))

    def _block(self, offset: int) -> int:
        """Number of blocks that begin at or before an offset."""
        return bisect_right(self.article.blocks, offset, key=lambda block: block.span.start)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that contains an offset; between two sentences, the earlier one."""
        paragraph = self.paragraph_at(offset)
        starts, ends = self._starts, self._ends
        index = bisect_right(starts, offset) - 1
        if index >= 0 and ends[index] > paragraph.start:
            known = Span(starts[index], ends[index]).clip(paragraph)
            if known is not None:
                return known
        return self._guess(paragraph, offset)

    def _guess(self, paragraph: Span, offset: int) -> Span:
        """The sentence by its punctuation, until the analysis knows better. Of an enormous paragraph only the text
        around the offset is searched, because this runs at every step of the caret."""
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
        """The word that contains an offset or ends at it; an empty span at the offset if there is none."""
        for found in self._ahead(offset):
            if found.start > offset:
                break
            if offset < found.end or (offset == found.end and not self._is_word(offset)):
                return found
        return Span(offset, offset)

    def _is_word(self, offset: int) -> bool:
        return self.article.text[offset : offset + 1].isalnum()

    # Movements: each returns the offset itself if there is nothing further on

    def next_word(self, offset: int) -> int:
        """Start of the next word."""
        return next((w.start for w in self._ahead(offset) if w.start > offset), offset)

    def next_word_end(self, offset: int) -> int:
        """End of the next word."""
        return next((w.end for w in self._ahead(offset) if w.end > offset), offset)

    def previous_word(self, offset: int) -> int:
        """Start of the previous word."""
        return next((w.start for w in self._behind(offset) if w.start < offset), offset)

    def previous_word_end(self, offset: int) -> int:
        """End of the previous word."""
        return next((w.end for w in self._behind(offset) if w.end < offset), offset)

    def _ahead(self, offset: int) -> Iterator[Span]:
        """The words from the one that contains an offset or ends at it."""
        # A search that begins inside a word would find only the rest of it, so begin and end at spaces.
        at = self._blank_before(offset)
        while at < len(self.article.text):
            until = self._blank_after(max(offset, at) + STEP)
            for found in re.compile(_WORD).finditer(self.article.text, at, until):
                yield Span(*found.span())
            at = until

    def _behind(self, offset: int) -> Iterator[Span]:
        """The words that begin before an offset, nearest first."""
        until = offset
        while until > 0:
            begin = self._blank_before(until - STEP)
            words = re.compile(_WORD).finditer(self.article.text, begin, self._blank_after(until))
            yield from reversed([Span(*found.span()) for found in words if found.start() < until])
            until = begin

    def _blank_before(self, offset: int) -> int:
        """Just after the nearest blank before an offset, at most SENTENCE code points back."""
        floor = max(0, offset - SENTENCE)
        text = self.article.text
        found = max(text.rfind(" ", floor, max(0, offset)), text.rfind("\n", floor, max(0, offset)))
        return found + 1 if found >= 0 else floor

    def _blank_after(self, offset: int) -> int:
        """The first blank at or after an offset, at most SENTENCE code points on."""
        ceiling = min(len(self.article.text), offset + SENTENCE)
        found = self.article.text.find(" ", offset, ceiling)
        return found if found >= 0 else ceiling

    def next_sentence(self, offset: int) -> int:
        """Start of the next sentence."""
        following = _NOT_BLANK.search(self.article.text, self.sentence_at(offset).end, self.paragraph_at(offset).end)
        return following.start() if following else self.next_paragraph(offset)

    def previous_sentence(self, offset: int) -> int:
        """Start of this sentence, or of the previous one if the offset is already there."""
        here = self.sentence_at(offset)
        if here.start < offset:
            return here.start
        return self.sentence_at(self.letter_before(here.start)).start if here.start else offset

    def letter_before(self, offset: int) -> int:
        """The last character before an offset that is not blank."""
        return max(0, len(self.article.text[max(0, offset - STEP) : offset].rstrip()) + max(0, offset - STEP) - 1)

    def letter(self, offset: int, by: int) -> int:
        """One character forward (`by` 1) or back (-1). A character on the screen may be several code points."""
        text = self.article.text
        if by > 0:
            edges = [offset + start for start, _, _ in graphemes(text[offset : offset + 32])]
            return edges[1] if len(edges) > 1 else min(len(text), offset + 1)
        begin = max(0, offset - 32)
        edges = [begin + start for start, _, _ in graphemes(text[begin:offset])]
        return edges[-1] if edges else offset

    def next_paragraph(self, offset: int) -> int:
        """Start of the next paragraph."""
        blocks = self.article.blocks
        return next(
            (blocks[i].span.start for i in range(self._block(offset), len(blocks)) if blocks[i].span.length), offset
        )

    def previous_paragraph(self, offset: int) -> int:
        """Start of this paragraph, or of the previous one if the offset is already there."""
        return min(offset, self.paragraph_at(offset - 1).start)
