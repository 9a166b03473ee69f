"""Finds words in an article as the reader means them, not exactly as they are typed.

Readers type straight quotation marks for curly ones, a hyphen for a dash and a space for a line end, and leave out
accents. So the text and the query are folded before they are compared. The text is folded code point by code point,
once for each set of options, so that an offset in the folded text is also one in the original. Whatever differs in
length (three full stops and an ellipsis, several spaces, a letter with a combining accent) is handled by the pattern
made from the query.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .span import Span

MOST = 20_000
"""The largest number of matches returned. A single letter in a long text has hundreds of thousands, and nobody steps
through them."""

SECONDS = 0.25
"""Seconds that a reader's regular expression may take for one search of the text."""


_TOO_LARGE = "This regular expression is too large; make it simpler."

_GREAT_REPEAT = re.compile(r"\{[\d,]*\d{4}")
"""A repetition count of a thousand or more: compiling a{1000000000} would use up all memory."""


@dataclass(frozen=True, slots=True)
class FindOptions:
    """The options of the find bar."""

    regex: bool = False
    """The query is a regular expression."""
    case: bool = False
    """Case matters even if the query has no capitals. Without this option it matters as soon as the query has one."""
    accents: bool = False
    """Accents matter: "Lopez" does not match "López"."""
    whole_words: bool = False
    """A match consists of whole words."""


@dataclass(frozen=True, slots=True)
class Found:
    """The matches, in the order of the text, without overlaps."""

    spans: tuple[Span, ...] = ()
    problem: str = ""
    """A sentence for the reader if the query cannot be searched for; otherwise ""."""
    more: bool = False
    """True if there are more matches than were returned."""

    def next(self, offset: int) -> int | None:
        """The index of the first match that starts after `offset`; after the last match, the first."""
        if not self.spans:
            return None
        return bisect_right(self.spans, offset, key=_start) % len(self.spans)

    def previous(self, offset: int) -> int | None:
        """The index of the last match that starts before `offset`; before the first match, the last."""
        if not self.spans:
            return None
        return (bisect_left(self.spans, offset, key=_start) - 1) % len(self.spans)

    def at(self, offset: int) -> int | None:
        """The index of the first match that starts at `offset` or later; after the last match, the first.

        This is the match to show while the reader types: the one in view, or the next.
        """
        if not self.spans:
            return None
        return bisect_left(self.spans, offset, key=_start) % len(self.spans)


def _start(span: Span) -> int:
    return span.start


class Finder:
    """Searches one text. Folds it on first use and caches the folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: dict[tuple[bool, bool, bool], str] = {}
        self._special: frozenset[str] | None = None

    def find(self, query: str, options: FindOptions | None = None, *, most: int = MOST) -> Found:
        """The matches of the query, at most `most` of them. An empty query has none."""
        options = options or FindOptions()
        composed = unicodedata.normalize("NFC", query)
        query = composed if len(composed) <= len(query) else query  # some letters have only a decomposed form, as क़
        if not query.strip():
            return Found()
        if options.regex:
            return self._find_pattern(query, options, most)
        sensitive = options.case or query != query.lower()
        text = self._fold(sensitive, options.accents, breaks=False)
        folded = _fold(query, _special(query), sensitive, options.accents, breaks=False)
        if self._plain(folded):
            places = _places(text, folded, options.whole_words)
        else:
            pattern = re.compile(_pattern(folded, self._combining, options))
            places = (match.span() for match in pattern.finditer(text))
        return _take(places, most)

    def _find_pattern(self, query: str, options: FindOptions, most: int) -> Found:
        if len(query) > 1000 or _GREAT_REPEAT.search(query):
            return Found(problem=_TOO_LARGE)
        # The standard module cannot be interrupted, and "(a+)+b" would block the screen for ever.
        import regex

        sensitive = options.case or _has_capital(query)
        text = self._fold(True, options.accents, breaks=True)
        source = _blanks_anywhere(_fold(query, _special(query), True, options.accents, breaks=True))
        if options.whole_words:
            source = rf"\b(?:{source})\b"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it warns of syntax that a later version will read differently
                pattern = regex.compile(source, regex.MULTILINE | (0 if sensitive else regex.IGNORECASE))
            places = (match.span() for match in pattern.finditer(text, timeout=SECONDS) if match.end() > match.start())
            return _take(places, most)
        except regex.error as error:
            return Found(problem=f"This regular expression is incomplete or wrong: {error.msg}.")
        except TimeoutError:
            return Found(problem="This regular expression takes too long; make it simpler.")
        except (RecursionError, OverflowError, MemoryError):
            return Found(problem=_TOO_LARGE)

    def _plain(self, folded: str) -> bool:
        """Whether the query can only match text of its own length, so that `str.find` is enough."""
        if self._combining:
            return False
        pieces = set(_FLEXIBLE.findall(folded))
        return all(piece in _LONGER and _LONGER[piece] not in self._specials for piece in pieces)

    @property
    def _combining(self) -> bool:
        return any("\u0300" <= character <= "\u036f" for character in self._specials)

    @property
    def _specials(self) -> frozenset[str]:
        if self._special is None:
            self._special = _special(self.text)
        return self._special

    def _fold(self, sensitive: bool, accents: bool, *, breaks: bool) -> str:
        key = (sensitive, accents, breaks)
        if key not in self._folded:
            self._folded[key] = _fold(self.text, self._specials, sensitive, accents, breaks=breaks)
        return self._folded[key]


# -- folding, one code point to one --------------------------------------------------------------------------------

_VARIANTS = {
    "'": "‘’‚‛ʼʹ′´`＇",
    '"': "“”„‟«»″〃＂",
    "-": "‐‑‒–—―−﹘﹣－",
}
_SAME = {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}

_NO_ACCENT = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ħ": "h",
    "Ħ": "H",
    "ŧ": "t",
    "ð": "d",
}
"""Letters that Unicode does not decompose into a letter and an accent."""


def _special(text: str) -> frozenset[str]:
    """The characters of the text that folding may change: those outside ASCII, and white space other than a space."""
    if text.isascii():
        return frozenset(character for character in "\t\n" if character in text)
    return frozenset(character for character in set(text) if character > "\x7f" or character in "\t\n")


def _fold(text: str, special: frozenset[str], sensitive: bool, accents: bool, *, breaks: bool) -> str:
    # A pass of str.replace for each such character is some ten times faster than one str.translate over all.
    for character in special:
        folded = _fold_character(character, accents, breaks)
        if folded != character:
            text = text.replace(character, folded)
    if sensitive:
        return text
    lowered = text.replace("İ", "i").lower().replace("ς", "σ")
    if len(lowered) != len(text):  # in case Unicode gets a second letter whose lower case is longer
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered


def _fold_character(character: str, accents: bool, breaks: bool) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return character if breaks and character == "\n" else " "
    if not accents:
        if character in _NO_ACCENT:
            return _NO_ACCENT[character]
        apart = unicodedata.normalize("NFD", character)
        if len(apart) > 1 and all(unicodedata.combining(mark) for mark in apart[1:]):
            return apart[0]
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 else character


# -- the pattern of a query ----------------------------------------------------------------------------------------

_LONGER = {"...": "…", "ss": "ß", "ae": "æ", "oe": "œ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
"""Sequences of characters that equal a single one, and the reverse."""

_SHORTER = {short: long for long, short in _LONGER.items()}

_FLEXIBLE = re.compile("[ -]|" + "|".join(map(re.escape, [*_LONGER, *_SHORTER])))
"""The parts of a query that can match text of another length."""


def _pattern(folded: str, combining: bool, options: FindOptions) -> str:
    marks = "[\u0300-\u036f]"
    mark = "" if not combining else f"(?!{marks})" if options.accents else f"{marks}*"
    parts: list[str] = []
    for piece in re.findall(r" +|-+|\.\.\.|" + "|".join([*list(_LONGER)[1:], *_SHORTER]) + "|.", folded):
        if piece[0] == " ":
            parts.append(" +")
        elif piece[0] == "-":
            parts.append("-+")
        elif piece in _LONGER or piece in _SHORTER:
            other = _LONGER.get(piece) or _SHORTER[piece]
            parts.append("(?:" + mark.join(map(re.escape, piece)) + "|" + mark.join(map(re.escape, other)) + ")" + mark)
        else:
            parts.append(_letter(piece, combining) + mark)
    pattern = "".join(parts)
    return rf"(?<!\w){pattern}(?!\w)" if options.whole_words else pattern


def _letter(character: str, combining: bool) -> str:
    """A pattern for the character; if the text has combining accents, one that also matches the decomposed form."""
    apart = unicodedata.normalize("NFD", character) if combining else character
    return f"(?:{re.escape(character)}|{re.escape(apart)})" if apart != character else re.escape(character)


def _has_capital(query: str) -> bool:
    return any(character.isupper() for character in re.sub(r"\\(?:[pP]\{[^}]*\}|.)", "", query))


def _blanks_anywhere(source: str) -> str:
    """The regular expression in which each space outside a class matches any single white space character."""
    parts: list[str] = []
    in_class = False
    for piece in re.findall(r"\\.|.", source, re.DOTALL):
        if piece == "[":
            in_class = True
        elif piece == "]":
            in_class = False
        parts.append(r"\s" if piece == " " and not in_class else piece)
    return "".join(parts)


def _places(text: str, words: str, whole_words: bool) -> Iterator[tuple[int, int]]:
    start, length = text.find(words), len(words)
    while start >= 0:
        end = start + length
        if not whole_words or not (_joins(text, start - 1) or _joins(text, end)):
            yield start, end
        start = text.find(words, end)


def _joins(text: str, offset: int) -> bool:
    """Whether there is a letter or digit at the offset."""
    return 0 <= offset < len(text) and (text[offset].isalnum() or text[offset] == "_")


def _take(places: Iterator[tuple[int, int]], most: int) -> Found:
    spans = tuple([Span(start, end) for start, end in islice(places, most)])
    return Found(spans, more=next(places, None) is not None)
