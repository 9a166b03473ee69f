"""From a path, or bytes, to an article: finding files, decoding, and which format it is.

Nothing heavy is imported to read plain text in UTF-8; Markdown's parser, YAML and the guessing of encodings come in
only with a file that needs them.
"""

from __future__ import annotations

import codecs
import gc
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ..text.article import Article
from ..text.safe import clean, directions
from .opening import LoadError, Opening

FORMATS = ("text", "markdown", "html")
"""What a file can be read as."""

MOST_BYTES = 25_000_000
"""A larger file is refused: no article is that long, and reading it would take the machine's memory."""

MOST_LINES = 400_000
"""A file of more lines is refused as well: each may be a paragraph, which takes some hundred bytes and 5 µs. A novel
of a million words has a third of that."""

MOST_MARKDOWN = 8_000_000
"""Longer Markdown, in code points, is read as plain text: its parser needs a second for a million words."""

MOST_MARKS = 120_000
"""So is Markdown of more lines and marks together, each of which may cost its parser 30 µs and 3 kB."""

_MARKS = "\n#>|<*_`["

_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
_HTML = re.compile(
    # Atomic, since a page of nothing but comments could otherwise be taken apart in endless ways.
    r"\s*+(?:<\?xml[^>]{0,500}>\s*+)?(?:(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MARKDOWN = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+:.*\n)+|^#{1,6} \S|^(?:```|~~~)"
    r"|\[[^\]\n]{1,200}\]\((?:https?:|/|#)|\*\*\w[^*\n]{0,200}\*\*",
    re.M,
)
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
"""How files begin that readers have beside their articles."""

_BARE_ADDRESS = re.compile(r"www\.|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/")

_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:rss|feed|opml|rdf:RDF)[\s>]")

_NO_NAME = "There is no file of an empty name."

_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:/")
"""How an address begins that is not fetched; `pathlib` makes one stroke of two."""

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_UTF_8 = codecs.getincrementaldecoder("utf-8-sig")
_HEAD = 16_384
_FIRST_SCREENS = 40_000


def load_article(path: str | Path, *, format: str | None = None) -> Article:
    """The article in a file. Raises LoadError."""
    return parse_article(read_bytes(path), str(path), format=format or format_of(path))


def parse_article(
    data: bytes | str, source: str, *, format: str | None = None, encoding: str | None = None, url: str | None = None
) -> Article:
    """The article that some bytes or a text hold; the format is guessed where none is given. Raises LoadError.

    `encoding` is what a server says of the bytes, `url` the address a page was fetched from.
    """
    text, notices = _decoded(data, source, encoding)
    return _noted(_read(text, source, format or guess_format(text), url), notices)


def open_article(path: str | Path, *, format: str | None = None) -> Opening:
    """The first screens of the article in a file, at once. Raises LoadError.

    Reading a file of any size to its first screens takes a few milliseconds (Markdown: and some 30 for its parser).
    """
    data = read_bytes(path)
    source, format = str(path), format or format_of(path)
    head = _head(data, source, format) if len(data) > 4 * _HEAD else None
    if head is None:
        article = parse_article(data, source, format=format)
        return Opening(article, True, lambda: article)
    return Opening(head, False, lambda: parse_article(data, source, format=format))


def _head(data: bytes, source: str, format: str | None) -> Article | None:
    """The article of the start of a long file in UTF-8, or None where it cannot be told without the rest."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _wide(data):
        return None  # UTF-16 or UTF-32
    if data.count(b"\n") > MOST_LINES:
        return None  # the whole of it will be refused
    _refuse_binary(data, source)
    try:
        # No look at the rest: what is UTF-8 for so long is nothing else. A letter that is cut in two is left out.
        text = _UTF_8().decode(data[: 4 * _FIRST_SCREENS])
    except UnicodeDecodeError:
        return None
    cut = text.find("\n", _FIRST_SCREENS) + 1
    start = clean(text[:cut])
    format = format or guess_format(start)
    if not cut or not start.strip():
        return None
    if format == "markdown":
        # To count its marks takes a long text's time. One that begins as light as prose is not looked through; should
        # it grow heavy further down, it is read as plain text, and that is told, when the rest is there.
        if _marks(text) * len(data) < MOST_MARKS / 2 * len(text) or _is_light(data.decode("utf-8", "replace")):
            from .markdown import read_markdown_head

            return read_markdown_head(start, lambda: data.decode("utf-8-sig", "replace"), source)
        format = "text"
    if format == "text":
        from .plain import read_plain_head

        return read_plain_head(start, source)
    return None


def read_bytes(path: str | Path) -> bytes:
    """What is in a file. Raises LoadError where there is none, or one that cannot be an article."""
    if path == "":
        raise LoadError(_NO_NAME)
    path = Path(path)
    try:
        if path.is_dir():
            raise LoadError(f"{_shown(path)} is a folder. Name a file in it, or open the folder as a list.")
        if path.exists() and not path.is_file():
            raise LoadError(f"{_shown(path)} is not a regular file. Use “newsreader -” to read from a pipe.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise LoadError(
                f"{_shown(path)} has {size / 1e6:.0f} MB, more than the {MOST_BYTES / 1e6:.0f} MB that is read."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise LoadError(_missing(path)) from None
    except PermissionError:
        raise LoadError(f"{_shown(path)} may not be read by you (permission denied).") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LoadError(f"{_shown(path)} cannot be read: {reason}.") from None


def _missing(path: Path) -> str:
    hint = ""
    if _OTHER_SCHEME.match(str(path)):
        hint = " Of addresses, http:// and https:// are read."
    elif _BARE_ADDRESS.match(str(path)):
        hint = " An address begins with https://."
    return f"There is no file {_shown(path)}.{hint}"


def find_articles(paths: Iterable[str | Path]) -> list[Path]:
    """The files to read: each file as given, each folder as the articles in it and below, by name.

    Raises LoadError for a path that does not exist and for a folder without articles.
    """
    found: list[Path] = []
    for given in paths:
        if given == "":  # which is another word for the folder one is in, and nobody's wish
            raise LoadError(_NO_NAME)
        path = Path(given)
        try:
            is_folder = path.is_dir()
            if not is_folder and not path.exists():
                raise LoadError(_missing(path))
        except (OSError, ValueError) as error:
            raise LoadError(f"{_shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
        if not is_folder:
            found.append(path)
            continue
        inside = list(_in_folder(path))
        if not inside:
            raise LoadError(f"The folder {_shown(path)} holds no articles (.md, .txt or .html files).")
        found += inside
    return found


def _in_folder(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in _SUFFIXES:
                yield Path(parent, name)


def format_of(path: str | Path) -> str | None:
    """The format that the name of a file tells, or None."""
    return _SUFFIXES.get(Path(path).suffix.lower())


def guess_format(text: str) -> str:
    """The format that the first words of a text tell."""
    start = text[:_HEAD]
    if _HTML.match(start):
        return "html"
    return "markdown" if _MARKDOWN.search(start) else "text"


def _read(text: str, source: str, format: str, url: str | None = None) -> Article:
    if format not in FORMATS:
        raise LoadError(f"“{format}” is no format that newsreader reads; choose one of {', '.join(FORMATS)}.")
    notices: tuple[str, ...] = ()
    if format == "markdown" and not _is_light(text):
        format, notices = "text", ("This is too long to be read as Markdown, so it is shown as plain text.",)
    with _no_collection():
        article = _parsed(text, source, format, url)
    if not article.text.strip():
        raise LoadError(f"{_shown(source)} holds no text to read.")
    return _noted(article, notices)


def _is_light(text: str) -> bool:
    """Whether Markdown is read within seconds, and in less than some hundred megabytes."""
    return len(text) <= MOST_MARKS or (len(text) <= MOST_MARKDOWN and _marks(text) <= MOST_MARKS)


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in _MARKS)


def _parsed(text: str, source: str, format: str, url: str | None) -> Article:
    if format == "markdown":
        from .markdown import read_markdown

        return read_markdown(text, source)
    if format == "html":
        from .html import NoArticle, read_page

        try:
            return read_page(text, source, url=url)
        except NoArticle as error:
            raise LoadError(f"{_shown(source)} {error}.") from error
    from .plain import read_plain

    return read_plain(text, source)


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: with many new tokens alive it takes more time than the parsing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _noted(article: Article, notices: tuple[str, ...]) -> Article:
    return replace(article, notices=notices + article.notices) if notices else article


def _decoded(data: bytes | str, source: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The clean text, and what had to be done to get it."""
    if not data:
        raise LoadError(f"{_shown(source)} is empty.")
    if len(data) > MOST_BYTES:
        raise LoadError(f"{_shown(source)} is longer than the {MOST_BYTES / 1e6:.0f} MB that newsreader reads.")
    text, notices = (data, ()) if isinstance(data, str) else _text(data, source, encoding)
    cleaned = clean(text)
    if not cleaned.strip():
        raise LoadError(f"{_shown(source)} is empty.")
    lines = cleaned.count("\n")
    if lines > MOST_LINES:
        raise LoadError(f"{_shown(source)} has {lines:,} lines, more than the {MOST_LINES:,} that newsreader reads.")
    if cleaned is not text and (turned := directions(text)):
        notices += (
            f"{turned} hidden character{'s' if turned > 1 else ''} that would turn the direction of writing "
            f"{'were' if turned > 1 else 'was'} left out.",
        )
    return cleaned, notices


def _text(data: bytes, source: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace"), ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if wide := _wide(data):
        return data.decode(wide, "replace"), (f"The file does not tell its encoding; it was read as {wide}.",)
    _refuse_binary(data, source)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    for name in (encoding, _declared(data)):
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            if name:
                return data.decode(name), ()
    return _guessed(data, source)


def _wide(data: bytes) -> str | None:
    """Which UTF-16 it is, for a text that lacks the mark: every second byte of the Latin letters is null."""
    start = data[: _HEAD // 2 * 2]
    first, second = start[0::2].count(0), start[1::2].count(0)
    half = max(1, len(start) // 2)
    if min(first, second) * 100 > half or max(first, second) * 10 < half * 7:
        return None
    return "UTF-16-LE" if second > first else "UTF-16-BE"


def _refuse_binary(data: bytes, source: str) -> None:
    for start, kind in _NO_TEXT.items():
        if data.startswith(start):
            raise LoadError(f"{_shown(source)} is not text but {kind}.")
    if _FEED.match(data):
        raise LoadError(f"{_shown(source)} is a feed and no article; “newsreader feed {_shown(source)}” lists it.")
    if data[:_HEAD].count(0) > len(data[:_HEAD]) // 100:
        raise LoadError(f"{_shown(source)} is not text (it looks like a binary file).")


def _declared(data: bytes) -> str | None:
    """The encoding that a web page names in its head."""
    match = _CHARSET.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def _guessed(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    start = data[:_HEAD]
    steering = sum(start.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if steering > len(start) // 50:
        raise LoadError(f"{_shown(source)} is not text (it looks like a binary file).")
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 100 < sum(byte > 127 for byte in data[:_HEAD]):
        return damaged, ("Some bytes of the file are not valid UTF-8; they are shown as �.",)
    encoding = _guess_encoding(data[:200_000])
    text = data.decode(encoding, "replace")
    return text, (f"The file is not in UTF-8; it was read as {encoding.replace('_', '-')}, which is a guess.",)


def _guess_encoding(data: bytes) -> str:
    """The likeliest encoding; among equals that of Western Windows, which news in English is in."""
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


def _shown(path: str | Path) -> str:
    """A path for a sentence: nothing in it may steer the terminal."""
    from ..text.safe import one_line

    return one_line(str(path)) or "“”"
