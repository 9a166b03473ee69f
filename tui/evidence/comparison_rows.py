"""The rows of a comparison of two articles as a table: for the command line, and for the export of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..text.article import Article
from ..text.safe import one_line
from ..text.span import Span
from .comparison import ComparedItem, State, item_words

STATES: dict[State, str] = {
    "same": "the same in both",
    "changed": "not quite the same",
    "disagree": "different figures",
    "first": "only in the first",
    "second": "only in the second",
}

OTHER_SPEAKER = "other speaker"
"""What a quotation is called that both articles have, word for word, but as words of different speakers."""

SOURCE_OF_BOTH = "a source of both"
"""What a source is called that both articles have: what it says in each may be something else."""

COLUMNS = ("kind", "state", "name", "first", "first_start", "second", "second_start", "differences")


@dataclass(frozen=True)
class ComparisonRow:
    """Something that one or both of two articles have."""

    first: Article
    second: Article
    item: ComparedItem

    @property
    def state(self) -> str:
        """In words: "only in the first"."""
        if self.item.kind == "source" and self.item.state == "same":
            return SOURCE_OF_BOTH
        return OTHER_SPEAKER if self.item.has_other_speaker else STATES[self.item.state]


def words_of(article: Article, item: ComparedItem, span: Span | None) -> str:
    """The words of an item in one of the articles, on one line; "" if it does not have it."""
    return one_line(item_words(article, item, span)) if span else ""


def fields(row: ComparisonRow) -> Iterator[object]:
    """The values of a row of a table with these columns."""
    item = row.item
    yield from (item.kind, row.state, item.name)
    yield from (words_of(row.first, item, item.first), item.first.start if item.first else "")
    yield from (words_of(row.second, item, item.second), item.second.start if item.second else "")
    yield "; ".join(f"“{one.printed}” / “{one.said}”" for one in item.differences)
