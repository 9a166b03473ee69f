"""Decides whether a press of the key that leaves may quit the program: only after the program has asked for it."""

from __future__ import annotations

from time import monotonic

SAME_PRESS = 0.4
"""Seconds within which another press of the key counts as part of the one before: held down, or pressed twice."""
TO_QUIT = 3.0
"""Seconds after the question in which a press quits, if no other key is pressed."""


class SecondPress:
    """The presses of the key that leaves. Call `press` for each of them, and `forget` at any other key or click."""

    def __init__(self) -> None:
        self._before = self._pressed = self._asked = float("-inf")

    def press(self) -> None:
        """Take note of a press, whatever it does."""
        self._before, self._pressed = self._pressed, monotonic()

    def quits(self) -> bool:
        """Whether the last press, which had nothing else to undo or close, quits. If not, the program asks again."""
        if self._pressed - self._before < SAME_PRESS:
            return False
        if self._pressed - self._asked < TO_QUIT:
            return True
        self._asked = self._pressed
        return False

    def forget(self) -> None:
        """Withdraw the question: something else was done."""
        self._asked = float("-inf")
