"""Print when things happened: the dates in articles in chronological order, counted from the day of publication.

A date with "?" is unsure because usage differs ("next Friday" on a Wednesday) or the sentence leaves it open ("the
Aug. 3 concert was sold out"). A date that cannot be determined ("the day after the wedding") comes last, with the
reason. The table also says how many expressions of time are left out because they name no day ("three years").
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..evidence.timeline import TimelineEntry, left_out_words, lengths_of_time, published, timeline
from ..formats.file_place import LineNumbers, open_command
from ..text.safe import one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import day, settings_for
from .printing import RowFormat, add_output, lines_after, print_rows

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed
    from ..text.article import Article
    from ..text.span import Span

COLUMNS = ("source", "date", "text", "start", "end", "line", "sentence", "why", "open", "unsure")
DATE_WIDTH = 22


@dataclass(frozen=True)
class TimelineRow:
    """One entry of the timeline of one article."""

    source: str
    article: Article
    entry: TimelineEntry
    line: int | None
    """The line of the file in which the expression begins, counted from 1; None if its article is in no file."""
    left_out: Sequence[Span]
    """The expressions of its article that are in no row, since they name no day."""

    @property
    def open(self) -> str:
        """The command that opens the article at the expression."""
        return open_command(self.source, self.entry.span.start)

    @property
    def date(self) -> str | None:
        """The days, in ISO 8601."""
        return str(self.entry.period) if self.entry.period else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    parser.add_argument(
        "--date",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day of publication of articles that give none; `newsreader library date` stores one",
    )
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    with analyzed_articles(args, settings_for(args)) as (found, failures):
        print_rows(
            rows(_dated(found, args.date)), FORM, args, "The articles contain no date.", nothing_read=found.nothing_read
        )
    return 1 if failures else 0


def _dated(found: Iterable[Analyzed], date: str | None) -> Iterator[Analyzed]:
    """The articles, with `date` as the day of publication of those that give none."""
    for one in found:
        undated = date is not None and published(one.article) is None
        yield replace(one, article=replace(one.article, date=date)) if undated else one


def rows(found: Iterable[Analyzed]) -> Iterator[TimelineRow]:
    """The timeline of each article."""
    for one in found:
        lines = LineNumbers(one.path, one.article)
        entries = timeline(one.article, one.analysis.dates)
        left_out = lengths_of_time(one.article, one.analysis, entries)
        for entry in entries:
            yield TimelineRow(one.path, one.article, entry, lines.of(entry.span), left_out)


def _fields(row: TimelineRow) -> Iterator[object]:
    entry = row.entry
    yield from (row.source, row.date or "", one_line(row.article.words(entry.span)), *entry.span, row.line)
    yield from (one_line(row.article.words(entry.sentence)), entry.why, row.open, entry.unsure)


def _to_json(row: TimelineRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "source": row.source,
        "text": row.article.words(entry.span),
        "start": entry.span.start,
        "end": entry.span.end,
        "line": row.line,
        "date": row.date,
        "why": entry.why,
        "unsure": entry.unsure,
        "sentence": row.article.words(entry.sentence),
        "open": row.open,
    }


def _table(found: Iterable[TimelineRow], width: int | None) -> Iterator[str]:
    for source, group in groupby(found, key=lambda row: row.source):
        yield one_line(source)
        why = ""
        for row in group:
            if row.date is None and row.entry.why != why:
                why = row.entry.why
                yield from lines_after("  Not determined: ", why, width)
            words = f"{row.article.words(row.entry.span)}: {row.article.words(row.entry.sentence)}"
            yield from lines_after(f"  {row.entry.days:{DATE_WIDTH}} ", words, width)
            if row.entry.unsure:
                yield from lines_after(f"  {'':{DATE_WIDTH}} ", f"Unsure: {row.entry.why}", width)
        if row.left_out:
            yield from lines_after("  Left out: ", left_out_words(row.article, row.left_out), width)


FORM: RowFormat[TimelineRow] = RowFormat(
    json=_to_json,
    table=_table,
    columns=COLUMNS,
    fields=_fields,
    place=lambda row: (row.source, row.line, f"{row.entry.days}: {row.article.words(row.entry.sentence)}"),
)
