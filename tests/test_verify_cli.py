"""`newsreader verify`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli.main import main

ARTICLE = """# The quay will cost ten million

“We will spend $19 million on the quay,” Mayor Tora Lind said on Monday. “That is a fair rule,” she added.

“Nobody has read the budget,” Jon Berg told the council.
"""
TRANSCRIPT = """\
MAYOR LIND: We will spend $10 million on the quay. [applause] That is a fair rule.
MAYOR LIND: I read every page, and nobody has read the budget as I have.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "article.md").write_text(ARTICLE)
    (tmp_path / "transcript.txt").write_text(TRANSCRIPT)
    return str(tmp_path / "article.md"), str(tmp_path / "transcript.txt")


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_each_quotation_gets_a_verdict_with_its_place_and_changes(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    article, transcript = files
    assert main(["verify", article, "--against", transcript, "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [(row["speaker"], row["status"]) for row in rows] == [
        ("Tora Lind", "altered"),
        ("Tora Lind", "verbatim"),
        ("Jon Berg", "verbatim"),
    ]
    assert rows[0]["differences"] == [{"printed": "$19", "said": "$10"}]
    assert rows[0]["places"][0]["text"] == "We will spend $10 million on the quay"
    assert [row["places"][0]["line"] for row in rows] == [1, 1, 2]
    assert [row["said_by"] for row in rows] == [None, None, "Mayor Lind"]
    assert main(["verify", article, "--against", transcript, "-o", f"{article}.csv"]) == 1
    assert main(["verify", article, "--against", transcript]) == 1
    out = capsys.readouterr().out
    assert "printed “$19”, said “$10”" in out and f"{transcript}:1" in out and f"{transcript}:2" in out


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_another_article_says_whom_it_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    (tmp_path / "wire.txt").write_text(
        "The council met on Monday. “Nobody has read the budget,” Councillor Una Lie told the council.\n"
    )
    assert main(["verify", str(tmp_path / "article.md"), "--against", str(tmp_path / "wire.txt")]) == 1
    assert "The source says that Una Lie said this." in capsys.readouterr().out


def test_a_missing_source_gives_one_clear_message_before_the_article_is_analysed(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.analyzing.AnalystPool", None)
    for command in ("verify", "report"):
        assert main([command, files[0], "--against", "/no/such.txt"]) == 2
        assert capsys.readouterr().err.count("\n") == 1
