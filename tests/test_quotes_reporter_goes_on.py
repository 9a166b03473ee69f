"""Words of the reporter that are not the speaker's, things done that are no statement, and whom "it" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.test_quotes import words
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Anna Lund said the letter was plain, and accused the council of putting words in her mouth.",
            [("Anna Lund", "the letter was plain"), ("Anna Lund", "the council of putting words in her mouth")],
        ),
        (
            "Anna Lund said that the warning was “late” and accused the council of cowardice.",
            [("Anna Lund", "that the warning was “late”"), ("Anna Lund", "the council of cowardice")],
        ),
        (
            "Anna Lund said that Peter Holm was the head of the gang on Monday at a Malvik rally.",
            [("Anna Lund", "that Peter Holm was the head of the gang")],
        ),
        (
            "Lund said if Holm is elected mayor, he’ll bring in more lorries under his harbour programme and Lund says"
            " some of those lorries will be unsafe.",
            [
                ("Lund", "if Holm is elected mayor, he’ll bring in more lorries under his harbour programme"),
                ("Lund", "some of those lorries will be unsafe"),
            ],
        ),
        (
            "The Pilots Union stressed the rule would not alter the fact that the berths were unsafe, while the Harbour"
            " League condemned the sudden move announced on Monday.",
            [
                ("Pilots Union", "the rule would not alter the fact that the berths were unsafe"),
                ("Harbour League", "the sudden move announced on Monday"),
            ],
        ),
        (
            "Pilots chanted, “Pay our crews,” and “Put safety first,” as hundreds of them lined the quay, many holding"
            " signs with sayings such as, “More Sleep, Fewer Shifts.”",
            [(None, "“Pay our crews,” and “Put safety first,”")],
        ),
        (
            "Some pilots chanted, “Blue for Ben,” in a harbour hallway.",
            [(None, "“Blue for Ben,”")],
        ),
    ],
)
def test_words_end_where_the_reporter_goes_on(nlp: Language, text: str, rows: list[tuple[str | None, str]]) -> None:
    doc = nlp(text)
    found = [
        (quote.speaker.name if quote.speaker else None, " … ".join(words(doc, span) for span in quote.spans))
        for quote in find_quotes(doc)
    ]
    assert found == rows


@pytest.mark.model
@pytest.mark.parametrize(
    "said",
    [
        "that the board met in May and rejected the plan",
        "that Peter Holm met the crews, heard them, and praised them",
    ],
)
def test_a_second_act_of_whoever_is_spoken_of_is_part_of_the_words(nlp: Language, said: str) -> None:
    doc = nlp(f"Anna Lund said {said}.")
    assert said in [words(doc, quote.spans[0]) for quote in find_quotes(doc)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Anna Lund has agreed a deal to replace Peter Holm as head of the harbour.",
        "Anna Lund said he told them.",
        "Anna Lund posted a video of the storm.",
    ],
)
def test_what_somebody_does_or_only_refers_to_is_no_statement(nlp: Language, text: str) -> None:
    assert find_quotes(nlp(text)) == []


@pytest.mark.model
def test_what_somebody_agrees_to_do_is_not_surely_a_statement(nlp: Language) -> None:
    (quote,) = find_quotes(nlp("Anna Lund has agreed to sell the ferry to a bank."))
    assert quote.unsure and "undertook to do" in quote.reason


@pytest.mark.model
def test_what_two_agree_to_do_is_what_they_said_to_each_other(nlp: Language) -> None:
    (quote,) = find_quotes(nlp("Anna Lund and Peter Holm agreed to share the ferry."))
    assert not quote.unsure and quote.also


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Though the Malvik Port Authority has said that there is “no need” to leave, it has also acknowledged that the"
        " outer berths are at risk.",
        "The Malvik Port Authority warned that the sea was high, and it admitted that nobody had checked the wall.",
    ],
)
def test_it_is_the_subject_of_the_clause_before(nlp: Language, sentence: str) -> None:
    first, second = find_quotes(nlp(f"The storm “broke every pier,” writes the Ferry Post. {sentence}"))[-2:]
    assert first.speaker is not None and second.speaker is not None
    assert first.speaker.name == second.speaker.name == "Malvik Port Authority"
    assert not second.unsure and "the subject of the clause before" in second.reason


def test_a_line_break_is_nobody() -> None:
    """The parser may make a line break the subject of a verb: then nobody is known to have said it."""
    tokens = ["Nobody", "asked", ".", "\n\n", "“", "We", "will", "see", "the", "bridge", ".", "”"]
    tags = ["NN", "VBD", ".", "_SP", "``", "PRP", "MD", "VB", "DT", "NN", ".", "''"]
    pos = ["PRON", "VERB", "PUNCT", "SPACE", "PUNCT", "PRON", "AUX", "VERB", "DET", "NOUN", "PUNCT", "PUNCT"]
    heads = [1, 1, 1, 1, 7, 7, 7, 1, 9, 7, 7, 7]
    deps = ["dep", "ROOT", "punct", "nsubj", "punct", "nsubj", "aux", "ccomp", "det", "dobj", "punct", "punct"]
    lemmas = [token.lower() for token in tokens]
    lemmas[1] = "ask"
    spaces = [True, False, False, False, False, True, True, True, True, False, False, False]
    doc = Doc(Vocab(), tokens, spaces, tags=tags, pos=pos, heads=heads, deps=deps, lemmas=lemmas)
    (quote,) = find_quotes(doc)
    assert words(doc, quote.spans[0]) == "“We will see the bridge.”"
    assert quote.speaker is None and quote.unsure
