"""Text whose bytes in UTF-8 were once read as Windows-1252 and encoded again: “cafÃ©” for “café”."""

from __future__ import annotations

import re
from itertools import islice

from ..text.safe import one_line

_SPOILT = re.compile(r"(?:â€[^\s\w]|[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])\w{0,30}")
"""A word, from its first spoilt letter on, whose bytes in UTF-8 were read as Windows-1252 and encoded
again."""
_WORD_START = re.compile(r"\w{0,30}\Z")
_SPLIT = {"A\u0303": "Ã", "A\u0302": "Â", "a\u0302": "â"}
"""Spoilt letters written as a letter and a combining accent, as macOS and some archives write "Ã"."""
MOST_SPOILT = 20
"""How many such words are examined."""


def spoilt_example(text: str) -> str:
    """The first word that was encoded twice, and what it was: “cafÃ©” for “café”; "" if there is none."""
    text = _joined(text)
    # Hardly any article has these letters, and looking for each is a hundred times as fast as the expression.
    if not any(letters in text for letters in ("â€", "Â", "Ã")):
        return ""
    found = list(islice(_SPOILT.finditer(text), MOST_SPOILT))
    if len(found) < 2:
        return ""
    for match in found:
        start = _WORD_START.search(text, max(0, match.start() - 30), match.start())
        word = (start[0] if start else "") + match[0]
        repaired = repair_encoding(word)
        if repaired != word:
            return f"“{one_line(word)}” for “{one_line(repaired)}”"
    return ""


def repair_encoding(text: str) -> str:
    """The text as it was before it was encoded twice. Each line is examined by itself, since some may be sound."""
    from ftfy import TextFixerConfig, fix_text

    # Only the encoding: our own `clean` removes control characters, and quotation marks stay as they are.
    only = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    return fix_text(_joined(text), only)


def _joined(text: str) -> str:
    """The text with single characters for spoilt letters that were split."""
    for split, letter in _SPLIT.items():
        text = text.replace(split, letter)
    return text
