"""Checked claims as schema.org ClaimReview in JSON-LD, which search engines and fact-checking databases read.

https://schema.org/ClaimReview and Google's guide to it name the properties that are needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from ..notes.claims import Claim
from ..text.article import Article
from ..text.number_words import NUMBERS
from ..text.quotation_marks import DOUBLE
from ..text.safe import escape_unsafe
from .notes import link_to

_PLAIN = re.compile(
    r"(?:sa(?:y|id|ys|ying)|t(?:old|ells?|elling)|(?:add|announc|explain|stat|not|insist|assert|claim|argu|remark|recall"
    r"|testif|repl|report|declar|observ|warn|stress)(?:y|e|s|es|ed|ies|ied|ing)?|wr(?:ote|ites?|iting))",
    re.IGNORECASE,
)
"""Verbs that report words without a judgement on them."""

_COMMA = re.compile(rf",(?=(?:{DOUBLE.pattern}|['’])?$)")
"""The comma at the end of words said, which belongs to the reporter's sentence: “We sold it*,*” she said."""

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
    """The words of the claim, to be read alone.

    Words said stand for themselves after a plain "said", and otherwise after the speaker and the verb, since "denied
    that …" is the opposite of what is denied. A figure is its sentence; if that has other figures, the one that was
    checked follows: "Arrests rose 21% in 12 towns. (21%)".
    """
    words = _COMMA.sub("", " ".join(claim.words(article).split()))
    if claim.sentence != claim.span:
        sentence = " ".join(article.words(claim.sentence).split())
        rest = article.text[claim.sentence.start : claim.span.start], article.text[claim.span.end : claim.sentence.end]
        return f"{sentence} ({' '.join(claim.words_in_full(article).split())})" if _has_figure(rest) else sentence
    if not claim.cue or _PLAIN.fullmatch(claim.cue):
        return words
    who = claim.who if claim.who and not claim.unsure else "The speaker"
    return f"{who} {claim.cue}{':' if DOUBLE.match(words) else ''} {words}"


def _has_figure(parts: Iterable[str]) -> bool:
    """Whether there is a number among these parts of a sentence, in digits or in words."""
    words = re.findall(r"\w+", " ".join(parts).lower())
    return any(word in NUMBERS or any(map(str.isdigit, word)) for word in words)


def left_out(found: Iterable[Claim]) -> str:
    """A sentence about the claims that are not published since their words have changed or are gone; "" if there are
    none."""
    count = sum(claim.to_check_again for claim in found)
    verdicts, they = ("verdict", "it is") if count == 1 else ("verdicts", "they are")
    return f"{count:,} {verdicts} on words that have changed since, or are gone: {they} left out." if count else ""


def to_claim_review(found: Iterable[tuple[Article, Claim]], *, creator: str) -> str:
    """All checked claims as one JSON-LD graph.

    A verdict counts for every stored version of an article; it is one review, of the version that it was given on if
    that is among them, since programs that read JSON-LD would merge several with the same identifier.
    """
    reviewed: dict[str, tuple[Article, Claim]] = {}
    for article, claim in found:
        if claim.checked and claim.highlight is not None:
            if claim.highlight.target.digest == article.digest:
                reviewed[claim.highlight.id] = article, claim
            else:
                reviewed.setdefault(claim.highlight.id, (article, claim))
    reviews = [claim_review(article, claim, creator=creator) for article, claim in reviewed.values()]
    document = {"@context": "https://schema.org", "@graph": reviews}
    return escape_unsafe(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
