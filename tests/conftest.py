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
from typing import TYPE_CHECKING

import pytest

import tui
from tui.text.analysis import Analysis
from tui.text.analyzed import Analyzed

if TYPE_CHECKING:
    from spacy.language import Language
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


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real spaCy pipeline without our components; loading it takes seconds, so each worker loads it once."""
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
