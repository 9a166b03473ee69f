"""Asks for the speaker or the topic before passages from all articles are shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from ...library.who_is import Subject, quoted_subjects
from ...store.errors import StoreError
from ...terminal.timer import set_reliable_timer
from ...text.safe import visible
from ...text.speaker_name import is_name, sources_of
from ..dialogs.choose import OWN, ChooseScreen
from .name_choice import NONE_YET, name_items, topic_counts, unnamed_item
from .passages import PassagesScreen
from .places import SpokenScreen
from .rows import counted
from .unfinished import all_topics, analyse_unfinished

if TYPE_CHECKING:
    from textual.app import App

    from ...store.database import Store
    from ...widgets.lists.item import Item
    from ..services import Services

Found = TypeVar("Found")

PATIENCE = 0.5
"""Seconds after which a notice says that the library is being read; ten thousand articles take three."""


async def choose_speaker(app: App[None], services: Services) -> None:
    """Ask for a speaker and show the quotes. Articles that are not analysed yet are analysed meanwhile."""
    screen, store = app.screen, services.store
    if store is None or (subjects := await _asked(app, services, quoted_subjects)) is None:
        return
    unfinished = store.articles.shelf.not_analysed
    if not subjects and (store.read_only or not await asyncio.to_thread(unfinished)):
        app.notify(NONE_YET, markup=False)
        return
    by_key: dict[str, Subject] = {}

    def rows(subjects: Sequence[Subject]) -> list[Item]:
        by_key.update((_key(one), one) for one in reversed(subjects))
        return speaker_items(subjects)

    def done(key: str | None) -> None:
        if key:
            chosen = by_key.get(key)
            name = key.removeprefix(OWN) if chosen is None else chosen.name
            app.push_screen(SpokenScreen(services, name, chosen))

    here = _speaker_here(screen)
    point_to = next((_key(one) for one in subjects if any(here in names for names in one.where.values())), "")
    question, own = "Whose quotes, in all articles?", "  Speaker: "
    box = ChooseScreen(question, rows(subjects), own=own, point_to=point_to)

    async def more_speakers() -> None:
        box.set_items(rows(await asyncio.to_thread(quoted_subjects, store)))

    def show_left(count: int) -> None:
        box.set_status(f"analysing {counted(count, 'more article')}…" if count else "")

    async def analyse() -> None:
        with suppress(StoreError):  # the list of what the speaker said reports it
            await analyse_unfinished(services, store, all_topics(services), unfinished, show_left, more_speakers)

    await app.push_screen(box, done)
    if not store.read_only:
        box.run_worker(analyse())


def speaker_items(subjects: Sequence[Subject]) -> list[Item]:
    """Rows of speakers to choose from: those with a name, then those whom an article only describes."""
    named = [one for one in subjects if is_name(one.name)]
    unsure = {one.name for one in named if one.unsure}
    items = name_items([(one.name, len(one.speakers)) for one in named], {one.name: one.also for one in named}, unsure)
    return items + [
        unnamed_item(_key(one), one.name, one.title, one.unsure) for one in subjects if not is_name(one.name)
    ]


def _key(subject: Subject) -> str:
    """A key for a speaker; "(an official)" of two articles are two."""
    return subject.name if is_name(subject.name) else "\n".join((subject.name, *subject.where))


async def _asked(app: App[None], services: Services, ask: Callable[[Store], list[Found]]) -> list[Found] | None:
    """What the library answers, read in a thread. None if it cannot be read, which is reported, or if another screen
    was opened in the meantime."""
    screen, store = app.screen, services.store
    if store is None:
        return None
    slow = set_reliable_timer(screen, PATIENCE, lambda: app.notify("Reading the library…", markup=False))
    try:
        found = await asyncio.to_thread(ask, store)
    except StoreError as error:
        app.notify(visible(str(error)), severity="warning", markup=False)
        return None
    finally:
        slow.stop()
    return found if app.screen is screen else None


def _speaker_here(screen: object) -> str:
    """The speaker or entity at the caret or in the current row; "" if there is none."""
    from ..reading.screen import ReadingScreen

    if not isinstance(screen, ReadingScreen):
        return ""
    quote = screen.controllers.subject.quote
    if quote is not None and (sources := sources_of(screen.session.article.text, quote)):
        return sources[0]
    entity = screen.controllers.subject.entity
    return entity.name if entity is not None else ""


async def show_topics(app: App[None], services: Services) -> None:
    """Show the passages on all topics, beginning with the topic at the caret."""
    from ...library.known_topics import known_topics
    from ...text.topic import TopicError

    screen = app.screen
    try:
        known = {topic.name: topic for topic in known_topics(services.settings)}
    except TopicError as error:
        app.notify(visible(str(error)), severity="warning", markup=False)
        known = {}
    known |= {topic.name: topic for topic in services.topics}
    topics = await _asked(app, services, lambda store: topic_counts(store, known))
    if topics:
        app.push_screen(PassagesScreen(services, topics, known, show=_topic_here(screen)))
    elif topics is not None:
        app.notify(NONE_YET, markup=False)


def _topic_here(screen: object) -> str:
    """The topic of the passage at the caret, else an active topic; in the library, the one that it is limited to; else
    ""."""
    from ..reading.screen import ReadingScreen
    from .library import LibraryScreen

    if isinstance(screen, LibraryScreen):
        return next(iter(screen.library_query.topics), "")
    if not isinstance(screen, ReadingScreen):
        return ""
    session, here = screen.session, screen.view.caret
    for topic in session.topics:
        found = session.passages(topic.name)
        if found is not None and any(passage.span.covers(here) for passage in found.passages):
            return topic.name
    return next(iter(session.active_topics), "")
