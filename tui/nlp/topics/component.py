"""The component `newsreader_topics`: the passages of an article that are about a topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from ...text.analysis import TopicPassages
from ...text.topics_file import built_in_topics, topic_from_table
from .passages import find_passages

USER_DATA_KEY = "newsreader_topics"
"""Key of the passages in `Doc.user_data`, as plain lists, which `Doc.to_bytes` and `nlp.pipe(n_process=2)` preserve."""


def get_topics(doc: Doc) -> list[TopicPassages]:
    """The passages stored in `doc`; none if the component did not run."""
    return msgspec.convert(doc.user_data.get(USER_DATA_KEY, ()), list[TopicPassages])


def set_topics(doc: Doc, found: Sequence[TopicPassages]) -> None:
    """Store passages in `doc`."""
    doc.user_data[USER_DATA_KEY] = msgspec.to_builtins(found)


if not Doc.has_extension("newsreader_topics"):
    Doc.set_extension("newsreader_topics", getter=get_topics, setter=set_topics)


@Language.factory(
    "newsreader_topics",
    assigns=["doc._.newsreader_topics"],
    requires=["token.dep"],
    default_config={"topics": None},
)
def make_topics(nlp: Language, name: str, topics: list[dict[str, Any]] | None = None) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.newsreader_topics` (list of TopicPassages).

    `topics` are tables as in a topics file; without any, the built-in topics that are on.
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
