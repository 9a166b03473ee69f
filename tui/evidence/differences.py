"""The words of a quotation that differ from those that were said, as the reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .printed import Mark, Printed
from .spoken_words import is_second_part
from .transcript import Transcript
from .word_alignment import Step

_WORDS = "i you he she it we they me him us them my your his its our their this that these those here there"
_PRONOUNS = frozenset(_WORDS.split())
"""Words that a bracket at the edge of a quotation usually replaces."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Printed words and the words that were said instead. Either may be empty."""

    printed: str
    said: str
    marked: bool = False
    """Whether the editor marked it, by an ellipsis or brackets."""


def find_differences(printed: Printed, transcript: Transcript, path: Sequence[Step]) -> Iterator[Difference]:
    """The changes along an alignment, in order: between two equal words, and at the edges."""
    same = [(i, j) for i, j in path if i is not None and j is not None and printed.forms[i] == transcript.forms[j]]
    said = [j for _, j in path if j is not None]
    bounds = [(-1, said[0] - 1), *same, (len(printed.words), said[-1] + 1)]
    for (i0, j0), (i1, j1) in pairwise(bounds):
        marks = [mark for mark in printed.marks if i0 < mark.at <= i1 and mark.kind != "letter"]
        first, last = j0 + 1, j1
        if not marks and (i0 + 1 < i1 or first < last):
            before, after = _divided(printed, transcript, (i0 + 1, i1), (first, last))
            i0, first, i1, last = i0 - before, first - before, i1 + after, last + after
        if first == last and any(mark.kind == "bracket" for mark in marks):
            # At the edges no printed word limits what the brackets replace.
            if i1 == len(printed.words) and _is_pronoun(transcript, first):
                last += 1
            elif i0 < 0 and _is_pronoun(transcript, last - 1):
                first -= 1
        yield from _changed(printed, transcript, (i0 + 1, i1), (first, last), marks)


def _divided(
    printed: Printed, transcript: Transcript, words: tuple[int, int], said: tuple[int, int]
) -> tuple[bool, bool]:
    """Whether a change begins, and whether it ends, within a contraction, on either side: “it|'s” for “it| is”,
    “can|not” for “should| not”."""
    before = after = False
    for side, (first, last) in ((printed.words, words), (transcript.words, said)):
        ends = is_second_part(side, last) and words[1] < len(printed.words)
        before |= (first < last or ends) and is_second_part(side, first) and words[0] > 0
        after |= ends
    return before, after


def _changed(
    printed: Printed, transcript: Transcript, words: tuple[int, int], said: tuple[int, int], marks: Sequence[Mark]
) -> Iterator[Difference]:
    """The differences between two equal words: unmarked changes, omissions, words in brackets."""
    first, last = said
    count = words[1] - words[0]
    if count and not marks:
        yield Difference(printed.stretch(*words), transcript.said(first, last))
        return
    gaps = [mark for mark in marks if mark.kind == "gap"]
    brackets = [mark for mark in marks if mark.kind == "bracket"]
    for mark in marks:
        if mark.kind == "sic":
            yield Difference(mark.text, "", marked=True)
    if count:
        # If more words were said than printed, the mark next to them stands for the rest.
        after = any(mark.at == words[1] for mark in marks)
        cut = min(first + count, last) if after else max(last - count, first)
        yield Difference(printed.stretch(*words), transcript.said(*((first, cut) if after else (cut, last))))
        first, last = (cut, last) if after else (first, cut)
    if brackets:
        text = " ".join(mark.text for mark in brackets)
        if gaps and last - first > 1:
            if marks.index(brackets[0]) > marks.index(gaps[0]):
                replaced = (last - _is_pronoun(transcript, last - 1), last)
                last = replaced[0]
            else:
                replaced = (first, first + _is_pronoun(transcript, first))
                first = replaced[1]
            yield Difference(text, transcript.said(*replaced), marked=True)
        else:
            yield Difference(text, transcript.said(first, last), marked=True)
            return
    if first < last:
        yield Difference("", transcript.said(first, last), marked=bool(gaps))


def _is_pronoun(transcript: Transcript, number: int) -> bool:
    """Whether the word is one that brackets often replace."""
    return 0 <= number < len(transcript.words) and transcript.forms[number] in _PRONOUNS
