"""The words of a source: a transcript, captions, a speech or another article.

Words that nobody said are omitted: stage directions, times, page numbers, the names of speakers at the start of a turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..text.quotation_marks import QuotedSpan, find_quoted_spans
from ..text.span import Span
from ..text.turn_labels import CUE, TIME, find_labels, may_be_anybody
from .person_names import may_be_one_person
from .spoken_words import Word, append_words, is_second_part, senses, words_of

_DIRECTIONS = "applause|laughter|laughs|cheers|cheering|booing|crosstalk|inaudible|indiscernible|pause|music|silence"
_UNSAID = re.compile(
    rf"\[[^\]\n]{{1,40}}\]"
    rf"|\((?:{_DIRECTIONS})\.?\)"
    r"|^WEBVTT\b"
    rf"|(?:^\d+\s+)?{CUE}"
    rf"|^[ \t]*+{TIME}[ \t]*+$|^[ \t]*+\d{{1,2}}:\d\d:\d\d(?![\w:])|\(\d+:\d\d(?::\d\d)?\)"
    r"|</?(?:[biuv]|c|font)\b[^>\n]{0,80}>"
    r"|^[ \t]*(?:- ?\d+ ?-|page \d+(?: of \d+)?|\d{1,4})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[.?!…][”\"’')\]]*\s")


_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
MOST_IN_FIRST_PERSON = 0.01
"""The largest share of “I” and “we” outside quotation marks. Above it the source is a speech, and who is quoted in it
may be taken to have been the speaker of it."""

FEWEST_LABELS = 3
"""Labels in a source that is a transcript."""


class Speech(NamedTuple):
    """Words of a source between quotation marks, and who says them."""

    spans: Sequence[Span]
    """Several if an attribution interrupts the words: “We are glad,” *she said*, “and very tired.”"""
    names: Sequence[str]
    """Empty if it is not certain who says them."""

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def interruptions(self) -> Iterator[Span]:
        """What is between its parts."""
        return (Span(before.end, after.start) for before, after in pairwise(self.spans))


class Transcript:
    """A source, its words, and who says each of them."""

    def __init__(
        self,
        source: str,
        text: str,
        speeches: Sequence[Speech] = (),
        line_of: Callable[[Span], int | None] = lambda span: None,
        turns: Sequence[int] = (),
    ) -> None:
        """`source` is the path or address it came from, `speeches` those that it quotes (`find_speeches`); `line_of`
        says on which line of its file a span of the text begins, None if there is no file. At `turns`, offsets,
        somebody else begins to speak, although no label says so."""
        self.source = source
        self.text = text
        self.line_of = line_of
        self._speeches = speeches
        self._interruptions = sorted(part for speech in speeches for part in speech.interruptions)
        labels = find_labels(text)
        self._turn_starts = [label.start for label in labels]
        self._label_ends = {label.end for label in labels}
        self._speakers = [label.name for label in labels]
        self.words: list[Word] = []
        at = 0
        unsaid = [match.span() for match in _UNSAID.finditer(text)]
        unsaid += [(label.start, label.end) for label in labels]
        unsaid += [(part.start, part.end) for part in self._interruptions]
        for start, end in sorted(unsaid):
            if start >= at:
                append_words(self.words, words_of(text, at, start))
            at = max(at, end)
        append_words(self.words, words_of(text, at))
        self.forms = [word.form for word in self.words]
        self.senses = senses(self.forms)
        self.changes = self._changes(turns)
        """The numbers of the words at which somebody else begins to speak, in ascending order."""
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        """The numbers of the words of each form, in ascending order."""
        for number, form in enumerate(self.forms):
            self.where[form].append(number)

    def span(self, first: int, last: int) -> Span:
        """The code points from word `first` up to but not including word `last`."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def said(self, first: int, last: int) -> str:
        """The text of those words with its punctuation, but without anything between them that nobody said."""
        parts: list[str] = []
        end = 0
        for word in self.words[first:last]:
            if parts:
                between = self.text[end : word.start]
                parts.append(" " if re.search(r"\w", between) else " ".join(f"x{between}x".split())[1:-1])
            if word.start >= end:  # "25%" is two words at one position
                parts.append(self.text[word.start : word.end])
            end = word.end
        return "".join(parts)

    def speaker(self, number: int) -> str | None:
        """Who says a word, according to the labels of the source; None if it has none."""
        turn = bisect_right(self._turn_starts, self.words[number].start) - 1
        return (self._speakers[turn] or None) if turn >= 0 else None

    @property
    def is_dialogue(self) -> bool:
        """Whether it has labels throughout, as transcripts of hearings and interviews do."""
        return len(self._speakers) >= FEWEST_LABELS

    def speakers(self, first: int, last: int) -> Sequence[str]:
        """The names of those who say words `first` up to but not including `last`, as the source has them.

        Nobody if it does not say: whoever passes on words between quotation marks is not their speaker.
        """
        if self.quotes(first, last):
            span = self.span(first, last)
            around = [speech for speech in self._speeches if speech.span.contains(span)]
            return min(around, key=lambda speech: speech.span.length).names if around else ()
        label = self.speaker(first)
        return () if label is None or may_be_anybody(label) else (label,)

    def has_label_of(self, names: Sequence[str]) -> bool:
        """Whether one of these people has labels of their own, by name."""
        return any(may_be_one_person(name, label) for name in names for label in self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for name in self._speakers if name and not may_be_anybody(name))

    def quotes(self, first: int, last: int) -> bool:
        """Whether those words are one quotation within the source, and not a whole turn."""
        span = self.span(first, last)
        if any(len(speech.spans) > 1 and speech.span.contains(span) for speech in self._speeches):
            return True
        at = bisect_right(self._quoted, span.start, key=lambda mark: mark.start) - 1
        return at >= 0 and span.end <= self._quoted[at].end and not self._is_turn(self._quoted[at])

    def interruptions(self, span: Span) -> Iterator[str]:
        """The attributions that interrupt what is said in a span of the text, each on one line."""
        for part in self._interruptions:
            if span.contains(part) and (words := re.search(r"\w.*\w", self.text[part.start : part.end], re.DOTALL)):
                yield " ".join(words[0].split())

    @cached_property
    def is_report(self) -> bool:
        """Whether a reporter tells it who quotes others: not everything in it was said by somebody."""
        return bool(self._quoted) and not self.is_dialogue and not is_in_first_person(self.text, self._quoted)

    @cached_property
    def _quoted(self) -> list[QuotedSpan]:
        return find_quoted_spans(self.text)

    def _is_turn(self, mark: QuotedSpan) -> bool:
        return mark.continues or len(self.text[: mark.outer_start].rstrip()) in self._label_ends

    def _changes(self, turns: Sequence[int]) -> list[int]:
        labels, others = self._numbers(self._turn_starts), self._numbers(turns)
        return sorted(others | {number for number in labels if self.speaker(number) != self.speaker(number - 1)})

    def _numbers(self, offsets: Iterable[int]) -> set[int]:
        """The numbers of the words at or after these offsets, without the first word."""
        numbers = {bisect_left(self.words, offset, key=lambda word: word.start) for offset in offsets}
        return {number for number in numbers if 0 < number < len(self.words)}

    def has_one_speaker(self, first: int, last: int) -> bool:
        """Whether words `first` up to but not including `last` are those of one speaker."""
        return bisect_right(self.changes, first) == bisect_right(self.changes, last - 1)

    def turns(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The words from `first` up to but not including `last`, divided where somebody else begins to speak."""
        changes = self.changes[bisect_right(self.changes, first) : bisect_left(self.changes, last)]
        yield from pairwise([first, *changes, last])

    def _are_whole(self, first: int, last: int) -> bool:
        """Whether words are those of one speaker and neither begin nor end within a contraction."""
        within = is_second_part(self.words, first) or is_second_part(self.words, last)
        return not within and self.has_one_speaker(first, last)

    def starts_sentence(self, number: int) -> bool:
        """Whether a sentence or a turn begins with that word; captions without full stops do not show it."""
        if number <= 0 or number >= len(self.words):
            return True
        between = self.text[self.words[number - 1].end : self.words[number].start]
        return bool(_SENTENCE_END.search(between)) or not self.has_one_speaker(number - 1, number + 1)

    def find(self, forms: list[str]) -> list[int]:
        """The places where one speaker says these words in a row, each as the number of its first word."""
        if not forms:
            return []
        # Start from the rarest word: "the" occurs in every line.
        offset = min(range(len(forms)), key=lambda k: len(self.where.get(forms[k], ())))
        count = len(forms)
        starts = (number - offset for number in self.where.get(forms[offset], ()))
        return [
            start
            for start in starts
            if start >= 0 and self.forms[start : start + count] == forms and self._are_whole(start, start + count)
        ]


def is_in_first_person(text: str, quoted: Sequence[QuotedSpan]) -> bool:
    """Whether the text outside quotation marks is that of somebody who speaks."""
    outside, at = [], 0
    for mark in quoted:
        outside.append(text[at : mark.outer_start])
        at = max(at, mark.outer_end)
    words = " ".join([*outside, text[at:]])
    return len(_FIRST_PERSON.findall(words)) > MOST_IN_FIRST_PERSON * len(words.split())
