"""The metadata of the distribution agrees with the program and uses our own name on the package index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tui import DESCRIPTION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_description_is_the_same_everywhere() -> None:
    assert PROJECT["description"] == DESCRIPTION


def test_no_text_tells_anyone_to_install_the_other_package_called_newsreader() -> None:
    assert PROJECT["name"] == "newsreader-tui"
    for file in [ROOT / "README.md", ROOT / "pyproject.toml", *(ROOT / "tui").rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\bnewsreader\[|install '?(newsreader|tui)\b(?!-tui)", text), file


def test_every_dependency_has_a_reason_and_a_lower_bound() -> None:
    listed = re.findall(r'^  "([\w-]+)(\[[\w,-]+\])?([^"]*)",?(.*)$', (ROOT / "pyproject.toml").read_text(), re.M)
    wanted = {re.split(r"[\[<>=]", one)[0] for one in PROJECT["dependencies"]}
    assert wanted <= {name for name, _, _, _ in listed}
    for name, _, bound, comment in listed:
        if name in wanted:
            assert bound[:2] in (">=", "=="), name
            assert comment.strip().startswith("#"), name
