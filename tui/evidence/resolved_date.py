"""What an expression of time means, or why that cannot be determined."""

from __future__ import annotations

from typing import NamedTuple

from .period import Period

WRITTEN_OUT = "written out"
NO_DATE = "the article has no date of publication"
NOT_NAMED = "it counts from a day that the text does not name"
A_LENGTH = "a length of time; the text does not say when it began"
REPEATED = "it comes again and again"


class Resolved(NamedTuple):
    """The meaning of an expression."""

    period: Period | None
    why: str
    """For the reader: how the day was found, or why it cannot be determined."""
    unsure: bool = False
    """Whether other days may be meant: usage differs (“next Friday” on a Wednesday), or the sentence leaves it open."""


class Unresolved(Exception):
    """The expression depends on something that the text does not say; str() says what."""
