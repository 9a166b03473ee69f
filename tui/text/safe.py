"""Other people's text, made safe for a terminal.

`clean` is applied when a text is read: it removes, once, whatever controls a terminal or changes the direction of
writing, so that every offset counts what is seen. `visible` is applied when a text is printed: it returns exactly as
many code points as it was given, so that offsets hold, and shows a sign for each remaining dangerous character.
`escape_unsafe` writes such characters out, for JSON and the log.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that change the direction of writing: marks, embeddings, overrides, isolates (for a regular expression's
class)."""

_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""Characters of no width and no use to a reader: soft hyphens, zero-width spaces, byte order marks, tags. The joiners
U+200C and U+200D and the variation selectors stay, since Persian and emoji need them."""

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

# Strings, except for the one that every text is searched with: `re` compiles the others when they are needed, and
# caches them. Compiling all of them takes a millisecond of the start.
_UNWANTED = re.compile(f"[{_CONTROLS}{BIDI}{_INVISIBLE}\r\u2028\u2029\ud800-\udfff]")
_BREAK = "\r\n?|\u0085|\u2028|\x0b"
_PARAGRAPH_BREAK = "[\u2029\x0c]"
_DIRECTION = f"[{BIDI}]"
_SURROGATE = "[\ud800-\udfff]"
_REMOVED = f"[{_CONTROLS}{BIDI}{_INVISIBLE}]"
_UNSAFE = f"[{_CONTROLS}\r{BIDI}\u2028\u2029\ud800-\udfff]"


def clean(text: str) -> str:
    """The text with newlines for every kind of line break and without control, direction and zero-width characters.

    Tabs stay. A lone surrogate, which no terminal can print, becomes U+FFFD.
    """
    if not _UNWANTED.search(text):
        return text
    text = re.sub(_BREAK, "\n", text)
    text = re.sub(_PARAGRAPH_BREAK, "\n\n", text)
    text = re.sub(_SURROGATE, "\ufffd", text)
    return re.sub(_REMOVED, "", text)


def directions(text: str) -> int:
    """How many characters of the text change the direction of writing."""
    return len(re.findall(_DIRECTION, text))


def visible(text: str) -> str:
    """The text with a sign for each character that controls a terminal; newlines and tabs stay.

    One code point in, one out, so that spans hold.
    """
    # Unicode calls none of them printable, and nearly every line is printable.
    return text if text.isprintable() else re.sub(_UNSAFE, _sign, text)


def escape_unsafe(text: str) -> str:
    """The text with each character that controls a terminal as a JSON escape (`\\u001b`); newlines and tabs stay."""
    return text if text.isprintable() else re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", text)


def is_safe_line(text: str) -> bool:
    """Whether the text is a single line without a character that controls a terminal."""
    return text.isprintable() or not re.search(f"{_UNSAFE}|[\n\t]", text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode has a picture for each of the old control characters
    return "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str, width: int | None = None) -> str:
    """The text on a single line, safe to print; shortened with "…" if it is wider than `width` cells."""
    text = visible(" ".join(text.split()))
    if width is None or cells(text) <= width:
        return text
    taken = 0
    for start, _, character_cells in split_graphemes(text)[0]:
        taken += character_cells
        if taken > width - 1:
            return text[:start].rstrip(" …") + "…" if width > 0 else ""
    return text


def end_of(text: str, width: int) -> str:
    """The end of the text on a single line, safe to print, with "…" before it if it is wider than `width` cells: of a
    path, the part that tells it from others."""
    text = one_line(text)
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[1:]
    return "…" + text


def cells(text: str) -> int:
    """The width of the text in a terminal, in cells, as Textual measures it."""
    return cell_len(text)
