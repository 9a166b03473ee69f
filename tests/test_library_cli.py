"""`newsreader library` and `newsreader completion`."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.cli.commands import COMMANDS
from tui.cli.completion import SHELLS
from tui.cli.library_import import LibraryImport
from tui.cli.main import main
from tui.cli.parser import whole_parser
from tui.config.settings import Settings
from tui.formats.loading import load_article
from tui.library.session import version_key
from tui.store.database import open_store
from tui.store.errors import StoreError
from tui.text.analysis import Analysis, TopicPassages
from tui.text.span import Span
from tui.text.topics_file import built_in_topics

BOATS = "# Boats at night\n\nThe ferry sails after dark, the harbour office said."
BREAD = "# Bread costs more\n\nFlour is dearer than last year."
MODEL = Settings().model


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles; the data folder is beside it."""
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "boats.md").write_text(BOATS)
    (folder / "bread.md").write_text(BREAD)
    return folder


def test_articles_are_added_listed_searched_and_removed(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    assert capsys.readouterr().out == "2 new, 0 already in the library.\n"
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    assert capsys.readouterr().out == "0 new, 2 already in the library.\n"
    assert main(["library", "list", "--sort", "title", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [row["title"] for row in listed] == ["Boats at night", "Bread costs more"]
    assert main(["library", "search", "harbour"]) == 0
    assert "*harbour*" in capsys.readouterr().out
    assert main(["library", "search", "before:2020"]) == 0
    left_out = "newsreader: The answer leaves out 2 articles without a date.\n"
    assert capsys.readouterr() == ("", f"newsreader: No match.\n{left_out}")
    assert main(["library", "search", "flour", "after:2020"]) == 0
    assert "leaves out 1 article without a date." in capsys.readouterr().err
    for command in (["list"], ["search", "d"], ["search", "is", "year"]):
        assert main(["library", *command, "--limit", "1"]) == 0
        more = "newsreader: These are 1 of 2 articles; --limit 2 gives all.\n"
        assert capsys.readouterr().err == ("" if command[-1] == "year" else more), command
    assert main(["library", "search", "ferry", "site:post"]) == 0
    assert capsys.readouterr() == ("", "newsreader: No match.\n")
    assert main(["library", "search", "submarine"]) == 0
    assert capsys.readouterr() == ("", "newsreader: No match.\n")
    assert main(["library", "remove", str(news / "boats.md"), "/no/such"]) == 1
    assert "not in the library" in capsys.readouterr().err
    assert main(["library", "list"]) == 0
    assert "Boats" not in capsys.readouterr().out
    assert (news / "boats.md").exists()


def test_ctrl_c_while_adding_keeps_the_articles_that_were_added(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupted_bar(total: int, title: str) -> Iterator[Callable[[int], None]]:
        def interrupted(done: int) -> None:
            raise KeyboardInterrupt

        yield interrupted

    monkeypatch.setattr("tui.cli.library.progress_bar", interrupted_bar)
    assert main(["library", "add", str(news), "--no-analysis"]) == 130
    assert "1 new" in capsys.readouterr().err
    with open_store(news.parent / "data") as store:
        assert [row.title for row in store.articles.library()] == ["Boats at night"]


def test_the_library_is_exported_as_csv_markdown_and_json_with_texts(
    news: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["library", "add", str(news), "--no-analysis"])
    capsys.readouterr()
    main(["library", "export", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["title"] for row in rows} == {"Boats at night", "Bread costs more"}
    main(["library", "export", "--format", "markdown", "--sort", "title"])
    assert capsys.readouterr().out.startswith(f"- [Boats at night](<{news / 'boats.md'}>)")
    target = tmp_path / "out.json"
    main(["library", "export", "--texts", "-o", str(target)])
    assert "2 articles written" in capsys.readouterr().err
    assert any("after dark" in row["text"] for row in json.loads(target.read_text()))


def test_an_empty_library_says_so(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "list"]) == 0
    assert capsys.readouterr() == ("", "newsreader: The library is empty.\n")
    assert main(["library", "list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_article_with_a_stored_analysis_is_not_analysed_again(news: Path, tmp_path: Path) -> None:
    paths = [str(news / "boats.md"), str(news / "bread.md"), str(news / "gone.md")]
    with open_store(tmp_path / "data") as store:
        known = load_article(paths[0])
        store.articles.keep(known)
        store.articles.keep_analysis(Analysis(known.digest, model="m"), version_key("", known))
        adding = LibraryImport(store, "")
        told = [0]
        given = [path for path, _ in adding.without_analysis(paths, told)]
        assert given == paths[1:] and told == [1]
        assert (adding.known, adding.added) == (1, 1)


def test_an_answer_about_a_topic_says_which_articles_were_not_searched_for_it(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topics = built_in_topics()
    trade = next(topic for topic in topics if topic.name == "trade")
    others = tuple(TopicPassages(topic.name, topic.fingerprint) for topic in topics if topic is not trade)
    main(["library", "add", str(news), "--no-analysis"])
    commands = (
        ["library", "list", "--topic", "Trade"],
        ["library", "search", "topic:trade"],
        ["passages", "--library", "--topic", "trade"],
        ["quotes", "--library", "--topic", "trade"],
        ["dossier", "--topic", "trade"],
    )
    left_out = "leaves out 1 of 2 articles in the library, not yet searched for trade. `newsreader library update`"
    with open_store(news.parent / "data") as store:
        boats, bread = (load_article(str(news / name)) for name in ("boats.md", "bread.md"))
        for article in (boats, bread):
            passages = TopicPassages("trade", trade.fingerprint if article is bread else "of an earlier version")
            found = Analysis(article.digest, model="m", topics=(*others, passages))
            store.articles.keep_analysis(found, version_key(MODEL, article))
        importing = LibraryImport(store, MODEL, topics)
        assert [row.title for row in importing.to_update()] == ["Boats at night"]
        skipped = [0]
        again = importing.without_analysis([str(news / "boats.md"), str(news / "bread.md")], skipped)
        assert [path for path, _ in again] == [str(news / "boats.md")] and skipped == [1]
    capsys.readouterr()
    for command in commands:
        main(command)
        assert left_out in capsys.readouterr().err, command
    with open_store(news.parent / "data") as store:
        found = Analysis(boats.digest, model="m", topics=(*others, TopicPassages("trade", trade.fingerprint)))
        store.articles.keep_analysis(found, version_key(MODEL, boats))
    for command in commands:
        main(command)
        assert "leaves out" not in capsys.readouterr().err, command
    assert main(["library", "update"]) == 0
    assert capsys.readouterr().out == "Every article of the library has been analysed and searched for all topics.\n"


def test_an_unknown_topic_or_keyword_is_named_in_the_message(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["library", "add", str(news), "--no-analysis"])
    capsys.readouterr()
    for command in (["list", "--topic", "nonsense"], ["search", "topic:trade", "topic:nonsense"]):
        assert main(["library", *command]) != 0
        said = capsys.readouterr().err
        assert "There is no topic “nonsense”. The topics are " in said and "trade" in said, command
    assert main(["library", "search", "author:berg"]) == 0
    assert "No match. “author:” is not a keyword. The keywords are speaker:, topic:" in capsys.readouterr().err


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_articles_are_analysed_and_can_be_listed_by_a_name(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "council.md").write_text("# Vote\n\n“We will vote again,” said Maria Jensen, the mayor of Aarhus.")
    assert main(["library", "add", str(news)]) == 0
    assert capsys.readouterr().out == "3 new, 0 already in the library, 3 analysed.\n"
    assert main(["library", "add", str(news)]) == 0
    assert capsys.readouterr().out == "0 new, 3 already in the library, 0 analysed.\n"
    main(["library", "list", "--person", "jensen", "--format", "json"])
    assert [row["title"] for row in json.loads(capsys.readouterr().out)] == ["Vote"]


@pytest.mark.parametrize("shell", SHELLS)
def test_shell_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_the_complete_parser_knows_nested_commands() -> None:
    parsed = whole_parser().parse_args(["library", "add", "x", "--jobs", "2"])
    assert parsed.jobs == 2


PAGE = b"""<!doctype html><html><head><title>Pier</title></head><body><article>
<p>The harbour board voted on Tuesday to close the northern pier for the winter, after divers found cracks.</p>
<p>The pier, which was built in 1921, is used by two ferries and some thirty fishing boats.</p></article></body>"""


def test_the_saved_page_of_an_article_is_written_byte_for_byte_with_its_hash(
    news: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = news / "pier.html"
    path.write_bytes(PAGE)
    assert main(["library", "add", "--no-analysis", str(path), str(news / "boats.md")]) == 0
    capfdbinary.readouterr()
    assert main(["library", "page", str(path)]) == 0
    out, told = capfdbinary.readouterr()
    assert out == PAGE
    assert hashlib.sha256(PAGE).hexdigest().encode() in told
    assert main(["library", "page", str(path), "--output", str(news / "copy.html")]) == 0
    assert (news / "copy.html").read_bytes() == PAGE
    for wrong, why in ((news / "boats.md", b"no page to print"), (news / "other.md", b"not in the library")):
        capfdbinary.readouterr()
        assert main(["library", "page", str(wrong)]) == 2
        assert why in capfdbinary.readouterr().err


def test_a_page_from_a_pipe_is_added_with_its_bytes(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    assert main(["library", "add", "--no-analysis", "-"]) == 0
    assert main(["library", "list", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert row["source"].startswith("sha256:")
    with open_store(news.parent / "data") as store:
        page = store.articles.page(row["source"])
        assert page is not None and page.data == PAGE


@pytest.mark.parametrize("jobs", ["0", "-3", "two", "\u0663", "100000", "9" * 30])
def test_jobs_must_be_a_number_from_1(news: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    with pytest.raises(SystemExit):
        main(["library", "add", str(news), f"--jobs={jobs}"])
    assert "is not a whole number from 1 to" in capsys.readouterr().err


def test_standard_input_can_be_named_only_once(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["library", "add", "-", "-"], ["show", "-", "-"], ["diff", "-", "-"]):
        assert main(command) == 2
        assert "only once" in capsys.readouterr().err


def test_adding_an_article_again_reports_that_it_has_changed(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["library", "add", "--no-analysis", str(news)])
    (news / "boats.md").write_text(BOATS + " It was late.")
    capsys.readouterr()
    assert main(["library", "add", "--no-analysis", str(news)]) == 0
    assert "0 new, 1 already in the library, 1 changed." in capsys.readouterr().out
    assert main(["diff", "--words-only", str(news / "boats.md")]) == 0
    assert "{+It was late.+}" in capsys.readouterr().out


def test_a_single_article_is_compared_with_the_version_in_the_library(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--words-only", str(news / "boats.md")]) == 2
    assert "is not in the library" in capsys.readouterr().err
    main(["library", "add", "--no-analysis", str(news)])
    assert main(["diff", str(news / "boats.md")]) == 0
    assert "same text" in capsys.readouterr().out


def test_an_export_that_cannot_be_written_leaves_the_file_as_it_was(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (news / "list.json").write_text("what was there")
    monkeypatch.setattr("tui.text.atomic_file.os.fsync", full)
    assert main(["library", "export", "--output", str(news / "list.json")]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert (news / "list.json").read_text() == "what was there"
    assert sorted(path.name for path in news.iterdir()) == ["boats.md", "bread.md", "list.json"]


def test_a_read_only_library_can_still_be_searched(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["library", "add", "--no-analysis", str(news)])
    capsys.readouterr()
    with open_store(news.parent / "data") as store, store.writing() as db:
        db.execute("INSERT INTO waiting SELECT article FROM shelf")

    def refuse(*args: object) -> None:
        raise StoreError("This disk cannot be written.")

    monkeypatch.setattr("tui.store.database_file.open_to_write", refuse)
    assert main(["library", "search", "harbour"]) == 0
    out, err = capsys.readouterr()
    assert "Boats at night" in out and "leaves out 2 articles not indexed yet" in err


def test_a_moved_file_keeps_its_row_and_its_notes(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["library", "add", str(news), "--no-analysis"])
    old, new = news / "boats.md", news / "ships.md"
    with open_store(tmp_path / "data") as store:
        highlight = store.notebook.add(load_article(old), Span(0, 5), note="Check", tags=["night"])
        store.notebook.change(highlight.id, note="Check again")
        store.articles.keep_position(str(old), load_article(old).digest, 7)
        store.articles.state_date(str(old), "2026-05-04")
    old.rename(new)
    capsys.readouterr()
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    assert capsys.readouterr().out == "0 new, 1 already in the library, 1 moved to another path.\n"
    with open_store(tmp_path / "data") as store:
        assert [row.source for row in store.articles.library(with_notes=True)] == [str(new)]
        assert {row.source for row in store.articles.library()} == {str(new), str(news / "bread.md")}
        assert [row.date for row in store.articles.library(with_notes=True)] == ["2026-05-04"]
        assert (place := store.articles.position(str(new))) and place.offset == 7
        store.notebook.undo()
        assert [row.source for row in store.articles.library(with_notes=True)] == [str(new)]
    main(["library", "search", "tag:night"])
    assert str(new) in capsys.readouterr().out


def test_a_copy_of_an_article_is_not_counted_twice(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["library", "add", str(news), "--no-analysis"])
    (news / "copy.md").write_text(BOATS)
    capsys.readouterr()
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    said = capsys.readouterr()
    assert said.out == "0 new, 2 already in the library, 1 not added, with the same text as another.\n"
    assert said.err == f"newsreader: {news}/copy.md was not added: it has the same text as {news}/boats.md.\n"


def test_notes_are_found_under_the_path_that_stays(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["library", "add", str(news), "--no-analysis"])
    copy = news / "copy.md"
    copy.write_text(BOATS)
    with open_store(tmp_path / "data") as store:
        store.notebook.add(load_article(news / "boats.md"), Span(0, 5), note="Check")
        store.articles.keep(load_article(copy))  # as by opening it
    capsys.readouterr()
    main(["library", "remove", str(news / "boats.md")])
    assert f"Your notes on it are now on {copy}, which has the same text." in capsys.readouterr().out
    main(["library", "remove", str(copy)])
    moved = copy.rename(news / "third.md")
    main(["library", "add", str(moved), "--no-analysis"])
    with open_store(tmp_path / "data") as store:
        assert [(row.source, row.notes) for row in store.articles.library(with_notes=True)] == [(str(moved), 1)]
