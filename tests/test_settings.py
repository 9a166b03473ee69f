"""The settings file: what it sets, and the messages about mistakes in it."""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from tui.cli import config as config_command
from tui.cli.errors import CliError
from tui.config import paths
from tui.config.remembered import Remembered
from tui.config.settings import (
    TEMPLATE,
    Label,
    Settings,
    SettingsError,
    load_settings,
    parse_settings,
)

HERE = Path("/somewhere/settings.toml")


def settings(text: str) -> Settings:
    return parse_settings(text, HERE)


def test_without_a_file_the_defaults_apply(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings() == load_settings()


def test_a_file_named_explicitly_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load_settings(tmp_path / "none.toml", must_exist=True)


def test_every_setting_is_read() -> None:
    got = settings(
        """
        theme = "nord"
        model = "en_core_web_sm"
        clipboard = "terminal"
        [text]
        measure = 60
        [sidebar]
        side = "left"
        width = 40
        [topics]
        on = ["APEC"]
        files = ["mine.toml", "/etc/other.toml"]
        [keys]
        preset = "vim"
        zen = "ctrl+z"
        article.bottom = ["G", "end"]
        "article.top" = ""
        [[labels]]
        name = "fact"
        color = "#00ff00"
        sign = "✓"
        """
    )
    assert got == Settings(
        theme="nord",
        model="en_core_web_sm",
        clipboard="terminal",
        measure=60,
        sidebar_side="left",
        sidebar_width=40,
        topics_on=("APEC",),
        topic_files=(Path("/somewhere/mine.toml"), Path("/etc/other.toml")),
        preset="vim",
        keys={"zen": "ctrl+z", "article.bottom": "G,end", "article.top": ""},
        labels=(Label("fact", "#00ff00", "✓"),),
        path=HERE,
    )


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ('thme = "nord"', "thme", 'Did you mean "theme"?'),
        ("theme = 3", "theme", "a string in quotation marks, but it is a number"),
        ('theme = ""', "theme", "an empty string"),
        ("[text]\nmeasure = true", "text.measure", "a whole number from 20 to 200, but it is true"),
        ("[text]\nmeasure = 5", "text.measure", "but it is 5"),
        ("[text]\nmesure = 70", "text.mesure", 'Did you mean "measure"?'),
        ("text = 70", "text", "a table, written [text]"),
        ('[sidebar]\nside = "rigth"', "sidebar.side", 'Did you mean "right"?'),
        ("[sidebar]\nside = 2000-01-01", "sidebar.side", 'one of "left", "right", but it is a date or time'),
        ('[topics]\non = "APEC"', "topics.on", "a list of strings"),
        ('[topics]\non = ["APEC", 4]', "topics.on[1]", "a number"),
        ('clipboard = "osc52"', "clipboard", '"auto", "terminal", "system", "file"'),
        ('[keys]\npreset = "vmi"', "keys.preset", 'Did you mean "vim"?'),
        ("[keys]\nzen = 3", "keys.zen", 'such as "j"'),
        ('[keys]\narticle.zen = ["a", 3]', "keys.article.zen[1]", "a number"),
        ('labels = ["claim"]', "labels", "[[labels]]"),
        ("labels = []", "labels", "1 to 5"),
        ('[[labels]]\nname = "a"\ncolor = "red"', "labels[0]", '"sign" is missing'),
        ('[[labels]]\nname = "a"\ncolour = "red"\nsign = "!"', "labels[0].colour", 'Did you mean "color"?'),
        ('[[labels]]\nname = "a"\ncolor = "bright red"\nsign = "!"', "labels[0].color", '"#ffd75f"'),
        ('[[labels]]\nname = "a"\ncolor = "red"\nsign = "!!"', "labels[0].sign", "one column wide"),
        ('[[labels]]\nname = "a"\ncolor = "red"\nsign = "字"', "labels[0].sign", "one column wide"),
        ('[[labels]]\nname = "a"\ncolor = "red"\nsign = "\\u001b"', "labels[0].sign", "one column wide"),
    ],
)
def test_the_message_about_a_wrong_setting_names_file_and_key(text: str, key: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(text)
    assert str(caught.value).startswith(f"{HERE}: {key}: ")
    assert told in str(caught.value)
    assert caught.value.key == key


def test_two_labels_of_one_name_are_refused() -> None:
    one = '[[labels]]\nname = "a"\ncolor = "red"\nsign = "!"\n'
    with pytest.raises(SettingsError, match='Two labels have the name "a"'):
        settings(one * 2)


def test_the_message_about_invalid_toml_names_the_line() -> None:
    with pytest.raises(SettingsError, match=r"settings\.toml: It is not valid TOML: .*line 2"):
        settings('theme = "nord"\nkeys == 2')


def test_an_endlessly_nested_file_gives_a_clear_message() -> None:
    with pytest.raises(SettingsError):
        settings("keys = " + "[" * 100_000)


def test_a_file_that_is_not_utf_8_gives_a_clear_message(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b'theme = "caf\xe9"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(file)


def test_a_folder_in_place_of_the_file_gives_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)


def test_the_unedited_template_changes_nothing() -> None:
    assert settings(TEMPLATE) == Settings(path=HERE)


def test_the_template_shows_the_defaults() -> None:
    # Every line that looks like a key or a table is uncommented.
    opened = re.sub(r"(?m)^# (?=[a-z_]+ = |\[\[)", "", TEMPLATE)
    got = settings(opened)
    assert got.topics_on == ("migration", "fentanyl", "APEC")
    assert got.topic_files == (HERE.parent / "topics.toml",)
    assert got == Settings(topics_on=got.topics_on, topic_files=got.topic_files, path=HERE)
    assert opened.count("\nname = ") == 5


def test_init_writes_the_file_once_and_never_overwrites_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deep" / "settings.toml"
    args = Namespace(config=str(file), path=False, init=True, show=False)
    assert config_command.run(args) == 0
    assert load_settings(file, must_exist=True) == Settings(path=file)
    file.write_text('theme = "nord"')
    with pytest.raises(CliError, match="already exists"):
        config_command.run(args)
    assert file.read_text() == 'theme = "nord"'
    assert str(file) in capsys.readouterr().err


def test_path_prints_only_the_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config_command.run(Namespace(config=str(tmp_path / "s.toml"), path=True, init=False, show=False))
    assert capsys.readouterr().out == f"{tmp_path / 's.toml'}\n"


def test_show_prints_a_file_that_gives_the_same_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "nord"\n[keys]\n"a.b" = "ctrl+x"\n[topics]\non = []\n', encoding="utf-8")
    config_command.run(Namespace(config=str(file), path=False, init=False, show=True, data_dir=str(tmp_path)))
    shown = capsys.readouterr().out
    assert shown.startswith(f"# From {file}\n")
    assert parse_settings(shown, file) == load_settings(file)


def test_show_names_the_theme_that_was_chosen_in_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    Remembered(tmp_path).keep(theme="nord")
    for theme, is_shown in {"auto": True, "newsreader-light": False}.items():
        file.write_text(f'theme = "{theme}"', encoding="utf-8")
        config_command.run(Namespace(config=str(file), path=False, init=False, show=True, data_dir=str(tmp_path)))
        assert ("in use: nord" in capsys.readouterr().out) == is_shown


def test_show_says_that_there_is_no_such_theme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    for theme, told in {"newsreader-lite": "Did you mean “newsreader-light”?", "nord": "", "auto": ""}.items():
        file.write_text(f'theme = "{theme}"', encoding="utf-8")
        config_command.run(Namespace(config=str(file), path=False, init=False, show=True, data_dir=str(tmp_path)))
        assert told in (err := capsys.readouterr().err) and bool(err) == bool(told)


def test_show_prints_no_control_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "\\u001b[31m\\u202e"', encoding="utf-8")
    config_command.run(Namespace(config=str(file), path=False, init=False, show=True, data_dir=str(tmp_path)))
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_wrong_settings_file_gives_one_clear_message_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("them = 1")
    with pytest.raises(CliError, match='Did you mean "theme"'):
        config_command.settings_for(Namespace(config=str(file)))


class TestFolders:
    def test_xdg_variables_are_obeyed(self, tmp_path: Path) -> None:
        environ = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CONFIG", "STATE")}
        assert paths.data_folder(environ=environ) == tmp_path / "DATA" / "newsreader"
        assert paths.config_file(environ=environ) == tmp_path / "CONFIG" / "newsreader" / "settings.toml"
        assert paths.log_file(environ=environ) == tmp_path / "STATE" / "newsreader" / "newsreader.log"

    def test_a_relative_xdg_folder_is_ignored(self) -> None:
        assert paths.data_folder(environ={"XDG_DATA_HOME": "here"}) == paths.data_folder(environ={})

    def test_without_variables_the_folders_of_the_system_are_used(self) -> None:
        folder = paths.data_folder(environ={})
        assert folder.is_absolute()
        assert folder.name == "newsreader"

    def test_a_given_folder_holds_data_and_log_but_not_the_settings(self, tmp_path: Path) -> None:
        environ = {"NEWSREADER_DATA_DIR": str(tmp_path), "XDG_CONFIG_HOME": "/config"}
        assert paths.data_folder(environ=environ) == tmp_path
        assert tmp_path in paths.log_file(environ=environ).parents
        assert paths.config_folder(environ=environ) == Path("/config/newsreader")

    def test_the_option_takes_precedence_over_the_variable(self, tmp_path: Path) -> None:
        environ = {"NEWSREADER_DATA_DIR": "/elsewhere"}
        assert paths.data_folder(str(tmp_path), environ) == tmp_path

    def test_a_relative_folder_is_relative_to_the_current_one(self) -> None:
        assert paths.data_folder("notes", {}) == Path.cwd() / "notes"

    def test_a_new_folder_is_accessible_only_to_its_owner(self, tmp_path: Path) -> None:
        folder = paths.make_folder(tmp_path / "a" / "b")
        assert folder.stat().st_mode & 0o077 == 0


def test_settings_and_paths_import_no_heavy_library() -> None:
    # Both are imported before the first frame, but few starts need platformdirs and tomlkit.
    script = (
        "import sys, tui.config.settings, tui.config.paths; print([m for m in sys.modules if m.split('.')[0] in %r])"
    )
    heavy = ("platformdirs", "tomlkit", "textual", "spacy", "numpy", "markdown_it")
    done = subprocess.run([sys.executable, "-c", script % (heavy,)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
