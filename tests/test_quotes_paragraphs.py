"""Quotations over several paragraphs, and those whose closing mark is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def test_a_speaker_named_in_the_last_paragraph_said_all_of_a_long_quotation(nlp: Language) -> None:
    text = (
        "“We heard the wall go at four. It was still dark.\n\n“My son ran for the horses.\n\n"
        "“Nothing of the barn is left,” said Clara Weiss, a farmer."
    )
    ((speaker, words),) = found(nlp, text)
    assert speaker == "Clara Weiss" and "the wall" in words and "the horses" in words and "the barn" in words


def test_a_missing_closing_mark_leaves_the_words_to_their_speaker(nlp: Language) -> None:
    text = "“The ferry is far too old, said Clara Weiss, a pilot.\n\n“It has ten good years,” said Piet Roos."
    assert found(nlp, text) == [
        ("Clara Weiss", "“The ferry is far too old,"),
        ("Piet Roos", "“It has ten good years,”"),
    ]


@pytest.mark.parametrize(
    ("after", "speaker", "unsure"),
    [
        ("The mayor, Karl Dahl, rose. “This is a bad year, not the last one,” he said.", "Karl Dahl", False),
        ("The mayor, Karl Dahl, rose. He said it was late.", "Clara Weiss", True),
        ("— Karl Dahl, mayor", "Karl Dahl", False),
    ],
)
def test_a_heading_in_quotation_marks_has_the_speaker_who_says_its_words(
    nlp: Language, after: str, speaker: str, unsure: bool
) -> None:
    text = f"Clara Weiss left the farm. She added that the well was dry.\n\n“A bad year, not the last one”\n\n{after}"
    heading = next(quote for quote in find_quotes(nlp(text)) if quote.span.start == text.index("“"))
    assert heading.speaker and (heading.speaker.name, heading.unsure) == (speaker, unsure)
    assert heading.cue is None


@pytest.mark.parametrize("marks", ["»«", "””", "‹›", "「」", "＂＂"])
def test_words_in_quotation_marks_of_other_languages_have_their_speaker(nlp: Language, marks: str) -> None:
    left, right = marks
    text = f"The talks were short. {left}We will not sign,{right} said Clara Weiss, who leads the union."
    assert found(nlp, text) == [("Clara Weiss", f"{left}We will not sign,{right}")]


def test_a_signature_may_directly_follow_the_closing_mark(nlp: Language) -> None:
    text = "“The bridge was our only way to town and it is gone.”― Clara Weiss"
    assert found(nlp, text) == [("Clara Weiss", "“The bridge was our only way to town and it is gone.”")]
