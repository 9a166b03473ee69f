"""The outline: the article's headings."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...text.article import Article
from ...text.safe import one_line
from .item import Item
from .sidebar_list import ListSource, SidebarList


def outline_items(article: Article, *, width: int = 34) -> list[Item]:
    """Headline and headings, each indented by the headings of higher level that it is under."""
    found: list[Item] = []
    over: list[int] = []
    for number, block in enumerate(article.blocks):
        if block.kind in ("headline", "heading"):
            level = 0 if block.kind == "headline" else block.level
            while over and over[-1] >= level:
                over.pop()
            depth = len(over)
            over.append(level)
            words = article.words(block.span)
            found.append(
                Item(
                    key=f"b{number}",
                    line=Content.assemble("  " * depth, (one_line(words, width - 2 * depth), "" if depth else "bold")),
                    spans=(block.span,),
                    search=words.casefold(),
                )
            )
    return found


class OutlineList(SidebarList):
    """The article's headings."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        return outline_items(source.article, width=width)


LIST = OutlineList()
