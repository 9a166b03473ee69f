"""Print what articles say about a topic.

Without --topic the topics that are on are taken. A topic of a file given with --topics may be named too.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.safe import one_line, visible
from .across import add_paths, found_in
from .errors import CliError

if TYPE_CHECKING:
    from ..settings import Settings
    from ..text.analysis import Passage
    from ..text.topic import Topic
    from .analyzing import Analyzed

HELP = "the passages about a topic"

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
    parser.add_argument(
        "--format", choices=("table", "csv", "json", "markdown"), default="table", help="default: table"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the work (default: 1)")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where some file was left out. Raises CliError."""
    from .config import settings_for

    settings = settings_for(args)
    topics = choose(settings, args.topic, args.topics)
    with found_in(args, settings, topics) as (found, failures):
        write(rows(found), args.format)
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


def write(passages: Iterable[Row], format: str) -> None:
    """Print the rows as they come; JSON alone waits for the last."""
    if format == "csv":
        _write_csv(passages)
    elif format == "json":
        print(json.dumps([_to_json(row) for row in passages], indent=2))
    elif format == "markdown":
        _write_markdown(passages)
    else:
        _write_table(passages)


def _write_csv(passages: Iterable[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in passages:
        fields = (row.source, row.topic, *row.passage.span, row.text, row.because)
        writer.writerow([visible(field) if isinstance(field, str) else field for field in fields])


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


def _write_markdown(passages: Iterable[Row]) -> None:
    source = topic = None
    for row in passages:
        if row.source != source:
            print(f"{'' if source is None else chr(10)}# {_escaped(row.title)}\n\n{_escaped(row.source)}")
            source, topic = row.source, None
        if row.topic != topic:
            print(f"\n## {_escaped(row.topic)}")
            topic = row.topic
        quoted = "\n>\n".join(f"> {_escaped(part)}" for part in row.text.splitlines() if part.strip())
        print(f"\n{quoted}\n\n*{_escaped(row.because)}*")


def _escaped(text: str) -> str:
    """On one line, with what Markdown would take for its own marked as words."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~!" else c for c in one_line(text))


def _write_table(passages: Iterable[Row]) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in passages:
        head = f"{one_line(row.source)}  {one_line(row.topic)}  "
        room = None if width is None else max(20, width - len(head))
        print(head + one_line(row.text, room))
