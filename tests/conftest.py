"""What several test modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real spaCy pipeline without our components; loading it takes seconds, so once a worker."""
    from tui.nlp.pipeline import load_model

    return load_model()
