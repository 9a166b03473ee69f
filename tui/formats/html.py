"""The article in a web page, found by trafilatura.

trafilatura returns a tree of a few kinds of elements (paragraphs, lists, quotations, tables, links). It is turned into
blocks directly and not by way of Markdown, so that asterisks and brackets in a page cannot be mistaken for marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from ..text.article import Article, InlineKind
from ..text.safe import clean, one_line
from .block_writer import BULLETS, BlockWriter, Line, assemble, plain_words
from .front_matter import FrontMatter
from .head import in_words
from .load_error import NoArticle
from .page_date import states_date
from .page_gaps import Gaps, fill_gaps, find_gaps
from .page_parts import join_parts
from .page_tables import simplify_tables
from .promotions import remove_advertisements, remove_promotions

MOST_HTML = 12_000_000
"""Longer pages, in code points, are refused: their trees would need gigabytes."""

_LONG = 1_000_000
"""In longer pages, in code points, date and author are not searched for: that takes longer than all the rest."""

MOST_TAGS = 40_000
"""Pages of more elements are refused too. News pages have some 800; each costs the extractor 50 µs and 4 kB."""

MOST_ATTRIBUTES = 2_000
"""Pages with more attributes on one element are refused too: libxml2 takes quadratic time for them."""

MOST_BOXES = 3
"""How many boxes next to the article are named at most."""

MOST_DEEP_TAGS = 1_500_000
MOST_DEEP_TEXT = 100_000_000
"""Pages with more elements or code points, each counted once for every element that contains it, are refused too: the
extractor collects the words of an element again and again. A long news page has some 30,000 and 5 million."""

_INLINES: dict[str, InlineKind] = {
    "#b": "strong",
    "#i": "emphasis",
    "#t": "code",
    "#u": "emphasis",
    "#s": "strikethrough",
}
_BLANKS = re.compile(r"[ \t\n\r]+")
_MID_SENTENCE = re.compile(r"[^./:@]*[a-zà-ÿ,](?:\.\.\.|…)?")
"""A last word that ends no sentence, if ten words or more come before it. Credits, addresses and captions end many
complete articles."""

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
"""The text is decoded already; libxml2 would give up on an encoding that it does not know."""

_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?")
_SCRIPT = re.compile(r"<script\b[^>]{0,300}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_QUOTATION_TAG = re.compile(r"<(/?)(blockquote|footer|figure|figcaption)(?=[\s>/])", re.IGNORECASE)
_OPENS_QUOTATION = re.compile(r"[^<>]{0,2000}>\s*<blockquote\b", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_HEAD = 16_384

_CREDIT = "extracted from the web page by trafilatura, without menus, comments and pictures."


def read_page(html: str, source: str = "", *, url: str | None = None) -> Article:
    """The article in a page. Raises NoArticle.

    `html` is clean (see `safe.clean`); `url` is where the page was fetched from, against which links are resolved. The
    notices name the extractor and say if the text looks cut off.
    """
    if len(html) > MOST_HTML:
        raise NoArticle(_TOO_LARGE)
    html = _with_signatures(_REFERENCE.sub(_harmless, _XML_DECLARATION.sub("", html)))
    if not _WHOLE_PAGE.search(html[:_HEAD]):
        html = f"<html><body>{html}</body></html>"  # the extractor does not recognise a fragment as HTML
    _refuse_heavy(html)
    page = _tree(html)
    advertisements = [] if page is None else remove_advertisements(page)
    if page is not None and (simplify_tables(page) or advertisements):
        html = _html(page)
    document = _extracted(html, url)
    body = document.body
    writer = _written(body)
    if page is not None and join_parts(page, writer.parts):
        with suppress(NoArticle):
            body = _extracted(_html(page), url).body
            writer = _written(body)
    gaps = Gaps() if page is None else find_gaps(page, writer.parts)
    fill_gaps(body, gaps)
    promotions = advertisements + remove_promotions(body)
    if gaps.found or gaps.captions or promotions:
        writer = _written(body)
    address = url or _field(document.url)
    date = _field(document.date)
    if date and (page is None or not states_date(page, date, address)):
        date = None  # a guess
    head = FrontMatter(
        headline=_field(document.title),
        byline=_byline(document.author),
        date=date,
        written_date=in_words(date) if date else None,
        site=_field(document.sitename) or _field(document.hostname),
        url=address,
    )
    if not writer.parts:
        raise NoArticle(_NOTHING)
    article = assemble(writer, head, source, "html")
    credit = (f"From {article.site}, {_CREDIT}" if article.site else f"This article was {_CREDIT}") + _said(promotions)
    return replace(article, notices=(credit, *_left_out(gaps), *_cut(article, html)))


_NOTHING = "has no article that newsreader could find; if a browser shows one, save the page there and open the file"
_TOO_LARGE = "is too large a web page to find an article in; copy the part you want to read into a text file"


class _Scale:
    """Counts the elements of a page while libxml2 reads it without building a tree."""

    def __init__(self) -> None:
        self._elements = self._depth = self._deep_tags = self._deep_text = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._deep_tags += self._depth
        if self._elements > MOST_TAGS or self._deep_tags > MOST_DEEP_TAGS or len(attributes) > MOST_ATTRIBUTES:
            raise NoArticle(_TOO_LARGE)

    def end(self, tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        self._deep_text += len(text) * self._depth
        if self._deep_text > MOST_DEEP_TEXT:
            raise NoArticle(_TOO_LARGE)

    def close(self) -> None:
        pass


def _refuse_heavy(html: str) -> None:
    """Raises NoArticle for a page that would keep the extractor busy too long; takes some milliseconds a megabyte."""
    from lxml import etree  # type: ignore[import-untyped]  # no type information

    with suppress(etree.LxmlError, ValueError):  # the extractor reports faults of the page
        etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(target=_Scale(), encoding="utf-8"))


def _with_signatures(html: str) -> str:
    """The page with the footer of each block quotation, or the caption below it, as a paragraph: it says whose words
    they are, and the extractor drops footers and figures."""
    depth, in_figure = 0, False

    def change(tag: re.Match[str]) -> str:
        nonlocal depth, in_figure
        name = tag[2].lower()
        if name == "blockquote":
            depth = max(0, depth + (-1 if tag[1] else 1))
        elif name == "footer" and depth or name == "figcaption" and in_figure:
            return f"<{tag[1]}p"
        elif name == "figure":
            around = in_figure if tag[1] else _OPENS_QUOTATION.match(html, tag.end()) is not None
            in_figure = around and not tag[1]
            return f"<{tag[1]}div" if around else tag[0]
        return tag[0]

    return _QUOTATION_TAG.sub(change, html)


def _harmless(reference: re.Match[str]) -> str:
    """The character reference, or "" if XML does not allow it: libxml2 would give up the whole page."""
    digits = reference[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    allowed = code in (9, 10, 13) or 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return reference[0] if allowed or 0xFFFF < code < 0x110000 else ""


def _extracted(html: str, url: str | None) -> Any:
    """What trafilatura finds: the tree of the article, and the metadata of the page."""
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it would write to the app's terminal
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction, extract_metadata

    long = len(html) > _LONG
    try:
        document = bare_extraction(
            html,
            url=url,
            output_format="xml",  # the plain text form takes quadratic time for a long list
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            with_metadata=not long,
        )
        head = extract_metadata(html[:_LONG], default_url=url) if long else None
    except Exception as error:  # trafilatura uses four libraries, each of which raises errors of its own
        raise NoArticle(f"could not be read as a web page ({type(error).__name__})") from error
    if document is None or isinstance(document, dict) or document.body is None:
        raise NoArticle(_NOTHING)
    if head is not None:
        head.body = document.body
    return head or document


def _tree(html: str) -> Any:
    """The tree of the whole page, for what the extractor does not report; None if it cannot be parsed."""
    from lxml import etree

    try:
        return etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _html(page: Any) -> str:
    from lxml import etree

    return str(etree.tostring(page, encoding="unicode", method="html"))


def _written(body: Any) -> _TreeReader:
    writer = _TreeReader()
    writer.read(body)
    return writer


def _field(value: object) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _byline(value: object) -> str | None:
    words = _field(value)
    return ", ".join(name.strip() for name in words.split(";") if name.strip()) if words else None


class _TreeReader(BlockWriter):
    """Writes blocks while walking over trafilatura's tree."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Line()
        self._empty = True
        self._broken = False
        self._heading = 0
        self._numbers: list[int | None] = []

    def read(self, body: Any) -> None:
        """Add the blocks of all elements; without recursion, since a page may be nested very deeply."""
        for step, element in _walk(body):
            if step == "open":
                self._open(element)
            elif step == "close":
                self._close(element)
            self._put(element.text if step == "open" else element.tail if element is not body else None, element, step)
        self._flush()

    def _put(self, text: str | None, element: Any, step: str) -> None:
        if not text or (step == "open" and element.tag in _WHOLE):
            return
        words = _BLANKS.sub(" ", clean(text))
        if self._empty or self._broken:
            words = words.lstrip(" ")
        if words:
            self._line.put(plain_words(words))
            self._empty = self._broken = False

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag == "hi":
            self._line.open("hi", _INLINES.get(element.get("rend", ""), "emphasis"))
        elif tag == "ref":
            self._line.open("ref", "link", clean(element.get("target") or "").strip())
        elif tag == "del":
            self._line.open("del", "strikethrough")
        elif tag == "lb":
            if self._broken:
                self._flush()  # old pages separate their paragraphs with two line breaks
            elif not self._empty:
                self._line.put("\n")
                self._broken = True
        elif tag == "code" and "\n" not in "".join(element.itertext()):
            self._line.open("code", "code")
            self._line.put(plain_words("".join(element.itertext())))
            self._empty = self._broken = False
        elif tag == "code":
            self._flush()
            self.add(clean("".join(element.itertext())).expandtabs(4).strip("\n"), "code")
        elif tag == "row":
            self._flush()
            self._row(element)
        else:
            self._flush()
            if tag == "head":
                level = element.get("rend", "")[1:]
                self._heading = int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2
            elif tag == "list":
                self.depth += 1
                self._numbers.append(0 if element.get("rend") == "ol" else None)
            elif tag == "item":
                self.bullet = self._next_bullet()
            elif tag == "quote":
                self.quoted += 1
            elif tag == "caption":
                self.is_caption = True

    def _close(self, element: Any) -> None:
        tag = element.tag
        if tag in ("hi", "ref", "del", "code"):
            self._line.close(tag)
        elif tag not in ("lb", "row"):
            self._flush()
            if tag == "head":
                self._heading = 0
            elif tag == "list":
                self.depth -= 1
                self._numbers.pop()
            elif tag == "item":
                self.bullet = ""
            elif tag == "quote":
                self.quoted -= 1
            elif tag == "caption":
                self.is_caption = False

    def _next_bullet(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return BULLETS[max(0, self.depth - 1) % 3]
        self._numbers[-1] = number + 1
        return f"{number + 1}."

    def _flush(self) -> None:
        if not self._empty:
            self.add_words(self._line.words(), self._heading)
        self._line, self._empty, self._broken = self._line.next(), True, False

    def _row(self, row: Any) -> None:
        cells, header = [], False
        for cell in row.iter("cell"):
            line = Line()
            line.put(plain_words(_BLANKS.sub(" ", clean(" ".join(cell.itertext())))))
            cells.append(line.words())
            header = header or cell.get("role") == "head"
        if any(cell.text.strip() for cell in cells):
            self.add_row(cells, header=header)


_WHOLE = ("row", "code")
"""Elements that are read at once with all their content."""


def _walk(body: Any) -> Iterator[tuple[str, Any]]:
    """Each element twice: as it opens and as it closes."""
    stack: list[tuple[str, Any]] = [("open", body)]
    while stack:
        step, element = stack.pop()
        if not isinstance(element.tag, str):
            continue  # a comment
        yield step, element
        if step == "open":
            stack.append(("close", element))
            if element.tag not in _WHOLE:
                stack.extend(("open", child) for child in reversed(element))


def _said(promotions: Sequence[str]) -> str:
    """Which promotions were left out, by their first words."""
    if not promotions:
        return ""
    shown = ", ".join(f"“{one_line(words, 40)}”" for words in promotions[:MOST_BOXES])
    more = len(promotions) - MOST_BOXES
    return f" Promotions were left out, too: {shown}{f' and {more} more' if more > 0 else ''}."


def _left_out(gaps: Gaps) -> Iterator[str]:
    """A warning of boxes that may belong to the article."""
    if gaps.unchecked:
        yield "The page is too long to check whether parts of the article were left out."
    if gaps.boxes:
        more = len(gaps.boxes) - MOST_BOXES
        shown = [*gaps.boxes[:MOST_BOXES], *([f"{more} more"] if more > 0 else [])]
        yield f"Boxes that may belong to the article were left out: {', '.join(shown)}."


def _cut(article: Article, html: str) -> Iterator[str]:
    """Warnings that the text looks cut off."""
    words = len(article.text.split())
    promised, free = _promises(html)
    last = article.blocks[-1]
    ending = article.words(last.span) if last.kind == "paragraph" else ""
    if promised >= 100 and words < 0.6 * promised:
        yield f"The text looks cut off: the page says it has {promised:,} words, but only {words:,} were found."
    elif ending.endswith(("...", "…")):
        yield "The text looks cut off: it ends with “…”."
    elif len(final := ending.split()) > 10 and _MID_SENTENCE.fullmatch(final[-1]):
        yield "The text looks cut off: it ends in mid-sentence."
    if not free:
        yield "The page says it is not free to read, so this may be only the beginning."


def _promises(html: str) -> tuple[int, bool]:
    """How many words the article has according to the page itself (schema.org's articleBody or wordCount), or 0; and
    False if the page says that it must be paid for."""
    most, free = 0, True
    for script in _scripts(html):
        with suppress(ValueError, RecursionError):
            for item in _items(json.loads(script)):
                most = max(most, _words_of(item))
                free = free and str(item.get("isAccessibleForFree", True)).casefold() != "false"
    return most, free


def _scripts(html: str) -> Iterator[str]:
    """The structured data (JSON-LD) in the first scripts of a page."""
    for opening in islice(_SCRIPT.finditer(html), 200):
        if "ld+json" not in opening[0].lower():
            continue
        closing = _SCRIPT_END.search(html, opening.end(), opening.end() + 400_000)
        if closing is None:
            return
        yield html[opening.end() : closing.start()]


def _items(data: object) -> Iterator[dict[str, Any]]:
    """The objects in a page's structured data, at most 300."""
    waiting, seen = [data], 0
    while waiting and seen < 300:
        item = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting += item[:100]
        elif isinstance(item, dict):
            yield item
            waiting += [
                value for key, value in item.items() if key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
            ]


def _words_of(item: dict[str, Any]) -> int:
    body, count = item.get("articleBody"), item.get("wordCount")
    words = len(body.split()) if isinstance(body, str) else 0
    if isinstance(count, str) and count.isascii() and count.isdigit() and len(count) < 8:
        count = int(count)
    return max(words, count if isinstance(count, int) and 0 < count < 10_000_000 else 0)
