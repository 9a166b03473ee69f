"""What was found across all articles, as lists: what they share, and the rows of words from one article after another.

A library is gone through in a thread; what is found is shown as it comes, and leaving the screen ends the search. Back
from an article nothing is looked up again unless something was analysed or put right meanwhile.
"""

from __future__ import annotations

import asyncio
import textwrap
import time
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ..across import Place, Places, named_as, passages_about, said_as, said_by
from ..actions import bindings
from ..names import NameRow
from ..shelf import Wish
from ..store.across import Stamp, stamp
from ..store.database import Store, StoreError
from ..text.safe import cells, one_line, visible
from ..widgets.key_bar import Hint
from .listing import ListScreen, Steps, counted, some_of

BETWEEN = 0.5
"""Seconds between two times that the list is shown anew while it grows; twice as long as that takes, where it is long.
"""

Row = TypeVar("Row")

DATES = {"oldest": "oldest first", "newest": "newest first", "source": "by source"}
"""The orders of words from many articles."""


class AcrossScreen(ListScreen[Row]):
    """Rows that are gathered from all articles, in several lists."""

    DEFAULT_CSS = """
    AcrossScreen .lists { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; link-style: none; }
    """

    BINDINGS = [*bindings("across")]
    SCOPE = "across"

    ORDERS: ClassVar[dict[str, str]] = DATES

    def __init__(self, lists: dict[str, str], *, show: str = "") -> None:
        """`lists` are the lists with their titles, `show` is the one to begin with."""
        super().__init__()
        self.lists = lists
        self.shown = show if show in lists else next(iter(lists), "")
        """The list that is shown."""
        self.order = next(iter(self.ORDERS))
        self.all: list[Row] = []
        """What was gathered so far."""
        self.done = 0.0
        """How much of the library was looked through, 0 to 1."""
        self._turn = asyncio.Lock()
        self._stamp: Stamp = ()

    # ------------------------------------------------------------ what a kind of list tells

    def steps(self, store: Store) -> Steps[Row]:
        """What is found, step by step; asked in a thread."""
        raise NotImplementedError

    def gathered(self, found: Sequence[Row]) -> None:
        """Take in one step."""
        self.all.extend(found)

    def arranged(self, words: str) -> list[Row]:
        """The rows to show, in order; in a thread."""
        raise NotImplementedError

    # ------------------------------------------------------------ gathering

    def compose_above(self) -> ComposeResult:
        yield Static(classes="lists", markup=False)

    def begin(self) -> None:
        """Go through the library."""
        self.show_lists()
        if self.reader.store is None:
            self.done = 1.0
            self.look()
        else:
            self.gather(self.reader.store)

    def back(self) -> None:
        """Look again where something has changed meanwhile."""
        store = self.reader.store
        if self.done >= 1 and store is not None and self._stamp != self._stamp_of(store):
            self.gather(store)

    def _stamp_of(self, store: Store) -> Stamp:
        try:
            return stamp(store)
        except StoreError:
            return ()

    @work(exclusive=True, group="gather")
    async def gather(self, store: Store) -> None:
        """Go through the library, and show what is found as it comes."""
        self.done, self._stamp = 0.0, self._stamp_of(store)
        self.tell_work("looking…")
        steps, first, next_look = self.steps(store), True, 0.0
        try:
            while self.done < 1:
                async with self._turn:
                    done, found = await asyncio.to_thread(some_of, steps)
                    if self.is_gone:
                        return
                    if first:
                        self.all, first = [], False
                    self.gathered(found)
                    self.done = done
                if self._pending is None and (done >= 1 or self.all and time.monotonic() > next_look):
                    began = time.monotonic()
                    await self.show_gathered()
                    next_look = time.monotonic() + max(BETWEEN, 2 * (time.monotonic() - began))
                else:
                    self.tell_about(self.about())
        except StoreError as error:
            self.done = 1.0
            if not self.is_gone:
                self.tell_about(self.about())
                self.say(str(error))

    async def show_gathered(self) -> None:
        """Show what there is."""
        words = self.field.value
        found = await self.fetch()
        if not self.is_gone:
            self.take(found, words)

    async def fetch(self) -> Sequence[Row]:
        """The rows there are that hold what was typed."""
        async with self._turn:
            return await asyncio.to_thread(self.arranged, self.field.value)

    def take(self, found: Sequence[Row], words: str) -> None:
        """Show these rows; while there are none the search may not be over."""
        super().take(found, words)
        if not found and self.done < 1:
            self.say("")
        self.show_lists()

    def hints(self) -> list[Hint]:
        """The keys of the footer; where there is one list only, no key for the next."""
        return [hint for hint in super().hints() if hint.id != "list_next" or len(self.lists) > 1]

    def about(self) -> Content:
        """What is listed and in which order, or how far the search is."""
        tally = self.tally()
        if self.done < 1:
            return Content.assemble((f"looking… {self.done:.0%}", "italic"), f" · {tally}")
        return Content(f"{tally} · {self.ORDERS[self.order]}").stylize(_SORT)

    def tally(self) -> str:
        """How many rows there are."""
        return counted(len(self.items), "row")

    def nothing(self) -> str:
        """Why there is no row."""
        if self.field.value.strip():
            return super().nothing()
        return "Nothing was found in the articles that were looked through so far. Open some first; B lists them."

    # ------------------------------------------------------------ several lists

    def list_title(self, name: str) -> str:
        """What the line of lists says."""
        return self.lists[name]

    def show_lists(self) -> None:
        """Draw the line of lists, the one that is shown set off; a click goes to another."""
        line = self.query_one(".lists", Static)
        line.display = len(self.lists) > 1
        parts: list[Content] = []
        for name in self.lists:
            mark = "bold reverse" if name == self.shown else "$text-muted"
            click = Style.from_meta({"@click": f"screen.show_list({name!r})"})
            parts.append(Content(f" {one_line(self.list_title(name), 30)} ").stylize(mark).stylize(click))
        # From the left as many go as it takes to bring the one that is shown into view.
        before = list(self.lists).index(self.shown) if self.shown in self.lists else 0
        while before > 0 and sum(cells(part.plain) + 1 for part in parts[: before + 1]) > self.size.width - 2:
            del parts[0]
            before -= 1
        line.update(Content(" ").join(parts))

    def action_show_list(self, name: str) -> None:
        """Show another list."""
        if name in self.lists and name != self.shown:
            self.shown = name
            self.show_lists()
            self.rows.cursor = 0
            self.list_changed()

    def list_changed(self) -> None:
        """Another list is wanted: it is gathered."""
        if self.reader.store is not None:
            self.items = self.all = []
            self.rows.show(0)
            self.gather(self.reader.store)

    def _go(self, by: int) -> None:
        names = list(self.lists)
        if len(names) > 1:
            self.action_show_list(names[(names.index(self.shown) + by) % len(names)])

    def action_next_list(self) -> None:
        """The next list."""
        self._go(1)

    def action_previous_list(self) -> None:
        """The list before."""
        self._go(-1)

    def action_sort(self) -> None:
        """The next order."""
        orders = list(self.ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.rows.cursor = 0
        self.look()

    def list_articles(self, wish: Wish) -> None:
        """The library, only these articles of it."""
        from .library import LibraryScreen

        screen = LibraryScreen()
        screen.wish = wish
        self.app.push_screen(screen)


_SORT = Style.from_meta({"@click": "screen.sort"})


# ---------------------------------------------------------------- words from many articles


class PlacesScreen(AcrossScreen[Place]):
    """Words from many articles by date and source; enter opens the article at the place."""

    ROW_HEIGHT = 3
    ROOMY = 24

    title_shown = ""

    @property
    def name_shown(self) -> str:
        """What is listed."""
        return self.title_shown

    @property
    def field_hint(self) -> str:
        """What can be typed into the field."""
        return "words of the passage, the title or the source"

    def key_of(self, item: Place) -> object:
        """A place is one of its article."""
        return item.source, item.span, item.who

    def draw(self, item: Place, width: int) -> Sequence[Content]:
        """Two lines of words, and who, where and when."""
        return place_lines(item, width)

    def chosen(self, item: Place) -> None:
        """Open the article at the place."""
        self.reader.open_known(item.source, item.span)

    def arranged(self, words: str) -> list[Place]:
        """The places that hold every word, in order."""
        wanted = words.casefold().split()
        found = [one for one in self.all if all(word in _searched(one) for word in wanted)] if wanted else self.all
        if self.order == "newest":
            found = sorted(found, key=lambda one: one.date, reverse=True)  # those without a date come last
        elif self.order == "source":
            found = sorted(found, key=lambda one: (one.site.casefold(), not one.date, one.date))
        return list(found)

    def tally(self) -> str:
        """How many places in how many articles."""
        articles = len({one.source for one in self.items})
        return f"{counted(len(self.items), *self.noun)} in {counted(articles, 'article')}"

    @property
    def noun(self) -> tuple[str, ...]:
        """What one row is called."""
        return ("passage",)


class SpokenScreen(PlacesScreen):
    """Everything that was said by whoever is called so."""

    def __init__(self, name: str) -> None:
        super().__init__({})
        self._name_asked = name
        self.title_shown = f"What {one_line(name, 60)} said"

    def steps(self, store: Store) -> Places:
        """The quotations."""
        return said_by(store, self._name_asked)

    @property
    def noun(self) -> tuple[str, ...]:
        """What one row is called."""
        return ("quotation",)

    def action_articles(self) -> None:
        """The articles in which the name stands."""
        self.list_articles(Wish(person=self._name_asked))


class NameScreen(PlacesScreen):
    """One person, body or place in all articles: what was said, and where the name stands."""

    def __init__(self, row: NameRow) -> None:
        super().__init__(
            {"said": f"Said {row.said:,}", "named": f"Named in {counted(row.articles, 'article')}"},
            show="said" if row.said else "named",
        )
        self._row = row
        self._known_as = [*row.names]
        self._sources = frozenset(row.sources)
        self.title_shown = one_line(row.name, 60)

    def steps(self, store: Store) -> Places:
        """Quotations, or the sentences with the name."""
        if self.shown == "said":
            return said_as(store, self._known_as)
        return named_as(store, self._known_as, self._row.kind, self._sources)

    @property
    def noun(self) -> tuple[str, ...]:
        """What one row is called."""
        return ("quotation",) if self.shown == "said" else ("place",)

    def nothing(self) -> str:
        """Why there is no row."""
        if self.shown == "said" and not self.field.value.strip():
            return f"No article quotes {one_line(self._row.name, 60)}. l shows where the name stands."
        return super().nothing()

    def action_articles(self) -> None:
        """The articles in which the name stands."""
        self.list_articles(Wish(person=self._row.name))


class PassagesScreen(PlacesScreen):
    """The passages on each topic."""

    title_shown = "Passages in all articles"

    def __init__(self, topics: Sequence[tuple[str, int]], fingerprint: Callable[[str], str], *, show: str = "") -> None:
        """Topics with the number of articles; `fingerprint` tells how a topic is now, "" of one that is none now."""
        super().__init__({name: f"{name} {count:,}" for name, count in topics}, show=show)
        self._fingerprint = fingerprint

    def steps(self, store: Store) -> Places:
        """The passages."""
        return passages_about(store, self.shown, self._fingerprint(self.shown))

    def nothing(self) -> str:
        """Why there is no row."""
        if self.field.value.strip() or not self.lists:
            return super().nothing()
        return f"The topic {self.shown} was changed since; articles that are opened again are looked through anew."

    def action_articles(self) -> None:
        """The articles with passages on the topic."""
        self.list_articles(Wish(topic=self.shown))


def _searched(one: Place) -> str:
    return f"{one.words} {one.title} {one.site} {one.who}".casefold()


def place_lines(one: Place, width: int) -> list[Content]:
    """When, who, in which article of which source; then two lines of the words."""
    date = f"{one_line(one.date, 10):<10}  " if one.date else ""
    doubt = "?" if one.unsure else ""
    who = f"{one_line(one.who, 32)}{doubt}" if one.who and one.kind != "named" else ""
    site = one_line(one.site, max(8, width // 4))
    title = one_line(one.title, max(8, width - cells(date) - cells(who) - cells(site) - (5 if who else 2)))
    left = Content.assemble((date, "$text-muted"), (who, "bold"), (f" · {title}" if who else title, "$text-muted"))
    gap = " " * max(1, width - cells(left.plain) - cells(site))
    return [Content.assemble(left, gap, (site, "$text-muted")), *_word_lines(one, width)]


def _word_lines(one: Place, width: int) -> list[Content]:
    text = visible(one.words)
    # A name far on in a long sentence is brought into view.
    start = max(0, one.mark[0] - width) if one.mark[1] > 2 * width - 4 else 0
    shown = ("… " + text[start:].partition(" ")[2]) if start else text
    lines = textwrap.wrap(one_line(shown), max(20, width), max_lines=2, placeholder=" …") or [""]
    said = one.kind in ("direct", "mixed")
    words = [Content.styled(one_line(line, width), "italic" if said else "") for line in lines]
    meant = text[one.mark[0] : one.mark[1]]
    return [_marked(line, meant) for line in words] if one.kind == "named" else words


def _marked(line: Content, words: str) -> Content:
    at = line.plain.find(words) if words else -1
    return line.stylize("bold", at, at + len(words)) if at >= 0 else line
