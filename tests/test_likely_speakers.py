"""Candidates for correcting a speaker."""

from __future__ import annotations

from tui.text.analysis import Entity, Mention
from tui.text.likely_speakers import likely_speakers, namesakes_first, same_person
from tui.text.span import Span


def entity(name: str, label: str, *starts: int) -> Entity:
    return Entity(name, name, label, tuple(Mention(Span(start, start + 4)) for start in starts))


ENTITIES = (
    entity("Port Board", "ORG", 95),
    entity("Tora Lind", "PERSON", 10, 300),
    entity("Odd Berg", "PERSON", 80),
    entity("Oslo", "GPE", 99),
    entity("May", "EVENT", 100),
    entity("Lind", "PERSON", 500),
)


def test_people_come_first_starting_with_the_nearest() -> None:
    found = [one.name for one in likely_speakers(ENTITIES, Span(100, 120))]
    assert found == ["Odd Berg", "Tora Lind", "Lind", "Port Board", "Oslo"]


def test_the_present_speaker_and_others_of_its_kind_come_first() -> None:
    found = [one.name for one in likely_speakers(ENTITIES, Span(100, 120), "Port Board")]
    assert found[:2] == ["Port Board", "Odd Berg"]


def test_entries_of_one_kind_that_share_a_name_may_be_the_same_person() -> None:
    assert [one.name for one in same_person(ENTITIES[1], ENTITIES)] == ["Lind"]
    assert not same_person(ENTITIES[0], ENTITIES)


def test_the_same_name_comes_first_and_then_those_that_share_a_word_of_it() -> None:
    more = (*ENTITIES, entity("Ada Holm", "PERSON", 600, 700), Entity("twin", "tora lind", "ORG", ()))
    found = [one.name for one in namesakes_first(ENTITIES[1], more)]
    assert found[:3] == ["tora lind", "Lind", "Ada Holm"] and "Tora Lind" not in found


def test_an_entry_of_another_kind_that_shares_a_word_comes_before_those_that_share_none() -> None:
    hospital = entity("St Odo's Hospital", "ORG", 700)
    found = [one.name for one in namesakes_first(hospital, (*ENTITIES, hospital, entity("St Odo", "GPE", 800)))]
    assert found[:2] == ["St Odo", "Port Board"]
