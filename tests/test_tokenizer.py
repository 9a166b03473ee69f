"""spaCy's tokenizer takes quadratic time for text without spaces; ours does not, and changes no offset."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    "text",
    [
        "<" * 4_000,
        "“‘a" * 1_500,
        "a," * 2_000,
        "Words before " + "x" * 1_200 + " and after.\n\n" + "新" * 1_100,
        "See https://example.org/" + "long-path/" * 150 + " for more.",
    ],
    ids=["angle brackets", "nested marks", "commas", "letters", "an address"],
)
def test_long_runs_without_spaces_take_linear_time_and_keep_every_offset(
    nlp: Language, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0
    search = nlp.tokenizer.prefix_search

    def counted(words: str) -> object:
        nonlocal seen
        seen += len(words)
        return search(words)

    monkeypatch.setattr(nlp.tokenizer, "prefix_search", counted)
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert [token.idx for token in doc if not text.startswith(token.text, token.idx)] == []
    assert seen <= 500 * len(text)


def test_a_long_run_is_divided_after_punctuation_and_not_within_a_word(nlp: Language) -> None:
    doc = nlp.make_doc("riverbank—" * 120)
    assert {token.text for token in doc} == {"riverbank", "—"}


def test_words_around_a_long_run_keep_their_norms_and_quotation_marks(nlp: Language) -> None:
    doc = nlp.make_doc("‹Yes›, I can't " + "<" * 600 + " say.")
    assert [token.text for token in doc][:7] == ["‹", "Yes", "›", ",", "I", "ca", "n't"]
    assert doc[6].norm_ == "not"


def test_a_footnote_number_is_a_separate_token_after_the_end_of_the_sentence(nlp: Language) -> None:
    doc = nlp("The dam held.[1] The mayor left.[src]")
    assert [token.text for token in doc] == ["The", "dam", "held", ".", "[1]", "The", "mayor", "left", ".", "[src]"]
    assert doc[5].is_sent_start or doc[4].is_sent_start
    assert [token.text for token in nlp.make_doc("“[He] went”")] == ["“", "[", "He", "]", "went", "”"]


def test_a_dash_before_a_quotation_mark_divides_the_words(nlp: Language) -> None:
    words = [token.text for token in nlp.make_doc('NEWS—"Ana left," and on–“we stay”')]
    assert words == ["NEWS", "—", '"', "Ana", "left", ",", '"', "and", "on", "–", "“", "we", "stay", "”"]
