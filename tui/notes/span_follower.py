"""Follows highlights from an old text to a new one, along the alignment of their words.

A sentence that was moved is searched for among the words that nothing else claims.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..text.alignment import Alignment, match_long
from ..text.number_words import NUMBERS
from ..text.span import Span
from ..text.words import Near, Words

_FIGURE = re.compile(rf"[^\w\s]?\d[\d.,]*\w*%?|{'|'.join(NUMBERS)}", re.IGNORECASE)
"""A figure of one word: "3,400", "£41m", "62%", "three"."""


class SpanFollower:
    """An old and a new text; `place` follows any span from the old to the new."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self.same = old_text == new_text
        if self.same:
            return
        self.old = Words(old_text)
        known = set(self.old.norms)
        self.new = Words(new_text, known.__contains__)
        if "-\n" in old_text:
            known = set(self.new.norms)
            self.old = Words(old_text, known.__contains__)
        self._alignment = Alignment(self.old, self.new, Near())
        self._match = self._alignment.match
        self._weight, self._near = self._alignment.weight, self._alignment.near
        self._from_new: dict[int, int] = {}
        self._index: dict[tuple[str, str], list[int]] | None = None

    def place(self, span: Span) -> Span | None:
        """The place of a span's words in the new text, or None if they are gone."""
        if self.same:
            return span
        first, last = self.old.within(span)
        if first >= last:
            return None
        self._alignment.compare(max(0, first - 40), min(len(self.old), last + 40))
        found = self._in_place(first, last) or self._other_figure(first, last)
        if found is None or found.share < 0.7:
            moved = self._elsewhere(first, last)
            if moved and (found is None or moved.share / 2 > found.share + 0.15):
                found = moved
        return found.span if found else None

    def _in_place(self, first: int, last: int) -> Found | None:
        """The span's place according to the chain and its gaps, and how certain it is."""
        run = self._densest(first, last)
        if not run:
            return None
        a = self.old.norms
        found = sum(self._weight[a[k]] for k in run)
        share = found / sum(self._weight[norm] for norm in a[first:last])
        if share < 0.5 or not self._backed(first, last, run, share):
            return None
        inner = set(run)
        astray = [k for k in range(first, last) if k in self._match and k not in inner]
        # A word or two elsewhere are chance; three or more are a part of the highlight that was moved there.
        chance = {k for k in astray if k - 1 not in astray and k + 1 not in astray} | (
            set(astray) if len(astray) < 3 else set()
        )
        span = self._edges(first, last, run[0], run[-1], self._match, chance)
        if share < 0.75:
            there = self.new.norms[slice(*self.new.within(span))]
            if found / sum(map(self._weight.__getitem__, there)) < 0.4:
                return None
        return Found(share, span)

    def _other_figure(self, first: int, last: int) -> Found | None:
        """The figure that took the place of a figure between three unchanged words on either side: the checker of
        "3,400" wants to know that it is "2,900" now."""
        start, end = self._match.get(first - 1, -1) + 1, self._match.get(last, -1)
        sides = [(first - n, start - n) for n in (1, 2, 3)] + [(last + n, end + n) for n in (0, 1, 2)]
        if not 0 < start < end or any(self._match.get(k) != j for k, j in sides):
            return None
        was = self.old.text[self.old.starts[first] : self.old.ends[last - 1]]
        now = Span(self.new.starts[start], self.new.ends[end - 1])
        is_figure = _FIGURE.fullmatch(was) and _FIGURE.fullmatch(self.new.text, now.start, now.end)
        return Found(1.0, now) if is_figure else None

    def _backed(self, first: int, last: int, run: list[int], share: float) -> bool:
        """Whether the words found are no coincidence: the fewer they are, the more of the words around them must be
        there."""
        words = sum(1 for norm in self.old.norms[first:last] if norm[0].isalnum())
        if words >= 8:
            return True
        if self._backing(first, last, run) < 0.2:
            return False
        if words > 3:
            return True
        i, j = self._match[run[0]], self._match[run[-1]]
        left, right = self._nearest_solid(first, i, -1), self._nearest_solid(last - 1, j, 1)
        if share < 0.75:
            return left is not None and right is not None and max(*left, *right) <= 4
        if self._share_of_sentence(first, last, i, j) >= 0.5:
            return True
        beside = [self._share_beside(first, i, -1), self._share_beside(last - 1, j, 1)]
        if min(beside) >= 0.25:
            return True
        return left is not None and right is not None and max(left[0], right[0]) <= 25 and sum(beside) >= 0.15

    def _nearest_solid(self, k: int, j: int, way: int) -> tuple[int, int] | None:
        """The distance to the next three consecutive words that are in both texts, in old and in new words; None if the
        two distances differ so much that words in between were added or removed."""
        for n in range(1, 31):
            here = k + way * n
            if not 0 <= here < len(self.old):  # the end of the text counts like words in common
                away = j + 1 if way < 0 else len(self.new) - j
                return (n, away) if abs(away - n) <= 3 + 0.35 * n else None
            there = self._match.get(here, -9)
            if all(self._match.get(here + way * m, -9) == there + way * m for m in range(1, 3)) and there >= 0:
                away = way * (there - j)
                return (n, away) if abs(away - n) <= 3 + 0.35 * n else None
        return None

    def _share_beside(self, k: int, j: int, way: int) -> float:
        """The share of the ten words on one side that is still nearby."""
        a = self.old.norms
        beside = [n for n in (k + way * m for m in range(1, 11)) if 0 <= n < len(a)]
        found = sum(self._weight[a[n]] for n in beside if 0 < way * (self._match.get(n, -way * 9999) - j) <= 16)
        return found / max(0.5, sum(self._weight[a[n]] for n in beside))

    def _share_of_sentence(self, first: int, last: int, i: int, j: int) -> float:
        """The share of the rest of the span's sentence that is still around the span; 0 if the rest is too short."""
        low, high = self._sentence(first, last)
        a = self.old.norms
        rest = [k for k in range(low, high) if not first <= k < last]
        reach = high - low
        found = sum(self._weight[a[k]] for k in rest if i - reach <= self._match.get(k, -9999) <= j + reach)
        whole = sum(self._weight[a[k]] for k in rest)
        return found / whole if whole >= 3 else 0.0

    def _densest(self, first: int, last: int) -> list[int]:
        """The matched tokens of the span, without chance matches far from the rest."""
        runs: list[list[int]] = []
        for k in (k for k in range(first, last) if k in self._match):
            reach = 20 + (last - first) // 2
            if runs and self._match[k] - self._match[runs[-1][-1]] <= reach + k - runs[-1][-1]:
                runs[-1].append(k)
            else:
                runs.append([k])
        a = self.old.norms
        for n in range(len(runs) - 1, 0, -1):
            if self._parted_by_paragraphs(runs[n - 1], runs[n]):
                runs[n - 1] += runs.pop(n)
        return max(runs, key=lambda run: sum(self._weight[a[k]] for k in run), default=[])

    def _parted_by_paragraphs(self, before: list[int], after: list[int]) -> bool:
        """True if two adjacent parts are still complete, and only new paragraphs were added between them."""
        i, j = self._match[before[-1]], self._match[after[0]]
        if after[0] - before[-1] > 2 or j - i > 1000 or min(len(before), len(after)) < 3:
            return False
        if min(sum(self._weight[self.old.norms[k]] for k in run) for run in (before, after)) < 1.5:
            return False
        starts, ends, text = self.new.starts, self.new.ends, self.new.text
        return "\n" in text[ends[i] : starts[i + 1]] and "\n" in text[ends[j - 1] : starts[j]]

    def _backing(self, first: int, last: int, run: list[int]) -> float:
        """The share of the sixty words around the span that is still around it."""
        around = [k for k in range(max(0, first - 30), min(len(self.old), last + 30)) if not first <= k < last]
        low, high = self._match[run[0]] - 60, self._match[run[-1]] + 60
        return sum(low <= self._match.get(k, -1000) <= high for k in around) / max(1, len(around))

    # Edges

    def _edges(
        self, first: int, last: int, i: int, j: int, match: Mapping[int, int], chance: AbstractSet[int] = frozenset()
    ) -> Span:
        """The span in the new text if old tokens i to j are the outermost of first:last that were found. Tokens in
        `chance` count as not found."""
        left = self._left_edge(first, i, match, chance)
        right = self._right_edge(last - 1, j, match, chance)
        return Span(self.new.starts[left], self.new.ends[right])

    def _left_edge(self, first: int, k: int, match: Mapping[int, int], chance: AbstractSet[int]) -> int:
        """The new token at which the span begins, when `k` is its first token that was found."""
        j = match[k]
        p = next((p for p in range(k - 1, max(-1, first - 30), -1) if p in match and p not in chance), None)
        lead = k - max(first, -1 if p is None else p + 1)
        if not lead:
            return j
        q = match[p] if p is not None else -1
        outer = max(0, first - 1 - p) if p is not None else 0
        return edge(j - 1 - q, lead, outer, j, -1, self._sentence_start(first, q, j))

    def _right_edge(self, last: int, k: int, match: Mapping[int, int], chance: AbstractSet[int]) -> int:
        j = match[k]
        beyond = range(k + 1, min(len(self.old), last + 30))
        p = next((p for p in beyond if p in match and p not in chance), None)
        tail = min(last, len(self.old) if p is None else p - 1) - k
        if not tail:
            return j
        q = match[p] if p is not None else len(self.new)
        outer = max(0, p - last - 1) if p is not None else 0
        return edge(q - 1 - j, tail, outer, j, 1, self._sentence_end(last, q, j))

    def _sentence_start(self, first: int, q: int, j: int) -> int | None:
        """The sentence start in new tokens q+1 to j, if the span began with a sentence."""
        if not self.old.opens_sentence(first):
            return None
        return next((n for n in range(j, max(q, j - 12), -1) if self.new.opens_sentence(n)), None)

    def _sentence_end(self, last: int, q: int, j: int) -> int | None:
        if not self.old.opens_sentence(last + 1):
            return None
        return next((n for n in range(j, min(q, j + 12)) if self.new.opens_sentence(n + 1)), None)

    # Moved

    def _elsewhere(self, first: int, last: int) -> Found | None:
        """The place of the span, with its sentence, among new words that nothing else claims, if it was moved."""
        low, high = self._sentence(first, last)
        probe = self.old.norms[low:high]
        whole = sum(map(self._weight.__getitem__, probe))
        own = sum(map(self._weight.__getitem__, self.old.norms[first:last]))
        best: Found | None = None
        for start, end in self._windows(low, high):
            match = {
                low + i: start + j for i, j in match_long(probe, self.new.norms[start:end], self._weight, self._near)
            }
            match = {k: j for k, j in match.items() if not self._claimed_by_another(j, low, high)}
            inner = [k for k in match if first <= k < last]
            found = sum(self._weight[self.old.norms[k]] for k in match)
            share = sum(self._weight[self.old.norms[k]] for k in inner) / own
            if not inner or found < 3 or found / whole < 0.55 or share < 0.65:
                continue
            if best is None or found / whole + share > best.share:
                best = Found(found / whole + share, self._edges(first, last, min(inner), max(inner), match))
        return best

    def _sentence(self, first: int, last: int) -> tuple[int, int]:
        """The old tokens of the sentences that contain first:last, long enough to be recognised."""
        low, high = first, last
        while low > 0 and first - low < 60 and not self.old.opens_sentence(low):
            low -= 1
        while high < len(self.old) and high - last < 60 and not self.old.opens_sentence(high):
            high += 1
        while high < len(self.old) and high - low < 6:
            high += 1
        while low > 0 and high - low < 6:
            low -= 1
        return low, high

    def _windows(self, low: int, high: int) -> list[tuple[int, int]]:
        """Stretches of new tokens that share pairs of words with old tokens low:high, likeliest first."""
        a, index, weight = self.old.norms, self._pair_index(), self._weight
        votes: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        whole = 0.0
        for k in range(low, high - 1):
            pair = weight[a[k]] + weight[a[k + 1]]
            whole += pair
            places = index.get((a[k], a[k + 1]), ())
            if len(places) > 40:
                continue
            for j in places:
                if not self._claimed_by_another(j, low, high):
                    for near in (-1, 0, 1):
                        bucket = (j - k) // 8 + near
                        votes[bucket] += pair / len(places) / (1 + abs(near))
                        shared[bucket] += pair
        ranked = sorted(votes, key=lambda bucket: -votes[bucket])[:4]
        windows: list[tuple[int, int]] = []
        for bucket in ranked:
            # With a fifth of the words changed some 60% of the pairs are left; a tenth is met by chance.
            if shared[bucket] < 0.2 * whole or any(abs(bucket * 8 + low - 16 - start) <= 16 for start, _ in windows):
                continue
            windows.append((max(0, bucket * 8 + low - 16), min(len(self.new), bucket * 8 + high + 24)))
        return windows

    def _pair_index(self) -> dict[tuple[str, str], list[int]]:
        if self._index is None:
            self._index = defaultdict(list)
            b = self.new.norms
            for j, pair in enumerate(zip(b, b[1:], strict=False)):
                self._index[pair].append(j)
        return self._index

    def _claimed_by_another(self, j: int, low: int, high: int) -> bool:
        """True if new token j is matched with an old token outside low:high."""
        if len(self._from_new) != len(self._match):
            self._from_new = {j: k for k, j in self._match.items()}
        k = self._from_new.get(j)
        return k is not None and not low <= k < high


class Found(NamedTuple):
    share: float
    """The share of the span that was found; the more, the better."""
    span: Span


def edge(room: int, own: int, outer: int, j: int, way: int, sentence: int | None) -> int:
    """The new token up to which the span reaches from its outermost found token `j`.

    Beyond it, `own` tokens of the span and `outer` tokens next to the span were not found; `room` new tokens are free
    there.
    """
    if sentence is not None:
        return sentence
    if not outer:
        reach = room if room <= own + 4 else own
    else:
        reach = own if room == own + outer else round(room * own / (own + outer))
    return j + way * max(0, min(reach, room))
