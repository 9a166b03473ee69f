"""The listener is not the speaker, and the manner of speaking is not part of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def found(nlp: Language, text: str) -> list[tuple[str | None, str]]:
    """The name or phrase of each speaker, and the words of each quote."""
    rows = []
    for quote in find_quotes(nlp(text)):
        mention = quote.speaker.mention if quote.speaker else None
        phrase = text[mention.start : mention.end] if mention else None
        name = quote.speaker.name if quote.speaker else None
        rows.append((name or phrase, " … ".join(text[span.start : span.end] for span in quote.spans)))
    return rows


def test_the_subject_of_was_told_is_not_the_speaker(nlp: Language) -> None:
    rows = found(nlp, "The nurse had been told that the ward would close. She packed her bag.")
    assert rows and all(speaker is None for speaker, _ in rows)


def test_whoever_told_somebody_is_the_speaker(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss was informed by the bank that the loan was gone. She sat down.")
    assert [speaker for speaker, words in rows if "loan" in words] == ["the bank"]


def test_the_people_to_whom_something_was_promised_are_not_part_of_the_words(nlp: Language) -> None:
    rows = found(nlp, "“Never again,” Clara Weiss promised the widows. “Not while I live.”")
    assert [words for _, words in rows] == ["“Never again,” … “Not while I live.”"]


def test_the_object_of_told_is_not_part_of_the_words(nlp: Language) -> None:
    rows = found(nlp, "“Where is the money?” Clara Weiss told the board. “It was here on Monday.”")
    assert [words for _, words in rows] == ["“Where is the money?” … “It was here on Monday.”"]


@pytest.mark.parametrize("manner", ["on condition of anonymity", "in a brief letter", "on background"])
def test_the_manner_of_speaking_is_not_part_of_the_words(nlp: Language, manner: str) -> None:
    rows = found(nlp, f"The row went on. “Not this winter,” a senior adviser said {manner}.")
    assert [words for _, words in rows] == ["“Not this winter,”"]


def test_a_person_who_said_nothing_is_not_quoted(nlp: Language) -> None:
    assert found(nlp, "A neighbour said nothing. The shop stayed shut.") == []


def test_a_dateline_is_not_part_of_the_words(nlp: Language) -> None:
    rows = found(nlp, "BERGEN — A wet spring left the roads soft and trucks must wait, road officials said.")
    assert rows and all("BERGEN" not in words for _, words in rows)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Told that the flight was full, Ned Archer took the bus.", None),
        ("Warned by her doctor that the flight was full, Lucy Abbott ran.", "her doctor"),
        ("Jurors were instructed by Miriam Katz that the flight was full.", "Miriam Katz"),
    ],
)
def test_the_person_told_something_in_a_participle_clause_is_not_the_speaker(
    nlp: Language, text: str, speaker: str | None
) -> None:
    assert [who for who, words in found(nlp, text) if "flight was full" in words] == [speaker]


@pytest.mark.parametrize(
    ("beginning", "speaker"),
    [
        ("Clara Weiss told the podcast “Here’s the Thing”", "Clara Weiss"),
        ("Clara Weiss told the magazine “Stern”", "Clara Weiss"),
        ("Clara Weiss said on the podcast “The Long Winter”", "Clara Weiss"),
        ("The captain radioed the tower", "The captain"),
        ("The crew was radioed by the captain", "the captain"),
    ],
)
def test_the_name_of_whom_or_where_somebody_told_it_is_not_part_of_the_words(
    nlp: Language, beginning: str, speaker: str
) -> None:
    assert found(nlp, f"{beginning} that the port was shut.") == [(speaker, "that the port was shut")]
