"""The codes of prices and rates in the reports of news agencies: "GBP=", "US10YT=RR", "LCOc1"."""

from __future__ import annotations

import re

from ..tokens import Tokens

_AFTER_NAME = re.compile(r"[A-Z]{2,4}\.[A-Z]{1,2}|[A-Z]{2,4}c\d|CM[A-Z]{2}\d")
"""A share ("RR.L"), the next month's oil ("LCOc1"), and a metal in three months ("CMAL3")."""


def is_rate_code(t: Tokens, i: int) -> bool:
    """True for each part of the code of a currency or a bond: "GBP=", "US10YT=RR"."""
    is_before = i + 1 < len(t) and not t.spaced[i] and t.words[i + 1].startswith("=")
    is_after = i > 0 and not t.spaced[i - 1] and t.words[i - 1].endswith("=")
    return "=" in t.words[i] or is_before or is_after


def is_market_code(t: Tokens, i: int) -> bool:
    """True for a code at the end of the name of what has that price: Brent "LCOc1", "GBP="."""
    return is_rate_code(t, i) or bool(_AFTER_NAME.fullmatch(t.words[i]))
