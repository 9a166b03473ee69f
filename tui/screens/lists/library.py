"""The library: every article that was opened, or the articles of a folder.

Rows are read from the store in a thread and only those on the screen are drawn, so ten thousand are no more work than
ten. On the first start a welcome is shown above the sample articles.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ...actions.table import Action, bindings
from ...config.paths import shown_path
from ...library.known_topics import count_unsearched, missing_topic, topic_names
from ...library.search_keywords import parse_search, problem_with, unknown_keyword
from ...library.shelf_items import (
    FOUND_IN,
    SORTS,
    LibraryQuery,
    ShelfItem,
    ShelfItems,
    best_note,
    count_found,
    count_undated,
    file_items,
    library_items,
    matching,
    sample_items,
    title_of,
)
from ...library.who_is import called_in
from ...store.errors import StoreError
from ...store.query import sought_words
from ...store.source import source_key
from ...terminal.notices import notify_with_action, thread_safe_notify
from ...terminal.timer import set_reliable_timer
from ...text.address import is_address
from ...text.natural import natural_key
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line, visible
from ...widgets.bars.key_bar import Hint
from ..messages import OpenArticle, OpenKnownArticle, OpenNote, PrepareArticle, Sought
from ..services import Services
from .filter_choice import filter_choice
from .listing import EmptyMessage, ListScreen, when_clicked
from .rows import counted
from .shelf_lines import count_shown, item_lines, no_title_matches
from .welcome import welcome

FIRST_ROWS = 60
"""Rows fetched before the first frame: a screenful takes some 5 ms, all ten thousand 0.3 s."""

FOLDER_SORTS = {"opened": "by path", "title": "by title", "notes": "most notes first"}
"""The sort orders of a folder; those of the library are `SORTS`."""

NOT_IN_FOLDER = {"library_person", "library_topic", "library_remove"}
"""The ids of the actions that work only in the library."""

NOT_YET = "This works once you have opened an article of your own; so far there are only the samples."
"""Shown when nothing can be sorted, searched or filtered yet."""


class LibraryScreen(ListScreen[ShelfItem]):
    """Articles to choose from."""

    DEFAULT_CSS = """
    LibraryScreen .welcome { width: 100%; max-width: 84; height: auto; padding: 1 3 0 3; display: none; }
    LibraryScreen.short .welcome { padding: 0 3; }
    """

    BINDINGS = [*bindings("library")]

    SCOPE = "library"

    welcoming = False
    """Whether only sample articles have been opened so far."""

    def __init__(self, services: Services, paths: Sequence[str] = ()) -> None:
        """List the articles at these paths; without paths, the whole library."""
        super().__init__(services)
        self.paths = list(paths)
        self.library_query = LibraryQuery()
        """The filters and the sort order."""
        self._filters: list[str] = []
        """The filters that were set here, the latest last; escape removes one after the other."""
        self._all: list[ShelfItem] = []
        """All articles of a folder."""
        self._titles: dict[str, ShelfItem] = {}
        self._last_source, self._back_from = services.last_source, ""
        """The last article that was read, and "" or the one just read: the cursor goes to that unless it was moved."""
        self._row_at_return = 0
        self._unsearched = 0
        """How many articles were not searched for the topics that are asked for."""
        self._undated = 0
        """How many articles a search by date leaves out because they have none."""

    def compose_above(self) -> ComposeResult:
        yield Static(classes="welcome", markup=False)

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return "Articles" if self.paths else "Library"

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        if self.paths:
            return "words of the title or the path"
        return "words, names, notes, or speaker:lind topic:trade site:example.org after:2024-05 before:2025 tag:dates"

    def start_loading(self) -> None:
        """Show a screenful with the first frame, the rest after it."""
        store = self.services.store
        self.field.value = self.library_query.words
        try:
            if self.paths:
                self.show_found(file_items(self.paths[:FIRST_ROWS], None), "")
            else:
                self.show_found(library_items(store, self.library_query, limit=FIRST_ROWS) if store else [], "")
        except StoreError as error:
            self.show_found([], "")
            self.show_message(str(error))
        if sentence := self.services.take_unfinished_note():
            self.notify(visible(sentence), markup=False)
        self.call_after_refresh(self.reload_rows)
        set_reliable_timer(self, 1.0, self._run_maintenance)

    @work(exclusive=True, group="store")
    async def _run_maintenance(self) -> None:
        """Run the store's regular maintenance in a thread."""
        if (store := self.services.store) is not None:
            try:
                await asyncio.to_thread(store.run_maintenance, thread_safe_notify(self.app))
            except StoreError as error:
                self.notify(visible(str(error)), severity="warning", markup=False, timeout=12)

    def returned_to(self) -> None:
        """Fetch the rows again, a moment later: the article has yet to save its changed position and notes."""
        last = self.services.last_source
        if last != self._last_source:  # else none was opened, or the same again
            self._last_source = self._back_from = last
        self._row_at_return = self.rows.cursor
        set_reliable_timer(self, 0.3, self.reload_rows)

    def fit_height(self, height: int) -> None:
        """Fit the welcome to the height."""
        super().fit_height(height)
        self._show_welcome()

    # ------------------------------------------------------------ what is listed

    async def fetch(self) -> Sequence[ShelfItem]:
        """The rows that the query selects."""
        store, words = self.services.store, self.field.value
        self.library_query = replace(self.library_query, words=words)
        if self.paths:
            if not self._all or not words:
                self._all = await asyncio.to_thread(file_items, self.paths, store)
            return self._folder(words)
        found = await asyncio.to_thread(library_items, store, self.library_query) if store is not None else []
        topics = self.library_query.topics
        self._unsearched = await asyncio.to_thread(count_unsearched, store, self.services.settings, topics)
        self._undated = await asyncio.to_thread(count_undated, store, self.library_query) if store is not None else 0
        return found

    def _folder(self, words: str) -> list[ShelfItem]:
        items = [item if item.title else self._titles.get(item.source, item) for item in self._all]
        items = [item for item in matching(items, words) if item.notes or not self.library_query.with_notes]
        if self.library_query.sort == "title":
            items.sort(key=lambda item: natural_key(item.title or item.source))
        elif self.library_query.sort == "notes":
            items.sort(key=lambda item: -item.notes)
        return items

    def show_found(self, found: Sequence[ShelfItem], words: str) -> None:
        """Show these rows, or the samples if nothing has been read yet."""
        if not self.paths:
            self._see_welcome(found)
            if self.welcoming:
                found = sample_items(found)
        elif not self._all:
            self._all = list(found)
        super().show_found(found, words)
        if isinstance(found, ShelfItems) and found.total is None:
            self._count(found)
        self._show_welcome()
        if self.paths:
            self._read_titles()

    def show_rows(self, here: object | None, at: int) -> None:
        """Show the rows; after reading an article, with the cursor on it."""
        moved = self.rows.cursor != self._row_at_return
        super().show_rows(source_key(self._back_from) if self._back_from and not moved else here, at)
        self._back_from = ""

    def key_of(self, item: ShelfItem) -> object:
        """The article's source."""
        return source_key(item.source)

    def place_of(self, key: object, default: int) -> int:
        """The row of an article, found without going through a long list."""
        if not isinstance(self.items, ShelfItems):
            return super().place_of(key, default)
        place = self.items.place_of(str(key))
        return default if place is None else place

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each article."""
        columns = ("title", "source", "facts", "notes", "read", "opened")
        return columns, (
            (item.title, item.source, " · ".join(item.facts), item.notes, item.done, item.opened) for item in self.items
        )

    def draw(self, item: ShelfItem, width: int) -> Sequence[Content]:
        """The lines of an article."""
        return item_lines(item, width)

    def chosen(self, item: ShelfItem) -> None:
        """Open the article."""
        if not item.source:
            return  # removed from the library by another program
        if self.paths or self.welcoming:
            self.post_message(OpenArticle(item.source))
        else:
            query = self.library_query
            by = parse_search(query.words)
            if item.found_in == FOUND_IN["notes"] and (note := best_note(self.services.store, item.source, by.words)):
                self.post_message(OpenNote(note))
                return
            words = [*sought_words(by.words), *([query.person] if query.person else [])]
            speakers = called_in(self.services.store, item.source, by.speakers) if self.services.store else ()
            sought = Sought(tuple(words), query.topics, tuple(speakers))
            self.post_message(OpenKnownArticle(item.source, sought=sought))

    def pointed(self) -> None:
        """Have the article under the cursor prepared, because it is likely to be opened."""
        row = self.rows.cursor
        # While an article is shown above the list, the cursor is on that article, and the one after it is already being
        # prepared.
        if self.app.screen is not self or row >= len(self.items):
            return
        item = self.items[row]
        if item.source and self.key_of(item) != source_key(self.services.last_source):
            from_library = not self.paths and not self.welcoming
            self.post_message(PrepareArticle(item.source, from_library=from_library))

    def summary(self) -> Content:
        """The number, filters and order of the articles; a click changes the order."""
        if self.welcoming:
            return Content("sample articles")
        count = counted(len(self.items), "article")
        if isinstance(self.items, ShelfItems) and self.items.total != len(self.items):
            count = count_shown(self.items, self.library_query)
        if self.paths:
            notes = " · with notes" if self.library_query.with_notes else ""
            return Content(f"{count}{notes} · {FOLDER_SORTS[self.library_query.sort]}").stylize(_SORTS)
        unsearched = f"{self._unsearched:,} not searched (press {self.key('all_topics')})" if self._unsearched else ""
        undated = f"{self._undated:,} without a date left out" if self._undated else ""
        parts = [count, unsearched, undated, one_line(self.library_query.description_of(self.items))]
        clicks = [_SORTS, when_clicked("all_topics"), _SORTS, _SORTS]
        shown = [Content(part).stylize(click) for part, click in zip(parts, clicks, strict=True) if part]
        return Content(" · ").join(shown)

    @work(exclusive=True, group="count")
    async def _count(self, items: ShelfItems) -> None:
        """Count the matches of a search that was shown before it was counted."""
        store = self.services.store
        with contextlib.suppress(StoreError):  # another search has begun
            if store is not None:
                items.total = await asyncio.to_thread(count_found, store, self.library_query)
                if not self.is_gone and self.items is items:
                    self.show_summary(self.summary())

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        words = self.library_query.words.strip()
        if self._unsearched and not problem_with(words):
            articles, about = counted(self._unsearched, "article"), " and ".join(self.library_query.topics)
            sentence = f"{articles} not yet searched for {about}. Press {self.key('all_topics')} to search."
            return EmptyMessage(sentence, "all_topics")
        if words and self.paths:
            return EmptyMessage(no_title_matches(self._all, self.key("library")), "library")
        if words:
            topics = self.library_query.topics
            unknown = (
                missing_topic(topic_names(self.services.settings), topics, words) if topics else unknown_keyword(words)
            )
            general = super().empty_message()
            return general._replace(words=problem_with(words) or unknown or general.words)
        if self.library_query != LibraryQuery(sort=self.library_query.sort):
            sentence = "No article matches. Press the same key again to remove the filter."
            return EmptyMessage(sentence, "list_all" if self._filters else "")
        if self.services.store is None and self.services.store_problem:
            return EmptyMessage(self.services.store_problem)
        key = self.key("library_another")
        return EmptyMessage(f"Nothing here yet. Press {key} to open a file or an address.", "library_another")

    # ------------------------------------------------------------ the welcome

    def _see_welcome(self, found: Sequence[ShelfItem]) -> None:
        """Update `welcoming` from an unfiltered list."""
        if self.library_query == LibraryQuery(sort=self.library_query.sort):
            from ...library.samples import sample_paths

            samples = {str(path) for path in sample_paths()}
            self.welcoming = len(found) <= len(samples) and all(item.source in samples for item in found)

    def _show_welcome(self) -> None:
        if not self.is_mounted:
            return
        here = self.query_one(".welcome", Static)
        here.display = self.welcoming
        if self.welcoming:
            here.update(welcome(self.keys, self.size.height, visible(shown_path(self.services.data_folder))))
        self.query_one(".search").display = not self.welcoming
        if self.welcoming and self.size.height < 36:
            self.rows.set_gap(0)
        self.show_keys()

    def hints(self) -> list[Hint]:
        """The keys of the footer; with the welcome, how to open something else, and the lists across the samples that
        were opened."""
        hints = super().hints()
        if not self.welcoming:
            return hints
        across = {"all_names", "all_quotes", "all_notes"} if any(item.opened for item in self.items) else set()
        hints = [hint for hint in hints if hint.id in {"list_open", "close", "help"} | across]
        return [hints[0], Hint(self.key("library_another"), "Another", "library_another"), *hints[1:]]

    def offers(self, action: Action) -> bool:
        """Whether this works here, in a folder or the library."""
        return super().offers(action) and not (self.paths and action.id in NOT_IN_FOLDER)

    # ------------------------------------------------------------ titles of files

    @work(exclusive=True, group="titles")
    async def _read_titles(self) -> None:
        """Read the titles of the files on the screen, then those of all the others."""
        waiting = [item.source for item in self._all if not item.title and item.source not in self._titles]
        shown = {item.source: item.facts for item in self._all}
        unread = {source for source in waiting if not is_address(source)}
        while unread and not self.is_gone:
            seen = [self.items[row].source for row in self.rows.visible_rows if row < len(self.items)]
            batch = [source for source in seen if source in unread][:20]
            batch = batch or [source for source in waiting if source in unread][:20]
            found = await asyncio.to_thread(lambda paths: [(path, title_of(path)) for path in paths], batch)
            if self.is_gone:
                return
            for source, (title, facts) in found:
                unread.discard(source)
                self._titles[source] = ShelfItem(source, title, (*shown[source][:1], *facts[1:]))
            self.items = [self._titles.get(item.source, item) if not item.title else item for item in self.items]
            self.rows.redraw()
            await asyncio.sleep(0.01)

    # ------------------------------------------------------------ actions

    def action_filter(self) -> None:
        """Search."""
        if self.welcoming:
            self.notify(NOT_YET, markup=False)
        else:
            super().action_filter()

    async def action_notes(self) -> None:
        """The notes on all articles."""
        await self.run_action("app.all_notes")

    async def action_spoken(self) -> None:
        """Who said what in all articles."""
        await self.run_action("app.all_quotes")

    def action_open_another(self) -> None:
        """Ask for a file or an address and read it."""
        from ..dialogs.ask_path import AskPathScreen

        def done(path: str | None) -> None:
            if path:
                self.post_message(OpenArticle(path))

        self.app.push_screen(AskPathScreen(), done)

    def action_sort(self) -> None:
        """The next order."""
        orders = list(FOLDER_SORTS if self.paths else SORTS)
        if not self._refuse_in_welcome():
            self.narrow(sort=orders[(orders.index(self.library_query.sort) + 1) % len(orders)])

    def action_noted(self) -> None:
        """Only articles with notes, or all again."""
        if not self._refuse_in_welcome():
            self.narrow(with_notes=not self.library_query.with_notes)

    def narrow(self, **changes: str | bool | Collection[str] | None) -> None:
        """List other articles, or in another order."""
        if "person" in changes:
            changes.setdefault("sources", None)
        for name, value in changes.items():
            self._filters = [other for other in self._filters if other != name]
            if value and name not in ("sort", "sources"):
                self._filters.append(name)
        self.library_query = replace(self.library_query, **changes)  # type: ignore[arg-type]  # only fields of LibraryQuery are given
        self.rows.cursor = 0
        self.reload_rows()

    @property
    def narrowed(self) -> bool:
        """Whether escape has a search text or a filter to remove."""
        return super().narrowed or (bool(self._filters) and self.rows.has_focus)

    def action_whole_list(self) -> None:
        """Clear the search text, or else remove the latest filter."""
        if self.field.value:
            super().action_whole_list()
        elif self._filters:
            self.narrow(**{self._filters[-1]: getattr(LibraryQuery(), self._filters[-1])})

    def _refuse_in_welcome(self) -> bool:
        if self.welcoming:
            self.notify(NOT_YET, markup=False)
        return self.welcoming

    def _refuse_in_folder(self) -> bool:
        if self.paths:
            words, notes, library = (self.key(id) for id in ("list_filter", "library_noted", "library"))
            sentence = f"A folder can be filtered by words ({words}) and notes ({notes})."
            notify_with_action(self.app, sentence, f"Press {library} for your library.", "library")
        return bool(self.paths)

    def action_person(self) -> None:
        """Choose a name, and list only articles that contain it."""
        self._choose("person")

    def action_topic(self) -> None:
        """Choose a topic, and list only articles with passages about it."""
        self._choose("topic")

    @work(exclusive=True, group="choice")
    async def _choose(self, what: str) -> None:
        store = self.services.store
        if self._refuse_in_folder() or self._refuse_in_welcome():
            return
        if store is None:
            self.notify(self.empty_message().words, markup=False)
            return
        if getattr(self.library_query, what):
            self.narrow(**{what: ""})
            return
        self.show_working("searching…")
        box, filters = await filter_choice(store, self.services.settings, what)
        if self.is_gone or self.app.screen is not self:
            return
        self.show_summary(self.summary())
        if isinstance(box, str):
            self.notify(visible(box), severity="warning", markup=False)
        else:
            self.app.push_screen(box, lambda key: self.narrow(**filters(key)) if key else None)

    def action_remove(self) -> None:
        """Remove the article from the library; its notes stay."""
        store = self.services.store
        if self._refuse_in_folder() or self._refuse_in_welcome() or store is None or not self.items:
            return
        from ..dialogs.confirm import ConfirmScreen

        item = self.items[self.rows.cursor]

        def done(yes: bool | None) -> None:
            if yes:
                try:
                    store.articles.forget(item.source)
                except StoreError as error:
                    self.notify(visible(str(error)), severity="warning", markup=False)
                self.reload_rows()

        about = f"{in_quotes(one_line(item.title, 60))} The file and your notes are not deleted."
        self.app.push_screen(ConfirmScreen("Remove this article from the library?", about), done)


_SORTS = Style.from_meta({"@click": "screen.sort"})
