"""What the commands print: harmless for a terminal, and unchanged for another program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import quick_analysis
from tests.commands import END
from tests.reader import TOPICS, analysis, article
from tests.terminal import Terminal
from tui.cli.main import main
from tui.cli.printing import in_column, json_text, name_column, print_path
from tui.export.plain_lines import topic_lines
from tui.text.topic import Topic

HOSTILE = "a\x1b[31mb\x07\x9b2Jc\x7f\u202ed\u2066e"
STEERING = set("\x1b\x07\x9b\x7f\u202e\u2066")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.mark.parametrize("text", [HOSTILE, "half a pair \udc80", "line\u2028end", "Zürich, 東京, 👩\u200d🚀"])
def test_json_keeps_every_character_and_escapes_control_characters(text: str) -> None:
    printed = json_text({"text": text})
    assert json.loads(printed) == {"text": text}
    assert not STEERING & set(printed)
    printed.encode()


def test_json_leaves_letters_of_every_script_as_they_are() -> None:
    assert json_text(["Zürich 東京"], 2) == '[\n  "Zürich 東京"\n]'


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "--format", "json", "--words-only", "{file}", "{file}"),
        ("notes", "list", "--format", "json"),
        ("library", "list", "--format", "json"),
        ("library", "export", "--format", "json"),
    ],
)
def test_json_output_escapes_control_characters_in_file_names(
    arguments: tuple[str, ...], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / f"{HOSTILE}.txt"
    file.write_text("The ferry was late again on Monday, the harbour said.\n")
    main(["notes", "add", str(file), "--quote", "The ferry"])
    capsys.readouterr()
    assert main([argument.format(file=file) for argument in arguments]) == 0
    printed = capsys.readouterr().out
    assert not STEERING & set(printed)
    assert json.dumps(str(file))[1:-1] in json.dumps(json.loads(printed))


NAMED = [
    ("config", "--path", "--config", f"{HOSTILE}.toml"),
    ("config", "--init", "--config", f"{HOSTILE}.toml"),
    ("log", "--path", "--data-dir", HOSTILE),
    ("notes", "backup", HOSTILE),
    ("notes", "check", "--data-dir", HOSTILE),
    ("notes", "export", "--output", HOSTILE),
    ("topics", "list", "--no-such-option", HOSTILE),
    ("analyze", "--format", HOSTILE, "a.md"),
    ("keys", "--config", "keys.toml"),
]


def test_messages_escape_control_characters_in_any_name_given(home: Path) -> None:
    (home / "keys.toml").write_text(f'[keys]\n{json.dumps(HOSTILE)} = "x"\nquit = {json.dumps(HOSTILE)}\n')
    main(["notes", "check", "--data-dir", HOSTILE])
    argv = [sys.executable, "-m", "tests.commands", json.dumps(NAMED)]
    with Terminal(argv, home=home, cwd=home, env={"PYTHONPATH": str(Path(__file__).parents[1])}) as terminal:
        assert terminal.wait_end() == 0
        printed = terminal.output.decode().replace("\r\n", "").split(END)
    assert len(printed) == len(NAMED) + 1
    for arguments, words in zip(NAMED, printed, strict=False):
        assert "2Jc" in words, arguments
        assert not STEERING & set(words), (arguments, words)


def test_a_path_is_printed_byte_for_byte_for_another_program(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_path(Path(os.fsdecode(b"a\xff\x1bb")))
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"a\xff\x1bb\n"


def test_an_article_is_analysed_although_the_log_cannot_be_written(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.analysis.client.command", quick_analysis.command)
    (home / "a.txt").write_text("Mayor Tora Lind spoke in Paris on Monday.\n")
    (home / "file").write_text("no folder")
    assert main(["analyze", "--data-dir", "file", "a.txt"]) == 0
    assert "Tora Lind" in capsys.readouterr().out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_at_the_output_gives_one_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The pier is closed.")
    command = [sys.executable, "-m", "tui", "show", "--text-only", str(path)]
    with open("/dev/full", "w") as full:
        answer = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert answer.returncode == 2
    assert answer.stderr == "newsreader: The output could not be written: No space left on device.\n"


def test_without_standard_output_a_command_only_reports_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        assert main(["keys"]) == 2
    assert "no standard output" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "iso-8859-15", "ascii:strict", "cp1252"])
def test_output_to_a_pipe_is_utf_8_if_the_locale_cannot_encode_it(tmp_path: Path, encoding: str) -> None:
    article = tmp_path / "article.txt"
    article.write_text("“We don’t have a choice,” said Šárka Ołówek — 東京, 🙂.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tui", "show", "--text-only", "no such “file”", str(article)],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "NEWSREADER_DATA_DIR": str(tmp_path / "data")},
        cwd=Path(__file__).parent.parent,
    )
    assert "Traceback" not in done.stderr.decode()
    assert "“file”" in done.stderr.decode("utf-8")
    assert "Šárka Ołówek — 東京, 🙂" in done.stdout.decode("utf-8")


def test_a_terminal_that_cannot_show_a_character_gets_a_question_mark(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("They said “no” in Łódź.\n", encoding="utf-8")
    environment = {"PYTHONIOENCODING": "ascii"}
    with Terminal.newsreader("show", "--text-only", article, home=tmp_path, env=environment) as program:
        assert program.wait_end() == 0
        assert "They said ?no? in ??d?." in program.text


@pytest.mark.parametrize(
    "command", ["quotes", "timeline", "passages", "entities", "claims", "sources", "sources --by outlet", "show"]
)
def test_a_missing_file_gives_only_the_message_that_it_is_missing(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "gone.md"]) in (1, 2)
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "corrections" not in line] == ["newsreader: No such file: gone.md."]


@pytest.mark.parametrize("command", ["verify gone.md --against gone.md", "compare gone.md gone.md"])
def test_a_file_missing_on_disk_and_in_the_library_gives_one_clear_message(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.split()) == 2
    assert capsys.readouterr().err == ("newsreader: There is no file gone.md, and no article gone.md in the library.\n")


def test_compare_needs_two_articles(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "one.md").write_text("# One")
    assert main(["compare", "one.md"]) == 2
    assert capsys.readouterr().err == "newsreader: There is only one article; name another to compare it with.\n"


def test_all_topics_without_passages_are_printed_together_in_two_lines() -> None:
    of = article()
    topics = (*TOPICS, Topic("war", terms=("warfare",)), Topic("trade", terms=("tariff",)))
    printed = "\n".join(topic_lines(of, analysis(of, topics)))
    assert "Topic: ferry (2 passages, " in printed and "0 passages" not in printed
    assert printed.endswith("Topics without passages\n  war, trade")


def test_no_command_writes_over_what_it_reads(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "b.txt", "news/c.md", "feeds.opml", "t.toml", "plan.j2"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("mine", encoding="utf-8")
    (home / "link.html").symlink_to(home / "a.md")
    assert main(["library", "add", "--no-analysis", "news"]) == 0
    for command in (
        "report a.md -o a.md",
        "report a.md -o link.html",
        "report b.txt --against a.md -o a.md",
        "verify b.txt --against a.md --format csv -o a.md",
        "compare b.txt a.md -o ./a.md",
        "quotes news -o news/c.md --format markdown",
        "quotes --library -o news/c.md --format markdown",
        "library export -o news/c.md",
        "analyze a.md b.txt -o b.txt",
        "feed feeds.opml -o feeds.opml --format csv",
        "passages b.txt --topics t.toml -o t.toml --format csv",
        "notes export --template plan.j2 -o plan.j2",
        "notes list -o data/newsreader.db --format csv",
    ):
        assert main(command.split()) == 2, command
        assert "was not overwritten. Name another file." in capsys.readouterr().err, command
    for name in ("a.md", "b.txt", "news/c.md", "feeds.opml", "t.toml", "plan.j2"):
        assert (home / name).read_text(encoding="utf-8") == "mine"


def test_a_report_is_not_written_to_a_file_of_another_kind(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "a.md").write_text("mine", encoding="utf-8")
    assert main(["report", "a.md", "-o", "a.pdf"]) == 2
    assert "Name a file that ends in .html" in capsys.readouterr().err and not (home / "a.pdf").exists()


def test_names_are_cut_on_a_terminal_only() -> None:
    name = "an official in the county treasurer's office"
    assert in_column(name, 80, 12, "?") == "an officia…?" and in_column(name, None, 12) == name
    assert in_column("Lind", 80, 6) == in_column("Lind", None, 6) == "Lind  "
    assert (name_column([name, "Lind"], 80, 28), name_column([name, "Lind"], None, 28)) == (28, len(name))
