"""The entries of a feed as a list: opened, closed, and returned to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from tests import test_fetch
from tests.reader import until
from tests.test_library_screen import program
from tui.app import NewsReader
from tui.screens.dialogs.help import PLACES
from tui.screens.lists.feed import FeedScreen
from tui.screens.reading.screen import ReadingScreen
from tui.web.feed import Feed, read_any

Site = test_fetch.Site


@pytest.fixture
def site() -> Iterator[Site]:
    yield from test_fetch.site.__wrapped__()  # type: ignore[attr-defined]  # the fixture's own function


EMPTY = b"""<rss version="2.0"><channel><title>Quiet</title>
    <item><title>On disk</title><link>file:///pier.md</link></item></channel></rss>"""


def feed(site: Site) -> bytes:
    site.give("/pier")
    site.give("/gone", status=404)
    return f"""<rss version="2.0"><channel><title>Harbour</title>
    <item><title>Pier closed</title><link>{site.url}/pier</link></item>
    <item><title>Nowhere</title></item>
    <item><title>Gone</title><link>{site.url}/gone</link></item></channel></rss>""".encode()


def reader_of(folder: Path, entries: Feed) -> NewsReader:
    return program(folder, first_screen=lambda services: FeedScreen(services, entries))


def rows(app: NewsReader) -> list[str]:
    assert isinstance(app.screen, FeedScreen)
    return [item.title for item in app.screen.items]


async def test_an_entry_is_opened_and_q_returns_to_the_list(tmp_path: Path, site: Site) -> None:
    app = reader_of(tmp_path, read_any(feed(site), "feed.xml"))
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FeedScreen))
        assert rows(app) == ["Pier closed", "Gone"]
        assert "2 entries · 1 without a web address left out" in str(app.screen.query_one(".summary", Static).content)
        assert not site.asked
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, FeedScreen))
        await pilot.press("j", "enter")
        await until(pilot, lambda: any("404" in note.message for note in app._notifications))
        assert isinstance(app.screen, FeedScreen)
        await app.screen._reload_rows().wait()
        assert app.screen.rows.cursor == 1, "enter tries the same article again"
        assert "articles of a feed" in PLACES[app.screen.place]
    assert [path for path, _ in site.asked] == ["/pier", "/gone"]


async def test_a_feed_in_a_list_is_fetched_when_it_is_chosen(tmp_path: Path, site: Site) -> None:
    address = site.give("/feed", feed(site), content_type="application/rss+xml")
    outlines = f'<outline text="Harbour" xmlUrl="{address}"/><outline text="Dead" xmlUrl="{site.url}/gone"/>'
    empty = site.give("/empty", EMPTY, content_type="application/rss+xml")
    outlines += f'<outline text="Empty" xmlUrl="{empty}"/>'
    opml = f'<opml version="2.0"><head><title>My feeds</title></head><body>{outlines}</body></opml>'
    app = reader_of(tmp_path, read_any(opml.encode(), "feeds.opml"))
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FeedScreen))
        assert rows(app) == ["Harbour", "Dead", "Empty"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FeedScreen) and rows(app)[0] == "Pier closed")
        await pilot.press("q")
        await until(pilot, lambda: rows(app)[0] == "Harbour")
        await pilot.press("j", "enter")
        await until(pilot, lambda: any("404" in note.message for note in app._notifications))
        assert rows(app) == ["Harbour", "Dead", "Empty"]
        await pilot.press("j", "enter")
        await until(pilot, lambda: any("The feed has no articles." in note.message for note in app._notifications))
        assert rows(app) == ["Harbour", "Dead", "Empty"], "and not the library"
