"""`newsreader serve` in a real headless browser: article, lists, keys, mouse and clipboard.

Needs Chromium or Chrome, and is skipped without one. The page draws on a canvas, so a terminal of our own
reads the same bytes.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyte
import pytest

from tui.formats.loading import load_article
from tui.library.session import version_key
from tui.store.database import open_store
from tui.text.analysis import Analysis, Entity, Mention, Quote, Speaker
from tui.text.span import Span

ROOT = Path(__file__).parents[1]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

TEXT = """# The pier

“We will rebuild it,” said Ana Lind.

The council meets on Monday.
"""


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("localhost", port)) == 0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for an article whose analysis is stored, so that no model is loaded."""
    folder = tmp_path_factory.mktemp("served")
    path = folder / "pier.md"
    path.write_text(TEXT, encoding="utf-8")
    article = load_article(path)

    def span(words: str) -> Span:
        start = article.text.index(words)
        return Span(start, start + len(words))

    lind = Entity("e1", "Ana Lind", "PERSON", (Mention(span("Ana Lind")),))
    said = Quote("direct", (span("We will rebuild it"),), span("said"), Speaker(span("Ana Lind"), "Ana Lind", "e1"))
    with open_store(folder / "data") as store:
        store.articles.keep(article)
        store.articles.keep_analysis(
            Analysis(
                article.digest, "m", sentences=(span("The council meets on Monday."),), entities=(lind,), quotes=(said,)
            ),
            version_key("", article),
        )
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tui", "serve", "--data-dir", str(folder / "data"), "--port", str(port), str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert f"http://localhost:{port}" in server.stdout.readline()
        while not listens(port):
            time.sleep(0.05)
        yield f"http://localhost:{port}"
        server.terminate()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "elsewhere.example"}, 403),
    ],
)
def test_pages_of_other_websites_get_no_access(address: str, headers: dict[str, str], status: int) -> None:
    for path in ("/", "/ws") if status == 403 else ("/",):
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", path, headers=headers)
        assert connection.getresponse().status == status
        connection.close()


@pytest.mark.tty
@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium")
def test_article_lists_keys_mouse_and_clipboard_work_in_a_browser(address: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as drive:
        browser = drive.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1200, "height": 700})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        screens: list[pyte.Screen] = []

        def connected(websocket: object) -> None:
            size = {name: int(value[0]) for name, value in parse_qs(urlsplit(websocket.url).query).items()}  # type: ignore[attr-defined]  # a playwright WebSocket
            screens.append(pyte.Screen(size["width"], size["height"]))
            stream = pyte.ByteStream(screens[-1])
            websocket.on("framereceived", lambda frame: isinstance(frame, bytes) and stream.feed(frame))  # type: ignore[attr-defined]  # the same

        def rows() -> list[str]:
            return list(screens[-1].display) if screens else []

        def until(reached: Callable[[], bool]) -> None:
            while not reached():
                page.wait_for_timeout(50)

        def shown(words: str) -> bool:
            return any(words in row for row in rows())

        def click(words: str) -> None:
            y, row = next((y, row) for y, row in enumerate(rows()) if words in row)
            box = page.locator(".xterm-screen").bounding_box()
            column, line = box["width"] / screens[-1].columns, box["height"] / screens[-1].lines
            page.mouse.click(box["x"] + (row.index(words) + 0.5) * column, box["y"] + (y + 0.5) * line)

        page.on("websocket", connected)
        page.goto(address)
        until(lambda: shown("The council meets on Monday.") and shown("People (1)"))
        page.keyboard.press("w")
        until(lambda: shown("1 quote by speaker"))
        click("c Notes")
        until(lambda: shown("No notes yet."))
        click("council meets")
        page.keyboard.press("y")
        until(lambda: shown("Copied 5 words"))
        until(lambda: page.evaluate("navigator.clipboard.readText()") == "The council meets on Monday.")
        assert all(url.startswith((address, "data:")) for url in asked), asked
        browser.close()
