"""The keys of the find bar, which the settings do not change: they act while one types."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switch:
    """A search option."""

    option: str
    """The field of FindOptions."""
    name: str
    short: str
    keys: tuple[str, ...]
    """The first is shown; the second is for terminals without alt."""
    help: str


SWITCHES = (
    Switch("regex", "regex", ".*", ("alt+r", "ctrl+r"), "Treat the search text as a regular expression (regex)"),
    Switch("case", "capitals", "Aa", ("alt+c", "ctrl+t"), "Match case; otherwise capitals matter only if you type one"),
    Switch("accents", "accents", "é", ("alt+a", "ctrl+g"), "Match accents: Lopez does not find López"),
    Switch("whole_words", "words", "w", ("alt+w", "ctrl+l"), "Whole words only"),
)

FINDING = (
    ("enter", "Stay at this match; n and N continue from there"),
    ("esc", "Cancel, and go back to where you were"),
    ("↓ ↑", "Next match, previous match"),
    *((" ".join(switch.keys), switch.help) for switch in SWITCHES),
)
"""Keys of the find bar, as a reader sees them, and what they do."""
