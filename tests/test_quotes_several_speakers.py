"""Two people in one sentence or paragraph: each gets their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "“It is a deal,” said Frank Doyle. Company chairman Neil Prosser sounded less sure. “Ask me in a year.”",
            "Neil Prosser",
            "“Ask me in a year.”",
        ),
        (
            "“I voted for it,” Councilwoman Tess Albright said. Her colleague Greg Purcell did not. “Not in my ward.”",
            "Greg Purcell",
            "“Not in my ward.”",
        ),
        (
            "Playwright Simon Hale was delighted. “I cried twice.” Critic Deborah Finch was not.",
            "Simon Hale",
            "“I cried twice.”",
        ),
        ("The treasurer, Simon Hale, sank into a chair. “We lost it all.”", "Simon Hale", "“We lost it all.”"),
        ("Simon Hale handed it to the judge. “Read it.” The judge read it.", "Simon Hale", "“Read it.”"),
        ("Nora Quinn’s voice broke. “He was nineteen.”", "Nora Quinn", "“He was nineteen.”"),
    ],
)
def test_quoted_words_alone_belong_to_the_person_acting_just_before(
    nlp: Language, text: str, speaker: str, words: str
) -> None:
    assert (speaker, words) in found(nlp, text)


def test_quoted_words_about_the_person_just_named_belong_to_somebody_else(nlp: Language) -> None:
    rows = found(nlp, "“We won,” said coach Frank Doyle. Neil Prosser scored twice. “He was superb tonight.”")
    assert [speaker for speaker, words in rows if "superb" in words] == ["Frank Doyle"]


@pytest.mark.parametrize(
    "text",
    [
        "Amina Yusuf said the goats were dead and her husband Idris called the aid “too little, too late”.",
        "Amina Yusuf said the goats were dead, while farmer Idris Bello insisted the aid was “too little, too late”.",
        "Amina Yusuf said the goats were dead, but Idris Bello called the aid “too little, too late”.",
    ],
)
def test_two_statements_in_a_sentence_are_two_quotes(nlp: Language, text: str) -> None:
    rows = found(nlp, text)
    assert ("Amina Yusuf", "the goats were dead") in rows
    assert any(speaker != "Amina Yusuf" and "too little" in words for speaker, words in rows)


@pytest.mark.parametrize(
    "text",
    [
        "State radio said President Karim Daoud had told ministers that the border would open.",
        "Karim Daoud told CNBC on Monday that the border would open, Bloomberg reported.",
        "Karim Daoud told friends that the border would open, according to court papers.",
        "The newspaper said Karim Daoud had told friends that the border would open.",
    ],
)
def test_the_person_quoted_by_an_outlet_is_the_speaker(nlp: Language, text: str) -> None:
    assert [speaker for speaker, words in found(nlp, text) if words == "that the border would open"] == ["Karim Daoud"]


def test_the_subject_after_a_dateline_is_the_speaker(nlp: Language) -> None:
    rows = found(nlp, "MADRID, Spain — Unions called off the rail strike on Tuesday, saying their terms had been met.")
    assert [speaker for speaker, words in rows if words == "their terms had been met"] == ["Unions"]


def test_people_who_learned_something_are_not_its_speakers(nlp: Language) -> None:
    rows = found(nlp, "Shareholders learned from chief executive Paula Renn that the plant would be sold.")
    assert all("Shareholders" not in (speaker or "") for speaker, _ in rows)
