"""`newsreader topics` and `newsreader passages` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tui.cli import passages as passages_command
from tui.cli.main import main
from tui.text.analysis import Analysis, Because, Passage, TopicPassages
from tui.text.analyzed import Analyzed
from tui.text.article import Article, Block
from tui.text.span import Span


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of the reader's own topics, not yet created."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "newsreader" / "topics.toml"


def test_path_prints_the_file_of_the_readers_own_topics(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "path"]) == 0
    assert capsys.readouterr().out == f"{own}\n"


def test_an_added_topic_is_listed_and_valid(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "add", "bees", "bee", "honey bee", "--hint", "honey", "--exclude", "spelling bee"]) == 0
    assert main(["topics", "check"]) == 0
    assert "good, 1 topic" in capsys.readouterr().out
    assert main(["topics", "list", "--format", "json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["bees"] == {
        "name": "bees",
        "on": False,
        "terms": 2,
        "hints": 1,
        "entities": 0,
        "from": str(own),
    }
    assert rows["migration"]["from"] == "built in" and rows["migration"]["on"] is True


def test_topics_without_a_subcommand_prints_the_list(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:2] == ["migration", "on"]
    assert any(line.split()[:2] == ["climate", "off"] for line in lines)


def test_one_term_is_in_the_singular(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "add", "bees", "bee", "--entity", "Apis"]) == 0 and main(["topics"]) == 0
    assert "1 term, 0 hints, 1 entity " in capsys.readouterr().out


def test_adding_the_same_topic_again_is_refused(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "add", "bees", "bee"]) == 0
    assert main(["topics", "add", "Bees", "hive"]) == 2
    assert "topic “Bees”: already exists" in capsys.readouterr().err


def test_a_topic_without_words_is_refused_and_nothing_written(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "add", "bees"]) == 2
    assert "nothing to look for" in capsys.readouterr().err
    assert not own.exists()


def test_check_reports_what_is_wrong_and_continues(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "bad.toml", tmp_path / "good.toml"
    bad.write_text('[[topic]]\nname = "bees"\nterms = 3\n', encoding="utf-8")
    good.write_text('[[topic]]\nname = "bees"\nterms = ["bee"]\n', encoding="utf-8")
    assert main(["topics", "check", str(bad), str(good)]) == 1
    printed = capsys.readouterr()
    assert f"{bad}, topic “bees”, terms" in printed.err
    assert f"{good}: good" in printed.out


TEXT = "Bees *came*.\n\nThey left \x9b31m."


@pytest.fixture
def analysed(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Passages without the analysis process: one article whose text contains colour codes for the terminal."""
    asked: list[Any] = []
    article = Article("a.md", TEXT, (Block(Span(0, 12), "paragraph"), Block(Span(14, len(TEXT)), "paragraph")))
    because = (
        Because(Span(0, 12), "term", "“Bees” is a term of bees"),
        Because(Span(14, len(TEXT)), "carried", "“They” points back"),
    )
    found = TopicPassages("bees", passages=(Passage(Span(0, len(TEXT)), because),))

    def analyze_files(paths: list[str], *, topics: list[Any], **_: Any) -> Iterator[Analyzed]:
        asked.extend(topics)
        for path in paths:
            yield Analyzed(path, article, Analysis(digest=article.digest, topics=(found,)))

    monkeypatch.setattr("tui.cli.analyzing.analyze_files", analyze_files)
    (tmp_path / "a.md").write_text("Words.", encoding="utf-8")
    return asked


def test_the_table_has_one_line_for_each_passage(
    analysed: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["passages", str(tmp_path / "a.md"), "--topic", "apec"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{tmp_path / 'a.md'}  bees  Bees *came*. They left")
    assert line.isprintable()
    assert [topic.name for topic in analysed] == ["APEC"]


def test_csv_and_json_give_place_words_and_reasons(
    analysed: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["passages", str(tmp_path / "a.md"), "--format", "csv"]) == 0
    printed = capsys.readouterr().out
    [row] = csv.DictReader(io.StringIO(printed))
    assert (row["topic"], row["start"], row["end"]) == ("bees", "0", str(len(TEXT)))
    assert row["because"] == "“Bees” is a term of bees; “They” points back"
    assert "\x9b" not in printed
    assert main(["passages", str(tmp_path / "a.md"), "--format", "json"]) == 0
    [item] = json.loads(capsys.readouterr().out)
    assert item["text"] == TEXT
    assert [why["kind"] for why in item["because"]] == ["term", "carried"]
    assert [topic.name for topic in analysed][:3] == ["migration", "fentanyl", "APEC"]


def test_markdown_quotes_the_passage_under_its_article_and_topic(
    analysed: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["passages", str(tmp_path / "a.md"), "--format", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert "\n## bees\n\n> Bees \\*came\\*.\n>\n> They left" in printed
    assert "\x9b" not in printed


def test_the_message_about_an_unknown_topic_lists_the_known_ones(
    analysed: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["passages", str(tmp_path / "a.md"), "--topic", "bees"]) == 2
    assert "no topic “bees”. The topics are migration, fentanyl" in capsys.readouterr().err


def test_a_topic_from_a_file_can_be_requested_by_name(
    analysed: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.toml"
    file.write_text('[[topic]]\nname = "bees"\nterms = ["bee"]\n', encoding="utf-8")
    assert main(["passages", str(tmp_path / "a.md"), "--topics", str(file), "--topic", "bees"]) == 0
    assert [topic.name for topic in analysed] == ["bees"]
    assert passages_command.COLUMNS[1] == "topic"


def test_a_topic_of_ones_own_is_deleted_and_one_that_is_not_there_is_an_error(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["topics", "add", "bees", "bee"]) == 0
    assert main(["topics", "delete", "Bees"]) == 0
    assert own.read_text(encoding="utf-8") == ""
    assert main(["topics", "delete", "bees"]) == 2
    assert "topic “bees”: is not in the file." in capsys.readouterr().err
