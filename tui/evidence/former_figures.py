"""Figures that an article mentions only to say what is no longer, or was never, right: “up from £8 million”,
“not 14,000, as first reported”, “an earlier version of this article said 12”."""

from __future__ import annotations

import re

from ..text.span import Span

_NEAR = r"(?:[^\W\d]+[ -]){0,5}$"
"""A few words and no other number up to the figure."""
_BEFORE = re.compile(
    rf"\b(?:up|down) from {_NEAR}"
    rf"|\bto [^,;]*\d[^,;]* from (?:[^\W\d]+ ){{0,2}}$"
    r"|(?:\bnot|n't|n’t|\brather than|\binstead of|\b(?:as )?(?:against|compared (?:with|to)))"
    r" (?:(?:the|an?|about|around|some|nearly|almost) )*$"
    r"|\b(?:more|less|fewer|higher|lower|larger|greater|smaller) than"
    r" (?:the|its|their|his|her|our|last) (?:[^\W\d]+ )?$"
    rf"|\b(?:earlier|previous|original|initial)(?:ly)? {_NEAR}",
    re.IGNORECASE,
)
_TO = re.compile(r"[^,;.]{0,30}? to (?:(?:about|around|some|nearly|almost|over|more than) )*[$£€¥]?\d")
_FROM = re.compile(r"\bfrom (?:[^\W\d]+ ){0,2}$", re.IGNORECASE)
_AFTER = re.compile(
    r"[^,;.]{0,40},? (?:as )?(?:previously|initially|originally|earlier|first)"
    r" (?:announced|believed|estimated|given|planned|reported|said|stated|thought)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:earlier|previous|original|initial) (?:article|edition|report|story|version)\b"
    r"|\b(?:incorrectly|mistakenly|wrongly|misstated)\b",
    re.IGNORECASE,
)
"""What says that the figures after it in the same part of the sentence were wrong."""
_LIMIT = re.compile(r"(?:only|just|more|less|fewer|at)\b", re.IGNORECASE)


def is_former(text: str, figure: Span, sentence: Span) -> bool:
    """Whether the sentence of a figure gives it as an old or a wrong one."""
    before = " ".join(f"{text[sentence.start : figure.start]}|".split())[:-1]
    part = re.split(r"; | — | – ", before)[-1]
    after = " ".join(f"|{text[figure.end : sentence.end]}".split())[1:]
    if _FROM.search(part) and _TO.match(after) or _AFTER.match(after) or _CORRECTION.search(part):
        return True
    return bool(_BEFORE.search(part)) and not _LIMIT.match(text, figure.start)
