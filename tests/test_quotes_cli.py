"""`newsreader quotes` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tui.cli.main import main
from tui.cli.quotes import FORM, QuoteRow, select
from tui.notes import correction
from tui.store.database import open_store
from tui.text.analysis import (
    Analysis,
    Entity,
    Mention,
    Passage,
    Quote,
    Speaker,
    TopicPassages,
)
from tui.text.analyzed import Analyzed
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = "“We *leave*,” Anna Berg told Rui.\n\nAn official said \x9bit was late."
ARTICLE = Article("a.md", TEXT, (Block(Span(0, 33), "paragraph"), Block(Span(35, len(TEXT)), "paragraph")))


def at(words: str) -> Span:
    """The position of words in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ANALYSIS = Analysis(
    digest=ARTICLE.digest,
    entities=(
        Entity("e1", "Anna Berg", "PERSON", (Mention(at("Anna Berg")),)),
        Entity("e2", "Rui", "PERSON", (Mention(at("Rui")),)),
    ),
    quotes=(
        Quote(
            "direct",
            (at("“We *leave*,”"),),
            at("told"),
            Speaker(at("Anna Berg"), "Anna Berg", "e1"),
            Speaker(at("Rui"), "Rui", "e2"),
            "subject of “told”, same sentence",
        ),
        Quote(
            "indirect",
            (at("\x9bit was late"),),
            at("said"),
            Speaker(at("An official"), None, None),
            None,
            "subject of “said”, same sentence",
            unsure=True,
        ),
    ),
    topics=(TopicPassages("bees", passages=(Passage(at("An official said \x9bit was late.")),)),),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article, analysed without the analysis process."""

    def analyze_files(paths: list[str], **_: Any) -> Iterator[Analyzed]:
        for path in paths:
            yield Analyzed(path, replace(ARTICLE, source=path), ANALYSIS)

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("tui.cli.analyzing.analyze_files", analyze_files)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def rows(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    """The rows of the command's CSV output."""
    assert main(["quotes", str(folder / "a.md"), "--format", "csv", *options]) == 0
    printed = capsys.readouterr().out
    assert "\x9b" not in printed
    return list(csv.DictReader(io.StringIO(printed)))


def test_csv_has_columns_for_speaker_position_and_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = rows(folder, capsys)
    assert first == {
        "source": str(folder / "a.md"),
        "speaker": "Anna Berg",
        "mention": "Anna Berg",
        "cue": "told",
        "addressee": "Rui",
        "kind": "direct",
        "unsure": "no",
        "start": "0",
        "end": "13",
        "line": "1",
        "words": "“We *leave*,”",
        "reason": "subject of “told”, same sentence",
        "attitude": "no",
        "also": "",
        "via": "",
        "open": f"newsreader open {folder / 'a.md'} --at 0",
        "date": "",
        "title": ARTICLE.title,
    }
    assert (second["speaker"], second["line"], second["unsure"]) == ("(An official)", "3", "yes")


def test_the_grep_format_marks_an_unsure_speaker(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(folder / "a.md"), "--format", "grep"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert ":1: Anna Berg: " in first and ":3: (An official)?: " in second


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        (["--speaker", "berg"], ["Anna Berg"]),
        (["--speaker", "OFFICIAL"], ["(An official)"]),
        (["--speaker", "berg", "--speaker", "official"], ["Anna Berg", "(An official)"]),
        (["--speaker", "Clara"], []),
        (["--kind", "indirect"], ["(An official)"]),
    ],
)
def test_quotes_are_filtered_by_speaker_and_kind(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], speakers: list[str]
) -> None:
    assert [row["speaker"] for row in rows(folder, capsys, *options)] == speakers


def test_a_topic_filter_keeps_only_quotes_in_its_passages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "more.toml"
    file.write_text('[[topic]]\nname = "bees"\nterms = ["bee"]\n', encoding="utf-8")
    found = rows(folder, capsys, "--topics", str(file), "--topic", "bees")
    assert [row["speaker"] for row in found] == ["(An official)"]


def test_an_unknown_topic_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(folder / "a.md"), "--topic", "bees"]) == 2
    assert "no topic “bees”" in capsys.readouterr().err


def test_json_has_every_position(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(folder / "a.md"), "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["speaker"]["name"] == "Anna Berg"
    assert first["spans"] == [{"start": 0, "end": 13, "text": "“We *leave*,”"}]
    assert first["addressee"]["mention"]["text"] == "Rui"
    assert second["speaker"]["name"] is None and second["unsure"] is True


def test_markdown_lists_quotations_under_their_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(folder / "a.md"), "--format", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert "> “We \\*leave\\*,”\n\n**Anna Berg** to Rui *(line 1, direct: subject of “told”, same sentence)*" in printed
    assert "indirect, unsure" in printed and "\x9b" not in printed


def test_the_table_shows_speaker_words_and_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(folder / "a.md")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split()[:4] == ["1", "Anna", "Berg", "told"] for line in lines)
    assert any("(An official)?" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_the_command_applies_corrections(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = replace(ARTICLE, source=str(folder / "a.md"))
    with open_store(folder / "data") as store:
        store.articles.keep(article)
        store.notebook.correct(article, correction.not_a_quote(article, ANALYSIS.quotes[1]))
    assert [row["speaker"] for row in rows(folder, capsys)] == ["Anna Berg"]


def test_a_speaker_without_an_entry_among_the_names_is_found_beside_one_with_that_name() -> None:
    spokesman = Speaker(at("An official"), "Berg office", None)
    quote = Quote("direct", (at("“We *leave*,”"),), None, spokesman)
    one = Analyzed(
        "a.md", ARTICLE, Analysis(ARTICLE.digest, entities=ANALYSIS.entities, quotes=(*ANALYSIS.quotes, quote))
    )
    assert sorted(row.speaker for row in select([one], ["berg"])) == ["Anna Berg", "Berg office"]
    assert [row.speaker for row in select([one], ["Anna Berg"])] == ["Anna Berg"]


def test_a_stated_date_is_the_date_in_an_analysis(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "a.md")
    with open_store(folder / "data") as store:
        store.articles.keep(replace(ARTICLE, source=path))
    for day in ("2024-05-03", None):
        with open_store(folder / "data") as store:
            store.articles.state_date(path, day)
            assert store.articles.stated_dates() == ({path: day} if day else {})
        assert main(["analyze", path, "--format", "jsonl"]) == 0
        assert json.loads(capsys.readouterr().out)["date"] == day


def test_csv_names_joint_speakers_and_the_outlet() -> None:
    berg = Speaker(at("Anna Berg"), "Anna Berg", "e1")
    rui, official = Speaker(at("Rui"), "Rui", "e2"), Speaker(at("An official"), None, None)
    quote = Quote("direct", (at("“We *leave*,”"),), None, berg, also=(rui, official), via=official)
    row = dict(zip(FORM.columns, FORM.fields(QuoteRow("a.md", ARTICLE, quote, 1)), strict=True))
    assert row["speaker"] == "Anna Berg and Rui and (An official)"
    assert (row["also"], row["via"]) == ("Rui; (An official)", "(An official)")
