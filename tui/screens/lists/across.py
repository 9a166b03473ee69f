"""The base of lists of findings in all articles.

The library is searched in a thread; results are shown as they arrive, and closing the screen ends the search. Coming
back from an article, nothing is searched again unless something was analysed or corrected in the meantime.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ...actions.table import bindings
from ...evidence.dossier import Dossier, person_dossier
from ...export.html_page import PAGE_SUFFIXES
from ...library.occurrences import analysed_articles
from ...library.outlets import outlet_of
from ...library.shelf_items import LibraryQuery
from ...library.who_is import Subject, find_subject
from ...store.database import Store
from ...store.errors import StoreError
from ...store.findings import Stamp, stamp
from ...store.shelf import ShelfRow
from ...text.analyzed import Analyzed
from ...text.atomic_file import why_not_written, write_atomically
from ...text.safe import cells, one_line, visible
from ...widgets.bars.key_bar import Hint
from ..services import Services
from .listing import EmptyMessage, ListScreen
from .rows import ScreenClosed, Steps, counted, some_of
from .unfinished import all_topics, analyse_unfinished

if TYPE_CHECKING:
    from ...text.topic import Topic

WIDEST = 150
"""Widest row in cells, so that on a wide screen the figures are not too far from the name."""

BETWEEN = 0.5
"""The shortest time between two updates of a growing list, in seconds; a long list waits twice as long as an update
takes."""

Row = TypeVar("Row")

DATES = {"oldest": "oldest first", "newest": "newest first", "source": "by source"}
"""The sort orders of passages from many articles."""


class AcrossScreen(ListScreen[Row]):
    """Rows gathered from all articles, in one or several lists."""

    DEFAULT_CSS = """
    AcrossScreen .lists { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; link-style: none; }
    """

    BINDINGS = [*bindings("across")]
    SCOPE = "across"

    ORDERS: ClassVar[dict[str, str]] = DATES

    def __init__(self, services: Services, lists: dict[str, str], *, show: str = "") -> None:
        """`lists` maps the names of the lists to their titles; `show` is the first one shown."""
        super().__init__(services)
        self.lists = lists
        self.shown = show if show in lists else next(iter(lists), "")
        """Name of the list shown."""
        self.order = next(iter(self.ORDERS))
        self.all: list[Row] = []
        """All rows gathered so far."""
        self.done = 0.0
        """How much of the library has been searched, 0 to 1."""
        self._read = 0.0
        """How much of it has been read for a dossier."""
        self.left = 0
        """How many articles have not been analysed yet, and are therefore left out."""
        self._analysing = False
        self._turn = asyncio.Lock()
        self._stamp: Stamp = ()

    # ------------------------------------------------------------ what subclasses define

    def steps(self, store: Store) -> Steps[Row]:
        """The findings, in steps. Called in a thread."""
        raise NotImplementedError

    def gathered(self, found: Sequence[Row]) -> None:
        """Add the rows of one step."""
        self.all.extend(found)

    def arranged(self, words: str) -> list[Row]:
        """The rows to show, in order. Called in a thread."""
        raise NotImplementedError

    # ------------------------------------------------------------ the dossier

    def make_dossier(self, store: Store) -> Dossier:
        """The dossier on `dossier_name`, here that of a person. Called in a thread. May raise StoreError."""
        subject = self.find_subject(store)
        articles = analysed_articles(store, sources=subject.where)
        return person_dossier(subject.name, subject.where, self.articles_for_dossier(articles))

    def find_subject(self, store: Store) -> Subject:
        """Whom the dossier is about. Called in a thread. May raise StoreError."""
        return find_subject(store, self.dossier_name)

    def action_dossier(self) -> None:
        """Ask for a file and write a dossier to it."""
        from ..dialogs.ask_target import AskTargetScreen

        if not self.dossier_name:
            self.notify("A dossier is about a name or a topic. Choose one first.", markup=False)
            return
        value = str(Path.cwd() / f"{file_name(self.dossier_name)}-dossier.html")
        question = "Write the dossier to which file?"
        ask = AskTargetScreen(question, value=value, suffixes=PAGE_SUFFIXES, is_input=self.is_input)
        self.app.push_screen(ask, lambda path: self._dossier_to(Path(path)) if path else None)

    @property
    def dossier_name(self) -> str:
        """The name or topic that the dossier is about; "" if there is none."""
        return ""

    def _dossier_to(self, target: Path) -> None:
        if self.services.store is not None:
            self._read = 0.0
            self._write_dossier(self.services.store, target)

    @work(exclusive=True, group="dossier")
    async def _write_dossier(self, store: Store, target: Path) -> None:
        from ...export.dossier_page import dossier_page  # jinja2, which only a page needs

        progress = self.set_interval(BETWEEN, lambda: self.show_working(f"dossier… {self._read:.0%}"))
        try:
            dossier = await asyncio.to_thread(self.make_dossier, store)
            await asyncio.to_thread(lambda: write_atomically(target, dossier_page(dossier).encode()))
        except ScreenClosed:
            return
        except (OSError, StoreError) as error:
            reason = f"The dossier was not written: {why_not_written(error)}"
            self.notify(visible(reason), severity="warning", markup=False)
        else:
            articles = counted(len(dossier.articles), "article")
            self.notify(visible(f"The dossier on {articles} was written to {target}."), markup=False)
        finally:
            progress.stop()
            if not self.is_gone:
                self.show_summary(self.summary())

    def articles_for_dossier(self, found: Iterable[tuple[float, ShelfRow, Analyzed]]) -> Iterator[tuple[str, Analyzed]]:
        """Articles of the library, each with its newspaper or site; ends with ScreenClosed once the screen is closed.
        Called in a thread."""
        for done, row, one in found:
            self.end_if_closed()
            self._read = done
            yield outlet_of(row, row.source), one

    # ------------------------------------------------------------ gathering

    def compose_above(self) -> ComposeResult:
        yield Static(classes="lists", markup=False)

    def start_loading(self) -> None:
        """Start searching the library, and have the articles analysed that are not."""
        self.show_lists()
        if self.services.store is None:
            self.done = 1.0
            self.reload_rows()
        else:
            self.gather(self.services.store)
            self.analyse_unfinished(self.services.store)

    def unfinished(self, store: Store) -> Sequence[int]:
        """The numbers of the articles that the list leaves out because they were not analysed. Called in a thread."""
        return store.articles.shelf.not_analysed()

    @property
    def topics_to_search(self) -> Sequence[Topic]:
        """The topics that these articles are searched for."""
        return all_topics(self.services)

    async def gather_again(self, store: Store) -> None:
        """Gather the rows again, now that more articles have been analysed or some corrected."""
        if not self.is_gone:
            self.gather(store)

    @work(exclusive=True, group="unfinished")
    async def analyse_unfinished(self, store: Store) -> None:
        """Have the articles analysed that the list leaves out. Closing the screen ends it."""
        problem, self._analysing = "", not store.read_only
        try:
            if store.read_only:
                self._show_left(len(await asyncio.to_thread(self.unfinished, store)))
            else:
                problem = await analyse_unfinished(
                    self.services,
                    store,
                    self.topics_to_search,
                    lambda: self.unfinished(store),
                    self._show_left,
                    lambda: self.gather_again(store),
                )
        except StoreError as error:
            problem = str(error)
        self._analysing = False
        if problem and not self.is_gone:
            self.show_summary(self.summary())
            self.notify(visible(problem), severity="warning", markup=False)

    def _show_left(self, count: int) -> None:
        self.left = count
        if not self.is_gone:
            self.show_summary(self.summary())

    def returned_to(self) -> None:
        """Search again if something has changed in the meantime."""
        store = self.services.store
        if self.done >= 1 and store is not None and self._stamp != self._stamp_of(store):
            self._gather_changed(store)

    @work(exclusive=True, group="changed")
    async def _gather_changed(self, store: Store) -> None:
        """Gather the rows and count the lists again after a correction."""
        try:
            await self.gather_again(store)
        except StoreError as error:
            if not self.is_gone:
                self.show_message(str(error))

    def _stamp_of(self, store: Store) -> Stamp:
        try:
            return stamp(store)
        except StoreError:
            return ()

    @work(exclusive=True, group="gather")
    async def gather(self, store: Store) -> None:
        """Search the library and show the findings as they arrive."""
        self.done, self._stamp = 0.0, self._stamp_of(store)
        self.show_working("searching…")
        steps, first, next_update = self.steps(store), True, 0.0
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
                if self._pending is None and (done >= 1 or self.all and time.monotonic() > next_update):
                    began = time.monotonic()
                    await self.show_gathered()
                    next_update = time.monotonic() + max(BETWEEN, 2 * (time.monotonic() - began))
                else:
                    self.show_summary(self.summary())
        except StoreError as error:
            self.done = 1.0
            if not self.is_gone:
                self.show_summary(self.summary())
                self.show_message(str(error))

    async def show_gathered(self) -> None:
        """Show the rows gathered so far."""
        words = self.field.value
        found = await self.fetch()
        if not self.is_gone:
            self.show_found(found, words)

    async def fetch(self) -> Sequence[Row]:
        """The gathered rows that contain the search text."""
        async with self._turn:
            return await asyncio.to_thread(self.arranged, self.field.value)

    def show_found(self, found: Sequence[Row], words: str) -> None:
        """Show these rows; an empty list is reported only when the search is finished."""
        super().show_found(found, words)
        if not found and self.done < 1:
            self.show_message("")
        self.show_lists()

    def hints(self) -> list[Hint]:
        """The keys of the footer, without the one for the next list if there is only one."""
        return [hint for hint in super().hints() if hint.id != "list_next" or len(self.lists) > 1]

    def summary(self) -> Content:
        """Number and order of the rows, or the progress of the search."""
        tallies = self.tallies()
        if self.left:
            articles = counted(self.left, "more article" if self._analysing else "article")
            words = f"analysing {articles}…" if self._analysing else f"{articles} not analysed"
            return Content.assemble((words, "italic"), f" · {tallies[-1]}")
        if self.done < 1:
            return Content.assemble((f"searching… {self.done:.0%}", "italic"), f" · {tallies[-1]}")
        lines = [f"{tally} · {self.ORDERS[self.order]}" for tally in tallies]
        room = self.size.width - cells(self.name_shown) - 4
        return Content(next((line for line in lines if cells(line) <= room), lines[-1])).stylize(_SORT)

    def tallies(self) -> Sequence[str]:
        """The number of rows in words, and first the same with more about them, for which there may be no room."""
        return (counted(len(self.items), "row"),)

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        if self.field.value.strip():
            return super().empty_message()
        if self.left:
            return EmptyMessage(f"Nothing found so far. {counted(self.left, 'article')} left to analyse.")
        key = self.key("library")
        words = f"Nothing found in the articles analysed so far. Press {key} to list the articles you have opened."
        return EmptyMessage(words, "library")

    # ------------------------------------------------------------ several lists

    def list_title(self, name: str) -> str:
        """The title of a list."""
        return self.lists[name]

    def show_lists(self) -> None:
        """Draw the line of lists with the current one marked; a click shows another."""
        line = self.query_one(".lists", Static)
        line.display = len(self.lists) > 1
        parts: list[Content] = []
        for name in self.lists:
            mark = "bold reverse" if name == self.shown else "$text-muted"
            click = Style.from_meta({"@click": f"screen.show_list({name!r})"})
            parts.append(Content(f" {one_line(self.list_title(name), 30)} ").stylize(mark).stylize(click))
        room = self.size.width - 2
        current = list(self.lists).index(self.shown) if self.shown in self.lists else 0
        shown = window_around([cells(part.plain) + 1 for part in parts], current, room)
        parts = parts[shown.start : shown.stop]
        if shown.start > 0:
            parts.insert(0, Content("‹").stylize(Style.from_meta({"@click": "screen.previous_list"})))
        if shown.stop < len(self.lists):
            parts.append(Content("›").stylize(Style.from_meta({"@click": "screen.next_list"})))
        line.update(Content(" ").join(parts))

    def action_show_list(self, name: str) -> None:
        """Show another list."""
        if name in self.lists and name != self.shown:
            self.shown = name
            self.show_lists()
            self.rows.cursor = 0
            self.list_changed()

    def list_changed(self) -> None:
        """Gather the rows of the list now shown."""
        if self.services.store is not None:
            self.items = self.all = []
            self.rows.show_rows(0)
            self.gather(self.services.store)

    def _go(self, by: int) -> None:
        names = list(self.lists)
        if len(names) > 1:
            self.action_show_list(names[(names.index(self.shown) + by) % len(names)])

    def action_next_list(self) -> None:
        """The next list."""
        self._go(1)

    def action_previous_list(self) -> None:
        """The previous list."""
        self._go(-1)

    def action_sort(self) -> None:
        """The next order."""
        orders = list(self.ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.rows.cursor = 0
        self.reload_rows()

    def list_articles(self, query: LibraryQuery) -> None:
        """Show the library limited to these articles."""
        from .library import LibraryScreen

        screen = LibraryScreen(self.services)
        screen.library_query = query
        self.app.push_screen(screen)


def window_around(widths: Sequence[int], current: int, room: int) -> range:
    """The numbers of the tabs that fit into `room` cells, the current one among them, and two cells for a sign at each
    edge where there are more: the first tabs if possible, else those up to the current one."""

    def is_too_wide() -> bool:
        return sum(widths[first:end]) + 2 * (first > 0) + 2 * (end < len(widths)) > room

    first, end = 0, len(widths)
    while end > current + 1 and is_too_wide():
        end -= 1
    while first < current and is_too_wide():
        first += 1
    return range(first, end)


_SORT = Style.from_meta({"@click": "screen.sort"})


def file_name(words: str) -> str:
    """The words as a name for a file: "Donald J. Trump" becomes "donald-j-trump"."""
    return re.sub(r"\W+", "-", words).strip("-").casefold() or "dossier"
