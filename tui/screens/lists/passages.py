"""The passages on each topic in all articles. Articles that were not searched for a topic are searched meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...evidence.dossier import Dossier, topic_dossier
from ...library.occurrences import Occurrences, analysed_articles, passages_about
from ...library.shelf_items import LibraryQuery
from ...store.database import Store
from ..services import Services
from .listing import EmptyMessage
from .name_choice import topic_counts
from .places import PlacesScreen
from .rows import counted

if TYPE_CHECKING:
    from ...text.topic import Topic


class PassagesScreen(PlacesScreen):
    """The passages on each topic."""

    title_shown = "Passages in all articles"

    def __init__(
        self, services: Services, topics: Sequence[tuple[str, int]], known: Mapping[str, Topic], *, show: str = ""
    ) -> None:
        """`topics` are the topics to show, with their number of articles; `known` are the present topics by name."""
        super().__init__(services, _titles(topics), show=show)
        self._known = known

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

    def unfinished(self, store: Store) -> Sequence[int]:
        """The articles that were not searched for all topics."""
        return store.articles.shelf.not_searched([topic.fingerprint for topic in self._known.values()])

    @property
    def topics_to_search(self) -> Sequence[Topic]:
        """All topics."""
        return list(self._known.values())

    async def gather_again(self, store: Store) -> None:
        """Gather the passages again; the number of articles of each topic has changed."""
        topics = await asyncio.to_thread(topic_counts, store, self._known)
        if not self.is_gone:
            shown = self.shown
            self.lists = {name: title for name, title in _titles(topics).items() if name in self.lists}
            self.shown = shown if shown in self.lists else next(iter(self.lists))
            self.gather(store)

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        if self.field.value.strip() or not self.lists:
            return super().empty_message()
        if self.left:
            left = counted(self.left, "article")
            return EmptyMessage(f"No passage on {self.shown} so far. {left} left to search.")
        return EmptyMessage(f"No article has a passage on {self.shown}.")

    def action_articles(self) -> None:
        """Show the articles with passages on the topic."""
        self.list_articles(LibraryQuery(topic=self.shown))


def _titles(topics: Sequence[tuple[str, int]]) -> dict[str, str]:
    return {name: f"{name} {counted(count, 'article')}" for name, count in topics}
