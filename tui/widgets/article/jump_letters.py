"""Letters to jump by, as in posting and in vim's EasyMotion: one key puts a letter on every target in the window, the
next goes there. Needs no terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""In the order in which they are given out: the home row first."""


def jump_codes(count: int) -> list[str]:
    """A code for each of `count` targets: single letters as far as they suffice, otherwise pairs too. No code is the
    beginning of another."""
    pairs = 0
    while len(LETTERS) - pairs + pairs * len(LETTERS) < count and pairs < len(LETTERS):
        pairs += 1
    single, first = LETTERS[: len(LETTERS) - pairs], LETTERS[len(LETTERS) - pairs :]
    codes = [*single, *(one + two for one in first for two in LETTERS)]
    return codes[:count]


class JumpLetters:
    """The codes on the page, and the letters of a code that were typed so far."""

    def __init__(self, targets: Sequence[int]) -> None:
        """`targets` are offsets of the text, in order."""
        self._targets = dict(zip(jump_codes(len(targets)), targets, strict=False))
        self._typed = ""

    @property
    def shown(self) -> Mapping[int, str]:
        """What is to be typed for each target, by offset; without those that are ruled out by now."""
        typed = self._typed
        return {offset: code[len(typed) :] for code, offset in self._targets.items() if code.startswith(typed)}

    def press(self, letter: str) -> int | None:
        """The target, once its code is complete. After a letter of no code, `shown` is empty."""
        self._typed += letter
        return self._targets.get(self._typed)
