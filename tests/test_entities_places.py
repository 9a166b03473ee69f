"""What is a place, and what is named after a saint, with the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.entities.entities import find_entities

pytestmark = pytest.mark.model

PLACES = ("GPE", "LOC", "FAC")


def rows(nlp: Language, text: str) -> dict[str, list[str]]:
    """The label and the words of the mentions of each entity of `text`, by its name."""
    return {
        one.name: [one.label, *(text[mention.span.start : mention.span.end] for mention in one.mentions)]
        for one in find_entities(nlp(text)).entities
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Northgate tunnel opened in 1990. Northgate is safe, officials said. Drivers in the Northgate tunnel"
            " were stuck. Northgate said nothing.",
            "Northgate",
        ),
        ("A lorry blocked the Northgate interchange.", "Northgate"),
        ("The Merton roundabout was rebuilt. The Torrens overpass was built in May.", "Merton"),
    ],
)
def test_a_tunnel_or_a_road_is_a_place(nlp: Language, text: str, name: str) -> None:
    assert rows(nlp, text)[name][0] in PLACES


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "She was taken to St Anne's in Halden. St Anne's said she was stable. Doctors at St Anne's hospital met.",
            ["ORG", "St Anne's", "St Anne's", "St Anne's"],
        ),
        (
            "Nurses at St Anne's Hospital voted to strike. A spokeswoman for St Anne's said so.",
            ["ORG", "St Anne's Hospital", "St Anne's"],
        ),
        ("Fans left St James's Park. They love St James' Park.", ["FAC", "St James's Park", "St James' Park"]),
    ],
)
def test_a_hospital_named_after_a_saint_keeps_its_possessive(nlp: Language, text: str, row: list[str]) -> None:
    assert row in rows(nlp, text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("St Helena's governor spoke. The island of St Helena is remote.", "St Helena"),
        ("St Lucia's prime minister met Ana Holt.", "St Lucia"),
        ("St. Louis's mayor said so.", "St. Louis"),
    ],
)
def test_a_town_or_island_named_after_a_saint_has_none(nlp: Language, text: str, name: str) -> None:
    assert rows(nlp, text)[name][0] == "GPE"


def test_the_nickname_of_a_town_or_a_state_is_not_the_name_of_its_row(nlp: Language) -> None:
    text = "Voters in Ohio are split. In the Buckeye State, 56 percent want it, and the Buckeye State is large."
    assert rows(nlp, text)["Ohio"][1:] == ["Ohio", "Buckeye State", "Buckeye State"]


@pytest.mark.parametrize("last", ["The council met in Brisvik.", "Ana Vale lives in Brisvik."])
def test_where_people_meet_or_live_is_a_place(nlp: Language, last: str) -> None:
    text = f"Brisvik will get a bridge. Brisvik has waited for years. {last} Brisvik wants a school."
    assert rows(nlp, text)["Brisvik"][0] in PLACES
