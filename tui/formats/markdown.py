"""Markdown to an article: CommonMark with tables, strikethrough, footnotes and front matter, over one text.

markdown-it-py returns flat tokens, which become blocks here. The text contains every visible character, but no emphasis
marks, link brackets or bullets. HTML in the Markdown loses its tags and keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..text.article import Article, InlineKind
from ..text.safe import clean
from .block_writer import (
    BULLETS,
    BlockWriter,
    Line,
    Words,
    assemble,
    plain_words,
)
from .front_matter import split_front_matter
from .head import TOP, settled
from .html_words import hides_words, href, inline_kind, is_words, link_target, read_html_words, tag_at

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_MARKDOWN = 8_000_000
"""Longer Markdown, in code points, is read as plain text: its parser needs a second for a million words."""

MOST_MARKS = 120_000
"""Markdown with more lines and marks together is read as plain text too: each may cost its parser 30 µs and 3 kB."""

_COSTLY = "\n#>|<*_`["

NESTING = 100
"""Block quotations and lists nested deeper than this are read as plain paragraphs."""

READ = 2_000
"""The number of tokens that may stay in memory after they have been read."""

LONGEST_INLINE = 50_000
OPEN_BRACKETS = 50
"""The marks in a paragraph of more code points, or with more brackets open at once, are not interpreted: links that
never end take quadratic time."""

_INLINES: dict[str, InlineKind] = {"strong": "strong", "em": "emphasis", "s": "strikethrough", "link": "link"}


def read_markdown(text: str, source: str = "") -> Article:
    """The article in a Markdown text. `text` is clean (see `safe.clean`)."""
    head, body = split_front_matter(text)
    markdown = parser()
    links: dict[str, Any] = {}
    return assemble(BlockReader(markdown, links).read(block_tokens(markdown, body, links)), head, source, "markdown")


def read_markdown_head(text: str, whole: Callable[[], str], source: str = "") -> Article | None:
    """The article in the start of a long text: its text and blocks are the first ones of the whole article.

    `text` is the start of what `whole` returns, up to a line end. The last of its blocks is omitted, since what follows
    may belong to it. Links that are defined further down are looked up there. None if the start is not enough.
    """
    head, body = split_front_matter(text)
    if head.notices:
        return None
    markdown = parser()
    links: dict[str, Any] = {}
    tokens = block_tokens(markdown, body, links)
    last = max((index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0), default=0)
    if "[" in text:
        for definition in _definitions(whole(), len(text)):
            block_tokens(markdown, definition, links)
    read = BlockReader(markdown, links).read(tokens[:last])
    return (
        assemble(read, head, source, "markdown") if settled([b.span.length for b in read.blocks[: TOP + 1]]) else None
    )


def is_heavy(text: str) -> bool:
    """Whether reading this as Markdown would take more than seconds, or more than some hundred megabytes."""
    return len(text) > MOST_MARKS and (len(text) > MOST_MARKDOWN or _marks(text) > MOST_MARKS)


def is_heavy_start(start: str, file_bytes: int, whole: Callable[[], str]) -> bool:
    """`is_heavy`, judged by the start of a file of that size where possible: counting a long text's marks takes time.

    A text that begins as light as prose counts as light. If it turns out to be heavy further down, it is read as plain
    text, and a notice says so, once the rest has been read.
    """
    return _marks(start) * file_bytes >= MOST_MARKS / 2 * len(start) and is_heavy(whole())


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in _COSTLY)


_DEFINITION = re.compile(r" {0,3}\[(?:[^\[\]\\\n]|\\.){1,200}\]:.{0,500}(?:\n.{0,500})?")


def _definitions(text: str, start: int) -> Iterator[str]:
    """What looks like the definition of a link (`[word]: address`) from `start` on."""
    at = text.find("]:", start)
    while at >= 0:
        line = text.rfind("\n", max(0, at - 250), at) + 1
        match = _DEFINITION.match(text, line) if line else None
        if match:
            yield match[0]
        at = text.find("]:", at + 2)


def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    from .markdown_rules import link_definition, whole_table

    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    footnote_plugin(markdown, inline=False, move_to_end=False)
    markdown.block.ruler.at("reference", link_definition)
    markdown.block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    return markdown


def block_tokens(markdown: MarkdownIt, text: str, links: dict[str, Any]) -> list[Token]:
    """The tokens of the blocks, whose inline content is not parsed yet; adds link definitions to `links`."""
    from .markdown_rules import NestedBlocks

    tokens: list[Token] = []
    blocks = NestedBlocks()
    blocks.ruler = markdown.block.ruler
    markdown.block = blocks
    blocks.parse(text, markdown, links, tokens)
    return tokens


def read_inline(tokens: Sequence[Token]) -> Words:
    """The visible words of a paragraph's tokens."""
    line = Line()
    for index, token in enumerate(tokens):
        kind = token.type
        if kind in ("text", "text_special"):
            line.put(plain_words(token.content))
        elif kind == "softbreak":
            line.put(" ")
        elif kind == "hardbreak":
            line.put("\n")
        elif kind == "code_inline":
            line.open("code", "code")
            line.put(plain_words(token.content))
            line.close("code")
        elif kind == "image":
            line.open("image", "link", _href(token, "src"))
            line.put_all(read_inline(token.children or ()))
            line.close("image")
        elif kind == "footnote_ref":
            line.put(f"[{plain_words(token.meta['label'])}]")
        elif kind == "html_inline":
            _read_tag(line, token.content, tokens[index + 1 :] if token.content.startswith("<") else ())
        else:
            name, _, side = kind.rpartition("_")
            if side == "open":
                line.open(name, _INLINES[name], _href(token, "href"))
            elif side == "close":
                line.close(name)
    return line.words()


def _read_tag(line: Line, html: str, following: Sequence[Token]) -> None:
    """Apply a tag within a paragraph to the line."""
    tag = tag_at(html, 0)
    if tag is None:
        return
    if is_words(tag):
        line.put(plain_words(html))
        return
    kind = inline_kind(tag.name)
    if tag.name == "br":
        line.put("\n")
    elif kind is None:
        if hides_words(tag):
            line.hidden = not tag.close and any(t.content.lower().startswith(f"</{tag.name}") for t in following)
    elif tag.close:
        line.close("<" + tag.name)
    else:
        line.open("<" + tag.name, kind, href(tag) if kind == "link" else "")


_MARKS = re.compile(r"[\\\\`*_~\[<&\n]")
"""A paragraph without any of these is plain words."""


def _href(token: Token, name: str) -> str:
    return link_target(str(token.attrGet(name) or ""))


class BlockReader(BlockWriter):
    """Writes blocks while walking over tokens."""

    def __init__(self, markdown: MarkdownIt, links: dict[str, Any]) -> None:
        super().__init__()
        self._markdown = markdown
        self._links = links

    def read(self, tokens: list[Token]) -> BlockReader:
        """Add the blocks of all tokens, and free tokens that have been read: they take more memory than the blocks."""
        index = 0
        while index < len(tokens):
            if index > READ:
                del tokens[: index - 1]
                index = 1
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                opener = tokens[index - 1]
                self.add_words(self._inline(token.content), int(opener.tag[1]) if opener.tag[:1] == "h" else 0)
            elif kind in ("fence", "code_block"):
                self.add(clean(token.content).expandtabs(4).rstrip("\n"), "code")
            elif kind == "html_block":
                self.add_html(read_html_words(token.content))
            elif kind == "hr":
                self.add("", "rule")
            elif kind == "blockquote_open":
                self.quoted += 1
            elif kind == "blockquote_close":
                self.quoted -= 1
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self.depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.depth -= 1
            elif kind == "list_item_open":
                self.bullet = token.info + token.markup if token.info else BULLETS[(self.depth - 1) % 3]
            elif kind == "list_item_close":
                self._end_item()
            elif kind == "footnote_reference_open":
                self.depth += 1
                self.bullet = f"[{plain_words(token.meta['label'])}]"
            elif kind == "footnote_reference_close":
                self._end_item()
                self.depth -= 1
            elif kind == "tr_open":
                index = self._row(tokens, index)
            index += 1
        return self

    def _end_item(self) -> None:
        """Add the item that ends here if it has no words."""
        if self.bullet:
            self.add("", "list_item", level=self.depth)

    def _inline(self, source: str) -> Words:
        if not _MARKS.search(source) or len(source) > LONGEST_INLINE or _open_brackets(source) > OPEN_BRACKETS:
            return Words(source.replace("\t", " ").replace("\n", " "))
        tokens: list[Token] = []
        self._markdown.inline.parse(source, self._markdown, self._links, tokens)
        return read_inline(tokens)

    def _row(self, tokens: Sequence[Token], index: int) -> int:
        """Add a table row. Returns the index of the token that closes it."""
        cells: list[Words] = []
        header = False
        while tokens[index].type != "tr_close":
            token = tokens[index]
            if token.type == "inline":
                cells.append(self._inline(token.content))
            header = header or token.type == "th_open"
            index += 1
        self.add_row(cells, header=header)
        return index


def _open_brackets(source: str) -> int:
    """How many square brackets are open at once at most, or how many there are if that is too few to matter."""
    count = source.count("[")
    if count <= OPEN_BRACKETS:
        return count
    now = most = 0
    for bracket in _BRACKET.findall(source):
        now = now + 1 if bracket == "[" else max(0, now - 1)
        most = max(most, now)
    return most


_BRACKET = re.compile(r"[\[\]]")
