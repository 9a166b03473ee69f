"""One person or organisation that had two rows, and people who were none. With the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.entities.entities import find_entities

pytestmark = pytest.mark.model


def rows(nlp: Language, text: str) -> dict[str, list[str]]:
    """The label and the words of the mentions of each entity of `text`, by its name."""
    return {
        one.name: [one.label, *(text[mention.span.start : mention.span.end] for mention in one.mentions)]
        for one in find_entities(nlp(text)).entities
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Halden High School’s Homecoming was called off. Halden High School has 900 pupils.",
            ["ORG", "Halden High School", "Halden High School"],
        ),
        ("Senator Lindsey Moor spoke. Mr. Moor said so.", ["PERSON", "Lindsey Moor", "Moor"]),
        (
            "Richard Ruiz and Nancy Foss teach in Halden. Professors Foss and Ruiz disagree.",
            ["PERSON", "Nancy Foss", "Foss"],
        ),
        (
            "The Whig National Convention opens in May. At the Whig Convention, delegates vote.",
            ["EVENT", "Whig National Convention", "Whig Convention"],
        ),
    ],
)
def test_another_form_of_a_name_has_no_second_row(nlp: Language, text: str, row: list[str]) -> None:
    assert row in rows(nlp, text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Army Capt. Leo Vale, 27, a Muslim American who died in May, was brave.", "Muslim American"),
        (
            "No Republican who voted yes was there. A Republican who voted no left. Every Republican who spoke was"
            " booed. Another Republican who came was late. The last Republican who stayed sang.",
            "Republican",
        ),
    ],
)
def test_members_of_a_people_or_a_party_are_a_group(nlp: Language, text: str, name: str) -> None:
    assert rows(nlp, text)[name][0] == "NORP"
