"""Any outside input gives an article, a feed or a clear message, and none sends control characters to the terminal.

A few hundred cases of each kind; `NEWSREADER_CASES=10000 pytest -n0 tests/test_hostile.py` tries more.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands import END
from tests.terminal import Terminal
from tui.export.plain_lines import article_lines
from tui.formats.load_error import LoadError
from tui.formats.loading import parse_article
from tui.text.article import Article
from tui.web.feed import FeedError, read_any

CASES = int(os.environ.get("NEWSREADER_CASES", "200"))
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
MANY = settings(
    deadline=None,
    max_examples=CASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

WORDS = st.sampled_from(
    ["The harbour board voted to close the pier for the winter. ", "“We know,” said Marta Lind. ", "word ", "21% "]
    + ["\n", "\n\n", "  ", "\t", "By Marta Lind\n", "Nov. 17, 2023\n", "PORT HAVEN (AP) — "]
)
HOSTILE = st.sampled_from(
    ["\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\u2066", "\x00", "\ud800", "\x85", "\u2028", "\x0c", "\ufeff"]
    + ["&#27;", "&#x202e;", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&#x9b;", "&#13;", "\U000e0041"]
)
ELEMENTS = st.sampled_from(
    ["p", "div", "b", "i", "a", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre", "code", "h1", "h2"]
    + [
        "br",
        "span",
        "article",
        "section",
        "script",
        "style",
        "q",
        "del",
        "svg",
        "template",
        "iframe",
        "form",
        "textarea",
    ]
    + ["noscript", "header", "footer", "main", "time", "figure", "img", "meta", "title", "body", "html", "base"]
)
ATTRIBUTES = st.sampled_from(
    ["", " class=article", " href='javascript:alert(1)'", ' href="http://a\x1b[2Jb"', " href='&#27;]0;x'", " src=//x"]
    + [
        " style='display:none'",
        " datetime=2024-01-01",
        " property=og:title content='T&#27;[0m'",
        " title='",
        " =",
        " <",
    ]
)
TAGS = st.builds(
    lambda name, attribute, closing: f"</{name}>" if closing else f"<{name}{attribute}>",
    ELEMENTS,
    ATTRIBUTES,
    st.booleans(),
)
SCRAPS = st.sampled_from(
    ["<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<!doctype html>", "<", "</", "&", "&amp", "&#"]
    + ['<script type="application/ld+json">{"wordCount": 1e9, "articleBody": "x"}</script>', "<script", "</script"]
    + ["<script type='application/ld+json'>[[[{", '{"@graph": [{"isAccessibleForFree": "False"}]}']
)
HTML = st.lists(st.one_of(TAGS, TAGS, WORDS, WORDS, HOSTILE, SCRAPS, st.text(max_size=20)), max_size=60).map("".join)
MARKS = st.sampled_from(
    ["# ", "> ", "- ", "1. ", "    ", "```\n", "---\n", "***", "*", "_", "~~", "`", "[a](b)", "[a]: http://x\n", "["]
    + ["](", "]:", ")", "![x](\x1b[2J)", "<b>", "</b>", "<script>", "<!--", "|", "|---|\n", "| a | b |\n", "\\"]
    + ["<http://a\u202e.b>", '---\ntitle: "x\\u001b[2J"\n---\n', "title: &a [*a]\n", "...\n", "&lt;", "&#27;"]
)
MARKDOWN = st.lists(st.one_of(MARKS, MARKS, WORDS, HOSTILE, st.text(max_size=20)), max_size=80).map("".join)
PARTS = st.sampled_from(
    ["<rss version='2.0'><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<item>", "</item>", "<entry>"]
    + ["<title>", "</title>", "<title type='html'>", "<link>", "</link>", "<link href='http://a/b'/>", "javascript:1"]
    + ["http://x.org/\x1b", "<pubDate>", "Tue, 06 Feb 2024 10:00:00 GMT", "99999-99-99", "<opml version='2.0'><body>"]
    + ["<outline xmlUrl='http://a/\u202eb' text='x&#27;'/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "{", "}", "["]
    + ['{"version": "https://jsonfeed.org/version/1", "items": [{"title": 3, "url": "http://a"}]}', "<rdf:RDF>"]
)
FEEDS = st.lists(st.one_of(PARTS, PARTS, WORDS, HOSTILE, st.text(max_size=12)), max_size=50).map("".join)
ENCODINGS = st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "gb18030"]
    + ["big5", "euc-kr", "koi8-r", "utf-7"]
)
CLAIMS = st.sampled_from([None, "utf-8", "nosuch", "utf-16", "rot13", "hex", "zlib", "idna", "undefined", "utf-7"])
NOISE = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6)


def look_at(article: Article) -> None:
    """Assert that an article has no control characters and that all its spans are valid."""
    told = (article.headline, article.byline, article.dateline, article.date, article.site, *article.notices)
    for words in (article.text, *(inline.href for inline in article.inlines), *filter(None, told)):
        assert not STEERING.search(words), words
    at = 0
    for number, block in enumerate(article.blocks):
        assert block.span.start == at + (2 if number else 0)
        at = block.span.end
        assert all(block.span.contains(cell) for cell in block.cells)
    assert at == len(article.text)
    assert all(0 <= inline.span.start < inline.span.end <= at for inline in article.inlines)
    assert not any(STEERING.search(line) for line in article_lines(article, 70))


def read(data: bytes | str, format: str | None = None, encoding: str | None = None) -> None:
    try:
        article = parse_article(data, "a", format=format, encoding=encoding)
    except LoadError as error:
        assert str(error).endswith(".") and not STEERING.search(str(error))
    else:
        look_at(article)


@settings(MANY, max_examples=CASES // 2)  # a page takes ten times as long as any other text
@given(HTML, st.booleans())
def test_any_html_gives_an_article_or_a_clear_message(html: str, within: bool) -> None:
    body = f"<article><p>{'The harbour board voted on Tuesday to close it. ' * 4}</p>{html}</article>"
    read(f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>" if within else html, "html")


@MANY
@given(MARKDOWN, st.sampled_from(["markdown", None]))
def test_any_markdown_and_any_text_gives_an_article_or_a_clear_message(text: str, format: str | None) -> None:
    read(text, format)


@MANY
@given(st.one_of(HTML, MARKDOWN), ENCODINGS, st.integers(0, 3), NOISE, CLAIMS)
def test_any_bytes_in_any_encoding_give_an_article_or_a_clear_message(
    text: str, encoding: str, cut: int, noise: list[tuple[int, int]], claim: str | None
) -> None:
    data = bytearray(text.encode(encoding, "replace"))[cut:]
    for place, byte in noise:
        if data:
            data[place % len(data)] = byte
    read(bytes(data), None, claim)


@MANY
@given(FEEDS, st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_any_feed_gives_entries_or_a_clear_message(text: str, encoding: str) -> None:
    try:
        feed = read_any(text.encode(encoding, "replace"), "a")
    except FeedError as error:
        assert str(error).endswith(".")
        return
    for entry in feed.entries:
        assert entry.url == "" or entry.url.lower().startswith(("http://", "https://"))
        assert not any(STEERING.search(words) for words in (entry.title, entry.url, entry.author, feed.title))


OUTSIDE = """<!doctype html><html manifest="http://out.example/m"><head><base href="http://out.example/">
<meta http-equiv="refresh" content="0; url=http://out.example/r"><link rel="stylesheet" href="http://out.example/c">
<link rel="amphtml" href="http://out.example/amp"><script src="http://out.example/s"></script></head><body><article>
<p>The harbour board voted on Tuesday to close the northern pier for the winter, after divers found cracks in it.</p>
<img src="http://out.example/i"><iframe src="http://out.example/f"></iframe><video src="http://out.example/v"></video>
<p>The pier, which was built in 1921, is used by two ferries. <a href="http://out.example/a" ping="http://out.example">
More</a></p></article></body></html>"""
LISTED = """<!DOCTYPE rss SYSTEM "http://out.example/rss.dtd" [<!ENTITY x SYSTEM "http://out.example/x">]>
<rss version="2.0">
<channel><title>&x;</title><image><url>http://out.example/i</url></image><item><title>Pier</title>
<enclosure url="http://out.example/e" type="audio/mpeg"/></item></channel></rss>"""
OUTLINED = LISTED.replace("rss version", "opml version").replace("</rss>", "</opml>")


def test_reading_an_article_opens_no_connection_and_runs_no_program(tmp_path: Path) -> None:
    program = """if True:
        import sys
        from pathlib import Path
        from tui.formats.loading import load_article
        from tui.web.feed import FeedError, read_any

        OUTSIDE = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")
        sys.addaudithook(lambda event, of: print(event, of) if event in OUTSIDE else None)
        print(load_article(sys.argv[1]).format, load_article(sys.argv[2]).format)
        for feed in sys.argv[3:]:
            try:
                read_any(Path(feed).read_bytes(), feed)
            except FeedError:
                pass
    """
    markdown = (
        "# Pier\n\n![A picture](http://out.example/i) <img src='http://out.example/j'> [more](http://out.example)"
    )
    given = {"a.html": OUTSIDE, "b.md": markdown, "c.xml": LISTED, "d.opml": OUTLINED}
    for name, text in given.items():
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-c", program, *(str(tmp_path / name) for name in given)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.split() == ["html", "markdown"]


# ---------------------------------------------------------------- the output of the real program

EVIL = "\x1b]0;EVIL\x07\x1b[31mEVIL\x9b2JEVIL\u202eEVIL\u2066EVIL\x85EVIL\u200fEVIL"


def steered(output: bytes) -> list[bytes]:
    """The parts of EVIL that reached the terminal unescaped."""
    text = output.decode("utf-8", "replace")
    found = [match[0] for match in re.finditer("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x80-\x9f]", text)]
    found += re.findall(r"\x1b\]0;EVIL|\x1b\[31mEVIL|\x1b\[2JEVIL", text)
    return [one.encode() for one in found]


MD = f"# Pier {EVIL}\n\nThe board {EVIL} met. [A link{EVIL}](http://a/{EVIL}) here, said Marta Lind.\n\n- {EVIL}\n"
PAGE = (
    f"<html><head><title>Pier {EVIL}</title><meta name=author content='Marta {EVIL}'></head><body><article>"
    + f"<p>The board {EVIL} met on Tuesday to close the pier for the winter. &#27;]0;EVIL&#7; &#x202e;EVIL</p>" * 4
    + "</article></body></html>"
)


NAMES = ["pier.md", "pier.html", "pier.txt", "p\x1b]0;EVIL\x07\u202eEVIL.md"]


def write_articles(folder: Path) -> list[Path]:
    """One file for each of the names; its text begins with its number."""
    folder.mkdir()
    for number, name in enumerate(NAMES):
        words = (PAGE if name.endswith(".html") else MD).replace("The board", f"File {number}: the board")
        (folder / name).write_text(words, encoding="utf-8", errors="surrogatepass")
    return [folder / name for name in NAMES]


@pytest.mark.tty
def test_the_real_program_sends_no_hostile_control_characters_to_the_terminal(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    opened: set[str] = set()
    with Terminal.newsreader(tmp_path / "articles", home=tmp_path, columns=100, rows=30, analysis=False) as terminal:

        def opens() -> bool:
            """Whether the words of an article are shown for the first time."""
            shown = re.search(r"File (\d): the board", terminal.text)
            new = shown is not None and shown[1] not in opened
            opened.update(shown[1] if shown else ())
            return new

        def stored() -> int:
            """How many articles are in the library; one that is left in its first frames does not get there."""
            (path,) = tmp_path.rglob("newsreader.db")
            with contextlib.closing(sqlite3.connect(path)) as db:
                return int(db.execute("SELECT count(DISTINCT source) FROM readings").fetchone()[0])

        terminal.wait_for("4 articles")
        terminal.press("enter")
        for more in reversed(range(len(NAMES))):
            terminal.wait_until(opens, "the next article")
            terminal.wait_until(lambda: stored() == len(opened), "the article in the library")
            terminal.press("i", "o")
            if more:
                terminal.press(">")
        terminal.press("B")
        terminal.wait_for("4 articles")
        terminal.press("Q")
        assert terminal.wait_end() == 0
        assert b"EVIL" in terminal.output
        assert not steered(bytes(terminal.output))
        assert "EVIL" not in terminal.title


@pytest.mark.tty
def test_no_command_sends_hostile_control_characters_to_the_terminal(tmp_path: Path) -> None:
    commands = [["show", "--text-only", str(path)] for path in write_articles(tmp_path / "articles")]
    path = tmp_path / "p\x1b]0;EVIL\x07\u202eEVIL.xml"
    path.write_text(
        f"<rss version='2.0'><channel><title>{EVIL[1:]}</title><item><title>x</title></item></channel></rss>"
    )
    commands += [
        ["feed", "--format", "table", str(path)],
        ["notes", "list", str(path)],
        ["show", f"missing{EVIL}.md"],
        ["diff", "--words-only", str(path), str(path)],
        ["library", "add", "--no-analysis", str(path)],
        ["--config", f"{EVIL}.toml", "config"],
        ["show", str(path), "--topic", EVIL],
        ["feed", f"http://127.0.0.1:9/{EVIL}"],
        [f"--{EVIL}"],
    ]
    argv = [sys.executable, "-m", "tests.commands", json.dumps(commands)]
    with Terminal(argv, home=tmp_path, columns=100, rows=30) as terminal:
        assert terminal.wait_end() == 0
        printed = bytes(terminal.output).split(END.encode())
        assert len(printed) == len(commands) + 1
        for command, words in zip(commands, printed, strict=False):
            assert b"EVIL" in words, command
            assert not steered(words), command
        assert "EVIL" not in terminal.title
