"""What changed between two texts of an article, as the reader is told."""

from __future__ import annotations

from pathlib import Path

from tests.reader import analysis, article, reader, ready, screen
from tests.test_library_screen import until
from tui.screens.difference import DifferenceScreen, change_line, rows, summary
from tui.store.database import open_store
from tui.text.difference import changed_findings, changed_words
from tui.text.files import parse_article

OLD = "# Ferry\n\nThe boats would sail from May. Prices rise by 12 percent.\n\nNobody was asked."
NEW = "# Ferry\n\nThe boats would sail from June. Prices rise by 12 percent.\n\nNobody was asked. Not once."


def test_the_change_is_told_with_what_went_and_what_came_and_signs_for_both() -> None:
    old, new = parse_article(OLD, "f.md", format="markdown"), parse_article(NEW, "f.md", format="markdown")
    changes = changed_words(old.text, new.text)
    assert summary(old, new, changes) == "What changed: 1 word removed, 3 added, in 2 places"
    assert "sail from [−May−] [+June+]. Prices" in change_line(old, new, changes[0]).plain
    listed = rows(old, new, changed_findings(old, None, new, None), changes, waiting=False)
    assert [new.words(row.place) for row in listed if row.place][0] == "June"


def test_the_same_words_are_told_as_such() -> None:
    old = parse_article(OLD, "f.md", format="markdown")
    assert summary(old, old, []) == "The two texts have the same words."


async def test_r_reads_the_file_again_and_shows_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    first = article(str(path))
    path.write_text(first.text)
    app = reader(tmp_path, of=first)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await pilot.pause(0.2)
        path.write_text("# Ferry to run at night\n\nThe island council voted on Friday.")
        app.analyst.answer = lambda of: analysis(first)  # type: ignore[attr-defined]
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen))
        here = app.screen
        assert isinstance(here, DifferenceScreen)
        await until(pilot, lambda: here._rows)
        await pilot.press("escape")
        await until(pilot, lambda: screen(app).session.article.text.endswith("voted on Friday."))
    with open_store(tmp_path / "data") as store:
        assert len(store.articles.versions(str(path))) == 2


async def test_a_file_that_is_still_the_same_is_told_to_be(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text(OLD)
    app = reader(tmp_path, of=parse_article(OLD, str(path), format="markdown"))
    app.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: any("same text" in note.message for note in app._notifications))


async def test_an_article_that_changed_since_it_was_read_is_told_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    with open_store(tmp_path / "data") as store:
        store.articles.keep(parse_article(OLD, str(path), format="markdown"))
    path.write_text(NEW)
    app = reader(tmp_path, of=parse_article(NEW, str(path), format="markdown"))
    app.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: any("has changed since you read it" in n.message for n in app._notifications))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen._rows)
        await pilot.press("enter")
        await until(pilot, lambda: screen(app).view.caret == NEW.index("June") - 2)
