"""Keys typed while a dialog or a screen opens reach it in order; none is lost or used elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.events import Key, Paste
from textual.widgets import Input

import tui.screens.opening
from tests.reader import TEXT, find, reader, ready, screen, until
from tui.actions.key_names import textual_key
from tui.app import NewsReader
from tui.config.settings import Settings
from tui.screens.lists.places import SpokenScreen
from tui.screens.reading.screen import ReadingScreen

ENTER = "enter"


@pytest.fixture(autouse=True)
def _keys_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual as it is gives them to whatever has the focus meanwhile."""
    monkeypatch.setattr("tui.terminal.app.STOCK", False)


def type_at_once(app: App[Any], *words: str) -> None:
    """Send each letter, or the named key, without a pause."""
    for word in words:
        for key in [word] if word == ENTER else word:
            app.post_message(Key(textual_key(key), key if len(key) == 1 else None))


async def test_keys_typed_ahead_reach_each_of_several_dialogs_in_turn(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        here.view.go_to(find(here.session.article.text, "12 percent"))
        given = [(f"https://example.org/{i}/hijkq%e?x=!", f"shows the words k {i}") for i in range(3)]
        for where, note in given:
            type_at_once(app, "%e", where, ENTER, note, ENTER)
        type_at_once(app, "%e")
        app.post_message(Paste("https://pasted"))
        type_at_once(app, ".example", ENTER, ENTER, "%c")

        def stored() -> list[tuple[str, str]]:
            return [(one.where, one.note) for placed in here.session.placed for one in placed.highlight.evidence]

        await until(pilot, lambda: len(stored()) > 3 and here.session.placed[0].highlight.verdict == "confirmed")
        assert sorted(stored()) == sorted([*given, ("https://pasted.example", "")])
        assert (app.screen, here.sidebar.name_shown, here.session.active_topics) == (here, "people", [])


async def test_keys_typed_while_an_article_is_loading_reach_its_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, may_end = tui.screens.opening.load, asyncio.Event()

    async def slowly(*args: Any, **named: Any) -> Any:
        await may_end.wait()
        return await read(*args, **named)

    monkeypatch.setattr(tui.screens.opening, "load", slowly)
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(TEXT)
    app = NewsReader(
        Settings(), topics=(), data_dir=str(tmp_path), paths=[str(tmp_path / "one.md"), str(tmp_path / "two.md")]
    )
    async with app.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: getattr(app.screen, "items", ()))
        below = app.screen
        type_at_once(app, ENTER, "/night")
        await pilot.pause()
        assert app.screen is below
        may_end.set()
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: [field.value for field in app.screen.query(Input)] == ["night"])


async def test_keys_typed_while_a_dialog_waits_for_the_store_reach_it(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: app.services.store is not None and app.services.store.articles.speakers())
        type_at_once(app, "W", "odd be", ENTER)
        await until(pilot, lambda: isinstance(app.screen, SpokenScreen))
        assert app.screen.title_shown == "What Odd Berg said"
