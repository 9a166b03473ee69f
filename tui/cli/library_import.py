"""Reading articles into the library and analysing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..analysis.many import Failed
from ..config.paths import log_file
from ..formats.load_error import LoadError
from ..library.opening import attach_repaired, follow_moved, keep, repaired_before
from ..library.session import keep_new_analysis, version_key
from ..store.source import source_key
from .analyzing import analyst_pool
from .inputs import load_source, report_notices

if TYPE_CHECKING:
    from ..formats.article_source import ArticleSource
    from ..store.database import Store
    from ..store.shelf import ShelfRow
    from ..text.article import Article
    from ..text.topic import Topic


class LibraryImport:
    """Adds articles to the library one by one; if it is stopped, the finished ones stay."""

    def __init__(
        self, store: Store, model: str, topics: Sequence[Topic] = (), *, analyse: bool = True, repair: bool = False
    ) -> None:
        """Each article is searched for these topics. With `repair`, text that was encoded twice is read as it was."""
        self._store = store
        self._model = model
        self._topics = topics
        self._analyse = analyse
        self._repair = repair
        self.added = self.changed = self.analysed = self.known = self.moved = 0
        self.copies: list[tuple[str, str]] = []
        """Files that were not added, each with the path or address under which the library has the same text."""
        self.failures: list[tuple[str, str]] = []
        """Paths, each with a sentence that says why it was skipped."""

    def run(
        self,
        paths: Sequence[str],
        jobs: int,
        on_progress: Callable[[int], None],
        data_dir: str | None,
    ) -> None:
        """Add the articles and, if wanted, analyse them with `jobs` processes. `on_progress` gets the number done."""
        if not self._analyse:
            for done, (path, article) in enumerate(self.articles(paths), start=1):
                if isinstance(article, Failed):
                    self.failures.append((path, str(article)))
                on_progress(done)
            return
        skipped = [0]
        self._analyse_all(
            self.without_analysis(paths, skipped), jobs, lambda done: on_progress(done + skipped[0]), data_dir
        )
        on_progress(len(paths))

    def update(
        self, rows: Sequence[ShelfRow], jobs: int, on_progress: Callable[[int], None], data_dir: str | None
    ) -> None:
        """Analyse these articles of the library again, as they were last read."""
        self._analyse_all(self._stored(rows), jobs, on_progress, data_dir)

    def _analyse_all(
        self,
        articles: Iterable[tuple[str, Article | Failed]],
        jobs: int,
        on_progress: Callable[[int], None],
        data_dir: str | None,
    ) -> None:
        with analyst_pool(self._model, self._topics, jobs, log_file(data_dir)) as pool:
            for done, (path, outcome) in enumerate(pool.run(articles), start=1):
                if isinstance(outcome, Failed):
                    self.failures.append((path, str(outcome)))
                else:
                    keep_new_analysis(self._store, outcome.article, outcome.analysis, self._model)
                    self.analysed += 1
                on_progress(done)

    def _stored(self, rows: Sequence[ShelfRow]) -> Iterator[tuple[str, Article | Failed]]:
        for row in rows:
            article = self._store.articles.load(row.digest, row.source)
            yield row.source, article or Failed("The stored text is damaged.")

    def to_update(self) -> list[ShelfRow]:
        """The articles of the library without an analysis by this model and version, and those that were not searched
        for all the topics. Raises StoreError."""
        shelf = self._store.articles.shelf
        unsearched = set(shelf.not_searched(topic.fingerprint for topic in self._topics))
        version = version_key(self._model)
        return [
            row
            for row in self._store.articles.library(limit=1_000_000)
            if row.id in unsearched or not self._store.articles.has_analysis(row.digest, version, whatever_blocks=True)
        ]

    def articles(self, paths: Sequence[str]) -> Iterator[tuple[str, Article | Failed]]:
        """Each article, stored in the library, or a Failed for what cannot be read."""
        for path in paths:
            try:
                source = repaired_before(self._store, load_source(path, repair=self._repair))
            except LoadError as error:
                yield path, Failed(str(error))
                continue
            self._keep(source)
            report_notices(source.article)
            yield path, source.article

    def _keep(self, source: ArticleSource) -> None:
        article = source.article
        latest = self._store.articles.latest(source_key(article))
        if follow_moved(self._store, article) and latest is None:
            keep(self._store, article, source, read=False)
            self.moved += 1
        elif latest == article.digest:
            self.known += 1
        elif latest is None and (same := self._store.articles.same_text(article)):
            self.copies.append((article.source, same[0]))
        elif keep(self._store, article, source, read=False):
            self.changed += 1
            if self._repair:
                attach_repaired(self._store, article)
        else:
            self.added += 1

    def without_analysis(self, paths: Sequence[str], skipped: list[int]) -> Iterator[tuple[str, Article | Failed]]:
        """The articles to be analysed; `skipped` counts the others."""
        for path, article in self.articles(paths):
            if not isinstance(article, Failed) and self._is_analysed(article):
                skipped[0] += 1
                continue
            yield path, article

    def _is_analysed(self, article: Article) -> bool:
        """Whether there is nothing new to find: the analysis is up to date and was searched for all the topics."""
        if not self._store.articles.has_analysis(article.digest, version_key(self._model, article)):
            return False
        topics = [topic.fingerprint for topic in self._topics]
        return not self._store.articles.shelf.not_searched(topics, [source_key(article)])

    def summary(self) -> str:
        """What was done, in a sentence."""
        parts = [f"{self.added:,} new", f"{self.known:,} already in the library"]
        if self.moved:
            parts.append(f"{self.moved:,} moved to another path")
        if self.copies:
            parts.append(f"{len(self.copies):,} not added, with the same text as another")
        if self.changed:
            parts.append(f"{self.changed:,} changed")
        if self._analyse:
            parts.append(f"{self.analysed:,} analysed")
        if self.failures:
            parts.append(f"{len(self.failures):,} skipped")
        return ", ".join(parts) + "."
