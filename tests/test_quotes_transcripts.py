"""Interviews and transcripts: who speaks in which turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

WORDS = (
    "When did the water come?",
    "At three, and my cellar was full by four.",
    "Who helped you?",
    "Nobody came at all.",
)
SPEAKERS = ("Clara Weiss", "Piet Roos", "Clara Weiss", "Piet Roos")


def test_the_last_turn_continues_while_it_is_in_the_first_person(nlp: Language) -> None:
    turns = [f"{speaker}: {words}" for speaker, words in zip(SPEAKERS, WORDS, strict=True)]
    more = ("The pumps had failed.", "I carried the chairs upstairs.", "The town hall is open on Mondays.")
    rows = found(nlp, "\n\n".join([*turns, *more]))
    assert rows[-1] == ("Piet Roos", "\n\n".join([WORDS[-1], *more[:2]])[:-1])


@pytest.mark.parametrize(
    "form",
    [
        "{}: {}",
        "{} [00:12]: {}",
        "[00:01:02] {}: {}",
        "{} (00:12): {}",
        "{} — {}",
        "{}\n\n{}",
        "[00:01:02.250] {}: {}",
        "10:15 am {}: {}",
        "{} 10:15 am: {}",
    ],
)
def test_every_form_of_a_turn_names_its_speaker(nlp: Language, form: str) -> None:
    turns = [form.format(speaker, words) for speaker, words in zip(SPEAKERS, WORDS, strict=True)]
    rows = found(nlp, "\n\n".join(turns))
    assert rows == [(speaker, words.rstrip(".")) for speaker, words in zip(SPEAKERS, WORDS, strict=True)]


def test_a_turn_may_have_several_paragraphs(nlp: Language) -> None:
    text = "MS. WEISS: Where were you?\n\nMR. ROOS: On the roof.\n\nI saw the cars drift by.\n\nMS. WEISS: And then?"
    rows = [words for speaker, words in found(nlp, text) if speaker == "ROOS"]
    assert len(rows) == 1 and "On the roof." in rows[0] and "I saw the cars drift by" in rows[0]


def test_what_follows_the_last_turn_may_belong_to_it_if_other_turns_have_several_paragraphs(nlp: Language) -> None:
    turns = ["MS. WEISS: It began in May.\n\nI saw it.", "MR. ROOS: So did I.", "MS. WEISS: Then it stopped."]
    *before, last = find_quotes(nlp("\n\n".join([*turns, "The pumps had failed."])))
    assert last.unsure and last.speaker and last.speaker.name == "WEISS" and not any(turn.unsure for turn in before)


@pytest.mark.parametrize("stop", [".", ":"])
def test_the_introduction_names_the_person_who_answers(nlp: Language, stop: str) -> None:
    text = (
        f"We met Clara Weiss at her farm.\n\nQ{stop} Is it over?\n\nA{stop} The river decides that.\n\nQ{stop} And you?"
    )
    assert ("Clara Weiss", "The river decides that") in found(nlp, text)


def test_roles_and_numbers_can_be_speakers_of_turns(nlp: Language) -> None:
    text = "Speaker 1: The road is open.\n\nSpeaker 2: Since when?\n\nSpeaker 1: Since noon today."
    assert [speaker for speaker, _ in found(nlp, text)] == ["Speaker 1", "Speaker 2", "Speaker 1"]


def test_labels_in_a_list_are_not_speakers(nlp: Language) -> None:
    text = "The market opens soon.\n\nPrice: Ten euros.\n\nPlace: The old mill by the river.\n\nDate: Sunday at six."
    assert found(nlp, text) == []


@pytest.mark.parametrize("form", ["{}, 00:12: {}", "{} (North Vale) (Ind): {}", "{}, the host: {}"])
def test_a_time_or_description_may_stand_between_the_name_and_the_colon(nlp: Language, form: str) -> None:
    turns = [form.format(speaker, words) for speaker, words in zip(SPEAKERS, WORDS, strict=True)]
    assert [speaker for speaker, _ in found(nlp, "\n\n".join(turns))] == list(SPEAKERS)


def test_names_with_accents_are_recognised_as_labels(nlp: Language) -> None:
    turns = zip(("Éva Nagy", "Øystein Dahl") * 2, WORDS, strict=True)
    rows = found(nlp, "\n\n".join(f"{speaker}: {words}" for speaker, words in turns))
    assert [speaker for speaker, _ in rows] == ["Éva Nagy", "Øystein Dahl"] * 2


def test_a_short_label_and_a_full_one_are_the_same_speaker(nlp: Language) -> None:
    rows = found(
        nlp, "CLARA WEISS, HOST: When did it come?\n\nPIET ROOS: At three.\n\nWEISS: Who came?\n\nROOS: Nobody came."
    )
    assert len(rows) == 4 and rows[3][1] == "Nobody came"


@pytest.mark.parametrize(
    "introduction", ["By Clara Weiss\n\nPiet Roos lost his house.", "Clara Weiss spoke to Piet Roos on Monday."]
)
def test_answers_belong_to_the_person_interviewed(nlp: Language, introduction: str) -> None:
    rows = found(nlp, f"{introduction}\n\nQ: Where were you?\n\nA: On the roof.\n\nQ: And then?\n\nA: Then I ran.")
    assert rows == [("Piet Roos", "On the roof"), ("Piet Roos", "Then I ran")]


def test_a_list_of_labelled_facts_is_not_a_transcript(nlp: Language) -> None:
    facts = ("Weather: Rain in the north.", "Traffic: Queues on the bridge.", "Weather: Sun on Friday.")
    assert not [words for _, words in found(nlp, "\n\n".join(facts)) if "Sun on" in words or "Queues" in words]


def test_a_label_with_an_office_uses_the_name_in_brackets(nlp: Language) -> None:
    turns = ["Mr Speaker: Order.", "The Minister for Roads (Clara Weiss): We will pay.", "Piet Roos: When?"]
    rows = found(nlp, "\n\n".join([*turns, "Clara Weiss: Soon."]))
    assert [speaker for speaker, _ in rows][1:] == ["Clara Weiss", "Piet Roos", "Clara Weiss"]
