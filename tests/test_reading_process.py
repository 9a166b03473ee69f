"""A file that another process reads is the file that is read here, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import time
import warnings
from dataclasses import fields
from pathlib import Path

import pytest
from tui.reading_process import Reading, begin

from tui import reading_process
from tui.formats.load_error import LoadError
from tui.formats.loading import load_article
from tui.library.samples import sample_paths
from tui.text import topics_file
from tui.text.article import Article
from tui.text.topics_file import built_in_topics

LONG = "".join(f"Paragraph {n} of a *long* report, “quoted” twice over and [linked](https://x.example/{n}).\n\n" * 2
               for n in range(6_000))  # fmt: skip


def start(path: Path | str, format: str | None = None) -> Reading:
    with warnings.catch_warnings():
        # pytest-xdist has a thread of its own, which the program has not.
        warnings.simplefilter("ignore", DeprecationWarning)
        reading = begin([str(path)], format)
    assert reading is not None
    return reading


def is_over(reading: Reading) -> bool:
    """Whether the process is gone; what it had to tell waits in the pipe then."""
    return os.waitid(os.P_PID, reading._process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def same(one: Article, other: Article) -> bool:
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(Article))


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_the_article_is_the_one_that_is_read_here(path: Path) -> None:
    opening = start(path).opening()
    here = load_article(path)
    assert opening.complete and same(opening.head, here) and opening.rest() is opening.head
    assert vars(opening.head)["digest"] == here.digest


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_of_a_long_article_the_head_comes_first_and_then_the_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(LONG, encoding="utf-8")
    reading = start(path)
    opening = reading.opening()
    assert not opening.complete, "it does not fit into the pipe, so it cannot be there yet"
    here = load_article(path)
    whole = opening.rest()
    assert here.text.startswith(opening.head.text) and here.blocks[: len(opening.head.blocks)] == opening.head.blocks
    assert same(whole, here) and whole.digest == here.digest
    assert reading.topics() == built_in_topics()
    with pytest.raises(ChildProcessError):
        os.waitpid(reading._process, os.WNOHANG)  # it is gone, and nothing is left of it


def test_what_waits_whole_in_the_pipe_is_not_shown_in_two_steps(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(LONG[:200_000], encoding="utf-8")
    reading = start(path)
    end = time.monotonic() + 60
    while not is_over(reading) and time.monotonic() < end:
        time.sleep(0.01)
    opening = reading.opening()
    if hasattr(__import__("fcntl"), "F_SETPIPE_SZ"):
        assert opening.complete
    assert same(opening.rest(), load_article(path))
    reading.end()


def test_the_built_in_topics_come_after_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.", encoding="utf-8")
    reading = start(path)
    assert not reading.has_topics() and reading.topics() is None, "the article comes first"
    reading.opening()
    while not is_over(reading):
        time.sleep(0.01)
    assert reading.has_topics()
    assert reading.topics() == built_in_topics()
    assert not reading.has_topics() and reading.topics() is None, "once only"


def test_nothing_is_left_of_a_reader_whose_topics_were_asked_for_too_early(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LONG, encoding="utf-8")
    reading = start(path)
    opening = reading.opening()
    assert not opening.complete and reading.topics() is None
    assert same(opening.rest(), load_article(path))
    with pytest.raises(ChildProcessError):
        os.waitpid(reading._process, os.WNOHANG)


def test_topics_that_do_not_come_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("a mistake")

    path = tmp_path / "a.txt"
    path.write_text("Words.", encoding="utf-8")
    monkeypatch.setattr(topics_file, "built_in_topics", fails)
    reading = start(path)
    assert reading.opening().head.text == "Words."
    assert reading.topics() is None


def test_the_format_that_was_asked_for_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Not a heading\n\nWords.", encoding="utf-8")
    assert start(path, "text").opening().head.text.startswith("# Not")


def test_half_of_a_surrogate_pair_comes_through(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Words.".encode("utf-16") + b"\x00\xd8" + "More.".encode("utf-16-le"))
    assert same(start(path).opening().head, load_article(path))


def test_why_there_is_no_article_is_told_in_the_same_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    with pytest.raises(LoadError) as here:
        load_article(path)
    with pytest.raises(LoadError) as there:
        start(path).opening()
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize("words", [[], ["-"], ["a.txt", "b.txt"], ["."], ["no such file"], [""], ["https://x.example"]])
def test_only_a_single_file_is_read_ahead(words: list[str]) -> None:
    assert begin(words, None) is None


def test_a_file_whose_reader_is_killed_is_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LONG, encoding="utf-8")
    before = start(path)
    os.kill(before._process, signal.SIGKILL)
    assert same(before.opening().rest(), load_article(path))
    midway = start(path)
    opening = midway.opening()
    os.kill(midway._process, signal.SIGKILL)
    assert same(opening.rest(), load_article(path))


def test_a_mistake_in_the_reader_says_nothing_and_is_met_again_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.", encoding="utf-8")

    def fails(*_: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(reading_process, "_hand_over", fails)
    assert start(path).opening().head.text == "Words."
    assert capfd.readouterr() == ("", "")


def test_where_no_process_can_be_had_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> int:
        raise OSError("no more processes")

    path = tmp_path / "a.txt"
    path.write_text("Words.", encoding="utf-8")
    monkeypatch.setattr(os, "fork", none)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert begin([str(path)], None) is None
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_a_reader_whom_nobody_waits_for_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LONG, encoding="utf-8")
    reading = start(path)
    os.close(reading._pipe)
    os.waitpid(reading._process, 0)  # returns
