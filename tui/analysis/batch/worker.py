"""What a Dask worker does: one group of articles in, one Parquet file out.

The only module outside `tui.nlp` that calls it, and it does so in the worker's process only: whoever sends the work
imports this for the name of the function and neither spaCy nor the model. A worker needs newsreader[dask] installed and
nothing else: no folder that it shares with the sender, since text and results travel with the task.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ... import __version__
from ...formats.load_error import LoadError
from ...text.analysis import VERSION
from ...text.analyzed import Analyzed
from ...text.topic import Topic
from .group import Group
from .table import Made, Row, to_parquet

if TYPE_CHECKING:
    from ...nlp.analyze import Analyzer
    from ...text.article import Article

WHICH = f"{__version__}, analysis {VERSION}"
"""Which newsreader this is. Sender and worker must be the same."""

_one_at_a_time = threading.Lock()
"""Held while a group is analysed: a worker may have several threads, and the model is good for one."""


class WorkerError(Exception):
    """The worker cannot do any group; str() says why in a sentence."""


@dataclass(frozen=True)
class Work:
    """A group, and how it is to be analysed."""

    group: Group
    topics: tuple[Topic, ...]
    model: str
    """The name of the spaCy pipeline, "" for the one that comes with newsreader."""
    which: str = WHICH


@dataclass(frozen=True)
class Done:
    """What a group gave."""

    made: Made
    parquet: bytes | None
    """The rows as a Parquet file, in order; None where there are none."""
    failures: tuple[tuple[str, str], ...]
    """Sources that are left out, and a sentence for each."""


def analyze_group(work: Work) -> Done:
    """Analyses a group. An article that fails is told and left out. Raises WorkerError."""
    if work.which != WHICH:
        raise WorkerError(f"The workers have newsreader {WHICH}, and this is {work.which}. Install the same on both.")
    with _one_at_a_time:
        return _analyze(_analyzer(work.model), work)


@cache
def _analyzer(model: str) -> Analyzer:
    """The loaded model: once a process, and again only in a process that took the place of one that died."""
    try:
        from ...nlp.analyze import Analyzer
        from ...nlp.pipeline import DEFAULT_MODEL, load_model

        return Analyzer(load_model(model or DEFAULT_MODEL))
    except (OSError, ImportError) as error:
        raise WorkerError(f"The language model cannot be loaded on a worker: {error} Install it there.") from error


def _analyze(analyzer: Analyzer, work: Work) -> Done:
    articles: list[tuple[str, str, Article]] = []
    failures: list[tuple[str, str]] = []
    for item in work.group.items:
        try:
            articles.append((item.source, item.digest, item.article()))
        except LoadError as error:
            failures.append((item.source, str(error)))
    rows = []
    analyses = analyzer.analyze_many([(article.text, article.digest) for _, _, article in articles], work.topics)
    for (source, digest, article), analysis in zip(articles, analyses, strict=True):
        if isinstance(analysis, Exception):
            failures.append((source, f"The analysis failed ({type(analysis).__name__}: {analysis})."))
        else:
            rows.append(Row(Analyzed(source, article, analysis), digest))
    made = Made(analyzer.model, {topic.name: topic.fingerprint for topic in work.topics})
    return Done(made, to_parquet(rows, made) if rows else None, tuple(failures))
