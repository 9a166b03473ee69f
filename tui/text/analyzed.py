"""An article together with what was found in it: what goes to other programs, and what comes back from Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .analysis import Analysis
from .article import Article


@dataclass(frozen=True)
class Analyzed:
    """One article and what was found in it."""

    path: str
    """The path, address or "-" as it was given."""
    article: Article
    analysis: Analysis

    def to_json(self) -> dict[str, Any]:
        """The shape that other programs rely on: what `newsreader analyze --format jsonl` prints."""
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
