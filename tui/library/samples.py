"""The articles that come with the program."""

from __future__ import annotations

from pathlib import Path

FIRST = "apec-summit.md"
"""The one to open when nobody has said which: every kind of quotation and all three first topics occur in it."""


def sample_paths() -> list[Path]:
    """The sample articles, the first to open first and the others by name. Empty where they were not installed.

    A wheel carries them inside the package, a checkout beside it.
    """
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "samples", here.parent / "samples"):
        if found := sorted(folder.glob("*.md"), key=lambda path: (path.name != FIRST, path.name)):
            return found
    return []
