"""Which topics a command uses: the named ones, else those that are on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.known_topics import is_on, known_topics, missing_topic
from ..text.topic import TopicError
from ..text.topics_file import find_topic, read_topics
from .errors import CliError

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic


def choose_topics(settings: Settings, names: Sequence[str] = (), files: Sequence[str] = ()) -> list[Topic]:
    """The topics of these names; without names those that are on and all of `files`. Raises CliError."""
    known = all_topics(settings, files)
    if not names:
        in_files = {topic.name for file in files for topic in _read(file)}
        return [topic for topic in known if topic.name in in_files or is_on(topic, settings)]
    chosen: dict[str, Topic] = {}
    for name in names:
        topic = find_topic(known, name)
        if topic is None:
            raise CliError(missing_topic([topic.name for topic in known], [name]))
        chosen[topic.name] = topic
    return list(chosen.values())


def all_topics(settings: Settings, files: Sequence[str] = ()) -> list[Topic]:
    """See `known_topics`. Raises CliError for a file that is missing or wrong."""
    try:
        return known_topics(settings, [Path(file) for file in files])
    except TopicError as error:
        raise CliError(str(error)) from error


def _read(file: str) -> list[Topic]:
    try:
        return read_topics(Path(file))
    except TopicError as error:
        raise CliError(str(error)) from error
