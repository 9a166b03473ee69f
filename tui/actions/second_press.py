"""Decides whether the key for leaving may quit the program: only on a second press, which the program asks for."""

from __future__ import annotations

from time import monotonic

SAME_PRESS = 0.4
"""Seconds within which another press of the key counts as part of the previous one: held down, or pressed twice."""
TO_QUIT = 3.0
"""Seconds after the question within which another press quits, if no other key is pressed."""


class SecondPress:
    """The presses of the key for leaving. Call `press` for each of them, and `forget` at any other key or click."""

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
        """Withdraw the question, because the user did something else."""
        self._asked = float("-inf")
