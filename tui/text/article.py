"""An article: one text, and everything else as spans over it.

`Article.text` is the only string. A block, an emphasis, a link is a half-open span of code points
of it, so that whatever is found in the text later (a name, a quotation, a reader's mark) can be laid
over the same string without searching for it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from .span import Span

BlockKind = Literal[
    "headline", "byline", "dateline", "heading", "paragraph", "list_item", "block_quote", "code", "rule", "table_row"
]
"""What a block is. `byline` is a line of its own that names the writer; `dateline` one that gives place or date."""

InlineKind = Literal["strong", "emphasis", "strikethrough", "code", "link"]


class Block(NamedTuple):
    """One paragraph-like stretch of the text. Blocks are in order and never overlap."""

    span: Span
    """Its code points. Between two blocks the text has a blank line (two newlines), and nothing else.
    Inside a block a newline occurs in `code` and as a hard line break only."""
    kind: BlockKind
    level: int = 0
    """Heading: 1 to 6. List item: depth, 1 the outermost. Block quote: depth. Else 0."""
    bullet: str = ""
    """Drawn before a list item and not part of the text: "•", "1.". Empty where the text has its own (see `lead`)
    and on the second and later paragraphs of an item."""
    lead: int = 0
    """How many code points at the start of a list item are its own bullet and the blank after it, as plain
    text has them. Wrapped lines hang under what follows."""
    cells: tuple[Span, ...] = ()
    """The cells of a table row, in order; empty for every other kind. In the text a tab stands between two cells."""
    header: bool = False
    """True for the heading row of a table."""
    quoted: int = 0
    """How many block quotations it stands in (a list item or a heading inside `> ` has a kind of its own)."""


class Inline(NamedTuple):
    """Emphasis and the like over a stretch of a block. Inlines may nest."""

    span: Span
    kind: InlineKind
    href: str = ""
    """Where a link leads, as written. Never shown or opened unasked."""


@dataclass(frozen=True)
class Article:
    """A text as it is read, with its structure and what its head says of it."""

    source: str
    """The path or address it came from, as the reader gave it."""
    text: str
    """The one string. Normalised when read: no carriage return, no control character but newline and tab."""
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
    """The address that the article's own head names, or that it was fetched from."""
    format: str = "text"
    """"text", "markdown" or "html": what it was read as."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """Sentences for the reader on what was done to read it ("Read as windows-1252 …")."""

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of `text` in UTF-8. Names the text, whatever file it came from."""
        return "sha256:" + sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def named(self, digest: str) -> Article:
        """The same article. Its digest is known already, and is not to be computed again."""
        self.__dict__["digest"] = digest
        return self

    @property
    def title(self) -> str:
        """What to call it in a list: its headline, else its first words (at most 80 code points), else its source."""
        if self.headline:
            return self.headline
        first = next((self.text[b.span.start : b.span.end] for b in self.blocks if b.span.length), "")
        first = " ".join(first.split())
        return (first[:79] + "…" if len(first) > 80 else first) or self.source

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings for `json.dumps`; `from_json` gives the same article back."""
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

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Article:
        """The article that `to_json` wrote. Raises KeyError, TypeError or ValueError where `data` is something else."""
        return cls(
            source=data["source"],
            text=data["text"],
            blocks=tuple(map(read_block, data["blocks"])),
            inlines=tuple(map(read_inline, data["inlines"])),
            **{name: data.get(name) for name in HEAD if name != "format"},
            format=data.get("format") or "text",
            notices=tuple(data.get("notices", ())),
        )


def read_block(data: Sequence[Any]) -> Block:
    """The block that `to_json` wrote."""
    start, end, kind, level, bullet, lead, cells, header, quoted = data
    return Block(Span(start, end), kind, level, bullet, lead, tuple([Span(*cell) for cell in cells]), header, quoted)


def read_inline(data: Sequence[Any]) -> Inline:
    """The inline that `to_json` wrote."""
    start, end, kind, href = data
    return Inline(Span(start, end), kind, href)


HEAD = ("headline", "byline", "dateline", "date", "site", "url", "format")
"""The fields that tell of an article as a whole."""
