"""People, bodies and places over all articles, by the number of articles they are in; enter leads to their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from ..across import names
from ..names import NameRow, key
from ..shelf import Wish
from ..store.database import Store
from ..text.safe import cells, one_line
from .across import AcrossScreen, NameScreen
from .listing import counted

LISTS = {"people": "People", "organisations": "Organisations", "places": "Places", "others": "Others"}
"""The lists of the screen; the last has all other kinds."""


class NamesScreen(AcrossScreen[NameRow]):
    """Who and what is named, one row each."""

    ORDERS: ClassVar[dict[str, str]] = {
        "articles": "most articles first",
        "mentions": "most mentions first",
        "said": "most quoted first",
        "name": "by name",
    }

    def __init__(self) -> None:
        super().__init__(dict(LISTS))
        self._counts: dict[str, int] = {}

    @property
    def name_shown(self) -> str:
        """What is listed."""
        return "Names in all articles"

    @property
    def field_hint(self) -> str:
        """What can be typed into the field."""
        return "a name, or a part of one"

    def steps(self, store: Store) -> Iterator[tuple[float, Sequence[NameRow]]]:
        """The rows, which grow from step to step."""
        return names(store)

    def gathered(self, found: Sequence[NameRow]) -> None:
        """What was just counted comes with every step: only what is new is added."""
        self.all.extend(found)

    def arranged(self, words: str) -> list[NameRow]:
        """The names of the list that is shown that hold every word."""
        wanted = words.casefold().split()
        found: dict[str, list[NameRow]] = {name: [] for name in LISTS}
        for row in self.all:
            if not wanted or _holds(row, wanted):
                found[row.kind if row.kind in LISTS else "others"].append(row)
        self._counts = {name: len(rows) for name, rows in found.items()}
        rows = found[self.shown]
        if self.order == "name":
            rows.sort(key=lambda row: key(row.name))
        elif self.order == "mentions":
            rows.sort(key=lambda row: (-row.mentions, key(row.name)))
        elif self.order == "said":
            rows.sort(key=lambda row: (-row.said, -row.articles, key(row.name)))
        else:
            rows.sort(key=lambda row: (-row.articles, -row.mentions, key(row.name)))
        return rows

    def list_changed(self) -> None:
        """All lists are gathered at once."""
        self.look()

    def list_title(self, name: str) -> str:
        """With how many names there are, among them those that were searched for."""
        return f"{LISTS[name]} {self._counts[name]:,}" if name in self._counts else LISTS[name]

    def tally(self) -> str:
        """How many names there are."""
        return counted(len(self.items), "name")

    def key_of(self, item: NameRow) -> object:
        """A name is one of its kind."""
        return item.kind, key(item.name)

    def draw(self, item: NameRow, width: int) -> Sequence[Content]:
        """The name and the number of its articles, its other names and how often it is named and quoted."""
        return name_lines(item, width)

    def chosen(self, item: NameRow) -> None:
        """What was said, and where the name stands."""
        self.app.push_screen(NameScreen(item))

    def action_articles(self) -> None:
        """The articles in which the name stands."""
        if self.items:
            self.list_articles(Wish(person=self.items[self.rows.cursor].name))


def _holds(row: NameRow, wanted: Sequence[str]) -> bool:
    text = " ".join((row.name, *row.aliases)).casefold()
    return all(word in text for word in wanted)


def name_lines(row: NameRow, width: int) -> list[Content]:
    """Two lines: the name and in how many articles it is; its other names, how often it is named and quoted."""
    right = counted(row.articles, "article")
    name = one_line(row.name, max(8, width - cells(right) - 2))
    gap = " " * max(1, width - cells(name) - cells(right))
    first = Content.assemble((name, "bold"), gap, (right, "$text-muted"))
    counts = [counted(row.mentions, "mention"), counted(row.said, "quotation") if row.said else ""]
    tail = " · ".join(part for part in counts if part)
    others = one_line(", ".join([*row.aliases, *row.roles]), max(8, width - cells(tail) - 2))
    gap = " " * max(1, width - cells(others) - cells(tail))
    return [first, Content.assemble((others, "$text-muted"), gap, (tail, "$text-muted"))]
