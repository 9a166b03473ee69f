"""People, organisations and places in all articles, with the number of articles that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content
from textual.style import Style

from ...actions.table import bindings
from ...library.name_index import NameRow, proves
from ...library.occurrences import names
from ...library.shelf_items import LibraryQuery
from ...library.who_is import Subject, subject_of
from ...store.database import Store
from ...store.errors import StoreError
from ...terminal.notices import notify_with_action
from ...text.entity_kinds import name_key
from ...text.safe import cells, one_line, visible
from ...widgets.lists.item import Item
from ...widgets.lists.row_text import sign_of
from ..services import Services
from ..undo import turn
from .across import WIDEST
from .listing import EmptyMessage
from .places import NameScreen
from .rows import counted
from .table import TableScreen

LISTS = {"people": "People", "organisations": "Organisations", "places": "Places", "others": "Others"}
"""The lists of the screen; the last one contains all other kinds."""


COLUMNS = {"articles": "articles", "mentions": "mentions", "said": "quotes"}
"""The headings of the columns of figures, by sort order."""

ALL = "all"
"""The key of the row that merges several names at once."""

COLUMN = 10
"""Width of a column of figures, in cells."""


class NamesScreen(TableScreen[NameRow]):
    """All names, one row each."""

    BINDINGS = [*bindings("names")]
    SCOPE = "names"
    ORDERS: ClassVar[dict[str, str]] = {
        "articles": "most articles first",
        "mentions": "most mentions first",
        "said": "most quoted first",
        "name": "by name",
    }

    def __init__(self, services: Services) -> None:
        super().__init__(services, dict(LISTS))
        self._counts: dict[str, int] = {}

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return "Names in all articles"

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "a name, or a part of one"

    def steps(self, store: Store) -> Iterator[tuple[float, Sequence[NameRow]]]:
        """The rows, which grow with every step."""
        return names(store)

    def heads(self, width: int) -> Content:
        """The column headings; a click on one sorts by it."""
        parts = [_head("name", "  name", self.order == "name")]
        parts += [_head(name, f"{head:>{COLUMN}}", self.order == name) for name, head in COLUMNS.items()]
        parts.insert(1, Content(" " * max(1, width - sum(cells(part.plain) for part in parts))))
        return Content("").join(parts)

    def action_sort_by(self, order: str) -> None:
        """Sort by a column."""
        self.order = order
        self.rows.cursor = 0
        self.reload_rows()

    def show_found(self, found: Sequence[NameRow], words: str) -> None:
        """Show these rows, and mark the column by which they are sorted."""
        super().show_found(found, words)
        self.call_after_refresh(self.show_heads)

    def arranged(self, words: str) -> list[NameRow]:
        """The names of the current list that contain every word."""
        wanted = words.casefold().split()
        found: dict[str, list[NameRow]] = {name: [] for name in LISTS}
        for row in self.all:
            if not wanted or _holds(row, wanted):
                found[row.kind if row.kind in LISTS else "others"].append(row)
        self._counts = {name: len(rows) for name, rows in found.items()}
        rows = found[self.shown]
        if self.order == "name":
            rows.sort(key=lambda row: name_key(row.name))
        elif self.order == "mentions":
            rows.sort(key=lambda row: (-row.mentions, name_key(row.name)))
        elif self.order == "said":
            rows.sort(key=lambda row: (-row.said, -row.articles, name_key(row.name)))
        else:
            rows.sort(key=lambda row: (-row.articles, -row.mentions, name_key(row.name)))
        return rows

    def list_changed(self) -> None:
        """Show the other list; all lists were gathered together."""
        self.reload_rows()

    def list_title(self, name: str) -> str:
        """The title with the number of names that match the search."""
        return f"{LISTS[name]} {self._counts[name]:,}" if name in self._counts else LISTS[name]

    def tallies(self) -> Sequence[str]:
        """The number of names."""
        return (counted(len(self.items), "name"),)

    def key_of(self, item: NameRow) -> object:
        """Kind and name."""
        return item.kind, name_key(item.name)

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each name."""
        columns = ("name", "kind", "articles", "mentions", "quotes", "aliases", "roles", "unsure")
        return columns, (
            (row.name, row.kind, *_figures(row), "; ".join(row.aliases), "; ".join(row.roles), row.unsure)
            for row in self.items
        )

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows; it names the lists that have some."""
        others = " and ".join(LISTS[name] for name, count in self._counts.items() if count)
        if self.field.value.strip() and others:
            words = f"No match here. There are matches under {others}: press {self.key('list_next')}."
            return EmptyMessage(words, "list_next")
        return super().empty_message()

    def draw(self, item: NameRow, width: int) -> Sequence[Content]:
        """The name with its other names, and in columns how often it is named and quoted."""
        return [name_line(item, min(width, WIDEST))]

    def chosen(self, item: NameRow) -> None:
        """Show the quotes by the entity and the sentences that name it."""
        self.app.push_screen(NameScreen(self.services, item))

    @property
    def dossier_name(self) -> str:
        """The name under the cursor."""
        return self.items[self.rows.cursor].name if 0 <= self.rows.cursor < len(self.items) else ""

    def find_subject(self, store: Store) -> Subject:
        """The name under the cursor, in exactly the articles that its row counts."""
        row = self.items[self.rows.cursor]
        return subject_of([row], row.name)

    def action_articles(self) -> None:
        """Show the articles that contain the name."""
        if self.items:
            row = self.items[self.rows.cursor]
            self.list_articles(LibraryQuery(person=row.name, sources=row.sources))

    # ------------------------------------------------------------ merging

    def action_merge(self) -> None:
        """Ask for the name that the row under the cursor is another name of, and merge the two in all articles; or
        several at once that may be forms of one name."""
        from ..dialogs.choose import ChooseScreen

        store = self.services.store
        if store is None or not self.items:
            return
        row, likely = self.items[self.rows.cursor], likely_same(self.all, self.items[self.rows.cursor])
        if not likely:
            self.notify("There is no other name of this kind.", markup=False)
            return

        def done(key: str | None) -> None:
            if key == ALL:
                self._ask_name(store, [*forms_of_name(likely, row), row])
            elif key is not None:
                chosen = likely[int(key)]
                self._ask_name(store, [chosen, row], chosen.name)

        question = f"In all articles, {one_line(row.name, 24)} is…"
        self.app.push_screen(ChooseScreen(question, merge_choices(likely, row)), done)

    def _ask_name(self, store: Store, merged: Sequence[NameRow], likely: str = "") -> None:
        """Ask which of their names these rows, all of one kind, have in all articles, `likely` or that of most articles
        unless the reader chooses another, and merge them."""
        from ..dialogs.choose import ChooseScreen

        articles = names_by_articles(merged)

        def done(name: str | None) -> None:
            if name is not None:
                own = dict.fromkeys(form for row in merged for form in row.names if form != name)
                self._merge(store, merged[0].kind, list(own), name)

        rows = [_choice(name, name, count) for name, count in articles.items()]
        of_all = "both" if len(merged) == 2 else f"all {len(merged)}"
        self.app.push_screen(ChooseScreen(f"The name of {of_all}, in all articles", rows, point_to=likely), done)

    def _merge(self, store: Store, kind: str, others: Sequence[str], name: str) -> None:
        try:
            store.notebook.merge_names(kind, others, name)
        except StoreError as error:
            self.notify(visible(f"This was not saved: {error}"), severity="warning", markup=False)
            return
        words = f"In all articles, {name} now includes {', '.join(others)}."
        notify_with_action(self.app, words, f"Press {self.key('names_undo')} to undo.", "names_undo")
        self._show_again(store, kind, name)

    def action_undo(self) -> None:
        """Undo the last merge."""
        self._undo_or_redo(redo=False)

    def action_redo(self) -> None:
        """Redo the merge that was undone last."""
        self._undo_or_redo(redo=True)

    def _undo_or_redo(self, *, redo: bool) -> None:
        if store := self.services.store:
            turn(
                self,
                store.notebook,
                redo=redo,
                is_expected=lambda change: True,
                everywhere=True,
                then=lambda _: self._show_again(store),
            )

    def _show_again(self, store: Store, *key: str) -> None:
        """Gather the names again, with the cursor on the row of this kind and name."""
        if key:
            self.next_key = (key[0], name_key(key[1]))
        self.gather(store)


def merge_choices(likely: Sequence[NameRow], row: NameRow) -> list[Item]:
    """The names that a row may be merged with; before them all that may be forms of its name, if there are several."""
    choices = [_choice(str(number), one.name, one.articles, one.aliases) for number, one in enumerate(likely)]
    if len(several := forms_of_name(likely, row)) > 1:
        words = f"all of: {', '.join(one.name for one in several)}"
        choices.insert(0, _choice(ALL, words, 0, search=ALL))  # whoever types a name means that one
    return choices


def likely_same(rows: Sequence[NameRow], row: NameRow) -> list[NameRow]:
    """The other names of the kind of a row: those that share a word with it first, then those in the most articles."""
    words = {word for name in (row.name, *row.aliases) for word in name_key(name).split()}

    def shared(one: NameRow) -> int:
        return len(words & {word for name in (one.name, *one.aliases) for word in name_key(name).split()})

    others = [one for one in rows if one.kind == row.kind and one is not row]
    return sorted(others, key=lambda one: (-shared(one), -one.articles, name_key(one.name)))


def forms_of_name(rows: Sequence[NameRow], row: NameRow) -> list[NameRow]:
    """Those of the rows that may be forms of a person's name: the surname alone, or with the same first name. "Trump"
    and "Donald J. Trump" may be Donald Trump, and Melania Trump is not."""
    own = name_key(row.name).split()
    named = [(one, name_key(one.name).split()) for one in rows if one.kind == row.kind == "people"]
    of_surname = [(one, words) for one, words in named if words[-1:] == own[-1:]]
    firsts = {words[0] for words in (own, *(words for _, words in of_surname)) if len(words) > 1}
    if len(own) == 1 and len(firsts) > 1:
        return []  # a surname that several people share
    return [one for one, words in of_surname if len(words) == 1 or len(own) == 1 or words[0] == own[0]]


def names_by_articles(rows: Sequence[NameRow]) -> dict[str, int]:
    """The names of these rows, those in the most articles first: the name of a row with all the articles of the row, as
    in the list; then any other with the articles that use it, 0 for a full name that none has as its first."""
    articles = Counter({row.name: row.articles for row in rows})
    in_list = set(articles)
    for row in rows:
        articles.update({name: count for name, count in row.names.items() if name not in in_list})
    mentions = {row.name: row.mentions for row in rows}
    names_used = sorted(articles, key=lambda name: (-articles[name], -mentions.get(name, 0), -len(name)))
    full = [name for row in rows for name in row.aliases if proves(row.kind, name)]
    return {name: articles[name] for name in dict.fromkeys([*names_used, *full])}


def _choice(key: str, name: str, articles: int, aliases: Sequence[str] = (), *, search: str = "") -> Item:
    """The row of a name in a box, with the number of articles that use it. It is found by the names, or by `search`."""
    count = counted(articles, "article") if articles else ""
    shown = one_line(name, 44 - cells(count))
    gap = " " * (46 - cells(shown) - cells(count))
    line = Content.assemble("  ", shown, gap, (count, "$text-muted"))
    return Item(key, line, search=search or " ".join((name, *aliases)).casefold())


def _holds(row: NameRow, wanted: Sequence[str]) -> bool:
    text = " ".join((row.name, *row.aliases)).casefold()
    return all(word in text for word in wanted)


def _head(order: str, words: str, sorted: bool) -> Content:
    blank = len(words) - len(words.lstrip())
    style = Style.from_meta({"@click": f"screen.sort_by({order!r})"})
    head = Content.styled(words.lstrip(), "bold underline" if sorted else "")
    return Content.assemble(" " * blank, head).stylize(style)


def name_line(row: NameRow, width: int) -> Content:
    """One line: the name, with the sign of doubt if no article is certain of it, as many of its other names as fit, and
    three figures."""
    figures = "".join(f"{count:>{COLUMN},}" if count else " " * COLUMN for count in _figures(row))
    room = max(8, width - cells(figures) - 2)
    name = one_line(row.name, room)
    left = room - cells(name) - 2
    others = one_line(", ".join([*row.aliases, *row.roles]), left) if left > 8 else ""
    gap = " " * (room - cells(name) - (cells(others) + 2 if others else 0))
    return Content.assemble(
        sign_of(confirmed=False, unsure=not row.certain),
        (name, "bold"),
        "  " if others else "",
        (others, "$text-muted"),
        gap,
        figures,
    )


def _figures(row: NameRow) -> tuple[int, int, int]:
    return row.articles, row.mentions, row.said
