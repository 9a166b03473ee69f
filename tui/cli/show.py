"""Print an article and its analysis as plain lines, for pipes, printers and screen readers."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from ..config.paths import log_file
from ..export.plain_lines import WIDTH, analysis_lines, article_lines
from ..formats.load_error import LoadError
from ..text.analysis import ATTITUDES
from ..text.analyzed import Analyzed
from ..text.speaker_name import names_with_doubt
from .analyzing import analyze_files
from .arguments import add_format_of_input, add_paths, add_topic, settings_for
from .errors import CliError
from .inputs import find_files, load_source, report, report_notices
from .printing import RowFormat, add_output, chosen_format, escaped, print_rows, terminal_width, write_output
from .topic_choice import choose_topics

if TYPE_CHECKING:
    pass

COLUMNS = ("source", "headline", "byline", "date", "word_count", "entities", "quotes", "figures", "text")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_format_of_input(parser)
    add_topic(parser, "only this topic")
    parser.add_argument("--text-only", action="store_true", help="only the text; needs no language model")
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    topics = [] if args.text_only else choose_topics(settings, args.topic)
    paths, failures = find_files(args.paths)
    if args.text_only and chosen_format(args, FORM.formats) != "table":
        raise CliError("--text-only prints plain lines; leave out --format.")
    if args.text_only:
        return 1 if failures + _print_texts(paths, args) else 0
    with closing(
        analyze_files(
            paths,
            topics=topics,
            model=settings.model,
            format=args.format_of_input,
            repair=args.repair_encoding,
            log=log_file(args.data_dir),
            on_error=lambda path, why: failures.append(report(path, why)),
        )
    ) as analyzed:
        print_rows(analyzed, FORM, args, "There is no article to show.", nothing_read=lambda: bool(failures))
    return 1 if failures else 0


def _print_texts(paths: Sequence[str], args: argparse.Namespace) -> list[str]:
    """Print the text of each. Returns the paths that could not be read."""
    failures = []
    lines: list[str] = []
    for path in paths:
        try:
            article = load_source(path, format=args.format_of_input, repair=args.repair_encoding).article
        except LoadError as error:
            failures.append(report(path, str(error)))
            continue
        report_notices(article)
        if args.output:
            lines += [*article_lines(article), ""]
        else:
            print("\n".join(article_lines(article, _wide(terminal_width()))), end="\n\n")
    if args.output:
        write_output(args.output, ("\n".join(lines) + "\n").encode())
    return failures


def _wide(width: int | None) -> int:
    return min(WIDTH, (width or WIDTH + 1) - 1)


def _table(analyzed: Iterable[Analyzed], width: int | None) -> Iterator[str]:
    for found in analyzed:
        yield from article_lines(found.article, _wide(width))
        yield "\n"
        yield from analysis_lines(found.article, found.analysis)
        yield ""


def _markdown(analyzed: Iterable[Analyzed], width: int | None) -> Iterator[str]:
    """The paragraphs, and below them who said what and who is named."""
    for found in analyzed:
        article, analysis = found.article, found.analysis
        for block in article.blocks:
            heading = "#" * (block.level or 1) + " " if block.kind == "heading" else ""
            words = escaped(article.words(block.span))
            yield f"*{words}*\n" if block.kind == "caption" else f"{heading}{words}\n"
        attitudes = [quote for quote in analysis.quotes if quote.attitude]
        for title, quotes in (("Who said what", analysis.statements), (ATTITUDES, attitudes)):
            yield from [f"## {title}\n"] if quotes or title != ATTITUDES else []
            for quote in quotes:
                who = escaped(names_with_doubt(article.text, quote, "unknown"))
                yield f"- **{who}**: {escaped(' … '.join(map(article.words, quote.spans)))}"
            yield from [""] if quotes else []
        yield "## Names\n"
        for entity in analysis.entities:
            yield f"- {escaped(entity.name)} ({len(entity.mentions)})"
        yield ""


def _fields(found: Analyzed) -> Iterator[object]:
    article, analysis = found.article, found.analysis
    yield from (found.path, article.headline, article.byline, article.date, len(article.text.split()))
    yield from (len(analysis.entities), len(analysis.quotes), len(analysis.figures), article.text)


FORM: RowFormat[Analyzed] = RowFormat(Analyzed.to_json, _table, COLUMNS, _fields, _markdown)
