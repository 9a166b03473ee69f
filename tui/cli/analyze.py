"""Print the analysis of articles: names, quotations, passages about topics, figures.

Folders are searched for articles. `--format jsonl` prints one JSON object per line for each file, in the order given
and as soon as it is ready; offsets count code points of its "text". A date that you stated with `library date` is its
"date"; your corrections are not applied.

`--output FOLDER` writes Parquet files instead, with one row per article. A run that was stopped or killed continues
when you start it again with the same command. With `--dask`, a Dask cluster does the work.

Without --topic, Parquet files have the passages of all topics that `newsreader topics list` lists; other formats have
those of the topics that are on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..export.plain_lines import analysis_lines
from .analyzing import analyzed_with_progress
from .arguments import add_format_of_input, add_jobs, add_paths, add_topic, add_topics, settings_for
from .errors import CliError
from .inputs import find_files
from .library_store import library_if_any, with_stated_date
from .parquet import analyze_into
from .printing import BY_SUFFIX, json_text
from .topic_choice import all_topics, choose_topics

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_topic(parser, "search for this topic only")
    add_topics(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "jsonl", "parquet"), help="default: text; with --output, parquet"
    )
    parser.add_argument("-o", "--output", metavar="FOLDER", help="write Parquet files to this folder")
    add_format_of_input(parser)
    add_jobs(parser)
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have the Dask scheduler at this address share out the work, for example tcp://host:8786; local or "
        "local:2 starts workers on this machine, for a trial",
    )


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    if args.format == "parquet" and not args.output:
        raise CliError("--format parquet needs --output FOLDER.")
    other_file = BY_SUFFIX.get(Path(args.output or "").suffix.lower(), "parquet") != "parquet"
    if args.output and (other_file or args.format not in (None, "parquet")):
        raise CliError("--output writes only Parquet. Use “>” to write another format to a file.")
    if args.dask and not args.output:
        raise CliError("--dask needs --output FOLDER.")
    if args.output and args.format_of_input:
        raise CliError("With --output, the name of each file shows its format. Leave out --from.")
    settings = settings_for(args)
    # What is analysed once for later questions is searched for every topic.
    every = args.output and not args.topic
    topics = all_topics(settings, args.topics) if every else choose_topics(settings, args.topic, args.topics)
    paths, failures = find_files(args.paths)
    if args.output:
        return analyze_into(args, settings, topics, paths, failures)
    _print(args, settings, topics, paths, failures)
    return 1 if failures else 0


def _print(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], paths: Sequence[str], failures: list[str]
) -> None:
    printed: list[dict[str, Any]] = []
    with (
        library_if_any(args) as store,
        analyzed_with_progress(args, settings, topics, paths, failures) as analyzed,
    ):
        for one in analyzed:
            found = with_stated_date(one, store)
            if args.format == "jsonl":
                print(json_text(found.to_json()), flush=True)
            elif args.format == "json":
                printed.append(found.to_json())
            else:
                print("\n".join(analysis_lines(found.article, found.analysis)), end="\n\n")
    if args.format == "json":
        print(json_text(printed, 2))
