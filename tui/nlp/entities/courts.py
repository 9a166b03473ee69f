"""The federal appeals courts of the U.S., which have several names each: "9th U.S. Circuit Court of Appeals", "U.S.
Court of Appeals for the Ninth Circuit", "Ninth Circuit"."""

from __future__ import annotations

import re

from ..tokens import Tokens
from .name import RawSpan

_ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh"]
_NUMBERS = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th"]
_AMERICAN = r"(?:U\.S\.|US|United States)"
_COURT = re.compile(
    rf"(?:(?:{_AMERICAN} )?Court of Appeals for the )?\b({'|'.join([*_ORDINALS, *_NUMBERS])})"
    rf" (?:{_AMERICAN} )?Circuit\b(?: Court(?: of Appeals)?\b)?"
)


def circuit_courts(t: Tokens) -> list[RawSpan]:
    """The whole names of these courts, of which a recogniser sees parts."""
    return [(t.at(one.start()), t.at(one.end() - 1) + 1, "ORG") for one in _COURT.finditer(t.text)]


def circuit_of(text: str) -> str:
    """The number of the circuit in the name of such a court, "9th" for "Ninth" too; else an empty string."""
    found = _COURT.fullmatch(text)
    if not found:
        return ""
    return _NUMBERS[_ORDINALS.index(found[1])] if found[1] in _ORDINALS else found[1]
