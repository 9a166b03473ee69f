"""The component and what it adds to the quotes: kinds, reasons, doubts, names."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.parsed import cases, doc_of
from tui.nlp.quotes.component import find_quotes, store_quotes
from tui.nlp.quotes.context import quote_context
from tui.nlp.quotes.mended_parse import mend_parse
from tui.nlp.tokens import Tokens
from tui.text.analysis import Quote
from tui.text.span import Span


def words(doc: Doc, span: Span | None) -> str:
    """The text of a span."""
    return doc.text[span.start : span.end] if span else ""


def only(doc: Doc) -> Quote:
    """The only quote."""
    (quote,) = find_quotes(doc)
    return quote


def test_the_reason_names_the_reporting_verb_and_the_sentence() -> None:
    assert only(doc_of("the clause of saying follows")).reason == "subject of “said”, same sentence"


def test_the_reason_for_a_pronoun_says_who_is_meant() -> None:
    quote = only(doc_of("the speaker is named in the paragraph before"))
    assert quote.speaker is not None and quote.speaker.name == "Maria Ruiz"
    assert quote.reason.startswith("subject of “said”, same sentence; “she” is Maria Ruiz")


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("according to", "named by “According to”, same sentence"),
        ("a headline names its speaker before the colon", "named before the colon, same sentence"),
        ("a transcript names its speakers in capitals", "named at the start of the words, as in a transcript"),
        ("a name after a dash signs the words", "named after the dash that signs the words"),
        ("a noun that reports", "“claim” is said to be theirs, same sentence; another speaker is almost as likely"),
    ],
)
def test_every_form_of_attribution_has_its_own_reason(title: str, reason: str) -> None:
    assert reason in [quote.reason for quote in find_quotes(doc_of(title))]


def test_the_person_addressed_before_is_taken_as_the_one_who_answers() -> None:
    _, answer = find_quotes(doc_of("whoever was spoken to answers"))
    assert answer.speaker is not None and answer.speaker.name == "Oscar Lund"
    assert answer.unsure and "who was spoken to just before" in answer.reason


def test_a_source_without_a_name_stays_unnamed() -> None:
    speaker = only(doc_of("a source without a name")).speaker
    assert speaker is not None and speaker.mention is not None
    assert speaker.name is None and speaker.entity is None


def test_speaker_and_addressee_are_entities_of_the_article() -> None:
    doc = doc_of("somebody is told")
    quote = only(doc)
    assert quote.speaker is not None and quote.addressee is not None
    names = {entity.id: entity.name for entity in doc._.coreference.entities}
    assert names[quote.speaker.entity or ""] == quote.speaker.name == "Peter Novak"
    assert names[quote.addressee.entity or ""] == quote.addressee.name == "Maria Ruiz"


def test_the_component_marks_spans_with_cue_and_speaker() -> None:
    doc = store_quotes(doc_of("a quote interrupted by its clause is one quote"))
    assert len(doc._.newsreader_quotes) == 1
    first, second = doc.spans["quotes"]
    assert first.text == "“The bridge,”" and second.text == "“will open before winter.”"
    assert first.label_ == "direct"
    assert first._.cue.text == "said" and second._.speaker == "Maria Ruiz"


def test_an_unnamed_speaker_is_given_in_the_words_of_the_article() -> None:
    doc = store_quotes(doc_of("an institution speaks"))
    assert doc.spans["quotes"][0]._.speaker is not None


def test_a_doc_without_words_has_no_quotes() -> None:
    assert find_quotes(Doc(Vocab(), words=[])) == []


def test_a_doc_of_quotation_marks_alone_has_no_quotes() -> None:
    assert find_quotes(Doc(Vocab(), words=["“", "”", "“"], heads=[0, 0, 0], deps=["ROOT", "punct", "punct"])) == []


def shuffled(good: Doc, heads: list[int], labels: str) -> Doc:
    """The words of a text with other heads and labels, one word each."""
    return Doc(
        good.vocab,
        words=[token.text for token in good],
        spaces=[bool(token.whitespace_) for token in good],
        lemmas=[token.lemma_ for token in good],
        pos=[token.pos_ for token in good],
        tags=[token.tag_ for token in good],
        heads=heads,
        deps=labels.split(),
    )


def test_a_wrong_parse_is_never_mended_into_a_circle_of_heads() -> None:
    """Whoever walks up a circle never arrives: with these heads the analysis once did not end."""
    labels = "appos conj conj appos nsubj prep agent pobj relcl conj agent dobj appos"
    heads = [0, 0, 1, 2, 0, 5, 1, 0, 2, 1, 2, 1, 1]
    tokens = Tokens(shuffled(doc_of("the clause of saying comes first"), heads, labels))
    mend_parse(tokens)
    for i in range(tokens.count):
        passed = {i}
        while tokens.heads[i] != i:
            i = tokens.heads[i]
            assert i not in passed
            passed.add(i)


def test_a_root_with_the_label_of_a_clause_is_the_end_of_the_way_up() -> None:
    labels = "ccomp pobj dobj advcl conj nsubj pobj ccomp appos dobj appos pobj conj"
    heads = [0, 0, 1, 3, 1, 2, 1, 7, 3, 0, 1, 1, 1]
    assert find_quotes(shuffled(doc_of("indirect speech according to somebody"), heads, labels)) is not None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_parse_gives_quotes_inside_the_text(data: st.DataObject) -> None:
    """Parsers make every kind of error: with shuffled heads and labels nothing may fail."""
    case = data.draw(st.sampled_from(cases()))
    good = doc_of(case.title)
    count = len(good)
    heads = [data.draw(st.integers(0, i)) for i in range(count)]  # earlier heads only: no circles
    deps = [
        data.draw(st.sampled_from(["nsubj", "ccomp", "dobj", "prep", "pobj", "conj", "relcl", "advcl"])) for _ in good
    ]
    doc = shuffled(good, heads, " ".join(deps))
    for quote in find_quotes(doc):
        assert quote.spans and all(0 <= span.start < span.end <= len(doc.text) for span in quote.spans)
        assert list(quote.spans) == sorted(quote.spans)
        if quote.speaker and quote.speaker.mention:
            assert words(doc, quote.speaker.mention).strip()


@pytest.mark.model
def test_the_component_works_alone_in_a_plain_pipeline(nlp: Language) -> None:
    nlp.add_pipe("newsreader_quotes")
    try:
        doc = nlp("“The harbour will open in May,” Anna Berg told reporters on Monday. “We are ready.”")
    finally:
        nlp.remove_pipe("newsreader_quotes")
    (quote,) = doc._.newsreader_quotes
    assert quote.speaker.name == "Anna Berg"
    assert [span.text for span in doc.spans["quotes"]] == ["“The harbour will open in May,”", "“We are ready.”"]
    assert {span._.speaker for span in doc.spans["quotes"]} == {"Anna Berg"}


ARTICLE = """Harbour opens after ten years

LISBON (XY) — President Anna Berg said on Monday that the harbour would open in May. “We are ready,” she told reporters.

Her rival, Senator Paulo Lima, called the harbour “a hole full of money.” According to Lima, the work will never end.

“It took ten years,” the president said, “because we did it properly.”

Officials said the first ship is expected on May 3.

“I have seen many openings,” said Rui Alves, who has fished here for 40 years. “This is the first with a ship.”
"""


@pytest.mark.model
def test_all_quotes_of_a_whole_article_are_found(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    found = [
        (quote.kind, quote.speaker.name if quote.speaker else None, words(doc, quote.cue))
        for quote in find_quotes(doc)
        if not quote.unsure or quote.kind != "indirect"
    ]
    assert ("indirect", "Anna Berg", "said") in found
    assert ("direct", "Anna Berg", "told") in found
    assert ("mixed", "Paulo Lima", "called") in found
    assert any(kind == "direct" and name == "Rui Alves" for kind, name, _ in found)
    unnamed = [name for kind, name, cue in found if kind == "indirect" and name is None]
    assert unnamed  # the officials
    for quote in find_quotes(doc):
        assert quote.reason


@pytest.mark.model
def test_parts_of_one_quotation_stay_together(nlp: Language) -> None:
    quotes = find_quotes(nlp(ARTICLE))
    parts = [len(quote.spans) for quote in quotes if quote.kind == "direct"]
    assert sorted(parts) == [1, 2, 2]


class Counted(list[str]):
    """Words that count how often one of them is read."""

    looks = 0

    def __getitem__(self, key: Any) -> Any:
        self.looks += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("number", [200, 2_000])
def test_many_short_quotations_in_one_sentence_take_linear_time(number: int) -> None:
    tokens = Tokens(spacy.blank("en")("She said " + ", ".join(["“yes”"] * number) + " on Monday."))
    counted = Counted(tokens.words)
    tokens.__dict__["words"] = counted
    contexts = [quote_context(tokens, i, {}) for i in range(number)]
    assert contexts[0].before == 0 and contexts[-1].after == tokens.count - 1
    assert counted.looks < 60 * tokens.count
