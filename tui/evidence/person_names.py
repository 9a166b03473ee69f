"""Whether two names may be those of one person, as far as the names themselves show."""

from __future__ import annotations

import re
import unicodedata

_AFTER_NAME = re.compile("jr|sr|[ivx]+|mp|mep|msp|phd|md|kc|qc")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def may_be_one_person(name: str, other: str) -> bool:
    """True for names with the same surname, for one that is a part of the other, and for initials of the other.

    Accents, titles before the name and “Jr.” or “II” after it make no difference: a transcript may be without them.
    """
    one, two = _words(name), _words(other)
    if not one or not two:
        return False
    if one[-1] == two[-1] or set(one) <= set(two) or set(two) <= set(one):
        return True
    return any(
        short.isupper() and _initials(short) == "".join(word[0] for word in long)
        for short, long in ((name, two), (other, one))
    )


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    words = re.findall(r"\w+", re.sub(r"[\u0300-\u036f'’]|(?<=\w)\.(?=\w)", "", letters))
    return [word for word in words if not _AFTER_NAME.fullmatch(word)] or words


def _initials(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()
