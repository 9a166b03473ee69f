"""Which sentences of an article are about a topic.

The work has four steps, each in its own module: the connections between sentences (`sentence`) and the article's other
subjects (`other_subjects`), both once per Doc; the topic's words in the text (`topic_matcher`); and from these, where
passages start and stop (`extent`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ...text.analysis import Because, Passage, TopicPassages
from ...text.span import Span
from ...text.topic import Topic
from .extent import Extent
from .other_subjects import find_subjects, separate
from .sentence import read_sentences
from .topic_matcher import topic_matcher


def find_passages(doc: Doc, topics: Sequence[Topic], nlp: Language) -> list[TopicPassages]:
    """The passages of each topic, in the order of `topics`. Nothing is parsed, so a cached Doc will do.

    Raises TopicError for a topic with a pattern that spaCy refuses.
    """
    if not topics:
        return []
    sentences = read_sentences(doc)
    subjects = find_subjects(doc, nlp)
    found = []
    for topic in topics:
        matcher = topic_matcher(topic, nlp)
        matches, others = separate(matcher, matcher.find(doc), subjects, sentences)
        reasons = Extent(doc, sentences, matches, others, topic.name).find() if matches else {}
        found.append(TopicPassages(topic.name, passages=tuple(_join(reasons))))
    return found


def _join(reasons: dict[int, Because]) -> list[Passage]:
    """Consecutive sentences joined to passages. Only white space separates two neighbours."""
    runs: list[list[Because]] = []
    last = -2
    for number in sorted(reasons):
        if number == last + 1:
            runs[-1].append(reasons[number])
        else:
            runs.append([reasons[number]])
        last = number
    return [Passage(Span(run[0].span.start, run[-1].span.end), tuple(run)) for run in runs]
