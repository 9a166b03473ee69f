"""The input formats that newsreader reads. This is the only list of them: finding articles in folders, fetching pages,
the choices of `--from`, shell completion and error messages all use it.

A new format takes its own module, one entry in `FORMATS` and a test. An entry of a format that is not text (an e-book)
has a `signature` and `read_data`; all others have `read_text`.

A format's own module is imported when an article of that format is read: those of Markdown and of web pages take some
20 ms, which a plain text's first frame need not wait for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..text.article import Article
from .plain import read_plain, read_plain_head


class TextStart(NamedTuple):
    """The start of a long text, from which the first screens are read."""

    text: str
    """Clean, and cut after a line end."""
    file_bytes: int
    """The size of the whole file."""
    whole: Callable[[], str]
    """Decodes the whole file, which takes long for a long text."""


class InputFormat(NamedTuple):
    """One format that an article can be read from. (A data class of so many fields takes 2 ms to define.)"""

    name: str
    """What `--from` takes and what `Article.format` says."""
    label: str
    """Its name in a sentence."""
    suffixes: tuple[str, ...]
    """Of file names, in lower case; the first is the usual one."""
    content_types: tuple[str, ...]
    """MIME types; the first is the usual one."""
    first_words: str = ""
    """Regular expression searched in the start of a text whose name does not say what it is; "" for none."""
    signature: re.Pattern[bytes] | None = None
    """Matched at the start of a file that is not text."""
    read_text: Callable[[str, str, str | None], Article] | None = None
    """Reads clean text (see `safe.clean`), given its source and the address it was fetched from. Raises NoArticle."""
    read_data: Callable[[bytes, str], Article] | None = None
    """Reads the bytes of a format that is not text, given their source. Raises NoArticle."""
    read_start: Callable[[TextStart, str], Article | None] | None = None
    """Reads the first screens; None if only the whole text shows what they are. The resulting text and blocks are the
    first ones of the whole article."""
    is_heavy: Callable[[str], bool] | None = None
    """Whether a text would take so long to read that it is shown as plain text instead."""
    quick_title: Callable[[Path], str] | None = None
    """The headline of a file for a list, "" if unknown, where reading the article takes too long. Raises OSError."""
    is_slow: bool = False
    """Whether reading takes so long (0.5 s and more) that it waits until something is on the screen."""
    keeps_original: bool = False
    """Whether the library stores the original bytes with the article, so that it can be extracted again."""


def _read_page(text: str, source: str, url: str | None) -> Article:
    from .html import read_page

    return read_page(text, source, url=url)


def _page_title(path: Path) -> str:
    from .page_title import page_title

    return page_title(path)


def _read_markdown(text: str, source: str, url: str | None) -> Article:
    from .markdown import read_markdown

    return read_markdown(text, source)


def _is_heavy_markdown(text: str) -> bool:
    from .markdown import is_heavy

    return is_heavy(text)


def _markdown_start(start: TextStart, source: str) -> Article | None:
    from .markdown import is_heavy_start, read_markdown_head

    if is_heavy_start(start.text, start.file_bytes, start.whole):
        return _plain_start(start, source)
    return read_markdown_head(start.text, start.whole, source)


def _plain_start(start: TextStart, source: str) -> Article | None:
    return read_plain_head(start.text, source)


HTML = InputFormat(
    name="html",
    label="a web page",
    suffixes=(".html", ".htm", ".xhtml"),
    content_types=("text/html", "application/xhtml+xml"),
    # Atomic groups: a page of nothing but comments could otherwise be split in endless ways.
    first_words=(
        r"(?is)\A\s*+(?:<\?xml[^>]{0,500}>\s*+)?(?:(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b"
    ),
    read_text=_read_page,
    quick_title=_page_title,
    is_slow=True,
    keeps_original=True,
)
MARKDOWN = InputFormat(
    name="markdown",
    label="Markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    content_types=("text/markdown",),
    first_words=(
        r"(?m)\A---[ \t]*\n(?:[\w-]+:.*\n)+|\A\+\+\+[ \t]*\n(?:[\w-]+ *=.*\n)+|^#{1,6} \S|^(?:```|~~~)"
        r"|\[[^\]\n]{1,200}\]\((?:https?:|/|#)|\*\*\w[^*\n]{0,200}\*\*"
    ),
    read_text=_read_markdown,
    read_start=_markdown_start,
    is_heavy=_is_heavy_markdown,
)
PLAIN_TEXT = InputFormat(
    name="text",
    label="plain text",
    suffixes=(".txt", ".text"),
    content_types=("text/plain",),
    read_text=lambda text, source, url: read_plain(text, source),
    read_start=_plain_start,
)
FORMATS: tuple[InputFormat, ...] = (HTML, MARKDOWN, PLAIN_TEXT)
"""In the order in which they are tried on a text of unknown format; any text is plain text."""

_SAMPLE = 16_384
"""Code points at the start of a text that its format is guessed from."""


def format_names() -> tuple[str, ...]:
    """What `--from` takes."""
    return tuple(one.name for one in FORMATS)


def by_name(name: str) -> InputFormat | None:
    """The format of that name."""
    return next((one for one in FORMATS if one.name == name), None)


def by_suffix(path: str | Path) -> InputFormat | None:
    """The format that a file's name says it has."""
    suffix = Path(path).suffix.lower()
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def by_content_type(header: str) -> InputFormat | None:
    """The format of a MIME type, with or without parameters ("text/html; charset=utf-8")."""
    content_type = header.partition(";")[0].strip().lower()
    return next((one for one in FORMATS if content_type in one.content_types), None)


def by_signature(data: bytes) -> InputFormat | None:
    """The format that is not text and begins with these bytes."""
    return next((one for one in FORMATS if one.signature and one.signature.match(data)), None)


def by_first_words(text: str) -> InputFormat:
    """The format that the start of a text looks like; plain text if it looks like no other."""
    start = text[:_SAMPLE]
    return next((one for one in FORMATS if one.first_words and re.search(one.first_words, start)), PLAIN_TEXT)
