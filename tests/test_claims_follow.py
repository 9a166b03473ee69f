"""The check list after the article changed or its analysis found other bounds of a quotation. Texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reader import find
from tui.export.claim_review import claim_review, to_claim_review
from tui.formats.loading import parse_article
from tui.notes.claims import Claim, checked_as, claim_on, claims
from tui.notes.mark_speaker import speaker_of_placed
from tui.store.database import open_store
from tui.store.notebook import Notebook
from tui.text.analysis import Analysis, Quote, Speaker
from tui.text.article import Article
from tui.text.span import Span

LIND, BERG = Speaker(None, "Tora Lind", "e1"), Speaker(None, "Odd Berg", "e2")
FORWARDED = "he had read it “at once” and had passed it on to the harbour office"
REPORT = f"Lind said that {FORWARDED}. Berg said no more."
COLD = "“The pier is cold,” said Odd Berg, a fisherman. “But we like it here.” Lind left."


def read(text: str) -> Article:
    return parse_article(text, "/news/pier.txt", format="text")


def quoted(article: Article, *words: str, speaker: Speaker | None = LIND) -> Analysis:
    """An analysis with one quotation, in one or more parts."""
    parts = tuple(find(article.text, part) for part in words)
    return Analysis(article.digest, "", (), (), (), (Quote("mixed", parts, None, speaker),))


@pytest.fixture
def book(tmp_path: Path) -> Notebook:
    with open_store(tmp_path) as store:
        yield store.notebook


def confirm(book: Notebook, article: Article, found: Analysis) -> None:
    (claim,) = claims(article, found, ())
    what = checked_as(article, found, [claim], claim.span)
    book.add(article, claim.span, verdict="confirmed", checked_as=what)


def listed(book: Notebook, article: Article, found: Analysis) -> list[Claim]:
    return claims(article, found, book.highlights(article))


def test_a_verdict_keeps_its_words_and_speaker_when_less_of_them_counts_as_quoted(book: Notebook) -> None:
    article = read(REPORT)
    confirm(book, article, quoted(article, FORWARDED))
    shorter = quoted(article, "he had read it “at once”")
    (claim,) = listed(book, article, shorter)
    assert (claim.kind, claim.source, claim.outcome) == ("quotation", "Tora Lind", "confirmed")
    assert claim.words(article) == FORWARDED, "not only the words that count as quoted now"
    review = claim_review(article, claim, creator="Ida Holm")
    assert review["itemReviewed"]["author"]["name"] == "Tora Lind" and review["claimReviewed"] == FORWARDED
    assert claim_on([claim], shorter.quotes[0].span) is claim, "also from the row of the shorter quotation"
    (placed,) = book.highlights(article)
    assert speaker_of_placed(article, shorter, placed) == "Tora Lind", "also in the list of notes"
    (nobody,) = listed(book, article, quoted(article, "he had read it “at once”", speaker=None))
    assert nobody.source == "Tora Lind"


def test_a_verdict_on_a_quotation_is_not_given_to_one_of_somebody_else_within_it(book: Notebook) -> None:
    article = read(REPORT)
    confirm(book, article, quoted(article, FORWARDED))
    found = listed(book, article, quoted(article, "“at once”", speaker=BERG))
    assert [(claim.outcome, claim.words(article)) for claim in found] == [
        ("confirmed", FORWARDED),
        ("", "“at once”"),
    ]


def test_a_checked_quotation_of_which_a_part_was_cut_is_one_row_until_it_is_checked_again(book: Notebook) -> None:
    article, first, second = read(COLD), "“The pier is cold,”", "“But we like it here.”"
    confirm(book, article, quoted(article, first, second, speaker=BERG))
    later = read(COLD.replace(f" {second}", ""))
    found = quoted(later, first, speaker=BERG)
    (claim,) = listed(book, later, found)
    assert claim.outcome == "confirmed, words changed since" and claim.to_check_again
    assert (claim.kind, claim.source, claim.words(later)) == ("quotation", "Odd Berg", first)
    assert claim.highlight and claim.words_then == COLD.partition(" Lind left")[0]
    book.check(claim.highlight.id, later, claim.span, "wrong")
    (claim,) = listed(book, later, found)
    assert (claim.outcome, claim.span) == ("wrong", Span(0, len(first)))


def test_a_verdict_on_two_stored_versions_is_one_claim_review_of_the_version_it_was_given_on(book: Notebook) -> None:
    first, later = read("Lind said the pier was safe. Two came."), read("Lind said the pier was safe. Ten came.")
    said = "the pier was safe"
    confirm(book, first, quoted(first, said))
    versions = [
        (article, claim)
        for article, speaker in ((later, None), (first, LIND))
        for claim in listed(book, article, quoted(article, said, speaker=speaker))
    ]
    assert [claim.checked for _, claim in versions] == [True, True]
    for order in (versions, versions[::-1]):
        (review,) = json.loads(to_claim_review(order, creator="Ida Holm"))["@graph"]
        assert review["itemReviewed"]["author"]["name"] == "Tora Lind"
    (review,) = json.loads(to_claim_review(versions[:1], creator="Ida Holm"))["@graph"]
    assert "author" not in review["itemReviewed"]
