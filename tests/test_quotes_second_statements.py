"""The words of a statement end where the same speaker makes the next one, in the tense of the reporting verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes import words
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Anna Lund said that the council would mend the pier but did not claim that the work was urgent.",
            "that the council would mend the pier",
        ),
        ("Anna Lund said the ferry has no licence and questioned why it sails.", "the ferry has no licence"),
        (
            "Anna Lund said some of the prices have been unfair, noting the fees for late boats.",
            "some of the prices have been unfair",
        ),
        (
            "Anna Lund said the storm had damaged the pier before adding that the crews are tired.",
            "the storm had damaged the pier",
        ),
        (
            "Anna Lund spoke to the crews, saying the ferry was late and calling the owner a liar.",
            "the ferry was late",
        ),
        (
            "Anna Lund told the crews the ferry was late and had no lights and said: “Go home.”",
            "the ferry was late and had no lights",
        ),
        (
            "Anna Lund described the owner as a liar who hid from them and said, “Go home.”",
            "the owner as a liar who hid from them",
        ),
    ],
)
def test_a_statement_ends_before_the_next_one(nlp: Language, text: str, first: str) -> None:
    doc = nlp(text)
    quotes = find_quotes(doc)
    assert words(doc, quotes[0].spans[0]) == first
    assert {quote.speaker.name for quote in quotes if quote.speaker} == {"Anna Lund"}


@pytest.mark.model
@pytest.mark.parametrize(
    "said",
    [
        "that Peter Holm would mend the pier and call the crews",
        "that Peter Holm left before saying that he was ill",
        "that the ruling hurts the crews, putting them at risk",
    ],
)
def test_what_the_one_spoken_of_says_is_part_of_the_words(nlp: Language, said: str) -> None:
    doc = nlp(f"Anna Lund said {said}.")
    assert words(doc, find_quotes(doc)[0].spans[0]) == said
