"""What is left of the passages on a topic when the reader rejects sentences of them.

A passage is founded on sentences that state the topic; others are in it because they go on from these. With a founding
sentence go those that hung on it alone: they would begin in the middle of something, with a reason that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..text.analysis import Because, Passage
from ..text.span import Span

_FOUNDING = ("term", "finding", "entity", "reader")
"""The reasons for which a sentence belongs to a passage by itself."""


def without(passages: Sequence[Passage], rejected: Sequence[Span], text: str) -> list[Passage]:
    """The parts of the passages, in order of the text, that remain without the sentences that overlap the rejected
    spans, and without those that hung on them."""

    def is_rejected(why: Because) -> bool:
        return any(why.span.overlaps(span) for span in rejected)

    founders = [why for passage in passages for why in passage.because if _founds(why)]
    left: list[Passage] = []
    for passage in passages:
        own = [why for why in passage.because if _founds(why)]
        kept = [
            why
            for why in passage.because
            if not is_rejected(why) and not all(map(is_rejected, _support(why, own, founders) or [why]))
        ]
        if not any(passage.span.overlaps(span) for span in rejected) and len(kept) == len(passage.because):
            left.append(passage)
        else:
            left += _joined(kept, text)
    return left


def _founds(why: Because) -> bool:
    return why.kind in _FOUNDING or (why.kind == "hint" and len(why.hits) > 1)


def _support(why: Because, own: Sequence[Because], founders: Sequence[Because]) -> Sequence[Because]:
    """The founding sentences of which one must stay if a sentence is to stay. `own` are those of its passage."""
    if _founds(why):
        return [why]
    if why.kind == "main" or (why.kind == "hint" and not own):
        return founders  # it depends on what the article as a whole speaks of
    near = own or founders
    before = [one for one in near if one.span < why.span]
    return before[-1:] or near[:1]


def _joined(kept: Iterable[Because], text: str) -> list[Passage]:
    """Passages of the sentences that follow one another. A sentence that was only between two others does not begin or
    end one."""
    runs: list[list[Because]] = []
    for why in kept:
        if runs and not text[runs[-1][-1].span.end : why.span.start].strip():
            runs[-1].append(why)
        else:
            runs.append([why])
    for run in runs:
        while run and run[0].kind == "bridged":
            del run[0]
        while run and run[-1].kind == "bridged":
            del run[-1]
    return [Passage(Span(run[0].span.start, run[-1].span.end), tuple(run), confirmed=True) for run in runs if run]
