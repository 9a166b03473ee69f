"""Print an article and what was found in it as plain lines, for pipes, printers and screen readers."""

from __future__ import annotations

import argparse
import shutil
import sys

from .choices import all_topics, find_files, report, topics_for
from .errors import CliError

HELP = "print an article and what was found in it as plain lines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with articles")
    parser.add_argument(
        "--topic", action="append", default=[], metavar="NAME", help="only this topic (may be repeated)"
    )
    parser.add_argument("--text-only", action="store_true", help="the words alone; needs no language model")


def run(args: argparse.Namespace) -> int:
    from ..paths import log_file
    from ..plain import WIDTH, analysis_lines, article_lines
    from ..text.files import LoadError, load_article
    from .analyzing import analyze_files
    from .config import settings_for

    settings = settings_for(args)
    width = min(WIDTH, shutil.get_terminal_size().columns - 1) if sys.stdout.isatty() else WIDTH
    paths, failures = find_files(args.paths)
    if args.text_only:
        for path in paths:
            try:
                print("\n".join(article_lines(load_article(path), width)), end="\n\n")
            except LoadError as error:
                failures.append(report(path, str(error)))
        return 1 if failures else 0
    topics = topics_for(settings)
    if args.topic:
        topics = [topic for topic in all_topics(settings) if topic.name.casefold() in map(str.casefold, args.topic)]
        if not topics:
            raise CliError(f"There is no topic {args.topic[0]!r}; `newsreader topics list` names them all.")
    for found in analyze_files(
        paths,
        topics=topics,
        model=settings.model,
        log=log_file(args.data_dir),
        on_error=lambda path, why: failures.append(report(path, why)),
    ):
        print("\n".join(article_lines(found.article, width)), end="\n\n\n")
        print("\n".join(analysis_lines(found.article, found.analysis)), end="\n\n")
    return 1 if failures else 0
