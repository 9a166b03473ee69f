"""How a speaker is called."""

from __future__ import annotations

import pytest

from tui.text.analysis import Entity, Mention, Quote, Speaker
from tui.text.span import Span
from tui.text.speaker_name import UNNAMED, clear_names, short_description, sources_of, speaker_name

TEXT = "A senior\n official said so."


@pytest.mark.parametrize(
    ("speaker", "called"),
    [
        (None, UNNAMED),
        (Speaker(None, None, None), UNNAMED),
        (Speaker(Span(0, 18), None, None), "A senior official"),
        (Speaker(Span(0, 18), "Tora Lind", "e1"), "Tora Lind"),
    ],
)
def test_a_speaker_has_the_name_or_else_the_words_of_the_text(speaker: Speaker | None, called: str) -> None:
    assert speaker_name(TEXT, speaker) == called


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Officials said so. Two officials left.", "(officials)"),
        ("US officials said so.", "(US officials)"),
        ("PG&E officials said so. Two officials left.", "(PG&E officials)"),
        ("Israeli courts said so. The courts are shut.", "(Israeli courts)"),
        ("The courts said so. All the courts are shut.", "(the courts)"),
    ],
)
def test_a_description_loses_its_capital_only_if_the_article_also_writes_it_in_lower_case(
    text: str, called: str
) -> None:
    said = Quote("indirect", (Span(0, 1),), None, Speaker(Span(0, text.index(" said")), None, None))
    assert sources_of(text, said) == [called]


def test_the_caller_decides_what_a_speaker_without_name_and_words_is_called() -> None:
    assert speaker_name(TEXT, None, "unknown") == "unknown"


def test_a_person_is_listed_by_the_surname_used_in_the_article_if_nobody_else_has_it() -> None:
    def person(id: str, name: str, *aliases: str) -> Entity:
        return Entity(id, name, "PERSON", (Mention(Span(0, 1)),), aliases)

    body = Entity("o", "Northern Fishery Union", "ORG", (Mention(Span(0, 1)),), ("NFU", "the Union"))
    entities = [person("a", "Ana Ruiz Soto", "Ruiz Soto", "Ana"), person("b", "Tora Lind", "Lind"), body]
    assert clear_names(entities) == {"a": "Ruiz Soto", "b": "Lind", "o": "NFU"}
    assert clear_names([*entities, person("c", "Odd Lind")])["b"] == "Tora Lind"


def test_a_description_of_a_speaker_is_cut_after_its_noun() -> None:
    assert short_description("The leaflets that told residents where to go") == "The leaflets"
    assert short_description("the chair, a retired judge") == "the chair"
    assert short_description("senior officials") == "senior officials"
