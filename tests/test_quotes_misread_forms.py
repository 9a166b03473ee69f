"""Forms of sentences that the parser often misreads: their statements are unsure, and the reason says why.

Each of the texts is invented; the forms were found by comparing sure rows with what annotators have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Farmers who say that the river is clean were in the minority in Halden.",
            "the clause tells which “Farmers” are meant",
        ),
        (
            "The plan was backed by an analyst at Kestrel Bank, who said that the rent would fall.",
            "“who” is a person, and so perhaps not",
        ),
        (
            "Peter Holm took to the stage to warn that the mill would close.",
            "“to warn” tells what somebody set out to say",
        ),
        (
            "She asked the council for more time to pay, “because we are poor,” Clara Weiss said.",
            "“asked” reports something, too",
        ),
        ("Recalling the long quarrel over the mill, the council voted against the sale.", "“Recalling” tells what"),
        ("Washington was calm, saying he trusted the envoys.", "“he” is a person, and so perhaps not Washington"),
    ],
)
def test_a_form_that_is_often_misread_is_unsure(nlp: Language, text: str, reason: str) -> None:
    doubtful = [quote.reason for quote in find_quotes(nlp(text)) if quote.unsure]
    assert any(reason in why for why in doubtful), doubtful
