"""What several sub-commands decide in the same way: which files are meant, and which topics."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..text.safe import visible
from .errors import CliError

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic


def find_files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files meant, folders searched for articles, and what could not be found (told on standard error).

    "-" and addresses stay as they are: see `load_source`.
    """
    from ..formats.article_files import find_articles
    from ..formats.load_error import LoadError
    from .sources import is_path
    from .standard_input import PIPE

    if paths.count(PIPE) > 1:
        raise CliError("Standard input (-) can be read only once.")
    found: list[str] = []
    failures: list[str] = []
    for path in paths:
        if not is_path(path):
            found.append(path)
            continue
        try:
            found.extend(str(one) for one in find_articles([path]))
        except LoadError as error:
            failures.append(report(path, str(error)))
    return found, failures


def report(path: str, why: str) -> str:
    """Tell on standard error that a file is left out, and why. Gives the path back."""
    name = "" if path in why else f"{path}: "
    print(f"newsreader: {visible(name + why)}", file=sys.stderr)
    return path


def all_topics(settings: Settings, files: Sequence[str] = ()) -> list[Topic]:
    """See `known_topics`. Raises CliError for a file that is none or is wrong."""
    from ..library.known_topics import known_topics
    from ..text.topic import TopicError

    try:
        return known_topics(settings, [Path(file) for file in files])
    except TopicError as error:
        raise CliError(str(error)) from error


def topics_for(settings: Settings, files: Sequence[str] = ()) -> list[Topic]:
    """The topics to look for: those that are on, and all of `files`. Raises CliError."""
    from ..library.known_topics import is_on
    from ..text.topic import TopicError
    from ..text.topics_file import read_topics

    try:
        named = {topic.name for path in files for topic in read_topics(Path(path))}
    except TopicError as error:
        raise CliError(str(error)) from error
    return [topic for topic in all_topics(settings, files) if topic.name in named or is_on(topic, settings)]
