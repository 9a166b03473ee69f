"""Fixtures shared by several test modules.

The suite should take less than three minutes on two cores. An app on a headless screen takes a tenth of a second of CPU
time and each key a few hundredths, a program in a terminal one second, and a process that loads the language
model three. So let several checks share one start, and prefer a test that needs none.
"""

from __future__ import annotations

import compileall
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tui
from tui.text.analysis import Analysis
from tui.text.analyzed import Analyzed

if TYPE_CHECKING:
    from spacy.language import Language
    from textual.css.model import RuleSet
    from textual.css.tokenize import Token
    from textual.css.types import CSSLocation
    from textual.geometry import Region
    from textual.strip import Strip

    from tui.text.article import Article
    from tui.text.topic import Topic


def pytest_configure(config: pytest.Config) -> None:
    """Store compiled files even if Python is told not to. Otherwise each program started by a test compiles all of our
    modules, in half a second, and each worker compiles all tests, in six."""
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(tui.__file__).parent, quiet=2, workers=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with the language model first: they are fewer than a worker's share, so that one worker runs them
    all, and the others need not load the model, which takes two seconds of CPU time and 300 MB in each."""
    items.sort(key=lambda item: not isinstance(item, pytest.Function) or "nlp" not in item.fixturenames)


def pytest_collection_finish() -> None:
    """Collect garbage less often and never among the modules and tests themselves: with Python's own thresholds, that
    takes a tenth of the time of the screen tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def frames_are_not_put_together() -> Iterator[None]:
    """Have each widget draw its lines, but do not cut and join these to a frame, which an app without a terminal throws
    away: that takes a sixth of the time of the screen tests. A screenshot is put together as ever."""
    from textual._compositor import Compositor
    from textual.screen import Screen

    def refresh(screen: Screen[object]) -> None:
        if not screen.app.is_headless:
            refresh_whole(screen)
            return

        def drawn(
            compositor: Compositor, crop: Region, is_rendered_line: Callable[[int], bool]
        ) -> Sequence[Mapping[int, Strip]]:
            if compositor is not screen._compositor:  # the screen below a box, which is a part of its picture
                return put_together(compositor, crop, is_rendered_line)
            for _ in compositor._get_renders(crop):
                pass
            return []

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Compositor, "_render_chops", drawn)
            refresh_whole(screen)

    put_together, refresh_whole = Compositor._render_chops, Screen._compositor_refresh
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Screen, "_compositor_refresh", refresh)
        yield


@pytest.fixture(scope="session", autouse=True)
def stylesheets_are_parsed_once() -> Iterator[None]:
    """Let all apps with the same theme share their parsed stylesheets: parsing takes a tenth of the start of an app."""
    from textual.css import stylesheet

    parse = stylesheet.parse
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}
    last: tuple[object, tuple[object, ...]] = (None, ())

    def parse_once(
        scope: str, css: str, read_from: CSSLocation, *, variable_tokens: dict[str, list[Token]], **more: Any
    ) -> list[RuleSet]:
        nonlocal last
        if variable_tokens is not last[0]:
            theme = tuple((name, *(token.value for token in tokens)) for name, tokens in variable_tokens.items())
            last = variable_tokens, theme
        key = (scope, css, read_from, last[1], *more.values())
        if key not in parsed:
            parsed[key] = list(parse(scope, css, read_from, variable_tokens=variable_tokens, **more))
        return parsed[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stylesheet, "parse", parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def new_stores_are_copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin each new store as a copy of an empty one: creating its tables takes another tenth of the start of an app.
    The programs that tests start create their own."""
    from tui.store import database_file
    from tui.store.database import open_store
    from tui.store.files import NAME

    def copy_and_open(folder: Path, path: Path) -> database_file.OpenFile:
        if not path.exists():
            path.touch(mode=0o600)
            path.write_bytes(empty)
        return open_to_write(folder, path)

    open_to_write = database_file.open_to_write
    template = tmp_path_factory.mktemp("empty")
    open_store(template).close()
    empty = (template / NAME).read_bytes()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database_file, "open_to_write", copy_and_open)
        yield


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real spaCy pipeline without our components; loading it takes seconds, so one worker runs all its tests."""
    from tui.nlp.pipeline import load_model

    return load_model()


@pytest.fixture(scope="session")
def analyse(nlp: Language) -> Callable[[Article, Sequence[Topic]], Analysis]:
    """The analysis of an article, made in this process."""
    from tui.nlp.analyze import Analyzer
    from tui.text.block_types import block_types_of

    def analysed(article: Article, topics: Sequence[Topic]) -> Analysis:
        given = (article.text, article.digest, block_types_of(article))
        (found,) = Analyzer(nlp).analyze_many([given], topics)
        assert isinstance(found, Analysis), found
        return found

    return analysed


@pytest.fixture
def analysed_here(analyse: Callable[[Article, Sequence[Topic]], Analysis], monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the command line analyse in this process: a process of its own would spend seconds on loading the model."""
    from tui.analysis.many import Failed, Outcome

    class Pool(AbstractContextManager["Pool"]):
        """Replaces `AnalystPool`."""

        def __init__(self, model: str, topics: Sequence[Topic], size: int, log: Path | None = None) -> None:
            self._topics = topics

        def __exit__(self, *_: object) -> None:
            """There is nothing to end."""

        def run(self, articles: Iterable[tuple[str, Article | Failed]]) -> Iterator[tuple[str, Outcome]]:
            for path, article in articles:
                if isinstance(article, Failed):
                    yield path, article
                    continue
                yield path, Analyzed(path, article, analyse(article, self._topics))

    monkeypatch.setattr("tui.cli.analyzing.AnalystPool", Pool)
