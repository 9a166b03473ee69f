"""Collects what an export shows of each note: its article, its place in it, and the speaker of its words."""

from __future__ import annotations

from dataclasses import replace

from ..notes.anchoring import candidates
from ..notes.corrected_analysis import corrected
from ..notes.highlight import Highlight, Placed, describe
from ..notes.mark_speaker import speaker_of_placed
from ..store.database import Store
from ..store.source import source_key
from ..text.article import Article
from .notes import ArticleNotes, ExportedNote


def gather(store: Store) -> list[ArticleNotes]:
    """Every article with highlights, in the order in which the first of each was written. Raises StoreError."""
    by_source: dict[str, list[Highlight]] = {}
    for highlight in store.notebook.all():
        by_source.setdefault(highlight.target.source, []).append(highlight)
    seen: set[str] = set()
    gathered = []
    for source, highlights in by_source.items():
        digest = store.articles.latest(source) or next((h.target.digest for h in highlights if h.target.digest), None)
        article = store.articles.load(digest, source) if digest else None
        if article is None:
            notes = ArticleNotes(source, source, tuple(map(_without_place, highlights)))
        else:
            notes = gather_article(store, article, source=source)
            here = {note.highlight.id for note in notes.notes}
            # An imported note may name its article in a way that no article has.
            others = tuple(_without_place(highlight) for highlight in highlights if highlight.id not in here)
            notes = replace(notes, notes=notes.notes + others)
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
                highlight=_with_current_target(placed, article),
                state=placed.state,
                span=placed.span,
                words=placed.words if placed.state == "changed" else "",
                speaker=speaker_of_placed(article, analysis, placed),
                candidates=() if placed.span else tuple(candidates(placed.highlight.target, article.text)),
            )
            for placed in store.notebook.highlights(article)
        ),
        byline=article.byline,
        site=article.site,
        date=article.date,
        url=article.url,
    )


def _without_place(highlight: Highlight) -> ExportedNote:
    return ExportedNote(highlight, None, None, speaker=highlight.checked_as.speaker or None)


def _with_current_target(placed: Placed, article: Article) -> Highlight:
    """The highlight with selectors for the current text, which find it better after an import. If the words have
    changed, it keeps the selectors of the words that were marked."""
    highlight = placed.highlight
    if placed.span is None or placed.state == "changed" or highlight.target.digest == article.digest:
        return highlight
    target = describe(article.text, placed.span, source=highlight.target.source, digest=article.digest)
    return highlight._replace(target=target)
