"""The English word lists, read from the data files in `tui/nlp/en/`.

Each file is TOML. A list of single words is one string with blanks between them; a list of phrases is an array.
Each file is read once, when a module first asks for one of its lists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "en"


@cache
def read_lexicon(file: str) -> dict[str, Any]:
    """The tables of `en/{file}.toml`."""
    return tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))


def word_set(file: str, *names: str) -> frozenset[str]:
    """The words or phrases of one or more lists of a file together. Raises KeyError for a list it does not have."""
    return frozenset(word for name in names for word in _entries(read_lexicon(file)[name]))


def word_map(file: str, name: str) -> dict[str, str]:
    """A table of a file that maps words or phrases to others. Raises KeyError for a table it does not have."""
    return dict(read_lexicon(file)[name])


def total_weight(names: Iterable[str], weights: dict[str, float]) -> float:
    """The sum of the weights of features, rounded: the last digits of a sum differ between Python 3.11 and 3.12, and
    must not decide between two equal sums."""
    return round(sum(weights.get(name, 0.0) for name in names), 6)


def _entries(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value
