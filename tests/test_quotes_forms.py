"""Every form of quotation in the news has a case in `fixtures/quotes.md`; this test runs through them."""

from __future__ import annotations

import pytest

from tests.parsed import Case, cases, doc_of
from tui.nlp.quotes.component import find_quotes
from tui.text.analysis import Quote, Speaker


def _words(text: str, speaker: Speaker | None) -> str:
    return text[speaker.mention.start : speaker.mention.end] if speaker and speaker.mention else ""


def _row(text: str, quote: Quote) -> tuple[str, ...]:
    cue = text[quote.cue.start : quote.cue.end] if quote.cue else ""
    said = " … ".join(" ".join(text[span.start : span.end].split()) for span in quote.spans)
    return quote.kind, _words(text, quote.speaker), cue, said, _words(text, quote.addressee)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in cases()])
def test_every_form_of_quotation_in_the_fixture_is_recognised(case: Case) -> None:
    doc = doc_of(case.title)
    assert doc.text == case.text, "the case was changed: run `python -m tests.parsed`"
    quotes = find_quotes(doc)
    rows = [_row(doc.text, quote) for quote in quotes]
    for expected in case.expected:
        assert expected + ("",) * (5 - len(expected)) in rows
    for words in case.unwanted:
        assert not any(words in row[3] for row in rows)
    assert all(quote.reason for quote in quotes)
