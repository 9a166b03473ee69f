"""The frame of the screens that compare an article with a second text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from textual import events, work
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from ..actions.table import bindings
from ..analysis.client import AnalystError
from ..formats.load_error import LoadError
from ..store.errors import StoreError
from ..text.article import Article
from ..text.safe import visible
from ..text.same_file import is_same_file
from ..text.span import Span
from ..widgets.lists.item_list import ItemList
from .lists.rows import RowsScreen
from .messages import OpenArticle, OpenKnownArticle

WIDE = 120
"""Columns from which the two texts are side by side; otherwise one below the other."""

Second = TypeVar("Second")


class ComparedRows(ItemList):
    """Rows that a double click chooses, since choosing one leaves the screen."""

    def clicked(self, row: int, event: events.Click) -> None:
        self.cursor = row
        if event.chain > 1:
            self.action_select()


class SecondTextScreen(RowsScreen[Span | None], Generic[Second]):
    """Reads the second text, compares, and shows rows. Returns a span of the article to go to, or None."""

    BINDINGS = [*bindings("evidence")]

    SCOPE = "evidence"

    rows = query_one(ItemList)

    def __init__(self, load: Callable[[], Awaitable[Second]]) -> None:
        """`load` reads the second text; it may raise LoadError, StoreError or AnalystError."""
        super().__init__()
        self._load = load

    def on_mount(self) -> None:
        """Read the second text and compare."""
        self.rows.focus()
        self.show_keys()
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            await self.compare(await self._load())
        except (LoadError, StoreError, AnalystError) as error:
            self.show_title(visible(str(error)))

    @property
    @abstractmethod
    def sources(self) -> Sequence[str]:
        """The paths or addresses of the texts compared."""

    def is_input(self, path: Path) -> bool:
        """Whether this is the file of one of the two texts."""
        return any(is_same_file(path, source) for source in self.sources)

    @abstractmethod
    async def compare(self, second: Second) -> None:
        """Compare the article with the second text and show the rows. Long work belongs in a thread.
        It may raise StoreError or AnalystError."""

    def show_title(self, words: str) -> None:
        """Show what is being done, or what was found, above the rows."""
        self.query_one(".title", Static).update(Content(words))

    def open_second(self, article: Article, span: Span | None) -> None:
        """Open the second text at a place: the stored text if it is an article of the library."""
        known = any("last read it" in notice for notice in article.notices)
        message = OpenKnownArticle if known else OpenArticle
        self.post_message(message(article.source, span))

    def close_something(self) -> bool:
        """Back to the article."""
        self.dismiss(None)
        return True
