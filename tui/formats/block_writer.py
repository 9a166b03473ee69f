"""Writes an article block by block: its text, and the blocks and inlines over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..text.article import Article, Block, BlockKind, Inline, InlineKind
from ..text.safe import clean
from ..text.span import Span
from .front_matter import FrontMatter
from .head import (
    TOP,
    date_line,
    find_byline,
    is_label,
    read_top,
    top_length,
)
from .html_words import HtmlBlock, in_order
from .long_block import LONGEST_BLOCK, divide

BULLETS = "•◦▪"
"""What is drawn before the items of an unnumbered list, by depth."""


def plain_words(content: str) -> str:
    """Clean words without tabs and newlines, for use within a paragraph."""
    return clean(content).replace("\t", " ").replace("\n", " ")


@dataclass(slots=True)
class Words:
    """Visible words, and the inlines over them, counted from 0."""

    text: str
    inlines: list[Inline] = field(default_factory=list)

    def stripped(self) -> Words:
        """The words without spaces at either end."""
        lead = len(self.text) - len(self.text.lstrip())
        text = self.text.strip()
        whole = Span(0, len(text))
        inlines = []
        for inline in self.inlines:
            span = inline.span.shift(-lead).clip(whole)
            if span:
                inlines.append(inline._replace(span=span))
        return Words(text, inlines)

    def part(self, start: int, end: int) -> Words:
        """The words from `start` to `end`."""
        inlines = [
            inline._replace(span=span.shift(-start))
            for inline in self.inlines
            if (span := inline.span.clip(Span(start, end)))
        ]
        return Words(self.text[start:end], inlines)


class Line:
    """Collects words and inlines in order."""

    def __init__(self) -> None:
        self.hidden = False
        """While True, words are dropped."""
        self._parts: list[str] = []
        self._at = 0
        self._opened: list[tuple[str, InlineKind, int, str]] = []
        self._inlines: list[Inline] = []

    def put(self, words: str) -> None:
        """Add words."""
        if words and not self.hidden:
            self._parts.append(words)
            self._at += len(words)

    def put_all(self, words: Words) -> None:
        """Add words with the inlines over them."""
        self._inlines += [inline._replace(span=inline.span.shift(self._at)) for inline in reversed(words.inlines)]
        self.put(words.text)

    def open(self, name: str, kind: InlineKind, href: str = "") -> None:
        """Begin an inline."""
        self._opened.append((name, kind, self._at, href))

    def close(self, name: str) -> None:
        """End the last inline of that name. An inline that is never closed is only a stray tag."""
        for index in range(len(self._opened) - 1, max(-1, len(self._opened) - 50), -1):
            if self._opened[index][0] == name:
                _, kind, start, href = self._opened.pop(index)
                if start < self._at:
                    self._inlines.append(Inline(Span(start, self._at), kind, href))
                return

    def next(self) -> Line:
        """A new line, in which inlines that are still open continue."""
        line = Line()
        line._opened = [(name, kind, 0, href) for name, kind, _, href in self._opened]
        return line

    def words(self) -> Words:
        """All words, without the inlines that are still open."""
        return Words("".join(self._parts), in_order(self._inlines) if len(self._inlines) > 1 else self._inlines)


class BlockWriter:
    """Collects blocks; its attributes say what the next ones are part of."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.inlines: list[Inline] = []
        self.quoted = 0
        """The number of open block quotations."""
        self.depth = 0
        """The number of open lists."""
        self.bullet = ""
        """The bullet of the next block."""
        self.is_caption = False
        """Whether the next block is a caption."""
        self._at = 0

    def add_words(self, words: Words, heading: int = 0) -> None:
        """Add a paragraph, list item, block quotation or heading; nothing if there are no words."""
        words = words.stripped()
        if not words.text:
            return
        if len(words.text) > LONGEST_BLOCK:
            for start, end in divide(words.text):
                self._add_words(words.part(start, end).stripped(), heading)
        else:
            self._add_words(words, heading)

    def _add_words(self, words: Words, heading: int) -> None:
        self.inlines += [inline._replace(span=inline.span.shift(self._at)) for inline in words.inlines]
        if self.is_caption:
            self.add(words.text, "caption")
        elif heading or (not self.depth and not self.quoted and _is_bold_label(words)):
            self.add(words.text, "heading", level=heading or 3)
        elif self.depth:
            self.add(words.text, "list_item", level=self.depth)
        elif self.quoted:
            self.add(words.text, "block_quote", level=self.quoted)
        else:
            self.add(words.text, "paragraph")

    def add_row(self, cells: Sequence[Words], *, header: bool) -> None:
        """Add a table row."""
        spans, at = [], self._at
        texts = []
        for cell in cells:
            cell = cell.stripped()
            texts.append(cell.text.replace("\n", " "))
            spans.append(Span(at, at + len(cell.text)))
            self.inlines += [inline._replace(span=inline.span.shift(at)) for inline in cell.inlines]
            at += len(cell.text) + 1
        self.add("\t".join(texts), "table_row", cells=tuple(spans), header=header)

    def add_html(self, blocks: Sequence[HtmlBlock]) -> None:
        """Add the paragraphs of a piece of HTML."""
        for block in blocks:
            if block.code:
                self.add(block.text, "code")
            else:
                self.add_words(Words(block.text, list(block.inlines)), block.heading)

    def add(
        self,
        text: str,
        kind: BlockKind,
        *,
        level: int = 0,
        cells: tuple[Span, ...] = (),
        header: bool = False,
    ) -> None:
        """Add a block."""
        span = Span(self._at, self._at + len(text))
        self.blocks.append(Block(span, kind, level, self.bullet, 0, cells, header, self.quoted))
        self.bullet = ""
        self.parts.append(text)
        self._at = span.end + 2


def _is_bold_label(words: Words) -> bool:
    """Whether a paragraph is a heading in disguise: a few words, all bold, that do not form a sentence."""
    bold = words.inlines and words.inlines[0].kind == "strong" and words.inlines[0].span == Span(0, len(words.text))
    if not bold or "\n" in words.text or not is_label(words.text):
        return False
    return find_byline(words.text) is None and date_line(words.text) is None


def assemble(read: BlockWriter, head: FrontMatter, source: str, format: str) -> Article:
    """The article of these blocks, preceded by facts that only its front matter has."""
    blocks, inlines, parts = read.blocks, read.inlines, read.parts
    top_blocks = blocks[: top_length([b.span.length for b in blocks[:TOP]])]
    headline = next((i for i, b in enumerate(top_blocks) if (b.kind, b.level, b.quoted) == ("heading", 1, 0)), None)
    if headline is not None and head.headline and not _same(parts[headline], head.headline):
        headline = None
    lines = [part if b.kind == "paragraph" else "" for part, b in zip(parts[: TOP + 1], blocks, strict=False)]
    top = read_top(lines, headline=headline)
    for index, kind in ((headline, "headline"), (top.date_at, "dateline"), (top.byline_at, "byline")):
        if index is not None:
            blocks[index] = blocks[index]._replace(kind=kind, level=0)  # type: ignore[arg-type]  # literals in a tuple
    before: list[tuple[BlockKind, str]] = []
    if head.headline and headline is None:
        before.append(("headline", head.headline))
    if head.byline and top.byline is None:
        before.append(("byline", head.byline))
    first = 0 if headline is None else headline + 1
    blocks, inlines, parts = _insert(before, first, blocks, inlines, parts)
    if head.written_date and top.date_at is None:
        last = max((i for i, b in enumerate(blocks[: TOP + 2]) if b.kind in ("headline", "byline")), default=-1)
        blocks, inlines, parts = _insert([("dateline", head.written_date)], last + 1, blocks, inlines, parts)
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
        format=format,
        notices=head.notices,
    )


def _insert(
    new: Sequence[tuple[BlockKind, str]], index: int, blocks: list[Block], inlines: list[Inline], parts: list[str]
) -> tuple[list[Block], list[Inline], list[str]]:
    """Insert blocks of the given kind and text before the block at `index` and move everything after them."""
    if not new:
        return blocks, inlines, parts
    start = sum(len(part) + 2 for part in parts[:index])
    added, at = [], start
    for kind, text in new:
        added.append(Block(Span(at, at + len(text)), kind))
        at += len(text) + 2
    by = at - start
    moved = [b._replace(span=b.span.shift(by), cells=tuple(cell.shift(by) for cell in b.cells)) for b in blocks[index:]]
    inlines = [i._replace(span=i.span.shift(by)) if i.span.start >= start else i for i in inlines]
    return blocks[:index] + added + moved, inlines, parts[:index] + [text for _, text in new] + parts[index:]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
