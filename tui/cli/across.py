"""The articles that a sub-command goes through: files that are analysed now, all of the library as it is kept, or
results that `newsreader analyze` wrote as Parquet. With all of them goes what the reader has put right."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.occurrences import analysed_articles, with_topics
from ..text.safe import visible
from .errors import CliError

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..store.database import Store
    from ..text.analyzed import Analyzed
    from ..text.topic import Topic

UNUSED = ("sentences", "pronouns", "figures")
"""Columns of kept results that no command prints, and that are not read for that reason."""


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The articles meant: paths, the library, or kept results."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, an address, - or a folder with articles")
    parser.add_argument(
        "--library", action="store_true", help="all articles of the library that were analysed, in place of paths"
    )
    parser.add_argument(
        "--from",
        dest="results",
        metavar="PATH.parquet",
        help="what `newsreader analyze --output` wrote, in place of paths",
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the work (default: 1)")


@contextmanager
def found_in(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic] = ()
) -> Iterator[tuple[Iterable[Analyzed], list[str]]]:
    """The articles with what was found in them, and the paths that were left out (which grows as one goes on)."""
    if bool(args.paths) + args.library + bool(args.results) != 1:
        raise CliError(
            "Name files or folders, or --library for all that you have opened, or --from with the results of "
            "`newsreader analyze --output`."
        )
    with _store(args) as store:
        if args.library:
            yield _kept(store, topics) if store else (), []
        elif args.results:
            with closing(_results(Path(args.results), topics)) as found:
                yield _repaired(found, store), []
        else:
            with _analyzed(args, settings, topics) as (found, failures):
                yield _repaired(found, store), failures


@contextmanager
def _store(args: argparse.Namespace) -> Iterator[Store | None]:
    """The reader's library and repairs. None where there are none that can be read; the library alone needs them."""
    from ..config.paths import data_folder
    from ..store.database import open_store
    from ..store.errors import StoreError

    try:
        store = open_store(data_folder(args.data_dir), read_only=True)
    except StoreError as error:
        if args.library:
            raise CliError(str(error)) from error
        print(f"newsreader: Your repairs are left out: {visible(str(error))}", file=sys.stderr)
        yield None
        return
    try:
        with store:
            yield store
    except StoreError as error:
        raise CliError(str(error)) from error


@contextmanager
def _analyzed(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic]
) -> Iterator[tuple[Iterator[Analyzed], list[str]]]:
    from .analyzing import analyzed_with_progress
    from .choices import find_files

    paths, failures = find_files(args.paths)
    with analyzed_with_progress(args, settings, topics, paths, failures) as found:
        yield found, failures


def _results(path: Path, topics: Sequence[Topic]) -> Generator[Analyzed]:
    """Every article of kept results, with the passages of these topics. Raises CliError."""
    from .parquet import parquet_needed

    with parquet_needed():
        from ..analysis.batch.results import made_of, read_results
        from ..analysis.batch.table import NoResults

    try:
        looked_for = made_of(path).topics
        for topic in topics:
            if looked_for.get(topic.name) != topic.fingerprint:
                why = "as it is now" if topic.name in looked_for else "there"
                print(
                    f"newsreader: {visible(f'The topic “{topic.name}” was not looked for {why}')}; "
                    "analyse the articles again to have its passages.",
                    file=sys.stderr,
                )
        for found in read_results(path, without=UNUSED):
            yield with_topics(found, topics)
    except NoResults as error:
        raise CliError(str(error)) from error


def _kept(store: Store, topics: Sequence[Topic]) -> Iterator[Analyzed]:
    """Every article of the library that was analysed, by date, with the passages of these topics as they were found
    then. A topic that was changed since is not in them."""
    for _, _, one in analysed_articles(store):
        yield with_topics(one, topics)


def _repaired(found: Iterable[Analyzed], store: Store | None) -> Iterator[Analyzed]:
    """The articles with what the reader has put right in them."""
    from ..notes.corrected_analysis import corrected

    for one in found:
        repairs = store.notebook.corrections(one.article) if store else ()
        yield replace(one, analysis=corrected(one.analysis, repairs, one.article)) if repairs else one
