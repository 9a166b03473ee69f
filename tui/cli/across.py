"""The articles that a sub-command goes through: files that are analysed now, or all of the library as it is kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import CliError

if TYPE_CHECKING:
    from ..settings import Settings
    from ..store.database import Store
    from ..text.topic import Topic
    from .analyzing import Analyzed


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The articles meant: paths, or the library."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, or a folder with articles")
    parser.add_argument(
        "--library", action="store_true", help="all articles of the library that were analysed, in place of paths"
    )


@contextmanager
def found_in(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic] = ()
) -> Iterator[tuple[Iterable[Analyzed], list[str]]]:
    """The articles with what was found in them, and the paths that were left out (which grows as one goes on)."""
    from ..paths import data_folder, log_file
    from ..store.database import StoreError, open_store
    from .analyzing import analyze_files
    from .choices import find_files, report
    from .progress import progress_bar

    if bool(args.paths) == args.library:
        raise CliError("Name files or folders, or --library for all that you have opened.")
    if args.library:
        try:
            with open_store(data_folder(args.data_dir), read_only=True) as store:
                yield kept(store, topics), []
        except StoreError as error:
            raise CliError(str(error)) from error
        return
    paths, failures = find_files(args.paths)
    with progress_bar(len(paths), "Analysing") as advance:
        yield (
            analyze_files(
                paths,
                topics=topics,
                model=settings.model,
                jobs=args.jobs,
                log=log_file(args.data_dir),
                on_error=lambda path, why: failures.append(report(path, why)),
                on_progress=advance,
            ),
            failures,
        )


def kept(store: Store, topics: Sequence[Topic] = ()) -> Iterator[Analyzed]:
    """Every article of the library that was analysed, by date, with the passages of these topics as they were found
    then. A topic that was changed since is not in them."""
    from dataclasses import replace

    from .analyzing import Analyzed

    wanted = {topic.fingerprint for topic in topics}
    rows = [row for row in store.articles.library(limit=1_000_000) if row.analysed]
    for row in sorted(rows, key=lambda row: (row.date is None, row.date or "", row.title)):
        article, analysis = store.articles.load(row.digest), store.articles.analysis(row.digest)
        if article is not None and analysis is not None:
            found = tuple(topic for topic in analysis.topics if topic.fingerprint in wanted)
            yield Analyzed(row.source, article, replace(analysis, topics=found))
