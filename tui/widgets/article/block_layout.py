"""The layout of a block: the blank rows above it, the bars and the bullet before it, and its indent.

Each function looks at one block and its neighbours only, so nothing is computed for a block before it comes near the
screen.
"""

from __future__ import annotations

from typing import NamedTuple

from ...text.article import Article, Block
from .cells import width

HEAD = ("headline", "byline", "dateline")
CAPTION_INDENT = 2
"""Cells before a caption, which distinguish it from the text, even without colour."""
LOOK_BACK = 64
"""How many blocks to search backwards for the item that a list paragraph without a bullet continues."""

BLANK, LINE, BARS, SOURCE = "blank", "line", "bars", "source"
"""The content of a row above a block: nothing, a thin line, the bars of a block quotation that continues, or the outlet
and the address of a web page."""


class BlockLayout(NamedTuple):
    """The decorations before the text of a block. All widths are in cells."""

    bars: int = 0
    """Number of nested block quotations, one bar each."""
    indent: int = 0
    """Cells between the bars and the bullet."""
    bullet: str = ""
    """Drawn before the first row, followed by a space."""
    hang: int = 0
    """Indent of the second and later rows relative to the first."""


def quoted(block: Block) -> int:
    """Number of bars before a block."""
    return max(block.quoted, block.level if block.kind == "block_quote" else 0)


def above(article: Article, index: int) -> tuple[str, ...]:
    """The rows between a block and the one before it."""
    block = article.blocks[index]
    if index == 0:
        return (BLANK,)
    before = article.blocks[index - 1]
    if block.kind in HEAD and before.kind in HEAD:
        return (BLANK,) if before.kind == "headline" else ()
    if before.kind in HEAD:
        source = ((BLANK, SOURCE) if before.kind == "headline" else (SOURCE,)) if source_line(article) else ()
        return (*source, BLANK, LINE, BLANK)
    if block.kind == before.kind == "table_row" and not block.header:
        return (LINE,) if before.header else ()
    if _same_list(before, block):
        return ()
    between = BARS if min(quoted(before), quoted(block)) else BLANK
    if block.kind == "heading" and block.level <= 2:
        return (between, between)
    return (between,)


def source_line(article: Article) -> str:
    """Outlet and address of a web page, for the line under its headline and byline; "" for other articles."""
    if article.format != "html" or not article.url:
        return ""
    address = article.url.partition("://")[2] or article.url
    return " · ".join(part for part in (article.site, address) if part)


def _same_list(before: Block, block: Block) -> bool:
    """Whether two items of one list follow without a blank row; a second paragraph of an item does not."""
    both = before.kind == block.kind == "list_item"
    return both and quoted(before) == quoted(block) and bool(block.bullet or block.lead)


def block_layout(article: Article, index: int) -> BlockLayout:
    """The layout of a block."""
    block = article.blocks[index]
    bars = quoted(block)
    if block.kind != "list_item":
        return BlockLayout(bars, CAPTION_INDENT if block.kind == "caption" else 0)
    indent = 2 * max(0, block.level - 1)
    if block.lead:
        start = block.span.start
        return BlockLayout(bars, indent, hang=min(8, width(article.text[start : start + block.lead])))
    if block.bullet:
        return BlockLayout(bars, indent, block.bullet)
    return BlockLayout(bars, indent + _continued(article, index))


def _continued(article: Article, index: int) -> int:
    """Indent of the item that this paragraph continues."""
    level = article.blocks[index].level
    for before in reversed(article.blocks[max(0, index - LOOK_BACK) : index]):
        if before.kind != "list_item" or before.level < level:
            break
        if before.level == level and (before.bullet or before.lead):
            start = before.span.start
            return width(before.bullet) + 1 if before.bullet else width(article.text[start : start + before.lead])
    return 2
