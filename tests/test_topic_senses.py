"""Words of a topic used in another sense, and poll results recognised without the word "poll"."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.topics.passages import find_passages
from tui.nlp.topics.topic_matcher import TopicMatcher
from tui.text.topic import Topic
from tui.text.topics_file import built_in_topics, find_topic

pytestmark = pytest.mark.model

POLLS = Topic("polls", terms=("poll", "survey", "percentage points"))


def topic(name: str) -> Topic:
    found = POLLS if name == "polls" else find_topic(built_in_topics(), name)
    assert found is not None
    return found


def passages(nlp: Language, name: str, text: str) -> list[str]:
    [found] = find_passages(nlp(text), [topic(name)], nlp)
    return [text[p.span.start : p.span.end] for p in found.passages]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("migration", "The pact secures the free movement of goods and capital. Cheese makers like it."),
        ("migration", "The bloc was built on freedom of movement for goods."),
        ("migration", "A Visa card was found in the snow. It was blue."),
        ("migration", "He is a refugee from boredom who now paints doors. He likes yellow."),
        ("migration", "The band closed with Immigrant Song and left the stage."),
        ("polls", "She climbed the hill to survey the damage. It was worse than she feared."),
        ("polls", "The fund raised its growth forecast by 0.3 percentage points."),
        ("trade", "Users can import pictures from their old camera. It takes a minute."),
        ("trade", "The new release will export songs in three formats."),
        ("elections", "The choir elected a treasurer on Tuesday. She is nine."),
        ("elections", "He elected to walk home in the rain. It was late."),
        ("elections", "The nominee for best picture was shot in a barn."),
        ("war and peace", "The neighbours are at war over a hedge. It is two metres high."),
        ("war and peace", "The gardener declared war on moles."),
        ("war and peace", "Toy soldiers filled the shelf."),
        ("elections", "The doctor wrote in a letter that they were ill. It was late."),
        ("elections", "The thief ran off with the purse."),
        ("elections", "The runoff from the fields poisoned the creek."),
        ("elections", "She recounted the story of her youth."),
        ("elections", "He is a candidate for a new kidney."),
        ("elections", "The nominee flew to Mexico on Friday. He was hungry."),
        ("elections", "The mayor promised homes during the last campaign. Her rivals answered at once."),
        ("war and peace", "The streaming wars have begun. The winner is unknown."),
        ("war and peace", "Insurgent Democratic candidates in Florida did no better."),
        ("war and peace", "A rebel shareholder sued the firm."),
        ("war and peace", "His war heroism was doubted."),
        ("war and peace", "A trade truce lifted the shares of both firms."),
        ("war and peace", "The market hall had stood through two wars. It was rebuilt in May."),
        ("war and peace", "Tourists invaded the old town."),
        ("public health", "The minister jabbed back at his critics."),
        ("public health", "The pistol has the case number on its grip."),
        ("public health", "The school went into lockdown after the shots."),
        ("trade", "The pound was trading at $1.27, and silver added 0.6% to $29 an ounce."),
        ("elections", "Farmers are the core of the minister's rural constituency. They cheered."),
        ("war and peace", "Nobody knows what the so-called streaming wars will cost the studios."),
        ("war and peace", "Parents went to war with the council over a parking fee."),
        ("war and peace", "Republicans are going to war over a tax bill. It has 90 pages."),
        ("public health", "The choir sang in nursing homes and schools. Everybody clapped."),
        ("public health", "She died in a care home in Oslo."),
        ("APEC", "Apec Mining found copper near Perth. It will dig in May."),
    ],
)
def test_a_word_in_another_sense_neither_opens_nor_continues_a_passage(nlp: Language, name: str, sentence: str) -> None:
    assert passages(nlp, name, sentence) == []


@pytest.mark.parametrize(
    ("first", "again"),
    [("Biologists surveyed 40 species of moth.", False), ("The institute surveyed 900 farmers.", True)],
)
def test_a_word_keeps_the_sense_in_which_an_article_first_uses_it(nlp: Language, first: str, again: bool) -> None:
    text = f"{first} The work took two years.\n\nRain fell all week. The survey will be printed in May."
    assert any("printed" in passage for passage in passages(nlp, "polls", text)) is again


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("migration", "She applied for a visa to work in Oslo."),
        ("migration", "A refugee from Sudan opened the bakery."),
        ("migration", "The treaty ended free movement."),
        ("migration", "The free movement of goods, capital and people is at stake."),
        ("migration", "The islanders kept their freedom of movement until May."),
        ("migration", "The clinic will have to hire nurses from overseas."),
        ("polls", "The institute surveyed 900 farmers."),
        ("trade", "The country imports most of its grain."),
        ("elections", "The town elected Ida Moe as its mayor."),
        ("elections", "Jonas Reed will run for governor next year."),
        ("elections", "The mayor conceded defeat before midnight."),
        ("war and peace", "The two countries are at war over the strait."),
        ("war and peace", "The general declared war on the rebels."),
        ("war and peace", "Rockets hit the harbor and killed two sailors."),
        ("trade", "Paris will charge 30 percent on imported steel."),
        ("climate", "The planet is 1.4C warmer than it was."),
        ("climate", "June was the warmest ever recorded in Tallinn."),
        ("climate", "The glacier has lost half its length."),
        ("trade", "A trade truce lifted the shares of both firms."),
        ("elections", "The run-off will be held in May."),
        ("elections", "The county will recount the ballots."),
        ("elections", "The nominee thanked her voters in Ohio."),
        ("war and peace", "The border war cost a thousand lives."),
        ("war and peace", "During the war soldiers burned the mill."),
        ("war and peace", "The two countries went to war over the strait."),
        ("war and peace", "Parliament voted to go to war."),
        ("public health", "Nursing homes reported 40 new infections."),
        ("public health", "Millions have had the Covid jab."),
        ("public health", "Case numbers rose in May."),
        ("APEC", "The Asia-Pacific economic summit opens in Lima."),
        ("APEC", "The Asia Pacific Economic Co-operation forum meets each autumn."),
    ],
)
def test_the_intended_sense_is_still_found(nlp: Language, name: str, sentence: str) -> None:
    assert passages(nlp, name, sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nearly half of parents say the bus comes too late.",
        "Two-thirds of residents opposed the tunnel.",
        "Six in ten Norwegians would prefer a shorter winter.",
        "The senator leads her rival by three points.",
        "He holds a nine-point lead among the young.",
        "Asked whether they trust the mayor, 41 percent shrugged.",
        "The institute interviewed 1,204 adults in March.",
        "A third of Danes sleep badly, according to YouGov.",
        "The firm asked 2,050 adults by telephone.",
        "Residents are evenly split on the new bridge.",
        "Pensioners were against the plan by three to one.",
    ],
)
def test_a_poll_is_found_without_the_word_poll(nlp: Language, sentence: str) -> None:
    assert passages(nlp, "polls", sentence) == [sentence]


REST = (
    "Rain fell all week. The ferry was late. Ida Moe sold bread. A dog barked. Two boats left. The sun set. It froze."
)


@pytest.mark.parametrize(
    ("terms", "opening", "reason"),
    [
        (
            ("poll", "survey"),
            "A survey was published on Monday.",
            "“Half of parents say” reads like the result of a poll",
        ),
        (("poll", "survey"), "The council met on Monday.", None),
        (("survey",), "A survey was published on Monday.", None),  # it may be one of land
        (("poll", "polls"), "The poll was held on Monday.", None),  # and this one a vote
    ],
)
def test_a_poll_result_needs_a_topic_on_polls_and_one_of_its_words_in_the_article_and_says_why_it_is_there(
    nlp: Language, terms: tuple[str, ...], opening: str, reason: str | None
) -> None:
    text = f"{opening}\n\n{REST}\n\nHalf of parents say the bus comes too late."
    [found] = find_passages(nlp(text), [Topic("opinions", terms=terms)], nlp)
    last = [why for passage in found.passages for why in passage.because if why.span.end == len(text)]
    assert [why.text for why in last] == ([reason] if reason else [])


def test_the_name_of_a_topic_is_not_called_one_of_its_terms(nlp: Language) -> None:
    [found] = find_passages(nlp("The ferry left. Shipping is a hard trade."), [Topic("shipping", ("ferry",))], nlp)
    reasons = [why.text for passage in found.passages for why in passage.because]
    assert reasons == ["“ferry” is a term of shipping", "“Shipping” is the name of the topic"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares lost a third of their value, traders said.",
        "The team was nine points behind at halftime.",
        "Half of the states support the deal.",
        "The bakery sold 40 percent more bread.",
        "The estate was split between the two sisters.",
        "Their horses won by two lengths to one.",
    ],
)
def test_other_shares_and_points_are_not_poll_results(nlp: Language, sentence: str) -> None:
    assert passages(nlp, "polls", sentence) == []


def test_poll_results_count_only_for_a_topic_about_polls(nlp: Language) -> None:
    doc = nlp("Nearly half of voters say they will stay at home.")
    assert TopicMatcher(Topic("bees", terms=("honey bee",)), nlp).find(doc) == []


def test_a_paragraph_on_a_subject_that_an_article_keeps_apart_is_not_about_its_main_subject(nlp: Language) -> None:
    paragraphs = [
        "The harbour town of Lowe lives by its exports, and this spring they collapsed.",
        "Shipments to Canada fell by half after Ottawa put a tariff on them. “Nobody wanted a trade war,” Marl said.",
        "On Sunday the town elected a new mayor, Jo Kell. Turnout was high. He leads nine councillors.",
        "The tariff has cost the sawmills 12 million euros so far. Importers in Canada are looking elsewhere.",
        "“If they find them, they will not come back,” Marl said. The tariff will be on the table in Geneva.",
    ]
    assert passages(nlp, "trade", "\n\n".join(paragraphs)) == ["\n\n".join(paragraphs[:2]), "\n\n".join(paragraphs[3:])]


def test_a_term_of_the_readers_own_topic_counts_by_itself(nlp: Language) -> None:
    text = "The fishing boat was painted green. He kept a Visa in the drawer. Nobody saw it."
    for term in ("boat", "boats", "visa"):
        [found] = find_passages(nlp(text), [Topic("mine", terms=(term,))], nlp)
        assert found.passages, term
