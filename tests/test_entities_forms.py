"""Offices before names, headlines, short forms of organisations and clubs, and false organisations."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_entities_names import entities, mentions

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "label", "said"),
    [
        # offices
        (
            "The minister for Women and Equalities Nina Morgan left early. Morgan took her coat.",
            "Nina Morgan",
            "PERSON",
            ["Nina Morgan", "Morgan"],
        ),
        (
            "The secretary for Housing and Transport Leo Marsh resigned. Mr. Marsh will sit as a backbencher.",
            "Leo Marsh",
            "PERSON",
            ["Leo Marsh", "Marsh"],
        ),
        (
            "Crown Prince Khalid bin Nasser Al Rashid had come. Prince Khalid left first.",
            "Khalid bin Nasser Al Rashid",
            "PERSON",
            ["Khalid bin Nasser Al Rashid", "Khalid"],
        ),
        # headlines
        (
            "Clinton Wades In On Border Plan As Rivals Stay Away\n\nHillary Clinton spoke. Clinton wants to help.",
            "Hillary Clinton",
            "PERSON",
            ["Clinton", "Hillary Clinton", "Clinton"],
        ),
        (
            "Mayor Alan Pickford Selling Off Family Farm\n\nAlan Pickford was sorry. Pickford spoke.",
            "Alan Pickford",
            "PERSON",
            ["Alan Pickford", "Alan Pickford", "Pickford"],
        ),
        (
            "Pickford Backs Down: Asks Towns To Stay\n\nAlan Pickford was sorry.",
            "Alan Pickford",
            "PERSON",
            ["Pickford", "Alan Pickford"],
        ),
        # months, credits, operations
        (
            "Prime Minister Theresa May left early. May said she was tired. Mrs. May will be back in May.",
            "Theresa May",
            "PERSON",
            ["Theresa May", "May", "May"],
        ),
        ("The river rose again. (Ana Moss/Tribune)", "Tribune", "ORG", None),
        ("Her son had served in Operation Desert Storm.", "Operation Desert Storm", "EVENT", None),
        ("The boy said his name was Mason, and they laughed.", "Mason", "PERSON", None),
        # datelines
        ("LA CROSSE, Wisc. (AP) — The bridge was closed on Monday.", "La Crosse", "GPE", ["LA CROSSE"]),
        ("RIO DE JANEIRO — The mayor said on Monday that he was ill.", "Rio de Janeiro", "GPE", None),
        # one organisation, not two
        (
            "U.S. Customs and Border Protection seized the ship. Customs and Border Protection has boats.",
            "U.S. Customs and Border Protection",
            "ORG",
            ["U.S. Customs and Border Protection", "Customs and Border Protection"],
        ),
        # short forms
        (
            "Tottenham Hotspur lost at home. Tottenham have won twice this year.",
            "Tottenham Hotspur",
            "ORG",
            ["Tottenham Hotspur", "Tottenham"],
        ),
        (
            "The California Public Utilities Commission fined the firm. The PUC said so. The CPUC has five members.",
            "California Public Utilities Commission",
            "ORG",
            ["California Public Utilities Commission", "PUC", "CPUC"],
        ),
        (
            "Halvorsen Industries will close its plant. Halvorsen said that 300 jobs were lost.",
            "Halvorsen Industries",
            "ORG",
            ["Halvorsen Industries", "Halvorsen"],
        ),
        (
            "Hurricane Marta hit the coast. Marta will weaken on Monday, forecasters said.",
            "Hurricane Marta",
            "EVENT",
            ["Hurricane Marta", "Marta"],
        ),
        (
            "Gabriela de los Santos leads the bank. Ms. de los Santos lives in Lima.",
            "Gabriela de los Santos",
            "PERSON",
            ["Gabriela de los Santos", "de los Santos"],
        ),
        ("Power failed in the U.S. Virgin Islands on Monday.", "U.S. Virgin Islands", "GPE", ["U.S. Virgin Islands"]),
        ("The hall was full. Singer Anna Moor left early.", "Anna Moor", "PERSON", ["Anna Moor"]),
        # kinds
        ("Avi Stern of the Kestrel Policy Forum spoke on Monday.", "Kestrel Policy Forum", "ORG", None),
        ("The vote on Brexit is to be held in May, he said.", "Brexit", "EVENT", None),
        ("She sang at the Mallory Center on Sunday. It was full.", "Mallory Center", "FAC", None),
        ("Analyst Derek Scissors sees no deal. Scissors, who advises banks, left.", "Derek Scissors", "PERSON", None),
        ("Lib Dem peer Baroness Ashworth objected to it.", "Lib Dem", "NORP", None),
    ],
)
def test_a_name_has_its_kind_and_its_mentions(
    nlp: Language, text: str, name: str, label: str, said: list[str] | None
) -> None:
    found = entities(nlp, text)
    assert found[name].label == label
    if said:
        assert mentions(text, found[name]) == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The firm dropped its IPO. Its CEO left.", "IPO"),
        ("The firm dropped its IPO. Its CEO left.", "CEO"),
        ("The Minister of Fisheries has resigned.", "Minister of Fisheries"),
        ("The British and the US Secretary of State met. They spoke of grain.", "State"),
        ("Avigo Joins Nordbank In Silicon Valley To Show New Cameras\n\nIt will open in May.", "Avigo Joins Nordbank"),
    ],
)
def test_words_that_only_look_like_names_are_not_entities(nlp: Language, text: str, name: str) -> None:
    assert name not in entities(nlp, text)


def test_an_airline_is_not_merged_with_the_country(nlp: Language) -> None:
    text = "Emirates Airline ordered 30 jets. Emirates said they would arrive. The United Arab Emirates owns it."
    assert mentions(text, entities(nlp, text)["United Arab Emirates"]) == ["United Arab Emirates"]


def test_an_airline_is_not_merged_with_the_people_whose_name_begins_it(nlp: Language) -> None:
    text = "Ethiopian Airlines has ten jets. Shares of Ethiopian fell. An Ethiopian engineer left."
    found = entities(nlp, text)
    assert mentions(text, found["Ethiopian Airlines"]) == ["Ethiopian Airlines", "Ethiopian"]
    assert found["Ethiopian Airlines"].label == "ORG"
    assert mentions(text, found["Ethiopian"]) == ["Ethiopian"]


def test_a_town_keeps_its_name_beside_its_club(nlp: Language) -> None:
    text = "FC Portimar lost again. The fans live in Portimar and came by bus."
    assert "Portimar" not in mentions(text, entities(nlp, text)["FC Portimar"])


def test_a_capital_that_could_be_a_person_with_that_surname_is_unsure(nlp: Language) -> None:
    text = "Nora Vienna keeps bees. Vienna said it would veto the treaty."
    assert [mention.unsure for mention in entities(nlp, text)["Vienna"].mentions] == [True]


@pytest.mark.model
def test_a_region_is_not_short_for_an_organisation_named_after_it(nlp: Language) -> None:
    text = (
        "The Asia-Pacific Economic Cooperation forum met in Lima. Leaders of the Asia-Pacific region agreed on fish. "
        "Ministers from Asia-Pacific countries stayed. The Asia-Pacific Economic Cooperation meets again in spring."
    )
    found = entities(nlp, text)
    assert found["Asia-Pacific Economic Cooperation"].label == "ORG" and found["Asia-Pacific"].label == "LOC", found
