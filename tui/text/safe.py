"""Other people's words made fit for a terminal.

Two gates. `clean` stands where a text is read: whatever steers a terminal or turns the direction of writing is
taken out there, once, so that every offset counts what is seen. `visible` stands where a text is printed: it answers
with exactly as many code points as it was given, so that offsets hold, and shows what slipped through as a sign.
"""

from __future__ import annotations

import re
import unicodedata

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of writing: marks, embeddings, overrides, isolates (for a regular expression's class)."""

_UNSEEN = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""Of no width and of no use to a reader: soft hyphens, zero-width spaces, byte order marks, tags. The joiners
U+200C and U+200D and the variation selectors stay, since Persian and emoji need them."""

_STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

# Strings but for the one that every text is held against: `re` makes the others when they are needed, and remembers
# them. All at once take a millisecond of the start.
_UNWANTED = re.compile(f"[{_STEERING}{BIDI}{_UNSEEN}\r\u2028\u2029\ud800-\udfff]")
_BREAK = "\r\n?|\u0085|\u2028|\x0b"
_PARAGRAPH_BREAK = "[\u2029\x0c]"
_DIRECTION = f"[{BIDI}]"
_SURROGATE = "[\ud800-\udfff]"
_GONE = f"[{_STEERING}{BIDI}{_UNSEEN}]"
_SHOWN_AS_SIGN = f"[{_STEERING}\r{BIDI}\u2028\u2029\ud800-\udfff]"


def clean(text: str) -> str:
    """The text with newlines for every kind of line break and without control, direction and zero-width characters.

    Tabs stay. A lone surrogate, which no terminal can print, becomes U+FFFD.
    """
    if not _UNWANTED.search(text):
        return text
    text = re.sub(_BREAK, "\n", text)
    text = re.sub(_PARAGRAPH_BREAK, "\n\n", text)
    text = re.sub(_SURROGATE, "\ufffd", text)
    return re.sub(_GONE, "", text)


def directions(text: str) -> int:
    """How many characters in it turn the direction of writing."""
    return len(re.findall(_DIRECTION, text))


def visible(text: str) -> str:
    """The text with a sign in the place of each character that steers a terminal; newlines and tabs stay.

    One code point in, one out, so that spans hold.
    """
    # What Unicode calls printable has none of them; so it is with nearly every line.
    return text if text.isprintable() else re.sub(_SHOWN_AS_SIGN, _sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode has a picture for each of the old control characters
    return "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str, width: int | None = None) -> str:
    """The text on a single line, safe to print; cut with "…" where it needs more than `width` cells."""
    text = visible(" ".join(text.split()))
    if width is None or cells(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += _character_cells(character)
        if taken > width - 1:
            return text[:index].rstrip() + "…" if width > 0 else ""
    return text


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_character_cells, text))


def _character_cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
