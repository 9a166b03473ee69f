"""Where a highlight is in a text that has changed.

With the old text at hand, old and new are aligned word by word once, and every highlight follows its words:
runs of four words that stand once in each text make a chain, what lies between two links of it is compared
word by word, and a sentence that went elsewhere is looked for among the words that nothing else claims.
With selectors alone (an import) there is less to go by, so more is refused.

A floor, not a guess: too few of the words, or the words without their surroundings, is None. A note on the
wrong words is worse than an orphan.

Words are compared folded: case, accents, typography, blanks, soft hyphens and words divided at the end of a line
make no difference.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import lru_cache
from operator import add
from typing import Any, NamedTuple

from tui.text.span import Span

from .highlight import Target

# ---------------------------------------------------------------------------------------------- words

_SAME_CHARACTER = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("–—―‐‑‒−", "-"),
    "_": " ",  # emphasis in Markdown, and never a word
}
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_LINK_END = r"\]\([^\s()]+\)"  # of a Markdown link: the address is none of the words
_TOKEN = re.compile(rf"[\w{_UNSEEN}{_COMBINING}]+|\.\.\.|-+|{_LINK_END}|[^\w\s]")
_FOLD_AWAY = re.compile(rf"[{_UNSEEN}{_COMBINING}]")


class _Words:
    """The words and marks of a text, folded, and where each stands."""

    __slots__ = ("ends", "norms", "starts", "text")

    def __init__(self, text: str, divided: Callable[[str], bool] | None = None) -> None:
        """`divided` tells of a word put together at a line's end whether it is one: "exam-" and "ple"."""
        self.text = text
        plain = text
        if not text.isascii() or "_" in text:
            for character, same in _SAME_CHARACTER.items():
                if character in plain:
                    plain = plain.replace(character, same)
        words = _TOKEN.findall(plain)
        self.starts = [match.start() for match in _TOKEN.finditer(plain)]
        self.ends = list(map(add, self.starts, map(len, words)))
        self.norms = list(map(_Fold().__getitem__, words))
        if "" in self.norms:
            kept = [k for k, norm in enumerate(self.norms) if norm]
            self._keep(kept)
        if divided is not None and "-\n" in plain:
            self._join(divided)

    def _keep(self, kept: list[int]) -> None:
        self.starts = [self.starts[k] for k in kept]
        self.ends = [self.ends[k] for k in kept]
        self.norms = [self.norms[k] for k in kept]

    def _join(self, divided: Callable[[str], bool]) -> None:
        text, norms = self.text, self.norms
        kept: list[int] = []
        k = 0
        while k < len(norms):
            kept.append(k)
            if (
                k + 2 < len(norms)
                and norms[k + 1] == "-"
                and self.ends[k] == self.starts[k + 1]
                and text[self.ends[k + 1] : self.starts[k + 2]] == "\n"
                and norms[k].isalpha()
                and divided(norms[k] + norms[k + 2])
            ):
                norms[k] += norms[k + 2]
                self.ends[k] = self.ends[k + 2]
                k += 2
            k += 1
        self._keep(kept)

    def __len__(self) -> int:
        return len(self.norms)

    def within(self, span: Span) -> tuple[int, int]:
        """The first token of a span and the one after its last."""
        first = bisect_left(self.ends, span.start + 1)
        return first, max(first, bisect_left(self.starts, span.end))

    def opens(self, k: int) -> int:
        """2 where a line or paragraph begins with token k, 1 where a sentence does, else 0."""
        if k <= 0 or k >= len(self.norms) or "\n" in self.text[self.ends[k - 1] : self.starts[k]]:
            return 2
        return int(self.opens_sentence(k))

    def opens_sentence(self, k: int) -> bool:
        """True where a sentence or paragraph begins with token k."""
        if k <= 0 or k >= len(self.norms):
            return True
        between = self.text[self.ends[k - 1] : self.starts[k]]
        if "\n" in between and not between.strip(" \n\t") and between.count("\n") > 1:
            return True
        if not between:
            return False
        stop = k - 2 if self.norms[k - 1] in _CLOSING else k - 1
        if stop < 1 or self.norms[stop] not in _STOPS:
            return False
        return self.norms[stop - 1] not in _TITLES and (len(self.norms[stop - 1]) > 1 or self.norms[stop] != ".")


_STOPS = frozenset(".!?") | {"..."}
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "rev", "prof", "st", "jr", "sr"]
    + ["inc", "corp", "co", "ltd", "vs", "no"]
)
_CLOSING = frozenset("\"')]")


class _Fold(dict[str, str]):
    """A token to what is compared of it; remembers those it has met."""

    def __missing__(self, token: str) -> str:
        if token.isascii():
            folded = "-" if token[0] == "-" else "" if token.startswith("](") else token.lower()
        elif token.startswith("]("):
            folded = ""
        elif token == "…":
            folded = "..."
        else:
            folded = _FOLD_AWAY.sub("", unicodedata.normalize("NFKD", token)).casefold()
        self[token] = folded
        return folded


@lru_cache(maxsize=1)
def _words_of(text: str) -> _Words:
    """The words of the text that selector after selector of an import is looked for in. Not to be changed."""
    return _Words(text)


def same_words(a: str, b: str) -> bool:
    """True where two stretches differ in typography, case and blanks at most."""
    if a == b:
        return True
    one, two = _Words(a), _Words(b)
    if one.norms == two.norms or "-\n" not in a + b:
        return one.norms == two.norms
    return _Words(a, set(two.norms).__contains__).norms == _Words(b, set(one.norms).__contains__).norms


class _Weights(dict[str, float]):
    """How much it says that a word stands in both texts."""

    def __missing__(self, norm: str) -> float:
        telling = len(norm) > 3 or norm[0].isdigit()
        weight = (1.0 if telling else 0.4) if norm[0].isalnum() else 0.15
        self[norm] = weight
        return weight


# ------------------------------------------------------------------------------------------ alignment


class Alignment:
    """Two texts laid side by side; `place` follows any span from the old to the new."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self.same = old_text == new_text
        self.new_text = new_text
        if self.same:
            return
        self.old = _Words(old_text)
        known = set(self.old.norms)
        self.new = _Words(new_text, known.__contains__)
        if "-\n" in old_text:
            known = set(self.new.norms)
            self.old = _Words(old_text, known.__contains__)
        self.match: dict[int, int] = {}
        """Old token to new token, equal or nearly so; rising."""
        self.gaps: list[tuple[int, int, int, int]] = []
        """What lies between the links of the chain, not compared yet: old from, to, new from, to."""
        self._gap_starts: list[int] = []
        self._compared: set[int] = set()
        self._weight = _Weights()
        self._near = _Near()
        self._from_new: dict[int, int] = {}
        self._index: dict[tuple[str, str], list[int]] | None = None
        with _no_collection():
            self._chain()

    # The chain

    def _chain(self) -> None:
        a, b = self.old.norms, self.new.norms
        i, j = _alike(a, b, 0, 0)
        self.match.update(zip(range(i), range(j), strict=True))
        for x, y in [*_unique_runs(a, b, 4), (len(a), len(b))]:
            if x < i or y < j:
                continue  # inside the run before
            while x > i and y > j and a[x - 1] == b[y - 1]:
                x, y = x - 1, y - 1
            if i == x or j == y:
                i, x, j, y = self._slide(i, x, j, y)
            if i < x:
                self.gaps.append((i, x, j, y))
                self._gap_starts.append(i)
            i, j = _alike(a, b, x, y)
            self.match.update(zip(range(x, i), range(y, j), strict=True))

    def _slide(self, i: int, x: int, j: int, y: int) -> tuple[int, int, int, int]:
        """Old tokens i:x became new tokens j:y, and one of the two is nothing: words were put in or taken out.

        Where these end as what stands before them ends, they could as well be a few words further left ("Mr." before
        a new paragraph that begins so too). Of all these places the one between sentences or paragraphs is right.
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

    def _compare(self, first: int, last: int) -> None:
        """Compare the gaps that touch old tokens first:last."""
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
            self.match |= {i0 + i: j0 + j for i, j in _pairs(a[i0:i1], b[j0:j1], self._weight, self._near)}
            return
        runs: list[tuple[int, int]] = []
        while size and not runs:
            runs = [
                (x, y) for x, y in _unique_runs(a[i0:i1], b[j0:j1], size) if size > 1 or self._weight[a[i0 + x]] == 1.0
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
            self.match |= {i0 + i: j0 + j for i, j in _pairs(a[i0:i1], b[j0:j1], self._weight, self._near)}

    # Following a span

    def place(self, span: Span) -> Span | None:
        """Where the words of a span stand in the new text, or None where they are gone."""
        if self.same:
            return span
        first, last = self.old.within(span)
        if first >= last:
            return None
        self._compare(max(0, first - 40), min(len(self.old), last + 40))
        found = self._in_place(first, last)
        if found is None or found.share < 0.7:
            moved = self._elsewhere(first, last)
            if moved and (found is None or moved.share / 2 > found.share + 0.15):
                found = moved
        return found.span if found else None

    def _in_place(self, first: int, last: int) -> _Found | None:
        """Where the chain and its gaps have the span, and how sure that is."""
        run = self._densest(first, last)
        if not run:
            return None
        a = self.old.norms
        found = sum(self._weight[a[k]] for k in run)
        share = found / sum(self._weight[norm] for norm in a[first:last])
        if share < 0.5 or not self._backed(first, last, run, share):
            return None
        inner = set(run)
        astray = [k for k in range(first, last) if k in self.match and k not in inner]
        # A word or two elsewhere are chance; three and more are a part of the highlight that went there.
        chance = {k for k in astray if k - 1 not in astray and k + 1 not in astray} | (
            set(astray) if len(astray) < 3 else set()
        )
        span = self._edges(first, last, run[0], run[-1], self.match, chance)
        if share < 0.75:
            there = self.new.norms[slice(*self.new.within(span))]
            if found / sum(map(self._weight.__getitem__, there)) < 0.4:
                return None
        return _Found(share, span)

    def _backed(self, first: int, last: int, run: list[int], share: float) -> bool:
        """Whether what was found is no chance meeting: the fewer the words, the more of those around must be there."""
        words = sum(1 for norm in self.old.norms[first:last] if norm[0].isalnum())
        if words >= 8:
            return True
        if self._backing(first, last, run) < 0.2:
            return False
        if words > 3:
            return True
        i, j = self.match[run[0]], self.match[run[-1]]
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
        """How far the next three words in a row are that stand in both, in old and new words; None where the two
        are not alike, so that the words in between were put there or taken out."""
        for n in range(1, 31):
            here = k + way * n
            if not 0 <= here < len(self.old):  # the end of the text is as good as any words
                away = j + 1 if way < 0 else len(self.new) - j
                return (n, away) if abs(away - n) <= 3 + 0.35 * n else None
            there = self.match.get(here, -9)
            if all(self.match.get(here + way * m, -9) == there + way * m for m in range(1, 3)) and there >= 0:
                away = way * (there - j)
                return (n, away) if abs(away - n) <= 3 + 0.35 * n else None
        return None

    def _share_beside(self, k: int, j: int, way: int) -> float:
        """What part of the ten words on one side is still there, near by."""
        a = self.old.norms
        beside = [n for n in (k + way * m for m in range(1, 11)) if 0 <= n < len(a)]
        found = sum(self._weight[a[n]] for n in beside if 0 < way * (self.match.get(n, -way * 9999) - j) <= 16)
        return found / max(0.5, sum(self._weight[a[n]] for n in beside))

    def _share_of_sentence(self, first: int, last: int, i: int, j: int) -> float:
        """What part of the rest of its sentence is still around it; 0 where there is too little of it."""
        low, high = self._sentence(first, last)
        a = self.old.norms
        rest = [k for k in range(low, high) if not first <= k < last]
        reach = high - low
        found = sum(self._weight[a[k]] for k in rest if i - reach <= self.match.get(k, -9999) <= j + reach)
        whole = sum(self._weight[a[k]] for k in rest)
        return found / whole if whole >= 3 else 0.0

    def _densest(self, first: int, last: int) -> list[int]:
        """The matched tokens of the span, without those that were met by chance far from the rest."""
        runs: list[list[int]] = []
        for k in (k for k in range(first, last) if k in self.match):
            reach = 20 + (last - first) // 2
            if runs and self.match[k] - self.match[runs[-1][-1]] <= reach + k - runs[-1][-1]:
                runs[-1].append(k)
            else:
                runs.append([k])
        a = self.old.norms
        for n in range(len(runs) - 1, 0, -1):
            if self._parted_by_paragraphs(runs[n - 1], runs[n]):
                runs[n - 1] += runs.pop(n)
        return max(runs, key=lambda run: sum(self._weight[a[k]] for k in run), default=[])

    def _parted_by_paragraphs(self, before: list[int], after: list[int]) -> bool:
        """True where two parts that stood together stand whole, and only new paragraphs were put between them."""
        i, j = self.match[before[-1]], self.match[after[0]]
        if after[0] - before[-1] > 2 or j - i > 1000 or min(len(before), len(after)) < 3:
            return False
        if min(sum(self._weight[self.old.norms[k]] for k in run) for run in (before, after)) < 1.5:
            return False
        starts, ends, text = self.new.starts, self.new.ends, self.new.text
        return "\n" in text[ends[i] : starts[i + 1]] and "\n" in text[ends[j - 1] : starts[j]]

    def _backing(self, first: int, last: int, run: list[int]) -> float:
        """What part of the sixty words around still stands around."""
        around = [k for k in range(max(0, first - 30), min(len(self.old), last + 30)) if not first <= k < last]
        low, high = self.match[run[0]] - 60, self.match[run[-1]] + 60
        return sum(low <= self.match.get(k, -1000) <= high for k in around) / max(1, len(around))

    # Edges

    def _edges(
        self, first: int, last: int, i: int, j: int, match: Mapping[int, int], chance: AbstractSet[int] = frozenset()
    ) -> Span:
        """The span in the new text when old tokens i to j are the outermost of first:last that were found.
        What is in `chance` counts as not found."""
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
        return _edge(j - 1 - q, lead, outer, j, -1, self._sentence_start(first, q, j))

    def _right_edge(self, last: int, k: int, match: Mapping[int, int], chance: AbstractSet[int]) -> int:
        j = match[k]
        beyond = range(k + 1, min(len(self.old), last + 30))
        p = next((p for p in beyond if p in match and p not in chance), None)
        tail = min(last, len(self.old) if p is None else p - 1) - k
        if not tail:
            return j
        q = match[p] if p is not None else len(self.new)
        outer = max(0, p - last - 1) if p is not None else 0
        return _edge(q - 1 - j, tail, outer, j, 1, self._sentence_end(last, q, j))

    def _sentence_start(self, first: int, q: int, j: int) -> int | None:
        """The sentence start in new tokens q+1 to j, where the span began with a sentence."""
        if not self.old.opens_sentence(first):
            return None
        return next((n for n in range(j, max(q, j - 12), -1) if self.new.opens_sentence(n)), None)

    def _sentence_end(self, last: int, q: int, j: int) -> int | None:
        if not self.old.opens_sentence(last + 1):
            return None
        return next((n for n in range(j, min(q, j + 12)) if self.new.opens_sentence(n + 1)), None)

    # Moved

    def _elsewhere(self, first: int, last: int) -> _Found | None:
        """The span, with its sentence, among new words that nothing else claims: did it go to another place?"""
        low, high = self._sentence(first, last)
        probe = self.old.norms[low:high]
        whole = sum(map(self._weight.__getitem__, probe))
        own = sum(map(self._weight.__getitem__, self.old.norms[first:last]))
        best: _Found | None = None
        for start, end in self._windows(low, high):
            match = {
                low + i: start + j
                for i, j in _pairs_of_long(probe, self.new.norms[start:end], self._weight, self._near)
            }
            match = {k: j for k, j in match.items() if not self._claimed_by_another(j, low, high)}
            inner = [k for k in match if first <= k < last]
            found = sum(self._weight[self.old.norms[k]] for k in match)
            share = sum(self._weight[self.old.norms[k]] for k in inner) / own
            if not inner or found < 3 or found / whole < 0.55 or share < 0.65:
                continue
            if best is None or found / whole + share > best.share:
                best = _Found(found / whole + share, self._edges(first, last, min(inner), max(inner), match))
        return best

    def _sentence(self, first: int, last: int) -> tuple[int, int]:
        """The old tokens of the sentences that hold first:last; enough to know them again by."""
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
        """Stretches of new tokens that share pairs of words with old tokens low:high, the likeliest first."""
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
        """True where new token j is known to be an old token that is not one of low:high."""
        if len(self._from_new) != len(self.match):
            self._from_new = {j: k for k, j in self.match.items()}
        k = self._from_new.get(j)
        return k is not None and not low <= k < high


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the garbage collector, which a few hundred thousand small tuples would wake again and again (a third
    of the time for 100,000 words)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Found(NamedTuple):
    share: float
    """How much of it was found; the more, the better."""
    span: Span


def _edge(room: int, own: int, outer: int, j: int, way: int, sentence: int | None) -> int:
    """How far the span reaches from its outermost found token `j`.

    `own` tokens of the span beyond it were not found, nor `outer` ones outside beside them; `room` new tokens
    are free there.
    """
    if sentence is not None:
        return sentence
    if not outer:
        reach = room if room <= own + 4 else own
    else:
        reach = own if room == own + outer else round(room * own / (own + outer))
    return j + way * max(0, min(reach, room))


def _alike(a: Sequence[str], b: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Where two lists that are the same from i and j cease to be so."""
    size = 1
    while a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
        i, j, size = i + size, j + size, size * 2
    while size > 1:
        size //= 2
        if a[i : i + size] == b[j : j + size] and i + size <= len(a) and j + size <= len(b):
            i, j = i + size, j + size
    return i, j


def _unique_runs(a: Sequence[str], b: Sequence[str], size: int) -> list[tuple[int, int]]:
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


def _pairs(
    a: Sequence[str], b: Sequence[str], weight_of: _Weights, near: _Near, *, free: bool = False
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


def _pairs_of_long(a: Sequence[str], b: Sequence[str], weight_of: _Weights, near: _Near) -> list[tuple[int, int]]:
    """`_pairs` with free ends; where that would take long, only between pairs of words that stand once in each."""
    if len(a) * len(b) <= 6_000:
        return _pairs(a, b, weight_of, near, free=True)
    pairs: list[tuple[int, int]] = []
    left = (0, 0)
    for x, y in [*_unique_runs(a, b, 2), (len(a), len(b))]:
        if x < left[0] or y < left[1]:
            continue
        n, m = x - left[0], y - left[1]
        if n and m and n * m <= 6_000:
            between = _pairs(a[left[0] : x], b[left[1] : y], weight_of, near, free=left == (0, 0) or x == len(a))
            pairs += [(left[0] + i, left[1] + j) for i, j in between]
        if x < len(a):
            pairs += [(x, y), (x + 1, y + 1)]
        left = (x + 2, y + 2)
    return pairs


class _Near(dict[tuple[str, str], bool]):
    """Whether two words differ by a slip of the pen only; remembers those it has met."""

    def __missing__(self, words: tuple[str, str]) -> bool:
        a, b = words
        shorter = min(len(a), len(b))
        near = False
        if shorter >= 4 and abs(len(a) - len(b)) <= 2 and not (a[0].isdigit() or b[0].isdigit()):
            from rapidfuzz.distance import OSA

            most = 1 if shorter < 7 else 2
            near = OSA.distance(a, b, score_cutoff=most) <= most
        self[words] = near
        return near


# -------------------------------------------------------------------------------------------- in and out


def carry(old_text: str, start: int, end: int, new_text: str) -> tuple[int, int] | None:
    """Where `old_text[start:end]` stands in `new_text`, or None where it is gone."""
    place = Alignment(old_text, new_text).place(Span(start, end))
    return (place.start, place.end) if place else None


def carry_all(old_text: str, spans: Sequence[Span], new_text: str) -> list[Span | None]:
    """`carry` for many spans; the two texts are aligned once."""
    with _no_collection():
        alignment = Alignment(old_text, new_text)
        return [alignment.place(span) for span in spans]


def anchor(selector: Target | Mapping[str, Any], new_text: str) -> tuple[int, int] | None:
    """Where the words of a selector stand in a text, when the text it was made on is not known; None where no place
    is sure enough. A mapping needs "exact", and may have "prefix", "suffix", "start", "end"."""
    if isinstance(selector, Target):
        exact, prefix, suffix, start = selector.exact, selector.prefix, selector.suffix, selector.start
    else:
        exact, prefix, suffix = selector["exact"], selector.get("prefix") or "", selector.get("suffix") or ""
        start = selector.get("start") or 0
    place = _Search(prefix, exact, suffix, start, new_text).place()
    return (place.start, place.end) if place else None


def find_words(text: str, words: str) -> list[Span]:
    """Every place where these words stand, typography, case and blanks aside; those to the letter if there are any."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)] if words.strip() else []
    if exact or not words.strip():
        return exact
    search = _Search("", words, "", 0, text)
    size = len(search.quote)
    starts, ends = search.new.starts, search.new.ends
    return [Span(starts[j], ends[j + size - 1]) for j in search.letter_for_letter()] if size else []


class _Candidate(NamedTuple):
    context: float
    """What part of the words before and after it is there too."""
    share: float
    """What part of its own words is there."""
    distance: int
    """How far from its old place, in code points."""
    first: int
    last: int
    """Its first and last new token."""
    other_facts: bool = False
    """True where a name or figure of it is missing: it may be a sentence like it, and not it."""
    only_facts: bool = False
    """True where hardly anything else is: it likely is."""


class _Search:
    """A quote and the words beside it, looked for in a text."""

    def __init__(self, prefix: str, exact: str, suffix: str, start: int, text: str) -> None:
        self.start = start
        # The words at the outer ends of the context may be cut in two.
        before = _Words(prefix).norms[1:] if len(prefix) >= 8 else _Words(prefix).norms
        after = _Words(suffix).norms[:-1] if len(suffix) >= 8 else _Words(suffix).norms
        quote = _Words(exact)
        known = {*before, *quote.norms, *after}
        self.new = _Words(text, known.__contains__) if "-\n" in text else _words_of(text)
        self.quote = quote
        self.first = len(before)
        self.last = len(before) + len(quote)
        self.probe = [*before, *quote.norms, *after]
        self.weight = _Weights()
        self.near = _Near()

    def place(self) -> Span | None:
        if self.last == self.first:
            return None
        places = self.letter_for_letter()
        if len(places) > 200:  # no text that anyone reads; the nearest will do
            places = sorted(places, key=lambda j: abs(self.new.starts[j] - self.start))[:200]
        candidates = [self._candidate(j) for j in places]
        if candidates:
            return self._choose(candidates)
        likely = [c for c in map(self._compare, self._windows()) if c]
        return self._choose_alike(likely)

    def _choose(self, found: list[_Candidate]) -> Span | None:
        """Of the places where all the words stand, the one with the right words beside it."""
        best = max(found, key=lambda c: (round(c.context, 1), -c.distance))
        words = sum(1 for norm in self.quote.norms if norm[0].isalnum())
        rivals = sum(c.context > best.context - 0.1 for c in found) - 1
        if words > 2 and (len(found) == 1 or not rivals):
            return self._span(best)
        if words > 2:
            return self._span(best) if best.context >= 0.3 else None
        floor = 0.3 if len(found) == 1 else 0.4
        return self._span(best) if best.context >= floor else None

    def _choose_alike(self, found: list[_Candidate]) -> Span | None:
        """Of the places where most of the words stand, the likeliest, if it is likely enough."""
        words = sum(1 for norm in self.quote.norms if norm[0].isalnum())

        def likely(c: _Candidate) -> bool:
            if c.only_facts and c.distance > max(400, len(self.new.text) // 8):
                return False
            if c.context >= 0.5:
                return c.share >= 0.5
            if c.context >= 0.25:
                return c.share >= 0.6 and words >= 4
            return c.share >= 0.7 and words >= 8 and not c.other_facts

        best = max(filter(likely, found), key=lambda c: (c.share + c.context, -c.distance), default=None)
        return self._span(best) if best else None

    def _span(self, c: _Candidate) -> Span:
        return Span(self.new.starts[c.first], self.new.ends[c.last])

    def letter_for_letter(self) -> list[int]:
        """The new tokens at which all the quote's words stand in a row, marks aside where they differ."""
        quote, new = self.quote.norms, self.new.norms
        return [
            j
            for j, norm in enumerate(new)
            if norm == quote[0]
            and new[j + len(quote) - 1 : j + len(quote)] == quote[-1:]
            and new[j : j + len(quote)] == quote
        ]

    def _candidate(self, j: int) -> _Candidate:
        size = self.last - self.first
        return _Candidate(self._context(j, j + size - 1), 1.0, abs(self.new.starts[j] - self.start), j, j + size - 1)

    def _context(self, first: int, last: int) -> float:
        """What part of the words before and after the quote stands there too, marks hardly counting."""
        before, after = self.probe[: self.first], self.probe[self.last :]
        found = whole = 0.0
        for words, there in (
            (before[::-1], self.new.norms[max(0, first - len(before) - 2) : first][::-1]),
            (after, self.new.norms[last + 1 : last + 1 + len(after) + 2]),
        ):
            if not words:
                if not there:  # both at the end of the text
                    found, whole = found + 1.0, whole + 1.0
                continue
            pairs = _pairs(words, there, self.weight, self.near) if there else []
            found += sum(self.weight[words[i]] for i, _ in pairs)
            whole += sum(self.weight[word] for word in words)
        return found / whole if whole else 0.0

    def _windows(self) -> list[tuple[int, int]]:
        """Stretches of new tokens that share words with the quote, the likeliest first."""
        size = len(self.probe)
        places: dict[str, list[int]] = defaultdict(list)
        wanted = set(self.probe[self.first : self.last])
        for j, norm in enumerate(self.new.norms):
            if norm in wanted:
                places[norm].append(j)
        votes: dict[int, float] = defaultdict(float)
        for k in range(self.first, self.last):
            norm = self.probe[k]
            if self.weight[norm] < 0.4 or len(places[norm]) > 200:
                continue
            for j in places[norm]:
                for near in (-1, 0, 1):
                    votes[(j - k) // 6 + near] += self.weight[norm] / (1 + abs(near))
        windows: list[tuple[int, int]] = []
        for bucket in sorted(votes, key=lambda bucket: -votes[bucket])[:8]:
            start = bucket * 6 - 12
            if len(windows) < 4 and not any(abs(start - other) <= 12 for other, _ in windows):
                windows.append((start, start + size + 40))
        return [(max(0, start), min(len(self.new), end)) for start, end in windows]

    def _compare(self, window: tuple[int, int]) -> _Candidate | None:
        start, end = window
        quote = self.quote.norms
        there = self.new.norms[start:end]
        match = {i: start + j for i, j in _pairs_of_long(self.probe, there, self.weight, self.near)}
        own = [i for i in match if self.first <= i < self.last]
        if not own:
            return None
        share = sum(self.weight[self.probe[i]] for i in own) / sum(self.weight[norm] for norm in quote)
        low, high = min(own), max(own)
        first = self._edge(low, match, -1)
        last = self._edge(high, match, 1)
        span_weight = sum(self.weight[norm] for norm in self.new.norms[first : last + 1])
        if share < 0.75 and sum(self.weight[self.probe[i]] for i in own) < 0.35 * span_weight:
            return None
        distance = abs(self.new.starts[first] - self.start)
        missing = [n for n in range(len(quote)) if self.first + n not in match and quote[n][0].isalnum()]
        facts = [n for n in missing if n and _is_fact(self.quote.text[self.quote.starts[n]])]
        only_facts = bool(facts) and len(missing) <= 2
        return _Candidate(self._context(first, last), share, distance, first, last, bool(facts), only_facts)

    def _edge(self, k: int, match: Mapping[int, int], way: int) -> int:
        """How far the quote reaches from its outermost found token."""
        own = k - self.first if way < 0 else self.last - 1 - k
        if not own:
            return match[k]
        beside = range(self.first - 1, -1, -1) if way < 0 else range(self.last, len(self.probe))
        p = next((p for p in beside if p in match), None)
        if p is None:
            return max(0, min(len(self.new) - 1, match[k] + way * own))
        outer = abs(p - (self.first if way < 0 else self.last - 1)) - 1
        return _edge(abs(match[p] - match[k]) - 1, own, outer, match[k], way, None)


def _is_fact(letter: str) -> bool:
    """True where a word that begins so is a name or a figure."""
    return letter.isupper() or letter.isdigit()
