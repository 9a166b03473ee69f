"""What was said over the whole library: on the command line and on a screen of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reader import TEXT, analysis, find
from tests.test_library_screen import library, program, until
from tui.across import said_by
from tui.cli.main import main
from tui.screens.across import SpokenScreen, place_lines
from tui.screens.choose import ChooseScreen
from tui.screens.reading import ReadingScreen
from tui.store.database import open_store
from tui.text.article import Article
from tui.text.files import load_article


def fill(folder: Path) -> list[Article]:
    """Two articles in which the same two people speak, the later one opened first."""
    articles = []
    with open_store(folder / "data") as store:
        for name, date in (("late", "2025-02-01"), ("early", "2024-02-01")):
            path = folder / f"{name}.md"
            path.write_text(f"---\ndate: {date}\n---\n\n" + TEXT)
            article = load_article(path)
            if name == "early":
                path.write_text(f"---\ndate: {date}\n---\n\n" + TEXT + "\nThat was all.\n")
                article = load_article(path)
            store.articles.keep(article)
            store.articles.keep_analysis(analysis(article), "test")
            articles.append(article)
    return articles


def test_all_words_of_a_speaker_come_by_date(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        said = [one for _, found in said_by(store, "berg") for one in found]
    assert [(one.date, one.who) for one in said] == [("2024-02-01", "Odd Berg"), ("2025-02-01", "Odd Berg")]
    assert "They did not ask us" in said[0].words
    lines = [line.plain for line in place_lines(said[0], 60)]
    assert "Odd Berg?" in lines[0] and all(len(line) <= 60 for line in lines)


def test_quotes_of_the_library_need_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    fill(tmp_path)
    assert main(["quotes", "--library", "--speaker", "lind", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 2 and {row["speaker"]["name"] for row in rows} == {"Tora Lind"}
    assert [Path(row["source"]).name for row in rows] == ["early.md", "late.md"]
    assert main(["entities", "--library"]) == 0
    assert "2 articles" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["--library", "some.md"]])
def test_either_paths_or_the_library_are_asked_for(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", *given]) == 2
    assert "--library" in capsys.readouterr().err


async def test_w_in_the_library_shows_everything_somebody_said_and_opens_the_place(tmp_path: Path) -> None:
    fill(tmp_path)
    app = program(tmp_path)
    app.analyst.answer = analysis  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press(*"berg", "enter")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen) and len(app.screen.items) == 2)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        here = app.screen
        assert isinstance(here, ReadingScreen)
        assert here.session.article.source.endswith("late.md")
        text = here.session.article.text
        await until(pilot, lambda: here.view.caret == find(text, "They did not ask").start - 1)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen))
