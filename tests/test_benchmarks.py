"""The benchmark measures what it says. How fast anything is, no test judges."""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import staying
from tests.benchmarks.corpus import FIRST_WORDS, MARK, make_article
from tests.benchmarks.reading import Effort, Program, measure
from tests.benchmarks.table import markdown, percentile, reading_table, sidebar_lines, words_table
from tests.benchmarks.watched import Watched
from tests.benchmarks.words import Rate
from tui.text.files import load_article

LITTLE = Effort(presses=3, early_seconds=0.3, pages=5, idle_seconds=0.1, helper_seconds=2)

PAGER = """
import os, sys, tty
tty.setraw(0)
lines = open(sys.argv[1], encoding="utf-8").read().split("\\n")
top = 0
while True:
    page = "\\r\\n".join(line[:100] for line in lines[top : top + 30])
    sys.stdout.write("\\x1b[?2026h\\x1b[2J\\x1b[H" + page + "\\x1b[?2026l")
    sys.stdout.flush()
    for key in os.read(0, 1000).decode():
        move = {"j": 1, "k": -1, " ": 30, "b": -30, "g": -len(lines)}.get(key, 0)
        top = max(0, min(len(lines) - 1, top + move))
"""


def pager(script: str = PAGER) -> Program:
    return Program("pager", lambda article: [sys.executable, "-c", script, str(article)])


@pytest.mark.parametrize("kind", ["txt", "md"])
def test_an_article_has_the_words_it_was_asked_for(tmp_path: Path, kind: str) -> None:
    article = load_article(make_article(tmp_path / f"a.{kind}", 5000))
    assert 5000 <= len(article.text.split()) <= 5200
    assert article.headline == FIRST_WORDS
    marks = [int(number) for number in MARK.findall(article.text)]
    assert marks == list(range(1, len(marks) + 1))
    assert ({block.kind for block in article.blocks} >= {"heading", "block_quote"}) == (kind == "md")


def test_the_same_article_is_made_twice_and_paragraphs_differ_in_one(tmp_path: Path) -> None:
    one, two = make_article(tmp_path / "a.txt", 9000), make_article(tmp_path / "b.txt", 9000)
    assert one.read_text() == two.read_text()
    paragraphs = [re.sub(r"§\d+ ", "", line) for line in one.read_text().split("\n\n")]
    # Short ones without a name or a figure come back as they were.
    assert len(set(paragraphs)) > len(paragraphs) * 0.6


@pytest.mark.tty
def test_a_start_is_measured_in_all_its_parts(tmp_path: Path) -> None:
    article = make_article(tmp_path / "a.txt", 5000)
    figures = measure(pager(), article, LITTLE, "all")
    assert figures["usable"][0] > figures["open"][0] > 0
    assert len(figures["down"]) == len(figures["page_settled"]) == 3
    assert all(size > 100 for size in figures["page_bytes"])
    assert figures["pages_off"] == [0]


@pytest.mark.tty
def test_a_program_that_never_shows_the_article_has_no_figures(tmp_path: Path) -> None:
    program = Program("none", lambda article: [sys.executable, "-c", "print('something else')"])
    assert "open" not in measure(program, tmp_path, LITTLE, "all")


@pytest.mark.tty
def test_a_program_that_breaks_off_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = make_article(tmp_path / "a.txt", 5000)
    broken = pager(PAGER.replace("move = ", "move = 1 / 0 if key == ' ' else "))
    assert measure(broken, article, LITTLE, "all")["ended"] == [1]
    assert "ended" not in measure(broken, article, LITTLE, "start")


@pytest.mark.tty
def test_pages_that_get_lost_are_seen(tmp_path: Path) -> None:
    article = make_article(tmp_path / "a.txt", 20000)
    lossy = PAGER.replace("for key in ", "for key in set(").replace(".decode():", ".decode()):")
    assert measure(pager(lossy), article, LITTLE, "all")["pages_off"][0] > 10


@pytest.mark.tty
@pytest.mark.parametrize("leaks", [False, True])
def test_a_program_that_grows_as_one_reads_on_is_seen(tmp_path: Path, leaks: bool) -> None:
    article = make_article(tmp_path / "a.txt", 5000)
    script = PAGER.replace("top = 0", "top, kept = 0, []").replace(
        "move = ", "kept.append(bytearray(b'x') * 300_000); move = "
    )
    growth = staying.read_on(pager(script if leaks else PAGER), article, seconds=2, samples=6)
    if growth is None:
        pytest.skip("this system does not tell")
    assert growth.keys > 5 and not growth.ended
    assert (growth.grown > 1) == leaks


@pytest.mark.tty
def test_a_key_that_does_nothing_at_the_end_is_not_counted(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("one\nor\ntwo\nmore", encoding="utf-8")
    with Watched(pager().argv(article), home=tmp_path) as terminal:
        terminal.wait_for("more")
        # Three lines down, then it goes up again.
        assert len(terminal.time_keys("j", "k", 5)) == 5


@pytest.mark.tty
def test_memory_and_processes_are_those_of_the_program(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'x = bytearray(b\"x\") * 60_000_000; input()'])\n"
        "print('up', flush=True); time.sleep(100)"
    )
    with Watched([sys.executable, "-c", script], home=tmp_path) as terminal:
        terminal.wait_for("up")
        if (own := terminal.peak_memory(terminal.process.pid)) is None:
            pytest.skip("this system does not tell")
        assert own < 50
        terminal.wait_until(lambda: sum(terminal.peak_memory(pid) or 0 for pid in terminal.helpers()) > 60)
        assert len(terminal.helpers()) == 1


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, share) for share in (0, 0.5, 0.95, 1)] == [1, 50, 95, 100]
    assert math.isnan(percentile([], 0.5))


def test_the_table_has_ratios_to_the_empty_app_and_dashes_for_what_is_not_known() -> None:
    results = {
        ("empty app", "900 txt"): {"open": [100.0, 200.0, 300.0]},
        ("ours", "900 txt"): {"open": [250.0], "down": [1.0, 2.0, 30.0], "page_bytes": [7000.0]},
        ("broken", "900 txt"): {},
    }
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in reading_table(results, "empty app").split("\n")
    ]
    heads, _, empty, ours, broken = rows
    assert (empty[2], empty[3]) == ("200", "1.00")
    assert (ours[2], ours[3]) == ("250", "1.25")
    assert ours[heads.index("key p50/p95/max")] == "2/30/30"
    assert ours[heads.index("page KB")] == "7.0"
    assert set(broken[2:]) == {"–"}


def test_the_table_of_words_takes_its_ratios_from_the_first() -> None:
    text = words_table([Rate("bare", 10000, 2.0, 400), Rate("ours", 8000, 2.5, None)])
    assert "× bare" in text
    assert re.search(r"ours +\| 8,000 +\| 0\.80 +\| 2\.5 +\| – ", text)


def test_the_wait_for_the_sidebar_is_held_beside_the_bare_work() -> None:
    results = {("ours", "900 txt"): {"known": [2600.0]}, ("less", "900 txt"): {"open": [10.0]}}
    lines = sidebar_lines(results, [Rate("bare", 900, 1.0, None)], 900).split("\n")
    assert lines[0].endswith(" 2,000 ms.")
    assert lines[1:] == ["ours, 900 txt: sidebar after 2,600 ms, 1.30 ×"]


def test_a_table_is_aligned_as_it_stands() -> None:
    assert len({len(line) for line in markdown(["a", "bb"], [["ccc", "d"]]).split("\n")}) == 1


def test_a_name_with_its_count_in_the_sidebar_is_told_from_the_article() -> None:
    beside = "said that week ▊  Elena Sorrento        3 ▊"
    assert benchmarks.NAME_WITH_COUNT.search(beside)
    assert not benchmarks.NAME_WITH_COUNT.search("Brandt has asked for a recount in districts with 200 votes ▊ Reading")


@pytest.mark.tty
def test_the_command_prints_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmarks, "SHORT", LITTLE)
    options = ["--short", "--only", "empty app", "--sizes", "900", "--no-words", "--folder", str(tmp_path)]
    assert benchmarks.main([*options, "--json", str(tmp_path / "figures.json")]) == 0
    out = capsys.readouterr().out
    assert re.search(r"\| 900 txt +\| empty app +\| \d+ +\| 1\.00", out)
    assert '"open"' in (tmp_path / "figures.json").read_text()
