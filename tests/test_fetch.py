from __future__ import annotations

import asyncio
import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tui.formats.load_error import LoadError
from tui.text.address import is_address
from tui.web import fetch as fetching
from tui.web.fetch import (
    FetchError,
    Page,
    fetch,
    fetch_page,
    is_public_number,
    read_answer,
)

Answer = Callable[[BaseHTTPRequestHandler], None]

PAGE = b"""<!doctype html><html><head><title>Pier to close</title></head><body><article><h1>Pier to close</h1>
<p>The harbour board voted on Tuesday to close the northern pier for the winter, after divers found cracks in it.</p>
<p>The pier, which was built in 1921, is used by two ferries and some thirty fishing boats of the town.</p>
</article></body></html>"""


class Site:
    """A web site on this machine: answers by path, and a record of requests."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    def give(self, path: str, data: bytes = PAGE, *, status: int = 200, **headers: str) -> str:
        """Serve a fixed answer at a path and return its address. Underscores in header names become hyphens."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in ({"content_type": "text/html", "content_length": str(len(data))} | headers).items():
                if value:
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has hung up, as some tests require
                site.answers[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_fetched_with_an_honest_name_and_no_cookies(site: Site) -> None:
    url = site.give("/pier", set_cookie="id=1")
    site.give("/again", b"", status=302, location="/pier", set_cookie="id=2")
    assert fetch(site.url + "/again").data == PAGE
    for _, headers in site.asked:
        assert headers["user-agent"].startswith("newsreader/")
        assert "cookie" not in headers
        assert "referer" not in headers
    assert fetch(url).redirects == ()


def test_a_fetch_reports_its_progress(site: Site) -> None:
    told: list[tuple[int, int | None]] = []
    fetch(site.give("/pier"), progress=lambda here, total: told.append((here, total)))
    assert told[-1] == (len(PAGE), len(PAGE))


def test_redirects_are_followed_and_recorded(site: Site) -> None:
    site.give("/pier")
    site.give("/b", b"", status=301, location="pier")
    first = site.give("/a", b"", status=302, location="/b")
    page = fetch(first)
    assert page.url == site.url + "/pier"
    assert page.redirects == (first, site.url + "/b")
    article = read_answer(page, first)
    assert article.source == first
    assert article.url == page.url
    assert "redirected to" in article.notices[0]


def test_an_endless_chain_of_redirects_is_abandoned(site: Site) -> None:
    url = site.give("/loop", b"", status=302, location="/loop")
    with pytest.raises(FetchError, match="more than 8 times"):
        fetch(url)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)"])
def test_a_redirect_to_anything_but_a_web_address_is_refused(site: Site, target: str) -> None:
    with pytest.raises(FetchError, match="does not begin with http|not a web address"):
        fetch(site.give("/out", b"", status=302, location=target))
    assert [path for path, _ in site.asked] == ["/out"]


def test_an_incomplete_or_invalid_answer_gives_a_clear_message(site: Site) -> None:
    with pytest.raises(FetchError, match="ended before the whole page had arrived"):
        fetch(site.give("/short", PAGE, content_length=str(2 * len(PAGE))))

    def garbage(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\0\1 no answer\r\n\r\n")

    site.answers["/garbage"] = garbage
    with pytest.raises(FetchError, match="sent an invalid answer"):
        fetch(site.url + "/garbage")


def test_a_public_page_may_not_redirect_into_the_own_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_public(host: str) -> bool:
        return host == "localhost"  # stands for a public host

    monkeypatch.setattr(fetching, "_is_public", is_public)
    site.give("/secret")
    outside = site.give("/out", b"", status=302, location="/secret").replace("127.0.0.1", "localhost")
    inside = site.url + "/secret"
    site.give("/to", b"", status=302, location=inside)
    with pytest.raises(FetchError, match="inside your own network"):
        fetch(outside.replace("/out", "/to"))
    assert "/secret" not in [path for path, _ in site.asked]
    assert fetch(inside).data == PAGE  # an address that the reader requests is fetched wherever it is


def test_a_host_that_resolves_to_a_private_address_the_second_time_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def is_public(host: str) -> bool:
        return True

    monkeypatch.setattr(fetching, "_is_public", is_public)
    monkeypatch.setattr("urllib.request.getproxies", dict)
    site.give("/secret")
    with pytest.raises(FetchError, match="inside your own network"):
        fetch(site.give("/out", b"", status=302, location="/secret"))
    assert [path for path, _ in site.asked] == ["/out"]


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("::ffff:93.184.216.34", True),
    ],
)
def test_private_and_public_addresses_are_distinguished(number: str, public: bool) -> None:
    assert is_public_number(number) is public


def test_compressed_answers_are_decompressed(site: Site) -> None:
    assert fetch(site.give("/pier", gzip.compress(PAGE), content_encoding="gzip")).data == PAGE
    for data in (zlib.compress(PAGE), zlib.compress(PAGE, wbits=-zlib.MAX_WBITS)):
        assert fetch(site.give("/pier", data, content_encoding="deflate")).data == PAGE


def test_a_small_compressed_answer_that_expands_beyond_the_limit_is_abandoned(site: Site) -> None:
    bomb = gzip.compress(bytes(60_000_000), compresslevel=9)
    with pytest.raises(FetchError, match="sent more than"):
        fetch(site.give("/bomb", bomb, content_encoding="gzip"))


def test_unknown_or_damaged_compression_gives_a_clear_message(site: Site) -> None:
    with pytest.raises(FetchError, match="compressed with"):
        fetch(site.give("/a", PAGE, content_encoding="gzip, gzip"))
    with pytest.raises(FetchError, match="damaged"):
        fetch(site.give("/b", PAGE, content_encoding="gzip"))


def test_a_truncated_compressed_answer_is_reported_and_one_of_several_parts_is_complete(site: Site) -> None:
    packed = gzip.compress(PAGE)
    with pytest.raises(FetchError, match="was cut short"):
        fetch(site.give("/cut", packed[: len(packed) // 2], content_encoding="gzip"))
    with pytest.raises(FetchError, match="was cut short"):
        fetch(site.give("/cut", zlib.compress(PAGE)[:-8], content_encoding="deflate"))
    parts = gzip.compress(PAGE[:100]) + gzip.compress(b"") * 2_000 + gzip.compress(PAGE[100:])
    assert fetch(site.give("/parts", parts, content_encoding="gzip")).data == PAGE


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HTTP_PROXY", "foo://bar", "HTTP_PROXY=foo://bar"),
        ("ALL_PROXY", "socks5://proxy:1", "ALL_PROXY=socks5://proxy:1"),
        ("http_proxy", "localhost:abc", "http_proxy=localhost:abc"),
        ("HTTP_PROXY", "http://user:secret@127.0.0.1:1", "cannot be reached through the proxy 127.0.0.1:1:"),
        ("SSL_CERT_FILE", "/none.pem", "SSL_CERT_FILE names /none.pem"),
        ("SSL_CERT_FILE", __file__, "certificates named by SSL_CERT_FILE"),
        ("SSL_CERT_DIR", "/none", "SSL_CERT_DIR names /none"),
    ],
)
def test_a_wrong_proxy_or_certificate_variable_is_named_in_one_sentence(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(FetchError) as caught:
        fetch("http://page.invalid/a")
    assert words in str(caught.value) and "\n" not in str(caught.value) and "secret" not in str(caught.value)


def test_an_endless_answer_is_abandoned_at_the_limit(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>words " * 1000)

    site.answers["/endless"] = endless
    with pytest.raises(FetchError, match="sent more than"):
        asyncio.run(fetch_page(site.url + "/endless", most_bytes=300_000))


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.02)


def test_a_slow_trickle_is_abandoned_when_the_time_is_up(site: Site) -> None:
    site.answers["/drip"] = dripping
    with pytest.raises(FetchError, match="took longer"):
        asyncio.run(fetch_page(site.url + "/drip", seconds=0.2))


def test_a_fetch_can_be_cancelled_at_any_time(site: Site) -> None:
    site.answers["/drip"] = dripping

    async def leave() -> None:
        begun = asyncio.Event()
        task = asyncio.create_task(fetch_page(site.url + "/drip", progress=lambda here, total: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(leave())


def test_an_answer_that_announces_too_great_a_length_is_not_read(site: Site) -> None:
    with pytest.raises(FetchError, match="larger than"):
        fetch(site.give("/big", PAGE, content_length="99999999999"))


@pytest.mark.parametrize(("status", "words"), [(403, "browser"), (404, "no page"), (429, "later"), (500, "error")])
def test_every_refusal_of_a_server_gives_a_clear_message(site: Site, status: int, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(site.give("/no", PAGE, status=status))


def test_binary_content_is_refused(site: Site) -> None:
    with pytest.raises(FetchError, match="not an article but image/png"):
        fetch(site.give("/picture", b"\x89PNG", content_type="image/png"))


def test_an_unreachable_server_gives_a_clear_message() -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://", "http://[::1", "http://user:secret@127.0.0.1/", "https://a b/", "x"]
)
def test_an_invalid_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


def test_error_messages_contain_no_control_characters(site: Site) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site.give("/a", PAGE, content_type="image/\x9b2J"))
    assert "\x9b" not in str(caught.value)


def test_an_address_is_distinguished_from_a_path() -> None:
    assert is_address("https://example.org/a")
    assert is_address("HTTP://example.org")
    assert not is_address("article.md")
    assert not is_address("https.md")


def test_the_server_decides_format_and_encoding(site: Site) -> None:
    html = fetch(
        site.give("/a", "<p>caf\xe9 ol\xe9</p>".encode("latin-1") * 30, content_type="text/html; charset=latin-1")
    )
    assert html.format == "html"
    assert "café olé" in read_answer(html, html.url).text
    text = fetch(site.give("/a.txt", b"**Words** of the board.", content_type="text/plain"))
    assert read_answer(text, text.url).text == "**Words** of the board."
    markdown = fetch(site.give("/a.md", b"# Pier\n\n**Words** of the board.", content_type="text/plain"))
    assert read_answer(markdown, markdown.url).text == "Pier\n\nWords of the board."


def test_an_answer_without_an_article_gives_a_clear_message() -> None:
    with pytest.raises(LoadError, match="is empty"):
        read_answer(Page("http://example.org/", b"", "text/html"), "http://example.org/")
