"""Print what articles say about a topic.

Without --topic the topics that are on are taken. A topic of a file given with --topics may be named too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.safe import one_line
from .across import add_paths, found_in
from .errors import CliError
from .rows import Form, escaped, one_line_after, quoted, write

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.analysis import Passage
    from ..text.analyzed import Analyzed
    from ..text.topic import Topic

COLUMNS = ("source", "topic", "start", "end", "text", "because")


@dataclass(frozen=True)
class Row:
    """One passage of one article."""

    source: str
    title: str
    topic: str
    passage: Passage
    text: str

    @property
    def because(self) -> str:
        """The reasons of its sentences, each once."""
        return "; ".join(dict.fromkeys(why.text for why in self.passage.because))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, topics, a format."""
    add_paths(parser)
    parser.add_argument("--topic", action="append", default=[], metavar="NAME", help="a topic; may be given again")
    parser.add_argument("--topics", action="append", default=[], metavar="FILE.toml", help="topics of this file too")
    parser.add_argument("--format", choices=FORM.formats, default="table", help="default: table")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where some file was left out. Raises CliError."""
    from .config import settings_for

    settings = settings_for(args)
    topics = choose(settings, args.topic, args.topics)
    with found_in(args, settings, topics) as (found, failures):
        write(rows(found), FORM, args.format)
    return 1 if failures else 0


def choose(settings: Settings, names: Sequence[str], files: Sequence[str]) -> list[Topic]:
    """The topics of those names, else all that are on. Raises CliError for a name that no topic has."""
    from ..text.topics_file import find_topic
    from .choices import all_topics, topics_for

    if not names:
        return topics_for(settings, files)
    known = all_topics(settings, files)
    chosen = []
    for name in names:
        topic = find_topic(known, name)
        if topic is None:
            there = ", ".join(topic.name for topic in known)
            raise CliError(f"There is no topic “{name}”. The topics are {there}.")
        chosen.append(topic)
    return chosen


def rows(found: Iterable[Analyzed]) -> Iterator[Row]:
    """The passages of each article, topic by topic."""
    for one in found:
        for topic in one.analysis.topics:
            for passage in topic.passages:
                yield Row(one.path, one.article.title, topic.name, passage, one.article.words(passage.span))


def _fields(row: Row) -> Iterator[object]:
    yield from (row.source, row.topic, *row.passage.span, row.text, row.because)


def _to_json(row: Row) -> dict[str, object]:
    return {
        "source": row.source,
        "title": row.title,
        "topic": row.topic,
        "start": row.passage.span.start,
        "end": row.passage.span.end,
        "text": row.text,
        "because": [
            {"start": why.span.start, "end": why.span.end, "kind": why.kind, "text": why.text}
            for why in row.passage.because
        ],
    }


def _markdown(passages: Iterable[Row], width: int | None) -> Iterator[str]:
    source = topic = None
    for row in passages:
        if row.source != source:
            yield f"{'' if source is None else chr(10)}# {escaped(row.title)}\n\n{escaped(row.source)}"
            source, topic = row.source, None
        if row.topic != topic:
            yield f"\n## {escaped(row.topic)}"
            topic = row.topic
        yield f"\n{quoted(row.text)}\n\n*{escaped(row.because)}*"


def _table(passages: Iterable[Row], width: int | None) -> Iterator[str]:
    for row in passages:
        yield one_line_after(f"{one_line(row.source)}  {one_line(row.topic)}  ", row.text, width, least=20)


FORM = Form(COLUMNS, _fields, _to_json, _table, _markdown)
