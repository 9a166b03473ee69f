"""Titles, labels, slogans and nicknames are not speech. Texts are invented."""

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
        "He recited the poem “When the ice lets go” to the class.",
        "The slogan “water is for everyone” hung over the door.",
        "The theme of the fair is “a river for all”.",
        "Her new single “left at the light” is out today.",
        "The orchestra played “Songs from the low country” twice.",
        "Lund played the captain in “A long way down the fjord” last year.",
        "Fans know her as “the queen of the harbour”.",
        "Weiss named his boat “the lady of the lake”.",
        "The show answers to this year's theme “The Weight of Snow”, chosen by the artists.",
        "He read “The Old Bridge and the Hill” twice.",
        "Officers call it “Operation Quiet Harbour”. It began in May.",
        "He wore a jacket with the words “no more locks” on the back.",
        "The museum's guards carry flags with the slogan “open on Mondays” on them.",
    ],
)
def test_titles_slogans_and_performed_works_are_not_speech(nlp: Language, text: str) -> None:
    assert [row for row in found(nlp, text) if "“" in row[1]] == []


def test_a_sentence_of_two_words_in_single_marks_is_speech(nlp: Language) -> None:
    rows = found(nlp, "‘The dockers’ demands are fair,’ said Clara Weiss. ‘Pay them.’")
    assert "‘Pay them.’" in rows[-1][1] and rows[-1][0] == "Clara Weiss"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Clara Weiss called it “a disgrace to the city”.", "Clara Weiss"),
        ("Clara Weiss said the plan was “a gift to the rich”.", "Clara Weiss"),
        ("A sign said “no swimming after dark”.", "A sign"),
        ("In her book, Clara Weiss writes that “the sea was always there”.", "Clara Weiss"),
    ],
)
def test_quoted_words_with_a_speaker_in_the_sentence_are_speech(nlp: Language, text: str, speaker: str) -> None:
    assert any(who == speaker and "“" in words for who, words in found(nlp, text))
