"""The outline: the article's headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from ...text.article import Article
from .item import Item
from .row_text import MOST_LINES, in_lines
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
            words, style = article.words(block.span), "" if depth else "bold"
            found.append(
                Item(
                    key=f"b{number}",
                    line=_content(words, style, depth, width, 1),
                    spans=(block.span,),
                    search=words.casefold(),
                    full=partial(_content, words, style, depth, width, MOST_LINES),
                )
            )
    return found


def _content(words: str, style: str, depth: int, width: int, most: int) -> Content:
    """A heading in at most `most` lines, indented by two cells for each heading that it is under."""
    indent = "  " * depth
    return Content("\n").join(
        [Content.assemble(indent, (line, style)) for line in in_lines(words, width - len(indent), most)]
    )


class OutlineList(SidebarList):
    """The article's headings."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        return outline_items(source.article, width=width)


LIST = OutlineList()
