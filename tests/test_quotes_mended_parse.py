"""Sentences that the parser misreads still give the right speaker and the whole words. Texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_described import last_quote, name_in, row_of
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def rows(nlp: Language, text: str) -> list[tuple[str, str]]:
    """The speaker and the words of each quote."""
    return [row_of(text, quote) for quote in find_quotes(nlp(text))]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Lang, asked the same question on Friday, said only that Doyle “stays at his desk, and that is that.”",
            "Lang",
            "that Doyle “stays at his desk, and that is that.”",
        ),
        (
            "Harris, pressed for a date by reporters, said only that Doyle “has my full trust.”",
            "Harris",
            "that Doyle “has my full trust.”",
        ),
        (
            "Keller, told of the result at home, said the vote “was a shame for the town.”",
            "Keller",
            "the vote “was a shame for the town.”",
        ),
        (
            "The mayor, asked whether he would resign, replied that he “would not dream of it.”",
            "The mayor",
            "that he “would not dream of it.”",
        ),
    ],
)
def test_a_participle_between_commas_is_not_the_reporting_verb(
    nlp: Language, text: str, speaker: str, words: str
) -> None:
    assert (speaker, words) in rows(nlp, text)
    assert [said for _, said in rows(nlp, text) if "“" in said] == [words]


def test_who_is_asked_a_question_does_not_say_it(nlp: Language) -> None:
    text = "Asked the same question last week, the minister said that Nolan “is a fine man.”"
    assert rows(nlp, text) == [("the minister", "that Nolan “is a fine man.”")]
    text = "Asked if the quay was safe, Brandt suggested that it would be closed."
    assert rows(nlp, text) == [("Brandt", "that it would be closed")]


def test_a_name_after_a_spokesman_for_somebody_is_the_spokesmans(nlp: Language) -> None:
    text = "A spokesman for Duarte, Colin Frost, described that as “absurd.” “We have seen the books,” Frost said."
    assert [speaker for speaker, _ in rows(nlp, text)] == ["Colin Frost", "Colin Frost"]


def test_a_name_that_two_people_may_have_makes_the_speaker_unsure(nlp: Language) -> None:
    quote = last_quote(nlp, "An aide to the senator, Paul Grady, dismissed this as “noise.”")
    assert quote.unsure
    assert "Grady may be the aide" in quote.reason


def test_the_half_before_an_inserted_clause_is_said_even_if_the_other_half_is_quoted(nlp: Language) -> None:
    text = (
        "Dr. Leon Fisk, a physician at Lakeland University, said that this season's virus would have filled hospital "
        "beds in any case. Vaccination reduces the risk of falling ill by 30 to 50 percent, he said, “so it isn't "
        "nothing and it isn't everything.”"
    )
    assert rows(nlp, text)[-1] == (
        "Leon Fisk",
        "Vaccination reduces the risk of falling ill by 30 to 50 percent … “so it isn't nothing and it isn't "
        "everything.”",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Engineers in two towns are still trying to explain how a dam of that size could fail.",
        "Police are struggling to explain why 40 officers stayed at home.",
        "The company has to explain why it sold the land for 3 million dollars.",
    ],
)
def test_a_question_that_somebody_tries_to_answer_is_no_statement(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not deny that the city had paid 300 consultants.",
        "Baker tried to explain that the money had gone to schools.",
    ],
)
def test_what_is_not_denied_or_only_tried_is_unsure(nlp: Language, text: str) -> None:
    assert last_quote(nlp, text).unsure


@pytest.mark.parametrize("sound", ["an enormous cheer", "loud laughter", "a crowd of about 500"])
def test_whoever_hears_the_words_is_no_part_of_them(nlp: Language, sound: str) -> None:
    text = f"“We will build the bridge!” Ortega said to {sound}."
    assert rows(nlp, text) == [("Ortega", "“We will build the bridge!”")]


@pytest.mark.parametrize(
    "headline",
    [
        "Harper Digs In: Urges Council to Keep the Library",
        "Brandt Wades In: Urges Norway to Stay in European Union",
        "Clara Wades In: Urges Harbour Town to Stay in the League",
    ],
)
def test_a_headline_that_is_a_sentence_before_the_colon_has_no_speaker(nlp: Language, headline: str) -> None:
    assert rows(nlp, f"{headline}\n\nThe council met on Monday.") == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "According to a poll published by the Eldon Courier last week, 54 percent of residents want the bridge.",
            ("poll published by the Eldon Courier last week", "54 percent of residents want the bridge"),
        ),
        (
            "The road would replace the 1931 tunnel, which inspectors say has cracks in its roof.",
            ("inspectors", "the 1931 tunnel … has cracks in its roof"),
        ),
        (
            "According to CNN's Walker, Liu Ming, a doctor in Wuhan, said in a post that the samples had been lost.",
            ("Liu Ming", "that the samples had been lost"),
        ),
        (
            "Correction: An earlier version of this article said that rot had been found in two beams.",
            ("An earlier version of this article", "that rot had been found in two beams"),
        ),
        (
            "Nora Vale spoke. Vale, citing two divers she did not name, said the real damage would cost £4 million.",
            ("Nora Vale", "the real damage would cost £4 million"),
        ),
        (
            "Mayor Tora Lind, quoting two captains whom she trusts, said the fee would double.",
            ("Tora Lind", "the fee would double"),
        ),
        (
            "Barton, a former banker, is accused by critics of ignoring the poor and of raising rents.",
            ("critics", "ignoring the poor and of raising rents"),
        ),
    ],
)
def test_neither_words_nor_speaker_are_cut(nlp: Language, text: str, row: tuple[str, str]) -> None:
    assert row in rows(nlp, text)


def test_the_person_spoken_about_is_not_taken_for_the_speaker(nlp: Language) -> None:
    text = (
        "Barely a month ago, Olsen, 31, had won just once in ten races. Veteran rower Nils Berg, who joked about "
        "Olsen's love of old boats, could see the worry on his friend's face.\n\n"
        "“He's used to winning races, setting records,” he said."
    )
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == ("Nils Berg", True)
