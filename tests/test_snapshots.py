"""Pictures of a few chosen screens. After an intended change run `pytest tests/test_snapshots.py --snapshot-update`
and look at each picture in `__snapshots__` before you commit it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.reader import article, find, paste, reader, ready, screen, until
from tui.app import NewsReader
from tui.config.settings import Settings
from tui.screens.lists.names import NamesScreen

Before = Callable[[Pilot[None]], Awaitable[None]]
WIDE, SMALL = (110, 30), (80, 24)


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Run the reader in a terminal with known colours, do something, and compare the picture."""

    def compare(
        before: Before, size: tuple[int, int] = WIDE, theme: str = "newsreader-dark", color: bool = True
    ) -> bool:
        for name in ("COLORFGBG", "NO_COLOR", "TERM_PROGRAM"):
            monkeypatch.delenv(name, raising=False)
        if not color:
            monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLORTERM", "truecolor")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        app = reader(tmp_path, of=article("ferry.md"), settings=Settings(theme=theme), page_under_boxes=True)
        app.animation_level = "none"

        async def until_ready(pilot: Pilot[None]) -> None:
            await ready(pilot)
            await before(pilot)
            await until(pilot, lambda: all(worker.is_finished for worker in app.workers))

        return snap_compare(app, terminal_size=size, run_before=until_ready)

    return compare


async def nothing(pilot: Pilot[None]) -> None:
    """Leave the screen as it is after the analysis."""


async def notes(pilot: Pilot[None]) -> None:
    """Two topics on, a mark, a mark with a note over another, and the list of notes."""
    here = screen(pilot.app)  # type: ignore[arg-type]  # tests run no other program
    await pilot.press("1", "2")
    here.view.go_to(find(here.session.article.text, "Fishermen"))
    await pilot.press("m", "3", "V", "a")
    await paste(pilot, "Ask the harbour office. #nets")
    await pilot.press("ctrl+s")
    await pilot.pause()
    here.view.go_to(find(here.session.article.text, "Ticket"))
    await pilot.press("m", "1", "c")


def test_the_first_screen(look: Callable[..., bool]) -> None:
    assert look(nothing)


def test_active_topics(look: Callable[..., bool]) -> None:
    async def on(pilot: Pilot[None]) -> None:
        await pilot.press("1", "2", "right_square_bracket")

    assert look(on)


def test_a_folded_article(look: Callable[..., bool]) -> None:
    async def folded(pilot: Pilot[None]) -> None:
        await pilot.press("2", "&")

    assert look(folded, SMALL)


def test_who_said_what(look: Callable[..., bool]) -> None:
    async def quotes(pilot: Pilot[None]) -> None:
        await pilot.press("w", "w", "j")

    assert look(quotes)


def test_marks_and_notes(look: Callable[..., bool]) -> None:
    assert look(notes)


def test_names_in_all_articles(look: Callable[..., bool]) -> None:
    async def names(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsReader)
        await until(pilot, lambda: app.services.store is not None and app.services.store.articles.people())
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, NamesScreen) and app.screen.done == 1 and app.screen.items)

    assert look(names, SMALL)


def test_help(look: Callable[..., bool]) -> None:
    async def asked(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")

    assert look(asked, SMALL)


def test_a_list_over_the_text_in_a_small_terminal(look: Callable[..., bool]) -> None:
    async def quotes(pilot: Pilot[None]) -> None:
        await pilot.press("w", "j")

    assert look(quotes, SMALL)


def test_all_but_a_paragraph_dimmed(look: Callable[..., bool]) -> None:
    async def dimmed(pilot: Pilot[None]) -> None:
        await pilot.press("1", "right_curly_bracket", "right_curly_bracket", "right_curly_bracket", "Z")

    assert look(dimmed)


def test_a_small_terminal(look: Callable[..., bool]) -> None:
    assert look(nothing, SMALL)


def test_on_a_light_background(look: Callable[..., bool]) -> None:
    assert look(notes, WIDE, "newsreader-light")


def test_without_colours(look: Callable[..., bool]) -> None:
    assert look(notes, WIDE, "auto", False)
