"""Titles and terms are not speech, and an outlet is not the speaker it reports."""

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
        "The choir ended with “Every River Has Two Sides” from its new album.",
        "Clara Weiss read “The Long Way to the Mill” twice before the meeting.",
        "The fever is called “miller's white lung” when it strikes millers. It passes in a month.",
    ],
)
def test_titles_and_terms_are_not_speech(nlp: Language, text: str) -> None:
    assert not any("“" in words for _, words in found(nlp, text))


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Herald quoted Clara Weiss as saying that the strike was over.",
        "According to the Northern Herald, Clara Weiss told her union that the strike was over.",
        "State radio reported that Clara Weiss had told her union the strike was over.",
        "Clara Weiss told a meeting that the strike was over.",
    ],
)
def test_a_speaker_reported_by_an_outlet_is_the_speaker(nlp: Language, text: str) -> None:
    assert any(
        speaker == "Clara Weiss" and words.endswith("the strike was over") for speaker, words in found(nlp, text)
    )


def test_the_reporting_outlet_is_not_part_of_the_words(nlp: Language) -> None:
    rows = found(nlp, "Union leader Clara Weiss said the strike was over, the Northern Herald reported.")
    assert ("Clara Weiss", "the strike was over") in rows


def test_according_to_an_outlet_does_not_make_it_the_speaker(nlp: Language) -> None:
    rows = found(nlp, "“Not one barn is left,” she said, according to the Northern Herald.")
    assert rows == [("she", "“Not one barn is left,”")]


def test_words_after_the_action_of_another_person_are_a_separate_quote(nlp: Language) -> None:
    text = "“We won,” said coach Clara Weiss. Across the yard, Piet Roos wept. “I have nothing left to give.”"
    assert [words for _, words in found(nlp, text)] == ["“We won,”", "“I have nothing left to give.”"]
