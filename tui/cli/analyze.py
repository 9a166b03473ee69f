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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..export.plain_lines import analysis_lines
from .analyzing import analyzed_with_progress
from .arguments import add_format_of_input, add_jobs, add_paths, add_topic, add_topics, settings_for
from .errors import CliError
from .inputs import find_files
from .library_store import library_if_any, with_stated_date
from .parquet import analyze_into
from .printing import BY_SUFFIX, json_text, write_output
from .topic_choice import all_topics, choose_topics

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic

FORMATS = ("text", "json", "jsonl", "parquet")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_topic(parser, "search for this topic only")
    add_topics(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="default: text; with --output, what the name ends in, or else parquet",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        help="write Parquet files to this folder; a name that ends in .txt, .json or .jsonl is that of a file",
    )
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
    format = _format(args)
    if format == "parquet" and not args.output:
        raise CliError("--format parquet needs --output FOLDER.")
    if args.dask and format != "parquet":
        raise CliError("--dask needs --output FOLDER.")
    if format == "parquet" and args.format_of_input:
        raise CliError("With --output FOLDER, the name of each file shows its format. Leave out --from.")
    settings = settings_for(args)
    # What is analysed once for later questions is searched for every topic.
    every = format == "parquet" and not args.topic
    topics = all_topics(settings, args.topics) if every else choose_topics(settings, args.topic, args.topics)
    paths, failures = find_files(args.paths)
    if format == "parquet":
        return analyze_into(args, settings, topics, paths, failures)
    texts = _texts(format, args, settings, topics, paths, failures)
    if args.output:
        write_output(args.output, "".join(texts).encode(), "Analysis")
    else:
        for text in texts:
            print(text, end="", flush=True)
    return 1 if failures else 0


def _format(args: argparse.Namespace) -> str:
    """The format that `--format` names, or else the name of `--output`: any but that of a file is a folder's."""
    if args.format:
        return str(args.format)
    if not args.output:
        return "text"
    wanted = {".txt": "text", **BY_SUFFIX}.get(Path(args.output).suffix.lower(), "parquet")
    if wanted not in FORMATS:
        raise CliError(f"{args.output}: this command cannot write {wanted}. It writes {', '.join(FORMATS)}.")
    return wanted


def _texts(
    format: str,
    args: argparse.Namespace,
    settings: Settings,
    topics: Sequence[Topic],
    paths: Sequence[str],
    failures: list[str],
) -> Iterator[str]:
    """What is printed, one piece for each article; JSON comes as one piece."""
    collected: list[dict[str, Any]] = []
    with (
        library_if_any(args) as store,
        analyzed_with_progress(args, settings, topics, paths, failures) as analyzed,
    ):
        for one in analyzed:
            found = with_stated_date(one, store)
            if format == "jsonl":
                yield json_text(found.to_json()) + "\n"
            elif format == "json":
                collected.append(found.to_json())
            else:
                yield "\n".join(analysis_lines(found.article, found.analysis)) + "\n\n"
    if format == "json":
        yield json_text(collected, 2) + "\n"
