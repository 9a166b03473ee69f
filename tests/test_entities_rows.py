"""Which names of bodies, places and people share a row, and which only look alike."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_entities_names import entities, mentions

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The Bolivian Congress met on Monday. Members of the National Congress of Bolivia wore black.",
            ["Bolivian Congress", "National Congress of Bolivia"],
        ),
        (
            "Spokesmen of the Interior Ministry of Lithuania left early. The Lithuanian Interior Ministry was closed.",
            ["Interior Ministry of Lithuania", "Lithuanian Interior Ministry"],
        ),
        (
            "The Congress of the Philippines has a new hall. It cost more than the old one. Congress meets in May.",
            ["Congress of the Philippines", "Congress"],
        ),
        (
            "The bill passed the House of Representatives in May. The House votes again in June.",
            ["House of Representatives", "House"],
        ),
        (
            "The UN Security Council met at noon. The United Nations Security Council has 15 members.",
            ["UN Security Council", "United Nations Security Council"],
        ),
        (
            "Flights from Tamworth International Airport were late. Tamworth Airport has one runway.",
            ["Tamworth International Airport", "Tamworth Airport"],
        ),
        (
            "The Chicago Bears lost at home. Nobody thought that the Bears would lose.",
            ["Chicago Bears", "Bears"],
        ),
        (
            "The Norwegian Defence Forces bought ten boats. The Norwegian Defence Force has 40 now.",
            ["Norwegian Defence Forces", "Norwegian Defence Force"],
        ),
        (
            "Ricardo M. Rosales Prado won. Rivals congratulated Ricardo Rosales.",
            ["Ricardo M. Rosales Prado", "Ricardo Rosales"],
        ),
        ("Timothy D. Marsh, known as Tim Marsh, quit. Tim was ill.", ["Timothy D. Marsh", "Tim Marsh", "Tim"]),
        (
            "Angela Dorey resigned on Monday. Neighbours of Angela Dorrey saw her leave.",
            ["Angela Dorey", "Angela Dorrey"],
        ),
        ("The Kamchatka Peninsula shook. Roads in Kamchatka were cut.", ["Kamchatka Peninsula", "Kamchatka"]),
        (
            "Founder of Halden Robotics Inc. The firm Halden Robotics Inc. is small.",
            ["Halden Robotics Inc.", "Halden Robotics Inc."],
        ),
        ("Queen Elizabeth agreed. Elizabeth II was in Scotland.", ["Elizabeth", "Elizabeth II"]),
        ("Emily Tarn sued the city. Mme Tarn lives in Lyon.", ["Emily Tarn", "Tarn"]),
    ],
)
def test_names_of_one_thing_share_a_row(nlp: Language, text: str, row: list[str]) -> None:
    assert row in [mentions(text, entity) for entity in entities(nlp, text).values()]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "The Democratic Party lost. The Democratic Unionist Party won.",
            "Democratic Party",
            "Democratic Unionist Party",
        ),
        ("Bank of America fell by 2%. U.S. Bank rose.", "Bank of America", "U.S. Bank"),
        ("Samir Haddou left. His sister Samira Haddou stayed.", "Samir Haddou", "Samira Haddou"),
        ("The Acme Corporation owns a station. Acme sold the Acme Music Network.", "Acme", "Acme Music Network"),
    ],
)
def test_names_that_look_alike_stay_apart(nlp: Language, text: str, one: str, other: str) -> None:
    rows = [mentions(text, entity) for entity in entities(nlp, text).values()]
    assert any(one in row for row in rows) and any(other in row for row in rows)
    assert not any(one in row and other in row for row in rows)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The bridge is shut; TVK24 reported that it may fall.", "TVK24", "ORG"),
        ("The European Union's Treaty of Almen was signed in May.", "European Union", "ORG"),
        ("The browser Firefox lost users. Chrome gained some.", "Chrome", "PRODUCT"),
        ("The Organisation of Island Culture (OIC) met in Rome.", "Organisation of Island Culture", "ORG"),
    ],
)
def test_a_name_that_the_recogniser_overlooks_or_takes_for_another_kind_is_found(
    nlp: Language, text: str, name: str, label: str
) -> None:
    assert entities(nlp, text)[name].label == label


def test_two_names_that_a_hyphen_joins_are_two_where_each_stands_alone_elsewhere(nlp: Language) -> None:
    text = "Deutsche Telekom owns T-Mobile. Shares of Sprint fell. A Sprint-T-Mobile merger may fail, said Sprint."
    assert mentions(text, entities(nlp, text)["T-Mobile"]) == ["T-Mobile", "T-Mobile"]


def test_a_longer_name_is_one_name_wherever_it_occurs(nlp: Language) -> None:
    text = "The daily Magyar Hajnal reported it. On Monday Magyar Hajnal printed a letter. Magyar Hajnal is old."
    assert mentions(text, entities(nlp, text)["Magyar Hajnal"]) == ["Magyar Hajnal"] * 3
