"""The pictures in the README, made by the program itself on its samples.

`NEWSREADER_PICTURE=1 pytest -n0 tests/test_picture.py` recreates them; look at them before you commit them.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.reader import FakeAnalyst, ready, screen
from tui.app import NewsReader
from tui.config.settings import Settings
from tui.formats.loading import load_article
from tui.text.analysis import Analysis
from tui.text.article import Article
from tui.text.topic import Topic
from tui.text.topics_file import built_in_topics

HERE = Path(__file__).parent
PICTURE = HERE / "picture.svg"
SOURCES = HERE / "sources.svg"


Before = Callable[[Pilot[None]], Awaitable[None]]


async def said_and_topic(pilot: Pilot[None]) -> None:
    """Show the list of quotes and the passages on one topic."""
    await pilot.press("2", "w")
    await pilot.pause()
    here = screen(pilot.app)  # type: ignore[arg-type]  # tests run no other program
    here.view.go_to(here.session.passages("fentanyl").passages[0].span)


async def sources(pilot: Pilot[None]) -> None:
    """Show the sources of the article."""
    await pilot.press("$", "tab")


@pytest.mark.model
@pytest.mark.parametrize(
    ("picture", "sample", "before", "words"),
    [
        (PICTURE, "apec-summit.md", said_and_topic, ("López", "fentanyl")),
        (SOURCES, "port-vote.md", sources, ("Sorrento", "20%", "█")),
    ],
)
async def test_the_pictures_in_the_readme_can_be_recreated(
    picture: Path,
    sample: str,
    before: Before,
    words: Sequence[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    analyse: Callable[[Article, Sequence[Topic]], Analysis],
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    article = load_article(HERE.parent / "samples" / sample)
    topics = [topic for topic in built_in_topics() if topic.on]
    app = NewsReader(Settings(theme="newsreader-dark"), article=article, topics=topics, data_dir=str(tmp_path))
    app.services.analyst = FakeAnalyst(lambda article: analyse(article, topics))  # type: ignore[assignment]
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await before(pilot)
        await pilot.pause()
        drawn = app.export_screenshot(title="newsreader")
    assert all(word in drawn for word in words)
    assert str(tmp_path) not in drawn
    if os.environ.get("NEWSREADER_PICTURE"):
        picture.write_text(drawn, encoding="utf-8")
    assert picture.exists() and f"tests/{picture.name}" in (HERE.parent / "README.md").read_text(encoding="utf-8")
