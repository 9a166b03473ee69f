"""The words of a piece of HTML, as in Markdown: without tags and comments, with entities decoded.

Not for whole web pages, which go through the extractor. One pass in linear time, with a limit on the length of a tag,
since the input is untrusted.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from ..text.article import Inline, InlineKind
from ..text.safe import clean
from ..text.span import Span

_HREF = r"""(?i)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
_INLINES: dict[str, InlineKind] = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "s": "strikethrough",
    "del": "strikethrough",
    "strike": "strikethrough",
    "code": "code",
    "kbd": "code",
    "a": "link",
}
_WITHIN_A_LINE = {
    *_INLINES,
    *("abbr", "acronym", "bdi", "bdo", "big", "data", "dfn", "font", "img", "input", "ins", "label", "mark", "nobr"),
    *("q", "rp", "rt", "ruby", "samp", "small", "span", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del defs
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend
    li link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol
    optgroup option output p param path picture plaintext pre progress q rb rp rt rtc ruby s samp
    script search section select slot small source span strike strong style sub summary sup svg
    table tbody td template textarea tfoot th thead time title tr track tt u ul use var video wbr
    xmp
    """,
    )
)
"""The elements of HTML, and the common ones of SVG and MathML."""

_HIDDEN = frozenset({"script", "style", "template", "title"})


class HtmlBlock(NamedTuple):
    """The words of a paragraph and the inlines over them, counted from its start."""

    text: str
    inlines: tuple[Inline, ...] = ()
    heading: int = 0
    code: bool = False


class Tag(NamedTuple):
    """One tag in a text."""

    name: str
    close: bool
    rest: str
    end: int


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(
        r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:[\s/](?:[^<>"']|"[^"]*"|'[^']*'){0,1000}+)?)>"""
    )


def tag_at(text: str, at: int) -> Tag | None:
    """The tag that begins at this position, or None."""
    match = _tag().match(text, at)
    return Tag(match["name"].lower(), bool(match["close"]), match["rest"], match.end()) if match else None


def href(tag: Tag) -> str:
    """The address of an `<a>`."""
    match = re.search(_HREF, tag.rest)
    return link_target(unescape(next(filter(None, match.groups()), ""))) if match else ""


def link_target(written: str) -> str:
    """An address as written in a link, on one line: tabs and line ends in it do not count (WHATWG, URL Standard)."""
    return re.sub(r"[\t\n]", "", clean(written)).strip()


def inline_kind(name: str) -> InlineKind | None:
    """The kind of inline that a tag stands for, or None."""
    return _INLINES.get(name)


def in_order(inlines: list[Inline]) -> list[Inline]:
    """Inlines, given in the order in which they were closed, in order of the text with outer ones first."""
    outer_first = inlines[::-1]
    outer_first.sort(key=lambda inline: (inline.span.start, -inline.span.end))
    return outer_first


def is_words(tag: Tag) -> bool:
    """Whether what looks like a tag is words: `<inaudible>`, `<name withheld>`."""
    return tag.name not in _ELEMENTS and "-" not in tag.name and "=" not in tag.rest and not tag.rest.endswith("/")


def hides_words(tag: Tag) -> bool:
    """Whether the content of this element is never shown."""
    return tag.name in _HIDDEN


def read_html_words(html: str) -> list[HtmlBlock]:
    """The paragraphs of a piece of HTML, in order; empty ones are omitted."""
    reader = _Reader()
    at = 0
    ends: set[str] = set()
    while True:
        sign = html.find("<", at)
        if sign < 0:
            reader.words(html[at:])
            break
        reader.words(html[at:sign])
        at = _skip(html, sign, ends)
        if at > sign:
            continue
        tag = tag_at(html, sign)
        if tag is None:
            reader.words("<")
            at = sign + 1
        elif is_words(tag):
            reader.words(html[sign : tag.end])
            at = tag.end
        elif hides_words(tag) and not tag.close:
            at = _after_element(html, tag.name, tag.end, ends)
        else:
            reader.tag(tag)
            at = tag.end
    reader.finish()
    return reader.blocks


def _skip(html: str, at: int, ends: set[str]) -> int:
    """The end of the comment, instruction or declaration that begins at `at`; `at` if none begins there."""
    if html.startswith("<!--", at):
        if html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        return _after(html, "-->", at + 4, ends)
    if html.startswith("<?", at):
        return _after(html, "?>", at + 2, ends)
    if html.startswith("<![CDATA[", at):
        return _after(html, "]]>", at + 9, ends)
    if html.startswith("<!", at) and html[at + 2 : at + 3].isalpha():
        return _after(html, ">", at + 2, ends)
    return at


def _after(html: str, mark: str, at: int, ends: set[str]) -> int:
    """The position after the next `mark`, or the end of the text; `ends` remembers marks that do not occur again."""
    found = -1 if mark in ends else html.find(mark, at)
    if found < 0:
        ends.add(mark)
        return len(html)
    return found + len(mark)


def _after_element(html: str, name: str, at: int, ends: set[str]) -> int:
    """The position after the tag that closes an element, or the end of the text."""
    close = None if name in ends else re.compile(f"</{name}[^>]*>?", re.IGNORECASE).search(html, at)
    if close is None:
        ends.add(name)
        return len(html)
    return close.end()


class _Reader:
    """Makes paragraphs from words and tags, given in order."""

    def __init__(self) -> None:
        self.blocks: list[HtmlBlock] = []
        self._parts: list[str] = []
        self._at = 0
        self._open: list[tuple[str, int, str]] = []
        self._inlines: list[Inline] = []
        self._heading = 0
        self._preformatted = 0

    def words(self, source: str) -> None:
        if not source:
            return
        text = clean(unescape(source))
        if not self._preformatted:
            text = re.sub(r"[ \t\n]+", " ", text)
            if self._at == 0 or self._parts[-1][-1] in " \n":
                text = text.lstrip(" ")
        self._put(text)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._at += len(text)

    def tag(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self._put("\n")
        elif kind := _INLINES.get(name):
            if not tag.close:
                self._open.append((name, self._at, href(tag) if name == "a" else ""))
            else:
                self._close(name, kind)
        elif name not in _WITHIN_A_LINE:
            self.finish()
            if name == "pre":
                self._preformatted = 0 if tag.close else 1
            elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
                self._heading = 0 if tag.close else int(name[1])

    def _close(self, name: str, kind: InlineKind) -> None:
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 20), -1):
            if self._open[index][0] == name:
                _, start, link = self._open.pop(index)
                if start < self._at:
                    self._inlines.append(Inline(Span(start, self._at), kind, link))
                return

    def finish(self) -> None:
        """End the paragraph; inlines that are still open continue in the next one."""
        text = "".join(self._parts)
        if text.strip():
            inlines = self._inlines + [
                Inline(Span(start, self._at), _INLINES[name], link)
                for name, start, link in reversed(self._open[-20:])
                if start < self._at
            ]
            inlines = in_order(inlines)
            if self._preformatted:
                self.blocks.append(HtmlBlock(text.expandtabs(4).strip("\n"), code=True))
            else:
                self.blocks.append(HtmlBlock(text, tuple(inlines), self._heading))
        self._open = [(name, 0, link) for name, _, link in self._open]
        self._parts, self._inlines, self._at = [], [], 0
