"""The table of actions, and the keys that presets and the settings give them."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter

import pytest
from textual.app import App, ComposeResult
from textual.keys import _normalize_key_list
from textual.screen import Screen
from textual.widget import Widget

from tui.actions.find_switches import SWITCHES
from tui.actions.footers import FOOTERS, footer_for
from tui.actions.help_rows import GROUPS, help_rows
from tui.actions.key_names import parse_keys, shown, textual_key
from tui.actions.keys import keymap, keys_of
from tui.actions.menus import MENUS
from tui.actions.presets import PRESETS
from tui.actions.scopes import CHAINS, SCOPES
from tui.actions.table import (
    ACTIONS,
    BY_ID,
    SELECTING,
    actions_of,
    allowed,
    bindings,
    scopes_at,
)
from tui.cli import keys as keys_command
from tui.config.settings import Settings
from tui.library.session import Session
from tui.screens.dialogs.menu import TAKEN, letters_for
from tui.screens.services import Services
from tui.text.article import Article


def test_ids_are_unique_and_every_scope_and_group_is_known() -> None:
    assert [id for id, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []
    assert {action.scope for action in ACTIONS} == set(SCOPES)
    assert {action.group for action in ACTIONS} == set(GROUPS)


def test_importing_the_action_table_does_not_import_textual() -> None:
    code = "import sys, tui.actions.table; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_gives_a_key_two_meanings_in_one_place(preset: str) -> None:
    keys = keys_of(preset)
    assert keys.problems == ()
    for scope in SCOPES:
        holders: dict[str, list[str]] = {}
        for action in actions_of(scope):
            for key in keys[action.id]:
                holders.setdefault(key, []).append(action.id)
        for ids in holders.values():
            modes = [BY_ID[id].when for id in ids]
            assert len(set(modes)) == len(modes) and (len(modes) == 1 or "" not in modes), ids


@pytest.mark.parametrize("preset", PRESETS)
def test_the_keys_for_matches_mean_the_same_in_the_sidebar(preset: str) -> None:
    keys = keys_of(preset)
    matches = {key for id in ("find_next", "find_previous") for key in keys[id]}
    assert not [action.id for action in actions_of("sidebar") if matches.intersection(keys[action.id])]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_entry_of_a_preset_takes_effect(preset: str) -> None:
    keys = keys_of(preset)
    for id, value in PRESETS[preset].items():
        assert list(keys[id]) == parse_keys(value)[0]
        assert parse_keys(value)[1] == []


@pytest.mark.parametrize("preset", PRESETS)
def test_undo_and_redo_have_the_same_keys_on_every_screen(preset: str) -> None:
    keys = keys_of(preset)
    for name in ("undo", "redo"):
        ids = [action.id for action in ACTIONS if action.name == name]
        assert len(ids) > 2 - (name == "redo") and {tuple(keys[id]) for id in ids} == {tuple(keys[name])}, ids


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_leaves_only_actions_without_a_key_that_it_lists_as_such(preset: str) -> None:
    keys = keys_of(preset)
    without = {action.id for action in ACTIONS if action.keys and not keys[action.id]}
    assert without == {id for id, value in PRESETS[preset].items() if not value}


@pytest.mark.parametrize(
    ("key", "id"),
    [
        ("j", "line_down"),
        ("down", "line_down"),
        ("ctrl+d", "half_page_down"),
        ("space", "page_down"),
        ("b", "page_up_or_word"),
        ("G", "bottom"),
        ("}", "paragraph_next"),
        ("(", "sentence_previous"),
        ("*", "word_under_caret"),
        ("/", "find"),
        ("N", "find_previous"),
        ("shift+tab", "switch_pane_back"),
        ("9", "topic_9"),
        ("p", "show_people"),
        ("w", "show_quotes"),
        ("c", "show_notes"),
        ("#", "show_figures"),
        ("L", "show_outline"),
        ("]", "item_next"),
        ("i", "explain"),
        ("'", "back"),
        ("ctrl+o", "back"),
        ("f", "choose_topics"),
        ("F", "new_topic"),
        ("&", "only_matching"),
        ("v", "select_sentence"),
        ("V", "select_paragraph"),
        ("m", "mark"),
        ("a", "note"),
        ("t", "tag"),
        ("e", "edit_note"),
        ("x", "delete"),
        ("s", "mend"),
        ("ctrl+z", "undo"),
        ("ctrl+y", "redo"),
        ("y", "copy"),
        ("Y", "copy_with_source"),
        ("E", "export"),
        ("K", "concordance"),
        ("o", "open_source"),
        ("O", "open_another"),
        ("<", "article_previous"),
        (">", "article_next"),
        ("r", "reload"),
        ("z", "zen"),
        ("+", "wider"),
        ("-", "narrower"),
        ("\\", "toggle_sidebar"),
        ("?", "help"),
        ("f1", "help"),
        (":", "palette"),
        ("ctrl+p", "palette"),
        ("q", "close"),
        ("escape", "leave"),
        ("Q", "quit"),
        ("ctrl+q", "quit_always"),
    ],
)
def test_each_key_in_the_article_does_what_the_action_table_says(key: str, id: str) -> None:
    for scope in CHAINS["article"]:
        hits = [action for action in actions_of(scope) if key in action.keys and not action.when]
        if hits:
            assert [action.id for action in hits] == [id]
            return
    raise AssertionError(f"{key} does nothing")


# -- modes


def test_w_extends_by_a_word_only_while_a_selection_is_extended() -> None:
    assert allowed("article", "select_word_next", {SELECTING})
    assert not allowed("article", "select_word_next")


def test_actions_missing_from_the_table_are_allowed() -> None:
    assert allowed("article", "something_of_textual")
    assert allowed("sidebar", "label")


def test_no_label_has_the_letter_of_an_action_in_the_same_menu() -> None:
    keys = {key for id in MENUS["article"] for key in BY_ID[id].keys[:1]}
    letters = {key for key in keys if len(key) == 1 and key.isalpha() and key.islower()}
    assert letters and letters <= set(TAKEN)
    assert letters_for(["claim", "todo", "x"]) == ["c", "o", ""]


# -- the footer


@pytest.mark.parametrize("scope", FOOTERS)
def test_the_keys_in_a_footer_work_in_its_pane_and_the_last_one_is_help(scope: str) -> None:
    pane, _, row_kind = scope.partition(" ")
    actions = footer_for(pane, row_kind)
    assert len(set(actions)) == len(actions) and actions[-1].id == "help"
    assert all(action.scope in CHAINS[pane] and action.keys and action.short for action in actions)


@pytest.mark.parametrize("scope", ["library", "notes", "across", "names", "concordance", "evidence"])
def test_the_footer_of_a_list_that_can_be_exported_says_so(scope: str) -> None:
    shown = {action.id: action.short for action in footer_for(scope)}
    assert shown["export_rows"] == "Export"
    assert scope not in ("across", "names") or shown["across_dossier"] == "Dossier"


def test_the_footer_of_the_notes_says_what_attaches_an_orphan() -> None:
    assert ("mend", "Attach") in [(action.id, action.short) for action in footer_for("sidebar", "note")]


@pytest.mark.parametrize("chain", CHAINS.values())
def test_each_pane_marks_at_most_five_actions_for_textuals_own_footer(chain: tuple[str, ...]) -> None:
    assert sum(action.footer for scope in chain for action in actions_of(scope)) <= 5


# -- keys


def test_keys_are_spelt_as_textual_spells_them() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert textual_key(key) == _normalize_key_list(key)
            assert parse_keys([key]) == ([key], [])
            assert parse_keys([textual_key(key)]) == ([key], [])


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("x", ["x"]),
        ("x, ctrl+x", ["x", "ctrl+x"]),
        (["x", "ctrl+x", "x"], ["x", "ctrl+x"]),
        (" ", ["space"]),
        ([","], ["comma"]),
        ("comma", ["comma"]),
        ("CTRL+X", ["ctrl+x"]),
        ("shift+a", ["A"]),
        ("PageDown", ["pagedown"]),
        ("F5", ["f5"]),
        ("ctrl+i", ["tab"]),
        ("ctrl++", ["ctrl++"]),
        ("question_mark", ["?"]),
        ("é", ["é"]),
        ("", []),
    ],
)
def test_keys_may_be_written_in_several_ways(value: str | list[str], keys: list[str]) -> None:
    assert parse_keys(value) == (keys, [])


@pytest.mark.parametrize("wrong", ["ctl+x", "f99", "pagdown", "ctrl+", "ab", "\x07"])
def test_an_unknown_key_is_returned_as_wrong(wrong: str) -> None:
    assert parse_keys([wrong]) == ([], [wrong])


def test_keys_are_shown_as_printed_on_the_keyboard() -> None:
    assert shown(("pagedown", "ctrl+right", "escape", "comma", "f1")) == "PgDn ctrl+→ esc , F1"


# -- keys from the settings


def test_default_keys_need_no_keymap() -> None:
    assert keymap() == ({}, [])


def test_one_changed_key_changes_one_keymap_entry() -> None:
    assert keymap("default", {"zen": "f9"}) == ({"zen": "f9"}, [])


def test_an_unknown_action_is_reported_and_skipped() -> None:
    changed, problems = keymap("default", {"line_dwn": "x", "zen": "f9"})
    assert changed == {"zen": "f9"}
    assert len(problems) == 1 and "line_dwn" in problems[0]


def test_an_unknown_preset_is_reported() -> None:
    changed, problems = keymap("emacs")
    assert changed == {}
    assert "emacs" in problems[0] and "newsboat" in problems[0]


def test_an_unknown_key_is_reported_and_the_other_keys_of_the_entry_are_kept() -> None:
    changed, problems = keymap("default", {"zen": "ctl+z, f9"})
    assert changed == {"zen": "f9"}
    assert "ctl+z" in problems[0]
    assert keymap("default", {"zen": "ctl+z"})[0] == {}


def test_a_key_taken_from_another_action_is_reported() -> None:
    keys = keys_of("default", {"zen": "y"})
    assert keys["copy"] == ()
    assert any("copy" in problem and "palette" in problem for problem in keys.problems)
    assert keys.textual() == {"zen": "y", "copy": "<copy>"}


def test_of_two_entries_for_one_key_the_first_gets_it() -> None:
    keys = keys_of("default", {"zen": "f9", "export": "f9, f8"})
    assert (keys["zen"], keys["export"]) == (("f9",), ("f8",))
    assert any("already" in problem for problem in keys.problems)


def test_a_key_taken_from_a_list_action_is_reported() -> None:
    keys = keys_of("default", {"library_sort": "j"})
    assert keys["list_down"] == ("down",)
    assert any("“j” was taken from “list_down”, which still has ↓" in problem for problem in keys.problems)
    assert keys.textual()["list_down"] == "down"


def test_two_screens_may_use_the_same_key() -> None:
    keys = keys_of("default", {"notes_delete": "f9", "library_remove": "f9"})
    assert (keys["notes_delete"], keys["library_remove"]) == (("f9",), ("f9",))
    assert keys.problems == ()


def test_a_program_key_hidden_by_a_list_is_reported() -> None:
    _, problems = keymap("default", {"all_names": "x"})
    assert any("in the library, “x” is “library_remove”" in problem for problem in problems)
    assert any("in the notes on all articles" in problem for problem in problems)


def test_swapping_two_keys_is_no_conflict() -> None:
    keys = keys_of("default", {"mark": "a", "note": "m"})
    assert (keys["mark"], keys["note"]) == (("a",), ("m",))


def test_a_key_already_used_by_a_pane_is_reported() -> None:
    _, problems = keymap("default", {"zen": "j"})
    assert any("in the article" in problem and "line_down" in problem for problem in problems)
    assert any("in a list" in problem for problem in problems)


def test_an_action_can_be_left_without_a_key() -> None:
    assert keymap("default", {"quit": ""}) == ({"quit": "<quit>"}, [])


def test_an_action_available_while_typing_needs_a_key_that_types_nothing() -> None:
    changed, problems = keymap("default", {"quit_always": "Q"})
    assert changed == {} and "typing" in problems[0]
    assert keymap("default", {"quit_always": "ctrl+x"})[0] == {"quit_always": "ctrl+x"}


def test_keys_in_the_settings_override_a_preset() -> None:
    keys = keys_of("vim", {"undo": "f9"})
    assert keys["undo"] == ("f9",)
    assert keys["redo"] == ("ctrl+r", "ctrl+y")


# -- the keys in Textual


class Pane(Widget, can_focus=True):
    """Has the bindings of the article and records the actions that run."""

    BINDINGS = [*bindings("article")]
    modes: frozenset[str] = frozenset()
    done: list[str]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("article", action, self.modes)


class Reading(Screen[None]):
    """Has the bindings of the reading screen."""

    BINDINGS = [*bindings("reading")]
    modes: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield Pane()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("reading", action, self.modes)


class Host(App[None]):
    """Has the bindings of the program."""

    BINDINGS = [*bindings("app")]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(Reading())


def _recorder(name: str):  # type: ignore[no-untyped-def]  # one method for each action, made in a loop
    def action(self: Widget, *parameters: object) -> None:
        app = self.app
        assert isinstance(app, Host)
        app.done.append(f"{name}({parameters[0]})" if parameters else name)

    return action


for _action in ACTIONS:
    _owner = {"article": Pane, "reading": Reading, "app": Host}.get(_action.scope)
    if _owner is not None:
        setattr(_owner, f"action_{_action.name}", _recorder(_action.name))


async def test_textual_runs_the_default_keys() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.screen.query_one(Pane).focus()
        await pilot.press("j", "comma", "1", "w", "b", "o", "+", "backslash", "question_mark", "Q", "ctrl+q")
        assert app.done == [
            "line_down",
            "topic(1)",
            "show_list(quotes)",
            "page_up_or_word",
            "open_source",
            "wider",
            "toggle_sidebar",
            "help",
            "quit",
            "quit",
        ]


async def test_textual_runs_the_keys_of_a_mode() -> None:
    app = Host()
    async with app.run_test() as pilot:
        pane = app.screen.query_one(Pane)
        pane.focus()
        pane.modes = frozenset({SELECTING})
        await pilot.press("w", "o", "escape")
        assert app.done == ["select_word_next", "select_other_end", "select_none"]


@pytest.mark.parametrize("preset", PRESETS)
async def test_textual_runs_the_keys_of_every_preset(preset: str) -> None:
    app = Host()
    async with app.run_test() as pilot:
        keys = keys_of(preset)
        app.set_keymap(keys.textual())
        app.screen.query_one(Pane).focus()
        hidden: set[str] = set()
        for scope in CHAINS["article"]:
            here = [action for action in actions_of(scope) if not action.when]
            for action in here:
                for key in keys[action.id]:
                    # Pressing costs time: press all default keys once, and of the others only those that differ.
                    if key in hidden or (preset != "default" and key in action.keys):
                        continue
                    app.done.clear()
                    await pilot.press(textual_key(key))
                    assert [done.partition("(")[0] for done in app.done] == [action.name], key
            hidden |= {key for action in here for key in keys[action.id]}


async def test_changing_a_key_leaves_other_actions_on_the_same_key_alone() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.set_keymap(keys_of("default", {"topic_1": "f9", "select_word_next": "f8"}).textual())
        app.screen.query_one(Pane).focus()
        await pilot.press("f9", "w")
        assert app.done == ["topic(1)", "show_list(quotes)"]


async def test_ctrl_q_can_be_given_another_key() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.set_keymap(keymap("default", {"quit_always": "ctrl+x"})[0])
        await pilot.press("ctrl+x", "ctrl+q")
        assert app.done == ["quit"]


async def test_textual_adds_no_palette_key_of_its_own() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.set_keymap(keymap("default", {"palette": "f9"})[0])
        await pilot.press("ctrl+p", "f9")
        assert app.done == ["command_palette"]


# -- `newsreader keys`


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    parser = argparse.ArgumentParser()
    keys_command.add_arguments(parser)
    assert keys_command.run(parser.parse_args([*words])) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", [["--preset", "default"], ["--markdown"]])
def test_the_command_lists_the_keys_of_the_find_bar(form: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(capsys, *form).replace("`", "")
    assert all(f"{' '.join(switch.keys)} " in printed and switch.help in printed for switch in SWITCHES)


def test_the_command_lists_every_id_with_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    lines, keys = run(capsys, "--preset", "vim").splitlines(), keys_of("vim")
    named = {line.split()[0] for line in lines if line and not line.startswith("#")}
    assert named == set(BY_ID)
    assert any(line.split()[:3] == ["undo", "u", "ctrl+z"] for line in lines)
    assert {line.split()[0] for line in lines if line.split()[1:2] == ["-"]} == {
        id for id in BY_ID if "-" in keys[id]
    }, "a sign that is itself a key does not mean “no key”"


def test_the_markdown_table_has_two_columns_in_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "--markdown").splitlines()
    assert len(lines) > len(GROUPS) + 50
    assert all(line.replace("\\|", "").count("|") == 3 for line in lines)
    assert "| `/` | Find in the article |" in lines


def test_the_help_lists_every_action_once() -> None:
    ids = [id for row in help_rows(keys_of()) for id in row.ids]
    assert sorted(ids) == sorted(BY_ID)


@pytest.mark.parametrize(
    ("scope", "module", "name"),
    [
        ("app", "tui.app", "NewsReader"),
        ("reading", "tui.screens.reading.screen", "ReadingScreen"),
        ("article", "tui.widgets.article.view", "ArticleView"),
        ("sidebar", "tui.widgets.lists.sidebar", "Sidebar"),
        ("library", "tui.screens.lists.library", "LibraryScreen"),
        ("notes", "tui.screens.lists.notes", "NotesScreen"),
        ("across", "tui.screens.lists.names", "NamesScreen"),
        ("across", "tui.screens.lists.places", "SpokenScreen"),
        ("difference", "tui.screens.difference", "DifferenceScreen"),
        ("concordance", "tui.screens.concordance", "ConcordanceScreen"),
    ],
)
def test_every_action_in_the_table_has_a_method_and_a_binding(scope: str, module: str, name: str) -> None:
    owner = getattr(pytest.importorskip(module), name)
    # The reading screen gets its actions from controllers, which it creates on first use.
    made = owner(Services(Settings()), Session(Article("", ""))) if scope == "reading" else owner
    if scope == "reading":
        assert made.controllers
    # The actions for the search field and the whole list apply only to screens that have them.
    shared = [action for at in scopes_at(scope)[1:] for action in actions_of(at) if "field" in dir(owner)]
    promised = [*actions_of(scope), *shared]
    missing = [action.id for action in promised if not hasattr(made, f"action_{action.name}")]
    assert missing == []
    bound = {getattr(binding, "id", None) for binding in owner.BINDINGS}
    assert {action.id for action in actions_of(scope)} <= bound


def test_movement_keys_have_no_other_meaning_on_any_screen() -> None:
    moving = keys_of().moving()
    assert {"j", "up", "pagedown", "right_curly_bracket"} <= moving
    assert not {"h", "w", "e", "enter", "escape"} & moving
    assert "j" not in keys_of(overrides={"find": "j"}).moving()
