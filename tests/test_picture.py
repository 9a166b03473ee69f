"""The picture in the README, made by the program itself on one of its samples.

`NEWSREADER_PICTURE=1 pytest -n0 tests/test_picture.py` makes it anew; look at it before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

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


@pytest.mark.model
async def test_the_picture_in_the_readme_can_be_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, analyse: Callable[[Article, Sequence[Topic]], Analysis]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    article = load_article(HERE.parent / "samples" / "apec-summit.md")
    topics = [topic for topic in built_in_topics() if topic.on]
    app = NewsReader(Settings(theme="newsreader-dark"), article=article, topics=topics, data_dir=str(tmp_path))
    app.services.analyst = FakeAnalyst(lambda article: analyse(article, topics))  # type: ignore[assignment]
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("2", "w")
        await pilot.pause()
        here = screen(app)
        here.view.go_to(here.session.passages("fentanyl").passages[0].span)
        await pilot.pause()
        picture = app.export_screenshot(title="newsreader")
    assert "López" in picture and "fentanyl" in picture
    assert str(tmp_path) not in picture
    if os.environ.get("NEWSREADER_PICTURE"):
        PICTURE.write_text(picture, encoding="utf-8")
    assert PICTURE.exists() and "tests/picture.svg" in (HERE.parent / "README.md").read_text(encoding="utf-8")
