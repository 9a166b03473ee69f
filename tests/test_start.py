"""What the start leaves out so that the words are there at once, and that nothing is missed by it."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import textwrap
import weakref
from pathlib import Path

import pytest
import textual.app
import textual.theme
from textual import command

from tests.reader import until
from tui.app import NewsReader
from tui.cli.main import plain_call
from tui.cli.parser import build_parser
from tui.config.settings import Settings
from tui.look import themes
from tui.start import PALETTE_NAMES, import_textual
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
        from tui.start import import_textual
        import_textual()
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


def test_the_palette_is_not_there_before_it_is_asked_for_and_whole_then(tmp_path: Path) -> None:
    program = """
        import sys
        from tui.start import PALETTE, import_textual
        import_textual()
        import tui.app
        assert PALETTE not in sys.modules
        assert "textual.widgets._directory_tree" not in sys.modules
        from tui.screens.dialogs.palette import colours, everything
        import asyncio
        from textual.command import CommandPalette
        from tui.config.settings import Settings
        from tui.text.article import Article

        async def ask():
            app = tui.app.NewsReader(Settings(), article=Article("a.txt", "Words."), data_dir=sys.argv[1])
            async with app.run_test() as pilot:
                await pilot.press("ctrl+p", *"choose col")
                await pilot.pause()
                assert isinstance(app.screen, CommandPalette), app.screen
                await app.workers.wait_for_complete()
                await pilot.press("enter")
                await pilot.press(*"dracula")
                await app.workers.wait_for_complete()
                await pilot.press("enter")
                await pilot.pause()
                print(app.theme)

        asyncio.run(ask())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "dracula\n", done.stdout + done.stderr


def test_textual_takes_no_other_names_from_the_module_that_is_left_out() -> None:
    for name in PALETTE_NAMES:
        assert hasattr(command, name)
    for module in (textual.app, textual.theme):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        taken = re.findall(r"^from textual\.command import (.*)$", source, re.M)
        assert taken
        assert {name for line in taken for name in line.split(", ")} <= set(PALETTE_NAMES)


async def test_a_sentence_that_is_no_longer_told_takes_no_room(tmp_path: Path) -> None:
    import_textual()
    app = NewsReader(Settings(), article=Article("a.txt", "Words."), data_dir=str(tmp_path))
    drawn: list[weakref.ref[object]] = []
    async with app.run_test(notifications=True) as pilot:
        for number in range(12):
            app.notify(f"Sentence {number}.", markup=False, timeout=0.2)
            await pilot.pause(0.02)
            drawn += [weakref.ref(toast._styles_cache) for toast in app.screen.query("Toast")]
        await until(pilot, lambda: not app.screen.query("Toast"))

        def left() -> int:
            gc.unfreeze()
            gc.collect()
            return len({one() for one in drawn if one() is not None})

        # When the tasks of their timers have ended. Textual keeps the last message to the program, to the screen and to
        # the rack, and each may name another one.
        await until(pilot, lambda: left() <= 3)
    assert len(drawn) >= 12
