"""Whose words the articles of the library report: by source, outlet, month, and named or not, with bars."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from ...evidence.dossier import NO_DATE
from ...evidence.source import Source
from ...evidence.source_totals import ArticleSource, SourceTotal, SourceTotals, in_order
from ...evidence.sources import find_sources
from ...library.name_index import ArticleNames, NameIndex, NameRow
from ...library.occurrences import Occurrence, Occurrences, analysed_articles, quotation, shared_names
from ...library.outlets import NO_OUTLET, outlet_of
from ...library.shelf_items import LibraryQuery
from ...library.who_is import Subject, subject_of
from ...store.database import Store
from ...store.shelf import ShelfRow
from ...text.analysis import Quote
from ...text.article import Article
from ...text.charts import bar
from ...text.entity_kinds import name_key
from ...text.safe import cells, one_line
from ...text.span import Span
from ...text.speaker_name import is_name, sources_of
from ..messages import OpenKnownArticle
from ..services import Services
from .across import WIDEST, file_name
from .places import SpokenScreen
from .rows import Steps, counted
from .table import TableScreen

LISTS = {"source": "Sources", "outlet": "Outlets", "month": "Months", "named": "Named or not"}
"""The lists of the screen: what the sources are counted by."""

WITHOUT = {NO_DATE: "without a date", NO_OUTLET: "without an outlet"}
"""Groups that are no month and no outlet."""

FIGURE = 8
"""The smallest width of a column of figures, in cells."""
BAR, SHORT_BAR = 12, 4
"""The widest bar and the narrowest one, in cells. With less room there is none."""
NAME = 18
"""Cells that a name has before the bar is narrower and the columns on the left are dropped."""


class SourcesScreen(TableScreen[SourceTotal]):
    """The sources of all articles, counted."""

    ORDERS: ClassVar[dict[str, str]] = {
        "words": "most words first",
        "articles": "most articles first",
        "name": "in order",
    }

    def __init__(self, services: Services) -> None:
        super().__init__(services, dict(LISTS))
        self._words = 0
        """Words of all sources together."""
        self._left_out: list[int] = []
        """For each article so far, the number of statements that are not counted."""
        self._most = 0
        """Words of the row with the most, whose bar is full."""

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return "Sources in all articles"

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "a source, an outlet or a month"

    def steps(self, store: Store) -> Steps[SourceTotal]:
        """The groups, which grow with every article."""
        self._left_out.clear()
        return _groups(store, self._left_out)

    def heads(self, width: int) -> Content:
        """The headings of the bar and of the figures."""
        columns, wide = _fitting(self.shown, width)
        share = "share of words" if wide >= 9 else "share"
        figures = "".join(f"{head:>{room}}" for head, _, room in columns)
        return Content(f"{share:<{wide + 5}}{figures}".rjust(width))

    def arranged(self, words: str) -> list[SourceTotal]:
        """The groups of the current list that contain every word."""
        rows = [row for row in self.all if row.by == self.shown]
        self._words = sum(row.words for row in rows)
        self._most = max((row.words for row in rows), default=0)
        wanted = words.casefold().split()
        rows = [row for row in rows if all(word in row.group.casefold() for word in wanted)]
        if self.order == "words":
            return in_order(rows, self.shown)
        if self.order == "articles":
            return sorted(rows, key=lambda row: (-len(row.articles), name_key(row.group)))
        return sorted(rows, key=lambda row: name_key(row.group))

    def list_changed(self) -> None:
        """Show the other list; all lists were counted together. Months come in order."""
        self.order = "name" if self.shown == "month" else "words"
        self.show_heads()
        self.reload_rows()

    def tallies(self) -> Sequence[str]:
        """How many rows there are; if there is room, how many statements belong to none, and how many articles."""
        rest = [row for row in self.items if row.group in WITHOUT]
        rows = counted(len(self.items) - len(rest), self.shown if self.shown != "named" else "row")
        whole = rows + "".join(f" and {counted(len(row.articles), 'article')} {WITHOUT[row.group]}" for row in rest)
        left = sum(self._left_out)
        more = [f"{words} · {counted(left, 'statement')} left out" for words in (whole, rows)] if left else []
        return (*more, whole, rows)

    def key_of(self, item: SourceTotal) -> object:
        """The list and the group."""
        return item.by, name_key(item.group)

    def draw(self, item: SourceTotal, width: int) -> Sequence[Content]:
        """One line: the group, its share of the words as a bar, and its figures."""
        return [total_line(item, self._words, self._most, min(width, WIDEST))]

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each group, with the columns of `newsreader sources --by`."""
        counts = ("articles", "named", "unnamed", "statements", "words", "quoted_words", "unnamed_words")
        columns = ("group", *counts, "share", "unsure")
        total = self._words or 1
        return columns, (
            (row.group, len(row.articles), row.named, row.unnamed, row.statements, row.words)
            + (row.quoted_words, row.unnamed_words, round(row.words / total, 4), row.unsure)
            for row in self.items
        )

    @property
    def export_name(self) -> str:
        """The list, as the name of a file."""
        return file_name(LISTS[self.shown])

    def chosen(self, item: SourceTotal) -> None:
        """Show what a source said, or the articles of an outlet or month."""
        if item.by == "source":
            self.app.push_screen(SourceScreen(self.services, item))
        elif item.by == "named":
            self.action_show_list("source")
        elif len(item.articles) == 1:
            self.post_message(OpenKnownArticle(next(iter(item.articles)), Span(0, 0)))
        else:
            self.action_articles()

    def action_articles(self) -> None:
        """Show the articles of the row in the library."""
        if 0 <= self.rows.cursor < len(self.items):
            self.list_articles(_query(self.items[self.rows.cursor]))

    def find_subject(self, store: Store) -> Subject:
        """The named source under the cursor."""
        return _subject(self.items[self.rows.cursor]) or super().find_subject(store)

    @property
    def dossier_name(self) -> str:
        """The named source under the cursor."""
        row = self.items[self.rows.cursor] if 0 <= self.rows.cursor < len(self.items) else None
        return row.group if row and row.by == "source" and is_name(row.group) else ""


class SourceScreen(SpokenScreen):
    """The statements that a row counts, with whom each article says they are by: a report's count for its issuer."""

    def __init__(self, services: Services, row: SourceTotal) -> None:
        super().__init__(services, row.group, _subject(row))
        self._row = row

    def steps(self, store: Store) -> Occurrences:
        """The statements."""
        for done, row, one in analysed_articles(store, sources=self._row.articles):
            sources = find_sources(one.article, one.analysis).sources
            counted_here = [source for source in sources if source.id in self._row.articles[row.source]]
            yield done, [_said(row, one.article, source, quote) for source in counted_here for quote in source.quotes]

    async def gather_again(self, store: Store) -> None:
        """Gather the statements again, also those in the articles analysed since the row was chosen."""
        found = await asyncio.to_thread(lambda: [total for _, new in _groups(store, []) for total in new])
        same = (one for one in found if one.by == "source" and name_key(one.group) == name_key(self._row.group))
        self._row = next(same, self._row)
        await super().gather_again(store)


def _said(row: ShelfRow, article: Article, source: Source, quote: Quote) -> Occurrence:
    names = sources_of(article.text, quote)
    who = names[0] if len(names) == 1 else source.name or f"({source.called})"
    return quotation(row, article, quote, who)


def _groups(store: Store, left_out: list[int]) -> Iterator[tuple[float, list[SourceTotal]]]:
    counts, people = SourceTotals(), NameIndex(shared_names(store))
    for done, row, one in analysed_articles(store):
        outlet, month = outlet_of(row, row.source), (one.article.date or "")[:7]
        new: list[SourceTotal] = []
        found = find_sources(one.article, one.analysis)
        sources = found.sources
        left_out.append(found.left_out)
        named = people.add_sources(ArticleNames.of(one), ((source.id, source.name) for source in sources))
        for source in sources:
            new += counts.add(ArticleSource(row.source, outlet, month, source, named.get(source.id)))
        yield done, new


def _query(row: SourceTotal) -> LibraryQuery:
    """The articles of a group, exactly those that its row counts."""
    if row.by == "source":
        return LibraryQuery(person=row.group, sources=row.articles)
    return LibraryQuery(among=row.group, sources=row.articles)


def _subject(row: SourceTotal) -> Subject | None:
    """The person or organisation of a row; None for a source that is only described."""
    return subject_of([row.person], row.group) if isinstance(row.person, NameRow) else None


def _columns(by: str) -> tuple[tuple[str, str], ...]:
    """The headings of the columns of figures, and the attributes of `SourceTotal` below them."""
    if by == "source":
        return (("articles", "articles"), ("statements", "statements"), ("words", "words"))
    return (("articles", "articles"), ("named", "named"), ("not named", "unnamed"), ("words", "words"))


def _fitting(by: str, width: int) -> tuple[list[tuple[str, str, int]], int]:
    """The columns of figures for which there is room in `width` cells, each with its width, and the width of a bar. The
    last column, by which the rows are sorted, is never dropped."""
    columns = [(head, name, max(FIGURE, len(head) + 2)) for head, name in _columns(by)]
    while (left := width - NAME - 5 - sum(room for *_, room in columns)) < 0 and len(columns) > 1:
        del columns[0]
    return columns, min(left, BAR) if left >= SHORT_BAR else 0


def total_line(row: SourceTotal, words: int, most: int, width: int) -> Content:
    """A group with a bar, its share of `words` words, and its figures in columns; `most` words fill the bar."""
    counts = {"articles": len(row.articles), "named": row.named, "unnamed": row.unnamed}
    counts |= {"statements": row.statements, "words": row.words}
    columns, wide = _fitting(row.by, width)
    figures = "".join(f"{counts[name]:>{room},}" for _, name, room in columns)
    share = row.words / words if words else 0.0
    room = max(8, width - len(figures) - wide - 5)
    name = one_line(row.group, room - 1 - len(row.doubt)) + row.doubt
    style = "bold" if is_name(row.group) else ""
    return Content.assemble(
        (name, style),
        " " * (room - cells(name)),
        (bar(row.words / most if most else 0.0, wide), "$text-accent"),
        f"{share:5.0%}",
        (figures, "$text-muted"),
    )
