"""Attributes read from a Doc as whole columns equal those of its single tokens."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from spacy import blank
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tui.nlp.tokens import Tokens, children_of, heads_of, numbers, strings
from tui.nlp.topics.sentence_index import SentenceIndex, required_words

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Mayor Tora Lind spoke in Québec. “We will listen,” she said.\n\nShe left at noon — alone."


@pytest.mark.model
def test_the_columns_equal_the_attributes_of_the_tokens(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert strings(doc, "ORTH") == [token.text for token in doc]
    assert strings(doc, "ORTH", str.lower) == [token.lower_ for token in doc]
    assert strings(doc, "LEMMA") == [token.lemma_ for token in doc]
    assert strings(doc, "POS") == [token.pos_ for token in doc]
    assert strings(doc, "TAG") == [token.tag_ for token in doc]
    assert strings(doc, "DEP") == [token.dep_ for token in doc]
    assert strings(doc, "ENT_TYPE") == [token.ent_type_ for token in doc]
    assert list(numbers(doc, "IDX")) == [token.idx for token in doc]
    assert [n == 1 for n in numbers(doc, "SENT_START")] == [bool(token.is_sent_start) for token in doc]
    heads = heads_of(doc)
    assert list(heads) == [token.head.i for token in doc]
    assert children_of(heads) == [tuple(child.i for child in token.children) for token in doc]


def test_a_doc_without_annotations_and_an_empty_one_have_columns_too() -> None:
    doc = Doc(Vocab(), words=["Bare", "words"])
    assert strings(doc, "TAG") == ["", ""] and list(heads_of(doc)) == [0, 1]
    assert children_of(heads_of(doc)) == [(), ()]
    empty = Doc(Vocab())
    assert strings(empty, "ORTH") == [] and list(numbers(empty, "IDX")) == []


def test_repeated_words_share_one_string() -> None:
    words = strings(Doc(Vocab(), words=["again", "and", "again"]), "ORTH")
    assert words[0] is words[2]


PATTERNS = [
    [{"LOWER": {"IN": ["enter", "leave"]}}, {"OP": "{0,3}"}, {"LOWER": "harbour"}],
    [{"LOWER": "the", "OP": "?"}, {"ORTH": "Ferry"}],
    [{"TEXT": {"REGEX": "^no+n$"}}, {"LOWER": {"NOT_IN": ["x"]}}, {"LOWER": "sail", "OP": "+"}],
]


def test_every_sentence_with_a_pattern_match_is_searched() -> None:
    vocab = blank("en").vocab  # provides the lower-case forms of its words
    sentences = [
        "they enter the old harbour .",
        "the Ferry waits .",
        "they leave at noon and sail sail .",
        "harbour and no word else .",
        "the ferry is small .",
    ]
    words = [word for sentence in sentences for word in sentence.split()]
    starts = [place == 0 for sentence in sentences for place in range(len(sentence.split()))]
    doc = Doc(vocab, words=words, sent_starts=starts)
    found = SentenceIndex(doc)
    assert [end - start for start, end in found.spans] == [len(sentence.split()) for sentence in sentences]
    assert all(one[1] == other[0] for one, other in pairwise(found.spans))
    for pattern, expected in zip(PATTERNS, ([0], [1], [2]), strict=True):
        matcher = Matcher(vocab)
        matcher.add("p", [pattern])
        matching = found.candidates([required_words(pattern, vocab.strings)])
        assert matching == expected
        with_match = [n for n, (start, end) in enumerate(found.spans) if matcher(doc[start:end])]
        assert with_match == expected
    assert found.candidates([required_words([{"POS": "NOUN"}], vocab.strings)]) == [0, 1, 2, 3, 4]
    assert found.candidates([]) == []


def test_a_line_break_ends_its_paragraph_and_sentence() -> None:
    doc = Doc(Vocab(), words=["One", "line", "\n\n", "and", "another"], spaces=[True, False, False, True, False])
    tokens = Tokens(doc)
    assert tokens.paragraphs == tokens.sentences == [(0, 3), (3, 5)]
    assert list(tokens.paragraph_of) == [0, 0, 0, 1, 1]
    assert tokens.text == "One line\n\nand another" and tokens.text_between(3, 5) == "and another"
    assert tokens.range_of(4, 13) == (1, 4) and tokens.at(5) == 1


def test_a_text_without_line_breaks_is_divided_at_sentences() -> None:
    words = ["word"] * 1500
    doc = Doc(Vocab(), words=words, sent_starts=[i % 10 == 0 for i in range(1500)])
    assert Tokens(doc).paragraphs == [(0, 610), (610, 1220), (1220, 1500)]


def test_a_hyphen_within_a_word_does_not_end_a_dateline() -> None:
    words, spaces = ["NATO", "buys", "T", "-", "shirts"], [True, True, False, False, False]
    assert not Tokens(Doc(Vocab(), words=words, spaces=spaces)).datelines
    assert Tokens(Doc(Vocab(), words=["GENEVA", "-", "More"], spaces=[True, True, False])).datelines == {0, 1}


def test_an_empty_doc_has_no_paragraphs() -> None:
    tokens = Tokens(Doc(Vocab()))
    assert len(tokens) == 0 and tokens.paragraphs == [] and list(tokens.quoted) == []


@pytest.mark.parametrize(
    ("words", "is_dateline"),
    [
        ("Lyon – Bakers walked out .", True),
        ("Lyon , France ( XY ) — Bakers walked out .", True),
        ("Lyon – which is old – walked out .", False),
        ("Lyon – Europe 's oldest market – closed .", False),
        ("Lyon bakers – All of them – walked out .", False),
    ],
)
def test_a_place_before_a_dash_is_a_dateline_without_capitals_too(words: str, is_dateline: bool) -> None:
    parts = words.split()
    tokens = Tokens(Doc(Vocab(), words=parts, ents=["B-GPE"] + ["O"] * (len(parts) - 1)))
    assert bool(tokens.datelines) is is_dateline


def test_a_hyphen_within_a_later_word_is_no_second_dash() -> None:
    words = ["Lyon", "–", "The", "state", "-", "owned", "mill", "closed", "."]
    spaces = [word not in ("state", "-", "closed", ".") for word in words]
    tokens = Tokens(Doc(Vocab(), words=words, spaces=spaces, ents=["B-GPE"] + ["O"] * 8))
    assert tokens.datelines == {0, 1}
