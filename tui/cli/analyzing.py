"""What the sub-commands that need analyses share: reading the sources, the progress bar, and error messages."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.client import ModelNotLoaded
from ..analysis.many import AnalystPool, Failed
from ..config.paths import log_file
from ..formats.load_error import LoadError
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.topic import Topic
from .errors import CliError
from .inputs import load_source, report, report_notices
from .progress import progress_bar
from .remarks import detail, remark

if TYPE_CHECKING:
    import argparse

    from ..config.settings import Settings


@contextlib.contextmanager
def analyst_pool(model: str, topics: Sequence[Topic], jobs: int, log: Path | None = None) -> Iterator[AnalystPool]:
    """Analysis processes for a sub-command. Raises CliError if the language model cannot be loaded."""
    try:
        with AnalystPool(model, topics, max(1, jobs), log) as pool:
            yield pool
    except ModelNotLoaded as error:
        raise CliError(f"{error} Install it, or name another one in the settings.") from error


def analyze_files(
    paths: Sequence[str],
    *,
    topics: Sequence[Topic] = (),
    model: str = "",
    jobs: int = 1,
    format: str | None = None,
    repair: bool = False,
    on_error: Callable[[str, str], None] | None = None,
    log: Path | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Generator[Analyzed]:
    """The analysis of each file, address or standard input ("-"), in the order given and as soon as it is ready.

    A caller that may leave before the end closes it (`contextlib.closing`), so that its processes end at once. A file
    that cannot be read or analysed is reported to `on_error` (path, sentence) and left out. `on_progress` is called
    with the number of articles done. Raises CliError if the language model cannot be loaded.
    """

    def articles() -> Iterator[tuple[str, Article | Failed]]:
        for path in paths:
            try:
                article = load_source(path, format=format, repair=repair).article
            except LoadError as error:
                yield path, Failed(str(error))
                continue
            report_notices(article)
            yield path, article

    with analyst_pool(model, topics, jobs, log) as pool:
        for done, (path, outcome) in enumerate(pool.run(articles()), start=1):
            if on_progress:
                on_progress(done)
            if not isinstance(outcome, Failed):
                detail(f"{path}: {len(outcome.article.text.split()):,} words analysed")
                if notice := outcome.analysis.cut_notice(outcome.article.text):
                    remark(f"{path}: {notice}")
                yield outcome
            elif on_error:
                on_error(path, str(outcome))


@contextlib.contextmanager
def analyzed_with_progress(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], paths: Sequence[str], failures: list[str]
) -> Iterator[Iterator[Analyzed]]:
    """`analyze_files` for a sub-command with `--jobs`: shows a progress bar, and ends the processes when it is left.
    Articles without an analysis are reported and added to `failures`."""
    with (
        progress_bar(len(paths), "Analysing") as advance,
        contextlib.closing(
            analyze_files(
                paths,
                topics=topics,
                model=settings.model,
                jobs=args.jobs,
                format=args.format_of_input,
                repair=args.repair_encoding,
                log=log_file(args.data_dir),
                on_error=lambda path, why: failures.append(report(path, why)),
                on_progress=advance,
            )
        ) as found,
    ):
        yield found
