"""All that belongs to an exported note, brought together: its article, its place there, and whose words it has."""

from __future__ import annotations

from dataclasses import replace

from ..export.notes import ArticleNotes, ExportedNote, speaker_of
from ..notes.correction import corrected
from ..notes.highlight import Highlight, Placed, describe
from ..text.article import Article
from .database import Store
from .source import source_key


def gather(store: Store) -> list[ArticleNotes]:
    """Every article with highlights, in the order in which the first of each was written. Raises StoreError."""
    by_source: dict[str, list[Highlight]] = {}
    for highlight in store.notebook.all():
        by_source.setdefault(highlight.target.source, []).append(highlight)
    seen: set[str] = set()
    gathered = []
    for source, highlights in by_source.items():
        digest = store.articles.latest(source) or next((h.target.digest for h in highlights if h.target.digest), None)
        article = store.articles.load(digest) if digest else None
        if article is None:
            notes = ArticleNotes(source, source, tuple(ExportedNote(h, None, None) for h in highlights))
        else:
            notes = gather_article(store, article, source=source)
        notes = replace(notes, notes=tuple(note for note in notes.notes if note.highlight.id not in seen))
        seen |= {note.highlight.id for note in notes.notes}
        if notes.notes:
            gathered.append(notes)
    return gathered


def gather_article(store: Store, article: Article, *, source: str | None = None) -> ArticleNotes:
    """One article with its highlights, in the order of the text, orphans last. Raises StoreError."""
    analysis = store.articles.analysis(article.digest)
    if analysis is not None:
        analysis = corrected(analysis, store.notebook.corrections(article), article)
    return ArticleNotes(
        source=source or source_key(article),
        title=article.title,
        notes=tuple(
            ExportedNote(
                highlight=_as_it_stands(placed, article),
                state=placed.state,
                span=placed.span,
                words=placed.words if placed.state == "changed" else "",
                speaker=speaker_of(analysis, placed.span),
            )
            for placed in store.notebook.highlights(article)
        ),
        byline=article.byline,
        site=article.site,
        date=article.date,
        url=article.url,
    )


def _as_it_stands(placed: Placed, article: Article) -> Highlight:
    """The highlight with selectors for the text as it is now, where its words are still the same: they are the
    better ones to find it by after an import. Where the words are others, those that were marked are kept."""
    highlight = placed.highlight
    if placed.span is None or placed.state == "changed" or highlight.target.digest == article.digest:
        return highlight
    target = describe(article.text, placed.span, source=highlight.target.source, digest=article.digest)
    return highlight._replace(target=target)
