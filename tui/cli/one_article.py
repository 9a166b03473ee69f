"""One article that a command is given by name: a file, an address, standard input, or an article of the library, with
its analysis."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..config.paths import log_file
from ..library.occurrences import with_topics
from ..library.session import version_key
from ..store.database import Store
from ..text.address import is_address
from ..text.analyzed import Analyzed
from .analyzing import analyst_pool
from .errors import CliError
from .inputs import load_article, no_such_article
from .library_store import with_corrections

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.article import Article
    from ..text.topic import Topic


def find_article(store: Store | None, source: str) -> Article:
    """The article in a file or on standard input; else that of the library with this path or address; else that of the
    web. Raises CliError, StoreError."""
    if source == "-" or os.path.exists(source):
        read = load_article(source)
        return store.articles.with_stated_date(read) if store else read
    article = store.articles.load_latest(source) if store else None
    if article is not None:
        return article
    if is_address(source):
        return load_article(source)
    raise no_such_article(source)


def analyze_articles(
    args: argparse.Namespace,
    store: Store | None,
    articles: Sequence[Article],
    settings: Settings,
    topics: Sequence[Topic] = (),
) -> list[Analyzed]:
    """Each article with its analysis, the passages of these topics in it, and the reader's corrections applied.

    An analysis that the library has is used if it is up to date. Raises CliError, StoreError.
    """
    found = {article.digest: _stored(store, article, settings, topics) for article in articles}
    missing = {article.digest: article for article in articles if found[article.digest] is None}
    if missing:
        from ..analysis.many import Failed

        with analyst_pool(settings.model, topics, 1, log_file(args.data_dir)) as pool:
            for path, outcome in pool.run((article.source, article) for article in missing.values()):
                if isinstance(outcome, Failed):
                    raise CliError(f"{path}: {outcome}")
                found[outcome.article.digest] = outcome
    return [with_corrections(one, store) for article in articles if (one := found[article.digest])]


def _stored(store: Store | None, article: Article, settings: Settings, topics: Sequence[Topic]) -> Analyzed | None:
    analysis = store.articles.analysis(article.digest, version=version_key(settings.model, article)) if store else None
    if analysis is None or not {topic.fingerprint for topic in topics} <= {one.fingerprint for one in analysis.topics}:
        return None
    return with_topics(Analyzed(article.source, article, analysis), topics)
