"""What nobody said is no quote, and what somebody did beside their words is no part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The owners declined to comment. The mill stays shut.",
        "The bank refused to say more. Its lawyer would not talk.",
        "The ferry is expected to leave in the morning.",
        "Walls thought to protect the old port lie under the square.",
    ],
)
def test_silence_and_hearsay_are_no_quotes(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_a_rejected_claim_is_not_the_words_of_who_rejects_it(nlp: Language) -> None:
    rows = found(nlp, "The mayor dismissed the claim that the wells were dry.")
    assert all(speaker is None for speaker, words in rows if "wells" in words)


def test_an_action_before_the_words_is_no_part_of_them(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss sighed and closed the folder. “Nobody paid us for that winter.”")
    assert rows == [("Clara Weiss", "“Nobody paid us for that winter.”")]


@pytest.mark.parametrize("clause", ["“Rubbish,” said Clara Weiss.", "“Thieves!” shouted Clara Weiss, a baker."])
def test_one_word_before_its_reporting_verb_is_speech(nlp: Language, clause: str) -> None:
    (row,) = found(nlp, "The council met at noon.\n\n" + clause)
    assert row == ("Clara Weiss", clause[: clause.index("”") + 1])


def test_a_brief_sentence_belongs_to_who_acts_before_it(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss opened the window. “Go home!” The street was empty.")
    assert rows == [("Clara Weiss", "“Go home!”")]


def test_one_word_without_a_reporting_verb_is_no_speech(nlp: Language) -> None:
    assert found(nlp, "The ferry arrived at noon with a cat named “Rubbish” on board.") == []
