"""The benchmark measures what it claims. No test judges how fast anything is."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import library, library_corpus, staying, targets, words
from tests.benchmarks.corpus import FIRST_WORDS, MARK, make_article
from tests.benchmarks.reading import Effort, Program, measure
from tests.benchmarks.table import library_table, markdown, percentile, reading_table, sidebar_lines, words_table
from tests.benchmarks.watched import Watched
from tests.benchmarks.words import Rate
from tui.formats.loading import load_article
from tui.store.database import open_store

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
def test_a_generated_article_has_the_requested_number_of_words(tmp_path: Path, kind: str) -> None:
    article = load_article(make_article(tmp_path / f"a.{kind}", 5000))
    assert 5000 <= len(article.text.split()) <= 5200
    assert article.headline == FIRST_WORDS
    marks = [int(number) for number in MARK.findall(article.text)]
    assert marks == list(range(1, len(marks) + 1))
    assert ({block.kind for block in article.blocks} >= {"heading", "block_quote"}) == (kind == "md")


def test_the_same_request_gives_the_same_article_and_paragraphs_differ_within_it(tmp_path: Path) -> None:
    one, two = make_article(tmp_path / "a.txt", 9000), make_article(tmp_path / "b.txt", 9000)
    assert one.read_text() == two.read_text()
    paragraphs = [re.sub(r"§\d+ ", "", line) for line in one.read_text().split("\n\n")]
    # Short paragraphs without a name or a figure are repeated unchanged.
    assert len(set(paragraphs)) > len(paragraphs) * 0.6


@pytest.mark.tty
def test_every_part_of_a_start_is_measured(tmp_path: Path) -> None:
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
def test_a_program_that_crashes_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = make_article(tmp_path / "a.txt", 5000)
    broken = pager(PAGER.replace("move = ", "move = 1 / 0 if key == ' ' else "))
    assert measure(broken, article, LITTLE, "all")["ended"] == [1]
    assert "ended" not in measure(broken, article, LITTLE, "start")


@pytest.mark.tty
def test_lost_pages_are_detected(tmp_path: Path) -> None:
    article = make_article(tmp_path / "a.txt", 20000)
    lossy = PAGER.replace("for key in ", "for key in set(").replace(".decode():", ".decode()):")
    assert measure(pager(lossy), article, LITTLE, "all")["pages_off"][0] > 10


@pytest.mark.tty
@pytest.mark.parametrize("leaks", [False, True])
def test_a_program_whose_memory_grows_during_reading_is_detected(tmp_path: Path, leaks: bool) -> None:
    article = make_article(tmp_path / "a.txt", 5000)
    script = PAGER.replace("top = 0", "top, kept = 0, []").replace(
        "move = ", "kept.append(bytearray(b'x') * 3_000_000); move = "
    )
    growth = staying.read_on(pager(script if leaks else PAGER), article, seconds=0, samples=6, keys_between=3)
    if growth is None:
        pytest.skip("this system does not tell")
    assert growth.keys >= 18 and not growth.ended
    assert (growth.grown > 1) == leaks


@pytest.mark.tty
def test_a_key_that_does_nothing_at_the_end_is_not_counted(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("one\nor\ntwo\nmore", encoding="utf-8")
    with Watched(pager().argv(article), home=tmp_path) as terminal:
        terminal.wait_for("more")
        # Three lines down, then the other key goes up again.
        assert len(terminal.time_keys("j", "k", 5)) == 5


@pytest.mark.tty
def test_memory_and_processes_are_measured_for_the_program_and_its_children(tmp_path: Path) -> None:
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


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell")
def test_a_process_that_waits_for_the_processor_has_work_and_one_that_sleeps_has_none() -> None:
    for rest, works in (("while True: pass", True), ("input()", False)):
        script = f"print(flush=True)\n{rest}"
        with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            end = time.monotonic() + 60
            while Watched.has_work(process.pid) != works and time.monotonic() < end:
                time.sleep(0.01)
            assert Watched.has_work(process.pid) == works
            process.kill()


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, share) for share in (0, 0.5, 0.95, 1)] == [1, 50, 95, 100]
    assert math.isnan(percentile([], 0.5))


def test_the_table_shows_ratios_to_the_empty_app_and_dashes_for_missing_figures() -> None:
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


def test_the_wait_for_the_sidebar_is_compared_with_the_bare_work() -> None:
    results = {("ours", "900 txt"): {"known": [2600.0]}, ("less", "900 txt"): {"open": [10.0]}}
    lines = sidebar_lines(results, [Rate("bare", 900, 1.0, None)], 900).split("\n")
    assert lines[0].endswith(" 2,000 ms.")
    assert lines[1:] == ["ours, 900 txt: sidebar after 2,600 ms, 1.30 ×"]


def test_a_markdown_table_is_aligned_in_plain_text() -> None:
    assert len({len(line) for line in markdown(["a", "bb"], [["ccc", "d"]]).split("\n")}) == 1


def test_a_target_is_judged_by_the_worst_of_all_inputs() -> None:
    results = {
        ("empty app", "900 txt"): {"open": [100.0]},
        ("newsreader", "900 txt"): {"open": [110.0], "down": [1.0] * 99 + [30.0], "idle_cpu": [0.0]},
        ("newsreader full", "100,000 md"): {"open": [160.0], "down": [1.0, 120.0], "memory": [64.0]},
    }
    found = {target.what: target for target in targets.reading_targets(results, "empty app")}
    opening = found["open × empty app, up to 100,000 words"]
    assert opening.measured == 1.6 and not opening.met
    assert found["key later, p95"].measured == 120 and found["key later, p50"].met
    assert found["memory up to 100,000 words"].met
    assert math.isnan(found["memory, a million words"].measured)
    table = targets.targets_table(found.values())
    assert re.search(r"\| open × empty app, up to 100,000 words +\| 1\.60 +\| ≤ 1\.50 +\| NO ", table)
    assert re.search(r"\| CPU when idle +\| 0 s +\| ≤ 0 s +\| yes", table)
    assert "memory, a million words" not in table, "a target that was not measured has no row"


def test_targets_of_the_analysis_are_ratios_to_the_bare_pipeline() -> None:
    rates = [Rate("bare", 9000, 1.0, 400), Rate("one", 7200, 1.0, 500, 3.0), Rate("two", 10000, 1.0, 500)]
    found = {target.what: target for target in targets.words_targets(rates)}
    assert found["analyze, words/s × nlp.pipe"].measured == 0.8 and found["analyze, words/s × nlp.pipe"].met
    assert not found["analyze --jobs 2 × one job"].met
    assert found["analyze, memory grown in the second half of many articles"].measured == 3


@pytest.mark.parametrize("leaks", [False, True])
def test_memory_that_grows_over_many_articles_is_detected(leaks: bool) -> None:
    more = "kept.append(bytearray(4_000_000))" if leaks else "bytearray(4_000_000)"
    each = f"    {more}\n    print('done', flush=True)\n    time.sleep(0.05)"
    code = f"import time\nkept = []\nfor _ in range(12):\n{each}"
    run = words._run([sys.executable, "-c", code])
    assert run is not None and run.grown is not None and run.seconds > 0.5
    assert (run.grown > 12) == leaks
    assert words._run([sys.executable, "-c", "raise SystemExit(1)"]) is None
    assert words.grown([5.0, 5.0]) is None, "the difference is too small to report"


def test_generated_news_matches_its_analysis_and_is_the_same_each_time() -> None:
    made, again = library_corpus.make(3), library_corpus.make(3)
    assert made == again and made != library_corpus.make(4)
    text, found = made.article.text, made.analysis
    assert 400 < len(text.split()) < 900 and found.digest == made.article.digest
    for entity in found.entities:
        for mention in entity.mentions:
            assert made.article.words(mention.span) in (entity.name, entity.name.split()[-1])
    for quote in found.quotes:
        assert made.article.words(quote.span).startswith("“") and made.article.words(quote.cue) == "said"
    assert all(made.article.words(figure.span).isdigit() for figure in found.figures)
    assert all(0 <= block.span.start < block.span.end <= len(text) for block in made.article.blocks)


def test_a_library_is_generated_once_and_every_query_is_measured(tmp_path: Path) -> None:
    folder, adding = library.make_library(tmp_path, 20)
    assert library.make_library(tmp_path, 20) == (folder, adding)
    with open_store(folder) as store:
        assert len(store.articles.library()) == 20 and store.articles.index_waiting() == 0
        assert any(row.notes for row in store.articles.library())
    asked = library.ask(folder)
    assert {"search", "count", "list by title", "list of the most named", "people", "copy", "check"} <= set(asked)
    assert len(asked["search"]) >= sum(map(len, library.TYPED))
    text = library_table(20, asked, adding, {"filled": {"open": [12.0], "letter": [], "memory": []}})
    assert "library of 20" in text and "open after 12 ms" in text


@pytest.mark.tty
def test_the_library_screen_is_opened_and_searched(tmp_path: Path) -> None:
    folder, _ = library.make_library(tmp_path, 5)
    results = library.screens(benchmarks.own_command(), {"filled": folder}, 1, warm=False)
    assert len(results["filled"]["open"]) == 1 and len(results["filled"]["letter"]) > 10
    assert library.ratio(results, "filled", "filled") == 1


def test_the_list_of_names_is_distinguished_from_the_article_text() -> None:
    assert benchmarks.KNOWN.search("said that week ▊ People (12)                ▊")
    assert not benchmarks.KNOWN.search("People (12 of them) and 39 places were named ▊ Reading the article…")


SHORTLY = ["--short", "--sizes", "900", "--library", "0"]


@pytest.mark.tty
def test_a_program_that_shows_nothing_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmarks, "SHORT", LITTLE)
    monkeypatch.setattr(benchmarks, "own_command", lambda: [sys.executable, "-c", "print('nothing')"])
    assert benchmarks.main([*SHORTLY, "--only", "newsreader", "--folder", str(tmp_path)]) == 1


@pytest.mark.tty
def test_the_command_prints_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmarks, "SHORT", LITTLE)
    figures = tmp_path / "out" / "figures.json"
    options = [*SHORTLY, "--only", "empty app", "--folder", str(tmp_path), "--json", str(figures)]
    assert benchmarks.main(options) == 0
    out = capsys.readouterr().out
    # On a busy machine even the empty app takes more than a second, which is written "1,038".
    assert re.search(r"\| 900 txt +\| empty app +\| [\d,]+ +\| 1\.00", out), out
    assert '"open"' in figures.read_text()
