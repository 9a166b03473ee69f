"""Names in headlines and at the start of sentences, where a capital says little. With the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.entities.entities import find_entities

pytestmark = pytest.mark.model


def rows(nlp: Language, text: str) -> list[tuple[str, str]]:
    """The label and the name of each entity of `text`."""
    return [(entity.label, entity.name) for entity in find_entities(nlp(text)).entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "As Rivals Merge, Will Merrow Be Next?\n\nThe shipping firm Merrow has many rivals. Merrow said on Monday"
            " that it would not sell. Merrow also said its debts were small.",
            [("ORG", "Merrow")],
        ),
        ("Why Should Rubinov Stay?\n\nAna Rubinov said she would stay.", [("PERSON", "Ana Rubinov")]),
    ],
)
def test_an_auxiliary_before_a_name_is_not_part_of_it(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert rows(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    ["Will Merrow left. “No,” Will Merrow said.", "Will Ferris Resigns\n\nWill Ferris has been the mayor since May."],
)
def test_a_given_name_that_is_also_an_auxiliary_stays_part_of_the_name(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == [("PERSON", " ".join(text.split()[:2]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raw Footage: Tornado Tears Through Town\n\nThe tornado came at dawn.", []),
        ("Body Camera Footage Released In Ruiz Shooting\n\nAna Ruiz was shot.", [("PERSON", "Ana Ruiz")]),
        ("HARBOUR GROUP TO FIGHT MARKET CLOSURE\n\nA group will fight the closure of the market at the harbour.", []),
        ("MARLOW FOODS SUES\n\nThe city fights Marlow Foods. It sues.", [("ORG", "Marlow Foods")]),
        ("No talks are planned. Footage released by the army shows a tank.", []),
        ("Freezing works closed across the region. Freezing works are large employers.", []),
    ],
)
def test_common_words_with_a_capital_are_no_name(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(nlp, text) == expected
