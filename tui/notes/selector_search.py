"""Searches a text for a quote and its context, when the text it was made on is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..text.alignment import match_long, match_words
from ..text.span import Span
from ..text.words import Near, Weights, Words, words_of
from .span_follower import edge


class Candidate(NamedTuple):
    """A possible place of the quote."""

    context: float
    """The share of the context that is found there too, 0 to 1, by weight of the words."""
    share: float
    """The share of its own words that is found there, 0 to 1, by weight."""
    distance: int
    """Its distance from the old place, in code points."""
    first: int
    last: int
    """Its first and last token in the new text."""
    other_facts: bool = False
    """Whether a name or figure of it is missing: it may be a similar sentence."""
    only_facts: bool = False
    """Whether hardly anything else is missing: then it probably is a similar sentence."""


class SelectorSearch:
    """One search for a quote with its context. `start` is its old place in code points."""

    def __init__(self, prefix: str, exact: str, suffix: str, start: int, text: str) -> None:
        self.start = start
        self.exact = exact
        before = Words(prefix).norms
        after = Words(suffix).norms
        self.cut_before = before[0] if before else ""
        """The outer word of the prefix, of which only the end may be known; `cut_after` likewise, the beginning."""
        self.cut_after = after[-1] if after else ""
        quote = Words(exact)
        known = {*before, *quote.norms, *after}
        self.new = Words(text, known.__contains__) if "-\n" in text else words_of(text)
        self.quote = quote
        self.first = len(before)
        self.last = len(before) + len(quote)
        self.probe = [*before, *quote.norms, *after]
        self.weight = Weights()
        self.near = Near()

    def place(self) -> Span | None:
        """The best place, or None if none is certain enough."""
        if self.last == self.first:
            return None
        if self.start and self.new.text.startswith(self.exact, self.start):
            return Span(self.start, self.start + len(self.exact))  # the same words at the same position
        places = self.letter_for_letter()
        if len(places) > 200:  # not a text that anyone reads; the nearest will do
            places = sorted(places, key=lambda j: abs(self.new.starts[j] - self.start))[:200]
        candidates = [self._candidate(j) for j in places]
        if candidates:
            return self._choose(candidates)
        likely = [c for c in map(self._compare, self._windows()) if c]
        return self._choose_alike(likely)

    def _choose(self, found: list[Candidate]) -> Span | None:
        """Of the places with all the words, the one with the right context."""
        best = max(found, key=lambda c: (round(c.context, 1), -c.distance))
        words = sum(1 for norm in self.quote.norms if norm[0].isalnum())
        if not self.start and sum(c.context == best.context for c in found) > 1:
            return None  # without a position nothing tells two equal places apart
        rivals = sum(c.context > best.context - 0.1 for c in found) - 1
        if words > 2 and (len(found) == 1 or not rivals):
            return self._span(best)
        if words > 2:
            return self._span(best) if best.context >= 0.3 else None
        floor = 0.3 if len(found) == 1 else 0.4
        return self._span(best) if best.context >= floor else None

    def _choose_alike(self, found: list[Candidate]) -> Span | None:
        """Of the places with most of the words, the likeliest, if it is likely enough."""
        words = sum(1 for norm in self.quote.norms if norm[0].isalnum())

        def likely(c: Candidate) -> bool:
            if c.only_facts and c.distance > max(400, len(self.new.text) // 8):
                return False
            if c.context >= 0.5:
                return c.share >= 0.5
            if c.context >= 0.25:
                return c.share >= 0.6 and words >= 4
            return c.share >= 0.7 and words >= 8 and not c.other_facts

        best = max(filter(likely, found), key=lambda c: (c.share + c.context, -c.distance), default=None)
        return self._span(best) if best else None

    def _span(self, c: Candidate) -> Span:
        return Span(self.new.starts[c.first], self.new.ends[c.last])

    def letter_for_letter(self) -> list[int]:
        """The tokens of the new text at which all the quote's words follow in a row."""
        quote, new = self.quote.norms, self.new.norms
        return [
            j
            for j, norm in enumerate(new)
            if norm == quote[0]
            and new[j + len(quote) - 1 : j + len(quote)] == quote[-1:]
            and new[j : j + len(quote)] == quote
        ]

    def _candidate(self, j: int) -> Candidate:
        size = self.last - self.first
        return Candidate(self._context(j, j + size - 1), 1.0, abs(self.new.starts[j] - self.start), j, j + size - 1)

    def _context(self, first: int, last: int) -> float:
        """The share of the context that is found around these tokens, 0 to 1; punctuation hardly counts."""
        before, after = self.probe[: self.first], self.probe[self.last :]
        before_there = self.new.norms[max(0, first - len(before) - 2) : first]
        after_there = self.new.norms[last + 1 : last + 1 + len(after) + 2]
        before_there = _with_cut_word(before_there, before, self.cut_before, str.endswith)
        after_there = _with_cut_word(after_there, after, self.cut_after, str.startswith)
        found = whole = 0.0
        for words, there in ((before[::-1], before_there[::-1]), (after, after_there)):
            if not words:
                continue  # nothing is known about this side, even if the text ends here
            pairs = match_words(words, there, self.weight, self.near) if there else []
            found += sum(self.weight[words[i]] for i, _ in pairs)
            whole += sum(self.weight[word] for word in words)
        return found / whole if whole else 0.0

    def _windows(self) -> list[tuple[int, int]]:
        """Ranges of new tokens that share words with the quote, the likeliest first."""
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

    def _compare(self, window: tuple[int, int]) -> Candidate | None:
        start, end = window
        quote = self.quote.norms
        there = self.new.norms[start:end]
        match = {i: start + j for i, j in match_long(self.probe, there, self.weight, self.near)}
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
        return Candidate(self._context(first, last), share, distance, first, last, bool(facts), only_facts)

    def _edge(self, k: int, match: Mapping[int, int], way: int) -> int:
        """The new token to which the quote reaches from its outermost token that was found."""
        own = k - self.first if way < 0 else self.last - 1 - k
        if not own:
            return match[k]
        beside = range(self.first - 1, -1, -1) if way < 0 else range(self.last, len(self.probe))
        p = next((p for p in beside if p in match), None)
        if p is None:
            return max(0, min(len(self.new) - 1, match[k] + way * own))
        outer = abs(p - (self.first if way < 0 else self.last - 1)) - 1
        return edge(abs(match[p] - match[k]) - 1, own, outer, match[k], way, None)


def _with_cut_word(there: list[str], context: list[str], cut: str, holds: Callable[[str, str], bool]) -> list[str]:
    """The words of a text, with `cut` in place of each word of which it may be a part."""
    return [cut if holds(norm, cut) and norm not in context else norm for norm in there] if context else there


def _is_fact(letter: str) -> bool:
    """Whether a word with this first character is a name or a figure."""
    return letter.isupper() or letter.isdigit()
