"""Finds the words of one text in another that has them unchanged or with a few changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text.span import Span
from .differences import Difference
from .printed import Printed, printed_words
from .transcript import Transcript
from .verification import compare_stretch, in_a_row

SHINGLE = 4
"""Words in a row that two texts must share before they are compared word by word."""
MARGIN = 12
"""Words around a possible place that are compared too."""
MOST_PLACES = 50
"""The largest number of places at which a row of words is examined: one that is everywhere proves nothing."""
MOST_OMITTED = 120
"""The largest number of words that an ellipsis may replace."""
LEAST_SHARED = 0.6
"""The least share of the words, in any order, that a place must have before the words are aligned."""


class SharedMatch(NamedTuple):
    """Words of one text that are in another."""

    span: Span
    """Their place in the other text."""
    differences: tuple[Difference, ...]
    """The changes; `said` are the words of the other text."""
    words: int
    """How many words there are in the first text."""

    @property
    def changed(self) -> int:
        """How many words differ."""
        return sum(max(len(one.printed.split()), len(one.said.split())) for one in self.differences)


class SharedWords:
    """The words of a text, in which the words of another text are searched for."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, shingle in enumerate(_shingles(transcript.forms)):
            places = self._places[shingle]
            if len(places) < MOST_PLACES:
                places.append(number)

    def find(self, text: str, spans: Sequence[Span]) -> SharedMatch | None:
        """Where these spans of another text are, and how their words differ; None if they are not in this text."""
        begin = spans[0].start
        printed = printed_words(text[begin : spans[-1].end], [span.shift(-begin) for span in spans])
        if not printed.words:
            return None
        if exact := in_a_row(printed, [self._transcript], ()):
            return SharedMatch(exact.places[0].span, exact.differences, len(printed.words))
        found = (match for start in self._starts(printed.forms) for match in self._compare(printed, start))
        return min(found, key=lambda match: match.changed, default=None)

    def _starts(self, forms: Sequence[str]) -> list[int]:
        """About where the words may begin, as numbers of words in this text: where most rows of words are shared."""
        votes: Counter[int] = Counter()
        for number, shingle in enumerate(_shingles(forms)):
            votes.update({(place - number) // MARGIN for place in self._places.get(shingle, ())})
        least = max(1, (len(forms) - SHINGLE) // 10)  # "said in a statement on" is in every article
        return [MARGIN * bucket for bucket, count in votes.most_common(2) if count >= least]

    def _compare(self, printed: Printed, start: int) -> Iterator[SharedMatch]:
        forms, here = printed.forms, self._transcript.forms
        room = sum(min(printed.room(mark.at), MOST_OMITTED) for mark in printed.marks)
        first, last = max(0, start - MARGIN), min(len(here), start + len(forms) + 2 * MARGIN + room)
        for begin, end in [(first, last)] if room else self._transcript.turns(first, last):
            if (Counter(forms) & Counter(here[begin:end])).total() < LEAST_SHARED * len(forms):
                continue
            if found := compare_stretch(printed, self._transcript, begin, end):
                yield SharedMatch(found.places[0].span, found.differences, len(forms))


def _shingles(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1))
