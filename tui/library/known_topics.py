"""All topics of this reader: the built-in ones, those of the settings, and those in the reader's own file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..config.paths import config_folder

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..store.database import Store
    from ..text.topic import Topic


def own_file() -> Path:
    """The path of the reader's own topics file, which may not exist."""
    return config_folder() / "topics.toml"


def known_topics(
    settings: Settings, files: Sequence[Path] = (), built_in: Sequence[Topic] | None = None
) -> list[Topic]:
    """The built-in topics, the reader's own and those in `files`; a later topic replaces an earlier one of that name.

    Pass `built_in` if those topics have been read already, which takes tens of milliseconds. Raises TopicError for a
    file that cannot be read or has an error.
    """
    if built_in is None:
        from ..text.topics_file import built_in_topics

        built_in = built_in_topics()
    topics = {topic.name: topic for topic in built_in}
    own = own_file()
    for path in [*([own] if own.exists() else []), *settings.topic_files, *files]:
        from ..text.topics_file import read_topics

        topics |= {topic.name: topic for topic in read_topics(path)}
    return list(topics.values())


def is_on(topic: Topic, settings: Settings) -> bool:
    """Whether the topic is in the topic bar by default."""
    return topic.on if settings.topics_on is None else topic.name in settings.topics_on


def topic_names(settings: Settings) -> list[str]:
    """The names of all topics; none if a topics file has an error, which is reported elsewhere."""
    return [topic.name for topic in _without_error(settings)]


def count_unsearched(store: Store | None, settings: Settings, names: Collection[str]) -> int:
    """How many articles of the library were not searched for one of the topics of these names; unknown ones do not
    count. Raises StoreError."""
    if store is None or not names:
        return 0
    folded = {name.casefold() for name in names}
    wanted = [topic.fingerprint for topic in _without_error(settings) if topic.name.casefold() in folded]
    return len(store.articles.shelf.not_searched(wanted)) if wanted else 0


def unsearched_for_each(store: Store, settings: Settings) -> dict[str, int]:
    """For each topic that some articles of the library were not searched for, how many. Raises StoreError."""
    not_searched = store.articles.shelf.not_searched
    counts = {topic.name: len(not_searched([topic.fingerprint])) for topic in _without_error(settings)}
    return {name: count for name, count in counts.items() if count}


def missing_topic(known: Sequence[str], names: Iterable[str], typed: str = "") -> str:
    """A sentence about the first of these names that no known topic has; "" if there is none. If `typed`, a search
    text, has a topic of several words without quotation marks, the sentence gives them."""
    folded = {name.casefold() for name in known}
    for name in names:
        if name.strip().casefold() not in folded:
            for topic in known:
                if " " in topic and f"topic:{topic}".casefold() in typed.casefold():
                    return f'There is no topic “{name}”. Write topic:"{topic}", with quotation marks.'
            return f"There is no topic “{name}”. The topics are {', '.join(known)}."
    return ""


def _without_error(settings: Settings) -> list[Topic]:
    from ..text.topic import TopicError

    try:
        return known_topics(settings)
    except TopicError:
        return []
