"""Common given names, to distinguish people's names from others, and as the last and weakest hint to "he" or "she".

The program never shows a guess from this list as a fact; what the article itself says ("Ms.", "his wife") always comes
first.
"""

from __future__ import annotations

import re

from ..lexicon import read_lexicon, word_set

MEN = word_set("given_names", "male")
WOMEN = word_set("given_names", "female")
GIVEN_NAMES = MEN | WOMEN
NICKNAMES: dict[str, list[str]] = read_lexicon("given_names")["nicknames"]

_DOUBLED = re.compile(r"(.)\1")


def same_given(one: str, other: str) -> bool:
    """True if both may be one person's given name: equal but for a doubled letter ("Philip", "Phillip"), an initial of
    the other, or its short form."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other) or min(len(one), len(other)) == 1 and one[0] == other[0]:
        return True
    return other in NICKNAMES.get(one, ()) or one in NICKNAMES.get(other, ())


def likely_gender(given: str) -> str:
    """ "m" or "f"; an empty string for an unknown name and for one that men and women bear."""
    low = given.lower()
    return "" if (low in MEN) == (low in WOMEN) else "m" if low in MEN else "f"
