"""The components in a plain spaCy script, without the rest of the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

pytestmark = pytest.mark.model

TEXT = "“We will listen,” Mayor Tora Lind told the fishermen. Arrests of migrants at the border rose by 3 percent."
NAMES = ("newsreader_entities", "newsreader_quotes", "newsreader_topics")


@pytest.fixture
def alone(nlp: Language) -> Iterator[Language]:
    for name in NAMES:
        nlp.add_pipe(name)
    yield nlp
    for name in NAMES:
        nlp.remove_pipe(name)


def test_each_component_works_with_add_pipe_alone(alone: Language) -> None:
    doc = alone(TEXT)
    assert [quote.speaker.name for quote in doc._.newsreader_quotes] == ["Tora Lind"]
    (span,) = doc.spans["quotes"]
    assert span._.speaker == "Tora Lind" and span._.cue.text == "told"
    assert "Tora Lind" in [entity.name for entity in doc._.coreference.entities]
    assert [topic.name for topic in doc._.newsreader_topics if topic.passages] == ["migration"]


def test_the_results_survive_serialising_the_doc(alone: Language) -> None:
    doc = alone(TEXT)
    again = Doc(alone.vocab).from_bytes(doc.to_bytes())
    assert again._.newsreader_quotes == doc._.newsreader_quotes
    assert again._.newsreader_topics == doc._.newsreader_topics
    assert again._.coreference.entities == doc._.coreference.entities
    assert again.spans["quotes"][0]._.speaker == "Tora Lind"


def test_a_bullet_belongs_to_the_sentence_after_it(nlp: Language) -> None:
    doc = nlp("What happened\n\n• The ferry sailed at night.\n\n- Nobody slept. Everybody talked.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "What happened",
        "• The ferry sailed at night.",
        "- Nobody slept.",
        "Everybody talked.",
    ]
