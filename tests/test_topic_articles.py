"""Labelled articles and sentences of our own: what the topics find in news that they were not tuned on.

The articles (`fixtures/topic_articles.txt`) are harder than most news: they seldom name their topic. They are judged by
a score, the sentences (`fixtures/topic_sentences.txt`) one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from tests.test_passages import reasons
from tui.nlp.topics.passages import find_passages
from tui.text.topic import Topic
from tui.text.topics_file import built_in_topics, find_topic

pytestmark = pytest.mark.model

FIXTURES = Path(__file__).parent / "fixtures"
LETTERS = {
    "m": "migration",
    "f": "fentanyl",
    "a": "APEC",
    "t": "trade",
    "e": "elections",
    "w": "war and peace",
    "c": "climate",
    "h": "public health",
    "p": "polls",
}
POLLS = Topic("polls", terms=("poll", "survey", "pollster"))


def topic(name: str) -> Topic:
    found = POLLS if name == "polls" else find_topic(built_in_topics(), name)
    assert found is not None
    return found


def sections(file: str) -> Iterator[tuple[str, str]]:
    """The title and the text of each section of a fixture."""
    text = (FIXTURES / file).read_text(encoding="utf-8")
    for section in re.split(r"(?m)^== ", text)[1:]:
        title, _, body = section.partition("\n")
        yield title, body.strip()


def labelled_sentences() -> Iterator[tuple[str, str, bool]]:
    for name, body in sections("topic_sentences.txt"):
        for line in body.splitlines():
            mark, sentence = line.split(" ", 1)
            yield name, sentence, mark == "+"


@pytest.mark.parametrize("name", [name for name, _ in sections("topic_sentences.txt")])
def test_each_labelled_sentence_is_judged_correctly(nlp: Language, name: str) -> None:
    labelled = [(sentence, states) for section, sentence, states in labelled_sentences() if section == name]
    docs = nlp.pipe(sentence for sentence, _ in labelled)
    wrong = [
        sentence
        for (sentence, states), doc in zip(labelled, docs, strict=True)
        if bool(find_passages(doc, [topic(name)], nlp)[0].passages) != states
    ]
    assert wrong == []


def test_passages_in_labelled_articles_reach_the_required_score(nlp: Language) -> None:
    topics = {letter: topic(name) for letter, name in LETTERS.items()}
    right = wrong = missed = 0
    for _, body in sections("topic_articles.txt"):
        paragraphs = [[line.split(" ", 1) for line in part.splitlines()] for part in body.split("\n\n")]
        lines = [line for paragraph in paragraphs for line in paragraph]
        text = "\n\n".join(" ".join(sentence for _, sentence in paragraph) for paragraph in paragraphs)
        found = find_passages(nlp(text), list(topics.values()), nlp)
        for letter, passages in zip(topics, found, strict=True):
            kinds = reasons(text, passages, [sentence for _, sentence in lines])
            for (labels, _), kind in zip(lines, kinds, strict=True):
                right += kind != "-" and letter in labels
                wrong += kind != "-" and letter not in labels.lower()
                missed += kind == "-" and letter in labels
    assert 2 * right / (2 * right + wrong + missed) > 0.8
