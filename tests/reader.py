"""The program for tests, with an article of its own and an analyst that answers at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from textual import events

from tui.app import NewsReader
from tui.config.settings import Settings
from tui.formats.loading import parse_article
from tui.screens.reading.screen import ReadingScreen
from tui.screens.reading.startup import Stage
from tui.text.analysis import (
    Analysis,
    Because,
    Entity,
    Figure,
    Mention,
    Passage,
    Quote,
    Speaker,
    TimeExpression,
    TopicPassages,
)
from tui.text.article import Article
from tui.text.span import Span
from tui.text.topic import Topic
from tui.widgets.article.layers import Mark

TEXT = """\
# Ferry to run at night

By Ida Holm

The island council voted on Monday to let the ferry run at night. Mayor Tora Lind said the boats
would sail from May.

"We have waited ten years for this," Lind said. "Nobody should have to sleep in a car."

Fishermen fear for their nets. "They did not ask us," said Odd Berg, who fishes off the northern shore.
He wants 40 percent of the fares to go to the harbour.

## What comes next

Ticket prices rise by 12 percent. Lind promised that the council would look at the fares again in autumn.
"""

TOPICS = (
    Topic("ferry", terms=("ferry", "boat"), on=True),
    Topic("money", terms=("fare", "price"), on=True),
)


def article(source: str = "ferry.md") -> Article:
    """The article used in these tests."""
    return parse_article(TEXT, source, format="markdown")


def find(text: str, words: str, nth: int = 0) -> Span:
    """The position of the nth occurrence of some words."""
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


def analysis(of: Article, topics: Sequence[Topic] = TOPICS) -> Analysis:
    """What a perfect analysis would find, as far as the tests need it."""
    text = of.text
    sentences = tuple(
        Span(block.span.start + match.start(), block.span.start + match.end())
        for block in of.blocks
        for match in re.finditer(r"\S.*?(?:[.!?][”\"]?(?=\s)|$)", text[block.span.start : block.span.end], re.S)
    )
    lind = Speaker(find(text, "Lind", 1), "Tora Lind", "e1")
    berg = Speaker(find(text, "Odd Berg"), "Odd Berg", "e2")
    found = {
        "ferry": [sentences[2], sentences[3]],
        "money": [
            span for span in sentences if "fares" in text[span.start : span.end] or "prices" in text[slice(*span)]
        ],
    }
    return Analysis(
        digest=of.digest,
        model="test",
        sentences=sentences,
        entities=(
            Entity(
                "e1",
                "Tora Lind",
                "PERSON",
                (Mention(find(text, "Tora Lind")), Mention(find(text, "Lind", 1)), Mention(find(text, "Lind", 2))),
                ("Lind",),
            ),
            Entity("e2", "Odd Berg", "PERSON", (Mention(find(text, "Odd Berg")),)),
            Entity("e3", "island council", "ORG", (Mention(find(text, "island council")),)),
        ),
        quotes=(
            Quote(
                "direct",
                (
                    find(
                        text,
                        "“We have waited ten years for this,”"
                        if "“" in text
                        else '"We have waited ten years for this,"',
                    ),
                    find(
                        text,
                        '"Nobody should have to sleep in a car."'
                        if "“" not in text
                        else "“Nobody should have to sleep in a car.”",
                    ),
                ),
                find(text, "said", 1),
                lind,
                reason="subject of “said”, same sentence",
            ),
            Quote(
                "direct",
                (find(text, '"They did not ask us,"' if "“" not in text else "“They did not ask us,”"),),
                find(text, "said", 2),
                berg,
                reason="subject of “said”, same sentence",
                unsure=True,
            ),
        ),
        topics=tuple(
            TopicPassages(
                topic.name,
                topic.fingerprint,
                tuple(
                    Passage(span, (Because(span, "term", f"it speaks of {topic.name}"),))
                    for span in found.get(topic.name, ())
                ),
            )
            for topic in topics
        ),
        figures=(Figure(find(text, "40 percent"), "PERCENT", sentences[-4], "Odd Berg"),),
        dates=tuple(
            TimeExpression(span, "past", next(sentence for sentence in sentences if sentence.contains(span)))
            for span in (
                find(text, words, nth) for words, nth in (("Monday", 0), ("May", 1)) if text.count(words) > nth
            )
        ),
    )


class FakeAnalyst:
    """Replaces the analysis process: returns what a test provides and counts how often it was asked."""

    running = True

    def __init__(self, answer: Callable[[Article], Analysis] = analysis) -> None:
        self.answer = answer
        self.asked = 0
        self.ahead: list[str] = []
        """Sources of the articles to be parsed before they are opened."""

    async def parse_ahead(self, article: Article) -> None:
        self.ahead.append(article.source)

    async def prepare(self) -> None:
        pass

    async def analyze(self, article: Article, topics: Sequence[Topic] = (), **_: object) -> Analysis:
        self.asked += 1
        found = self.answer(article)
        return replace(found, topics=tuple(t for t in found.topics if t.name in {topic.name for topic in topics}))

    async def passages(self, article: Article, topics: Sequence[Topic]) -> tuple[list[TopicPassages], int]:
        self.asked += 1
        text = article.text
        return [
            TopicPassages(
                topic.name,
                topic.fingerprint,
                tuple(
                    Passage(span, (Because(span, "term", "a term"),))
                    for span in self.answer(article).sentences
                    if any(term.casefold() in text[slice(*span)].casefold() for term in topic.terms)
                ),
            )
            for topic in topics
        ], 1

    async def close(self) -> None:
        """There is nothing to end."""


def reader(
    folder: Path, *, of: Article | None = None, settings: Settings | None = None, page_under_boxes: bool = False
) -> NewsReader:
    """The program on the test article, with its store in `folder`, not yet running. Boxes cover the page unless a test
    looks at colours."""
    app = NewsReader(
        settings or Settings(),
        article=of or article(str(folder / "ferry.md")),
        topics=TOPICS,
        data_dir=str(folder / "data"),
    )
    app.services.analyst = FakeAnalyst()  # type: ignore[assignment]
    if not page_under_boxes:
        cover_the_page(app)
    return app


def cover_the_page(app: NewsReader) -> None:
    """Let open boxes hide the screen below them. Dimming it afresh for each frame of a box takes a tenth of the time of
    the tests of notes."""
    app.stylesheet.add_source("ModalScreen { background: $background !important; }", ("tests/reader.py", "boxes"))


def screen(app: NewsReader) -> ReadingScreen:
    """The reading screen on display."""
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


PATIENCE = 60.0
"""Seconds. Far more than anything takes, because a busy machine is not a failure."""


async def until(pilot: object, seen: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause(0.02)  # type: ignore[attr-defined]
        if seen():
            return
    raise AssertionError("the condition was never met")


async def ready(pilot: object) -> None:
    """Wait until the analysis is shown."""
    app = pilot.app  # type: ignore[attr-defined]

    def shown() -> bool:
        here = app.screen
        return (
            isinstance(here, ReadingScreen)
            and here.session.analysis is not None
            and not here.status.progress
            and here.startup.stage is Stage.READY
        )

    await until(pilot, shown)


async def paste(pilot: object, words: str) -> None:
    """Put words into the field that has the focus. Keys that are pressed one by one take a hundred times as long."""
    pilot.app.post_message(events.Paste(words))  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


def marks(here: ReadingScreen, layer: str) -> list[Mark]:
    """The marks in one layer of the pane."""
    found = here.view._layers.get(layer)
    return list(found.marks) if found else []


def rows(here: ReadingScreen) -> list[str]:
    """The rows on display, including headings."""
    return [item.line.plain for item in here.sidebar.list._shown]


def names(here: ReadingScreen) -> list[str]:
    """The names in the current analysis."""
    assert here.session.analysis
    return [entity.name for entity in here.session.analysis.entities]
