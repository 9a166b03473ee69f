"""Print what articles say about a topic.

Without --topic, the topics that are on are used.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..formats.file_place import LineNumbers, open_command
from ..text.safe import one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import add_topic, add_topics, settings_for
from .printing import RowFormat, add_output, escaped, lines_after, print_rows, quoted
from .topic_choice import choose_topics

if TYPE_CHECKING:
    from ..text.analysis import Passage
    from ..text.analyzed import Analyzed

COLUMNS = ("source", "topic", "start", "end", "line", "text", "because", "open", "date", "title")


@dataclass(frozen=True)
class PassageRow:
    """One passage of one article."""

    source: str
    title: str
    topic: str
    passage: Passage
    text: str
    line: int | None
    """The line of the file in which it begins, counted from 1; None if its article is in no file."""
    date: str | None = None
    """The day of publication; None if it is not known."""

    @property
    def open(self) -> str:
        """The command that opens the article at the passage."""
        return open_command(self.source, self.passage.span.start)

    @property
    def because(self) -> str:
        """The reasons why its sentences are on the topic, each once."""
        return "; ".join(dict.fromkeys(why.text for why in self.passage.because))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, topics, a format."""
    add_articles(parser)
    add_topic(parser, "a topic")
    add_topics(parser)
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    topics = choose_topics(settings, args.topic, args.topics)
    with analyzed_articles(args, settings, topics) as (found, failures):
        print_rows(rows(found), FORM, args, "No passage is about such a topic.", nothing_read=found.nothing_read)
    return 1 if failures else 0


def rows(found: Iterable[Analyzed]) -> Iterator[PassageRow]:
    """The passages of each article, topic by topic."""
    for one in found:
        lines = LineNumbers(one.path, one.article)
        for topic in one.analysis.topics:
            for passage in topic.passages:
                words, line = one.article.words(passage.span), lines.of(passage.span)
                yield PassageRow(one.path, one.article.title, topic.name, passage, words, line, one.article.date)


def _fields(row: PassageRow) -> Iterator[object]:
    yield from (row.source, row.topic, *row.passage.span, row.line, row.text, row.because)
    yield from (row.open, row.date, row.title)


def _to_json(row: PassageRow) -> dict[str, object]:
    return {
        "source": row.source,
        "title": row.title,
        "topic": row.topic,
        "start": row.passage.span.start,
        "end": row.passage.span.end,
        "line": row.line,
        "text": row.text,
        "because": [
            {"start": why.span.start, "end": why.span.end, "kind": why.kind, "text": why.text}
            for why in row.passage.because
        ],
        "open": row.open,
    }


def _markdown(passages: Iterable[PassageRow], width: int | None) -> Iterator[str]:
    source = topic = None
    for row in passages:
        if row.source != source:
            yield f"{'' if source is None else chr(10)}# {escaped(row.title)}\n\n{escaped(row.source)}"
            source, topic = row.source, None
        if row.topic != topic:
            yield f"\n## {escaped(row.topic)}"
            topic = row.topic
        yield f"\n{quoted(row.text)}\n\n*{escaped(row.because)}*"


def _table(passages: Iterable[PassageRow], width: int | None) -> Iterator[str]:
    for row in passages:
        yield from lines_after(f"{one_line(row.source)}  {one_line(row.topic)}  ", row.text, width)


FORM = RowFormat(
    _to_json, _table, COLUMNS, _fields, _markdown, lambda row: (row.source, row.line, f"{row.topic}: {row.text}")
)
