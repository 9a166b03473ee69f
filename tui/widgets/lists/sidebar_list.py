"""The interface of a sidebar list, implemented in a module for each: how its rows are made and what they stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ...actions.key_names import shown
from ...actions.table import BY_ID
from ...text.analysis import Analysis
from ...text.article import Article
from .item import Item

if TYPE_CHECKING:
    from ...notes.highlight import Placed


EXPORTED_WIDTH = 80
"""Cells of the rows that are made only for their keys and places."""


def default_key(id: str) -> str:
    """The first key of an action in the default preset."""
    return shown(BY_ID[id].keys[:1])


class ListSource(NamedTuple):
    """The data that rows are made from."""

    article: Article
    analysis: Analysis | None = None
    """None until the article has been analysed. Already limited to what the list should show."""
    placed: Sequence[Placed] = ()
    """The reader's highlights, each with its place in the article."""
    label_signs: Mapping[str, str] = {}
    """The sign of each label, one cell."""
    key: Callable[[str], str] = default_key
    """Returns the key of an action, by its id, for sentences."""


class SidebarList(ABC):
    """The rows of one list. It has no state; `tui.actions.sidebar_lists` has its names and options."""

    @abstractmethod
    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        """All rows for a list of `width` cells, in the first or the second of its two orders."""

    def progress(self, source: ListSource) -> str:
        """How much of a list is done, to be shown instead of the number of its rows; "" if there is nothing to do."""
        return ""

    def copied(self, source: ListSource, item: Item) -> str:
        """The text that copying a row puts on the clipboard: by default the words of its first place, "" if it has
        none."""
        return source.article.words(item.spans[0]) if item.spans else ""

    COLUMNS: ClassVar[Sequence[str]] = ("words",)
    """The columns of an exported row, before those of its place."""

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        """The values of COLUMNS for each row, by its key; by default what copying a row puts on the clipboard."""
        rows = self.rows(source, width=EXPORTED_WIDTH)
        return {item.key: (self.copied(source, item),) for item in rows if not item.heading}

    def name(self, source: ListSource, item: Item) -> str | None:
        """The footer's name for the places of a row; None to use the list's noun."""
        return None

    def speaker(self, source: ListSource, item: Item) -> str | None:
        """The speaker by whom lists can be limited to this row's; None if it has none."""
        return None


def sidebar_list(name: str) -> SidebarList:
    """The list of that name. Its module is imported on first use, since only one list is shown at startup."""
    found: SidebarList = import_module(f".{name}_list", __package__).LIST
    return found
