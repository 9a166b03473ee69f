"""From bytes to clean text: which encoding they are in, and which bytes are not text at all."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from ..text.safe import clean, directions, one_line
from .double_encoding import repair_encoding, spoilt_example
from .load_error import LoadError

MOST_BYTES = 25_000_000
"""A larger file is refused: no article is that long, and reading it would use up the machine's memory."""

MOST_LINES = 400_000
"""A file of more lines is refused too: each may be a paragraph, which takes some hundred bytes and 5 µs. A novel of a
million words has a third of that."""

_NO_TEXT = {
    b"%PDF-": "a PDF; save its text first",
    b"{\\rtf": "a rich text file (RTF); save it as plain text first",
    b"PK\x03\x04": "an archive or an office document; save its text first",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
"""The first bytes of other files that people keep next to their articles."""

_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:rss|feed|opml|rdf:RDF)[\s>]")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_UTF_8 = codecs.getincrementaldecoder("utf-8-sig")
_SAMPLE = 16_384
"""Bytes at the start that are examined for signs of an encoding."""


def decode(data: bytes | str, source: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The clean text of an article, and sentences about any problems in decoding it. Raises LoadError.

    `encoding` is what a server says the bytes are in; UTF-8 is tried first.
    """
    if not data:
        raise LoadError(f"{_shown(source)} is empty.")
    if len(data) > MOST_BYTES:
        raise LoadError(f"{_shown(source)} is too long: newsreader reads {MOST_BYTES / 1e6:.0f} MB at most.")
    text, notices = (data, ()) if isinstance(data, str) else _text(data, source, encoding)
    cleaned = clean(text)
    if not cleaned.strip():
        raise LoadError(f"{_shown(source)} is empty.")
    lines = cleaned.count("\n")
    if lines > MOST_LINES:
        raise LoadError(f"{_shown(source)} has {lines:,} lines; newsreader reads {MOST_LINES:,} at most.")
    if cleaned is not text and (count := directions(text)):
        notices += (
            "1 hidden character that reverses the writing direction was removed."
            if count == 1
            else f"{count} hidden characters that reverse the writing direction were removed.",
        )
    if example := spoilt_example(text):
        notices += (
            f"The text seems to be encoded twice ({example}). “Repair the encoding” in the palette, or the option "
            "--repair-encoding, reads it as it was.",
        )
    return cleaned, notices


def repaired(data: bytes, source: str, encoding: str | None = None) -> bytes:
    """The same text in UTF-8, as it was before it was encoded twice. Raises LoadError as `decode` does."""
    return repair_encoding(_text(data, source, encoding)[0]).encode("utf-8", "surrogatepass")


def decode_start(data: bytes, source: str, length: int) -> str | None:
    """The text of the first bytes of a long file in UTF-8, neither cleaned nor checked further on; None if only the
    whole file shows what it is. Raises LoadError for a file that is not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _utf_16_without_mark(data):
        return None
    if data.count(b"\n") > MOST_LINES:
        return None  # the whole file will be refused
    refuse_binary(data, source)
    try:
        # Bytes that are valid UTF-8 for so long are in no other encoding. A character cut in two is left out.
        return _UTF_8().decode(data[:length])
    except UnicodeDecodeError:
        return None


def _text(data: bytes, source: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace"), ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if utf_16 := _utf_16_without_mark(data):
        return data.decode(utf_16, "replace"), (f"The file does not state its encoding; it was read as {utf_16}.",)
    refuse_binary(data, source)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    for label in (encoding, _declared(data)):
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            if label:
                return data.decode(_as_browsers_read(label)), ()
    return _guessed(data, source)


def _utf_16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 a text without a byte order mark is in: every second byte of its Latin letters is null."""
    start = data[: _SAMPLE // 2 * 2]
    first, second = start[0::2].count(0), start[1::2].count(0)
    half = max(1, len(start) // 2)
    if min(first, second) * 100 > half or max(first, second) * 10 < half * 7:
        return None
    return "UTF-16-LE" if second > first else "UTF-16-BE"


def refuse_binary(data: bytes, source: str) -> None:
    """Raises LoadError for bytes that are not text, or that are a feed."""
    for start, kind in _NO_TEXT.items():
        if data.startswith(start):
            raise LoadError(f"{_shown(source)} is not text but {kind}.")
    if _FEED.match(data):
        raise LoadError(
            f"{_shown(source)} is a feed, not an article; “newsreader feed {_shown(source)}” lists its articles."
        )
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 100:
        raise LoadError(f"{_shown(source)} is not text (it looks like a binary file).")


def _as_browsers_read(label: str) -> str:
    """The codec that browsers use for an encoding label. Raises LookupError for an unknown label.

    Pages that say ISO-8859-1 are in Windows-1252, whose quotation marks and dashes would otherwise be control
    characters; the other labels are read as supersets in the same way (WHATWG Encoding Standard, section 4.2).
    """
    name = codecs.lookup(label).name
    return _SUPERSETS.get(name, name)


def _declared(data: bytes) -> str | None:
    """The encoding that a web page or XML file declares in its first bytes."""
    match = _CHARSET.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def _guessed(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    start = data[:_SAMPLE]
    controls = sum(start.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > len(start) // 50:
        raise LoadError(f"{_shown(source)} is not text (it looks like a binary file).")
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 100 < sum(byte > 127 for byte in data[:_SAMPLE]):
        return damaged, ("Some bytes of the file are not valid UTF-8; they are shown as �.",)
    encoding = _guess_encoding(data[:200_000])
    text = data.decode(encoding, "replace")
    return text, (f"The file is not in UTF-8; its encoding was guessed to be {encoding.replace('_', '-')}.",)


def _guess_encoding(data: bytes) -> str:
    """The likeliest encoding; of equally likely ones Western Windows, in which most English news is."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return "cp1252"
    for match in matches:
        equal = (match.chaos, match.coherence) == (best.chaos, best.coherence)
        if equal and "cp1252" in (match.encoding, *match.could_be_from_charset):
            return "cp1252"
    return best.encoding


def _shown(source: str) -> str:
    """A path or address for a sentence, without characters that a terminal would obey."""
    return one_line(source) or "“”"
