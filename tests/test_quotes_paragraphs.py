"""Quotations over several paragraphs, and those whose closing mark is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found

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


@pytest.mark.parametrize("marks", ["»«", "””", "‹›", "「」", "＂＂"])
def test_words_in_quotation_marks_of_other_languages_have_their_speaker(nlp: Language, marks: str) -> None:
    left, right = marks
    text = f"The talks were short. {left}We will not sign,{right} said Clara Weiss, who leads the union."
    assert found(nlp, text) == [("Clara Weiss", f"{left}We will not sign,{right}")]


def test_a_signature_may_directly_follow_the_closing_mark(nlp: Language) -> None:
    text = "“The bridge was our only way to town and it is gone.”― Clara Weiss"
    assert found(nlp, text) == [("Clara Weiss", "“The bridge was our only way to town and it is gone.”")]
