"""Which sentences of an article are about a topic.

Four steps, a module each: how the sentences hang together (`topic_discourse`) and what else is spoken of
(`topic_subjects`), both once a Doc; the topic's words in the text (`topic_words`); and from all that where passages
start and stop (`topic_extent`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ...text.analysis import Because, Passage, TopicPassages, topic_from_json, topic_to_json
from ...text.span import Span
from ...text.topic import Topic
from ...text.topics_file import built_in_topics, topic_from_table
from .discourse import discourse
from .extent import Extent
from .subjects import apart_from, subjects
from .words import topic_words

KEPT = "newsreader_topics"
"""Where a Doc keeps them, as plain lists, so that `Doc.to_bytes` and `nlp.pipe(n_process=2)` carry them along."""


def get_topics(doc: Doc) -> list[TopicPassages]:
    """The passages found in `doc`; none where nobody looked."""
    return [topic_from_json(kept) for kept in doc.user_data.get(KEPT, ())]


def set_topics(doc: Doc, found: Sequence[TopicPassages]) -> None:
    """Keep passages in `doc`."""
    doc.user_data[KEPT] = [topic_to_json(topic) for topic in found]


if not Doc.has_extension("newsreader_topics"):
    Doc.set_extension("newsreader_topics", getter=get_topics, setter=set_topics)


def find_passages(doc: Doc, topics: Sequence[Topic], nlp: Language) -> list[TopicPassages]:
    """The passages of each topic, in the order of `topics`. Parses nothing, so a Doc kept from before serves.

    Raises TopicError for a topic with a pattern that spaCy refuses.
    """
    if not topics:
        return []
    lines = discourse(doc)
    known = subjects(doc, nlp)
    found = []
    for topic in topics:
        words = topic_words(topic, nlp)
        hits, turns = apart_from(words, words.find(doc), known, lines)
        why = Extent(doc, lines, hits, turns, topic.name).find() if hits else {}
        found.append(TopicPassages(topic.name, tuple(_passages(why))))
    return found


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
