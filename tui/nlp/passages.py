"""Which sentences of an article are about a topic.

Three steps, a module each: the topic's words in the text (`topic_words`), how the sentences hang together
(`topic_discourse`, once for all topics), and from both where passages start and stop (`topic_extent`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..text.analysis import Because, Passage, TopicPassages
from ..text.span import Span
from ..text.topic import Topic
from ..text.topics_file import built_in_topics, topic_from_table
from .topic_discourse import Line, discourse
from .topic_extent import Extent
from .topic_words import Hit, topic_words

if not Doc.has_extension("newsreader_topics"):
    Doc.set_extension("newsreader_topics", default=())
if not Doc.has_extension("newsreader_subjects"):
    Doc.set_extension("newsreader_subjects", default=None)


def find_passages(doc: Doc, topics: Sequence[Topic], nlp: Language) -> list[TopicPassages]:
    """The passages of each topic, in the order of `topics`. Parses nothing, so a Doc kept from before serves.

    Uses `doc._.newsreader_quotes` where the quotes were found before. Raises TopicError for a topic with a
    pattern that spaCy refuses.
    """
    lines = discourse(doc)
    subjects = _subjects(doc, nlp)
    found = []
    for topic in topics:
        words = topic_words(topic, nlp)
        hits = words.find(doc)
        other = [subjects[built_in.name] for built_in in _built_in() if not words.related(topic_words(built_in, nlp))]
        found.append(TopicPassages(topic.name, tuple(_passages(_why(doc, lines, topic, hits, other)))))
    return found


Tokens = tuple[int, int]


def _why(doc: Doc, lines: list[Line], topic: Topic, hits: list[Hit], other: list[list[Tokens]]) -> dict[int, Because]:
    """The reason of each sentence about the topic, given where the `other` known subjects are spoken of."""
    if not hits:
        return {}
    spoken = {token for hit in hits if hit.kind == "term" for token in range(hit.start, hit.end)}
    same = {(hit.start, hit.end) for hit in hits}
    turns: list[set[int]] = []
    for spans in other:
        if any(spoken.intersection(range(*span)) for span in spans):
            continue  # a subject that shares words with this one is no other subject
        rest = [span for span in spans if span not in same]
        # "border" is no hint of fentanyl where it stands in "border security".
        hits = [
            hit
            for hit in hits
            if hit.kind != "hint" or not any(start <= hit.start and hit.end <= end for start, end in rest)
        ]
        tokens = {token for span in rest for token in range(*span)}
        turns.append({line.number for line in lines if not tokens.isdisjoint(range(line.start, line.end))})
    return Extent(doc, lines, hits, turns, topic.name).find()


def _subjects(doc: Doc, nlp: Language) -> dict[str, list[Tokens]]:
    """Where the built-in topics are spoken of, on or off. A turn to one of them ends a passage about another
    thing, whichever topics the reader looks at."""
    if doc._.newsreader_subjects is None:
        doc._.newsreader_subjects = {
            topic.name: [(hit.start, hit.end) for hit in topic_words(topic, nlp).find(doc) if hit.kind == "term"]
            for topic in _built_in()
        }
    subjects: dict[str, list[Tokens]] = doc._.newsreader_subjects
    return subjects


@lru_cache(maxsize=1)
def _built_in() -> tuple[Topic, ...]:
    return tuple(built_in_topics())


def _passages(why: dict[int, Because]) -> list[Passage]:
    """Sentences in a row, joined. Only white space stands between two neighbours."""
    runs: list[list[Because]] = []
    last = -2
    for number in sorted(why):
        if number == last + 1:
            runs[-1].append(why[number])
        else:
            runs.append([why[number]])
        last = number
    return [Passage(Span(run[0].span.start, run[-1].span.end), tuple(run)) for run in runs]


@Language.factory(
    "newsreader_topics",
    assigns=["doc._.newsreader_topics"],
    requires=["token.dep"],
    default_config={"topics": None},
)
def make_topics(nlp: Language, name: str, topics: list[dict[str, Any]] | None = None) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.newsreader_topics` (list of TopicPassages).

    `topics` are tables as a topics file has them; without any, the built-in topics that are on.
    """
    chosen = (
        [topic for topic in built_in_topics() if topic.on]
        if topics is None
        else [topic_from_table(table, number=number) for number, table in enumerate(topics, 1)]
    )

    def mark_topics(doc: Doc) -> Doc:
        doc._.newsreader_topics = find_passages(doc, chosen, nlp)
        return doc

    return mark_topics
