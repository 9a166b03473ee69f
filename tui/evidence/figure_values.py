"""The numbers that the figures of articles express, and whether two of them agree."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from ..text.time_expressions import count

MOST_ROUNDED = 0.02
"""The largest difference, as a share of the larger one, between a figure and the same one rounded: £41.6m and £41m."""
FEWEST_EXACT = 3
"""Digits with which a figure is equal to another one hardly by chance: 1,150, £41.6 million."""

_PAIR = re.compile(r"(\w+)(?: to |[-–])(\w+)")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6}
SCALES = frozenset(_SCALES)
"""Words that are a part of a number."""
_VAGUE = {
    "tens": (1e1, 1e2),
    "dozens": (2e1, 2e2),
    "scores": (4e1, 4e2),
    "hundreds": (1e2, 1e3),
    "thousands": (1e3, 1e6),
    "millions": (1e6, 1e9),
    "billions": (1e9, 1e12),
}
"""Words for an unknown number, each with the least and the largest one that it may stand for."""
_VAGUE_WORD = re.compile(rf"\b(?:{'|'.join(_VAGUE)})\b")
_UNITS = {
    **dict.fromkeys(("g", "gram", "gramme"), 1e-3),
    **dict.fromkeys(("kg", "kilo", "kilogram", "kilogramme"), 1.0),
    **dict.fromkeys(("ton", "tonne", "metric ton"), 1e3),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), 1e-3),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), 1e-2),
    **dict.fromkeys(("metre", "meter"), 1.0),
    **dict.fromkeys(("km", "kilometre", "kilometer"), 1e3),
    **dict.fromkeys(("inch", "inche"), 0.0254),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
    **dict.fromkeys(("yard",), 0.9144),
    **dict.fromkeys(("mile",), 1609.344),
    **dict.fromkeys(("square metre", "square meter", "sq m"), 1.0),
    **dict.fromkeys(("acre",), 4046.86),
    **dict.fromkeys(("hectare",), 1e4),
    **dict.fromkeys(("square kilometre", "square kilometer", "sq km"), 1e6),
    **dict.fromkeys(("square mile", "sq mile"), 2.59e6),
}
"""Units of mass, length and area in kilograms, metres and square metres. (A figure is compared with one that counts the
same thing, so a mass meets no length. "Pound" is left out: it is money, too.)"""
_UNIT = re.compile(rf"[\s\d-](?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})s?")
MOST_CONVERTED = 0.05
"""`MOST_ROUNDED` for two figures in different units: five kilometres, three miles."""
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_APPROXIMATE = r"about|around|roughly|some|nearly|almost|more than|over|at least|less than|under|just|up to"
_FRACTION = re.compile(
    rf"(?:(?:{_APPROXIMATE}) )*(?:(?P<count>\w+)[ -])?(?P<part>{'|'.join(_PARTS)})s?(?: of .*)?|"
    rf"(?:(?:{_APPROXIMATE}) )*(?P<of>\w+) (?:in|out of) (?P<all>\w+)"
)
_IS_APPROXIMATE = re.compile(rf"\b(?:{_APPROXIMATE})\b")


@lru_cache(maxsize=1 << 14)
def value_of(words: str) -> float | str:
    """The number that the words express, for a mass, a length or an area in metric units; a fraction in per cent; "9-4"
    for a vote, a score or a range ("9 to 4", "nine to four"); the words themselves, in lower case, if that is
    unclear."""
    folded = _folded(words)
    if fraction := _FRACTION.fullmatch(folded):
        above, below = (count(fraction[name] or "1") for name in ("of", "all"))
        if fraction["part"]:
            above, below = count(fraction["count"] or "1") or 1, _PARTS[fraction["part"]]
        if above and below:
            return 100 * above / below
    if not count(folded) and (sides := _PAIR.fullmatch(folded)) and all(map(count, sides.groups())):
        return "-".join(f"{count(side):g}" for side in sides.groups())
    if match := _NUMBER.search(folded):
        return float(match[0].replace(",", "")) * _scale(folded) * _unit_of(folded)
    for part in folded.split():
        if number := count(part):
            return number * _scale(folded) * _unit_of(folded)
    return folded


def agree(one: str, other: str) -> bool:
    """Whether two figures express the same number, or one is the other one rounded: £41m, £41.6 million."""
    a, b = value_of(one), value_of(other)
    if a == b or isinstance(a, str) or isinstance(b, str):
        return a == b
    apart = abs(a - b)
    if _unit_of(_folded(one)) != _unit_of(_folded(other)):
        return apart <= MOST_CONVERTED * max(a, b)
    return apart <= MOST_ROUNDED * max(a, b) and apart < max(_step(one), _step(other))


def may_agree(one: str, other: str) -> bool:
    """Whether at least one of two figures says only how large a number is, and the other may be that number: hundreds,
    340."""
    if not _VAGUE_WORD.search(f"{_folded(one)} {_folded(other)}"):
        return False
    (least, most), (other_least, other_most) = _range_of(one), _range_of(other)
    return least <= other_most and other_least <= most


@lru_cache(maxsize=1 << 14)
def _range_of(words: str) -> tuple[float, float]:
    """The least and the largest number that the words may stand for: 100 to 1,000 for "hundreds"; an empty range if
    that is unclear."""
    found = _VAGUE_WORD.findall(_folded(words))
    if not found:
        value = value_of(words)
        return (value, value) if isinstance(value, float) else (float("inf"), float("-inf"))
    least, most = _VAGUE[found[0]]
    scale = math.prod(_VAGUE[word][0] for word in found[1:])
    return least * scale, most * scale


def is_exact(words: str) -> bool:
    """Whether a figure has so many digits that another one is hardly equal to it by chance."""
    return len(_digits(words).strip("0")) >= FEWEST_EXACT


@lru_cache(maxsize=1 << 14)
def _step(words: str) -> float:
    """The unit to which a figure is rounded: 1,000,000 for "£41m"; 0 if it is not a round one."""
    folded = _folded(words)
    match = _NUMBER.search(folded)
    if match is None:
        return float("inf") if _FRACTION.fullmatch(folded) else 0.0
    digits = _digits(words)
    is_round = len(digits) > 3 and digits.endswith("00") and len(digits.strip("0")) < FEWEST_EXACT
    if not is_round and _scale(folded) == 1 and not _IS_APPROXIMATE.search(folded):
        return 0.0
    decimals = len(match[0].partition(".")[2])
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** (zeros - decimals) * _scale(folded) * _unit_of(folded))


def _digits(words: str) -> str:
    """Those of the first number, without point and commas."""
    match = _NUMBER.search(words)
    return re.sub(r"\D", "", match[0]) if match else ""


def _scale(folded: str) -> float:
    scale = 1.0
    for name, factor in _SCALES.items():
        if re.search(rf"(?:\b|\d){name}\b", folded):
            scale *= factor
    return scale


def _unit_of(folded: str) -> float:
    """The factor of the unit that a figure ends with; 1 if it has none of those."""
    match = next(_UNIT.finditer(folded), None)
    return _UNITS[match["unit"]] if match and match.end() == len(folded) else 1.0


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
