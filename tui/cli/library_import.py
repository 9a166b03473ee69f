"""Reading articles into the library and analysing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..analysis.many import Failed
from ..config.paths import log_file
from ..formats.load_error import LoadError
from ..library.opening import keep
from ..library.session import version_key
from ..store.source import source_key
from .analyzing import analyst_pool
from .inputs import load_source

if TYPE_CHECKING:
    from ..formats.article_source import ArticleSource
    from ..store.database import Store
    from ..text.article import Article
    from ..text.topic import Topic


class LibraryImport:
    """Adds articles to the library one by one; if it is stopped, the finished ones stay."""

    def __init__(self, store: Store, model: str, *, analyse: bool = True) -> None:
        self._store = store
        self._model = model
        self._analyse = analyse
        self.added = self.changed = self.analysed = self.known = 0
        self.failures: list[tuple[str, str]] = []
        """Paths, each with a sentence that says why it was skipped."""

    def run(
        self,
        paths: Sequence[str],
        topics: Sequence[Topic],
        jobs: int,
        on_progress: Callable[[int], None],
        data_dir: str | None,
    ) -> None:
        """Add the articles and, if wanted, analyse them with so many processes. `on_progress` gets the number done."""
        if not self._analyse:
            for done, (path, article) in enumerate(self.articles(paths), start=1):
                if isinstance(article, Failed):
                    self.failures.append((path, str(article)))
                on_progress(done)
            return
        skipped = [0]
        with analyst_pool(self._model, topics, jobs, log_file(data_dir)) as pool:
            for done, (path, outcome) in enumerate(pool.run(self.without_analysis(paths, skipped)), start=1):
                if isinstance(outcome, Failed):
                    self.failures.append((path, str(outcome)))
                else:
                    self._store.articles.keep_analysis(outcome.analysis, version_key(self._model, outcome.article))
                    self.analysed += 1
                on_progress(done + skipped[0])
        on_progress(len(paths))

    def articles(self, paths: Sequence[str]) -> Iterator[tuple[str, Article | Failed]]:
        """Each article, stored in the library; what cannot be read as a Failed."""
        for path in paths:
            try:
                source = load_source(path)
            except LoadError as error:
                yield path, Failed(str(error))
                continue
            self._keep(source)
            yield path, source.article

    def _keep(self, source: ArticleSource) -> None:
        article = source.article
        if self._store.articles.latest(source_key(article)) == article.digest:
            self.known += 1
        elif keep(self._store, article, source):
            self.changed += 1
        else:
            self.added += 1

    def without_analysis(self, paths: Sequence[str], skipped: list[int]) -> Iterator[tuple[str, Article | Failed]]:
        """The articles that this model and version has not analysed; `skipped` counts the others."""
        for path, article in self.articles(paths):
            if not isinstance(article, Failed) and self._is_analysed(article):
                skipped[0] += 1
                continue
            yield path, article

    def _is_analysed(self, article: Article) -> bool:
        return self._store.articles.has_analysis(article.digest, version_key(self._model, article))

    def summary(self) -> str:
        """What was done, in a sentence."""
        parts = [f"{self.added:,} new", f"{self.known:,} already in the library"]
        if self.changed:
            parts.append(f"{self.changed:,} changed since you read them")
        if self._analyse:
            parts.append(f"{self.analysed:,} analysed")
        if self.failures:
            parts.append(f"{len(self.failures):,} skipped")
        return ", ".join(parts) + "."
