"""What several test modules share."""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import tui

if TYPE_CHECKING:
    from spacy.language import Language


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: where Python is told to keep no compiled files, each of the programs that tests start
    would do that for itself, at half a second each."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(tui.__file__).parent, quiet=2)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real spaCy pipeline without our components; loading it takes seconds, so once a worker."""
    from tui.nlp.pipeline import load_model

    return load_model()
