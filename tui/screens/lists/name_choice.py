"""Names and topics of the library to choose from, with the number of articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ...library.known_topics import topic_names, unsearched_for_each
from ...library.occurrences import names
from ...store.shelf import MOST_NAMES
from ...text.entity_kinds import name_key
from ...text.safe import one_line
from ...widgets.lists.item import Item
from ...widgets.lists.row_text import sign_of
from .rows import counted

if TYPE_CHECKING:
    from ...config.settings import Settings
    from ...library.name_index import NameRow
    from ...store.database import Store

NONE_YET = "No article in the library has been analysed yet."


def most_named(store: Store) -> list[NameRow]:
    """The names in the most articles, each person or organisation once. Called in a thread. Raises StoreError."""
    rows = [row for _, new in names(store) for row in new]
    return sorted(rows, key=lambda row: (-row.articles, name_key(row.name)))[:MOST_NAMES]


def topic_counts(store: Store, known: Iterable[str]) -> list[tuple[str, int]]:
    """The topics with passages in the library, those in most articles first, then the other known ones. Empty if no
    article has been read. Called in a thread. Raises StoreError."""
    found = dict(store.articles.topics())
    others = [(name, 0) for name in known if name not in found]
    return [*found.items(), *others] if found or store.articles.library(limit=1) else []


def topic_items(store: Store, settings: Settings) -> list[Item]:
    """Rows of topics to choose from. Called in a thread. Raises StoreError."""
    counts = topic_counts(store, topic_names(settings))
    return name_items(counts, unsearched=unsearched_for_each(store, settings) if counts else {})


def name_items(
    names: Sequence[tuple[str, int]],
    also: Mapping[str, Sequence[str]] | None = None,
    unsure: Collection[str] = (),
    unsearched: Mapping[str, int] | None = None,
) -> list[Item]:
    """Rows of names to choose from, with the number of articles that contain them, and the number of those in which
    they were not looked for (`unsearched`). A row is found by the names in `also` too. Those in `unsure` have the sign
    of doubt."""

    def line(name: str, count: int) -> Content:
        left = (unsearched or {}).get(name, 0)
        articles = f"{left:,} not searched" if left else ""
        if count or not left:
            articles = counted(count, "article") + (f", {articles}" if left else "")
        sign = sign_of(confirmed=False, unsure=name in unsure)
        # A row has room for fifty cells: one that wrapped would put "articles" on a line of its own.
        return Content.assemble(sign, one_line(name, 46 - len(articles)), (f"  {articles}", "$text-muted"))

    found_by = {name: "\n".join((name, *(also or {}).get(name, ()))).casefold() for name, _ in names}
    return [Item(name, line(name, count), search=found_by[name]) for name, count in names]


def unnamed_item(key: str, description: str, title: str, unsure: bool) -> Item:
    """The row of a speaker whom an article only describes, with the title of the article."""
    sign = sign_of(confirmed=False, unsure=unsure)
    shown = one_line(description, 24)
    where = one_line(title, 46 - len(shown))
    return Item(
        key, Content.assemble(sign, shown, (f"  {where}", "$text-muted")), search=f"{shown}\n{title}".casefold()
    )


def people_items(rows: Sequence[NameRow]) -> list[Item]:
    """`name_items` for people, organisations and places, which are found by their other names too."""
    unsure = {row.name for row in rows if not row.certain}
    return name_items([(row.name, row.articles) for row in rows], {row.name: row.aliases for row in rows}, unsure)
