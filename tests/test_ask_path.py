"""The box that asks for a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.content import Content
from textual.widgets import Input, Static

from tests.reader import paste, until
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.ask_path import AskPathScreen, completed_path, folder_above
from tui.screens.dialogs.ask_target import AskTargetScreen
from tui.screens.dialogs.box import KeyLine
from tui.screens.dialogs.choose import OWN
from tui.screens.dialogs.choose_source import ChooseSourceScreen
from tui.screens.dialogs.confirm import ConfirmScreen
from tui.widgets.lists.item import Item
from tui.widgets.lists.item_list import ItemList


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "boats.md").write_text("# Boats")
    (tmp_path / ".hidden").write_text("")
    return tmp_path


def test_a_path_is_completed_folder_by_folder(folder: Path) -> None:
    assert completed_path(f"{folder}/") == completed_path(f"{folder}/art") == f"{folder}/articles/"
    assert completed_path(f"{folder}/articles/b") == f"{folder}/articles/boats.md"
    assert completed_path(f"{folder}/.h") == f"{folder}/.hidden"
    assert completed_path(f"{folder}/x") is completed_path(f"{folder}/x/y") is completed_path("https://a") is None


@pytest.mark.parametrize(
    ("typed", "above"),
    [("", "../"), ("../", "../../"), ("a/b/", "a/"), ("a/", "./"), ("/a/", "/"), ("/", ""), ("a", "")],
)
def test_the_folder_above_can_be_chosen(typed: str, above: str) -> None:
    assert folder_above(typed) == above


async def test_tab_completes_and_a_typo_can_be_corrected(folder: Path) -> None:
    app, answers = App[None](), []
    async with app.run_test() as pilot:
        app.push_screen(AskPathScreen(), answers.append)
        await pilot.pause()
        await paste(pilot, f"{folder}/articles/bx")
        await pilot.press("enter")
        await pilot.pause()
        assert not answers and "no such file" in str(app.screen.query_one(".problem", Static).render())
        await pilot.press("backspace")
        await pilot.pause()
        assert not app.screen.query_one(".problem").display
        await pilot.press("tab")
        assert app.screen.query_one(Input).value.endswith("boats.md")
        await pilot.press("enter")
        await pilot.pause()
        assert answers == [f"{folder}/articles/boats.md"]


async def test_a_file_is_chosen_from_the_list_with_keys_or_clicks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "zebra.md").write_text("# Zebra")
    long = f"zebra-{'and-another-' * 5}word.md"
    (folder / long).write_text("# Zebra")
    monkeypatch.chdir(folder)
    app, answers = App[None](), []
    async with app.run_test(size=(120, 24)) as pilot:
        app.push_screen(AskPathScreen(), answers.append)
        await pilot.pause()
        shown = [row.line.plain.strip() for row in app.screen.query_one(ItemList).items]
        assert shown == ["../", "articles/", long, "zebra.md"], "a wide screen has room for a long name"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert not answers and "Choose a file" in str(app.screen.query_one(".problem", Static).render())
        await pilot.press("down", "enter")
        await pilot.pause()
        assert answers == ["articles/boats.md"]
        app.push_screen(AskPathScreen(), answers.append)
        await pilot.pause()
        rows = app.screen.query_one(ItemList)
        await pilot.click(rows, offset=(3, 1))
        await pilot.pause()
        assert [item.key for item in rows._shown] == ["./", "articles/boats.md"]
        await pilot.click(rows, offset=(3, 0))
        await pilot.pause()
        assert [item.key for item in rows._shown][:2] == ["../", "./articles/"]
        await pilot.click(rows, offset=(3, 1))
        await pilot.pause()
        await pilot.click(rows, offset=(3, 1))
        await pilot.pause()
        assert answers[1:] == ["./articles/boats.md"]
        app.push_screen(AskPathScreen(), answers.append)
        await pilot.press(*"zebra.", "enter")
        await pilot.pause()
        assert answers[2:] == ["zebra.md"], "enter chooses the path that begins with what was typed"


async def test_a_suggested_answer_can_be_cleared_with_the_key_that_is_shown() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskScreen("Which file?", value="/tmp/a-report.html"))
        await pilot.pause()
        assert "ctrl+u Clear" in str(app.screen.query_one(KeyLine).render())
        await pilot.press("ctrl+u", "b")
        assert app.screen.query_one(Input).value == "b"


async def test_a_narrow_box_shows_the_whole_question_and_the_end_of_a_long_path() -> None:
    app: App[None] = App()
    async with app.run_test(size=(60, 16)) as pilot:
        question = "Export the notes to which file? (.md, .csv or .json)"
        await app.push_screen(AskScreen(question, value="/a" * 40 + "/notes.md"))
        await until(pilot, lambda: app.screen.query_one(Input).scroll_offset.x > 0)
        assert app.screen.query_one(".question").size.width >= len(question)
        assert "/notes.md" in "".join(segment.text for segment in app.screen.query_one(Input).render_line(0))


async def test_typing_replaces_the_suggested_name_of_a_file_and_leaves_its_folder_and_ending(folder: Path) -> None:
    app, answers = App[None](), []
    async with app.run_test(size=(100, 24)) as pilot:
        for typed, name in (("rows", "rows.csv"), ("rows.md", "rows.md"), ("", "names.csv")):
            screen = AskTargetScreen("Which file?", value=str(folder / "names.csv"), suffixes=(".csv", ".md"))
            app.push_screen(screen, answers.append)
            await pilot.pause()
            assert screen.query_one(Input).size.width > 80, "room for a path"
            await pilot.press(*typed, "enter")
            await pilot.pause()
            assert answers[-1] == str(folder / name)


async def test_an_existing_file_is_named_only_after_the_reader_agrees_to_replace_it(folder: Path) -> None:
    notes, table = folder / "notes.md", folder / "rows.csv"
    notes.write_text("mine")
    table.write_text("mine")
    app, answers = App[None](), []
    async with app.run_test(size=(100, 24)) as pilot:
        for target, merges in ((table, ()), (notes, [".md"])):
            screen = AskTargetScreen("Which file?", value=str(target), suffixes=(".csv", ".md"), merges=merges)
            app.push_screen(screen, answers.append)
            await pilot.press("enter")
            await pilot.pause()
            if not merges:
                assert isinstance(app.screen, ConfirmScreen) and not answers
                await pilot.press("n", "enter", "y")
                await pilot.pause()
            assert answers[-1] == str(target)
    assert answers == [str(table), str(notes)]


async def test_where_an_article_is_chosen_a_click_opens_a_folder_and_takes_a_file(folder: Path) -> None:
    app, answers = App[None](), []
    async with app.run_test() as pilot:
        known = Item("boats", Content("Boats and articles"), search="boats and articles")
        app.push_screen(ChooseSourceScreen("Which article?", [known], own="Read the file or address "), answers.append)
        await pilot.pause()
        await paste(pilot, f"{folder}/art")
        (row,) = app.screen.query_one(ItemList)._shown
        assert row.line.plain.split() == ["folder", "articles/"]
        await pilot.click(ItemList, offset=(16, 0))
        await pilot.pause()
        assert app.screen.query_one(Input).value == f"{folder}/articles/" and not answers
        await pilot.click(ItemList, offset=(16, 0))
        await pilot.pause()
        assert answers == [f"{OWN}{folder}/articles/boats.md"]
        app.push_screen(ChooseSourceScreen("Which article?", [known], own="Read the file or address "), answers.append)
        await pilot.press(*"https://a.org/")
        assert "Read the file or address https://a.org/" in [
            one.line.plain for one in app.screen.query_one(ItemList)._shown
        ]
        await pilot.press("enter")
        await pilot.pause()
        assert answers[1:] == [f"{OWN}https://a.org/"]
