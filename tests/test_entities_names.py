"""Names of people, organisations and places, with the real model on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.analyze import Analyzer
from tui.nlp.entities.entities import find_entities
from tui.nlp.sentences import sentences_of
from tui.text.analysis import Entity

pytestmark = pytest.mark.model


def entities(nlp: Language, text: str) -> dict[str, Entity]:
    """The entities of `text` by name."""
    return {entity.name: entity for entity in find_entities(nlp(text)).entities}


def mentions(text: str, entity: Entity) -> list[str]:
    """The words of each mention."""
    return [text[mention.span.start : mention.span.end] for mention in entity.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Vienna keeps bees. Vienna said it would veto the treaty.",
        "Nora Vienna keeps bees. Vienna and Madrid signed the treaty.",
        "Nora Vienna keeps bees. Vienna sent two planes to Cairo.",
    ],
)
def test_a_capital_acting_like_a_government_is_not_the_person_with_that_surname(nlp: Language, text: str) -> None:
    found = entities(nlp, text)
    assert mentions(text, found["Nora Vienna"]) == ["Nora Vienna"]
    assert found["Vienna"].label == "GPE"


@pytest.mark.parametrize(
    "text",
    [
        "Nora Vienna keeps bees. Vienna said she would sell the honey.",
        "Nora Vienna keeps bees. “They sting,” Vienna said.",
        "Nora Vienna keeps bees. Later Ms. Vienna flew to Madrid.",
    ],
)
def test_a_person_keeps_a_surname_that_is_also_a_capital(nlp: Language, text: str) -> None:
    assert len(entities(nlp, text)["Nora Vienna"].mentions) == 2


def test_a_capital_that_may_be_the_person_is_unsure(nlp: Language) -> None:
    found = entities(nlp, "Nora Vienna keeps bees. Vienna has frozen the funds of the bank.")
    assert [mention.unsure for mention in found["Nora Vienna"].mentions] == [False, True]


def test_a_table_heading_has_only_known_names_and_no_name_spans_two_cells(nlp: Language) -> None:
    text = (
        "The boats run all year.\n\nRoute\tFrance\tMidnight Normal\t9 p.m.\nNorth Loop\t3\t4\t5\nSouth Loop\t1\t2\t6\n"
    )
    found = entities(nlp, text)
    assert "France" in found
    assert "Route" not in found
    texts = [words for entity in found.values() for words in mentions(text, entity)]
    assert not [words for words in texts if "\t" in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain is on its way, CBS Boston reports.", {"CBS Boston": "ORG"}),
        ("Voters backed the Liberal Democrats on Monday.", {"Liberal Democrats": "NORP"}),
        ("Nora Vale, a former Liberal Democrat leader, resigned.", {"Nora Vale": "PERSON", "Liberal Democrat": "NORP"}),
        ("Obama has won. Obamamania swept the town.", {"Obama": "PERSON"}),
        ("He was doing the bidding of Cameron, the critics said.", {"Cameron": "PERSON"}),
        ("The euro was up while Sterling GBP= was last trading at $1.29.", {}),
        ("Benchmark 10-year notes US10YT=RR last rose 4/32 in price.", {}),
        ("Lead on the London Metal Exchange CMPB3 was up.", {"London Metal Exchange": "ORG"}),
        ("Oil fell on Monday, and Brent LCOc1 was last at $60.", {"Brent": "PRODUCT"}),
    ],
)
def test_parties_stations_known_leaders_and_codes_of_prices(nlp: Language, text: str, expected: dict[str, str]) -> None:
    assert {name: entity.label for name, entity in entities(nlp, text).items()} == expected


def test_a_short_title_ends_no_sentence_and_is_no_part_of_the_name(nlp: Language) -> None:
    text = "Det. Moss met Capt. Ana Ruiz. “[W]e are safe,” said Cmdr. Piet Vos of the navy. He spoke to Pres. Lund."
    assert [text[slice(*one)].split()[0] for one in sentences_of(nlp(text)).spans] == ["Det.", "“[W]e", "He"]
    assert {name for name, one in entities(nlp, text).items() if one.label == "PERSON"} == {
        *("Moss", "Ana Ruiz", "Piet Vos", "Lund")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora Vale, head of the Leeds-based bird club Wren, spoke.", ["head of the Leeds-based bird club Wren"]),
        ("The jury sat for an hour before convicting Vale, 51, of theft.", []),
        ("A film that starred Nora Vale won a prize in May.", []),
        ("Lund said that Nora Vale was the founder of a sect.", []),
        ("Lund said that Mayor Nora Vale was the founder of a sect.", ["Mayor"]),
        ("Lund said that the mayor, Nora Vale, was the founder of a sect.", ["mayor"]),
        ("Lund said that Nora Vale, founder of a sect, had left.", []),
        ("Lund said that lawyer Nora Vale was the founder of a sect.", ["lawyer"]),
        ("Nora Vale was the founder of a sect.", ["founder of a sect"]),
        ("A spokesman for the governor, Kevin Vale, said the plan was sound.", []),
    ],
)
def test_what_the_article_itself_calls_somebody(nlp: Language, text: str, expected: list[str]) -> None:
    found = Analyzer(nlp).extract(nlp(text), "").entities
    assert [role.text for entity in found for role in entity.roles if "Vale" in entity.name] == expected
