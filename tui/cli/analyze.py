"""Print what was found in articles: names, quotations, passages on topics, figures.

Folders are searched for articles. With `--format jsonl` one JSON object a line is printed for each file, in the
order given, as soon as it is ready; offsets count code points of its "text".

With `--output FOLDER` the same goes into Parquet files, one row an article. A run that was stopped, or killed, is
started again in the same words and does what is left. With `--dask` a Dask cluster does the work.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .choices import find_files, topics_for
from .errors import CliError
from .printing import json_text

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, an address, - or a folder with articles")
    parser.add_argument(
        "--topics", action="append", default=[], metavar="FILE.toml", help="look for the topics of this file too"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "jsonl", "parquet"), help="default: text; with --output parquet"
    )
    parser.add_argument("--output", metavar="FOLDER", help="keep the results there, as Parquet files")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the work (default: 1)")
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have the scheduler at this address share the work, as tcp://host:8786; local or local:2 starts workers "
        "here, for trying",
    )


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where some file was left out. Raises CliError."""
    from .config import settings_for

    if args.format == "parquet" and not args.output:
        raise CliError("Parquet goes into a folder: name one with --output.")
    if args.output and args.format not in (None, "parquet"):
        raise CliError("--output is for Parquet. Send other formats to a file with “>”.")
    if args.dask and not args.output:
        raise CliError("What a cluster finds goes into a folder of Parquet files: name one with --output.")
    settings = settings_for(args)
    topics = topics_for(settings, args.topics)
    paths, failures = find_files(args.paths)
    if args.output:
        from .parquet import analyze_into

        return analyze_into(args, settings, topics, paths, failures)
    _print(args, settings, topics, paths, failures)
    return 1 if failures else 0


def _print(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], paths: Sequence[str], failures: list[str]
) -> None:
    from .analyzing import analyzed_with_progress

    printed: list[dict[str, Any]] = []
    with analyzed_with_progress(args, settings, topics, paths, failures) as analyzed:
        for found in analyzed:
            if args.format == "jsonl":
                print(json_text(found.to_json()), flush=True)
            elif args.format == "json":
                printed.append(found.to_json())
            else:
                from ..export.plain_lines import analysis_lines

                print("\n".join(analysis_lines(found.article, found.analysis)), end="\n\n")
    if args.format == "json":
        print(json_text(printed, 2))
