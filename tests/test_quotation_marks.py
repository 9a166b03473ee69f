"""The parser of quotation marks, and what quotes, pronouns and topics get from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy import blank
from spacy.tokens import Doc

from tui.nlp.entities.pronouns import quoted_tokens
from tui.nlp.tokens import Tokens
from tui.nlp.topics.sentence import read_sentences
from tui.text.quotation_marks import find_quoted_spans, in_quotes


def inside(text: str) -> list[str]:
    """The words of each quoted span."""
    return [text[one.start : one.end] for one in find_quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes, of course” twice.", ["yes, of course"]),
        ('She said "yes, of course" twice.', ["yes, of course"]),
        ("She said ''yes, of course'' twice.", ["yes, of course"]),
        ("She said ``yes, of course'' twice.", ["yes, of course"]),
        ("She said «yes, of course» twice.", ["yes, of course"]),
        ("“One thing,” he said. “And another.”", ["One thing,", "And another."]),
        ('"One thing," he said. "And another."', ["One thing,", "And another."]),
        ("“I told him ‘not today’ and left.”", ["I told him ‘not today’ and left."]),
    ],
)
def test_every_type_of_quotation_mark_is_recognised(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_an_unclosed_quotation_ends_with_its_line() -> None:
    assert inside("He said, “we leave\nThe next line.") == ["we leave"]


def test_a_second_opening_mark_closes_the_first() -> None:
    assert inside("“We leave today, he said. “We go home.”") == ["We leave today, he said. ", "We go home."]


def test_a_closing_mark_alone_is_ignored() -> None:
    assert inside("We leave today,” he said.") == []


def test_an_inch_sign_is_not_a_quotation_mark() -> None:
    assert inside('The board is 6" wide, and "very strong wood" at that.') == ["very strong wood"]


def test_a_quotation_over_several_paragraphs_is_marked_as_continuing() -> None:
    text = "“The first part, she said.\n\n“The second part.\n\n“The third part.”\n\n“Another one.”"
    found = find_quoted_spans(text)
    assert [one.continues for one in found] == [False, True, True, False]
    assert [one.closed for one in found] == [False, False, True, True]


def test_single_marks_count_in_a_line_without_double_ones() -> None:
    assert inside("Mayor calls bridge 'a danger to all' again") == ["a danger to all"]
    assert inside("Mayor calls bridge ‘a danger to all’ again") == ["a danger to all"]


def test_an_apostrophe_is_not_a_quotation_mark() -> None:
    assert inside("The town's bridge and the drivers' fears of the '90s aren't gone") == []


def test_empty_quotation_marks_are_ignored() -> None:
    assert inside("She said “” and “ ” and went.") == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`–(", max_size=60))
def test_any_text_gives_ordered_spans_within_one_line(text: str) -> None:
    found = find_quoted_spans(text)
    at = 0
    for one in found:
        assert at <= one.outer_start <= one.start < one.end <= one.outer_end <= len(text)
        assert "\n" not in text[one.start : one.end] and text[one.start : one.end].strip()
        at = one.end


def parsed(text: str) -> Doc:
    """The text with its sentences, the first token of each as root: rules about quotation marks need no more."""
    tokens = NLP(text)
    roots = [sent.start for sent in tokens.sents for _ in sent]
    return Doc(
        tokens.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        heads=roots,
        deps=["ROOT" if i == root else "dep" for i, root in enumerate(roots)],
    )


NLP = blank("en")
NLP.add_pipe("sentencizer")
SPEECH = "Our boats stay in port all week"


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "„”", "‘’", "''", ["``", "''"], ["''", "''"]])
def test_quotes_pronouns_and_topics_recognise_the_same_speech(marks: str | list[str]) -> None:
    opening, closing = marks
    text = f"The mayor spoke. {opening}{SPEECH},{closing} she said."
    doc = parsed(text)
    assert inside(text) == [SPEECH + ","]
    quoted = quoted_tokens(Tokens(doc))
    assert " ".join(doc[i].text for i in sorted(quoted)) == SPEECH + " ,"
    assert [sentence.quoted for sentence in read_sentences(doc)] == [False, True]


def test_a_mark_that_is_never_closed_does_not_affect_the_next_paragraph() -> None:
    doc = parsed("“We will not leave this town today, she said.\n\nThe mayor of the town went home after that.")
    quoted = quoted_tokens(Tokens(doc))
    assert doc[max(quoted) + 1].text == "\n\n"
    assert [bool(sentence.quotations) for sentence in read_sentences(doc)] == [True, False]


def test_a_second_opening_mark_begins_another_quotation_for_quotes_and_topics() -> None:
    text = "“We leave this old town today, he said. “We go home to the coast.” The mayor nodded."
    doc = parsed(text)
    assert inside(text) == ["We leave this old town today, he said. ", "We go home to the coast."]
    first, second, last = read_sentences(doc)
    assert not last.quotations and first.quotations and second.quotations
    assert not first.quotations & second.quotations


def test_topics_treat_a_quotation_interrupted_by_the_reporter_as_one() -> None:
    first, second, third = read_sentences(
        parsed("“The ferry must sail every day,” Ann Lee said, “or we close. It is that bad.” “No.”")
    )
    assert first.quotations == second.quotations and not first.quotations & third.quotations


def test_an_inch_sign_begins_no_quotation_for_pronouns_and_topics() -> None:
    doc = parsed('The board is 6" wide and much too heavy for the small boat they have.')
    assert quoted_tokens(Tokens(doc)) == set()
    assert not any(sentence.quotations for sentence in read_sentences(doc))


@pytest.mark.parametrize("marks", ["»«", "””", "‹›", "「」", "『』", "＂＂", "„“"])
def test_quotation_marks_of_other_languages_are_recognised(marks: str) -> None:
    left, right = marks
    text = f"They met. {left}The road is closed,{right} said Ana Ruiz. {left}We walk.{right}"
    assert inside(text) == ["The road is closed,", "We walk."]


def test_a_name_with_a_reporting_verb_ends_a_quotation_whose_closing_mark_is_missing() -> None:
    text = "“The road is closed, said Ana Ruiz, a driver.\n\n“We walk,” said Tom Lund."
    assert inside(text) == ["The road is closed,", "We walk,"]
    assert [one.continues for one in find_quoted_spans(text)] == [False, False]
    assert inside('"We will walk, Ana Ruiz said.') == ["We will walk,"]
    assert inside('"We will walk, said head teacher Ana Ruiz.') == ["We will walk,"]


@pytest.mark.parametrize(("left", "right"), ["‘’", "''"])
def test_the_apostrophe_of_a_plural_does_not_close_a_single_quotation_mark(left: str, right: str) -> None:
    text = f"{left}The drivers{right} van is old,{right} said Ana Ruiz. {left}We walk.{right}"
    assert inside(text) == [f"The drivers{right} van is old,", "We walk."]


def test_words_after_a_closing_single_mark_stay_outside() -> None:
    assert inside("‘We back the drivers’ say unions, ‘and the guards’") == ["We back the drivers", "and the guards"]


def test_adding_quotation_marks_never_doubles_a_pair() -> None:
    assert in_quotes("on time") == "“on time”"
    assert in_quotes("“We close,”") == "“We close,”"
    assert in_quotes("“We close,” she said, “for good.”") == "“‘We close,’ she said, ‘for good.’”"
    assert in_quotes("“We close and never…") == "“We close and never…”", "cut before its closing mark"
    assert in_quotes('She said "no" to it') == "“She said ‘no’ to it”"
    assert in_quotes("“I said, ‘Go on,’” she said.") == "“‘I said, “Go on,”’ she said.”", "the marks alternate"
    assert in_quotes("\"I said, 'Go on,'\" she said.") == "“‘I said, “Go on,”’ she said.”"
    assert in_quotes("“I said, ‘Go…") == "“I said, ‘Go…”" and in_quotes("I: “I said, ‘Go…") == "“I: ‘I said, “Go…”"
    assert in_quotes("“I don’t know the dogs’ names,” she said") == "“‘I don’t know the dogs’ names,’ she said”"


def test_single_marks_over_several_paragraphs_are_one_quotation() -> None:
    text = "Lund said: ‘We must build.\n\n‘First we will dig.’\n\nThe workers’ pay is low.\n\n‘Tis the season, it says."
    spans = find_quoted_spans(text)
    assert [(text[span.start : span.end], span.closed, span.continues) for span in spans] == [
        ("We must build.", False, False),
        ("First we will dig.", True, True),
    ]


def test_a_single_mark_opens_before_a_bracket_and_an_ellipsis() -> None:
    text = "‘[B]ut we will stay,’ she said. ‘…to the end [of May]’, he said."
    assert [text[span.start : span.end] for span in find_quoted_spans(text)] == [
        "[B]ut we will stay,",
        "…to the end [of May]",
    ]


def test_double_marks_within_single_ones_are_part_of_the_words() -> None:
    assert inside("‘He said “never” and meant it,’ Ana Ruiz said.") == ["He said “never” and meant it,"]
    assert inside("“It was the ‘best’ day,” Ana Ruiz said.") == ["It was the ‘best’ day,"]


def test_a_long_blank_line_takes_no_longer_than_words() -> None:
    # With a pattern that is tried from each blank, this took an hour.
    assert inside("“Yes,” she said.\n" + " " * 1_000_000 + "\n“No,” he said.") == ["Yes,", "No,"]
