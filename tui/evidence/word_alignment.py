"""Aligns the words of a quotation with a stretch of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from .printed import Printed
from .spoken_words import is_second_part
from .transcript import Transcript

Step = tuple[int | None, int | None]
"""Pairs of a printed word and a word of the source, by number; None if a word has no counterpart."""

PUT_IN, CHANGED, LEFT_OUT, MARKED = 1.0, 1.1, 0.4, 0.01
"""The costs of a printed word that was not said, of one word in place of another, and of omitting a word that was said,
without a mark and with one. Omission is cheap: six words omitted in the middle are likelier than three added at the
edge."""


def align(printed: Printed, said: Sequence[str]) -> tuple[float, list[Step]]:
    """The cheapest alignment of the printed words with a stretch of the source, which may begin and end anywhere, and
    its cost.

    Needleman and Wunsch (1970), with free ends in the source.
    """
    forms = printed.senses
    width = len(said) + 1
    costs = [0.0] * width
    moves: list[bytearray] = []
    for i, form in enumerate(forms):
        left_out = MARKED if printed.room(i + 1) else LEFT_OUT
        row = [costs[0] + PUT_IN] + [0.0] * (width - 1)
        steps = bytearray([1]) + bytearray(width - 1)
        for j in range(1, width):
            same = costs[j - 1] + (0.0 if said[j - 1] == form else CHANGED)
            put_in = costs[j] + PUT_IN
            without = row[j - 1] + left_out
            if same <= put_in and same <= without:
                row[j] = same
            elif put_in <= without:
                row[j], steps[j] = put_in, 1
            else:
                row[j], steps[j] = without, 2
        costs = row
        moves.append(steps)
    i, j = len(forms), min(range(width), key=costs.__getitem__)
    path: list[Step] = []
    while i:
        step = moves[i - 1][j]
        i, j = i - (step != 2), j - (step != 1)
        path.append((None if step == 2 else i, None if step == 1 else j))
    return min(costs), path[::-1]


def most_shared(forms: Sequence[str], said: Sequence[str]) -> int:
    """The largest number of words, in any order, that a stretch as long as the quotation has in common with it."""
    need, have = Counter(forms), Counter[str]()
    common = most = 0
    for number, form in enumerate(said):
        have[form] += 1
        common += have[form] <= need[form]
        if number >= len(forms):
            gone = said[number - len(forms)]
            common -= have[gone] <= need[gone]
            have[gone] -= 1
        most = max(most, common)
    return most


def with_joined_additions(printed: Printed, path: Sequence[Step]) -> list[Step]:
    """The same alignment, but unsaid words before and after a few said ones stand together where that is as cheap: if
    “It is united.” becomes “It is united. It was a United Kingdom.”, the second sentence was added."""
    groups = [(added, list(steps)) for added, steps in groupby(path, key=lambda step: step[1] is None)]
    for number in range(len(groups) - 2):
        (added, before), (_, between), (_, after) = groups[number : number + 3]
        said = [j for i, j in between if i is not None]
        if added and len(said) == len(between) and (moved := _moved(printed, before, said, after)):
            others = (*groups[:number], (added, moved), *groups[number + 3 :])
            return with_joined_additions(printed, [step for _, steps in others for step in steps])
    return list(path)


def _moved(
    printed: Printed, before: Sequence[Step], said: Sequence[int | None], after: Sequence[Step]
) -> list[Step] | None:
    """The steps of two additions and of the words between them, with these words before or after both; None if they are
    not printed there too."""
    first, count = before[0][0] or 0, len(said)
    end = first + len(before) + count + len(after)
    between = printed.senses[first + len(before) :][:count]
    for start, rest in ((first, range(first + count, end)), (end - count, range(first, end - count))):
        if printed.senses[start : start + count] == between:
            words: list[Step] = [(start + n, j) for n, j in enumerate(said)]
            added: list[Step] = [(i, None) for i in rest]
            return words + added if start == first else added + words
    return None


MOST_RUN_OVER = 2
"""The largest number of words of the next sentence that are not worth running over the end of a sentence for."""


def within_sentence(printed: Printed, transcript: Transcript, path: list[Step]) -> list[Step]:
    """The same alignment, but if it runs over the end of a sentence for a word or two after others that were left out,
    and the quotation neither begins a sentence nor has a mark there, these words count as unsaid: the end of “it rained
    this week, in many places” is not in “It rained this week. One town *in* the north …”."""
    for number in range(len(path) - 1, 0, -1):
        _, j = path[number]
        if j is None or not transcript.starts_sentence(j):
            continue
        rest = path[number:]
        said = [i for i, j in rest if i is not None and j is not None]
        left_out = sum(i is None for i, _ in rest)
        is_split = any(printed.room(i) or printed.starts_sentence(i) for i, _ in rest if i is not None)
        if len(said) > MOST_RUN_OVER or len(said) >= left_out or is_split:
            return path
        return [*path[:number], *((i, None) for i, _ in rest if i is not None)]
    return path


def with_edges(printed: Printed, transcript: Transcript, path: list[Step]) -> list[Step]:
    """The same alignment, but with what the speaker said at either edge in place of unsaid words: for one word, the
    word there; for two or three, the rest of the sentence if that is not long. A contraction at an edge is whole."""
    at = [j for _, j in path if j is not None]
    first, last = at[0], at[-1] + 1
    same = [i is not None and j is not None and printed.senses[i] == transcript.senses[j] for i, j in path]
    start = _sentence_before(transcript, first, _unsaid(path, same))
    end = _sentence_after(transcript, last, _unsaid(path[::-1], same[::-1]))
    return [*((None, j) for j in range(start, first)), *path, *((None, j) for j in range(last, end))]


def _unsaid(path: Sequence[Step], same: Sequence[bool]) -> int:
    """How many words at the beginning of an alignment were not said. Several count only if two equal words follow: a
    single "the" may be one by chance."""
    count = next(number for number, (_, j) in enumerate(path) if j is not None)
    return count if count < 2 or all(same[count : count + 2]) else MOST_UNSAID + 1


MOST_UNSAID = 3
"""The largest number of unsaid words at an edge in place of which something was said; more are an invention."""
MOST_INSTEAD = 3
"""The largest number of words said in place of each of them."""


def _sentence_before(transcript: Transcript, first: int, count: int) -> int:
    """Where the words begin that were said in place of `count` unsaid ones before word `first`."""
    if count == 0:
        return first - is_second_part(transcript.words, first)
    if count == 1:
        return first if transcript.starts_sentence(first) else first - 1
    if count > MOST_UNSAID:
        return first
    starts = range(first, max(-1, first - MOST_INSTEAD * count - 1), -1)
    return next((start for start in starts if transcript.starts_sentence(start)), first)


def _sentence_after(transcript: Transcript, last: int, count: int) -> int:
    """Where the words end that were said in place of `count` unsaid ones from word `last` on."""
    if count == 0:
        return last + is_second_part(transcript.words, last)
    if count == 1:
        return last if transcript.starts_sentence(last) else last + 1
    if count > MOST_UNSAID:
        return last
    return next((end for end in range(last, last + MOST_INSTEAD * count + 1) if transcript.starts_sentence(end)), last)
