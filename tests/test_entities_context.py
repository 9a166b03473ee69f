"""What the words around an unfamiliar name reveal: places, short forms of organisations and clubs, acronyms."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_entities_names import entities, mentions

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "labels", "said"),
    [
        # a place, by the words before or after it
        ("Two boats sank on the Varuna river on Sunday.", "Varuna", ("GPE", "LOC"), None),
        ("It was a San Francisco Bay Area commuter train.", "San Francisco Bay Area", ("LOC",), None),
        ("She wrote from Ombala that the road was closed.", "Ombala", ("GPE",), None),
        ("Tents were flown from Tarakan, in the north of the island.", "Tarakan", ("GPE", "LOC"), None),
        ("KAMALO (Newsline) - Two ministers resigned on Friday over a loan.", "Kamalo", ("GPE", "LOC"), None),
        ("The pictures of Mercury amazed the team. Mercury has no moon.", "Mercury", ("LOC",), ["Mercury"] * 2),
        ("Two men from Hesselwyk were charged with theft on Tuesday.", "Hesselwyk", ("GPE", "LOC"), None),
        ("TORMOND, Wyo. — A bear broke into a house on Monday.", "Tormond", ("GPE",), None),
        ("They met at the Town Center. The Town Center has no heating.", "Town Center", ("FAC",), ["Town Center"] * 2),
        (
            "Nine people died near the Olympia shopping mall. Police closed the Olympia shopping mall.",
            "Olympia",
            ("FAC", "GPE"),
            None,
        ),
        # an organisation, by its head noun or by the organisation it is part of
        (
            "Tom Fisk told Carla Brand Investigative Radio that he was late.",
            "Carla Brand Investigative Radio",
            ("ORG",),
            None,
        ),
        ("The consultancy Merrow & Lake wrote it. Merrow & Lake said no more.", "Merrow & Lake", ("ORG",), None),
        ("The Electoral Board of Kenya met. The EBK gave no reason.", "Electoral Board of Kenya", ("ORG",), None),
        ("The buyer is Corvex Shipping, which owns nine tankers.", "Corvex Shipping", ("ORG",), None),
        ("Leeds lost to Birmingham City on Saturday.", "Birmingham City", ("ORG",), None),
        (
            "Emirates ordered 30 jets. Emirates' president, Ida Moss, signed. Shares in Emirates rose.",
            "Emirates",
            ("ORG",),
            ["Emirates"] * 3,
        ),
        ("She left money to the Friends of the Earth.", "Friends of the Earth", ("ORG",), None),
        # an acronym that does not consist of initials
        (
            "The Party of National Renewal (RNP) won. The RNP will govern alone.",
            "Party of National Renewal",
            ("ORG",),
            ["Party of National Renewal", "RNP", "RNP"],
        ),
        (
            "The Northern Rail Users Union of Ohio sued. The NRUU wants its money back, and the NRUU is right.",
            "Northern Rail Users Union of Ohio",
            ("ORG",),
            ["Northern Rail Users Union of Ohio", "NRUU", "NRUU"],
        ),
        # an abbreviation in brackets shows where the name before it begins
        (
            "She works for Trams for Leeds (TfL). TfL has no trams, and TfL is broke.",
            "Trams for Leeds",
            ("ORG",),
            ["Trams for Leeds", "TfL", "TfL", "TfL"],
        ),
        (
            "The United Northern Arts, Sports and Crafts Society (UNASCS) is closed.",
            "United Northern Arts, Sports and Crafts Society",
            ("ORG",),
            ["United Northern Arts, Sports and Crafts Society", "UNASCS"],
        ),
        ("The sign is in English only. They told us in plain English.", "English", ("LANGUAGE",), None),
        ("She translated the poem into English.", "English", ("LANGUAGE",), None),
        ("The National Hurricane Center (NHC) warned of floods.", "National Hurricane Center", ("ORG",), None),
        # short forms
        (
            "Marholm Homes wanted to build there. Marholm said it would appeal.",
            "Marholm Homes",
            ("ORG",),
            ["Marholm Homes", "Marholm"],
        ),
        (
            "Real Madrid lost at home. The Madrid coach was booed, and Madrid have not won since May.",
            "Real Madrid",
            ("ORG",),
            ["Real Madrid", "Madrid", "Madrid"],
        ),
        (
            "Tottenham Hotspur drew with Fulham. Spurs have now drawn three games in a row.",
            "Tottenham Hotspur",
            ("ORG",),
            ["Tottenham Hotspur", "Spurs"],
        ),
        (
            "Osmare State has closed its schools. The governor of Osmare said they would reopen in May.",
            "Osmare State",
            ("GPE", "LOC"),
            ["Osmare State", "Osmare"],
        ),
        (
            "She sailed from Cork across the Atlantic Ocean. The Atlantic was calm in June.",
            "Atlantic Ocean",
            ("LOC",),
            ["Atlantic Ocean", "Atlantic"],
        ),
        ("The BBC sent two crews. BBC News showed the film.", "BBC News", ("ORG",), ["BBC", "BBC News"]),
        (
            "The United States Senate met on Monday. The US Senate will vote, and then the Senate will rest.",
            "United States Senate",
            ("ORG",),
            ["United States Senate", "US Senate", "Senate"],
        ),
        (
            "The United Nations Security Council has fifteen members. The Security Council met at noon.",
            "United Nations Security Council",
            ("ORG",),
            ["United Nations Security Council", "Security Council"],
        ),
        ("She flew from French Guiana to Peru.", "French Guiana", ("GPE",), None),
        ("He belongs to the Democratic party.", "Democratic party", ("ORG",), None),
        ("The Isle of Brae Coalition has left the talks.", "Isle of Brae Coalition", ("ORG",), None),
        ("The mayor, Ida Moss, a teacher and former Army colonel, resigned.", "Army", ("ORG",), None),
        # events and laws
        ("Thousands fled before Hurricane Orla. Orla hit the coast at noon.", "Hurricane Orla", ("EVENT",), None),
        (
            "Tropical Storm Cindy is near the coast. Cindy may turn west.",
            "Tropical Storm Cindy",
            ("EVENT",),
            ["Tropical Storm Cindy", "Cindy"],
        ),
        ("They have won the Champions League twice.", "Champions League", ("EVENT",), None),
        ("That breaks the General Data Protection Regulation.", "General Data Protection Regulation", ("LAW",), None),
        # people
        (
            "Chen Ming-hua and his wife Wu Shu-chen are on trial. On Monday Chen denied it. Wu is at home.",
            "Chen Ming-hua",
            ("PERSON",),
            ["Chen Ming-hua", "Chen"],
        ),
        ("Fisherman Joao Silva saw it. Silva called.", "Joao Silva", ("PERSON",), ["Joao Silva", "Silva"]),
        ("Beekeeper Ulla Sand lost her hives.", "Ulla Sand", ("PERSON",), None),
        ("Marie Ost wrote to Jim Law. Law answered.", "Jim Law", ("PERSON",), ["Jim Law", "Law"]),
        ("President Park Min-kyung called it a mistake.", "Park Min-kyung", ("PERSON",), None),
        ("(Reporting by Tarje Holsvik; editing by June Smith)", "Tarje Holsvik", ("PERSON",), None),
    ],
)
def test_the_words_around_a_name_decide_its_kind(
    nlp: Language, text: str, name: str, labels: tuple[str, ...], said: list[str] | None
) -> None:
    found = entities(nlp, text)
    assert name in found, list(found)
    assert found[name].label in labels
    if said:
        assert mentions(text, found[name]) == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Real Madrid lost. The fans in Madrid wept, and Madrid was quiet.", "Madrid"),
        ("Marholm Homes built there. Many people live in Marholm, and Marholm is short of doctors.", "Marholm"),
        ("The San Antonio Spurs won. The Spurs play at home on Friday.", "San Antonio Spurs"),
    ],
)
def test_a_town_or_another_club_keeps_its_name(nlp: Language, text: str, name: str) -> None:
    assert name in entities(nlp, text)


def test_a_one_word_building_is_a_place(nlp: Language) -> None:
    text = "Thousands stood on the Mall in Washington. A band played near the Mall."
    assert mentions(text, entities(nlp, text)["Mall"]) == ["Mall", "Mall"]
