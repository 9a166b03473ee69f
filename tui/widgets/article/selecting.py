"""A selection that is being extended with keys or the mouse. Needs no terminal."""

from __future__ import annotations

from typing import NamedTuple

from ...text.span import Span
from .boundaries import TextBoundaries


class Selecting(NamedTuple):
    """A selection while it is being extended, from the `anchor`, which stays, to the `head`, which moves.

    A head after its anchor stops at the ends of words and sentences, a head before it at their beginnings, so a
    selection consists of whole words whichever way it grows.
    """

    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """The selected text."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def forward(self) -> bool:
        """Whether the head is the end of the selection."""
        return self.head >= self.anchor

    @property
    def caret(self) -> int:
        """Where the caret is drawn: the last selected code point on the head's side."""
        return self.head - 1 if self.head > self.anchor else self.head

    def turned(self) -> Selecting:
        """The same selection, with the other end as the head."""
        return Selecting(self.head, self.anchor)

    def moved(self, unit: str, by: int, boundaries: TextBoundaries) -> Selecting:
        """Extended or shortened by a "word", a "sentence" or a "paragraph": forward if `by` is 1, back if it is -1."""
        if by > 0:
            return Selecting(self.anchor, self._on(unit, boundaries))
        return Selecting(self.anchor, self._back(unit, boundaries))

    def _on(self, unit: str, boundaries: TextBoundaries) -> int:
        if self.forward:
            if unit == "word":
                return boundaries.next_word_end(self.head)
            at = boundaries.sentence_at if unit == "sentence" else boundaries.paragraph_at
            here = at(self.head)
            if here.end > self.head:
                return here.end
            go = boundaries.next_sentence if unit == "sentence" else boundaries.next_paragraph
            following = go(self.head)
            return max(self.head, at(following).end)
        go = {
            "word": boundaries.next_word,
            "sentence": boundaries.next_sentence,
            "paragraph": boundaries.next_paragraph,
        }[unit]
        return go(self.head)

    def _back(self, unit: str, boundaries: TextBoundaries) -> int:
        back = {
            "word": boundaries.previous_word,
            "sentence": boundaries.previous_sentence,
            "paragraph": boundaries.previous_paragraph,
        }[unit]
        if self.head > self.anchor:
            if unit == "word":
                shorter = boundaries.previous_word_end(self.head)
            else:
                at = boundaries.sentence_at if unit == "sentence" else boundaries.paragraph_at
                start = at(self.head - 1).start
                shorter = at(boundaries.letter_before(start)).end if start else 0
            return shorter if shorter > self.anchor else back(self.anchor)
        return back(self.head)


def changed_parts(old: Span | None, new: Span | None) -> list[Span]:
    """The parts of the text that are in only one of two selections."""
    if old is None or new is None or not old.overlaps(new):
        return [span for span in (old, new) if span is not None]
    edges = [(min(old.start, new.start), max(old.start, new.start)), (min(old.end, new.end), max(old.end, new.end))]
    return [Span(start, end) for start, end in edges if start < end]
