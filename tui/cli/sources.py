"""Print whose words articles report: every source, named or not, with its statements and its share of the words.

With --by, the sources of all articles are counted by outlet, by month, by whether they are named, or one by one; a
source of several articles counts once in each group. A statement of several speakers counts for each of them. A source
has a "?" if the program is unsure of all its statements; if none of them is in quotation marks, it is only
possible, and is not counted. What a report or a poll says counts for whoever published it, if the article says who
that is; `newsreader quotes` has the article's own words for the speaker.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..evidence.source import Source, Sources
from ..evidence.source_totals import GROUPINGS, ArticleSource, Named, SourceTotal, totals
from ..evidence.sources import find_sources
from ..library.name_index import ArticleNames, NameIndex
from ..library.outlets import outlet_of
from ..text.charts import bar
from ..text.safe import cells, one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import settings_for
from .printing import RowFormat, add_output, chosen_format, count, escaped, in_column, name_column, print_rows
from .remarks import remark

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed
    from ..text.article import Article

BAR = 20
"""The width of a bar, in cells."""
NAME = 40
"""The largest width of a name, in cells."""
NONE = "The articles report nobody's words."


@dataclass(frozen=True)
class ArticleRow:
    """The sources of one article."""

    path: str
    article: Article
    found: Sources
    named: Mapping[str, Named] = field(default_factory=dict)
    """Who the named sources are over all articles, by `Source.id`."""


@dataclass(frozen=True)
class SourceRow:
    """One source of one article."""

    path: str
    source: Source
    possible: bool


@dataclass(frozen=True)
class TotalRow:
    """The counts of a group, with its part of the words of all groups."""

    total: SourceTotal
    share: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, what to count by, a format."""
    add_articles(parser)
    parser.add_argument(
        "--by", choices=("article", *GROUPINGS), default="article", help="what to list or count by (default: article)"
    )
    add_output(parser, SOURCES)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    with analyzed_articles(args, settings_for(args)) as (found, failures):
        articles = article_rows(found)
        if args.by != "article":
            left_out: list[int] = []
            rows = total_rows(_noting(joined_rows(found), left_out), args.by)
            print_rows(rows, TOTALS, args, NONE, nothing_read=found.nothing_read)
            if sum(left_out):
                remark(f"{count(sum(left_out), 'unsure or unattributed statement')} left out.")
        elif chosen_format(args, SOURCES.formats) == "csv":
            print_rows(source_rows(articles), SOURCES, args, NONE, nothing_read=found.nothing_read)
        else:
            print_rows(articles, ARTICLES, args, NONE, nothing_read=found.nothing_read)
    return 1 if failures else 0


def article_rows(found: Iterable[Analyzed]) -> Iterator[ArticleRow]:
    """The sources of each article."""
    for one in found:
        yield ArticleRow(one.path, one.article, find_sources(one.article, one.analysis))


def joined_rows(found: Iterable[Analyzed]) -> Iterator[ArticleRow]:
    """The sources of each article, with who the named ones are over all articles, which have to be read first."""
    kept = [(ArticleNames.of(one), one.article, find_sources(one.article, one.analysis)) for one in found]
    people = NameIndex.over(names for names, _, _ in kept)
    for names, article, sources in kept:
        named = people.add_sources(names, ((source.id, source.name) for source in sources.sources))
        yield ArticleRow(names.path, article, sources, named)


def source_rows(articles: Iterable[ArticleRow]) -> Iterator[SourceRow]:
    """Each source of each article, the possible ones last."""
    for one in articles:
        yield from (SourceRow(one.path, source, False) for source in one.found.sources)
        yield from (SourceRow(one.path, source, True) for source in one.found.possible)


def total_rows(articles: Iterable[ArticleRow], by: str) -> list[TotalRow]:
    """The counts of each group over all articles."""
    found = totals((one for article in articles for one in _placed(article)), by)
    words = sum(total.words for total in found)
    return [TotalRow(total, total.words / words if words else 0.0) for total in found]


def _noting(articles: Iterable[ArticleRow], left_out: list[int]) -> Iterator[ArticleRow]:
    """The articles; the number of statements of each that count for no source is added to `left_out`."""
    for one in articles:
        left_out.append(one.found.left_out)
        yield one


def _placed(row: ArticleRow) -> Iterator[ArticleSource]:
    article = row.article
    for source in row.found.sources:
        outlet, month = outlet_of(article, row.path), (article.date or "")[:7]
        yield ArticleSource(row.path, outlet, month, source, row.named.get(source.id))


def called(source: Source) -> str:
    """The name, or the article's description in brackets: "(an official)"."""
    return source.name or f"({source.called})"


# ---------------------------------------------------------------- by article

COLUMNS = (
    *("source", "name", "named", "kind", "role", "statements", "direct", "words", "quoted_words", "share"),
    *("first", "possible", "unsure"),
)


def _fields(row: SourceRow) -> Iterator[object]:
    source = row.source
    yield from (row.path, one_line(source.title), "yes" if source.name else "no", source.kind, source.role or "")
    yield from (len(source.quotes), source.direct, source.words, source.quoted_words, round(source.share, 4))
    yield from (source.first, "yes" if row.possible else "no", "yes" if source.unsure else "no")


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "called": source.called,
        "kind": source.kind,
        "named": source.name is not None,
        "role": source.role,
        "quotes": len(source.quotes),
        "direct": source.direct,
        "words": source.words,
        "quoted_words": source.quoted_words,
        "share": round(source.share, 4),
        "first": source.first,
        "unsure": source.unsure,
        "statements": [
            {"kind": quote.kind, "spans": [{"start": span.start, "end": span.end} for span in quote.spans]}
            for quote in source.quotes
        ],
    }


def _article_json(row: ArticleRow) -> dict[str, Any]:
    return {
        "source": row.path,
        "title": row.article.title,
        "text": row.article.text,
        "sources": [_source_json(source) for source in row.found.sources],
        "possible": [_source_json(source) for source in row.found.possible],
        "without_speaker": row.found.without_speaker,
    }


def _article_table(rows: Iterable[ArticleRow], width: int | None) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"{chr(10) if number else ''}{one_line(row.article.title, width)}\n{one_line(row.path)}\n"
        found = row.found
        names = name_column((called(one) + one.doubt for one in found.sources + found.possible), width, NAME)
        for source in sorted(found.sources, key=lambda source: -source.share):
            yield _source_line(source, names, width)
        for line in _notes(found):
            yield f"  {line}"


def _source_line(source: Source, names: int, width: int | None) -> str:
    kind = f"{source.kind}, {one_line(source.role)}" if source.role else source.kind
    line = f"  {source.share:4.0%} {bar(source.share, BAR)} {in_column(called(source), width, names, source.doubt)} "
    line += f"{len(source.quotes):3} × {source.words:5} words  "
    return line + one_line(kind, None if width is None else max(12, width - cells(line)))


def _notes(found: Sources) -> Iterator[str]:
    """What the rows do not show: possible sources, and statements by nobody in particular."""
    if not found.sources:
        yield "No sources found."
    if found.possible:
        yield f"Possible: {', '.join(one_line(called(source)) for source in found.possible)}"
    if found.without_speaker:
        yield f"Nobody named: {count(found.without_speaker, 'statement')}"


def _article_markdown(rows: Iterable[ArticleRow], width: int | None) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"{chr(10) if number else ''}# {escaped(row.article.title)}\n\n{escaped(row.path)}\n"
        yield "| Source | Named | Kind | Role | Statements | Words | Quoted | Share |"
        yield "| --- | --- | --- | --- | ---: | ---: | ---: | ---: |"
        for source in row.found.sources:
            numbers = f"{len(source.quotes)} | {source.words} | {source.quoted_words} | {source.share:.0%}"
            name = f"{escaped(source.title)}{source.doubt} | {'yes' if source.name else 'no'}"
            yield f"| {name} | {source.kind} | {escaped(source.role or '')} | {numbers} |"
        yield "".join(f"\n{escaped(line)}" for line in _notes(row.found))


# ---------------------------------------------------------------- by outlet, month, name

TOTAL_COLUMNS = (
    *("group", "articles", "named", "unnamed", "statements", "words", "quoted_words", "unnamed_words", "share"),
    "unsure",
)


def _total_fields(row: TotalRow) -> Iterator[object]:
    total = row.total
    yield from (total.group, len(total.articles), total.named, total.unnamed, total.statements, total.words)
    yield from (total.quoted_words, total.unnamed_words, round(row.share, 4), total.unsure)


def _total_json(row: TotalRow) -> dict[str, Any]:
    return dict(zip(TOTAL_COLUMNS, _total_fields(row), strict=True))


def _total_table(rows: Iterable[TotalRow], width: int | None) -> Iterator[str]:
    rows = list(rows)
    names = name_column((row.total.group + row.total.doubt for row in rows), width, NAME)
    yield f"  {'':{names}}  {'words':{BAR + 5}} articles  named  not named  statements    words"
    for row in rows:
        total = row.total
        numbers = f"{len(total.articles):8}  {total.named:5}  {total.unnamed:9}  {total.statements:10}  {total.words:7}"
        yield f"  {in_column(total.group, width, names, total.doubt)}  {bar(row.share, BAR)} {row.share:4.0%} {numbers}"


def _total_markdown(rows: Iterable[TotalRow], width: int | None) -> Iterator[str]:
    yield "| | Articles | Named | Not named | Statements | Words | Share |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        total = row.total
        numbers = (len(total.articles), total.named, total.unnamed, total.statements, total.words)
        yield f"| {escaped(total.group)}{total.doubt} | {' | '.join(map(str, numbers))} | {row.share:.0%} |"


ARTICLES = RowFormat(json=_article_json, table=_article_table, markdown=_article_markdown)
SOURCES: RowFormat[SourceRow] = RowFormat(
    json=lambda row: _source_json(row.source), table=lambda rows, width: iter(()), columns=COLUMNS, fields=_fields
)
TOTALS = RowFormat(_total_json, _total_table, TOTAL_COLUMNS, _total_fields, _total_markdown)
