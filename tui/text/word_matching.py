"""Which word of one list is which of another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from .words import Near, Weights


def alike(a: Sequence[str], b: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Where two lists that are the same from i and j cease to be so."""
    size = 1
    while a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
        i, j, size = i + size, j + size, size * 2
    while size > 1:
        size //= 2
        if a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
            i, j = i + size, j + size
    return i, j


def unique_runs(a: Sequence[str], b: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Starts of runs of `size` tokens that stand once in each, as the longest chain that rises in both."""
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
    """The longest chain of pairs, sorted by the first, whose second rises."""
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
"""What a word counts that differs in a letter or two, as a share of one that is the same."""
_OPEN, _EXTEND, _INSTEAD = -0.45, -0.01, 0.02
"""Beginning a stretch of left-out words, each further one, and one word in place of another: so dear that a lone
"the" in both does not make two stretches of one."""


def match_words(
    a: Sequence[str], b: Sequence[str], weight_of: Weights, near: Near, *, free: bool = False
) -> list[tuple[int, int]]:
    """Which word of `a` is which of `b`: the best alignment of the two, equal words and nearly equal ones only.

    `free`: what lies before and after in `b` costs nothing.
    """
    n, m = len(a), len(b)
    if n == m == 1:  # most gaps by far: one word was put in place of another
        return [(0, 0)] if a[0][0].isalnum() and near[a[0], b[0]] else []
    low = -1e9
    weights = [weight_of[word] for word in a]
    best = [0.0 if free or not j else _OPEN + _EXTEND * j for j in range(m + 1)]
    up = [low] * (m + 1)  # best that ends by leaving out a word of a
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
            up[j + 1] = above
            left = left + _EXTEND if left + _EXTEND > new[j] + _OPEN else new[j] + _OPEN
            if free and i == n - 1 and new[j] > left:
                left = new[j]
            if step >= above and step >= left:
                new[j + 1] = step
            elif above >= left:
                new[j + 1] = above
                row[j + 1] = 1
            else:
                new[j + 1] = left
                row[j + 1] = 2
        back.append(row)
        best = new
    pairs = []
    i, j = n, m
    while i and j:
        way = back[i - 1][j]
        if way == 0:
            i, j = i - 1, j - 1
            if a[i] == b[j] or (a[i][0].isalnum() and near[a[i], b[j]]):
                pairs.append((i, j))
        elif way == 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def match_long(a: Sequence[str], b: Sequence[str], weight_of: Weights, near: Near) -> list[tuple[int, int]]:
    """`match_words` with free ends; where that would take long, only between pairs of words that stand once in each."""
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
