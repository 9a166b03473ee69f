from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.cli.main import main
from tui.cli.standard_input import read_pipe
from tui.formats.load_error import LoadError
from tui.web.feed import (
    MOST_ENTRIES,
    FeedError,
    is_opml,
    read_any,
    read_feed,
    read_opml,
)

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>
<item><title>Pier &lt;b&gt;closed&lt;/b&gt; &amp; empty</title><link>https://example.org/pier</link>
<pubDate>Tue, 06 Feb 2024 10:00:00 GMT</pubDate><author>Olu Adeyemi</author></item>
<item><title>Ferry moved</title><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>
<entry><title>Pier closed</title><link href="https://example.org/pier"/><updated>2024-02-06T10:00:00Z</updated></entry>
</feed>"""

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body><outline text="News">
<outline text="Harbour" type="rss" xmlUrl="https://example.org/feed"/><outline text="Bad" xmlUrl="file:///etc/passwd"/>
</outline></body></opml>"""


def test_rss_and_atom_are_read() -> None:
    feed = read_feed(RSS, "feed.xml")
    assert feed.title == "The Harbour Post"
    first = feed.entries[0]
    assert (first.title, first.url, first.date) == ("Pier closed & empty", "https://example.org/pier", "2024-02-06")
    assert read_feed(ATOM, "feed.xml").entries[0].date == "2024-02-06"


JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "items": [
            {"title": "Pier <b>closed</b>", "url": "https://example.org/pier", "date_published": "2024-02-06T10:00:00Z"}
            | {"authors": [{"name": "Olu Adeyemi"}]},
            {"content_text": "A few words.", "external_url": "javascript:alert(1)", "id": 7},
            "no entry",
        ],
    }
).encode()


def test_a_json_feed_is_read() -> None:
    feed = read_feed(JSON_FEED, "feed.json")
    assert (feed.title, len(feed.entries)) == ("Harbour", 2)
    first, second = feed.entries
    assert (first.title, first.url, first.date) == ("Pier closed", "https://example.org/pier", "2024-02-06")
    assert first.author == "Olu Adeyemi"
    assert (second.title, second.url, second.date) == ("A few words.", "", None)


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_only_the_first_entries_of_an_endless_feed_are_read(feed: bytes) -> None:
    start = feed.index(b"<item>" if b"<item>" in feed else b"<entry>")
    end = feed.rindex(b"</channel>" if b"<item>" in feed else b"</feed>")
    found = read_feed(feed[:start] + feed[start:end] * 3_000 + feed[end:], "feed.xml")
    assert len(found.entries) == MOST_ENTRIES
    assert found.entries[0] == read_feed(feed, "feed.xml").entries[0]


def test_an_endlessly_long_feed_is_refused() -> None:
    for endless in (b"word " * 1_500_000, b"<a>" * 300_000):
        with pytest.raises(FeedError, match="too large"):
            read_feed(RSS.replace(b"Ferry moved", endless), "feed.xml")


def test_only_web_addresses_are_returned() -> None:
    assert read_feed(RSS, "feed.xml").entries[1].url == ""
    assert [entry.url for entry in read_opml(OPML, "feeds.opml").entries] == ["https://example.org/feed"]


def test_a_list_of_feeds_is_known_and_read() -> None:
    assert is_opml(OPML)
    assert not is_opml(RSS)
    feed = read_opml(OPML, "feeds.opml")
    assert (feed.title, feed.entries[0].title) == ("My feeds", "Harbour")


@pytest.mark.parametrize("data", [b"", b"words", b"<html><body>x</body></html>", b"\x00\xff"])
def test_data_that_is_not_a_feed_is_refused(data: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(data, "a")


def test_xml_entities_in_a_feed_read_no_files_and_cannot_expand_without_limit(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    external = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    laughs = b'<!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">'.encode() for n in range(9)
    )
    for head in (external, laughs + b'<!ENTITY x "&j;">]>'):
        for data, read in ((RSS, read_feed), (OPML, read_opml)):
            hostile = data.replace(b'<?xml version="1.0"?>', head).replace(b"Ferry", b"&x;").replace(b"Harbour", b"&x;")
            try:
                feed = read(hostile, "a")
            except FeedError:
                continue
            assert "secret words" not in repr(feed)
            assert len(repr(feed)) < 100_000


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [RSS[:120], RSS[120:260], ATOM[:90], OPML[60:], b"<item>", b"&#27;", b"\xff", b"]]>"]
            + [JSON_FEED[:150], JSON_FEED[150:], b"{", b'{"version": "https://jsonfeed.org/version/1", "items": [1]}']
        ),
        max_size=8,
    )
)
def test_any_bytes_give_a_feed_or_a_clear_message(parts: list[bytes]) -> None:
    for read in (read_feed, read_opml, read_any):
        try:
            feed = read(b"".join(parts), "a")
        except FeedError as error:
            assert str(error).endswith(".")
        else:
            assert "\x1b" not in feed.title + "".join(entry.title + entry.url for entry in feed.entries)


def test_the_command_lists_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)
    assert main(["feed", str(tmp_path / "feed.xml")]) == 0
    printed = capsys.readouterr().out
    assert "2024-02-06  Pier closed & empty" in printed
    assert "https://example.org/pier" in printed
    assert main(["feed", "--format", "urls", str(tmp_path / "feed.xml")]) == 0
    assert capsys.readouterr().out == "https://example.org/pier\n"
    assert main(["feed", "--format", "json", "--limit", "1", str(tmp_path / "feed.xml")]) == 0
    assert [entry["url"] for entry in json.loads(capsys.readouterr().out)] == ["https://example.org/pier"]
    assert main(["feed", "--format", "jsonl", str(tmp_path / "feed.xml"), "-o", str(tmp_path / "out.jsonl")]) == 0
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["url"] == "https://example.org/pier" and len(lines) > 1


@pytest.mark.parametrize("item", [b"", b"<item><title>On disk</title><link>file:///pier.md</link></item>"])
def test_a_feed_without_articles_opens_no_list(
    item: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b'<rss version="2.0"><channel><title>Quiet</title>' + item + b"</channel></rss>")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("tui.cli.open.run_app", lambda app: pytest.fail("a list was opened"))
    assert main(["feed", str(path)]) == 0
    assert capsys.readouterr().err == "newsreader: The feed has no articles.\n"


def test_the_command_says_that_a_file_is_not_a_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xml").write_text("words")
    assert main(["feed", str(tmp_path / "a.xml")]) == 2
    assert "not a feed" in capsys.readouterr().err
    assert main(["feed", str(tmp_path / "missing.xml")]) == 2
    assert main(["feed", "http://127.0.0.1:9/"]) == 2


@pytest.mark.parametrize(
    ("data", "format", "kind"),
    [
        (b"# Pier\n\nIt is **closed**.", None, "markdown"),
        (b"The pier is closed.", None, "text"),
        (b"# Pier\n\nIt is **closed**.", "text", "text"),
        (
            b"<!doctype html><html><body><article><p>The pier is closed for the winter.</p></article></body>",
            None,
            "html",
        ),
    ],
)
def test_the_format_of_piped_input_is_guessed_unless_it_is_given(data: bytes, format: str | None, kind: str) -> None:
    loaded = read_pipe(format, io.BytesIO(data))
    article = loaded.article
    assert loaded.raw == (data if kind == "html" else None)
    assert (article.format, article.source) == (kind, "-")


def test_an_empty_pipe_and_an_endless_one_give_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoadError, match="empty"):
        read_pipe(None, io.BytesIO(b""))
    monkeypatch.setattr("tui.cli.standard_input.MOST_BYTES", 100)
    with pytest.raises(LoadError, match="too long"):
        read_pipe(None, io.BytesIO(b"words " * 100))
