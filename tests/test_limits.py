"""An article that hangs, crashes or needs too much memory is reported, and the others are analysed."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tui.analysis.many import AnalystPool, Failed
from tui.analysis.protocol import Failure, Progress, WholeAnalysis, analyze_request, read_answer
from tui.export.plain_lines import analysis_lines
from tui.formats.loading import parse_article
from tui.nlp.server import Server
from tui.text.analysis import Analysis, decode_analysis, encode_analysis
from tui.text.article import Article
from tui.text.block_types import RUNNING_TEXT

if TYPE_CHECKING:
    from spacy.language import Language


def article(text: str) -> Article:
    return parse_article(text, f"{text.split()[0]}.txt", format="text")


FAKE_PROCESS = """
import os, sys
from tui.analysis.protocol import *
from tui.text.analysis import Analysis

def send(answer):
    sys.stdout.buffer.write(answer_frame(answer))
    sys.stdout.buffer.flush()

send(Ready("fake"))
while request := read_request(sys.stdin.buffer):
    text = decode_text(request.text)
    if "crash" in text:
        os._exit(1)
    send(Failure(request.id, "it is odd") if "odd" in text else WholeAnalysis(request.id, Analysis(request.digest), 1))
"""


def test_an_article_that_crashes_the_process_or_fails_is_reported_and_the_others_are_analysed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.analysis.client.command", lambda model: [sys.executable, "-c", FAKE_PROCESS])
    texts = ["One is fine.", "Two will crash it.", "Three is odd.", "Four is fine.", "Five will crash it.", "Six too."]
    with AnalystPool("", (), 2) as pool:
        outcomes = dict(pool.run((text.split()[0], article(text)) for text in texts))
    assert list(outcomes) == ["One", "Two", "Three", "Four", "Five", "Six"]
    failed = {name: str(outcome) for name, outcome in outcomes.items() if isinstance(outcome, Failed)}
    assert failed == {
        "Two": "The analysis process crashed on this article.",
        "Three": "The analysis of this article failed (it is odd).",
        "Five": "The analysis process crashed on this article.",
    }


def test_a_batch_reports_progress_and_names_the_article_that_needed_too_much_memory() -> None:
    def analyze_many(
        articles: Sequence[Any], topics: Sequence[Any], report: Callable[[], None]
    ) -> Iterator[Analysis | Exception]:
        report()
        yield Analysis(articles[0][1])
        report()
        yield MemoryError()

    out = io.BytesIO()
    analyzer: Any = SimpleNamespace(analyze_many=analyze_many)
    requests = [analyze_request(id, article(text), together=True) for id, text in enumerate(("One.", "Two."))]
    Server(out).answer_batch(analyzer, requests)
    out.seek(0)
    answers = []
    while answer := read_answer(out):
        answers.append(answer)
    assert [type(answer) for answer in answers] == [Progress, WholeAnalysis, Progress, Failure]
    assert isinstance(answers[-1], Failure) and answers[-1].message == "it needs more than 1.5 GB of memory"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has this limit")
def test_the_analysis_process_cannot_exceed_its_memory_limit() -> None:
    program = "from tui.nlp.server import MEMORY, limit_memory\nlimit_memory()\nbytearray(MEMORY)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and ended.stderr.strip().endswith("MemoryError")


@pytest.mark.model
def test_a_text_that_is_too_long_is_analysed_up_to_a_paragraph_and_says_so(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.nlp.analyze import Analyzer, analyzed_part

    long = article("\n\n".join(f"Mayor Tora Lind met {n} fishermen in Hull." for n in range(10)))
    assert analyzed_part(long.text) == long.text
    monkeypatch.setattr("tui.nlp.analyze.MOST_WORDS", 30)
    end = len(analyzed_part(long.text))
    assert long.text[:end].endswith("2 fishermen in Hull.")
    (analysis,) = Analyzer(nlp).analyze_many([(long.text, long.digest, RUNNING_TEXT)], [])
    assert isinstance(analysis, Analysis)
    assert (analysis.analyzed_to, len(analysis.sentences)) == (end, 3)
    assert "The text is too long: only its first 24 words were analysed." in list(analysis_lines(long, analysis))
    assert analysis.to_json()["analyzed_to"] == end
    assert decode_analysis(encode_analysis(analysis)) == analysis
