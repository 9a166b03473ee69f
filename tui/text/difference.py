"""Finds the words that changed between two versions of an article: those that their alignment leaves unmatched.

A change is a pair of spans, one in each text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .alignment import Alignment
from .span import Span
from .words import NeverNear, Words

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")

_Run = tuple[int, int, int, int]
"""The start and end of a range of words in the old text, then in the new one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A span of the old text and what replaced it. Either may be empty, but not both."""

    old: Span
    new: Span


def changed_words(old: str, new: str) -> list[Change]:
    """The changes that turn the old text into the new one, in order. White space does not count."""
    before, after = Words.unfolded(old), Words.unfolded(new)
    alignment = Alignment(before, after, NeverNear())
    alignment.compare(0, len(before))
    runs = list(_unmatched(alignment.match, len(before), len(after)))
    bounds = [0, *(end for run in runs for end in run[:2]), len(before)]
    whole = [_whole(run, before, after, *bounds[2 * n : 2 * n + 4 : 3]) for n, run in enumerate(runs)]
    return [_change(before, after, run) for run in _joined(whole, before)]


def changed_count(old: str, new: str, changes: Sequence[Change]) -> tuple[int, int]:
    """The number of words removed and added; punctuation is not counted."""
    removed = sum(len(_WORD.findall(old[one.old.start : one.old.end])) for one in changes)
    return removed, sum(len(_WORD.findall(new[one.new.start : one.new.end])) for one in changes)


def _unmatched(match: dict[int, int], old_end: int, new_end: int) -> Iterator[_Run]:
    i = k = 0
    for j, m in [*sorted(match.items()), (old_end, new_end)]:
        if i < j or k < m:
            yield i, j, k, m
        i, k = j + 1, m + 1


MOST_SLIDES = 50
_STOPS = {".", "!", "?", "”"}


def _whole(run: _Run, old: Words, new: Words, first: int, last: int) -> _Run:
    """A deletion or insertion moved, between `first` and `last` of the old words, to where it is a whole sentence: of
    "It is old. It is wet. It rains." the deleted words are "It is wet.", not "is wet. It"."""
    i, j, k, m = run
    if i < j and k < m:
        return run
    words, start, end = (old.norms, i, j) if k == m else (new.norms, k, m)

    def slides(step: int) -> list[int]:
        found = []
        for by in range(1, MOST_SLIDES):
            if step < 0 and (i - by < first or words[start - by] != words[end - by]):
                break
            if step > 0 and (j + by > last or end + by > len(words) or words[start + by - 1] != words[end + by - 1]):
                break
            found.append(step * by)
        return found

    def sentence(by: int) -> int:
        return (words[end + by - 1] in _STOPS) + (start + by == 0 or words[start + by - 1] in _STOPS)

    by = max([0, *slides(-1), *slides(1)], key=lambda by: (sentence(by), -abs(by)))
    return i + by, j + by, k + by, m + by


def _change(old: Words, new: Words, run: _Run) -> Change:
    """The spans of a run. Words that were removed or added at the end of a paragraph are at its end in the other text
    too, and not at the beginning of the next paragraph."""
    i, j, k, m = run
    is_end = (i < j and old.opens(i) < 2) or (k < m and new.opens(k) < 2)
    return Change(_span(old, i, j, at_end=is_end), _span(new, k, m, at_end=is_end))


def _span(words: Words, first: int, last: int, *, at_end: bool) -> Span:
    """The span of some words; without words, the empty one before word `first`. With `at_end` it is after the word
    before that, if a paragraph begins between them."""
    if first < last:
        return Span(words.starts[first], words.ends[last - 1])
    if at_end and first and words.opens(first) == 2:
        return Span(words.ends[first - 1], words.ends[first - 1])
    at = words.starts[first] if first < len(words) else len(words.text)
    return Span(at, at)


def is_whole_paragraph(old: str, new: str, change: Change) -> bool:
    """Whether whole paragraphs were removed, with nothing in their place."""
    if change.new.length:
        return False
    outside = old[: change.old.start][-1:] + old[change.old.end :][:1]
    at = change.new.start
    between = not new[:at][-1:].strip("\n") or not new[at : at + 1].strip("\n")
    return not outside.strip("\n") and between


def _joined(runs: list[_Run], old: Words) -> Iterator[_Run]:
    """Join changes with hardly a word between them: a common "the" does not make two sentences alike. Changes in
    different paragraphs stay separate."""
    now: _Run | None = None
    for run in runs:
        if now is None:
            now = run
        elif _words_between(now, run, old) <= _bridge(now, run):
            now = (now[0], run[1], now[2], run[3])
        else:
            yield now
            now = run
    if now:
        yield now


def _words_between(one: _Run, two: _Run, old: Words) -> float:
    """The number of words between two changes; infinite if a line begins between them."""
    between = range(one[1], two[0])
    if any(old.opens(k) == 2 for k in (*between, two[0])):
        return math.inf
    return sum(old.norms[k][0].isalnum() for k in between)


def _bridge(one: _Run, two: _Run) -> int:
    """The most words between two changes that are shown as one; none between short changes."""
    long = min(max(run[1] - run[0], run[3] - run[2]) for run in (one, two)) >= 3
    return 2 if long else 0
