"""The names of keys: as readers write and see them, and as Textual calls them."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence

_NAMED_KEYS = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter")
    + ("escape", "tab", "space", "comma")
) | {f"f{number}" for number in range(1, 25)}

_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "escape": "esc",
    "comma": ",",
    "delete": "Del",
} | {f"f{number}": f"F{number}" for number in range(1, 25)}

_RENAMED = {
    "solidus": "slash",
    "reverse solidus": "backslash",
    "commercial at": "at",
    "hyphen-minus": "minus",
    "plus sign": "plus",
    "low line": "underscore",
}
"""Characters for which Textual and Unicode have different names."""

_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}
"""Keys that most terminals cannot tell from another key."""


def shown(keys: Sequence[str]) -> str:
    """Keys as a reader sees them: ("pagedown", "ctrl+f") gives "PgDn ctrl+f"."""
    return " ".join(_shown(key) for key in keys)


def _shown(key: str) -> str:
    before, plus, last = (key[:-1], "", "+") if key.endswith("+") else key.rpartition("+")
    return before + plus + _SHOWN.get(last, last)


def parse_keys(value: str | Sequence[str]) -> tuple[list[str], list[str]]:
    """The keys in a settings entry, in our spelling, and the names in it that are not keys."""
    given = value.split(",") if isinstance(value, str) else list(value)
    good: list[str] = []
    bad: list[str] = []
    for key in given:
        # A blank alone is the space bar; around a name it means nothing.
        key = "space" if key == " " else key.strip()
        if not key:
            continue
        spelt = _spelt(key)
        if spelt is None:
            bad.append(key)
        elif spelt not in good:
            good.append(spelt)
    return good, bad


def _spelt(key: str) -> str | None:
    """Our spelling of a key, or None if there is no such key."""
    if len(key) == 1:
        return "comma" if key == "," else key if key.isprintable() else None
    *before, last = re.split(r"\+(?=.)", key)
    modifiers = {modifier.lower() for modifier in before}
    if any(modifier not in ("ctrl", "shift", "alt", "super") for modifier in modifiers):
        return None
    if len(last) == 1:
        if modifiers == {"shift"}:
            return _spelt(last.upper())
        last = last.lower()
        if not last.isprintable():
            return None
    elif last.lower() in _NAMED_KEYS:
        last = last.lower()
    else:
        character = _character(last)
        if character is None:
            return None
        last = character
    spelt = "+".join([*sorted(modifiers), last])
    return _SAME_BYTE.get(spelt, spelt)


def _character(name: str) -> str | None:
    """The character that Textual or Unicode calls by that name ("question_mark")."""
    for character in string.punctuation:
        if textual_key(character) == name:
            return character
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None


def binding_keys(id: str, keys: Sequence[str]) -> str:
    """The keys of the action with that id as Textual's bindings want them.

    An action without a key gets one that no keyboard can send, so that a keymap can give it a real one.
    """
    return ",".join(textual_key(key) for key in keys) or f"<{id}>"


def textual_key(key: str) -> str:
    """Textual's name of a key in our spelling: "?" gives "question_mark"."""
    before, plus, last = (key[:-1], "", "+") if key.endswith("+") else key.rpartition("+")
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last).lower()
        last = _RENAMED.get(name, name.replace("-", "_").replace(" ", "_"))
    return before + plus + last
