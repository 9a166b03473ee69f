"""An article: one text, and everything else as spans over it.

`Article.text` is the only string. Blocks, emphasis and links are half-open spans of its code points. Whatever is found
later (a name, a quotation, a reader's mark) is a span of the same string, so nothing has to be searched for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from .span import Span

PIECE = 1 << 16
"""Code points that are encoded at a time."""

BlockKind = Literal[
    "headline",
    "byline",
    "dateline",
    "heading",
    "paragraph",
    "list_item",
    "block_quote",
    "code",
    "rule",
    "table_row",
    "caption",
]
"""The kinds of blocks. `byline` is a separate line with the writer's name, `dateline` one with the place or date,
`caption` one below a picture."""

InlineKind = Literal["strong", "emphasis", "strikethrough", "code", "link"]


class Block(NamedTuple):
    """One paragraph-like stretch of the text. Blocks are in order and never overlap."""

    span: Span
    """Its code points. Two blocks are separated by a blank line (two newlines) and nothing else. Inside a block a
    newline occurs only in `code` and as a hard line break."""
    kind: BlockKind
    level: int = 0
    """The level of a heading, 1 to 6; the depth of a list item or block quote, from 1 (outermost); otherwise 0."""
    bullet: str = ""
    """Drawn before a list item and not part of the text: "•", "1.". Empty if the text has its own (see `lead`), and for
    the second and later paragraphs of an item."""
    lead: int = 0
    """The number of code points at the start of a list item in plain text that are its bullet and the space after it.
    Wrapped lines are indented to the words that follow."""
    cells: tuple[Span, ...] = ()
    """The cells of a table row, in order; empty for every other kind. In the text a tab separates two cells."""
    header: bool = False
    """True for the header row of a table."""
    quoted: int = 0
    """The number of block quotations around it (a list item or heading inside `> ` keeps its own kind)."""


class Inline(NamedTuple):
    """Emphasis, a link or code in part of a block. Inlines may nest."""

    span: Span
    kind: InlineKind
    href: str = ""
    """The target of a link, as written. Never shown or opened unasked."""


@dataclass(frozen=True)
class Article:
    """A text with its structure and the facts from its head."""

    source: str
    """The path or address it came from, as the reader gave it."""
    text: str
    """The one string. Normalised when read: no carriage returns, and no control characters except newline and tab."""
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    date: str | None = None
    """ISO 8601, as far as it is known: "2023-11-17"."""
    site: str | None = None
    """The newspaper or site."""
    url: str | None = None
    """The address in the article's head, or the one it was fetched from."""
    format: str = "text"
    """The format it was read as: "text", "markdown" or "html"."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """Sentences for the reader about how it was read ("Read as windows-1252 …")."""

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of `text` in UTF-8. Identifies the text, whatever file it came from."""
        return digest_of(self.text)

    def named(self, digest: str) -> Article:
        """The same article with its digest, if that is known already, so that it is not computed again."""
        self.__dict__["digest"] = digest
        return self

    @property
    def title(self) -> str:
        """Its name in a list: the headline, else the first words (at most 60 code points), else the source."""
        if self.headline:
            return self.headline
        first = next((self.text[b.span.start : b.span.end] for b in self.blocks if b.span.length), "")
        first = " ".join(first.split())
        if len(first) > 60:
            first = (first[:59].rpartition(" ")[0] or first[:59]).rstrip(",;:–— ") + "…"
        return first or self.source

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def words_at(self, spans: Iterable[Span]) -> str:
        """The text of several spans, such as those of a quotation, with "…" for what is between them."""
        return " … ".join(map(self.words, spans))

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings for `json.dumps`; `from_json` restores the article from them."""
        return {
            "source": self.source,
            "text": self.text,
            "blocks": [
                [*b.span, b.kind, b.level, b.bullet, b.lead, [list(c) for c in b.cells], b.header, b.quoted]
                for b in self.blocks
            ],
            "inlines": [[*i.span, i.kind, i.href] for i in self.inlines],
            **{name: getattr(self, name) for name in HEAD},
            "notices": list(self.notices),
        }

    def is_coherent(self) -> bool:
        """Whether the blocks cover the text in order, two code points apart, and all other spans are within it."""
        at = -2
        for block in self.blocks:
            if block.span.start != at + 2 or not all(block.span.contains(cell) for cell in block.cells):
                return False
            at = block.span.end
        whole = Span(0, len(self.text))
        return max(at, 0) == whole.end and all(whole.contains(inline.span) for inline in self.inlines)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Article:
        """The article that `to_json` wrote. Raises KeyError, TypeError or ValueError for other data."""
        return cls(
            source=data["source"],
            text=data["text"],
            blocks=tuple(map(read_block, data["blocks"])),
            inlines=tuple(map(read_inline, data["inlines"])),
            **{name: data.get(name) for name in HEAD if name != "format"},
            format=data.get("format") or "text",
            notices=tuple(data.get("notices", ())),
        )


def utf8(text: str) -> Iterator[bytes]:
    """A text in UTF-8, piece by piece; half of a surrogate pair, which a hostile file may contain, is encoded too.

    To encode a text at once, Python takes three bytes for each code point: 17 MB for a million words.
    """
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE].encode("utf-8", "surrogatepass")


def digest_of(text: str) -> str:
    """The digest of an article with that text."""
    digest = sha256()
    for piece in utf8(text):
        digest.update(piece)
    return "sha256:" + digest.hexdigest()


def read_block(data: Sequence[Any]) -> Block:
    """The block that `to_json` wrote."""
    start, end, kind, level, bullet, lead, cells, header, quoted = data
    return Block(Span(start, end), kind, level, bullet, lead, tuple([Span(*cell) for cell in cells]), header, quoted)


def read_inline(data: Sequence[Any]) -> Inline:
    """The inline that `to_json` wrote."""
    start, end, kind, href = data
    return Inline(Span(start, end), kind, href)


HEAD = ("headline", "byline", "dateline", "date", "site", "url", "format")
"""The fields about the article as a whole."""
