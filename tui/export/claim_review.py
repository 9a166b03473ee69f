"""Checked claims as schema.org ClaimReview in JSON-LD, which search engines and fact-checking databases read.

https://schema.org/ClaimReview and Google's guide to it name the properties that are needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..notes.claims import Claim
from ..text.article import Article
from ..text.safe import escape_unsafe
from .notes import link_to

RATINGS = {"wrong": 1, "cannot tell": 2, "confirmed": 3}
"""The verdicts on a scale; words that have no verdict yet are not reviewed."""


def claim_review(article: Article, claim: Claim, *, creator: str) -> dict[str, Any]:
    """One checked claim. `creator` is the reviewer's name."""
    assert claim.highlight is not None
    source = article.url or link_to(article.source)
    appearance = {
        "@type": "NewsArticle",
        "url": source,
        "headline": article.title,
        "datePublished": article.date,
        "publisher": {"@type": "Organization", "name": article.site} if article.site else None,
    }
    item = {
        "@type": "Claim",
        # Left out if unsure: the property has no way to say so, and search engines show it as a fact.
        "author": {"@type": "Thing", "name": claim.who} if claim.who and not claim.unsure else None,
        "datePublished": article.date,
        "appearance": _known(appearance),
    }
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{claim.highlight.id}",
        "claimReviewed": _reviewed(article, claim),
        "datePublished": claim.highlight.modified[:10],
        "author": {"@type": "Person", "name": creator},
        "itemReviewed": _known(item),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[claim.verdict],
            "worstRating": 1,
            "bestRating": 3,
            "alternateName": claim.verdict,
        },
        "reviewBody": claim.highlight.note or None,
        "citation": [
            _known({"@type": "CreativeWork", "url": link_to(proof.where) if proof.where else None, "text": proof.note})
            for proof in claim.evidence
        ],
    }
    return _known(review)


def _reviewed(article: Article, claim: Claim) -> str:
    """The words of the claim: of words said, after those that report them, since "denied: that …" is the opposite of
    what is denied; of a figure, which says nothing alone, with its sentence: "21%: Arrests rose 21%."."""
    words = " ".join(claim.reported(claim.words(article)).split())
    sentence = " ".join(article.words(claim.sentence).split())
    return words if claim.sentence == claim.span else f"{words}: {sentence}"


def to_claim_review(found: Iterable[tuple[Article, Claim]], *, creator: str) -> str:
    """All checked claims as one JSON-LD graph."""
    reviews = [claim_review(article, claim, creator=creator) for article, claim in found if claim.checked]
    document = {"@context": "https://schema.org", "@graph": reviews}
    return escape_unsafe(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
