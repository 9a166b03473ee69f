"""Titles and terms are no speech, and an outlet is not the speaker of whom it reports."""

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
def test_titles_and_terms_are_no_speech(nlp: Language, text: str) -> None:
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
def test_who_an_outlet_reports_on_is_the_speaker(nlp: Language, text: str) -> None:
    assert any(
        speaker == "Clara Weiss" and words.endswith("the strike was over") for speaker, words in found(nlp, text)
    )


def test_the_outlet_that_reports_is_no_part_of_the_words(nlp: Language) -> None:
    rows = found(nlp, "Union leader Clara Weiss said the strike was over, the Northern Herald reported.")
    assert ("Clara Weiss", "the strike was over") in rows


def test_who_speaks_in_the_herald_is_the_speaker_and_not_the_herald(nlp: Language) -> None:
    rows = found(nlp, "“Not one barn is left,” she said, according to the Northern Herald.")
    assert rows == [("she", "“Not one barn is left,”")]


def test_words_after_what_another_person_did_are_a_quote_of_their_own(nlp: Language) -> None:
    text = "“We won,” said coach Clara Weiss. Across the yard, Piet Roos wept. “I have nothing left to give.”"
    assert [words for _, words in found(nlp, text)] == ["“We won,”", "“I have nothing left to give.”"]
