"""Universities that are named with their campus, with the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.entities.entities import find_entities

pytestmark = pytest.mark.model


def organisations(nlp: Language, text: str) -> dict[str, int]:
    """The number of mentions of each organisation of `text`."""
    return {one.name: len(one.mentions) for one in find_entities(nlp(text)).entities if one.label == "ORG"}


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("He taught at the University of Texas, Austin. It is large.", "University of Texas, Austin", 1),
        ("The University of Wisconsin, Madison, said yes.", "University of Wisconsin, Madison", 1),
        (
            "The University of California, Berkeley said no. Officials at UC Berkeley met, and UC Berkeley is large.",
            "University of California, Berkeley",
            3,
        ),
        ("The State University of New York at Holm closed a hall.", "State University of New York at Holm", 1),
    ],
)
def test_a_university_and_its_campus_are_one_organisation(nlp: Language, text: str, name: str, times: int) -> None:
    assert organisations(nlp, text) == {name: times}


@pytest.mark.parametrize(
    "text",
    [
        "At the University of Iowa, Holt spoke of bees.",
        "“She teaches at the University of Iowa,” he said. At the University of Iowa, Ana Holt spoke.",
        "She teaches at the University of Iowa, Holt said.",
        "Students of the University of Iowa, Purdue and Yale marched.",
    ],
)
def test_what_follows_a_university_and_does_something_is_no_campus(nlp: Language, text: str) -> None:
    assert "University of Iowa" in organisations(nlp, text)
