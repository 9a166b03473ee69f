"""Whether the program stays as it is during long reading: its memory over a long scripted session."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import MARK
from tests.benchmarks.reading import Program
from tests.benchmarks.watched import Watched

SETTLING = 0.1
"""The share of the time before the first sample, while caches fill and the analysis arrives."""
HABITS = (
    ("space",) * 5,
    ("b",) * 2,
    ("j",) * 20,
    ("k",) * 10,
    ("]",) * 4,
    ("1", "2", "1", "2"),
    ("tab", "j", "j", "tab"),
    ("/", "w", "e", "e", "k", "enter", "n", "n"),
    ("G", "g"),
)
"""What a reader does, in no particular order. None of it writes a note or leaves the article."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Megabytes used by the program itself during the session."""

    samples: tuple[float, ...]
    keys: int
    """How many keys were pressed."""
    ended: bool
    """Whether the program crashed or the article was no longer on the screen."""

    @property
    def grown(self) -> float:
        """The mean of the last third minus that of the first: single samples vary with Python's garbage collector."""
        third = max(1, len(self.samples) // 3)
        return sum(self.samples[-third:]) / third - sum(self.samples[:third]) / third


def read_on(program: Program, article: Path, seconds: float, samples: int = 30, keys_between: int = 1) -> Growth | None:
    """Read for `seconds` and take that many samples, each after at least `keys_between` more keys, however long they
    take. None if the article never appears or memory cannot be read."""
    dice = random.Random(3)
    taken: list[float] = []
    keys = 0
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as home:
        program.prepare(Path(home), article)
        with Watched(program.argv(article), home=Path(home)) as terminal:
            terminal.wait_for(MARK)
            # Memory used by the analysis does not count as growth.
            terminal.wait_for_helpers(min(120.0, seconds))
            begin = time.monotonic()
            for number, due in enumerate(_sample_times(seconds, samples), start=1):
                while (time.monotonic() - begin < due or keys < number * keys_between) and not terminal.ended:
                    for name in dice.choice(HABITS):
                        # One key at a time, as a person presses them who watches the effect.
                        terminal.time_key(name, dead=0.15)
                        keys += 1
                    # Tests need the record of the output; here it would count as growth of the program that measures.
                    terminal.output.clear()
                if (memory := terminal.memory(terminal.process.pid)) is not None:
                    taken.append(memory)
            terminal.press("g")
            ended = terminal.ended or terminal.seen(MARK, 10) is None
    return Growth(tuple(taken), keys, ended) if taken else None


def _sample_times(seconds: float, samples: int) -> Iterator[float]:
    """The times of the samples, in seconds from the start."""
    first = seconds * SETTLING
    for n in range(samples):
        yield first + (seconds - first) * (n + 1) / samples
