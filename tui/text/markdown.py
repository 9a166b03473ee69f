"""Markdown to an article: CommonMark with tables, strikethrough and front matter, as blocks and inlines over one text.

markdown-it-py gives flat tokens; here they become blocks. Marks of emphasis, brackets and bullets are not part of the
text; every visible character is. What HTML stands in the Markdown loses its tags and keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .article import Article, Block, BlockKind, Inline, InlineKind
from .front_matter import FrontMatter, split_front_matter
from .head import TOP, read_top, settled, top_length
from .html_words import HtmlBlock, hides_words, href, in_order, inline_kind, read_html_words, tag_at
from .safe import clean
from .span import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTING = 100
"""Block quotations and lists within one another beyond this depth are read as plain paragraphs."""

LONGEST_INLINE = 50_000
OPEN_BRACKETS = 50
"""A paragraph of more code points, or with more brackets open at once, keeps its Markdown marks unread: links that
never end take quadratic time."""

_BULLETS = "•◦▪"
_INLINES: dict[str, InlineKind] = {"strong": "strong", "em": "emphasis", "s": "strikethrough", "link": "link"}


def read_markdown(text: str, source: str = "") -> Article:
    """The article that Markdown holds. `text` is clean (see `safe.clean`)."""
    head, body = split_front_matter(text)
    markdown = parser()
    links: dict[str, Any] = {}
    return assemble(BlockReader(markdown, links).read(block_tokens(markdown, body, links)), head, source)


def read_markdown_head(text: str, whole: str, source: str = "") -> Article | None:
    """The article that the start of a long text holds: its text and blocks are the first ones of the whole article.

    `text` is the start of `whole` up to a line end. The last of its blocks is left out, since what follows may belong
    to it. A link whose definition stands further down is looked up there. None where the start does not suffice.
    """
    head, body = split_front_matter(text)
    if head.notices:
        return None
    markdown = parser()
    links: dict[str, Any] = {}
    tokens = block_tokens(markdown, body, links)
    last = max((index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0), default=0)
    for definition in _definitions(whole, len(text)):
        block_tokens(markdown, definition, links)
    read = BlockReader(markdown, links).read(tokens[:last])
    return assemble(read, head, source) if settled([b.span.length for b in read.blocks[: TOP + 1]]) else None


_DEFINITION = re.compile(r" {0,3}\[(?:[^\[\]\\\n]|\\.){1,200}\]:.{0,500}(?:\n.{0,500})?")


def _definitions(text: str, start: int) -> Iterator[str]:
    """What looks like a link's definition (`[word]: address`) from `start` on."""
    at = text.find("]:", start)
    while at >= 0:
        line = text.rfind("\n", max(0, at - 250), at) + 1
        match = _DEFINITION.match(text, line) if line else None
        if match:
            yield match[0]
        at = text.find("]:", at + 2)


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])


def block_tokens(markdown: MarkdownIt, text: str, links: dict[str, Any]) -> list[Token]:
    """The tokens of the blocks, their inline content still unread; puts the link definitions into `links`."""
    from .markdown_nesting import NestedBlocks

    tokens: list[Token] = []
    blocks = NestedBlocks()
    blocks.ruler = markdown.block.ruler
    markdown.block = blocks
    blocks.parse(text, markdown, links, tokens)
    return tokens


@dataclass(slots=True)
class _Words:
    """The visible words of some inline tokens, and the inlines over them from 0."""

    text: str
    inlines: list[Inline] = field(default_factory=list)

    def stripped(self) -> _Words:
        """Without blanks at either end."""
        lead = len(self.text) - len(self.text.lstrip())
        text = self.text.strip()
        whole = Span(0, len(text))
        inlines = []
        for inline in self.inlines:
            span = inline.span.shift(-lead).clip(whole)
            if span:
                inlines.append(replace(inline, span=span))
        return _Words(text, inlines)


def read_inline(tokens: Sequence[Token]) -> _Words:
    """The visible words of a paragraph's tokens."""
    line = _Line()
    for index, token in enumerate(tokens):
        kind = token.type
        if kind in ("text", "text_special"):
            line.put(_words(token.content))
        elif kind == "softbreak":
            line.put(" ")
        elif kind == "hardbreak":
            line.put("\n")
        elif kind == "code_inline":
            line.open("code", "code")
            line.put(_words(token.content))
            line.close("code")
        elif kind == "image":
            line.open("image", "link", _href(token, "src"))
            line.put_all(read_inline(token.children or ()))
            line.close("image")
        elif kind == "html_inline":
            _read_tag(line, token.content, tokens[index + 1 :] if token.content.startswith("<") else ())
        else:
            name, _, side = kind.rpartition("_")
            if side == "open":
                line.open(name, _INLINES[name], _href(token, "href"))
            elif side == "close":
                line.close(name)
    return line.words()


def _read_tag(line: _Line, html: str, following: Sequence[Token]) -> None:
    """What a single tag within a paragraph makes of the line."""
    tag = tag_at(html, 0)
    if tag is None:
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


class _Line:
    """Puts words and inlines together in order."""

    def __init__(self) -> None:
        self.hidden = False
        """While True, words are left out."""
        self._parts: list[str] = []
        self._at = 0
        self._opened: list[tuple[str, InlineKind, int, str]] = []
        self._inlines: list[Inline] = []

    def put(self, words: str) -> None:
        """Adds words."""
        if words and not self.hidden:
            self._parts.append(words)
            self._at += len(words)

    def put_all(self, words: _Words) -> None:
        """Adds words with the inlines over them."""
        self._inlines += [replace(inline, span=inline.span.shift(self._at)) for inline in reversed(words.inlines)]
        self.put(words.text)

    def open(self, name: str, kind: InlineKind, href: str = "") -> None:
        """Begins an inline."""
        self._opened.append((name, kind, self._at, href))

    def close(self, name: str) -> None:
        """Ends the last one of that name. One that is never closed was only a stray tag."""
        for index in range(len(self._opened) - 1, max(-1, len(self._opened) - 50), -1):
            if self._opened[index][0] == name:
                _, kind, start, href = self._opened.pop(index)
                if start < self._at:
                    self._inlines.append(Inline(Span(start, self._at), kind, href))
                return

    def words(self) -> _Words:
        """All of it."""
        return _Words("".join(self._parts), in_order(self._inlines) if len(self._inlines) > 1 else self._inlines)


def _words(content: str) -> str:
    return clean(content).replace("\t", " ").replace("\n", " ")


_MARKS = re.compile(r"[\\\\`*_~\[<&\n]")
"""What must occur for a paragraph to be more than plain words."""


def _href(token: Token, name: str) -> str:
    return clean(str(token.attrGet(name) or ""))


class BlockReader:
    """Collects blocks while walking over tokens."""

    def __init__(self, markdown: MarkdownIt, links: dict[str, Any]) -> None:
        self._markdown = markdown
        self._links = links
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.inlines: list[Inline] = []
        self.quoted = 0
        self.lists: list[str | None] = []
        self.bullet = ""
        self.at = 0

    def read(self, tokens: Sequence[Token]) -> BlockReader:
        """Adds the blocks of all tokens."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                opener = tokens[index - 1]
                self._words(self._inline(token.content), int(opener.tag[1]) if opener.tag[:1] == "h" else 0)
            elif kind in ("fence", "code_block"):
                self._add(clean(token.content).expandtabs(4).rstrip("\n"), "code")
            elif kind == "html_block":
                self._html(read_html_words(token.content))
            elif kind == "hr":
                self._add("", "rule")
            elif kind == "blockquote_open":
                self.quoted += 1
            elif kind == "blockquote_close":
                self.quoted -= 1
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self.lists.append(token.markup)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
            elif kind == "list_item_open":
                self.bullet = token.info + token.markup if token.info else _BULLETS[(len(self.lists) - 1) % 3]
            elif kind == "list_item_close":
                if self.bullet:
                    self._add("", "list_item", level=len(self.lists))
            elif kind == "tr_open":
                index = self._row(tokens, index)
            index += 1
        return self

    def _inline(self, source: str) -> _Words:
        if not _MARKS.search(source) or len(source) > LONGEST_INLINE or _open_brackets(source) > OPEN_BRACKETS:
            return _Words(source.replace("\t", " ").replace("\n", " "))
        tokens: list[Token] = []
        self._markdown.inline.parse(source, self._markdown, self._links, tokens)
        return read_inline(tokens)

    def _row(self, tokens: Sequence[Token], index: int) -> int:
        """Adds a table row; gives the index of the token that closes it."""
        cells: list[_Words] = []
        header = False
        while tokens[index].type != "tr_close":
            token = tokens[index]
            if token.type == "inline":
                words = self._inline(token.content).stripped()
                cells.append(_Words(words.text.replace("\n", " "), words.inlines))
            header = header or token.type == "th_open"
            index += 1
        spans, at = [], self.at
        for cell in cells:
            spans.append(Span(at, at + len(cell.text)))
            self.inlines += [replace(inline, span=inline.span.shift(at)) for inline in cell.inlines]
            at += len(cell.text) + 1
        self._add("\t".join(cell.text for cell in cells), "table_row", cells=tuple(spans), header=header)
        return index

    def _words(self, words: _Words, heading: int = 0, kind: BlockKind = "paragraph") -> None:
        words = words.stripped()
        if not words.text:
            return
        self.inlines += [replace(inline, span=inline.span.shift(self.at)) for inline in words.inlines]
        if heading:
            self._add(words.text, "heading", level=heading)
        elif self.lists:
            self._add(words.text, "list_item", level=len(self.lists))
        elif self.quoted:
            self._add(words.text, "block_quote", level=self.quoted)
        else:
            self._add(words.text, kind)

    def _html(self, blocks: list[HtmlBlock]) -> None:
        for block in blocks:
            if block.code:
                self._add(block.text, "code")
            else:
                self._words(_Words(block.text, list(block.inlines)), block.heading)

    def _add(
        self,
        text: str,
        kind: BlockKind,
        *,
        level: int = 0,
        cells: tuple[Span, ...] = (),
        header: bool = False,
    ) -> None:
        span = Span(self.at, self.at + len(text))
        self.blocks.append(Block(span, kind, level, self.bullet, 0, cells, header, self.quoted))
        self.bullet = ""
        self.parts.append(text)
        self.at = span.end + 2


def _open_brackets(source: str) -> int:
    """How many square brackets are open at once at most (where they are too few to matter, how many there are)."""
    count = source.count("[")
    if count <= OPEN_BRACKETS:
        return count
    now = most = 0
    for bracket in _BRACKET.findall(source):
        now = now + 1 if bracket == "[" else max(0, now - 1)
        most = max(most, now)
    return most


_BRACKET = re.compile(r"[\[\]]")


def assemble(read: BlockReader, head: FrontMatter, source: str) -> Article:
    """The article of the blocks, with what the front matter says put before them where they do not say it."""
    blocks, inlines, parts = read.blocks, read.inlines, read.parts
    top_blocks = blocks[: top_length([b.span.length for b in blocks[:TOP]])]
    headline = next((i for i, b in enumerate(top_blocks) if (b.kind, b.level, b.quoted) == ("heading", 1, 0)), None)
    if headline is not None and head.headline and not _same(parts[headline], head.headline):
        headline = None
    lines = [part if b.kind == "paragraph" else "" for part, b in zip(parts[: TOP + 1], blocks, strict=False)]
    top = read_top(lines, headline=headline)
    for index, kind in ((headline, "headline"), (top.date_at, "dateline"), (top.byline_at, "byline")):
        if index is not None:
            blocks[index] = replace(blocks[index], kind=kind, level=0)  # type: ignore[arg-type]  # literals in a tuple
    before: list[tuple[BlockKind, str]] = []
    if head.headline and headline is None:
        before.append(("headline", head.headline))
    if head.byline and top.byline is None:
        before.append(("byline", head.byline))
    if head.written_date and top.date_at is None:
        before.append(("dateline", head.written_date))
    first = 0 if headline is None else headline + 1
    blocks, inlines, parts = _insert(before, first, blocks, inlines, parts)
    return Article(
        source=source,
        text="\n\n".join(parts),
        blocks=tuple(blocks),
        inlines=tuple(inlines),
        headline=head.headline or (None if headline is None else parts[headline]),
        byline=head.byline or top.byline,
        dateline=head.dateline or top.dateline,
        date=head.date or top.date,
        site=head.site,
        url=head.url,
        format="markdown",
        notices=head.notices,
    )


def _insert(
    new: Sequence[tuple[BlockKind, str]], index: int, blocks: list[Block], inlines: list[Inline], parts: list[str]
) -> tuple[list[Block], list[Inline], list[str]]:
    """Blocks of the given kind and text put before the block at `index`; everything after moves along."""
    if not new:
        return blocks, inlines, parts
    start = sum(len(part) + 2 for part in parts[:index])
    added, at = [], start
    for kind, text in new:
        added.append(Block(Span(at, at + len(text)), kind))
        at += len(text) + 2
    by = at - start
    moved = [replace(b, span=b.span.shift(by), cells=tuple(cell.shift(by) for cell in b.cells)) for b in blocks[index:]]
    inlines = [replace(i, span=i.span.shift(by)) if i.span.start >= start else i for i in inlines]
    return blocks[:index] + added + moved, inlines, parts[:index] + [text for _, text in new] + parts[index:]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
