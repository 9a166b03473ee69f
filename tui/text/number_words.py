"""The English number words."""

from __future__ import annotations

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = _TO_NINETEEN.split()
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
"""The numbers from zero to nineteen and the tens, by their words."""


def one_to(last: int) -> str:
    """The words for one to `last`, at most nineteen, as alternatives of a regular expression: "one|two|three"."""
    return "|".join(_UNITS[1 : last + 1])
