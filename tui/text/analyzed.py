"""An article with its findings, as written for other programs and read back from Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .analysis import Analysis
from .article import Article


@dataclass(frozen=True)
class Analyzed:
    """One article and its analysis."""

    path: str
    """The path, address or "-" as it was given."""
    article: Article
    analysis: Analysis

    def to_json(self) -> dict[str, Any]:
        """The form that other programs rely on: what `newsreader analyze --format jsonl` prints."""
        article = self.article
        return {
            "source": self.path,
            "digest": article.digest,
            "headline": article.headline,
            "byline": article.byline,
            "date": article.date,
            "text": article.text,
            **self.analysis.to_json(),
        }
