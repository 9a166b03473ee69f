"""The articles that a command goes through, with their analyses: files that are analysed now, the analysed articles
of the library, or the Parquet files that `newsreader analyze` wrote. The user's corrections are applied to all."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.occurrences import analysed_articles, with_topics
from ..store.database import Store
from . import arguments
from .analyzing import analyzed_with_progress
from .errors import CliError
from .inputs import find_files
from .library_store import library_if_any, open_library, warn_of_unsearched, with_corrections
from .parquet import parquet_needed
from .progress import progress_bar
from .remarks import remark

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.analyzed import Analyzed
    from ..text.topic import Topic

UNUSED = ("sentences", "pronouns", "figures")
"""Columns of Parquet files that no command prints, so they are not read."""


def add_articles(parser: argparse.ArgumentParser) -> None:
    """Which articles: paths, the library, or Parquet files."""
    arguments.add_paths(parser, required=False)
    parser.add_argument(
        "--library", action="store_true", help="use all analysed articles of the library instead of paths"
    )
    parser.add_argument(
        "--results",
        metavar="PATH.parquet",
        help="use what `newsreader analyze --output` wrote instead of paths",
    )
    arguments.add_format_of_input(parser)
    arguments.add_jobs(parser)


class ReadArticles:
    """Analysed articles, which can be gone through once, and how many there were."""

    def __init__(self, found: Iterable[Analyzed], failures: Sequence[str], library: Store | None = None) -> None:
        """`failures` are the paths that were skipped; they may grow meanwhile."""
        self._found = found
        self.library = library
        """The library, if the articles are its own."""
        self._failures = failures
        self.count = 0
        """How many have been read so far."""

    def __iter__(self) -> Iterator[Analyzed]:
        for one in self._found:
            self.count += 1
            yield one

    def nothing_read(self) -> bool:
        """Whether every path so far was skipped."""
        return bool(self._failures) and not self.count


@contextmanager
def analyzed_articles(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic] = ()
) -> Iterator[tuple[ReadArticles, list[str]]]:
    """The analysed articles, and the paths that were skipped (the list grows while one iterates). Raises CliError."""
    if bool(args.paths) + args.library + bool(args.results) != 1:
        raise CliError(
            "Name files or folders, or --library for all articles you have opened, or --results with the results of "
            "`newsreader analyze --output`."
        )
    if args.jobs > 1 and not args.paths:
        raise CliError("--jobs is for files and folders: everything else has been analysed before.")
    if args.library:
        with open_library(args) as store:
            yield ReadArticles(_of_library(store, topics), [], store), []
        return
    with library_if_any(args) as store:
        if args.results:
            with closing(_of_results(Path(args.results), topics)) as found:
                yield ReadArticles((with_corrections(one, store) for one in found), []), []
        else:
            paths, failures = find_files(args.paths)
            with analyzed_with_progress(args, settings, topics, paths, failures) as analysed:
                yield ReadArticles((with_corrections(one, store) for one in analysed), failures), failures


def _of_results(path: Path, topics: Sequence[Topic]) -> Generator[Analyzed]:
    """Every article in Parquet files, with the passages of these topics. Raises CliError."""
    with parquet_needed():
        from ..analysis.batch.results import provenance_of, read_results
        from ..analysis.batch.table import NoResults

    try:
        fingerprints = provenance_of(path).topics
        for topic in topics:
            if fingerprints.get(topic.name) != topic.fingerprint:
                why = "has changed since" if topic.name in fingerprints else "was not used in"
                again = "To get its passages, analyse the articles again into a new folder."
                remark(f"The topic “{topic.name}” {why} that analysis. {again}")
        for found in read_results(path, without=UNUSED):
            yield with_topics(found, topics)
    except NoResults as error:
        raise CliError(str(error)) from error


def _of_library(store: Store, topics: Sequence[Topic]) -> Iterator[Analyzed]:
    """Every analysed article of the library, by date, with the passages of these topics as they were found then. A
    topic that has changed since has none."""
    warn_of_unsearched(store, topics)
    with progress_bar(100, "Reading") as advance:
        for done, _, one in analysed_articles(store):
            advance(int(100 * done))
            yield with_topics(one, topics)
