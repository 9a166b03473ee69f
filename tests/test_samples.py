"""The articles that come with the program."""

from __future__ import annotations

import re
import runpy
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.terminal import ROOT
from tui.formats.loading import load_article
from tui.library import samples
from tui.library.samples import sample_paths
from tui.text.article import Article
from tui.text.topics_file import built_in_topics

SAMPLES = sample_paths()
LENGTHS = {
    "apec-summit": (700, 920),
    "early-library": (500, 700),
    "flood-inquiry": (900, 1200),
    "port-vote": (350, 500),
}


def load(name: str) -> Article:
    return load_article(next(path for path in SAMPLES if path.stem == name))


def test_the_first_sample_is_the_one_that_shows_most() -> None:
    assert SAMPLES[0].name == samples.FIRST
    assert {path.stem for path in SAMPLES} == set(LENGTHS)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
class TestEach:
    def test_loads_without_a_notice_and_with_its_head(self, path: Path) -> None:
        article = load_article(path)
        assert article.format == "markdown"
        assert article.notices == ()
        assert article.headline and article.headline in article.text
        assert article.byline and f"By {article.byline}" in article.text
        assert article.dateline and article.dateline.isupper()
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", article.date or "")

    def test_says_that_it_is_not_a_real_newspaper_and_free_to_use(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert load_article(path).site == "Newsreader Samples"
        assert "\nlicense: CC0-1.0\n" in source
        assert re.search(r"invented|not a real newspaper", source)
        assert "Newsreader Samples is" not in load_article(path).text

    def test_can_be_read_in_one_sitting(self, path: Path) -> None:
        least, most = LENGTHS[path.stem]
        assert least <= len(re.findall(r"\w[\w’.,%-]*", load_article(path).text)) <= most

    def test_has_its_spans_inside_the_text_and_in_order(self, path: Path) -> None:
        article = load_article(path)
        end = 0
        for block in article.blocks:
            assert end <= block.span.start <= block.span.end <= len(article.text)
            assert all(block.span.contains(cell) for cell in block.cells)
            end = block.span.end
        for inline in article.inlines:
            assert any(block.span.contains(inline.span) for block in article.blocks)

    def test_survives_conversion_to_json_and_back(self, path: Path) -> None:
        article = load_article(path)
        assert Article.from_json(article.to_json()) == article

    def test_uses_typographic_quotation_marks(self, path: Path) -> None:
        text = load_article(path).text
        body = "\n".join(
            text[slice(*block.span)] for block in load_article(path).blocks if block.kind not in ("code", "headline")
        )
        assert '"' not in body and "'" not in body
        # A quotation over two paragraphs opens in both of them and closes only in the last.
        assert 0 <= body.count("“") - body.count("”") <= 1


def test_the_summit_has_all_three_topics_and_kinds_of_quotation() -> None:
    text = load("apec-summit").text
    for word in ("migration", "fentanyl", "APEC", "Asia-Pacific Economic Cooperation", "López Obrador", "Xi Jinping"):
        assert word in text
    assert "“I couldn’t have a better partner than you,” Biden" in text, "direct"
    assert "as “consequential and strategic for the United States,”" in text, "mixed"
    assert "pointed out that no country trades more" in text, "indirect"
    assert "” he replied, “" in text, "split, and spoken by a pronoun"


def test_the_library_has_no_topic() -> None:
    text = load("early-library").text
    first = [topic for topic in built_in_topics() if topic.name.casefold() in ("migration", "fentanyl", "apec")]
    assert len(first) == 3
    for topic in first:
        for word in (*topic.terms, *topic.entities):
            assert not re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE), word


def test_the_inquiry_contains_every_kind_of_block() -> None:
    article = load("flood-inquiry")
    kinds = {block.kind for block in article.blocks}
    assert {"headline", "heading", "paragraph", "list_item", "block_quote", "code", "table_row"} <= kinds
    assert {block.level for block in article.blocks if block.kind == "list_item"} == {1, 2}
    assert {inline.kind for inline in article.inlines} >= {"strong", "emphasis", "link"}


def test_an_installed_program_finds_the_samples_beside_its_modules(tmp_path: Path) -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    inside = Path(wheel["force-include"]["samples"])
    (tmp_path / inside).parent.mkdir()
    shutil.copytree(ROOT / "samples", tmp_path / inside)
    (tmp_path / "tui" / "library").mkdir()
    module = shutil.copy(samples.__file__, tmp_path / "tui" / "library")
    found = runpy.run_path(str(module))["sample_paths"]()
    assert [path.name for path in found] == [path.name for path in SAMPLES]
    assert all(tmp_path in path.parents for path in found)


def test_a_program_without_samples_returns_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "library").mkdir()
    module = shutil.copy(samples.__file__, tmp_path / "tui" / "library")
    assert runpy.run_path(str(module))["sample_paths"]() == []
