"""The reader's corrections of each article, and analyses with them applied, as the indexes of the library hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..notes.corrected_analysis import corrected, with_names_merged
from ..notes.highlight import Target, describe
from .correction_rows import EVERYWHERE, correction_of
from .placement import Placement, Texts, rows_in
from .source import source_key

if TYPE_CHECKING:
    from ..notes.correction import Correction
    from ..text.analysis import Analysis
    from ..text.article import Article
    from .connection import Connection


class Corrections:
    """The corrections in a store. Every method may raise StoreError."""

    def __init__(self, store: Connection, articles: Texts) -> None:
        self._store = store
        self._articles = articles
        self._placement = Placement(store, articles)

    def of(self, article: Article) -> list[Correction]:
        """The reader's corrections of this article in the order they were made, their targets carried to this text.

        A correction whose words are not found is left out, and looked for again the next time.
        """
        rows = rows_in(self._store, "corrections", article)
        kept = [correction for correction in map(correction_of, rows) if correction]
        parts = [(c.id, n, target) for c in kept for n, target in enumerate((*c.targets, *c.into))]
        spans = self._placement.spans(parts, article)

        def found(correction: Correction, first: int, targets: Sequence[Target]) -> tuple[Target, ...]:
            places = [spans[correction.id, first + n] for n in range(len(targets))]
            return tuple(
                describe(article.text, span, source=source_key(article), digest=article.digest)
                for span in places
                if span
            )

        carried = [replace(c, targets=found(c, 0, c.targets), into=found(c, len(c.targets), c.into)) for c in kept]
        return [correction for correction in carried if correction.targets or correction.everywhere]

    def in_single_articles(self) -> bool:
        """Whether there is a correction that does not hold for all articles."""
        sql = "SELECT 1 FROM corrections WHERE source != ? AND deleted IS NULL LIMIT 1"
        return self._store.row(sql, (EVERYWHERE,)) is not None

    def applied(self, analysis: Analysis, digest: str) -> Analysis:
        """The analysis of the text with that digest, with all corrections applied. Without a correction of a single
        article in the store, the text is not read."""
        article = self._articles.load(digest) if self.in_single_articles() else None
        if article is not None:
            return corrected(analysis, self.of(article), article)
        rows = self._store.rows(
            "SELECT * FROM corrections WHERE source = ? AND deleted IS NULL ORDER BY seq", (EVERYWHERE,)
        )
        merged = [one for one in map(correction_of, rows) if one is not None and one.everywhere]
        return with_names_merged(analysis, merged) if merged else analysis
