"""`newsreader library` and `newsreader completion`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tui.cli.completion import SHELLS, whole_parser
from tui.cli.library import Adding
from tui.cli.main import COMMANDS, main
from tui.session import version_key
from tui.store.database import open_store
from tui.text.analysis import Analysis
from tui.text.files import load_article

BOATS = "# Boats at night\n\nThe ferry sails after dark, the harbour office said."
BREAD = "# Bread costs more\n\nFlour is dearer than last year."


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles; what is kept goes beside it."""
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "boats.md").write_text(BOATS)
    (folder / "bread.md").write_text(BREAD)
    return folder


def test_articles_are_added_listed_searched_and_taken_out(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    assert capsys.readouterr().out == "2 new, 0 known already.\n"
    assert main(["library", "add", str(news), "--no-analysis"]) == 0
    assert capsys.readouterr().out == "0 new, 2 known already.\n"
    assert main(["library", "list", "--sort", "title", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [row["title"] for row in listed] == ["Boats at night", "Bread costs more"]
    assert main(["library", "search", "harbour"]) == 0
    assert "*harbour*" in capsys.readouterr().out
    assert main(["library", "search", "submarine"]) == 1
    assert main(["library", "remove", str(news / "boats.md"), "/no/such"]) == 1
    assert "not in the library" in capsys.readouterr().err
    assert main(["library", "list"]) == 0
    assert "Boats" not in capsys.readouterr().out
    assert (news / "boats.md").exists()


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
    assert "2 articles written" in capsys.readouterr().out
    assert any("after dark" in row["text"] for row in json.loads(target.read_text()))


def test_an_empty_library_says_so(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "list"]) == 0
    assert capsys.readouterr().out == "The library is empty.\n"


def test_what_has_an_analysis_is_not_given_to_the_model_again(news: Path, tmp_path: Path) -> None:
    paths = [str(news / "boats.md"), str(news / "bread.md"), str(news / "gone.md")]
    with open_store(tmp_path / "data") as store:
        known = load_article(paths[0])
        store.articles.keep(known)
        store.articles.keep_analysis(Analysis(known.digest, model="m"), version_key(""))
        adding = Adding(store, "")
        told = [0]
        given = [path for path, _ in adding.unknown(paths, told)]
        assert given == paths[1:] and told == [1]
        assert (adding.known, adding.added) == (1, 1)


@pytest.mark.model
def test_articles_are_analysed_and_can_be_asked_for_by_name(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "council.md").write_text("# Vote\n\n“We will vote again,” said Maria Jensen, the mayor of Aarhus.")
    assert main(["library", "add", str(news)]) == 0
    assert capsys.readouterr().out == "3 new, 0 known already, 3 analysed.\n"
    assert main(["library", "add", str(news)]) == 0
    assert capsys.readouterr().out == "0 new, 3 known already, 0 analysed.\n"
    main(["library", "list", "--person", "jensen", "--format", "json"])
    assert [row["title"] for row in json.loads(capsys.readouterr().out)] == ["Vote"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_the_parser_for_shells_knows_commands_of_commands() -> None:
    parsed = whole_parser().parse_args(["library", "add", "x", "--jobs", "2"])
    assert parsed.jobs == 2
