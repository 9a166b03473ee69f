"""Collects what a report says about an article besides its text and its analysis: notes, versions and provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from .. import __version__
from ..evidence.verified_quotes import VerifiedQuote
from ..store.database import Store
from ..store.source import is_pipe, source_key
from ..text.analysis import Analysis
from ..text.article import Article
from .report import ReportData, VersionRow


def gather_report(
    store: Store | None,
    article: Article,
    analysis: Analysis,
    labels: Sequence[tuple[str, str]] = (),
    now: datetime | None = None,
    verified: Sequence[VerifiedQuote] = (),
) -> ReportData:
    """What a report on the article shows. The analysis has the reader's corrections already.

    `labels` are the reader's labels with their signs, `verified` its quotations compared with what was said. Without a
    store there are no notes and no versions. Raises StoreError.
    """
    return ReportData(
        article,
        analysis,
        made=day_in_words(now or datetime.now(UTC)),
        placed=store.notebook.highlights(article) if store else (),
        labels=labels,
        versions=tuple(_versions(store, article)) if store else (),
        provenance=tuple(_provenance(store, article, analysis)),
        verified=verified,
    )


def _versions(store: Store, article: Article) -> Iterator[VersionRow]:
    for version in store.articles.versions(source_key(article)):
        yield VersionRow(_moment(version.first), version.words, version.digest, version.digest == article.digest)


def _provenance(store: Store | None, article: Article, analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield "Title", article.title
    facts = {"By": article.byline, "Outlet": article.site, "Published": article.date, "Address": article.url}
    yield from ((name, value) for name, value in facts.items() if value)
    if not is_pipe(article.source) and article.source != article.url:
        yield "Read from", article.source
    yield "Digest of the text", article.digest
    page = store.articles.page(article.digest) if store else None
    if page is not None:
        yield "Saved page", f"sha256:{page.sha256}, read {_moment(page.stored)}"
    yield "Analysis", f"newsreader {__version__}" + (f", {analysis.model}" if analysis.model else "")


def _moment(utc: str) -> str:
    """A time of the store for a reader who may be anywhere: "30 November 2026, 14:05 UTC"."""
    try:
        moment = datetime.fromisoformat(utc.replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        return utc
    return f"{day_in_words(moment)}, {moment:%H:%M} UTC"


def day_in_words(moment: datetime) -> str:
    """A day for a reader: "30 November 2026"."""
    return f"{moment.day} {moment:%B %Y}"
