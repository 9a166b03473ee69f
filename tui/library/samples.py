"""The articles that come with the program."""

from __future__ import annotations

from pathlib import Path

FIRST = "apec-summit.md"
"""The sample to open by default: it has every kind of quotation and the first three topics."""


def sample_paths() -> list[Path]:
    """The sample articles: FIRST, then the others by name. Empty if they are not installed.

    A wheel has them inside the package, a checkout next to it.
    """
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "samples", here.parent / "samples"):
        if found := sorted(folder.glob("*.md"), key=lambda path: (path.name != FIRST, path.name)):
            return found
    return []
