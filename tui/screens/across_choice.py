"""What has to be known before words from all articles can be shown: whose, or on which topic."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..store.database import StoreError
from ..text.safe import visible
from .choose import OWN, ChooseScreen
from .library import name_items
from .places import PassagesScreen, SpokenScreen

if TYPE_CHECKING:
    from ..app import NewsReader

NONE_YET = "No article of the library was looked through for that yet. Open some first."


async def choose_speaker(app: NewsReader) -> None:
    """Ask for a speaker, and show what was said."""
    screen, store = app.screen, app.store
    if store is None:
        return
    try:
        speakers = await asyncio.to_thread(store.articles.speakers)
    except StoreError as error:
        app.notify(visible(str(error)), severity="warning", markup=False)
        return
    if app.screen is not screen:
        return  # the reader has gone elsewhere meanwhile
    if not speakers:
        app.notify(NONE_YET, markup=False)
        return

    def done(key: str | None) -> None:
        if key:
            app.push_screen(SpokenScreen(key.removeprefix(OWN)))

    question = "Whose words, from all articles?"
    screen_of = ChooseScreen(question, name_items(speakers), own="  Who is called: ", point_to=_speaker_here(screen))
    app.push_screen(screen_of, done)


def _speaker_here(screen: object) -> str:
    """Who speaks or is named at the caret of an article, or in the row of its list; "" for nobody."""
    from .reading import ReadingScreen

    if not isinstance(screen, ReadingScreen):
        return ""
    quote = screen.quote_here()
    if quote is not None and quote.speaker is not None and quote.speaker.name:
        return quote.speaker.name
    entity = screen.entity_here()
    return entity.name if entity is not None else ""


async def show_topics(app: NewsReader) -> None:
    """Show the passages on a topic, first that of the passage one is in."""
    from ..known_topics import known_topics
    from ..text.topics_file import TopicError

    screen, store = app.screen, app.store
    if store is None:
        return
    try:
        topics = await asyncio.to_thread(store.articles.topics)
    except StoreError as error:
        app.notify(visible(str(error)), severity="warning", markup=False)
        return
    if app.screen is not screen:
        return
    if not topics:
        app.notify(NONE_YET, markup=False)
        return
    known = {topic.name: topic.fingerprint for topic in app.topics}
    try:
        known = {topic.name: topic.fingerprint for topic in known_topics(app.settings)} | known
    except TopicError as error:
        app.notify(visible(str(error)), severity="warning", markup=False)
    app.push_screen(PassagesScreen(topics, lambda name: known.get(name, ""), show=_topic_here(screen)))


def _topic_here(screen: object) -> str:
    """The topic of the passage at the caret, else one that is on; "" for none."""
    from .reading import ReadingScreen

    if not isinstance(screen, ReadingScreen):
        return ""
    session, here = screen.session, screen.view.caret
    for topic in session.topics:
        found = session.passages(topic.name)
        if found is not None and any(passage.span.covers(here) for passage in found.passages):
            return topic.name
    return next(iter(session.lit), "")
