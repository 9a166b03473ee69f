"""The start of the real program in a real pseudo-terminal: the text first, and keys that work from then on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal import Terminal

pytestmark = [pytest.mark.tty, pytest.mark.model]

SAMPLE = Path(__file__).parent.parent / "samples" / "apec-summit.md"
FIRST_WORDS = "Old partners, warm words"
FOUND = re.compile(r"People \(\d+\)")
SENTENCE = "The ferry will run at night, said Tora Lind, who has waited ten years for it."


def test_keys_are_answered_during_the_analysis_of_a_long_article(tmp_path: Path) -> None:
    # More than half a minute of analysis; the test does not wait for it.
    article = tmp_path / "long.txt"
    paragraphs = "\n\n".join(f"Paragraph {n}. {SENTENCE}" for n in range(5_000))
    article.write_text(f"The first words\n\n{paragraphs}\n\nThe last words.\n")
    with Terminal.newsreader(article, home=tmp_path / "home") as program:
        program.wait_for("The first words")
        assert not FOUND.search(program.text)
        program.press("G")
        program.wait_for("The last words.")
        assert not FOUND.search(program.text)
        program.press("g")
        program.wait_for("The first words")
        program.press("Q")
        assert program.wait_end() == 0


def test_a_web_page_is_extracted_after_the_first_frame_and_a_line_says_so(tmp_path: Path) -> None:
    page = tmp_path / "ferry.html"
    body = "".join(f"<p>{SENTENCE} It is the {n}th time that she has said so.</p>" for n in range(30))
    page.write_text(f"<html><body><article><h1>Ferry to run at night</h1>{body}</article></body></html>")
    with Terminal.newsreader(page, home=tmp_path / "home", analysis=False) as program:
        program.wait_for("Ferry to run at night")
        program.wait_for("The ferry will run")
        assert b"Extracting the article" in program.output
        program.press("Q")
        assert program.wait_end() == 0


def test_a_page_without_an_article_ends_the_program_with_a_message(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<html><body></body></html>")
    with Terminal.newsreader(page, home=tmp_path / "home", analysis=False) as program:
        assert program.wait_end() == 2
        assert "newsreader: " in program.text


def test_the_program_works_with_stock_textual(tmp_path: Path) -> None:
    stock = {"NEWSREADER_STOCK_TEXTUAL": "1"}
    with Terminal.newsreader(SAMPLE, home=tmp_path, env=stock, analysis="quick") as program:
        program.wait_for(FIRST_WORDS)
        program.wait_for(FOUND)
        program.press("G")
        program.wait_for(re.compile(r"100%"))
        program.press("g", "p")
        program.wait_for(FIRST_WORDS)
        program.press("Q")
        assert program.wait_end() == 0
