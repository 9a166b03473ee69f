"""Opening articles: read a file, a page or a stored text in a worker, and put it on a reading screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.worker import get_current_worker

from ..actions.key_names import shown
from ..formats.double_encoding import spoilt_example
from ..formats.load_error import LoadError
from ..formats.loading import is_slow
from ..library.opening import attach_repaired, load, open_known, open_noted, place_now, previous, repaired_before
from ..library.session import Session
from ..store.errors import StoreError
from ..store.source import is_pipe, source_key
from ..terminal.notices import notify_with_action
from ..text.address import is_address
from ..text.safe import visible
from .look_ahead import LookAhead
from .reading.screen import ReadingScreen
from .services import Services

if TYPE_CHECKING:
    from textual.screen import Screen

    from ..formats.article_source import ArticleSource
    from ..notes.highlight import Highlight
    from ..text.analysis import Analysis
    from ..text.article import Article
    from ..text.span import Span
    from .messages import Sought


class Opener:
    """Opens articles in an app, and knows which were named or opened before."""

    def __init__(self, app: App[None], services: Services, sources: list[str]) -> None:
        """`sources` are the paths and addresses that `<` and `>` step through; opened articles are added."""
        self._app = app
        self._services = services
        self._look_ahead = LookAhead(services)
        self.sources = sources
        self.problem = ""
        """Why the first article could not be shown; the program ends and the shell shows this sentence."""
        self.repaired: set[str] = set()
        """The paths and addresses whose text is read as it was before it was encoded twice."""

    def open(self, source: str, span: Span | None = None, *, format: str | None = None) -> None:
        """Read a file or an address and show it; if that fails, a notification says why. `span` is a place to go to,
        `format` the format if the name does not show it."""
        self._run(self._open(source, span, format))

    def open_known(self, source: str, span: Span | None = None, sought: Sought | None = None) -> None:
        """Show an article of the library (`OpenKnownArticle`)."""
        self._run(self._open_known(source, span, sought))

    def open_note(self, highlight: Highlight) -> None:
        """Show the article of a highlight at its place."""
        self._run(self._open_note(highlight))

    def open_neighbour(self, by: int) -> None:
        """Show the next or previous of the articles that were named or opened."""
        neighbour = self._neighbour(self._source_shown(), by)
        if neighbour is None:
            key = shown(self._services.keys["open_another"][:1]) or "the palette"
            advice = f"Press {key} to open one."
            notify_with_action(self._app, "There is no other article here.", advice, "open_another")
        else:
            self.open(neighbour)

    def reload(self, *, repair: bool = False) -> None:
        """Read the article's file or address again and show what has changed; with `repair`, as it was before it was
        encoded twice."""
        if isinstance(self._app.screen, ReadingScreen):
            work = self._repair if repair else self._reload
            self._run(work(self._app.screen))

    def prepare(self, source: str, *, from_library: bool = False) -> None:
        """Have an article parsed that is likely to be opened next."""
        self._look_ahead.prepare(source, from_library=from_library)

    def prepare_neighbour(self, source: str) -> None:
        """Have the article after this one parsed."""
        if after := self._neighbour(source, 1):
            self.prepare(after)

    def close(self) -> None:
        """Give up what is being prepared."""
        self._look_ahead.cancel()

    def returned(self) -> None:
        """The screen over an article was closed. The article may have other notes by now, from a list or from a second
        screen of its own, which may have saved another place, too."""
        self._services.expect_change()
        if isinstance(self._app.screen, ReadingScreen):
            self._app.screen.position.save_again()

    def show(
        self,
        article: Article,
        *,
        span: Span | None = None,
        sought: Sought | None = None,
        rest: Callable[[], Article] | None = None,
        changes_shown: bool = False,
    ) -> None:
        """Show an article on a reading screen of its own, which replaces one that is on top.

        `rest` reads the whole article if `article` is only its head; `sought` is what is to be highlighted;
        `changes_shown` is true if what changed in it is shown next.
        """
        services = self._services
        session = Session(article, services.store, list(services.topics))
        offset = 0
        try:
            if rest is not None and (span is not None or not session.position_is_near_head()):
                session.article, rest = rest(), None
            offset = session.load_position(head=rest is not None)
        except (StoreError, LoadError) as error:
            self._warn(str(error))
        session.changes_shown = changes_shown
        services.last_source = article.source
        self._look_ahead.opened(article.source)
        if article.source not in self.sources:
            self.sources.append(article.source)
        screen = ReadingScreen(services, session, offset=offset, span=span, sought=sought, rest=rest)
        if isinstance(self._app.screen, ReadingScreen):
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    # ------------------------------------------------------------ in a worker

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """Only one article is being opened at a time."""
        self._app.run_worker(work, exclusive=True, group="open")

    def _warn(self, sentence: str) -> None:
        self._app.notify(visible(sentence), severity="warning", markup=False)

    def _source_shown(self) -> str:
        screen = self._app.screen
        return screen.session.article.source if isinstance(screen, ReadingScreen) else ""

    def _neighbour(self, source: str, by: int) -> str | None:
        if len(self.sources) < 2 or source not in self.sources:
            return None
        return self.sources[(self.sources.index(source) + by) % len(self.sources)]

    async def _open(self, source: str, span: Span | None, format: str | None) -> None:
        if (loaded := await self._load(source, format)) is None:
            return
        if span is not None or not self._go_back_to(loaded.article):
            self.show(loaded.article, span=span)

    async def _load(self, source: str, format: str | None = None) -> ArticleSource | None:
        """The article at a path or an address now; None if it cannot be read, after saying why."""
        waiting = None
        if is_address(source) or is_slow(source, format):
            from .dialogs.fetching import FetchingScreen

            stage = "connecting…" if is_address(source) else "Extracting the article from the page…"
            waiting = FetchingScreen(source, get_current_worker().cancel, stage=stage)
            await self._app.push_screen(waiting)
        try:
            loaded = await load(
                source,
                format=format,
                repair=source in self.repaired,
                progress=waiting.show_progress if waiting else None,
            )
            if spoilt_example(loaded.article.text) and (store := self._services.ensure_store()) is not None:
                loaded = await asyncio.to_thread(repaired_before, store, loaded, format=format)
        except (LoadError, StoreError) as error:
            self._close_waiting(waiting, str(error))
            return None
        except asyncio.CancelledError:
            self._close_waiting(waiting, "Cancelled. Nothing was opened." if waiting else "")
            raise
        self._close_waiting(waiting, "")
        if source in self.repaired and self._services.store is not None:
            try:
                await asyncio.to_thread(attach_repaired, self._services.store, loaded.article)
            except StoreError as error:
                self._warn(str(error))
        if loaded.raw is not None:
            self._services.pages[loaded.article.digest] = loaded
        return loaded

    def _close_waiting(self, waiting: Screen[None] | None, problem: str) -> None:
        if waiting is not None and self._app.screen is waiting:
            self._app.pop_screen()
        if problem and len(self._app.screen_stack) < 2:
            # Nothing else is open: the shell shows the sentence.
            self.problem = problem
            self._app.exit(return_code=2)
        elif problem:
            self._warn(problem)

    async def _open_known(self, source: str, span: Span | None, sought: Sought | None) -> None:
        store = self._services.store
        if store is None:
            return
        try:
            article = await asyncio.to_thread(open_known, store, source, repair=source in self.repaired)
            if article is not None and span is not None:
                span = await asyncio.to_thread(place_now, store, article, span)
        except (LoadError, StoreError) as error:
            self._warn(str(error))
            return
        if article is None:
            self._warn("The text of this article is not in the library.")
        elif span is not None or any(sought or ()) or not self._go_back_to(article):
            self.show(article, span=span, sought=sought)

    def _go_back_to(self, article: Article) -> bool:
        """Close the lists over an article, at the reader's place, instead of showing it a second time over them. False
        if it is not the one below the lists."""
        below = next((one for one in reversed(self._app.screen_stack) if isinstance(one, ReadingScreen)), None)
        before = below.session.article if below is not None else None
        if before is None or (source_key(before), before.digest) != (source_key(article), article.digest):
            return False
        while self._app.screen is not below:
            self._app.pop_screen()
        self.returned()
        return True

    async def _open_note(self, highlight: Highlight) -> None:
        store = self._services.store
        if store is None:
            return
        try:
            article, span = await asyncio.to_thread(open_noted, store, highlight)
        except (LoadError, StoreError) as error:
            self._warn(str(error))
            return
        if article is None:
            self._warn(f"The article of this note is not in the library: {highlight.target.source}")
            return
        self.show(article, span=span)
        if span is None:
            self._warn("The highlighted words are not in the current text.")

    async def _reload(self, screen: ReadingScreen) -> None:
        before = screen.session.article
        after: Article | None = before
        if not is_pipe(before.source):
            loaded = await self._load(before.source)
            after = loaded.article if loaded else None
        if after is None or self._app.screen is not screen:
            return
        if after.digest != before.digest:
            self.show(after, changes_shown=True)
            await self._show_difference(before, after)
            return
        if screen.session.raw_analysis is None:
            screen.analyze()
        session, store, older = screen.session, self._services.store, None
        try:
            if store is not None:
                older = previous(store, before)
                # The article may not have been saved yet.
                seen = store.articles.last_read(before.source)
                session.is_changed |= seen is None or seen.digest != before.digest
        except StoreError as error:
            self._services.write_log(str(error))
        if older is None:
            self._app.notify("The article has not changed.", markup=False)
        else:
            is_new = session.has_unseen_changes or (session.is_changed and not session.changes_shown)
            session.show_changes()
            screen.footer.show_keys()
            await self._show_difference(older, before, is_new=is_new)

    async def _repair(self, screen: ReadingScreen) -> None:
        before = screen.session.article
        if is_pipe(before.source):
            self._warn("Standard input cannot be read again. Start newsreader with --repair-encoding.")
            return
        self.repaired.add(before.source)
        loaded = await self._load(before.source)
        if loaded is None or self._app.screen is not screen:
            return
        if loaded.article.digest == before.digest:
            self._app.notify("No words of this article were encoded twice.", markup=False)
            return
        self.show(loaded.article)
        self._app.notify("The encoding is repaired. Your notes moved with their words.", markup=False)

    async def _show_difference(self, old: Article, new: Article, *, is_new: bool = True) -> None:
        """Show what changed from one text to the other, over the reading screen of the new one. `is_new` is false if
        the reader has read the new one with these changes before."""
        from .difference import DifferenceScreen, versions_of

        await asyncio.sleep(0)  # a reading screen that is being opened comes first
        screen = self._app.screen
        if not isinstance(screen, ReadingScreen):
            return
        reading = screen
        found, texts, store = None, None, self._services.store
        if store is not None:
            # A day that the reader stated is no change of the article.
            old, new = map(store.articles.with_stated_date, (old, new))
            texts = versions_of(store, new)
            _, found = await asyncio.to_thread(texts.load, old.digest)
        if self._app.screen is not reading:
            return

        def new_found() -> Analysis | None:
            """The analysis with the reader's corrections, like the old one: they are not changes of the article."""
            session = reading.session
            return session.analysis if session.raw_analysis is not None else None

        difference = DifferenceScreen(
            *(old, new, found, new_found, texts),
            is_new=is_new,
            to_check_again=reading.controllers.checking.count_to_check_again,
        )
        reading.controllers.way_back.show(difference, reading.jump)
