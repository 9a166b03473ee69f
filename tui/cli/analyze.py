"""Print what was found in articles: names, quotations, passages on topics, figures.

Folders are searched for articles. With `--format jsonl` one JSON object a line is printed for each file, in the
order given, as soon as it is ready; offsets count code points of its "text".
"""

from __future__ import annotations

import argparse
from typing import Any

from .analyzing import Analyzed, analyze_files
from .choices import find_files, report, topics_for
from .printing import json_text

HELP = "print the analysis of articles for other programs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with articles")
    parser.add_argument(
        "--topics", action="append", default=[], metavar="FILE.toml", help="look for the topics of this file too"
    )
    parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text", help="default: text")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the work (default: 1)")


def run(args: argparse.Namespace) -> int:
    from ..paths import log_file
    from .config import settings_for
    from .progress import progress_bar

    settings = settings_for(args)
    topics = topics_for(settings, args.topics)
    paths, failures = find_files(args.paths)
    printed: list[dict[str, Any]] = []
    with progress_bar(len(paths), "Analysing") as advance:
        for found in analyze_files(
            paths,
            topics=topics,
            model=settings.model,
            jobs=args.jobs,
            log=log_file(args.data_dir),
            on_error=lambda path, why: failures.append(report(path, why)),
            on_progress=advance,
        ):
            if args.format == "jsonl":
                print(json_text(to_json(found)), flush=True)
            elif args.format == "json":
                printed.append(to_json(found))
            else:
                from ..plain import analysis_lines

                print("\n".join(analysis_lines(found.article, found.analysis)), end="\n\n")
    if args.format == "json":
        print(json_text(printed, 2))
    return 1 if failures else 0


def to_json(found: Analyzed) -> dict[str, Any]:
    """One article and its analysis in the shape that other programs rely on."""
    article = found.article
    return {
        "source": found.path,
        "digest": article.digest,
        "headline": article.headline,
        "byline": article.byline,
        "date": article.date,
        "text": article.text,
        **found.analysis.to_json(),
    }
