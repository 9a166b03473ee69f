"""What a Dask worker runs: it gets a group of articles and returns a Parquet file.

This is the only module outside `tui.nlp` that calls it, and only in the worker's process: the sender imports this
module for the function's name, without spaCy and the model. A worker needs nothing but newsreader-tui[dask]: no shared
folder, since text and results travel with the task.
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
from ...text.block_types import block_types_of
from ...text.topic import Topic
from .group import Group
from .table import Provenance, ResultRow, to_parquet

if TYPE_CHECKING:
    from ...nlp.analyze import Analyzer
    from ...text.article import Article

BUILD = f"{__version__}, analysis {VERSION}"
"""The version of newsreader; sender and worker must have the same."""

_one_at_a_time = threading.Lock()
"""Held while a group is analysed: a worker may have several threads, and the model can serve only one."""


class WorkerError(Exception):
    """The worker cannot analyse anything; str() says why in a sentence."""


@dataclass(frozen=True)
class GroupTask:
    """A group, and how to analyse it."""

    group: Group
    topics: tuple[Topic, ...]
    model: str
    """The name of the spaCy pipeline, "" for the one that comes with newsreader."""
    build: str = BUILD


@dataclass(frozen=True)
class GroupResult:
    """The result of a group."""

    provenance: Provenance
    parquet: bytes | None
    """The rows as a Parquet file, in order; None if there are none."""
    failures: tuple[tuple[str, str], ...]
    """Sources that could not be analysed, and a sentence for each that says why."""


def analyze_group(work: GroupTask) -> GroupResult:
    """Analyse a group. An article that fails is reported and left out. Raises WorkerError."""
    if work.build != BUILD:
        raise WorkerError(
            f"The workers have newsreader {BUILD}, and this is {work.build}. Install the same version on both."
        )
    with _one_at_a_time:
        return _analyze(_analyzer(work.model), work)


@cache
def _analyzer(model: str) -> Analyzer:
    """The loaded model; each worker process loads it once."""
    try:
        from ...nlp.analyze import Analyzer
        from ...nlp.pipeline import DEFAULT_MODEL, load_model

        return Analyzer(load_model(model or DEFAULT_MODEL))
    except (OSError, ImportError) as error:
        raise WorkerError(f"The language model cannot be loaded on a worker: {error} Install it there.") from error


def _analyze(analyzer: Analyzer, work: GroupTask) -> GroupResult:
    articles: list[tuple[str, str, Article]] = []
    failures: list[tuple[str, str]] = []
    for item in work.group.items:
        try:
            articles.append((item.source, item.digest, item.article()))
        except LoadError as error:
            failures.append((item.source, str(error)))
    rows = []
    given = [(article.text, article.digest, block_types_of(article)) for _, _, article in articles]
    analyses = analyzer.analyze_many(given, work.topics)
    for (source, digest, article), analysis in zip(articles, analyses, strict=True):
        if isinstance(analysis, Exception):
            failures.append((source, f"The analysis failed ({type(analysis).__name__}: {analysis})."))
        else:
            rows.append(ResultRow(Analyzed(source, article, analysis), digest))
    provenance = Provenance(analyzer.model, {topic.name: topic.fingerprint for topic in work.topics})
    return GroupResult(provenance, to_parquet(rows, provenance) if rows else None, tuple(failures))
