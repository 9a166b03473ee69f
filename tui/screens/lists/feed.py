"""The entries of a feed, or the feeds of a list of feeds (OPML). Only what is chosen is fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from ...formats.load_error import LoadError
from ...library.outlets import place_of
from ...library.shelf_items import ShelfItem
from ...text.safe import visible
from ...web.feed import NO_ARTICLES, Feed, FeedError, read_any
from ..messages import OpenArticle
from ..services import Services
from .library import FOLDER_SORTS, LibraryScreen
from .listing import EmptyMessage, ListScreen
from .rows import counted


class FeedScreen(LibraryScreen):
    """Entries to choose from."""

    def __init__(self, services: Services, feed: Feed) -> None:
        """List the entries that have an address; others cannot be opened, and a feed must have one that can."""
        entries = [entry for entry in feed.entries if entry.url]
        super().__init__(services, list(dict.fromkeys(entry.url for entry in entries)))
        self._feed = feed
        self._titles = {
            entry.url: ShelfItem(
                entry.url, entry.title, tuple(fact for fact in (place_of(entry.url), entry.date, entry.author) if fact)
            )
            for entry in reversed(entries)
        }

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return visible(self._feed.title)

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "words of the title or the address"

    def show_found(self, found: Sequence[ShelfItem], words: str) -> None:
        """Show these rows with the titles from the feed."""
        super().show_found([item if item.title else self._titles.get(item.source, item) for item in found], words)

    @property
    def place(self) -> str:
        """Where the reader is, for the help."""
        return "feeds" if self._feed.of_feeds else "feed"

    def empty_message(self) -> EmptyMessage:
        """What is shown if no title or address matches."""
        return ListScreen.empty_message(self)._replace(action="list_all")

    def summary(self) -> Content:
        """The number of entries, how many are not listed because they cannot be opened, and the order unless it is the
        feed's own."""
        order = "" if self.library_query.sort == "opened" else f" · {FOLDER_SORTS[self.library_query.sort]}"
        count = counted(len(self.items), *(("feed",) if self._feed.of_feeds else ("entry", "entries")))
        left_out = sum(not entry.url for entry in self._feed.entries)
        without = f" · {left_out:,} without a web address left out" if left_out else ""
        return Content(count + without + order)

    def chosen(self, item: ShelfItem) -> None:
        """Open the entry; a feed opens as a list."""
        if self._feed.of_feeds:
            self._open_feed(item.source)
        else:
            self.post_message(OpenArticle(item.source))

    @work(exclusive=True, group="open")
    async def _open_feed(self, address: str) -> None:
        from ...web.fetch import fetch_page
        from ..dialogs.fetching import FetchingScreen

        waiting = FetchingScreen(address, get_current_worker().cancel)
        await self.app.push_screen(waiting)
        problem, feed = "", None
        try:
            page = await fetch_page(address, progress=waiting.show_progress)
            feed = await asyncio.to_thread(read_any, page.data, address)
            problem = "" if feed.can_be_opened else NO_ARTICLES
        except (LoadError, FeedError) as error:
            problem = str(error)
        finally:
            if self.app.screen is waiting:
                self.app.pop_screen()
        if feed is not None and not problem:
            self.app.push_screen(FeedScreen(self.services, feed))
        else:
            self.notify(visible(problem), severity="warning", markup=False)
