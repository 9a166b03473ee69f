"""Which figures of an article belong on its check list: those that a record could prove wrong.

On the list:
- amounts of money, shares and measures with a number: "$14 billion", "21%", "nearly half", "40 hectares";
- round numbers: "hundreds of thousands of people", "millions of dollars";
- counts and durations with a number in digits or above ten, or with a limit: "412 visits", "eleven years", "only two";
- small counts of what elections and accidents are reported by, and fractions: "eight seats", "seven of every ten";
- days and months by name: "on Friday", "in June 2022"; and clock times: "6:38 p.m.". A bare "Friday" or "June" that
  the article says itself is listed once, since the reporter repeats the day of the events in passing (`bare_name`).

Not on the list, since nobody looks them up: small numbers in passing ("the two men"), ranks, years alone, ages, numbers
that are part of a name or of a compound ("Number 10", "three-day"), and amounts and stretches of time without a number
("a few milligrams", "this week", "for years", "on Tuesdays"). The list of figures has them all, and a reader may check
any of them.
"""

from __future__ import annotations

import re

from ..text.analysis import Figure
from ..text.number_words import one_to
from ..text.time_expressions import MONTH, WEEKDAY

_DIGITS = re.compile(r"\d")
_LARGER = re.compile(
    r"\b(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
"""Words for numbers above ten, the largest that newspapers spell out."""
_ROUND = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SPELLED = rf"(?:{one_to(10)})"
_SMALL = re.compile(rf"\b{_SPELLED}\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|tenths?)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:about|almost|around|at least|at most|exactly|fewer than|just|less than|more than|nearly|only|over|roughly"
    r"|up to)\b",
    re.IGNORECASE,
)
_FIRST_OF_FRACTION = re.compile(
    rf"\s+(?:(?:out )?of(?: (?:the|every|all|(?:\w+ ){{0,2}}\w+['’]s?))?|in(?: every)?)\s+(?:\d|{_SPELLED}\b)", re.I
)
"""What follows the first number of "three of the 11" and "three of the bridge's 11 beams"."""
_SECOND_OF_FRACTION = re.compile(r"\b(?:of (?:the|every|all)|out of|in every)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:more\s+)?(?:arrests?|casualties|cases?|dead|deaths?|homes?|injured|injuries|jobs?|people|seats?|votes?"
    r"|(?:\w+\s+)?(?:were|was|have been|had been)\s+(?:killed|injured|hurt|wounded|arrested|missing))\b",
    re.IGNORECASE,
)
"""What is counted although the number is small."""
_TOLL = re.compile(
    r"\btoll(?: (?:from|in|of) [^;:,]{1,60})?(?: (?:has|had))?"
    r" (?:climbed|fell|grew|is|reached|rises|risen|rose|stands|stood|was)(?: [a-z]+)?(?: (?:at|by|to))?\s+$",
    re.IGNORECASE,
)
"""What comes before a number of dead: "the toll was put at eight"."""
_SMALL_RESULT = re.compile(rf"{_SPELLED}(?: to |[-–]){_SPELLED}", re.IGNORECASE)
_RESULT_VERB = re.compile(
    r"\b(?:vot(?:es?|ed|ing)|ruled|split|passed|approved|rejected|won|beat|lost)\b", re.IGNORECASE
)
"""A vote or a score is checked although its numbers are small: "split five to four"."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?$")
_AGE = re.compile(r"\d{1,3}$|.*\byears?[- ]old\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|these|that|those)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"(?!Some\b)[A-Z][a-z]+\.? \d+$")
_CALENDAR = re.compile(rf"\b(?:{MONTH}|{WEEKDAY})(?!\w)|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}")
_BARE = re.compile(rf"(?:(?:on|in|last|early|late) )*({WEEKDAY}|{MONTH})", re.IGNORECASE)
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d[:.]\d\d\b", re.IGNORECASE)


def bare_name(words: str) -> str:
    """The day or month if the words name nothing else ("Friday", "last June"); "" otherwise."""
    match = _BARE.fullmatch(words)
    return match[1] if match else ""


def is_checkable(text: str, figure: Figure) -> bool:
    """Whether a figure of an article with this text belongs on the check list."""
    words = text[figure.span.start : figure.span.end]
    if figure.label == "QUANTITY" and _AGE.match(words):
        return False
    if figure.label in ("DATE", "TIME"):
        if _CALENDAR.search(words) or _CLOCK.search(words):
            return True
        if _AGE.match(words) or _DEFINITE.match(words) and not _DIGITS.search(words):
            return False
    if figure.label == "ORDINAL" or _YEAR.match(words) or _is_part_of_a_name(text, figure):
        return False
    if _DIGITS.search(words) or _LARGER.search(words):
        return True
    if figure.label not in ("DATE", "TIME") and _ROUND.search(words):
        return True
    if figure.label in ("CARDINAL", "PERCENT") and _PART.search(words):
        return True
    if figure.label in ("MONEY", "PERCENT"):
        return bool(_SMALL.search(words))
    if _SMALL_RESULT.fullmatch(words) and _RESULT_VERB.search(text, figure.sentence.start, figure.sentence.end):
        return True
    start, after = figure.span.start, text[figure.span.end : figure.sentence.end]
    is_toll = _TOLL.search(text, figure.sentence.start, start)
    return bool(
        _SMALL.search(words)
        and not re.match(rf"{_SPELLED}-", words, re.IGNORECASE)
        and (is_toll or _LIMIT.search(words) or _FIRST_OF_FRACTION.match(after) or _COUNTED.match(after))
        and not _SECOND_OF_FRACTION.search(text, max(0, start - 12), start)
    )


def _is_part_of_a_name(text: str, figure: Figure) -> bool:
    """Whether the number belongs to a compound or a name: "two-state", "Number 10", "Week 13"."""
    start, end = figure.span
    if re.match(r"[-‑‐][^\W\d_]", text[end : end + 2]):
        return True
    words = text[start:end]
    return bool(_NUMBERED.match(words) and not _LIMIT.match(words))
