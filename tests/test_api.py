"""The functions for notebooks and scripts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui import api

ROOT = Path(__file__).parents[1]


def test_importing_the_api_imports_neither_textual_nor_the_model() -> None:
    code = "import sys, tui.api; print(sorted({'textual', 'spacy'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unreadable_article_raises_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="No such file"):
        api.read(str(tmp_path / "missing.md"))
    with pytest.raises(ValueError, match="is empty"):
        api.read_text(" ")


def readme_script() -> str:
    """The script in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.rpartition("```python\n")[2].partition("```")[0]


@pytest.mark.model
def test_the_script_in_the_readme_runs_without_warnings_and_without_textual() -> None:
    code = readme_script() + (
        "\nfrom tui.api import analyze_many, entity_rows"
        "\narticles = [read_text(f'“Yes,” said Ana Lind in {city}.', source=city) for city in ('Rome', 'Oslo')]"
        "\nmany = list(analyze_many(articles))"
        "\nassert [one.path for one in many] == ['Rome', 'Oslo']"
        "\nassert {row['name'] for row in entity_rows(*many)} >= {'Ana Lind', 'Rome', 'Oslo'}, entity_rows(*many)"
        "\nimport sys; assert 'textual' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Tora Lind" in done.stdout and "We will listen" in done.stdout
