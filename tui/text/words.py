"""The words of a text, folded for comparison, with their offsets.

Case, accents, typography, spaces, soft hyphens and words divided at the end of a line make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from operator import add

from .span import Span

_SAME_CHARACTER = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("–—―‐‑‒−", "-"),
    "_": " ",  # emphasis marks in Markdown, never part of a word
}
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_LINK_END = r"\]\([^\s()]+\)"  # the end of a Markdown link: its address is not text
_TOKEN = re.compile(rf"[\w{_UNSEEN}{_COMBINING}]+|\.\.\.|-+|{_LINK_END}|[^\w\s]")
_WHOLE = re.compile(
    r"(?:\b[A-Z]{1,3})?[$€£¥₹]\d+(?:[.,]\d+)*(?:\s?(?:thousand|million|billion|trillion|bn|m|k)\b)?"
    r"|\w+(?:[.,’'-]\w+)*[%€£]?|[^\w\s]"
)
"""An amount of money; a word with the points, hyphens, percent or currency sign that belong to it; or a punctuation
mark."""
_FOLD_AWAY = re.compile(rf"[{_UNSEEN}{_COMBINING}]")


class Words:
    """The words and punctuation marks of a text, folded, with their offsets."""

    __slots__ = ("ends", "norms", "starts", "text")

    def __init__(self, text: str, divided: Callable[[str], bool] | None = None) -> None:
        """`divided` decides whether two parts at the end of a line form one word: "exam-" and "ple"."""
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

    @classmethod
    def unfolded(cls, text: str) -> Words:
        """The words as written, with figures such as "1,204.5", "21%" and "£48 million" in one piece, for finding
        changes."""
        words = cls("")
        words.text = text
        found = list(_WHOLE.finditer(text))
        words.norms = [match[0] if match[0].isalnum() else " ".join(match[0].split()) for match in found]
        words.starts = [match.start() for match in found]
        words.ends = [match.end() for match in found]
        return words

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
        """2 if a line or paragraph begins with token k, 1 if a sentence does, else 0."""
        if k <= 0 or k >= len(self.norms) or "\n" in self.text[self.ends[k - 1] : self.starts[k]]:
            return 2
        return int(self.opens_sentence(k))

    def opens_sentence(self, k: int) -> bool:
        """True if a sentence or paragraph begins with token k."""
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
    """Maps a token to its folded form, and caches the result."""

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
def words_of(text: str) -> Words:
    """The words of a text, cached for searching for many selectors of an import. Do not change them."""
    return Words(text)


def same_words(a: str, b: str) -> bool:
    """True if two stretches differ at most in typography, case and spaces."""
    if a == b:
        return True
    one, two = Words(a), Words(b)
    if one.norms == two.norms or "-\n" not in a + b:
        return one.norms == two.norms
    return Words(a, set(two.norms).__contains__).norms == Words(b, set(one.norms).__contains__).norms


class Weights(dict[str, float]):
    """How much it means that a word occurs in both texts."""

    def __missing__(self, norm: str) -> float:
        telling = len(norm) > 3 or norm[0].isdigit()
        weight = (1.0 if telling else 0.4) if norm[0].isalnum() else 0.15
        self[norm] = weight
        return weight


class Near(dict[tuple[str, str], bool]):
    """Whether two words differ only by a slip; caches the results."""

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


class NeverNear(Near):
    """For finding changes: only equal words are the same."""

    def __missing__(self, words: tuple[str, str]) -> bool:
        return False
