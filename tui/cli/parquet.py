"""`newsreader analyze --output`: analyses as a folder of Parquet files, made by processes here or by a Dask cluster."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.many import Failed, Outcome
from ..config.paths import log_file
from ..formats.article_files import read_bytes
from ..formats.file_place import is_path
from ..formats.load_error import LoadError
from ..store.source import source_key
from ..text.safe import visible
from .analyzing import analyst_pool
from .errors import CliError
from .inputs import load_source, report
from .library_store import library_if_any
from .progress import progress_bar
from .remarks import remark

if TYPE_CHECKING:
    import argparse

    from ..analysis.batch.group import Group, QueuedArticle
    from ..analysis.batch.results import Results
    from ..analysis.batch.worker import GroupResult
    from ..config.settings import Settings
    from ..text.article import Article
    from ..text.topic import Topic

_EXTRAS = {"pyarrow": "parquet", "dask": "dask", "distributed": "dask"}
"""The extra of our distribution that installs a package."""


@contextmanager
def parquet_needed() -> Iterator[None]:
    """Wraps an import of pyarrow or Dask. If it is missing, raises a CliError that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        install = f"pip install 'newsreader-tui[{extra}]'"
        raise CliError(f"This needs {error.name}, which is not installed: {install}.") from error


def analyze_into(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], paths: Sequence[str], failures: list[str]
) -> int:
    """Analyse the articles that the folder `args.output` does not have yet. Returns the exit status. Raises
    CliError."""
    with parquet_needed():
        from ..analysis.batch.group import groups
        from ..analysis.batch.results import Results, ResultsError
        from ..analysis.batch.table import NoResults, Provenance

        if args.dask:
            import_module("distributed")
    with library_if_any(args) as store:
        dates = store.articles.stated_dates() if store else {}
    run = _Run(list(dict.fromkeys(paths)), failures, dates)
    try:
        with (
            Results(Path(args.output), Provenance.with_topics(topics)) as results,
            progress_bar(len(run.paths), "Analysing") as advance,
        ):
            items = run.unknown(results, advance)
            way = _on_cluster if args.dask else _here
            for group, done in way(args, settings, topics, groups(items)):
                results.add(group.number, done.provenance, done.parquet)
                run.take(group, done, advance)
    except (ResultsError, NoResults) as error:
        raise CliError(f"{error} {run.summary(args.output)}") from error
    except KeyboardInterrupt:
        print(
            f"newsreader: Stopped. {visible(run.summary(args.output))} The same command continues from here.",
            file=sys.stderr,
        )
        raise
    remark(run.summary(args.output))
    return 1 if failures else 0


class _Run:
    """Counts what has been done so far."""

    def __init__(self, paths: Sequence[str], failures: list[str], dates: Mapping[str, str]) -> None:
        """`dates` are the days of publication that the user stated, by `source_key`."""
        self.paths = paths
        self._dates = dates
        self.analysed = self.known = 0
        self._failures = failures
        self._failed = len(failures)

    def unknown(self, results: Results, advance: Callable[[int], None]) -> Iterator[QueuedArticle]:
        """The articles that are not in the results yet, read when they are needed."""
        from ..analysis.batch.group import QueuedArticle
        from ..analysis.batch.table import file_digest

        for path in self.paths:
            # A file name may contain bytes that are not UTF-8, which Parquet cannot store.
            source = os.fsencode(path).decode("utf-8", "backslashreplace")
            date = self._dates.get(source_key(path))
            try:
                if is_path(path):
                    data = read_bytes(path)
                    item = QueuedArticle(source, file_digest(data), data, date)
                else:
                    article = load_source(path).article
                    item = QueuedArticle(source, article.digest, article, date)
            except LoadError as error:
                self._failures.append(report(path, str(error)))
                advance(self.done)
                continue
            if results.has(source, item.digest):
                self.known += 1
                advance(self.done)
            else:
                yield item

    def take(self, group: Group, done: GroupResult, advance: Callable[[int], None]) -> None:
        """Count a group that was stored, and report its failures."""
        for source, why in done.failures:
            self._failures.append(report(source, why))
        self.analysed += len(group.items) - len(done.failures)
        advance(self.done)

    @property
    def done(self) -> int:
        """The number of articles that need no more work."""
        return self.analysed + self.known + len(self._failures) - self._failed

    def summary(self, folder: str) -> str:
        """What was done, in a sentence."""
        known = f"; {self.known:,} had been analysed before" if self.known else ""
        left_out = f", {len(self._failures):,} skipped" if self._failures else ""
        return f"{self.analysed:,} of {len(self.paths):,} articles were analysed into {folder}{known}{left_out}."


def _on_cluster(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], groups: Iterator[Group]
) -> Iterator[tuple[Group, GroupResult]]:
    from ..analysis.batch.cluster import Cluster, ClusterError

    def tell(sentence: str) -> None:
        print(f"newsreader: {sentence}", file=sys.stderr)

    try:
        with Cluster(args.dask, topics, settings.model, log=log_file(args.data_dir), notify=tell) as cluster:
            yield from cluster.run(groups)
    except ClusterError as error:
        raise CliError(str(error)) from error


def _here(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], groups: Iterator[Group]
) -> Iterator[tuple[Group, GroupResult]]:
    """Analyse with processes on this machine, without a cluster."""
    in_progress: deque[Group] = deque()
    with analyst_pool(settings.model, topics, args.jobs, log_file(args.data_dir)) as pool:
        outcomes = pool.run(_articles(groups, in_progress))
        while outcome := next(outcomes, None):
            group = in_progress.popleft()
            rest = [outcome, *(next(outcomes) for _ in group.items[1:])]
            yield group, _done(group, [one for _, one in rest], topics)


def _articles(groups: Iterable[Group], in_progress: deque[Group]) -> Iterator[tuple[str, Article | Failed]]:
    for group in groups:
        in_progress.append(group)
        for item in group.items:
            try:
                yield item.source, item.article()
            except LoadError as error:
                yield item.source, Failed(str(error))


def _done(group: Group, outcomes: Sequence[Outcome], topics: Sequence[Topic]) -> GroupResult:
    from ..analysis.batch.table import Provenance, ResultRow, to_parquet
    from ..analysis.batch.worker import GroupResult

    pairs = list(zip(group.items, outcomes, strict=True))
    rows = [ResultRow(found, item.digest) for item, found in pairs if not isinstance(found, Failed)]
    failures = tuple((item.source, str(failed)) for item, failed in pairs if isinstance(failed, Failed))
    provenance = Provenance.with_topics(topics)
    if not rows:
        return GroupResult(provenance, None, failures)
    provenance = Provenance(rows[0].found.analysis.model, provenance.topics)
    return GroupResult(provenance, to_parquet(rows, provenance), failures)
