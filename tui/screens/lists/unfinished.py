"""Analyses the articles of the library that a list would otherwise leave out: those that were never analysed, were left
before their analysis was finished, or were not searched for a topic."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from ...library.session import keep_new_analysis

if TYPE_CHECKING:
    from ...store.database import Store
    from ...text.article import Article
    from ...text.topic import Topic
    from ..services import Services

FIRST_LOOK = 10
"""A list is gathered again after this many articles have been analysed, then after twice as many, and so on."""


def all_topics(services: Services) -> list[Topic]:
    """The topics that an article is searched for when it is opened."""
    return list({topic.name: topic for topic in (*services.known_topics, *services.topics)}.values())


async def analyse_unfinished(
    services: Services,
    store: Store,
    topics: Sequence[Topic],
    unfinished: Callable[[], Sequence[int]],
    on_left: Callable[[int], None],
    gather_again: Callable[[], Awaitable[None]],
) -> str:
    """Analyse the articles whose numbers `unfinished` returns, one after the other; each is saved at once, and
    cancelling the task ends it. Returns a sentence about the first article that could not be analysed, or "".

    `on_left` is called with the number of articles left. Of several lists that wait for the same articles, one has an
    article analysed at a time. Raises StoreError.
    """
    from ...analysis.client import AnalystError

    tried: set[int] = set()
    look, problem = FIRST_LOOK, ""

    async def left() -> list[int]:
        return [id for id in await asyncio.to_thread(unfinished) if id not in tried]

    while ids := await left():
        on_left(len(ids))
        async with services.analysing_library:
            if ids := await left():  # another list may have had some analysed
                tried.add(ids[0])
                try:
                    await _analyse(services, store, ids[0], topics)
                except AnalystError as error:
                    problem = problem or str(error)
        if len(tried) >= look:
            look *= 2
            await gather_again()
    on_left(len(await asyncio.to_thread(unfinished)) if problem else 0)
    if tried:
        await gather_again()
    return problem


async def _analyse(services: Services, store: Store, id: int, topics: Sequence[Topic]) -> None:
    if article := await asyncio.to_thread(_article, store, id):
        analysis = await services.analyst.analyze(article, topics)
        await asyncio.to_thread(keep_new_analysis, store, article, analysis, services.settings.model)


def _article(store: Store, id: int) -> Article | None:
    """The text last read of an article of the library; None if it is damaged or gone."""
    return next((store.articles.load(row.digest, row.source) for row in store.articles.shelf.rows([id])), None)
