"""The filters of the library, one after another and with a typed search."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.widgets import Static

from tests.reader import analysis, paste, until
from tests.test_across import fill
from tests.test_library_screen import library, program
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.lists.library import LibraryScreen
from tui.store.database import open_store


async def test_filters_by_topic_name_and_notes_combine_with_the_typed_search(tmp_path: Path) -> None:
    articles = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        store.notebook.add(articles[0], analysis(articles[0]).sentences[2], note="Who voted?")
    app = program(tmp_path)

    def summary(words: str) -> bool:
        return isinstance(app.screen, LibraryScreen) and words in str(app.screen.query_one(".summary", Static).content)

    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: summary("2 articles"))
        await pilot.press("m")
        await until(pilot, lambda: summary("1 article · with notes"))
        for key, typed, found in (
            ("f", "money", "1 article · topic money · with notes"),
            ("m", "", "2 articles · topic money"),
            ("p", "Odd Berg", "2 articles · Odd Berg · topic money"),
        ):
            await pilot.press(key)
            if typed:
                await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
                await paste(pilot, typed)
                await pilot.press("enter")
            await until(pilot, partial(summary, found))
        await pilot.press("slash")
        await paste(pilot, "voted")
        await until(pilot, lambda: [item.found_in for item in library(app).items].count("note") == 1)
        await pilot.press("escape")
        await until(pilot, lambda: len(library(app).items) == 2)
        await pilot.press("p")
        await until(pilot, lambda: summary("2 articles · topic money"))
