"""The library: every article that was opened, or the articles of a folder, to choose one from.

The rows come from the store in a thread, and only those on the screen are drawn, so ten thousand of them are no more
work than ten. For a first-time reader a few lines of welcome stand above the articles that come with the program.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from ..actions import bindings
from ..shelf import MOST_FOUND, SORTS, ShelfItem, Wish, file_items, is_address, library_items, matching, title_of, when
from ..store.database import StoreError
from ..store.source import source_key
from ..text.safe import cells, one_line, visible
from ..widgets.item_list import Item
from ..widgets.key_bar import Hint, KeyBar
from ..widgets.row_list import RowList
from ..widgets.search_field import SearchField
from .choose import OWN, ChooseScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..actions import Keys
    from ..app import NewsReader

PAUSE = 0.12
"""Seconds after the last letter before the library is searched."""

FIRST_ROWS = 60
"""Rows that are fetched before the first frame: a screen of them takes some 5 ms, all of ten thousand 0.3 s."""

ALL = "all"
"""Key of the row that takes a filter away."""


class LibraryScreen(Screen[None]):
    """Articles to choose from."""

    DEFAULT_CSS = """
    LibraryScreen .bar { height: 1; width: 100%; }
    LibraryScreen .name { width: auto; padding: 0 1; text-style: bold; }
    LibraryScreen .about { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
    LibraryScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    LibraryScreen Input { width: 1fr; height: 1; border: none; padding: 0; }
    LibraryScreen .welcome { width: 100%; max-width: 84; height: auto; padding: 1 3 0 3; display: none; }
    LibraryScreen.short .welcome { padding: 0 3; }
    LibraryScreen .says { height: auto; padding: 1 3; display: none; }
    LibraryScreen RowList { margin: 1 0 0 0; }
    LibraryScreen.short RowList { margin: 0; }
    """

    BINDINGS = [*bindings("library"), Binding("tab,shift+tab", "switch", "List or search", show=False)]

    rows = query_one(RowList)
    field = query_one(SearchField)
    key_bar = query_one(KeyBar)

    def __init__(self, paths: Sequence[str] = ()) -> None:
        """The articles at these paths; all that were ever opened where there are none."""
        super().__init__()
        self.paths = list(paths)
        self.wish = Wish()
        self.items: list[ShelfItem] = []
        """What is listed now."""
        self._all: list[ShelfItem] = []
        self._pending: Timer | None = None
        self._titles: dict[str, ShelfItem] = {}
        self._back_from = ""
        """The article that was just read: the cursor goes to it."""

    @property
    def reader(self) -> NewsReader:
        """The program, with its store."""
        from ..app import NewsReader

        app = self.app
        assert isinstance(app, NewsReader)
        return app

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static(self.name_shown, classes="name", markup=False)
            yield Static(classes="about", markup=False)
        with Horizontal(classes="bar search"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(placeholder=self._hint, compact=True)
        yield Static(classes="welcome", markup=False)
        yield Static(classes="says", markup=False)
        yield RowList(self._draw)
        yield KeyBar()

    @property
    def name_shown(self) -> str:
        """What is listed."""
        return "Articles" if self.paths else "Library"

    @property
    def _hint(self) -> str:
        return "words of the title or the path" if self.paths else "words, names, notes"

    def on_mount(self) -> None:
        """A screenful with the first frame, the others after it."""
        self.field.cursor_blink = self.app.animation_level != "none"
        self._first_rows()
        self.rows.focus()
        self.call_after_refresh(self.reload)

    def on_screen_resume(self) -> None:
        """Back from an article: its place and its notes have changed. It keeps its place a moment later than this."""
        if self.is_mounted and self._all:
            self._back_from = self.reader.last_source
            self.set_timer(0.3, self.reload)

    def on_resize(self, event: events.Resize) -> None:
        """No blank lines where there are few."""
        self.set_class(event.size.height < 30, "short")
        self._show_welcome()

    # ------------------------------------------------------------ what is listed

    def _first_rows(self) -> None:
        store = self.reader.store
        try:
            if self.paths:
                self._take(file_items(self.paths[:FIRST_ROWS], None))
            elif store is not None:
                self._take(library_items(store, self.wish, limit=FIRST_ROWS))
            else:
                self._take([])
        except StoreError as error:
            self._take([])
            self.say(str(error))

    @work(exclusive=True, group="rows")
    async def reload(self) -> None:
        """Fetch the rows anew."""
        store, wish = self.reader.store, self.wish
        if store is None and not self.paths:
            self._take([])
            return
        try:
            if self.paths:
                if not self._all or wish.words == "":
                    self._all = await asyncio.to_thread(file_items, self.paths, store)
                items = matching(
                    [item if item.title else self._titles.get(item.source, item) for item in self._all], wish.words
                )
            else:
                assert store is not None
                items = await asyncio.to_thread(library_items, store, wish)
        except StoreError as error:
            self.say(str(error))
            return
        if wish == self.wish and not self.is_gone:
            self._take(items)

    @property
    def is_gone(self) -> bool:
        """Whether the screen was left while something was awaited."""
        return not self.is_attached or not self.query(RowList)

    def _take(self, items: list[ShelfItem]) -> None:
        """Show these rows; the cursor stays on the article it was on."""
        at = self.rows.cursor
        here = self._back_from or (self.items[at].source if at < len(self.items) and at else None)
        self._back_from = ""
        if not self.paths and self._is_welcome(items):
            items = self._samples(items)
        self.items = items
        if not self._all or not self.wish.words:
            self._all = items
        place = next((row for row, item in enumerate(items) if here in (item.source, source_key(item.source))), 0)
        self.rows.show(len(items), cursor=place)
        about = f"{len(items):,} {'article' if len(items) == 1 else 'articles'}"
        if self.wish.words.strip() and len(items) == MOST_FOUND:
            about = f"the {MOST_FOUND} best of many"
        if not self.paths and not self.welcoming:
            about += f" · {self.wish.in_words}"
        elif self.welcoming:
            about = "samples to begin with"
        self.query_one(".about", Static).update(Content(one_line(about)))
        self._show_welcome()
        self.say("" if items else self._nothing())
        if self.paths:
            self._read_titles()

    def _nothing(self) -> str:
        if self.wish.words.strip():
            return "Nothing was found. A shorter word may find more; esc shows all."
        if self.wish != Wish(sort=self.wish.sort):
            return "No article is like that. The same key takes the filter away."
        return "There is nothing here yet. O opens a file or an address."

    def say(self, words: str) -> None:
        """A sentence in the place of rows."""
        says = self.query_one(".says", Static)
        says.display = bool(words)
        says.update(Content.styled(visible(words), "$text-muted"))

    # ------------------------------------------------------------ the welcome

    welcoming = False
    """Whether nothing but what comes with the program has been read so far."""

    def _is_welcome(self, items: Sequence[ShelfItem]) -> bool:
        if self.wish != Wish():
            return self.welcoming
        from ..samples import sample_paths

        samples = {str(path) for path in sample_paths()}
        self.welcoming = len(items) <= len(samples) and all(item.source in samples for item in items)
        return self.welcoming

    def _samples(self, items: list[ShelfItem]) -> list[ShelfItem]:
        if self.wish != Wish():
            return items
        from ..samples import sample_paths

        known = {item.source: item for item in items}
        rows = []
        for path in map(str, sample_paths()):
            if path not in known:
                title, facts = title_of(path)
                known[path] = ShelfItem(path, title, facts)
            rows.append(known[path])
        return rows

    def _show_welcome(self) -> None:
        if not self.is_mounted:
            return
        here = self.query_one(".welcome", Static)
        here.display = self.welcoming
        if self.welcoming:
            here.update(welcome(self.reader.keys, self.size.height))
        self.query_one(".search").display = not self.welcoming
        self.rows.set_gap(0 if self.size.height < 30 or (self.welcoming and self.size.height < 36) else 1)
        self.key_bar.show(self._hints())

    def _hints(self) -> list[Hint]:
        left_out = {"library_filter", "library_sort"} if self.welcoming else {"library_sort"} if self.paths else set()
        hints = [hint for hint in self.reader.hints("library") if hint.id not in left_out]
        if self.welcoming:
            another = Hint(self.reader.keys.shown("library_another"), "Another", "library_another")
            hints.insert(1, another)
        return hints

    # ------------------------------------------------------------ titles of files

    @work(exclusive=True, group="titles")
    async def _read_titles(self) -> None:
        """Read the titles of the files on the screen, then those of all the others."""
        waiting = [item.source for item in self._all if not item.title and item.source not in self._titles]
        shown = {item.source: item.facts for item in self._all}
        unread = {source for source in waiting if not is_address(source)}
        while unread and not self.is_gone:
            seen = [self.items[row].source for row in self.rows.in_view() if row < len(self.items)]
            batch = [source for source in seen if source in unread][:20]
            batch = batch or [source for source in waiting if source in unread][:20]
            found = await asyncio.to_thread(_titles_of, batch)
            if self.is_gone:
                return
            for source, (title, facts) in found:
                unread.discard(source)
                self._titles[source] = ShelfItem(source, title, (*shown[source][:1], *facts[1:]))
            self.items = [self._titles.get(item.source, item) if not item.title else item for item in self.items]
            self.rows.redraw()
            await asyncio.sleep(0.01)

    # ------------------------------------------------------------ drawing

    def _draw(self, row: int, width: int) -> list[Content]:
        return item_lines(self.items[row], width) if row < len(self.items) else []

    # ------------------------------------------------------------ what is typed and chosen

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.wish = replace(self.wish, words=event.value)
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, self.reload)

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        """Open the first of what was found, also where the search for the last letters is not done yet."""
        event.stop()
        if self._pending is not None:
            self._pending.stop()
            await self.reload().wait()
        self.rows.action_select()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        if event.row < len(self.items):
            item = self.items[event.row]
            if self.paths or self.welcoming:
                self.reader.open_path(item.source)
            else:
                self.reader.open_known(item.source)

    @on(RowList.Pointed)
    def _pointed(self) -> None:
        if self.items:
            self.key_bar.show_place(f"{self.rows.cursor + 1:,}/{len(self.items):,}")
        else:
            self.key_bar.show_place("")

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        await self.reader.run_by_id(event.id)

    # ------------------------------------------------------------ actions

    def action_select(self) -> None:
        """Open the article under the cursor."""
        self.rows.action_select()

    def action_cursor_down(self) -> None:
        """The next row."""
        self.rows.move(1)

    def action_cursor_up(self) -> None:
        """The row before."""
        self.rows.move(-1)

    def action_page_down(self) -> None:
        """A page of rows on."""
        self.rows.move(self.rows.page)

    def action_page_up(self) -> None:
        """A page of rows back."""
        self.rows.move(-self.rows.page)

    def action_first(self) -> None:
        """The first row."""
        self.rows.cursor = 0

    def action_last(self) -> None:
        """The last row."""
        self.rows.cursor = len(self.items) - 1

    def action_filter(self) -> None:
        """Search."""
        if not self.welcoming:
            # Not `focus()`, which waits its turn: what is typed right after the key belongs here.
            self.set_focus(self.field)

    def action_switch(self) -> None:
        """From the rows to the search and back."""
        if self.rows.has_focus:
            self.action_filter()
        else:
            self.rows.focus()

    def action_notes(self) -> None:
        """The notes on all articles."""
        self.reader.action_all_notes()

    def action_open_another(self) -> None:
        """Ask for a file or an address and read it."""
        from .ask import AskScreen

        def done(path: str | None) -> None:
            if path:
                self.reader.open_path(path)

        self.app.push_screen(AskScreen("Which file or address?", hint="a path, or https://…"), done)

    def action_sort(self) -> None:
        """The next order."""
        if not self.paths:
            orders = list(SORTS)
            self._wish(sort=orders[(orders.index(self.wish.sort) + 1) % len(orders)])
            self.key_bar.say(SORTS[self.wish.sort])

    def action_noted(self) -> None:
        """Only articles with notes, or all again."""
        if not self.paths:
            self._wish(with_notes=not self.wish.with_notes)

    def _wish(self, **changes: str | bool) -> None:
        self.wish = replace(self.wish, **changes)  # type: ignore[arg-type]  # only fields of Wish are given
        self.rows.cursor = 0
        self.reload()

    @work(exclusive=True, group="choice")
    async def action_person(self) -> None:
        """Choose a name; only the articles it stands in are listed."""
        if (store := self.reader.store) is None or self.paths:
            return
        if self.wish.person:
            self._wish(person="")
            return
        names = await asyncio.to_thread(store.articles.names)
        self._choose("Only articles with which name?", names, "  With: ", "person")

    @work(exclusive=True, group="choice")
    async def action_topic(self) -> None:
        """Choose a topic; only the articles with passages about it are listed."""
        if (store := self.reader.store) is None or self.paths:
            return
        if self.wish.topic:
            self._wish(topic="")
            return
        topics = await asyncio.to_thread(store.articles.topics)
        if topics:
            self._choose("Only articles about which topic?", topics, "", "topic")
        else:
            self.notify("No article of the library has been looked through for topics yet.", markup=False)

    @work(exclusive=True, group="choice")
    async def action_spoken(self) -> None:
        """Choose a speaker, and see all that was said in all articles."""
        if (store := self.reader.store) is None:
            return
        speakers = await asyncio.to_thread(store.articles.speakers)
        if not speakers:
            self.notify("No article of the library has a speaker yet. Open some first.", markup=False)
            return
        from .spoken import SpokenScreen

        def done(key: str | None) -> None:
            if key:
                self.app.push_screen(SpokenScreen(key.removeprefix(OWN)))

        self.app.push_screen(
            ChooseScreen("Whose words, from all articles?", _counted(speakers), own="  Who is called: "), done
        )

    def _choose(self, question: str, counted: Sequence[tuple[str, int]], own: str, what: str) -> None:
        def done(key: str | None) -> None:
            if key:
                self._wish(**{what: key.removeprefix(OWN)})

        self.app.push_screen(ChooseScreen(question, _counted(counted), own=own), done)

    def action_remove(self) -> None:
        """Take the article out of the library; its notes stay."""
        store = self.reader.store
        if store is None or self.paths or not self.items or self.welcoming:
            return
        from .confirm import ConfirmScreen

        item = self.items[self.rows.cursor]

        def done(yes: bool | None) -> None:
            if yes:
                try:
                    store.articles.forget(item.source)
                except StoreError as error:
                    self.notify(visible(str(error)), severity="warning", markup=False)
                self.reload()

        about = f"“{one_line(item.title, 60)}” The file and your notes stay."
        self.app.push_screen(ConfirmScreen("Take this article out of the library?", about), done)


def _titles_of(paths: Sequence[str]) -> list[tuple[str, tuple[str, tuple[str, ...]]]]:
    return [(path, title_of(path)) for path in paths]


def _counted(names: Sequence[tuple[str, int]]) -> list[Item]:
    """Rows of names with the number of articles they stand in."""

    def line(name: str, count: int) -> Content:
        articles = f"{count:,} {'article' if count == 1 else 'articles'}"
        return Content.assemble(f"  {one_line(name, 38)}", (f"  {articles}", "$text-muted"))

    return [Item(name, line(name, count), search=name.casefold()) for name, count in names]


def item_lines(item: ShelfItem, width: int) -> list[Content]:
    """The two lines of an article: its title, how far it was read and how many notes it has; then where it is from,
    or the words that were searched for."""
    right = _right(item)
    title = one_line(item.title, max(8, width - cells(right) - 2)) or one_line(item.source, width)
    gap = " " * max(1, width - cells(title) - cells(right))
    first = Content.assemble((title, "bold"), gap, (right, "$text-muted"))
    if item.found:
        return [first, snippet(item, width)]
    facts = " · ".join(one_line(fact, 60) for fact in item.facts)
    opened = when(item.opened) if item.opened else ""
    facts = one_line(facts, max(8, width - cells(opened) - 2))
    gap = " " * max(1, width - cells(facts) - cells(opened))
    return [first, Content.assemble((facts, "$text-muted"), gap, (opened, "$text-muted"))]


def _right(item: ShelfItem) -> str:
    notes = f"{item.notes} {'note' if item.notes == 1 else 'notes'}" if item.notes else ""
    done = "" if item.done is None else "read" if item.done >= 0.97 else f"{item.done:.0%}"
    return f"{notes}   {done:>4}" if notes else done


def snippet(item: ShelfItem, width: int) -> Content:
    """The words around what was searched for, the matches set off."""
    parts: list[tuple[str, str]] = [(f"{item.found_in}: ", "italic $text-muted")] if item.found_in else []
    room = width - sum(cells(words) for words, _ in parts)
    for number, piece in enumerate(re.split("\ue000(.*?)\ue001", visible(item.found))):
        lead = " " if piece.startswith(" ") else ""
        words = piece if cells(piece) <= room else lead + one_line(piece, max(0, room - len(lead)))
        room -= cells(words)
        parts.append((words, "bold $text-accent" if number % 2 else "$text-muted"))
    return Content.assemble(*parts)


def welcome(keys: Keys, height: int) -> Content:
    """What a first-time reader is told: what this is, and the six keys that matter."""

    def key(id: str) -> str:
        return next(iter(keys.shown(id).split()), "")

    six = (
        (f"{key('page_down')} {key('page_up_or_word') or key('page_up')}", "a page on, a page back"),
        (f"{key('topic_1')} {key('topic_2')} {key('topic_3')}", "light up a topic, and again to put it out"),
        (key("show_quotes"), "who said what; enter jumps to the words"),
        (key("note"), f"write a note on a sentence ({key('mark')} only marks it)"),
        (key("find"), "find words"),
        (key("help"), f"all keys; {key('close')} comes back here"),
    )
    parts: list[tuple[str, str]] = [("Welcome.", "bold $text-accent")]
    parts.append((" newsreader is for reading news closely: who is in it, who said what, and what it says", ""))
    parts.append((" about the topics you care about. Your marks and notes are kept.\n", ""))
    roomy = height >= 30
    if height >= 20:
        parts.append(("\n", ""))
        for which, what in six:
            parts += [(f"  {which:>10}", "bold $text-accent"), (f"   {what}\n", "")]
    parts.append(("\n", ""))
    parts += [
        ("Your own articles: ", "bold"),
        (key("library_another"), "bold $text-accent"),
        (" opens one, or start ", ""),
    ]
    parts.append(("newsreader FILE", "bold"))
    parts.append(
        (", a FOLDER or an https://… address.\n" if not roomy else ", a FOLDER or an https://… address.\n\n", "")
    )
    if roomy:
        parts.append(("Four articles to try, enter opens one:", "bold"))
    return Content.assemble(*parts)
