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
        (
            "Transport Secretary Nora Quill was sworn in. Governor Quill thanked the judges.",
            ["Nora Quill", "Quill"],
        ),
        (
            "Tom Vale spoke. Tom Vale Jr. and Ida Vale left. Vale Jr. was late. The elder Vale sat down.",
            ["Tom Vale Jr.", "Vale Jr."],
        ),
        (
            "Tom Vale spoke. Later Tom Vale sat down with his daughter, Ida Vale. Vale was tired.",
            ["Tom Vale", "Tom Vale", "Vale"],
        ),
        ("Few roads lead to the Caprivi Strip. Some 9,000 people live on the Strip.", ["Caprivi Strip", "Strip"]),
        (
            "The Movement Toward Renewal lost the vote. The mayor said that the MAR had no plan.",
            ["Movement Toward Renewal", "MAR"],
        ),
        (
            "The Department of Veterans Affairs is short of doctors. The VA has 300 vacancies.",
            ["Department of Veterans Affairs", "VA"],
        ),
        (
            "The Justice Department sued the firm. The Justice Dept had waited for a year.",
            ["Justice Department", "Justice Dept"],
        ),
        ("The U.S. sent two ships. A U.S.-led force landed on Monday.", ["U.S.", "U.S."]),
        (
            "The new line will end at Tarn Circle. The old Tarn Circle Mall is shut.",
            ["Tarn Circle", "Tarn Circle Mall"],
        ),
        (
            "The Court of Session met on Monday. She said: “Today’s Court of Session ruling is good.”",
            ["Court of Session", "Court of Session"],
        ),
        (
            "Leo Vale won in May. “The Vale White House is a mess,” he said. The White House denied it.",
            ["White House", "White House"],
        ),
        (
            "The poet Abdul Karim Hassan Amari, known as Karim Amari, was freed. Amari went home.",
            ["Abdul Karim Hassan Amari", "Karim Amari", "Amari"],
        ),
        ("Rep. Jerrold Vance spoke first. Chairman Jerry Vance called a vote.", ["Jerrold Vance", "Jerry Vance"]),
        (
            "Minister Clementa Pryor said that 18 trains were late. Clementa also stated that both lines are closed.",
            ["Clementa Pryor", "Clementa"],
        ),
        (
            "President Tomas Brandt met first lady Laura Brandt in Rome. Laura Brandt will speak in May. "
            "Brandt told reporters that the bill is dead.",
            ["Tomas Brandt", "Brandt"],
        ),
        (
            "Nora Holm may run. Nora wrote a book. Her husband Peter Holm backs her. Peter Holm fell ill. "
            "Holm told a court that she was ready.",
            ["Nora Holm", "Nora", "Holm"],
        ),
        ("Tom Vale spoke. His wife, Ida Vale, sat beside him. Vale thanked the mayor.", ["Tom Vale", "Vale"]),
        (
            "Tom Vale was shot. Vale, who died, had told his brother, Carl Vale. Carl Vale was caught. "
            "Carl Vale went to jail.",
            ["Tom Vale", "Vale"],
        ),
        ("Steve Vance died in 2011. “We all miss Steve so much,” his boss said.", ["Steve Vance", "Steve"]),
        (
            "Emirates Airline bought 30 jets. On Monday Emirates said that it needs more.",
            ["Emirates Airline", "Emirates"],
        ),
        (
            "Members of the Senate met. The court ruled against Republican Senate candidate Leo Vale.",
            ["Senate", "Senate"],
        ),
        ("Nothing changed in Iran. He did not ask to visit the Islamic Republic.", ["Iran", "Islamic Republic"]),
        (
            "He studied at Ohio State University. Wrestlers from Ohio State sued. He came to Ohio State in May.",
            ["Ohio State University", "Ohio State", "Ohio State"],
        ),
        (
            "She works at the Halden Space Flight Center in Texas. The team waited. “It was water,” Halden planetary "
            "scientist Leo Marsh said.",
            ["Halden Space Flight Center", "Halden"],
        ),
        ("The data were found on Amazon.com servers. The firm wrote to Amazon twice.", ["Amazon.com", "Amazon"]),
        (
            "The Secret Service is short of money. Marsh said that the USSS faced a gap in 2016.",
            ["Secret Service", "USSS"],
        ),
        (
            "A man died at London Waterloo station. Trains from Waterloo were late. Police closed Waterloo.",
            ["London Waterloo", "Waterloo", "Waterloo"],
        ),
        (
            "A new Quinnipiac University survey is out. Quinnipiac interviewed 900 voters by telephone.",
            ["Quinnipiac University", "Quinnipiac"],
        ),
        (
            "North Korea and South Korea will send one team. The North has 40 athletes. The South sends 90.",
            ["North Korea", "North"],
        ),
        (
            "General Ali Habad has left. Later Habad spoke. Former defense minister Ali Habad Mansour is at home.",
            ["Ali Habad", "Habad", "Ali Habad Mansour"],
        ),
        (
            "Amina Bokari was sentenced on Monday. Bokari is the niece of judge Kemal Bokari. Friends of Bokari wept.",
            ["Amina Bokari", "Bokari", "Bokari"],
        ),
        (
            "In March he lost to Ruben De Los Prados. He also fell short of De Los Prados in June. The party likes "
            "De Los Prados.",
            ["Ruben De Los Prados", "De Los Prados", "De Los Prados"],
        ),
        (
            "South Korea’s Ministry of Trade, Industry and Energy (MOTIE) has a plan to help the industry. Sixteen "
            "priorities identified by MOTIE in the plan include a reduction.",
            ["Ministry of Trade, Industry and Energy", "MOTIE", "MOTIE"],
        ),
        (
            "The plan was drawn up with Drexer, a maker of pumps. Pumps made by Drexer’s plant are sold. “It is safe,” "
            "said Leo Marsh of Drexer, Inc.",
            ["Drexer", "Drexer", "Drexer, Inc."],
        ),
        (
            "Eastern Michigan beat Northern Illinois on Tuesday. It ended NIU’s title hopes. Marsh ran for NIU.",
            ["Northern Illinois", "NIU", "NIU"],
        ),
        (
            "The Canadian firm Research in Motion made a tablet. RIM is known for its phones. RIM bought Acme.",
            ["Research in Motion", "RIM", "RIM"],
        ),
        (
            "The Afghan Taliban took the town. Talks with the Taliban failed. The Taliban said so.",
            ["Afghan Taliban", "Taliban", "Taliban"],
        ),
        (
            "A Metro Halden Park entrance was shut. We met at Halden Park. The trees of Halden Park are old.",
            ["Metro Halden Park", "Halden Park", "Halden Park"],
        ),
        (
            "Phillip Marsden won. Voters like Philip Marsden. Marsden is 40.",
            ["Phillip Marsden", "Philip Marsden", "Marsden"],
        ),
        ("The flood reached the Abara Islands. Roads on Abara were cut.", ["Abara Islands", "Abara"]),
        ("Volkswagen sold 900 cars. On Monday VW said that sales fell.", ["Volkswagen", "VW"]),
        (
            "Igor Matov leads Slovakia. The Slovak Republic has 5 million people.",
            ["Slovakia", "Slovak Republic"],
        ),
        ("CB Ada Marsh left the pitch. Ada Marsh scored twice.", ["Ada Marsh", "Ada Marsh"]),
        (
            "The decisive vote led Harbour Board Chairman Reince Priebus to call it a win.",
            ["Reince Priebus"],
        ),
        (
            "Sabres lost\n\nHolm scored against the Buffalo Sabres in Buffalo. The win over the Sabres was his third.",
            ["Sabres", "Buffalo Sabres", "Sabres"],
        ),
    ],
)
def test_names_of_one_thing_share_a_row(nlp: Language, text: str, row: list[str]) -> None:
    assert row in [mentions(text, entity) for entity in entities(nlp, text).values()]


def test_a_party_is_called_by_its_members(nlp: Language) -> None:
    text = "A Democratic mayor spoke to the Democrats of the island. Democratic voters came."
    assert "Democrats" in [entity.name for entity in entities(nlp, text).values()]


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
        (
            "The House Intelligence Committee met. The Senate Intelligence Committee did not. "
            "The Intelligence Committee sits again in May.",
            "House Intelligence Committee",
            "Senate Intelligence Committee",
        ),
        ("Anna Peter Holm left. Her father, Carl Holm, stayed.", "Anna Peter Holm", "Carl Holm"),
        ("The town is proud of Loughton University. He lives in Loughton.", "Loughton University", "Loughton"),
        ("South Carolina voted. South Korea watched. In the South, people vote early.", "South Korea", "South"),
        (
            "The North Halden Park gate is shut. We met at Halden Park. The trees of Halden Park are old.",
            "North Halden Park",
            "Halden Park",
        ),
        (
            "Canadian Pacific laid off 90 people. The ship crossed the Pacific in May.",
            "Canadian Pacific",
            "Pacific",
        ),
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
        ("He was taken to Springfield General Hospital on Monday.", "Springfield General Hospital", "ORG"),
        ("The plane carried Ida Moss, Facebook Chief Operating Officer, to Berlin.", "Facebook", "ORG"),
        ("Few guests of Mar-a-Lago knew. He flew to Mar-a-Lago, he said, and left Mar-a-Lago.", "Mar-a-Lago", None),
        ("“Meet the Press” showed the film on Sunday.", "Meet the Press", None),
        ("The Organisation of Island Culture (OIC) met in Rome.", "Organisation of Island Culture", "ORG"),
    ],
)
def test_a_name_that_the_recogniser_overlooks_or_takes_for_another_kind_is_found(
    nlp: Language, text: str, name: str, label: str | None
) -> None:
    assert label in (entities(nlp, text)[name].label, None)


def test_two_names_that_a_hyphen_joins_are_two_where_each_stands_alone_elsewhere(nlp: Language) -> None:
    text = "Deutsche Telekom owns T-Mobile. Shares of Sprint fell. A Sprint-T-Mobile merger may fail, said Sprint."
    assert mentions(text, entities(nlp, text)["T-Mobile"]) == ["T-Mobile", "T-Mobile"]


def test_a_longer_name_is_one_name_wherever_it_occurs(nlp: Language) -> None:
    text = "The daily Magyar Hajnal reported it. On Monday Magyar Hajnal printed a letter. Magyar Hajnal is old."
    assert mentions(text, entities(nlp, text)["Magyar Hajnal"]) == ["Magyar Hajnal"] * 3


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He was late.\n\nLeaked chapters are on the web.", "Leaked"),
        ("He sold fruit.\n\nBanana purveyor Dole lost money on Monday.", "Banana"),
    ],
)
def test_a_word_that_only_opens_a_sentence_is_no_name(nlp: Language, text: str, word: str) -> None:
    assert word not in entities(nlp, text)


@pytest.mark.parametrize("word", ["Minnesotans", "Michiganders"])
def test_the_people_of_a_state_are_a_group_and_no_place(nlp: Language, word: str) -> None:
    text = f"{word} like pie. He told {word} that it would rain. Many {word} stayed at home."
    assert [one.label for one in entities(nlp, text).values()] == ["NORP"]


def test_a_surname_with_an_apostrophe_is_found_again_whatever_its_tag(nlp: Language) -> None:
    text = "Senator Pat O’Hara and Ida O’Connor spoke. Critics of O’Connor, such as Ana Moore, left."
    assert mentions(text, entities(nlp, text)["Ida O’Connor"]) == ["Ida O’Connor", "O’Connor"]
