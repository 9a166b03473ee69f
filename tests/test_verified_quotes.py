"""The quotations of an article with their verdicts, as the reader sees them. Texts are invented."""

from __future__ import annotations

import re

import pytest

from tui.evidence.spoken_words import is_contraction
from tui.evidence.transcript import Transcript
from tui.evidence.verified_quotes import VerifiedQuote, verified
from tui.formats.loading import parse_article
from tui.screens.verification import source_content, summary, verification_items
from tui.text.analysis import Analysis, Quote, QuoteKind, Speaker
from tui.text.span import Span

SPEECH = """\
MAYOR LIND: I want to say it and to repeat it: he is the first clerk in this town who has answered a letter. We thank
him for that. We have all the time in the world, and we are not going to sell the quay.

THE CHAIR: The vote is on Friday.
"""


def quotes(text: str, *spans: str, kind: QuoteKind = "direct", speaker: str = "Tora Lind") -> list[VerifiedQuote]:
    """The verdicts on one quote of an article, which has these spans."""
    article = parse_article(text, "article.txt", format="text")
    places = tuple(Span(at, at + len(words)) for words in spans if (at := article.text.index(words)) >= 0)
    quote = Quote(kind, places, None, Speaker(None, speaker, "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    return list(verified(article, analysis, [Transcript("speech.txt", SPEECH)]))


def test_a_part_that_the_reporter_tells_in_other_words_parts_two_quotations() -> None:
    said = "wanted “to say it and to repeat it” that Moe was “the first clerk in this town who has answered a letter.”"
    found = quotes(f"Lind {said}", said, kind="mixed")
    assert [(one.verdict, one.words) for one in found] == [
        ("verbatim", "to say it and to repeat it"),
        ("verbatim", "the first clerk in this town who has answered a letter."),
    ]


def test_what_a_clause_of_saying_parts_is_one_quotation_printed_as_in_the_article() -> None:
    spans = ("“He is the first clerk in this town who has answered a letter,”", "“We have all the time in the world.”")
    (one,) = quotes(f"{spans[0]} Lind said. {spans[1]}", *spans)
    assert one.verdict == "spliced" and one.words.endswith("answered a letter,” … “We have all the time in the world.")
    assert list(one.remarks) == ["Said between them: “We thank him for that”"]
    source = parse_article(SPEECH, "speech.txt", format="text")
    shown = source_content(one, source).plain
    assert shown.count("We thank") == 1 and shown.count("Line ") == 1


def test_the_words_of_somebody_else_have_a_verdict_and_a_heading_of_their_own() -> None:
    said = "“We have all the time in the world,”"
    found = quotes(f"{said} Ola Berg said.", said, speaker="Ola Berg")
    assert [(one.verdict, one.verification.status, one.is_faithful) for one in found] == [
        ("misattributed", "verbatim", False)
    ]
    rows = [item.line.plain for item in verification_items(found, 60)]
    assert rows[0].startswith("@ Misattributed") and "The source says that Mayor Lind said this." in rows[1]
    assert summary(found, parse_article(SPEECH, "speech.txt")).startswith("1 quotation: 1 misattributed ·")


def test_a_label_that_may_mean_anybody_contradicts_nobody() -> None:
    said = "“The vote is on Friday,”"
    assert [one.verdict for one in quotes(f"{said} Ola Berg said.", said, speaker="Ola Berg")] == ["verbatim"]


def test_a_change_that_is_only_a_contraction_is_altered_with_a_remark() -> None:
    said = "“we're not going to sell the quay”"
    (one,) = quotes(f"Lind said {said}", said)
    assert one.verdict == "altered" and list(one.remarks) == ["Only a contraction differs."]


@pytest.mark.parametrize(
    ("words", "other", "expected"),
    [
        ("they’re", "they are", True),
        ("cannot", "can't", True),
        ("it is", "it's", True),
        ("I won't", "I will not", True),
        ("they're", "they were", False),
        ("can't", "can", False),
        ("ten", "ten", False),
    ],
)
def test_contractions_are_told_from_other_changes(words: str, other: str, expected: bool) -> None:
    assert is_contraction(words, other) == expected


def test_of_a_splice_each_half_says_who_else_said_it_and_nothing_between_is_not_quoted() -> None:
    said = "“We are not going to sell the quay. The vote is on Friday and that is all.”"
    speech = SPEECH.replace("THE CHAIR", "MR BERG").replace("on Friday.", "on Friday and that is all.")
    article = parse_article(f"Lind said: {said}", "article.txt", format="text")
    quote = Quote("direct", (Span(article.text.index("“"), len(article.text)),), None, Speaker(None, "Tora Lind", "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    (one,) = verified(article, analysis, [Transcript("speech.txt", speech)])
    assert (one.verdict, one.said_by) == ("spliced", None)
    assert list(one.remarks) == ["The source says that Mr Berg said “The vote is on Friday and that is all”."]


def test_what_a_quoting_article_says_itself_is_named_as_such() -> None:
    said = ("“We have all the time in the world,”", "“And we will not sell the quay.”")
    text = " Lind said. ".join(said)
    article = parse_article(text, "article.txt", format="text")
    spans = tuple(Span(at, at + len(words)) for words in said if (at := text.index(words)) >= 0)
    quote = Quote("direct", spans, None, Speaker(None, "Tora Lind", "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    other = text.replace("Lind said", "she told us")
    (one,) = verified(article, analysis, [Transcript("other.txt", other)])
    assert list(one.remarks) == ["“she told us” stands outside the quotation marks of the source."]
    (one,) = verified(article, analysis, [Transcript("talk.txt", re.sub("[“”]", "", other))])
    assert [change.said for change in one.verification.differences] == ["she told us"] and not list(one.remarks)
