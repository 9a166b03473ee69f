"""Print an article and its analysis as plain lines, for pipes, printers and screen readers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from ..config.paths import log_file
from ..export.plain_lines import WIDTH, analysis_lines, article_lines
from ..formats.load_error import LoadError
from ..formats.registry import format_names
from ..text.safe import one_line
from .analyzing import analyze_files
from .arguments import add_paths, add_topic, settings_for
from .inputs import find_files, load_source, report
from .printing import terminal_width
from .topic_choice import choose_topics

if TYPE_CHECKING:
    from ..text.article import Article


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    parser.add_argument(
        "--from", dest="format", choices=format_names(), help="the format, if the name does not show it"
    )
    add_topic(parser, "only this topic")
    parser.add_argument("--text-only", action="store_true", help="only the text; needs no language model")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    topics = [] if args.text_only else choose_topics(settings, args.topic)
    paths, failures = find_files(args.paths)
    if args.text_only:
        return 1 if failures + _print_texts(paths, args.format) else 0
    with closing(
        analyze_files(
            paths,
            topics=topics,
            model=settings.model,
            format=args.format,
            log=log_file(args.data_dir),
            on_error=lambda path, why: failures.append(report(path, why)),
        )
    ) as analyzed:
        for found in analyzed:
            _print(found.article)
            print("\n" + "\n".join(analysis_lines(found.article, found.analysis)), end="\n\n")
    return 1 if failures else 0


def _print_texts(paths: Sequence[str], format: str | None) -> list[str]:
    """Print the text of each. Returns the paths that could not be read."""
    failures = []
    for path in paths:
        try:
            article = load_source(path, format=format).article
        except LoadError as error:
            failures.append(report(path, str(error)))
            continue
        _print(article)
    return failures


def _print(article: Article) -> None:
    """Print the article, and on standard error the notices about how it was read."""
    for notice in article.notices:
        print(f"newsreader: {one_line(article.source)}: {one_line(notice)}", file=sys.stderr)
    width = min(WIDTH, (terminal_width() or WIDTH + 1) - 1)
    print("\n".join(article_lines(article, width)), end="\n\n")
