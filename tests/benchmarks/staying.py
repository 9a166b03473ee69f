"""Whether the program stays as it is while one reads on: its memory over a long time of scripted reading."""

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
"""Share of the time before the first sample: caches fill, the analysis comes in."""
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
"""What a reader does, in no order. Nothing of it writes a note or leaves the article."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Megabytes of the program itself over the time of reading."""

    samples: tuple[float, ...]
    keys: int
    """How many keys were pressed."""
    ended: bool
    """Whether the program broke off, or the article was no longer on the screen."""

    @property
    def grown(self) -> float:
        """From the mean of the first third to that of the last: single samples swing with Python's own collector."""
        third = max(1, len(self.samples) // 3)
        return sum(self.samples[-third:]) / third - sum(self.samples[:third]) / third


def read_on(program: Program, article: Path, seconds: float, samples: int = 30, keys_between: int = 1) -> Growth | None:
    """Reads for `seconds` and takes so many samples, each after at least `keys_between` more keys, however long they
    take. None where the article never shows or memory is not known."""
    dice = random.Random(3)
    taken: list[float] = []
    keys = 0
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as home:
        program.prepare(Path(home), article)
        with Watched(program.argv(article), home=Path(home)) as terminal:
            terminal.wait_for(MARK)
            # What the analysis brings is no growth of reading.
            terminal.wait_for_helpers(min(120.0, seconds))
            begin = time.monotonic()
            for number, due in enumerate(_sample_times(seconds, samples), start=1):
                while (time.monotonic() - begin < due or keys < number * keys_between) and not terminal.ended:
                    for name in dice.choice(HABITS):
                        # A key at a time, as a person presses them who looks at what it did.
                        terminal.time_key(name, dead=0.15)
                        keys += 1
                    # Kept for tests that look for what must not be in it; here it would be the growth of ourselves.
                    terminal.output.clear()
                if (memory := terminal.memory(terminal.process.pid)) is not None:
                    taken.append(memory)
            terminal.press("g")
            ended = terminal.ended or terminal.seen(MARK, 10) is None
    return Growth(tuple(taken), keys, ended) if taken else None


def _sample_times(seconds: float, samples: int) -> Iterator[float]:
    """When to take them, in seconds from the start."""
    first = seconds * SETTLING
    for n in range(samples):
        yield first + (seconds - first) * (n + 1) / samples
