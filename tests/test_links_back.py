"""Links for other programs: lines of the file, commands that open newsreader there, notes for Obsidian, and more."""

from __future__ import annotations

import csv
import json
import shlex
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.reader import until
from tui.app import NewsReader
from tui.cli.errors import CliError
from tui.cli.main import main
from tui.cli.open import find_note, find_place, first_article
from tui.config.settings import Settings
from tui.formats.file_place import file_lines, open_command
from tui.formats.loading import load_article
from tui.library.session import version_key
from tui.screens.reading.screen import ReadingScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis, Quote, Speaker
from tui.text.file_lines import FileLines
from tui.text.file_name import file_name
from tui.text.span import Span

MARKDOWN = """---
title: The pier
---

# The pier

The council [met](https://example.org/a/long/address) on
Monday, and it was **long**.

“We will rebuild it,”
said Ana Lind.
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "pier.md"
    path.write_text(MARKDOWN)
    return path


def test_every_word_is_on_its_line_of_the_file(article: Path) -> None:
    read = load_article(article)
    lines = file_lines(str(article), read)
    assert lines
    for word in ("council", "Monday", "rebuild", "said", "Lind"):
        assert lines.line(read.text.index(word)) == 1 + MARKDOWN[: MARKDOWN.index(word)].count("\n"), word
    assert read.text[lines.offset(11) :].startswith("said")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_lines_are_counted_in_text_and_web_pages(tmp_path: Path, name: str) -> None:
    paragraphs = [
        f"Paragraph {n} says that the ferry number {n * 7} left the harbour in the evening." for n in range(9)
    ]
    text = "\n\n".join(paragraphs)
    if name.endswith("html"):
        body = "\n".join(f"<p>\n{words}</p>" for words in paragraphs)
        text = f"<html><head>\n<title>x</title></head>\n<body><article>{body}</article></body></html>"
    (tmp_path / name).write_text(text)
    read = load_article(tmp_path / name)
    lines = file_lines(str(tmp_path / name), read)
    assert lines
    for words in paragraphs:
        assert lines.line(read.text.index(words)) == 1 + text[: text.index(words)].count("\n")


def test_a_text_with_nothing_in_common_with_its_file_starts_on_line_1() -> None:
    assert FileLines("a b", "c d").line(2) == 1 and FileLines("", "").offset(5) == 0


def test_a_place_is_given_as_an_offset_or_a_line(article: Path) -> None:
    paths, opening = first_article([str(article)], None)
    assert find_place("7", paths, opening) == Span(7, 7)
    read = load_article(article)
    assert find_place("+11", paths, opening).start == read.text.index("said")
    for wrong in ("x", "-3", "+", "1.5", "9" * 30):
        with pytest.raises(CliError, match="give an offset"):
            find_place(wrong, paths, opening)
    with pytest.raises(CliError, match="exactly one article"):
        find_place("3", [], None)


def test_a_note_is_found_by_the_start_of_its_id(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["notes", "add", str(article), "--quote", "rebuild", "--note", "when?"])
    main(["notes", "list", "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert find_note(row["id"][:8], None).note == "when?"
    assert row["open"] == f"newsreader --note {row['id']}"
    assert main(["notes", "export"]) == 0
    assert f"`{row['open']}`" in capsys.readouterr().out
    with pytest.raises(CliError, match="no single note"):
        find_note("zzz", None)
    assert main(["--note", row["id"], str(article)]) == 2
    assert "leave out the path" in capsys.readouterr().err


@pytest.fixture
def said(article: Path) -> Callable[[], Path]:
    """Store the article with one quotation and return the store's file."""

    def store() -> Path:
        read = load_article(article)
        start, end = read.text.index("We will"), read.text.index(",”")
        at = read.text.index("said", end)
        quote = Quote(
            kind="direct", spans=(Span(start, end),), cue=Span(at, at + 4), speaker=Speaker(None, "Ana Lind", None)
        )
        with open_store(article.parent / "data") as opened:
            opened.articles.keep(read)
            opened.articles.keep_analysis(Analysis(read.digest, quotes=(quote,), model="m"), version_key("", read))
            opened.articles.index_waiting()
            return opened.path

    return store


def test_the_grep_format_gives_file_and_line_of_each_quote(
    article: Path, said: Callable[[], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    said()
    assert main(["quotes", "--library", "--format", "grep"]) == 0
    assert capsys.readouterr().out == f"{article}:10: Ana Lind: We will rebuild it\n"


def test_csv_gives_the_command_that_opens_each_quote(
    article: Path, said: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said()
    assert main(["quotes", "--library", "-o", str(tmp_path / "said.csv")]) == 0
    (row,) = csv.DictReader((tmp_path / "said.csv").read_text(encoding="utf-8").splitlines())
    name, command, path, _, offset = shlex.split(row["open"])
    assert (name, command, path) == ("newsreader", "open", str(article))
    assert load_article(path).text[int(offset) :].startswith(row["words"])
    monkeypatch.chdir(tmp_path)
    assert open_command("-x y.md", 3) == f"newsreader open '{tmp_path}/-x y.md' --at 3" and open_command("-", 3) == ""


@pytest.mark.parametrize("name", ["x.parquet", "x.html", "x.docx"])
def test_an_output_file_in_an_unsupported_format_is_refused(
    name: str, article: Path, said: Callable[[], Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said()
    assert main(["quotes", "--library", "-o", str(tmp_path / name)]) == 2
    assert "cannot write" in capsys.readouterr().err and not (tmp_path / name).exists()
    assert main(["quotes", "--library", "-o", str(tmp_path / name), "--format", "jsonl"]) == 0
    assert json.loads((tmp_path / name).read_text())["speaker"]["name"] == "Ana Lind"


def test_the_quotations_can_be_queried_with_sqlite(said: Callable[[], Path]) -> None:
    with closing(sqlite3.connect(said())) as database:
        rows = database.execute("SELECT speaker, cue, words, title FROM quotations").fetchall()
    assert rows == [("Ana Lind", "said", "We will rebuild it", "The pier")]


def test_the_library_can_be_exported_as_csl_json_for_zotero(
    article: Path, said: Callable[[], Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "b.md").write_text(
        "---\ntitle: Boats\nauthor: By Ana Lind and Bo Ek\nsite: The Herald\ndate: 2024-02-06\n"
        "url: https://example.org/boats\n---\n\nBoats were late.\n"
    )
    main(["library", "add", str(tmp_path / "b.md"), "--no-analysis"])
    capsys.readouterr()
    assert main(["library", "export", "--format", "csl-json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert item["author"] == [{"literal": "Ana Lind"}, {"literal": "Bo Ek"}]
    assert item["issued"] == {"date-parts": [[2024, 2, 6]]}
    assert (item["title"], item["container-title"], item["URL"]) == (
        "Boats",
        "The Herald",
        "https://example.org/boats",
    )


def test_the_obsidian_export_writes_one_file_for_each_article_and_keeps_text_added_to_it(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "my" / "vault"
    main(["notes", "add", str(article), "--quote", "rebuild", "--note", "when?", "--tag", "to do"])
    command = ["notes", "export", "--template", "obsidian", "-o", f"{vault}/"]
    assert main(command) == 0
    file = vault / "The pier.md"
    text = file.read_text()
    assert text.startswith('---\ntitle: "The pier"\n') and "> rebuild" in text and "\n\n#to-do\n\nwhen?\n\n" in text
    assert "`newsreader --note " in text
    file.write_text(text.replace("tags: [newsreader]", "tags: [mine]") + "\nMy own words.\n")
    main(["notes", "add", str(article), "--quote", "Monday", "--note", "which?"])
    assert main(command) == 0
    text = file.read_text()
    assert "tags: [mine]" in text and "My own words." in text and "which?" in text and text.count("when?") == 1


@pytest.mark.parametrize("command", [["notes", "export"], ["library", "export"], ["notes", "list", "--format", "csv"]])
def test_a_folder_is_refused_as_the_name_of_a_single_file(
    command: list[str], article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["notes", "add", str(article), "--quote", "rebuild"])
    assert main([*command, "-o", f"{tmp_path}/vault/"]) != 0
    assert "vault/ is a folder. Name a file in it." in capsys.readouterr().err
    assert not (tmp_path / "vault").exists()


def test_a_title_becomes_a_file_name() -> None:
    assert file_name('Who? "Us": a/b\\c #1 [x]') == "Who Us a b c 1 x"
    assert file_name("…/..") == "…" and file_name("???") == "untitled"
    assert len(file_name("x" * 500)) == 100


async def test_the_program_opens_at_a_place_and_shows_the_paragraph_before_it(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Long\n\n" + "\n\n".join(f"Paragraph {n} of many." for n in range(300)))
    read = load_article(path)
    start = read.text.index("Paragraph 150")
    app = NewsReader(Settings(), article=read, data_dir=str(tmp_path / "data"), span=Span(start, start))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.view.caret == start)
        top = app.screen.view.place[0]
        assert read.text.index("Paragraph 149") <= top <= start
