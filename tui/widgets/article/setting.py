"""How a block is set on the page: the blank rows above it, the bars and the bullet before it, its indent.

Pure questions to an article about one block and its neighbours, so that nothing is worked out for a block
before it comes near the screen.
"""

from __future__ import annotations

from typing import NamedTuple

from ...text.article import Article, Block
from .cells import width

HEAD = ("headline", "byline", "dateline")
LOOK_BACK = 64
"""So many blocks back an unmarked list paragraph looks for the item it continues."""

BLANK, LINE, BARS = "blank", "line", "bars"
"""What a row above a block shows: nothing, a thin line, the bars of a quotation that goes on."""


class Setting(NamedTuple):
    """What stands before the words of a block."""

    bars: int = 0
    """Block quotations it stands in, a bar each."""
    indent: int = 0
    """Cells between the bars and the bullet."""
    bullet: str = ""
    """Drawn before the first row, with a blank after it."""
    hang: int = 0
    """Cells by which the second and later rows stand further in than the words of the first."""


def quoted(block: Block) -> int:
    """How many bars stand before a block."""
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
        return (BLANK, LINE, BLANK)
    if block.kind == before.kind == "table_row" and not block.header:
        return (LINE,) if before.header else ()
    if _same_list(before, block):
        return ()
    between = BARS if min(quoted(before), quoted(block)) else BLANK
    if block.kind == "heading" and block.level <= 2:
        return (between, between)
    return (between,)


def _same_list(before: Block, block: Block) -> bool:
    """Two items of one list stand together; a second paragraph of an item is set off."""
    both = before.kind == block.kind == "list_item"
    return both and quoted(before) == quoted(block) and bool(block.bullet or block.lead)


def setting(article: Article, index: int) -> Setting:
    """How the block is set."""
    block = article.blocks[index]
    bars = quoted(block)
    if block.kind != "list_item":
        return Setting(bars)
    indent = 2 * max(0, block.level - 1)
    if block.lead:
        start = block.span.start
        return Setting(bars, indent, hang=min(8, width(article.text[start : start + block.lead])))
    if block.bullet:
        return Setting(bars, indent, block.bullet)
    return Setting(bars, indent + _continued(article, index))


def _continued(article: Article, index: int) -> int:
    """How far in the words of the item stand that this paragraph continues."""
    level = article.blocks[index].level
    for before in reversed(article.blocks[max(0, index - LOOK_BACK) : index]):
        if before.kind != "list_item" or before.level < level:
            break
        if before.level == level and (before.bullet or before.lead):
            start = before.span.start
            return width(before.bullet) + 1 if before.bullet else width(article.text[start : start + before.lead])
    return 2
