"""Each built-in topic on small articles of our own: what it includes and what it leaves out.

"+" marks a sentence on the topic, "-" any other.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_passages import check
from tui.nlp.topics.passages import find_passages
from tui.text.topic import Topic
from tui.text.topics_file import built_in_topics, find_topic

pytestmark = pytest.mark.model


def shipped(name: str) -> Topic:
    topic = find_topic(built_in_topics(), name)
    assert topic is not None
    return topic


MIGRATION = """
    - The harbor of Porto Selva was quiet on Tuesday.

    + A rubber boat with sixty people aboard sank before dawn, the coast guard said.
    + Eleven of them had come from Eritrea.

    + “Nobody leaves home for fun,” said Rita Conti, who runs the shelter for refugees.
    + “They have no other choice.”

    + The government wants to deport them within a month.
    + Their lawyers say that would break the law.

    - The fish market will open again on Thursday.
    - Prices for sardines have doubled.
"""

FENTANYL = """
    + The county recorded forty overdoses in June.
    + Most such deaths came from pills that were bought in the street.

    + “It takes one,” said the sheriff.

    + Every patrol car carries naloxone.
    + The spray costs the county thirty dollars.

    - Voters will be asked in November whether to repair the bridge on Main Street.
"""

APEC = """
    + Leaders of the 21 economies on both shores of the Pacific met in Port Alder on Friday.

    + The forum was founded in 1989.

    + The APEC summit ended without a joint statement.
    + It was the first time in ten years.

    - A bakery on the market square celebrated its birthday.
    - Children got free rolls.
"""

CLIMATE = """
    + The country will miss its goal for cutting greenhouse gases, a report said on Monday.

    + Coal-fired power stations are to blame for most of it.
    + They burn as much as ten years ago.

    + “We have five years left,” said Lena Holm, who wrote the chapter on sea level rise.

    - The minister of culture opened a museum of glass.
    - It has two hundred rooms.
"""

ELECTIONS = """
    + Anna Berg was elected mayor of Lindau on Sunday.
    + She won by nine votes.

    + The recount took all night.

    + Turnout was the highest since the war, the electoral commission said.

    - A truck with milk overturned near the station.
    - Nobody was hurt.
"""

HEALTH = """
    + Measles has come back to the valley.
    + The first case was a boy of five.

    + Two schools were closed, the health department said.

    + Doctors ask parents to have their children vaccinated.
    + The shot is free.

    - The brass band plays on Saturday.
    - Entrance is free for children.
"""

TRADE = """
    + Norland will put a tariff of ten percent on steel from abroad.
    + It takes effect in May.

    + Exporters in the south fear the worst.

    + “This is a trade war,” said Ole Dahl, who sells pipes.
    + “Nobody wins it.”

    - The king opened a hospital for horses.
    - He stayed for tea.
"""

WAR = """
    + The shelling of Marask went on for a third night.
    + It hit the water works and a school.

    + Both armies say they want a ceasefire.

    + Talks about an exchange of prisoners of war are to begin in June.

    - In the capital the opera opened its season.
    - The hall was sold out.
"""


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("migration", MIGRATION),
        ("fentanyl", FENTANYL),
        ("APEC", APEC),
        ("climate", CLIMATE),
        ("elections", ELECTIONS),
        ("public health", HEALTH),
        ("trade", TRADE),
        ("war and peace", WAR),
    ],
)
def test_a_built_in_topic_finds_its_passages_and_where_they_end(nlp: Language, name: str, article: str) -> None:
    check(nlp, shipped(name), article)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("migration", "The wildebeest crossed the river as the great migration began."),
        ("migration", "The bank will migrate its accounts to the new server in March."),
        ("migration", "The Berlin Wall fell in 1989."),
        ("migration", "The villa was built as an asylum for the insane."),
        ("migration", "Visa and Mastercard cut their fees."),
        ("migration", "His verdict was borderline."),
        ("fentanyl", "Marx called religion the opium of the people."),
        ("fentanyl", "The printing press was a precursor of the newspaper."),
        ("fentanyl", "He is addicted to chess."),
        ("fentanyl", "Police seized two tons of cocaine in the port."),
        ("APEC", "The climbers reached the summit at noon."),
        ("APEC", "APEC Freight Holdings hired a new driver."),
        ("APEC", "Shares in Apec rose after the maker of pumps raised its forecast."),
        ("migration", "He fled to the asylum of his garden."),
        ("APEC", "Sales in the Asia-Pacific fell by two percent."),
        ("climate", "The political climate has changed."),
        ("climate", "A storm of protest met the minister."),
        ("elections", "She was elected to the Hall of Fame."),
        ("elections", "The bombing campaign went on."),
        ("public health", "The virus deleted every file on his computer."),
        ("public health", "The economy is in good health."),
        ("trade", "The two senators trade insults on television."),
        ("trade", "She is a carpenter by trade."),
        ("trade", "Police broke up the drug trade in the park."),
        ("war and peace", "The two supermarkets are in a price war."),
        ("war and peace", "Peace of mind is worth the money."),
    ],
)
def test_a_word_in_another_sense_opens_no_passage(nlp: Language, name: str, sentence: str) -> None:
    [found] = find_passages(nlp(sentence), [shipped(name)], nlp)
    assert found.passages == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("migration", "He has lived in Ohio for twenty years and has no papers."),
        ("migration", "She swam the Rio Grande with her son on her back."),
        ("migration", "The judge gave her thirty days to leave the country."),
        ("fentanyl", "He was found with a needle in his arm."),
        ("fentanyl", "Two sprays in the nose, and she began to breathe again."),
        ("APEC", "The leaders of 21 Pacific economies will meet in November."),
        ("APEC", "Ministers at Apec argued about fish."),
        ("APEC", "Apec ended in Hobart without a handshake."),
        ("APEC", "The president will skip Apec because of the floods."),
        ("migration", "So far this year 9,000 people have made the crossing to Malta."),
        ("migration", "The ward was full of nurses who had been recruited abroad."),
        ("elections", "His opponent conceded shortly before midnight."),
        ("trade", "Parliament put a levy on cars made in Japan."),
    ],
)
def test_a_topic_is_found_without_its_usual_words(nlp: Language, name: str, sentence: str) -> None:
    [found] = find_passages(nlp(sentence), [shipped(name)], nlp)
    assert len(found.passages) == 1
