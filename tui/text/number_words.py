"""The English number words."""

from __future__ import annotations

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
UNITS = tuple(_TO_NINETEEN.split())
"""The words for zero to nineteen."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(UNITS)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
"""The numbers from zero to nineteen and the tens, by their words."""


def one_to(last: int) -> str:
    """The words for one to `last`, at most nineteen, as alternatives of a regular expression: "one|two|three"."""
    return "|".join(UNITS[1 : last + 1])
