"""The registry of input formats: one entry in it is enough for a new format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.cli.parser import build_parser
from tui.formats import registry
from tui.formats.article_files import find_articles
from tui.formats.load_error import LoadError, NoArticle
from tui.formats.loading import format_of, load_article, load_file, open_article, parse_article
from tui.formats.plain import read_plain
from tui.formats.registry import FORMATS, InputFormat, by_content_type
from tui.text.article import Article
from tui.web.fetch import Page


def read_book(data: bytes, source: str) -> Article:
    if b"BODY:" not in data:
        raise NoArticle("is a book without pages")
    return read_plain(data.partition(b"BODY:")[2].decode(), source)


BOOK = InputFormat(
    name="book",
    label="a book",
    suffixes=(".book",),
    content_types=("application/book+zip",),
    signature=re.compile(rb"PK\x03\x04BOOK"),
    read_data=read_book,
)


@pytest.fixture
def with_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, BOOK))


@pytest.mark.usefixtures("with_book")
def test_a_new_format_needs_only_its_entry(tmp_path: Path) -> None:
    data = b"PK\x03\x04BOOK\x00\x00\x00BODY:The pier is closed."
    named, unnamed = tmp_path / "pier.book", tmp_path / "pier.dat"
    named.write_bytes(data)
    unnamed.write_bytes(data)
    assert find_articles([tmp_path]) == [named]
    for path in (named, unnamed):
        assert load_article(path).text == open_article(path).head.text == "The pier is closed."
    assert load_file(str(named)).raw is None
    assert build_parser("show").parse_args(["a", "--from", "book"]).format_of_input == "book"
    assert Page("https://example.org/a", data, "application/book+zip; v=1").format == "book"
    with pytest.raises(LoadError, match="a book without pages.$"):
        parse_article(b"PK\x03\x04BOOK", "a.book")
    with pytest.raises(LoadError, match="html, markdown, text, book"):
        parse_article(b"words", "a", format="docx")


def test_each_suffix_and_content_type_belongs_to_one_format() -> None:
    for names in ([one.suffixes for one in FORMATS], [one.content_types for one in FORMATS]):
        every = [name for some in names for name in some]
        assert every and len(every) == len(set(every))


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_a_format_is_recognised_by_each_of_its_names(one: InputFormat) -> None:
    assert all(format_of(f"news{suffix.upper()}") == one.name for suffix in one.suffixes)
    assert all(by_content_type(f"{kind}; charset=utf-8") is one for kind in one.content_types)
    assert one.read_text or one.read_data
