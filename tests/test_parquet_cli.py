"""`newsreader analyze --output`, and the commands that print from its results."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import tui.analysis.batch
from tests import quick_analysis
from tests.analyzed import MADE, WORDS, analyzed, item
from tui.analysis.batch.results import Results, provenance_of, read_results
from tui.analysis.batch.table import ResultRow, to_parquet
from tui.cli.analyzing import analyze_files
from tui.cli.main import main
from tui.notes import correction
from tui.store.database import open_store
from tui.text.topics_file import built_in_topics

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty settings and data folders."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Results for two articles, made without the model."""
    folder = tmp_path / "results.parquet"
    rows = [ResultRow(analyzed(name), item(name).digest) for name in ("a.md", "b.md")]
    with Results(folder, MADE) as kept:
        kept.add(0, MADE, to_parquet(rows, MADE))
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    assert main([str(one) for one in arguments]) == status
    return capsys.readouterr().out


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_stored_results_print_the_same_as_a_fresh_analysis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [SAMPLES / "early-library.md", SAMPLES / "port-vote.md"]
    folder = tmp_path / "results"
    assert main(["analyze", *map(str, paths), str(tmp_path / "none.md"), "--output", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "No such file" in told
    assert f"{len(paths)} of {len(paths)} articles were analysed into {folder}, 1 skipped." in told
    for words in ("quotes --format json", "entities --format json", "passages --format markdown"):
        command = words.split()
        assert printed(capsys, *command, "--results", folder) == printed(capsys, *command, *paths)
    printed(capsys, "analyze", *paths, "--output", folder)
    assert len(list(read_results(folder))) == len(paths)
    assert {topic.name for topic in built_in_topics()} == set(provenance_of(folder).topics)  # also those that are off
    printed(capsys, "analyze", paths[0], "--output", tmp_path / "one", "--topic", "trade")
    assert list(provenance_of(tmp_path / "one").topics) == ["trade"]


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_a_restarted_run_analyses_only_the_remaining_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The mayor spoke.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "b.txt").write_text("The harbour closed.")
    folder = tmp_path / "results"
    assert main(["analyze", str(tmp_path / "a.txt"), str(tmp_path / "empty.txt"), "--output", str(folder)]) == 1
    assert "empty.txt is empty" in capsys.readouterr().err
    both = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    assert main(["analyze", *both, "--output", str(folder)]) == 0
    assert "1 of 2 articles were analysed" in (told := capsys.readouterr().err) and "1 had been analysed" in told
    assert [found.article.text for found in read_results(folder)] == ["The mayor spoke.", "The harbour closed."]


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_an_article_from_a_pipe_is_analysed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "“We will listen,” Mayor Tora Lind said."
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(words.encode())))
    (row,) = json.loads(printed(capsys, "quotes", "-", "--format", "json"))
    assert (row["source"], row["speaker"]["name"]) == ("-", "Tora Lind")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(words.encode())))
    printed(capsys, "analyze", "-", "--output", tmp_path / "results")
    (found,) = read_results(tmp_path / "results")
    assert (found.path, found.article.text) == ("-", words)


def test_closing_the_output_ends_the_analysis_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    monkeypatch.setattr("tui.analysis.client.command", quick_analysis.command)
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"Number {number} is here.")
    before = set(psutil.Process().children())
    with closing(analyze_files([str(path) for path in paths])) as found:
        assert next(found).article.text == "Number 0 is here."
        assert len(set(psutil.Process().children()) - before) == 1
    assert set(psutil.Process().children()) <= before


def test_commands_print_from_stored_results(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotes = json.loads(printed(capsys, "quotes", "--results", results, "--speaker", "lind", "--format", "json"))
    assert [row["source"] for row in quotes] == ["a.md", "b.md"]
    assert "2 articles" in printed(capsys, "entities", "--results", results, "--kind", "people")


def test_results_for_another_version_of_a_topic_are_not_used(
    tmp_path: Path, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.toml").write_text('[[topic]]\nname = "ferries"\nterms = ["ferry"]\n')
    arguments = ("passages", "--results", str(results), "--topics", str(tmp_path / "mine.toml"), "--topic", "ferries")
    assert main([*arguments, "--topic", "migration"]) == 0
    out, told = capsys.readouterr()
    assert out == ""
    assert "“ferries” has changed since that analysis" in told and "“migration” was not used in that analysis" in told


@pytest.mark.parametrize("command", ["quotes", "entities"])
def test_corrections_apply_to_results(
    tmp_path: Path, results: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    found = analyzed("a.md")
    with open_store(tmp_path / "data") as store:
        store.articles.keep(found.article)
        for name in ("a.md", "b.md"):
            article = analyzed(name).article
            store.articles.keep(article)
            store.notebook.correct(article, correction.rename(article, found.analysis.entities[0], "Tora M. Lind"))
    assert "Tora M. Lind" in printed(capsys, command, "--results", results)


def test_passages_removed_by_the_reader_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analyzed("a.md")
    monkeypatch.setattr("tui.cli.analyzed_articles._of_results", lambda path, topics: (one for one in [found]))
    assert "She left" in printed(capsys, "passages", "--results", "any")
    with open_store(tmp_path / "data") as store:
        store.articles.keep(found.article)
        passage = found.analysis.topics[0].passages[0]
        store.notebook.correct(found.article, correction.not_about(found.article, "ferries", passage.span))
    assert printed(capsys, "passages", "--results", "any") == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyze", "a.md", "--format", "parquet"], "needs --output FOLDER"),
        (["analyze", "a.md", "-o", "x.csv"], "cannot write csv"),
        (["analyze", "a.md", "-o", "x.jsonl", "--dask", "local"], "needs --output FOLDER"),
        (["analyze", "a.md", "--dask", "local"], "needs --output FOLDER"),
        (["quotes", "--results", "missing.parquet"], "no such file or folder"),
        (["quotes", "a.md", "--results", "missing.parquet"], "--results"),
    ],
)
def test_options_that_conflict_give_a_clear_message(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(WORDS)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("missing", "extra", "more"), [("pyarrow", "parquet", []), ("distributed", "dask", ["--dask", "local:1"])]
)
def test_a_missing_optional_dependency_gives_a_clear_message(
    missing: str,
    extra: str,
    more: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tui.analysis, "batch", tui.analysis.batch)  # restores it after the modules are imported again
    for name in [name for name in sys.modules if name.startswith("tui.analysis.batch")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    (tmp_path / "a.md").write_text(WORDS)
    assert main(["analyze", str(tmp_path / "a.md"), "--output", str(tmp_path / "out"), *more]) == 2
    said = capsys.readouterr().err
    assert f"This needs {missing}, which is not installed: pip install 'newsreader-tui[{extra}]'." in said


def test_a_stated_date_takes_precedence_in_an_article_to_be_analysed() -> None:
    one = item("a.md")
    assert replace(one, date="2024-05-03").article().date == "2024-05-03"
    assert replace(one, date=None).article().date == one.article().date


def test_the_analysis_is_written_to_a_file_in_the_format_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.analysis.client.command", quick_analysis.command)
    path = tmp_path / "a.md"
    path.write_text(WORDS, encoding="utf-8")
    for format, name in (("text", "x.txt"), ("json", "x.json"), ("jsonl", "x.jsonl"), ("jsonl", "no-suffix")):
        shown = printed(capsys, "analyze", path, "--format", format)
        named = ["--format", format] if name == "no-suffix" else []
        assert printed(capsys, "analyze", path, "-o", tmp_path / name, *named) == ""
        assert (tmp_path / name).read_text(encoding="utf-8") == shown
