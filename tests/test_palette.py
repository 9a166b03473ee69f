"""The palette: every action by name, and the entries of the article."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App, ComposeResult
from textual.command import CommandPalette
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from tests.reader import until
from tui.actions.help_rows import GROUPS
from tui.actions.keys import keys_of
from tui.actions.table import ACTIONS, allowed, bindings
from tui.look.themes import OWN
from tui.screens.dialogs.box import KeyLine
from tui.screens.dialogs.palette import _FIRST, PROVIDERS, PaletteItem, doable, everything


class Pane(Widget, can_focus=True):
    """Has two actions, one of them only while selecting."""

    BINDINGS = [*bindings("article")]

    def action_top(self) -> None:
        self.app.exit("top")

    def action_select_none(self) -> None:
        self.app.exit("select none")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("article", action)


class Rows(Widget, can_focus=True):
    """A list that can be sorted."""

    BINDINGS = [*bindings("sidebar")]

    def action_sort(self) -> None:
        self.app.exit("sorted")


class Reading(Screen[None]):
    """Has an article with awkward names."""

    BINDINGS = [*bindings("reading")]

    def compose(self) -> ComposeResult:
        yield Pane()
        yield Rows()

    def palette_items(self) -> Iterable[PaletteItem]:
        yield PaletteItem("Topic", "harbours", lambda: self.app.exit("topic"), "3 passages, off")
        yield PaletteItem("Person", "Ana [bold]Quiroga\x1b[2J", lambda: self.app.exit("person"), "[/] 4 times")
        for number in range(200):
            yield PaletteItem("Heading", f"Chapter {number}", lambda: None)

    def action_delete(self) -> None:
        """Only offered."""

    def action_state_date(self) -> None:
        """Only offered."""

    def action_show_list(self, name: str) -> None:
        """Only offered."""

    def action_zen(self) -> None:
        self.app.exit("zen")

    def action_topic(self, number: int) -> None:
        self.app.exit(f"topic {number}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("reading", action)


class Host(App[str]):
    """An app with only the palette."""

    BINDINGS = [*bindings("app")]
    COMMANDS = PROVIDERS

    def __init__(self) -> None:
        super().__init__()
        self.keys = keys_of("default", {"zen": "f9"})

    def on_mount(self) -> None:
        self.push_screen(Reading())


async def ask(app: Host, pilot, words: str) -> list[str]:  # type: ignore[no-untyped-def]  # textual.pilot.Pilot[str]
    await pilot.press("ctrl+p")
    app.screen.query_one(Input).value = words
    await pilot.pause()
    await until(pilot, lambda: all(worker.is_finished for worker in app.workers))
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(row).prompt) for row in range(options.option_count)]


async def test_the_palette_lists_only_what_the_screen_can_do() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.screen.query_one(Pane).focus()
        await pilot.pause()
        found = {action.id: node for action, node in doable(app.screen)}
        assert {"top", "zen", "list_sort"} <= found.keys()
        assert not {"topic_1", "bottom", "select_none", "label_1", "palette"} & found.keys()
        assert isinstance(found["top"], Pane) and isinstance(found["list_sort"], Rows)


async def test_the_palette_is_a_box_like_the_others() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.push_screen(everything())
        await until(pilot, lambda: app.screen.query(Input))
        box = app.screen.query_one(Vertical)
        assert str(box.query_one(KeyLine).render()) == "enter Run  ↓ ↑ Move  esc Cancel"
        assert box.styles.border_top[0] == "round" and box.styles.width is not None and box.styles.width.value == 84


async def test_before_typing_topics_come_first_and_movements_last() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.screen.query_one(Pane).focus()
        rows = await ask(app, pilot, "")
        assert rows[0] == "Topic: harbours\n3 passages, off"
        assert not any(row.startswith("Topic 1") for row in rows)
        assert any(row.startswith("Top of the article") for row in rows[-8:])
        cut = [row.rpartition("\n")[2].removesuffix("…") for row in rows if row.endswith("…")]
        assert cut and all(any(action.help.startswith(words) for action in ACTIONS) for words in cut)
        assert all(words.endswith(" ") for words in cut), "explanations are cut between words"


async def test_every_group_of_actions_has_a_rank() -> None:
    assert sorted(_FIRST) == sorted(GROUPS)


async def test_typing_finds_an_action_and_shows_its_key() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "only the text")
        assert rows[0].split("  ")[0] == "Show only the text" and rows[0].split()[-1] == "F9"


async def test_typing_a_key_lists_the_action_of_that_key_first() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "Q")
        assert rows[0].split() == ["Quit", "Q"]


async def test_the_shortest_name_that_begins_as_typed_comes_first() -> None:
    app = Host()
    async with app.run_test() as pilot:
        for typed, first in {"colour": "Colours: choose a theme", "top": "Top of the article"}.items():
            assert (await ask(app, pilot, typed))[0].startswith(first)
            await pilot.press("escape")


async def test_a_whole_word_of_a_name_comes_before_the_beginning_of_one() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "date")
        assert rows[0].startswith("State the date of publication")
        assert any(row.startswith("Figures and dates") for row in rows)


async def test_what_only_has_the_letters_of_a_word_is_not_shown_beside_what_has_the_word() -> None:
    app = Host()
    async with app.run_test() as pilot:
        assert [row.split("  ")[0] for row in await ask(app, pilot, "theme")] == ["Colours: choose a theme"]


async def test_a_word_of_a_theme_finds_it_and_no_action_that_deletes() -> None:
    app = Host()
    for theme in OWN:
        app.register_theme(theme)
    async with app.run_test() as pilot:
        for typed, first in {"light": "Theme: newsreader-light", "dark": "Theme: newsreader-dark"}.items():
            rows = await ask(app, pilot, typed)
            assert rows[0] == first and not any(row.startswith("Delete") for row in rows)
            await pilot.press("escape")
        assert (await ask(app, pilot, "del"))[0].startswith("Delete the highlight")
        await pilot.press("escape")
        await ask(app, pilot, "newsreader-l")
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "newsreader-light")


async def test_choosing_an_action_runs_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await ask(app, pilot, "only the text")
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == "zen"


async def test_a_list_action_runs_in_the_list() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.screen.query_one(Pane).focus()
        await ask(app, pilot, "sort or group")
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == "sorted"


async def test_entries_of_the_article_are_found_by_kind_and_name() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "topic harb")
        assert rows[0] == "Topic: harbours\n3 passages, off"
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == "topic"


async def test_markup_and_control_characters_in_a_name_are_shown_literally() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "quiroga")
        assert rows[0] == "Person: Ana [bold]Quiroga␛[2J\n[/] 4 times"


async def test_the_number_of_matching_entries_is_limited() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = await ask(app, pilot, "chapter")
        assert 0 < sum(row.startswith("Heading") for row in rows) <= 60


async def test_a_screen_without_an_article_offers_only_actions() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.push_screen(Screen())
        await pilot.pause()
        rows = await ask(app, pilot, "quit")
        assert any(row.startswith("Quit") for row in rows)
        assert isinstance(app.screen, CommandPalette)
