"""Which words changed between two versions of an article.

Words are aligned in two steps, paragraphs first and then the words within those that changed, so that a long
article costs what its changes cost. A change of words is a pair of spans, one over each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .span import Span

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*%?|[^\w\s]")
_BARE = re.compile(r"\w+")

MOST_WORDS = 6_000
"""A changed stretch of more words on a side is told as one change: aligning it takes quadratic time."""

_Run = tuple[int, int, int, int]
"""Words of the old text, from and to, and of the new one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the old text and what stands in its place. Either may be empty, not both."""

    old: Span
    new: Span


def changed_words(old: str, new: str) -> list[Change]:
    """The changes that make the new text of the old one, in order. Blanks and line ends do not count."""
    changes: list[Change] = []
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, [_key(old, s) for s in before], [_key(new, s) for s in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            places = _place(before, i, len(old)), _place(after, k, len(new))
            changes += _within(old, _tokens(old, before[i:j]), new, _tokens(new, after[k:m]), places)
    return changes


def _paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S(?:.*\S)?", text)]


def _key(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _tokens(text: str, spans: Sequence[Span]) -> list[Span]:
    return [Span(*match.span()) for span in spans for match in _WORD.finditer(text, span.start, span.end)]


def _place(spans: Sequence[Span], index: int, end: int) -> int:
    return spans[index].start if index < len(spans) else end


def _within(old: str, before: list[Span], new: str, after: list[Span], places: tuple[int, int]) -> list[Change]:
    """The changes between two stretches of words; `places` is where each begins, should it have none."""
    if not before and not after:
        return []
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        runs = [(0, len(before), 0, len(after))]
    else:
        runs = _runs([old[s.start : s.end] for s in before], [new[s.start : s.end] for s in after])
    return [Change(_stretch(before, i, j, places[0]), _stretch(after, k, m, places[1])) for i, j, k, m in runs]


def _runs(a: list[str], b: list[str]) -> list[_Run]:
    from rapidfuzz.distance import Indel

    codes = [code for code in Indel.opcodes(a, b) if code.tag != "equal"]
    runs = [(code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes]
    bounds = [0, *(end for run in runs for end in run[:2]), len(a)]
    return list(_joined([_whole(run, a, b, *bounds[2 * n : 2 * n + 4 : 3]) for n, run in enumerate(runs)], a))


MOST_SLIDES = 50
_STOPS = {".", "!", "?", "”"}


def _whole(run: _Run, a: list[str], b: list[str], first: int, last: int) -> _Run:
    """The same change of what only went or came, slid between `first` and `last` of the old words to where it is a
    whole sentence: in "It is old. It is wet. It rains." it is not "is wet. It" that went."""
    i, j, k, m = run
    if i < j and k < m:
        return run
    words, start, end = (a, i, j) if k == m else (b, k, m)

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


def _stretch(tokens: list[Span], first: int, last: int, place: int) -> Span:
    if first < last:
        return Span(tokens[first].start, tokens[last - 1].end)
    at = tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else place
    return Span(at, at)


def _joined(runs: list[_Run], words: list[str]) -> Iterator[_Run]:
    """Changes with hardly a word between them as one: "the" in common does not make two sentences alike."""
    now: _Run | None = None
    for run in runs:
        if now and sum(_BARE.match(word) is not None for word in words[now[1] : run[0]]) <= _bridge(now, run):
            now = (now[0], run[1], now[2], run[3])
        else:
            if now:
                yield now
            now = run
    if now:
        yield now


def _bridge(one: _Run, two: _Run) -> int:
    """How many words may stand between two changes that are told as one: none between short ones."""
    long = min(max(run[1] - run[0], run[3] - run[2]) for run in (one, two)) >= 3
    return 2 if long else 0
