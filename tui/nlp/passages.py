"""Which sentences of an article are about a topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ..text.analysis import Because, Passage, TopicPassages
from ..text.span import Span
from ..text.topic import Topic
from ..text.topics_file import built_in_topics, topic_from_table

if not Doc.has_extension("newsreader_topics"):
    Doc.set_extension("newsreader_topics", default=())


def find_passages(doc: Doc, topics: Sequence[Topic], nlp: Language) -> list[TopicPassages]:
    """The passages of each topic, in the order of `topics`. Parses nothing: a Doc kept from before serves."""
    found = []
    for topic in topics:
        matcher = PhraseMatcher(doc.vocab, attr="LEMMA")
        matcher.add("term", [nlp(term) for term in topic.terms])
        hits = [Span(hit.start_char, hit.end_char) for hit in matcher(doc, as_spans=True)]
        passages = []
        for sent in doc.sents:
            span = Span(sent.start_char, sent.start_char + len(sent.text.rstrip()))
            inside = tuple(hit for hit in hits if span.contains(hit))
            if inside:
                passages.append(Passage(span, (Because(span, "term", f"a term of {topic.name}", inside),)))
        found.append(TopicPassages(topic.name, tuple(passages)))
    return found


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
