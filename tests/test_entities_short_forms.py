"""Short forms, nicknames and abbreviations of a name share its row, and titles and positions are no part of it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_entities_names import entities, mentions

pytestmark = pytest.mark.model


def rows(nlp: Language, text: str) -> list[list[str]]:
    """The words of the mentions of each entity."""
    return [mentions(text, entity) for entity in entities(nlp, text).values()]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The Labor Department sued the mill in May. Officials at Labor said that the suit is strong.",
            ["Labor Department", "Labor"],
        ),
        (
            "The U.S. Treasury Department sold bonds. On Friday Treasury said that it would sell more.",
            ["U.S. Treasury Department", "Treasury"],
        ),
        ("Turnout in Nevada was low. Polls in the Silver State closed at seven.", ["Nevada", "Silver State"]),
        (
            "Two men were flown to Guantanamo Bay. Lawyers say that Gitmo is full.",
            ["Guantanamo Bay", "Gitmo"],
        ),
        (
            "The U.S. Centers for Disease Control and Prevention closed a lab. The CDC will open it again in May.",
            ["U.S. Centers for Disease Control and Prevention", "CDC"],
        ),
        (
            "Moody’s Investors Service cut the rating. Moody’s said the town owes too much.",
            ["Moody’s Investors Service", "Moody’s"],
        ),
        ("Attorney General Leo Marsh spoke first. AG Marsh denied the charge.", ["Leo Marsh", "Marsh"]),
        (
            "Rep. Nora Halden-Moss spoke at noon. Later Halden-Moss left for Boston.",
            ["Nora Halden-Moss", "Halden-Moss"],
        ),
        (
            "The Halden-Moss Act limits rents. Tenants like Halden-Moss. Landlords want to repeal Halden-Moss.",
            ["Halden-Moss Act", "Halden-Moss", "Halden-Moss"],
        ),
        (
            "Tom Brandt and Ida Kessler met in May. It was a point that Brandt and Kessler both made.",
            ["Tom Brandt", "Brandt"],
        ),
        (
            "The Dockworkers' Union called a strike. Nobody else joined the Dockworkers' Union.",
            ["Dockworkers' Union", "Dockworkers' Union"],
        ),
        (
            "The Department of Homeland Security hired ten men. Homeland Security denied the rest.",
            ["Department of Homeland Security", "Homeland Security"],
        ),
        ("Halden Corp. fell. Shares of Halden Corporation rose again.", ["Halden Corp.", "Halden Corporation"]),
        ("Wal-Mart raised pay in May. Unions say that Walmart will do so again.", ["Wal-Mart", "Walmart"]),
        (
            "GlaxoSmithKline raised prices. On Friday GSK lowered them again.",
            ["GlaxoSmithKline", "GSK"],
        ),
        (
            "Canada left the North American Free Trade Agreement. A minister says that Nafta is dead.",
            ["North American Free Trade Agreement", "Nafta"],
        ),
        (
            "The Anna J. Holm Center for the Arts is shut. The Holm Center lost its roof.",
            ["Anna J. Holm Center for the Arts", "Holm Center"],
        ),
        (
            "She wrote for the Springfield Daily Journal. The Daily Journal paid well, and the Journal printed it.",
            ["Springfield Daily Journal", "Daily Journal", "Journal"],
        ),
        (
            "The Georgian Interior Ministry closed the road. The Interior Ministry of Georgia gave no reason.",
            ["Georgian Interior Ministry", "Interior Ministry of Georgia"],
        ),
        ("The mayor, Leo Marsh, better known as Rook, quit. Rook was ill.", ["Leo Marsh", "Rook", "Rook"]),
        ("Protests in Washington grew. Police in D.C. closed streets.", ["Washington", "D.C."]),
        ("Neil Marsh told USA TODAY that it is over. USA TODAY printed it.", ["USA TODAY", "USA TODAY"]),
        (
            "She joined the Health, Education, Labor and Pensions Committee in May.",
            ["Health, Education, Labor and Pensions Committee"],
        ),
        (
            "The Supreme Court ruled against the Ninth Circuit Court of Appeals. Lawyers say that the Court is split.",
            ["Supreme Court", "Court"],
        ),
        (
            "She runs C. V. Holm & Company, Inc., which is based in Ohio. In June C.V. Holm hired ten people.",
            ["C. V. Holm & Company, Inc.", "C.V. Holm"],
        ),
        (
            "Flights from Anna J. Holm International Airport were late. Anna J. Holm International Airport is small.",
            ["Anna J. Holm International Airport", "Anna J. Holm International Airport"],
        ),
        (
            "North Korea and South Korea met. The North’s envoy left first.",
            ["North Korea", "North"],
        ),
        (
            "The Harbor Pilots Association of America met. The HPA has ten members. "
            "Members of the Harbor Pilots Association left.",
            ["Harbor Pilots Association of America", "HPA", "Harbor Pilots Association"],
        ),
        ("Johnson & Johnson was sued. Johnson and Johnson denied it.", ["Johnson & Johnson", "Johnson and Johnson"]),
        ("Juan Carlos Mendez was shot. Police said that J.C. Mendez ran.", ["Juan Carlos Mendez", "J.C. Mendez"]),
        ("Ford cars sell well. In Ohio Ford Motor Company hired ten men.", ["Ford", "Ford Motor Company"]),
        ("The NY Times printed it first. The New York Times paid for it.", ["NY Times", "New York Times"]),
        (
            "Students of Northeastern University marched. A study at Northeastern found ten errors.",
            ["Northeastern University", "Northeastern"],
        ),
        (
            "She led the Ministry of Trade, Industry and Energy for a year.",
            ["Ministry of Trade, Industry and Energy"],
        ),
        ("President Bingu wa Mutharika left. Mutharika gave no reason.", ["Bingu wa Mutharika", "Mutharika"]),
        ("ST. LOUIS — The mayor left on Monday. Roads in St. Louis were shut.", ["ST. LOUIS", "St. Louis"]),
    ],
)
def test_the_forms_of_a_name_share_a_row(nlp: Language, text: str, row: list[str]) -> None:
    assert row in rows(nlp, text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Voters in Las Vegas queued. The Las Vegas Strip was quiet. Las Vegas is hot.", ["Las Vegas", "Las Vegas"]),
        (
            "The Harbor Authority raised its fees. The Harbor Authority Police Benevolent Association complained.",
            ["Harbor Authority"],
        ),
        ("The U.S. Navy sent a ship. The U.N. called for peace.", ["U.S. Navy"]),
        ("On Monday Brandt, Kessler and the Finance Committee met.", ["Finance Committee"]),
        ("Ana Vale met Kim Jong Un. The U.N. called it a success.", ["Kim Jong Un"]),
        ("Protests in Washington state grew. Police in D.C. closed streets.", ["D.C."]),
        ("Browns DL Owen Richards was fined. The Browns lost.", ["Browns", "Browns"]),
        ("Browns DL Owen Richards was fined. Richards said nothing.", ["Owen Richards", "Richards"]),
    ],
)
def test_a_longer_name_with_the_same_beginning_keeps_its_own_row(nlp: Language, text: str, row: list[str]) -> None:
    assert row in rows(nlp, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mill's owner, Nordpulp, will close it in May. Shares in Nordpulp fell.", "Nordpulp"),
        ("The race for the state Supreme Court is tight. A judge of the state Supreme Court quit.", "Supreme Court"),
        (
            "Workers at Westmark were told on Monday. Westmark will close the mill in June. "
            "The company said that prices had fallen.",
            "Westmark",
        ),
        ("A debate on Spanish-language broadcaster Univision began late.", "Univision"),
    ],
)
def test_what_is_called_an_owner_a_company_a_broadcaster_or_a_court_is_an_organisation(
    nlp: Language, text: str, name: str
) -> None:
    assert entities(nlp, text)[name].label == "ORG"


def test_words_inside_quotation_marks_are_not_the_articles_own_description(nlp: Language) -> None:
    text = "The surgeon Ida Kessler won. “Ida Kessler is the best mayor we had,” Tom Brandt said."
    assert [role.text for role in entities(nlp, text)["Ida Kessler"].roles] == ["surgeon"]


def test_the_handle_of_an_account_is_no_name(nlp: Language) -> None:
    assert list(entities(nlp, "“It is late,” said Ana Holm (@AnaHolmTexas) on Monday.")) == ["Ana Holm"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The U.S. Court of Appeals for the Fifth Circuit met. A lawyer for the mill said the 5th Circuit was slow.",
            ["U.S. Court of Appeals for the Fifth Circuit", "5th Circuit"],
        ),
        (
            "The 8th U.S. Circuit Court of Appeals ruled on Monday. The Eighth Circuit has 11 judges.",
            ["8th U.S. Circuit Court of Appeals", "Eighth Circuit"],
        ),
        (
            "The Tilford Museum of Folk Art closed on Monday. The Tilford will open in May. People love the Tilford.",
            ["Tilford Museum of Folk Art", "Tilford", "Tilford"],
        ),
        (
            "The Metropolitan Museum of Art opened a show. Tickets at the Met were sold out. The Met is glad.",
            ["Metropolitan Museum of Art", "Met", "Met"],
        ),
    ],
)
def test_a_court_or_a_museum_has_one_row_for_its_full_and_its_short_name(
    nlp: Language, text: str, row: list[str]
) -> None:
    assert row in rows(nlp, text)


def test_two_circuits_are_two_courts(nlp: Language) -> None:
    found = rows(nlp, "The Second Circuit upheld the ban. Lawyers said the Third Circuit and the 2nd Circuit disagree.")
    assert found == [["Second Circuit", "2nd Circuit"], ["Third Circuit"]]


def test_what_officials_deal_with_is_no_organisation(nlp: Language) -> None:
    text = "HALDEN, Norway — Health officials warned of flu on Monday. “Health officials are tired,” Ana Vale said."
    assert [row[0] for row in rows(nlp, text)] == ["HALDEN", "Norway", "Ana Vale"]
