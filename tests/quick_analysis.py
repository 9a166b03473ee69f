"""`newsreader` with an analysis process that finds names and topics by their letters alone.

For tests of a whole program that need something found and no language model, which takes seconds to load.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from tui.analysis import client
from tui.analysis.protocol import (
    AnalyzeRequest,
    Parsed,
    ParseRequest,
    Ready,
    UnknownArticle,
    WholeAnalysis,
    answer_frame,
    decode_text,
    read_request,
)
from tui.text.analysis import Analysis, Because, Entity, Mention, Passage, TopicPassages
from tui.text.span import Span
from tui.text.topic import Topic

NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
SENTENCE = re.compile(r"[^\s.][^.\n]*\.?")


def command(model: str = "") -> list[str]:
    """The command of the process, in place of `protocol.command`."""
    return [sys.executable, __file__, "answer"]


def analysis(text: str, digest: str, topics: tuple[Topic, ...]) -> Analysis:
    """Two words with capital letters are a person's name; a sentence with a topic's name or one of its terms is
    on that topic."""
    sentences = tuple(Span(*match.span()) for match in SENTENCE.finditer(text))
    mentions: dict[str, list[Mention]] = {}
    for match in NAME.finditer(text):
        mentions.setdefault(match[0], []).append(Mention(Span(*match.span())))

    def passages(topic: Topic) -> Iterator[Passage]:
        for span in sentences:
            if any(term.casefold() in text[span.start : span.end].casefold() for term in (topic.name, *topic.terms)):
                yield Passage(span, (Because(span, "term", "a term"),))

    return Analysis(
        digest,
        "quick",
        sentences,
        tuple(Entity(name, name, "PERSON", tuple(found)) for name, found in mentions.items()),
        topics=tuple(TopicPassages(topic.name, topic.fingerprint, tuple(passages(topic))) for topic in topics),
    )


def answer_all() -> None:
    """Answer requests until there are no more."""
    sys.stdout.buffer.write(answer_frame(Ready("quick")))
    sys.stdout.buffer.flush()
    while request := read_request(sys.stdin.buffer):
        match request:
            case AnalyzeRequest(id, digest, text, topics):
                answer = WholeAnalysis(id, analysis(decode_text(text), digest, topics), 1)
            case ParseRequest(id):
                answer = Parsed(id, 1)
            case _:
                answer = UnknownArticle(request.id)
        sys.stdout.buffer.write(answer_frame(answer))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    if sys.argv[1:] == ["answer"]:
        answer_all()
    else:
        from tui.__main__ import main

        client.command = command
        main()
