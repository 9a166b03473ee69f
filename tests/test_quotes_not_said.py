"""Words that nobody said are not quotes, and actions beside the words are not part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The owners declined to comment. The mill stays shut.",
        "The bank refused to say more. Its lawyer would not talk.",
        "The ferry is expected to leave in the morning.",
        "Walls thought to protect the old port lie under the square.",
    ],
)
def test_silence_and_hearsay_are_not_quotes(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_a_rejected_claim_is_not_attributed_to_whoever_rejects_it(nlp: Language) -> None:
    rows = found(nlp, "The mayor dismissed the claim that the wells were dry.")
    assert all(speaker is None for speaker, words in rows if "wells" in words)


def test_an_action_before_the_words_is_not_part_of_them(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss sighed and closed the folder. “Nobody paid us for that winter.”")
    assert rows == [("Clara Weiss", "“Nobody paid us for that winter.”")]


@pytest.mark.parametrize("clause", ["“Rubbish,” said Clara Weiss.", "“Thieves!” shouted Clara Weiss, a baker."])
def test_one_word_with_a_reporting_verb_is_speech(nlp: Language, clause: str) -> None:
    (row,) = found(nlp, "The council met at noon.\n\n" + clause)
    assert row == ("Clara Weiss", clause[: clause.index("”") + 1])


def test_a_short_exclamation_belongs_to_the_person_acting_in_the_sentence_before(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss opened the window. “Go home!” The street was empty.")
    assert rows == [("Clara Weiss", "“Go home!”")]


def test_one_word_without_a_reporting_verb_is_not_speech(nlp: Language) -> None:
    assert found(nlp, "The ferry arrived at noon with a cat named “Rubbish” on board.") == []


@pytest.mark.parametrize(
    "text",
    [
        "One morning the clerk found him sleeping on the stairs.",
        "An official who asked not to be named left early.",
        "The witness declined to be identified.",
        "A friend asked for anonymity.",
        "Clara Weiss met the owners to discuss the ferry.",
        "For the port the week was a chance to show that it is open.",
        "Clara Weiss spoke of it.",
        "Clara Weiss considered it for some time.",
        "Clara Weiss repeated it on the radio.",
    ],
)
def test_words_that_report_no_speech_are_not_quotes(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Clara Weiss sharply criticized “long-standing free-trade deals.”",
        "Clara Weiss avoided direct criticism of “the teachers of the town.”",
    ],
)
def test_words_in_marks_after_a_verb_that_reports_none_are_unsure(nlp: Language, text: str) -> None:
    assert [quote.unsure for quote in find_quotes(nlp(text))] == [True]


def test_what_somebody_is_called_is_a_sure_statement(nlp: Language) -> None:
    assert [quote.unsure for quote in find_quotes(nlp("Clara Weiss called him a master of his craft."))] == [False]


def test_the_clause_before_a_semicolon_is_not_the_content_of_the_next(nlp: Language) -> None:
    rows = found(nlp, "The boats had come back at noon; the fishermen agreed to mend the nets.")
    assert rows == [("the fishermen", "to mend the nets")]


def test_the_clause_before_a_colon_is_not_the_content_of_the_next(nlp: Language) -> None:
    rows = found(nlp, "The mood in the harbour has changed: Most skippers say that they will sell their boats.")
    assert rows == [("Most skippers", "that they will sell their boats")]
    text = "The tax has not made the port less popular: Lund was the busiest in the north, according to one index."
    assert found(nlp, text) == [("one index", "Lund was the busiest in the north")]


def test_a_statement_by_a_thing_is_unsure_and_the_reason_says_so(nlp: Language) -> None:
    [quote] = find_quotes(nlp("The long queue at the quay suggests that the ferry is popular."))
    assert quote.unsure and "“queue” is neither a person nor an organisation" in quote.reason
    [quote] = find_quotes(nlp("The airline said that the ferry is popular."))
    assert not quote.unsure


def test_the_parts_of_a_wish_around_the_reporting_clause_are_one_quote(nlp: Language) -> None:
    rows = found(nlp, "She wanted, Clara Weiss told the board, to sell the ferry.")
    assert rows == [("Clara Weiss", "She wanted … to sell the ferry")]


def test_a_speaker_is_named_without_the_relative_clause_describing_it(nlp: Language) -> None:
    rows = found(nlp, "The posters that told visitors where to go were torn down.")
    assert [speaker for speaker, _ in rows] == ["The posters"]


def test_a_rare_reporting_verb_counts_even_if_governed_by_another_verb(nlp: Language) -> None:
    rows = found(nlp, "Republicans continue to berate Clara Weiss for the long delays at the port.")
    assert ("Republicans", "Clara Weiss for the long delays at the port") in rows


def test_a_verb_outside_a_quotation_does_not_replace_its_speaker(nlp: Language) -> None:
    rows = found(nlp, "The Herald did a check on Clara Weiss’s claim that there were “hundreds of empty boats” here.")
    assert [speaker for speaker, words in rows if "hundreds" in words] == ["Clara Weiss"]


@pytest.mark.parametrize(
    "text",
    [
        "The crowd sang “You Will Never Break the Chain” long after the whistle.",
        "The paper, titled “Why bees sleep in flowers,” appeared in a journal.",
        "Clara Weiss wore a cap with “Make the coast ours again” on it.",
    ],
)
def test_songs_titles_and_the_words_on_a_cap_are_not_quotes(nlp: Language, text: str) -> None:
    assert not [words for _, words in found(nlp, text) if "“" in words]


@pytest.mark.parametrize(
    "text",
    [
        "The “first past the post” system has few friends.",
        "Its slogan, “Clean water, clean hands”, was on every bus.",
        "Critics praised the novel “A House of Small Mercies”.",
        "The bakery is known for its rye bread.",
    ],
)
def test_labels_slogans_and_reputations_are_not_quotes(nlp: Language, text: str) -> None:
    assert all("“" not in words and "bakery" not in words for _, words in found(nlp, text))


@pytest.mark.parametrize("text", ["What the diaries say she never told", "Two days' warning that no one believed"])
def test_a_headline_about_something_is_not_a_quote(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_as_she_put_it_attributes_only_the_words_in_quotation_marks(nlp: Language) -> None:
    rows = found(
        nlp, "Nora Weiss, who runs the mill, found the river, as she put it, “sulky, but no worse than in May.”"
    )
    assert rows == [("Nora Weiss", "“sulky, but no worse than in May.”")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister gave her word that the port would stay open.", "gave her word"),
        ("The weir, he went on, was “a danger to every child in the lane.”", "went on"),
        ("The farmer Olu Adeyemi was less sure of the second plan.", "less sure"),
    ],
)
def test_a_cue_of_several_words_is_complete(nlp: Language, text: str, cue: str) -> None:
    quotes = find_quotes(nlp(text))
    assert [text[slice(*quote.cue)] for quote in quotes if quote.cue] == [cue]


def test_an_order_of_two_words_is_speech(nlp: Language) -> None:
    rows = found(nlp, "“Sit down,” the judge ordered Mr Bryant. “You will get your turn.”")
    assert rows == [("the judge", "“Sit down,” … “You will get your turn.”")]


@pytest.mark.parametrize(
    "text",
    [
        "Bus crews in Derby on Monday called off a walkout planned for the weekend.",
        "The club called it off on Tuesday.",
        "The council called up two hundred volunteers.",
        "The clerk wrote down the number of the van.",
    ],
)
def test_a_verb_of_speech_with_a_particle_may_tell_a_deed(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_a_verb_of_speech_keeps_its_words_with_other_particles_and_prepositions(nlp: Language) -> None:
    text = "The union called for a strike. Critics called out the minister for lying. Ruiz wrote in May that it rained."
    assert [words for _, words in found(nlp, text)] == ["a strike", "the minister for lying", "that it rained"]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody wrote down who had won.",
        "No one said that the bridge was safe.",
        "None of them said where the money went.",
        "Neither side said what had been agreed.",
    ],
)
def test_nobody_is_no_speaker(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    ["Jonas Vik was asked to explain why the gate was open.", "The court invited Jonas Vik to say how it happened."],
)
def test_whoever_is_asked_to_say_something_has_not_said_it(nlp: Language, text: str) -> None:
    assert all(not words.startswith(("why", "how")) for _, words in found(nlp, text))


def test_words_said_in_a_statement_are_those_of_whoever_made_it_and_not_of_the_statement(nlp: Language) -> None:
    rows = found(nlp, "A spokesman said in a statement emailed to the Herald that the plant would close.")
    assert rows == [("A spokesman", "that the plant would close")]


def test_words_in_marks_about_the_speaker_are_not_what_the_speaker_says(nlp: Language) -> None:
    rows = found(nlp, "Clara Weiss, who has led the “tough-on-banks” wing of the party, denied calling Lund a fool.")
    assert ("Clara Weiss", "calling Lund a fool") in rows
    assert all("tough" not in words for _, words in rows)
