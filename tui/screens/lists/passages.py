"""The passages on each topic in all articles. Articles that were not searched for a topic are searched meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from ...evidence.dossier import Dossier, topic_dossier
from ...library.occurrences import Occurrences, analysed_articles, passages_about
from ...library.session import keep_new_analysis
from ...library.shelf_items import LibraryQuery
from ...store.database import Store
from ...store.errors import StoreError
from ...text.safe import visible
from ..services import Services
from .name_choice import topic_counts
from .places import PlacesScreen
from .rows import counted

if TYPE_CHECKING:
    from ...text.article import Article
    from ...text.topic import Topic

FIRST_LOOK = 10
"""The list is gathered again after this many articles have been searched, then after twice as many, and so on."""


class PassagesScreen(PlacesScreen):
    """The passages on each topic."""

    title_shown = "Passages in all articles"

    def __init__(
        self, services: Services, topics: Sequence[tuple[str, int]], known: Mapping[str, Topic], *, show: str = ""
    ) -> None:
        """`topics` are the topics to show, with their number of articles; `known` are the present topics by name."""
        super().__init__(services, _titles(topics), show=show)
        self._known = known
        self._unsearched = 0
        """How many articles have not been searched for all topics yet."""

    def list_title(self, name: str) -> str:
        """The topic with its number of articles; only the topic shown says of what, to save room."""
        title = self.lists[name]
        return title if name == self.shown else title.rpartition(" ")[0]

    @property
    def topic_sought(self) -> str:
        """The topic shown."""
        return self.shown

    @property
    def _fingerprint(self) -> str:
        """The fingerprint of the present version of the topic shown; "" if there is none."""
        topic = self._known.get(self.shown)
        return topic.fingerprint if topic else ""

    def make_dossier(self, store: Store) -> Dossier:
        """The dossier on the topic shown."""
        found = self.articles_for_dossier(analysed_articles(store, topic=self.shown))
        return topic_dossier(self.shown, self._fingerprint, found)

    def steps(self, store: Store) -> Occurrences:
        """The passages."""
        return passages_about(store, self.shown, self._fingerprint)

    def start_loading(self) -> None:
        """Gather the passages, and search the articles that were not searched for them."""
        super().start_loading()
        if self.services.store is not None and not self.services.store.read_only:
            self.search_the_rest(self.services.store)

    @work(exclusive=True, group="topics")
    async def search_the_rest(self, store: Store) -> None:
        """Search the articles that were not searched for all topics, one after the other. Closing the screen ends it;
        what was found is saved article by article."""
        from ...analysis.client import AnalystError

        topics, model = list(self._known.values()), self.services.settings.model
        try:
            ids = await asyncio.to_thread(store.articles.shelf.not_searched, [topic.fingerprint for topic in topics])
            look = FIRST_LOOK
            for number, id in enumerate(ids):
                self._unsearched = len(ids) - number
                self.show_summary(self.summary())
                if article := await asyncio.to_thread(_article, store, id):
                    analysis = await self.services.analyst.analyze(article, topics)
                    await asyncio.to_thread(keep_new_analysis, store, article, analysis, model)
                if number + 1 == look:
                    look *= 2
                    await self._look_again(store)
            self._unsearched = 0
            if ids:
                await self._look_again(store)
        except (AnalystError, StoreError) as error:
            if not self.is_gone:
                self.notify(visible(str(error)), severity="warning", markup=False)

    async def _look_again(self, store: Store) -> None:
        topics = await asyncio.to_thread(topic_counts, store, self._known)
        if not self.is_gone:
            shown = self.shown
            self.lists = {name: title for name, title in _titles(topics).items() if name in self.lists}
            self.shown = shown if shown in self.lists else next(iter(self.lists))
            self.gather(store)

    def summary(self) -> Content:
        """Number and order of the passages, and how many articles are still to be searched."""
        if not self._unsearched:
            return super().summary()
        left = (f"searching {counted(self._unsearched, 'more article')}… ", "italic")
        return Content.assemble(left, "· ", self.tallies()[-1])

    def empty_sentence(self) -> str:
        """The sentence shown if there are no rows."""
        if self.field.value.strip() or not self.lists:
            return super().empty_sentence()
        if self._unsearched:
            return f"No passage on {self.shown} so far. {counted(self._unsearched, 'article')} left to search."
        return f"No article has a passage on {self.shown}."

    def action_articles(self) -> None:
        """Show the articles with passages on the topic."""
        self.list_articles(LibraryQuery(topic=self.shown))


def _titles(topics: Sequence[tuple[str, int]]) -> dict[str, str]:
    return {name: f"{name} {counted(count, 'article')}" for name, count in topics}


def _article(store: Store, id: int) -> Article | None:
    """The text last read of an article of the library; None if it is damaged or gone."""
    return next((store.articles.load(row.digest) for row in store.articles.shelf.rows([id])), None)
