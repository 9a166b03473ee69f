"""The article likely to be opened next is parsed while this one is read or selected."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.reader import FakeAnalyst, screen, until
from tui.analysis.protocol import AnalyzeRequest, Cancelled, ParseRequest, encode_text, read_answer
from tui.app import NewsReader
from tui.config.settings import Settings
from tui.formats.loading import parse_article
from tui.nlp import server as nlp
from tui.screens.lists.library import LibraryScreen
from tui.screens.look_ahead import LONGEST_TEXT, LookAhead
from tui.screens.reading.screen import ReadingScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis
from tui.text.article import Article
from tui.text.topic import Topic


class Sleeping(FakeAnalyst):
    """Has no model loaded before the first request."""

    def __init__(self) -> None:
        super().__init__(lambda article: Analysis(article.digest, model="test"))
        self.running = False

    async def analyze(self, article: Article, topics: Sequence[Topic] = (), **more: object) -> Analysis:
        self.running = True
        return await super().analyze(article, topics, **more)


def program(folder: Path, texts: list[str], *more: str) -> tuple[NewsReader, FakeAnalyst, list[str]]:
    """The program showing a list of articles, the analyst, and the paths of the articles."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"article-{number}.txt"
        path.write_text(text)
        paths.append(str(path))
    paths += more
    app = NewsReader(Settings(), data_dir=str(folder / "data"), paths=paths)
    analyst = Sleeping()
    app.services.analyst = analyst  # type: ignore[assignment]
    return app, analyst, paths


def is_analysed(app: NewsReader) -> bool:
    """Whether an article is open and its analysis is complete."""
    return isinstance(app.screen, ReadingScreen) and app.screen.session.raw_analysis is not None


@pytest.fixture(autouse=True)
def considered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of the articles considered for parsing ahead, without the usual delay."""
    sources: list[str] = []
    prepare = LookAhead.prepare

    def record(self: LookAhead, source: str, *, from_library: bool = False) -> None:
        prepare(self, source, from_library=from_library)
        sources.append(source)

    monkeypatch.setattr(LookAhead, "prepare", record)
    monkeypatch.setattr("tui.screens.look_ahead.DELAY", 0.01)
    return sources


def is_idle(app: NewsReader) -> bool:
    """Whether no article is being parsed ahead or is about to be."""
    task = app.opener._look_ahead._task
    return task is None or task.done()


async def test_the_next_file_is_parsed_before_it_is_opened(tmp_path: Path, considered: list[str]) -> None:
    app, analyst, paths = program(tmp_path, ["The first one.", "The second one.", "The third one."])
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 3)
        await pilot.press("enter")
        await until(pilot, lambda: analyst.ahead == [paths[1]])
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: analyst.ahead == paths[1:])
        # The first one is analysed by now and comes after the third.
        await pilot.press("greater_than_sign")
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.raw_analysis is not None
        )
        await until(pilot, lambda: considered[-1] == paths[0] and is_idle(app))
        assert analyst.ahead == paths[1:]
        assert analyst.asked == 3


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("", id="elsewhere"),
        pytest.param("a word " * (LONGEST_TEXT // 6), id="many words"),
        pytest.param("x" * 500_000, id="one word"),
    ],
)
async def test_long_articles_and_web_addresses_are_not_parsed_ahead(
    tmp_path: Path, considered: list[str], other: str
) -> None:
    more = () if other else ("https://news.example/ferry",)
    app, analyst, paths = program(tmp_path, ["The first one.", *([other] if other else [])], *more)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 2)
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.raw_analysis is not None
        )
        await until(pilot, lambda: considered[-1:] == paths[1:] and is_idle(app))
        assert analyst.ahead == []


async def test_an_error_in_parsing_ahead_does_not_disturb_the_open_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, analyst, paths = program(tmp_path, ["The first one.", "The second one."])
    asked: list[Article] = []

    async def broken(article: Article) -> None:
        asked.append(article)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(analyst, "parse_ahead", broken)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: asked)
        await pilot.press("greater_than_sign")
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.article.source == paths[1]
        )
    assert app.return_code in (0, None)


async def test_a_file_name_beginning_with_a_tilde_is_taken_literally(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("~no-such-user.txt").write_text("The second one.")
    app, analyst, paths = program(tmp_path, ["The first one."], "~no-such-user.txt")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: len(analyst.ahead) == 1)
        await pilot.press("greater_than_sign")
        await until(
            pilot,
            lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.article.text == "The second one.",
        )
    assert paths[1].startswith("~")


async def test_the_article_under_the_list_cursor_is_parsed_ahead(tmp_path: Path, considered: list[str]) -> None:
    app, analyst, paths = program(tmp_path, ["The first one.", "The second one.", "The third one."])
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 3)
        await pilot.press("j")
        await until(pilot, lambda: considered[-1:] == [paths[1]])
        await pilot.press("k")
        await until(pilot, lambda: considered[-1:] == [paths[0]] and is_idle(app))
        assert analyst.ahead == [], "showing a list does not load the language model"
        await pilot.press("enter")
        await until(pilot, lambda: analyst.ahead == [paths[1]])
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("j", "j")
        await until(pilot, lambda: analyst.ahead[-1] == paths[2])
        assert paths[0] not in analyst.ahead, "the article is in the library"


async def test_a_web_page_in_the_library_is_parsed_from_the_store_without_asking_its_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://news.example/ferry"
    app, analyst, _ = program(tmp_path, ["The first one."])
    with closing(open_store(tmp_path / "data")) as store:
        store.articles.keep(parse_article("The second one.", address, format="text"))
        store.articles.keep(parse_article("Not to be found.", str(tmp_path / "gone.txt"), format="text"))

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("a request was sent to the site")

    monkeypatch.setattr("tui.web.fetch.fetch_page", asked)
    async with app.run_test() as pilot:
        await until(pilot, lambda: is_analysed(app))
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 3)
        await pilot.press("j")
        await until(pilot, lambda: len(analyst.ahead) == 1)
        await pilot.press("j")
        await until(pilot, lambda: len(analyst.ahead) == 2)
    assert set(analyst.ahead) == {address, str(tmp_path / "gone.txt")}


async def test_parsing_ahead_that_was_interrupted_for_another_article_starts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, analyst, paths = program(tmp_path, ["The first one.", "The second one.", "The third one."])
    analyst.running = True
    begun: list[str] = []

    async def takes_long(article: Article) -> None:
        begun.append(article.source)
        await asyncio.sleep(3600)

    monkeypatch.setattr(analyst, "parse_ahead", takes_long)
    async with app.run_test() as pilot:
        await until(pilot, lambda: begun == [paths[0]])
        await pilot.press("j")
        await until(pilot, lambda: begun == paths[:2])
        monkeypatch.setattr("tui.screens.look_ahead.DELAY", 3600)
        await pilot.press("j", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.raw_analysis is not None
        )
        monkeypatch.setattr("tui.screens.look_ahead.DELAY", 0.01)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("k")
        await until(pilot, lambda: begun[-1] == paths[1] and len(begun) > 2)


async def test_a_list_opened_over_an_article_does_not_change_what_is_parsed_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, analyst, paths = program(tmp_path, ["The first one.", "The second one."])
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.screen.items) == 2)
        monkeypatch.setattr("tui.screens.look_ahead.DELAY", 0.5)
        await pilot.press("enter")
        await until(pilot, lambda: app.opener._look_ahead._source == paths[1])
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await until(pilot, lambda: analyst.ahead == [paths[1]])


def test_the_parse_of_the_article_being_read_is_kept_however_many_are_parsed_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nlp, "KEPT_TOKENS", 10)
    server = nlp.Server(io.BytesIO())
    server.read_last = "read"
    for digest in ("old", "read", "first", "second", "third"):
        server.keep(digest, [0] * 6)  # type: ignore[arg-type]  # anything that has a length
    assert list(server.docs) == ["read", "third"]


@pytest.mark.parametrize("ask", ["parse", "analyze"])
def test_leaving_an_article_waits_for_only_one_step_of_the_parser(ask: str) -> None:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

    from tui.nlp.analyze import Analyzer

    out = io.BytesIO()
    server = nlp.Server(out)
    steps: list[str] = []

    def step(name: str) -> Callable[[Doc], Doc]:
        def taken(doc: Doc) -> Doc:
            steps.append(name)
            server.cancelled.add(7)
            return doc

        return taken

    model = spacy.blank("en")
    for name in ("first", "second"):
        Language.component(f"{ask}_{name}", func=step(name))
        model.add_pipe(f"{ask}_{name}")
    kind = ParseRequest if ask == "parse" else AnalyzeRequest
    server.answer(Analyzer(model), kind(7, "sha256:x", encode_text("Words of news.")))
    out.seek(0)
    answers = list(iter(lambda: read_answer(out), None))
    assert steps == ["first"] and answers[-1] == Cancelled(7) and not server.docs
