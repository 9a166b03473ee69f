"""The panes and screens in which actions work, and the order in which a key is looked up in them."""

from __future__ import annotations

from collections.abc import Mapping

SCOPES = (
    *("app", "reading", "article", "sidebar", "rows", "lists", "listing"),
    *("library", "notes", "across", "names", "difference", "concordance", "evidence"),
)
"""Where an action works: the program, the reading screen, the article pane, the sidebar; the rows of any list, any pane
with several lists, any full-screen list; and each of these lists: library, notes, findings across articles (with more
actions for names), difference, concordance, and the article compared with another text."""

BESIDE: Mapping[str, tuple[str, ...]] = {
    "sidebar": ("rows", "lists"),
    "library": ("rows", "listing"),
    "notes": ("rows", "listing"),
    "across": ("rows", "lists", "listing"),
    "names": ("across", "rows", "lists", "listing"),
    "difference": ("rows", "listing"),
    "concordance": ("rows", "listing"),
    "evidence": ("rows", "listing"),
}
"""The shared scopes that a pane or screen binds besides its own."""

CHAINS: Mapping[str, tuple[str, ...]] = {
    "article": ("article", "reading", "app"),
    "sidebar": ("sidebar", *BESIDE["sidebar"], "reading", "app"),
} | {screen: (screen, *BESIDE[screen], "app") for screen in BESIDE if screen != "sidebar"}
"""For each pane that can have the focus: the scopes that a key is looked up in, the nearest first."""

WHERE = {
    "sidebar": "in a list",
    "rows": "in a list",
    "lists": "in a list",
    "listing": "where a list fills the screen",
    "library": "in the library",
    "notes": "in the notes on all articles",
    "across": "across articles",
    "names": "in the names in all articles",
    "difference": "in the list of changes",
    "concordance": "in the concordance",
    "evidence": "where the article is compared with another text",
}
"""Where a scope's keys work, for the help; scopes of the article are missing."""
