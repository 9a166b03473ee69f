"""What the start leaves out so that the words are there at once, and that nothing is missed by it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tui import themes
from tui.app import NewsReader
from tui.cli.main import plain_call
from tui.cli.parser import build_parser
from tui.settings import Settings
from tui.text.article import Article


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a.md"],
        ["-"],
        ["a.md", "b.md"],
        ["--data-dir", "d", "a.md"],
        ["a.md", "--config", "c.toml", "--data-dir", "d"],
    ],
)
def test_a_plain_call_is_understood_as_argparse_understands_it(words: list[str]) -> None:
    plain = plain_call(words)
    assert plain is not None
    assert vars(plain) == vars(build_parser("open").parse_args(words))


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--theme", "nord", "a.md"], ["--data-dir"], ["--data-dir", "--config", "c", "a.md"], ["--", "-a.md"]],
)
def test_what_is_not_plain_is_left_to_argparse(words: list[str]) -> None:
    assert plain_call(words) is None


def test_a_theme_of_ours_is_in_force_before_the_style_sheet_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    asked: list[str] = []
    given = NewsReader.get_css_variables

    def variables(app: NewsReader) -> dict[str, str]:
        asked.append(app.theme)
        return given(app)

    monkeypatch.setattr(NewsReader, "get_css_variables", variables)
    app = NewsReader(Settings(), article=Article("a.txt", "Words."), data_dir=str(tmp_path), theme=themes.LIGHT.name)
    assert asked == [themes.LIGHT.name]
    assert app.current_theme is themes.LIGHT
    assert not app.has_class("-dark-mode")


def test_pages_can_be_fetched_over_tls_though_asyncio_was_imported_without_it(tmp_path: Path) -> None:
    # A cipher without certificates, so that the test needs no key of its own.
    program = """
        import threading
        from tui.cli.open import import_asyncio_without_tls
        import_asyncio_without_tls()
        import asyncio, asyncio.base_events
        assert asyncio.base_events.ssl is None
        import http.server, ssl
        import httpx

        def context(kind):
            made = ssl.SSLContext(kind)
            made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
            made.maximum_version = ssl.TLSVersion.TLSv1_2
            made.set_ciphers("AECDH-AES256-SHA:@SECLEVEL=0")
            return made

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"the page")
            def log_message(self, *args):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        server.socket = context(ssl.PROTOCOL_TLS_SERVER).wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()

        async def ask():
            async with httpx.AsyncClient(verify=context(ssl.PROTOCOL_TLS_CLIENT)) as client:
                return (await client.get(f"https://127.0.0.1:{server.server_port}/")).text

        print(asyncio.run(ask()))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=60, cwd=tmp_path
    )
    assert done.stdout == "the page\n", done.stderr
