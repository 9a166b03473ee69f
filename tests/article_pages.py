"""Small articles for tests of the page, built from a list of blocks."""

from __future__ import annotations

from typing import Any

from tui.text.article import Article, Block, BlockKind, Inline, InlineKind
from tui.text.span import Span


def page(*parts: str | tuple[BlockKind, Any] | tuple[BlockKind, Any, dict[str, Any]]) -> Article:
    """An article of blocks: a string is a paragraph; a tuple is kind, words (or a list of table cells) and the rest."""
    text = ""
    blocks: list[Block] = []
    for part in parts:
        kind, words, *more = ("paragraph", part) if isinstance(part, str) else part
        if blocks:
            text += "\n\n"
        start = len(text)
        cells: tuple[Span, ...] = ()
        if isinstance(words, list):
            at = start
            for cell in words:
                cells += (Span(at, at + len(cell)),)
                at += len(cell) + 1
            words = "\t".join(words)
        text += words
        blocks.append(Block(Span(start, len(text)), kind, cells=cells, **(more[0] if more else {})))
    return Article("test", text, tuple(blocks))


def found(article: Article, words: str) -> Span:
    """The first place where the words occur."""
    start = article.text.index(words)
    return Span(start, start + len(words))


def with_inline(article: Article, words: str, kind: InlineKind, href: str = "") -> Article:
    """The article with an inline over the first occurrence of the words."""
    inline = Inline(found(article, words), kind, href)
    return Article(article.source, article.text, article.blocks, (*article.inlines, inline))


def long_page(paragraphs: int = 300) -> Article:
    """Numbered paragraphs of three sentences each, in several lengths."""
    return page(
        *(
            f"No{number} opens the paragraph. "
            + "The ferry left the quay with coal and mail aboard. " * (number % 4 + 1)
            + "Nobody waved."
            for number in range(paragraphs)
        )
    )
