"""The real analysis process: asked, killed, asked again, left alone."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import quick_analysis
from tests.processes import state
from tui.analysis.client import Analyst, AnalystError
from tui.analysis.protocol import LENGTH, command, environment
from tui.formats.loading import parse_article
from tui.text.analysis import Analysis
from tui.text.article import Article
from tui.text.topic import Topic

pytestmark = pytest.mark.model

NEWS = (
    "The mayor of Trondheim, Tora Lind, met fishermen on Monday. “We will listen,” Lind told them.\n\n"
    "The ferry will sail at night from May.\n"
)
FERRY = Topic("ferry", terms=("ferry",))


in_one_loop = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Analyst]:
    """One analyst for most tests, because loading its model takes seconds. Tests that end its process say so."""
    analyst = Analyst(log=tmp_path_factory.mktemp("log") / "log" / "newsreader.log")
    yield analyst
    await analyst.close()


def news() -> Article:
    return parse_article(NEWS, "news.txt", format="text")


@in_one_loop
async def test_the_process_can_be_started_before_the_first_request(served: Analyst) -> None:
    await served.prepare()
    assert served.running and served._process is not None
    started = served._process.pid
    assert (await served.analyze(news())).quotes
    assert served._process.pid == started
    # ctrl+c in the terminal does not reach the process. It stays in the program's session: between two sessions
    # `nice` has no effect on Linux.
    assert os.getpgid(started) == started and os.getsid(started) == os.getsid(0)


@in_one_loop
async def test_an_article_is_analysed_and_topics_are_added_later(served: Analyst) -> None:
    found = await served.analyze(news())
    assert found.digest == news().digest
    assert served._log is not None and served._log.stat().st_mode & 0o777 == 0o600
    assert any(entity.name == "Tora Lind" for entity in found.entities)
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Tora Lind"]
    assert all(span.end <= len(NEWS) for span in found.sentences)
    passages, _ = await served.passages(news(), [FERRY])
    assert [news().words(passage.span) for passage in passages[0].passages] == [
        "The ferry will sail at night from May."
    ]
    assert passages[0].fingerprint == FERRY.fingerprint


async def test_a_process_that_dies_is_reported_and_the_next_request_starts_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.analysis.client.command", quick_analysis.command)
    analyst = Analyst()
    try:
        assert (await analyst.analyze(news())).entities
        died = analyst._process
        assert died is not None
        os.kill(died.pid, signal.SIGSTOP)  # so that it cannot answer before it is killed
        asked = asyncio.create_task(analyst.analyze(news()))
        while not analyst._queues:
            await asyncio.sleep(0)  # until the request is sent
        os.kill(died.pid, signal.SIGKILL)
        with pytest.raises(AnalystError, match="can still be read"):
            await asked
        told: list[str] = []
        assert (await analyst.analyze(news(), on_progress=lambda stage, done: told.append(stage))).entities
        assert told[0] == "Loading the language model"
    finally:
        await analyst.close()


@in_one_loop
async def test_an_article_that_was_parsed_ahead_is_not_parsed_again(served: Analyst) -> None:
    told: list[str] = []
    fresh = parse_article(f"{NEWS}\nIt was not read before.\n", "ahead.txt", format="text")
    long = parse_article(("The ferry sailed at night, she said." + " " * 200) * 100, "long.txt", format="text")
    await served.parse_ahead(fresh)
    found = await served.analyze(fresh, [FERRY], on_progress=lambda stage, done: told.append(stage))
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Tora Lind"]
    assert found.topics[0].passages
    assert told and "Reading sentences and names" not in told
    # The first piece of a long article does not contain the whole.
    await served.parse_ahead(long)
    assert (await served.analyze(long)).digest == long.digest
    # A cancelled request does not delay the next one.
    other = asyncio.create_task(served.parse_ahead(parse_article(NEWS * 2, "other.txt", format="text")))
    await asyncio.sleep(0)
    other.cancel()
    with pytest.raises(asyncio.CancelledError):
        await other
    assert (await served.analyze(news())).quotes


async def test_a_missing_model_is_named_files_in_the_current_folder_are_not_run_and_printed_output_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("random.py", "json.py", "spacy.py", "tui/__init__.py", "tui/nlp/__main__.py"):
        path = tmp_path / "current" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(tmp_path / 'was run')!r}, 'a').write(__name__)\n", encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text("print('Welcome to this computer.' * 100)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path / "current")
    analyst = Analyst("no_such_model")  # spaCy itself is loaded
    try:
        with pytest.raises(AnalystError, match="no_such_model"):
            await analyst.analyze(news())
    finally:
        await analyst.close()
    assert not (tmp_path / "was run").exists()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("print('words ' * 20_000, flush=True); time.sleep(600)", "not an answer"),
        ("out(MARK + b'\\0\\0\\0\\x02{}'); time.sleep(600)", "not an answer"),
        (
            "out(answer_frame(Ready('model'))); out(b'Warning: nothing of this is protocol'); time.sleep(600)",
            "not an answer",
        ),
        ("out(MARK + b'\\xff\\xff\\xff\\xff'); time.sleep(600)", "not an answer"),
        ("out(b'no more than this'); time.sleep(600)", "did not answer for 2 seconds"),
        ("out(answer_frame(Ready('model'))); time.sleep(600)", "did not answer for 2 seconds"),
        ("out(b'no more than this')", "stopped unexpectedly"),
    ],
)
async def test_a_process_that_gives_no_valid_answer_is_ended_with_one_clear_message(
    monkeypatch: pytest.MonkeyPatch, script: str, sentence: str
) -> None:
    start = (
        "import os, sys, time\n"
        "from tui.analysis.protocol import MARK, Ready, answer_frame\n"
        "def out(data): os.write(1, data)\n"
    )
    monkeypatch.setattr("tui.analysis.client.command", lambda model: [sys.executable, "-c", start + script])
    analyst = Analyst(patience=2 if "2 seconds" in sentence else 60)
    try:
        with pytest.raises(AnalystError, match=sentence):
            await analyst.analyze(news())
        assert not analyst.running
    finally:
        await analyst.close()


@in_one_loop
async def test_cancelling_stops_the_work_and_the_process_takes_the_next_request(served: Analyst) -> None:
    long = parse_article(NEWS * 150, "long.txt", format="text")
    await served.analyze(news())
    at_work = asyncio.Event()
    task = asyncio.create_task(served.analyze(long, on_progress=lambda stage, done: at_work.set()))
    await at_work.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await served.analyze(news())).quotes


@in_one_loop
async def test_the_part_on_screen_is_analysed_before_the_whole(served: Analyst) -> None:
    # Mostly blank, so that it is soon analysed.
    long = Article("long.txt", "".join(f"Paragraph {n}. {NEWS}{' ' * 2_000}\n" for n in range(13)))
    near = long.text.index("Paragraph 11")
    parts: list[Analysis] = []
    whole = await served.analyze(long, priority_offset=near, on_partial=parts.append)
    assert parts and any(span.start <= near < span.end for span in parts[0].sentences)
    assert all(0 <= span.start < span.end <= len(long.text) for span in whole.sentences)
    assert len(whole.quotes) == 13


@pytest.mark.parametrize("stopped", [False, True])
def test_killing_the_program_leaves_no_process_behind(tmp_path: Path, stopped: bool) -> None:
    script = tmp_path / "starts.py"
    script.write_text(
        "import asyncio\n"
        "from tui.analysis.client import Analyst\n"
        "from tui.formats.loading import parse_article\n"
        "async def main():\n"
        "    analyst = Analyst()\n"
        "    asyncio.ensure_future(analyst.analyze(parse_article('Some words of news.', 'a.txt', format='text')))\n"
        "    while not analyst.running:\n"
        "        await asyncio.sleep(0.01)\n"
        "    print(analyst._process.pid, flush=True)\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n",
        encoding="utf-8",
    )
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert program.stdout is not None
    child = int(program.stdout.readline())
    if stopped:  # as by ctrl+z; the system wakes and ends it, since nobody else can
        os.kill(child, signal.SIGSTOP)
        while state(child) != "T":
            time.sleep(0.01)
    program.kill()
    program.wait()
    program.stdout.close()
    for _ in range(3000):
        if not state(child):
            return
        time.sleep(0.01)
    raise AssertionError("the analysis process outlived its program")


@in_one_loop
async def test_partial_analyses_of_a_long_article_grow_from_the_reading_position(served: Analyst) -> None:
    # Thirteen pieces, mostly spaces so that they are analysed quickly.
    long = Article("long.txt", (NEWS + " " * 4_000 + "\n\n") * 40)
    near = len(long.text) // 4
    known: list[Analysis] = []
    whole = await served.analyze(long, [FERRY], priority_offset=near, on_partial=known.append)
    assert len(known) >= 2
    assert all(part.sentences[0].start <= near < part.sentences[-1].end for part in known)
    ends = [part.sentences[-1].end for part in known]
    assert ends == sorted(set(ends)) and ends[-1] < whole.sentences[-1].end
    for part in known:
        assert set(part.sentences) <= set(whole.sentences)
        assert {q.spans for q in part.quotes} <= {q.spans for q in whole.quotes}
        assert part.topics[0].passages and part.digest == long.digest


@in_one_loop
async def test_cancelling_while_an_article_is_sent_does_not_disturb_the_next_request(served: Analyst) -> None:
    # Takes long to send but, being mostly spaces, is analysed quickly.
    huge = Article("huge.txt", NEWS + " " * 300_000)
    await served.analyze(news())
    for turns in range(1, 12, 2):
        left = asyncio.create_task(served.analyze(huge))
        other = asyncio.create_task(served.analyze(huge))
        for _ in range(turns):
            await asyncio.sleep(0)
        left.cancel()
        other.cancel()
        await asyncio.gather(left, other, return_exceptions=True)
    assert (await served.analyze(news())).quotes


@in_one_loop
async def test_the_process_ends_when_the_program_closes_its_input(served: Analyst) -> None:
    long = parse_article(NEWS * 150, "long.txt", format="text")
    await served.prepare()
    process = served._process
    assert process is not None and process.stdin is not None
    at_work = asyncio.Event()
    task = asyncio.create_task(served.analyze(long, on_progress=lambda stage, done: at_work.set()))
    await at_work.wait()
    process.stdin.close()
    assert await process.wait() == 0
    with pytest.raises(AnalystError):
        await task


@pytest.mark.parametrize("data", [b"no MessagePack", b"\x90", b"\x80", b""])
def test_an_invalid_request_ends_the_analysis_process(data: bytes) -> None:
    with subprocess.Popen(
        command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        assert process.stdin is not None
        process.stdin.write(len(data).to_bytes(LENGTH, "big") + data)
        process.stdin.flush()
        assert process.wait(timeout=60) == 0
