"""The full-screen lists, in the real program in a real pseudo-terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reader import analysis
from tests.terminal import Terminal
from tests.test_across import fill
from tui.store.database import open_store

pytestmark = pytest.mark.tty


def program(folder: Path) -> Terminal:
    """The program with a library of two articles in which two people speak."""
    return Terminal.newsreader("--data-dir", folder / "data", home=folder, columns=80, rows=24, analysis=False)


def test_keys_and_mouse_lead_from_the_library_to_a_name_to_its_quotes_and_back(tmp_path: Path) -> None:
    fill(tmp_path)
    with program(tmp_path) as here:
        here.wait_for("2 articles")
        here.press("P")
        here.wait_for(re.compile(r"Odd Berg.* 2 "))
        here.press("j", "enter")
        here.wait_for("2 quotes in 2 articles")
        here.press("j", "enter")
        here.wait_for("By Ida Holm")
        here.press("q")
        here.wait_for("2/2")
        here.press("q")
        here.wait_for("Names in all articles")
        assert here.cells("Odd Berg")[0].bg != here.cells("Tora Lind")[0].bg, "the cursor is on the name it was on"
        here.press("q")
        here.resize(120, 24)
        here.wait_for(re.compile(r"(?m)^.{95,}last read first"))  # drawn at the new width
        here.click_on("last read first")
        here.wait_for("by title")
        here.click_on("People")
        here.wait_for("Odd Berg")
        here.click_on("Organisations")
        here.wait_for("island council")
        here.click_on(re.compile("People 2"))
        here.wait_for("Odd Berg")
        here.click_on("Odd Berg")
        here.wait_for("2/2")
        here.click_on("Odd Berg")
        here.wait_for("They did not ask us")
        here.press("Q")
        assert here.wait_end() == 0


def test_a_deleted_note_is_restored_and_library_filters_combine_with_the_typed_search(
    tmp_path: Path,
) -> None:
    articles = fill(tmp_path)
    with open_store(tmp_path / "data") as store:
        store.notebook.add(articles[0], analysis(articles[0]).sentences[2], note="Who voted?")
    with program(tmp_path) as here:
        here.wait_for("2 articles")
        here.press("C")
        here.wait_for("Who voted?")
        here.press("x")
        here.wait_for("No notes yet")
        here.press("ctrl+z")
        here.wait_for("Who voted?")
        here.press("q")
        here.resize(100, 30)
        here.wait_for("2 articles")
        here.press("m")
        here.wait_for(re.compile(r"1 article · with notes"))
        here.press("f")
        here.wait_for("Show only articles about which topic?")
        here.type("money")
        here.press("enter")
        here.wait_for("1 article · topic money · with notes")
        here.press("m")
        here.wait_for("2 articles · topic money")
        here.press("p")
        here.wait_for("Show only articles with which name?")
        here.type("Odd Berg")
        here.press("enter")
        here.wait_for("2 articles · Odd Berg · topic money")
        here.press("/")
        here.type("voted")
        here.wait_for(re.compile("note: .*Who voted"))
        here.press("escape")
        here.wait_for("last read first")
        here.press("p")
        here.wait_gone("Odd Berg ·")
