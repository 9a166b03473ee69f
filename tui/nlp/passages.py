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
        hits = topic_words(topic, nlp).find(doc)
        spoken = _spoken(doc, hits)
        other = [said for name, said in subjects.items() if name != topic.name.casefold() and not said & spoken]
        why = Extent(doc, lines, hits, [_numbers(lines, said) for said in other], topic.name).find() if hits else {}
        found.append(TopicPassages(topic.name, tuple(_passages(why))))
    return found


def _spoken(doc: Doc, hits: list[Hit]) -> frozenset[int]:
    """The tokens that speak for a topic."""
    return frozenset(token for hit in hits if hit.kind == "term" for token in range(hit.start, hit.end))


def _numbers(lines: list[Line], tokens: frozenset[int]) -> set[int]:
    return {line.number for line in lines if any(token in tokens for token in range(line.start, line.end))}


def _subjects(doc: Doc, nlp: Language) -> dict[str, frozenset[int]]:
    """Where the built-in topics are spoken of, on or off. A turn to one of them ends a passage about another
    thing, whichever topics the reader looks at."""
    if doc._.newsreader_subjects is None:
        doc._.newsreader_subjects = {
            topic.name.casefold(): _spoken(doc, topic_words(topic, nlp).find(doc)) for topic in _built_in()
        }
    subjects: dict[str, frozenset[int]] = doc._.newsreader_subjects
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
