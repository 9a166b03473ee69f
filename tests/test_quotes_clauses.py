"""Reported speech without quotation marks: clauses between commas, nouns, courts and charges. Texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found
from tui.nlp.quotes.clauses import clauses
from tui.nlp.tokens import Tokens

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def candidates(nlp: Language, text: str) -> dict[str, tuple[str | None, str]]:
    """The speaker and the content of each candidate, by its relation."""
    tokens = Tokens(nlp(text))
    rows = {}
    for clause in clauses(tokens):
        content = " … ".join(tokens.text_between(*part) for part in clause.content)
        rows[clause.relation] = (None if clause.speaker is None else tokens.words[clause.speaker], content)
    return rows


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The ferry, Clara Weiss said on Sunday, will run until June.",
            "Clara Weiss",
            "The ferry … will run until June",
        ),
        ("All of these wells, the mayor admits, could run dry.", "the mayor", "All of these wells … could run dry"),
        ("Her sister, Anna Lund said, will stand for mayor.", "Anna Lund", "Her sister … will stand for mayor"),
        ("The new bell will, officials say, cost more.", "officials", "The new bell will … cost more"),
        ("Prices, the bank forecasts, will rise next year.", "bank", "Prices … will rise next year"),
        ("The dog, its owner told the court, had bitten nobody.", "its owner", "The dog … had bitten nobody"),
        ("The answer, says biologist Clara Weiss, lies in the mud.", "Clara Weiss", "The answer … lies in the mud"),
        ("It was, Clara Weiss recalled, the coldest night.", "Clara Weiss", "It was … the coldest night"),
    ],
)
def test_a_clause_between_commas_reports_the_words_around_it(
    nlp: Language, text: str, speaker: str, words: str
) -> None:
    assert found(nlp, text) == [(speaker, words)]


def test_the_outlet_after_a_clause_between_commas_is_not_the_speaker(nlp: Language) -> None:
    assert found(nlp, "The talks, Clara Weiss said, have failed, according to state media.") == [
        ("Clara Weiss", "The talks … have failed")
    ]


def test_said_in_a_message_does_not_make_the_message_part_of_the_content(nlp: Language) -> None:
    assert ("Clara Weiss", "that the ferry would wait") in found(
        nlp, "Clara Weiss said in a text message that the ferry would wait."
    )


def test_the_speaker_of_a_reporting_noun_is_its_agent(nlp: Language) -> None:
    rows = candidates(nlp, "The suggestion by Weiss that the wells were safe angered many.")
    assert rows["noun acl"] == ("Weiss", "that the wells were safe")


def test_a_criminal_charge_is_the_content_and_the_accuser_the_speaker(nlp: Language) -> None:
    assert candidates(nlp, "Holm has been charged with theft.")["passive charge"] == (None, "theft")
    accused = candidates(nlp, "He was accused by the mayor of stealing the bell.")["passive charge"]
    assert accused == ("mayor", "stealing the bell")


def test_a_jury_that_hears_something_is_not_its_speaker(nlp: Language) -> None:
    assert candidates(nlp, "The jury heard that the driver had slept.")["heard"] == (None, "that the driver had slept")
    for audience in ("council", "court", "inquiry", "parents"):  # nobody tells without somebody who is told
        words = "Swimming pool will cost $3 million"
        assert candidates(nlp, f"{words}, {audience} told")["heard"] == (None, words)
    assert "heard" not in candidates(nlp, "The pool will cost $3 million, the mayor told the council.")


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Sales fell and could fall again, according to the bank.", "the bank", "Sales fell and could fall again"),
        (
            "The fire killed two and, according to police, was set on purpose.",
            "police",
            "The fire … was set on purpose",
        ),
        (
            "According to Sen. Clara Weiss, Congressional probing of the scandal was partly to blame.",
            "Clara Weiss",
            "Congressional probing of the scandal was partly to blame",
        ),
        ("According to the mayor, Clara Weiss, the bridge is safe.", "Clara Weiss", "the bridge is safe"),
    ],
)
def test_words_according_to_somebody_keep_their_subject(nlp: Language, text: str, speaker: str, words: str) -> None:
    assert found(nlp, text) == [(speaker, words)]


def test_the_occasion_of_a_speech_is_not_part_of_it(nlp: Language) -> None:
    text = "The mayor delivers remarks on “ending the trade” in a speech at the college in Dover, March 19, 2018."
    assert [words for _, words in found(nlp, text)] == ["“ending the trade”"]


@pytest.mark.model
@pytest.mark.parametrize("on", ["on", "upon"])
def test_whom_somebody_calls_on_is_part_of_the_words(nlp: Language, on: str) -> None:
    rows = found(nlp, f"The guild called {on} the mayor to rebuild the hall.")
    assert [words for _, words in rows] == ["the mayor to rebuild the hall"]
