"""Print an article and what was found in it as plain lines, for pipes, printers and screen readers."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from ..formats.registry import format_names
from ..text.safe import one_line
from .choices import all_topics, find_files, report, topics_for
from .errors import CliError

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.article import Article
    from ..text.topic import Topic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, an address, - or a folder with articles")
    parser.add_argument("--from", dest="format", choices=format_names(), help="the format, if the name does not say it")
    parser.add_argument(
        "--topic", action="append", default=[], metavar="NAME", help="only this topic (may be repeated)"
    )
    parser.add_argument("--text-only", action="store_true", help="the words alone; needs no language model")


def run(args: argparse.Namespace) -> int:
    from ..config.paths import log_file
    from ..export.plain_lines import analysis_lines
    from .analyzing import analyze_files
    from .config import settings_for

    settings = settings_for(args)
    topics = [] if args.text_only else _topics(settings, args.topic)
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


def _topics(settings: Settings, names: Sequence[str]) -> list[Topic]:
    """Those of these names, else those that are on. Raises CliError."""
    if not names:
        return topics_for(settings)
    known = {topic.name.casefold(): topic for topic in all_topics(settings)}
    for name in names:
        if name.casefold() not in known:
            raise CliError(f"There is no topic “{name}”; `newsreader topics list` names them all.")
    return [known[name.casefold()] for name in dict.fromkeys(names)]


def _print_texts(paths: Sequence[str], format: str | None) -> list[str]:
    """Print the words of each; gives the paths that could not be read."""
    from ..formats.load_error import LoadError
    from .sources import load_source

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
    """The article; what has to be told of how it was read goes to standard error."""
    from ..export.plain_lines import WIDTH, article_lines

    for notice in article.notices:
        print(f"newsreader: {one_line(article.source)}: {one_line(notice)}", file=sys.stderr)
    width = min(WIDTH, shutil.get_terminal_size().columns - 1) if sys.stdout.isatty() else WIDTH
    print("\n".join(article_lines(article, width)), end="\n\n")
