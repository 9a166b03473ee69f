"""Aligns two texts word by word: which word of the old text corresponds to which word of the new one.

Runs of four words that occur once in each text form a chain; the gaps between its links are aligned word by word when
needed. Notes follow their words by this alignment, and the difference between two versions is whatever it leaves
unmatched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from .words import Near, Weights, Words


class Alignment:
    """The words of two texts, aligned; `match` grows with `compare`."""

    def __init__(self, old: Words, new: Words, near: Near) -> None:
        """`near` decides which words count as nearly the same."""
        self.old = old
        self.new = new
        self.weight = Weights()
        self.near = near
        self.match: dict[int, int] = {}
        """Each old token and the new token equal or nearly equal to it; both in ascending order."""
        self.gaps: list[tuple[int, int, int, int]] = []
        """The gaps between the links of the chain: start and end in the old tokens, start and end in the new ones."""
        self._gap_starts: list[int] = []
        self._compared: set[int] = set()
        self._chain()

    def _chain(self) -> None:
        a, b = self.old.norms, self.new.norms
        i, j = alike(a, b, 0, 0)
        self.match.update(zip(range(i), range(j), strict=True))
        for x, y in [*unique_runs(a, b, 4), (len(a), len(b))]:
            if x < i or y < j:
                continue  # inside the previous run
            while x > i and y > j and a[x - 1] == b[y - 1]:
                x, y = x - 1, y - 1
            if i == x or j == y:
                i, x, j, y = self._slide(i, x, j, y)
            if i < x:
                self.gaps.append((i, x, j, y))
                self._gap_starts.append(i)
            i, j = alike(a, b, x, y)
            self.match.update(zip(range(x, i), range(y, j), strict=True))

    def _slide(self, i: int, x: int, j: int, y: int) -> tuple[int, int, int, int]:
        """Place a pure insertion or deletion: old tokens i:x became new tokens j:y, and one of the two ranges is empty.

        If these words end like the words before them, the change could just as well be a few words further left ("Mr."
        before a new paragraph that also begins with "Mr."). Of all these places, one between sentences or paragraphs is
        the right one.
        """
        a, b = self.old.norms, self.new.norms
        words, begin, end = (self.new, j, y) if i == x else (self.old, i, x)
        best, steps = words.opens(begin) + words.opens(end), 0
        for n in range(1, min(60, end - begin, i, j) + 1):
            if self.match.get(i - n) != j - n or a[x - n] != b[y - n]:
                break
            score = words.opens(begin - n) + words.opens(end - n)
            if score > best:
                best, steps = score, n
        for n in range(1, steps + 1):
            del self.match[i - n]
        for n in range(1, steps + 1):
            self.match[x - n] = y - n
        return i - steps, x - steps, j - steps, y - steps

    def compare(self, first: int, last: int) -> None:
        """Align the gaps that touch old tokens `first` up to but not including `last`."""
        n = max(0, bisect_left(self._gap_starts, first + 1) - 1)
        while n < len(self.gaps) and self.gaps[n][0] < last:
            if n not in self._compared:
                self._compared.add(n)
                i0, i1, j0, j1 = self.gaps[n]
                if i1 > first and j1 > j0:
                    self._fill(i0, i1, j0, j1, 2)
                elif i1 <= first:
                    self._compared.discard(n)
            n += 1

    def _fill(self, i0: int, i1: int, j0: int, j1: int, size: int) -> None:
        a, b = self.old.norms, self.new.norms
        while i0 < i1 and j0 < j1 and a[i0] == b[j0]:
            self.match[i0] = j0
            i0, j0 = i0 + 1, j0 + 1
        while i0 < i1 and j0 < j1 and a[i1 - 1] == b[j1 - 1]:
            i1, j1 = i1 - 1, j1 - 1
            self.match[i1] = j1
        n, m = i1 - i0, j1 - j0
        if not n or not m:
            return
        if n * m <= 900:
            self.match |= {i0 + i: j0 + j for i, j in match_words(a[i0:i1], b[j0:j1], self.weight, self.near)}
            return
        runs: list[tuple[int, int]] = []
        while size and not runs:
            runs = [
                (x, y) for x, y in unique_runs(a[i0:i1], b[j0:j1], size) if size > 1 or self.weight[a[i0 + x]] == 1.0
            ]
            size -= 1
        if runs:
            left_i, left_j = i0, j0
            for x, y in [*((i0 + x, j0 + y) for x, y in runs), (i1, j1)]:
                if x < left_i or y < left_j:
                    continue
                self._fill(left_i, x, left_j, y, size)
                if x < i1:
                    self.match[x] = y
                left_i, left_j = x + 1, y + 1
        elif n * m <= 2_500:
            self.match |= {i0 + i: j0 + j for i, j in match_words(a[i0:i1], b[j0:j1], self.weight, self.near)}


def alike(a: Sequence[str], b: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """The first index at which two lists, compared from i and j on, differ."""
    size = 1
    while a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
        i, j, size = i + size, j + size, size * 2
    while size > 1:
        size //= 2
        if a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
            i, j = i + size, j + size
    return i, j


def unique_runs(a: Sequence[str], b: Sequence[str], size: int) -> list[tuple[int, int]]:
    """The starts of runs of `size` tokens that occur once in each list: the longest chain that ascends in both."""
    left, right = _unique(a, size), _unique(b, size)
    if len(left) > len(right):
        pairs = sorted((left[gram], j) for gram, j in right.items() if gram in left)
    else:
        pairs = [(i, right[gram]) for gram, i in left.items() if gram in right]
        pairs.sort()
    return _rising(pairs)


def _unique(words: Sequence[str], size: int) -> dict[Any, int]:
    grams: list[Any] = list(zip(*(words[n:] for n in range(size)), strict=False)) if size > 1 else list(words)
    last = {gram: k for k, gram in enumerate(grams)}
    if len(last) == len(grams):
        return last
    twice = set()
    for k, gram in enumerate(grams):
        if last[gram] != k:
            twice.add(gram)
    return {gram: k for gram, k in last.items() if gram not in twice}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs, sorted by the first number, in which the second number ascends."""
    if all(x[1] < y[1] for x, y in zip(pairs, pairs[1:], strict=False)):
        return pairs
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        if at == len(tails):
            tails.append(j)
            ends.append(k)
        else:
            tails[at], ends[at] = j, k
        before[k] = ends[at - 1] if at else -1
    chain, k = [], ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


_NEAR = 0.65
"""The weight of a word that differs in a letter or two, as a share of that of an equal word."""
_OPEN, _EXTEND, _INSTEAD = -0.45, -0.01, 0.02
"""The costs of starting a stretch of omitted words, of each further word in it, and of one word in place of another.
They are so high that a single common "the" does not split a stretch in two."""


_UP, _LEFT, _UP_GOES_ON, _LEFT_GOES_ON = 1, 2, 4, 8
"""How the best alignment of two beginnings ends: a word of `a` or of `b` is omitted (otherwise it is a pair); and
whether that continues a stretch of omitted words."""


def match_words(
    a: Sequence[str], b: Sequence[str], weight_of: Weights, near: Near, *, free: bool = False
) -> list[tuple[int, int]]:
    """The best alignment of `a` and `b`: pairs of equal or nearly equal words.

    With `free`, words of `b` before and after the alignment cost nothing.
    """
    if len(a) == len(b) == 1:  # most gaps by far: one word was replaced by another
        return [(0, 0)] if a[0][0].isalnum() and near[a[0], b[0]] else []
    steps = _best_steps(a, b, weight_of, near, free)
    pairs = []
    i, j, goes_on = len(a), len(b), 0
    while i and j:
        step = steps[i - 1][j]
        way = goes_on or step & (_UP | _LEFT)
        if way == _UP:
            goes_on = _UP if step & _UP_GOES_ON else 0
            i -= 1
        elif way == _LEFT:
            goes_on = _LEFT if step & _LEFT_GOES_ON else 0
            j -= 1
        else:
            i, j = i - 1, j - 1
            if a[i] == b[j] or (a[i][0].isalnum() and near[a[i], b[j]]):
                pairs.append((i, j))
    return pairs[::-1]


def _best_steps(a: Sequence[str], b: Sequence[str], weight_of: Weights, near: Near, free: bool) -> list[bytearray]:
    """For each word of `a` and each place between the words of `b`, the step with which the best alignment gets there,
    as bits: `_UP`, `_LEFT`, neither for a pair of words, and whether an omission goes on."""
    n, m, low = len(a), len(b), -1e9
    weights = [weight_of[word] for word in a]
    best = [0.0 if free or not j else _OPEN + _EXTEND * j for j in range(m + 1)]
    up = [low] * (m + 1)  # the best that ends by omitting a word of a
    back: list[bytearray] = []
    for i in range(n):
        word, weight = a[i], weights[i]
        plain = word[0].isalnum()
        row = bytearray(m + 1)
        new = [_OPEN + _EXTEND * (i + 1)] + [low] * m
        left = low
        for j in range(m):
            other = b[j]
            if word == other:
                step = best[j] + weight
            elif plain != other[0].isalnum():
                step = low
            elif plain and near[word, other]:
                step = best[j] + weight * _NEAR
            else:
                step = best[j] + _INSTEAD
            above = up[j + 1] + _EXTEND
            opened = best[j + 1] + _OPEN
            if opened >= above:
                above = opened
            else:
                row[j + 1] = _UP_GOES_ON
            up[j + 1] = above
            if left + _EXTEND > new[j] + _OPEN:
                left += _EXTEND
                row[j + 1] |= _LEFT_GOES_ON
            else:
                left = new[j] + _OPEN
            if free and i == n - 1 and new[j] > left:
                left = new[j]
                row[j + 1] &= ~_LEFT_GOES_ON & 0xFF
            if step >= above and step >= left:
                new[j + 1] = step
            elif above >= left:
                new[j + 1] = above
                row[j + 1] |= _UP
            else:
                new[j + 1] = left
                row[j + 1] |= _LEFT
        back.append(row)
        best = new
    return back


def match_long(a: Sequence[str], b: Sequence[str], weight_of: Weights, near: Near) -> list[tuple[int, int]]:
    """`match_words` with free ends; if that would take long, only between pairs of words that occur once in each."""
    if len(a) * len(b) <= 6_000:
        return match_words(a, b, weight_of, near, free=True)
    pairs: list[tuple[int, int]] = []
    left = (0, 0)
    for x, y in [*unique_runs(a, b, 2), (len(a), len(b))]:
        if x < left[0] or y < left[1]:
            continue
        n, m = x - left[0], y - left[1]
        if n and m and n * m <= 6_000:
            between = match_words(a[left[0] : x], b[left[1] : y], weight_of, near, free=left == (0, 0) or x == len(a))
            pairs += [(left[0] + i, left[1] + j) for i, j in between]
        if x < len(a):
            pairs += [(x, y), (x + 1, y + 1)]
        left = (x + 2, y + 2)
    return pairs
