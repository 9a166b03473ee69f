"""One start of one program on one article, with all its measurements."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.benchmarks.corpus import FIRST_WORDS, MARK
from tests.benchmarks.watched import DEAD, Press, Watched

Figures = dict[str, list[float]]
"""Name of a figure -> what was measured, in the unit of `table.COLUMNS`."""

TEXT_COLUMNS = 76
PREFIX = "newsreader-benchmark-"


@dataclass(frozen=True)
class Program:
    """A program to measure."""

    name: str
    argv: Callable[[Path], Sequence[str]]
    """The command that opens an article."""
    reads: bool = True
    """Whether it shows the article, so that its pages can be turned."""
    known: re.Pattern[str] | None = None
    """What the screen shows once the analysis has arrived; None if there is none."""
    prepare: Callable[[Path, Path], None] = field(default=lambda home, article: None)
    """Called once before the first start in a home with this article."""


@dataclass(frozen=True)
class Effort:
    """How much to measure."""

    presses: int
    early_seconds: float
    """How long keys are pressed from the first frame on, while the analysis starts and runs."""
    pages: int
    idle_seconds: float
    helper_seconds: float
    """How long to wait for the analysis."""
    timeout: float = 60.0
    dead: float = DEAD
    """Seconds without an effect after which a key counts as having done nothing."""


How = Literal["warm", "start", "all"]
"""Only up to the first words; the start up to the analysis; or everything."""


def measure(program: Program, article: Path, effort: Effort, how: How) -> Figures:
    """Return the figures of one start in a fresh home: empty if it failed, with "ended" if the program crashed."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        home = Path(folder)
        program.prepare(home, article)
        figures: Figures = defaultdict(list)
        with Watched(program.argv(article), home=home) as terminal:
            _start(terminal, program, effort, figures, how)
            if how == "all" and figures.get("open"):
                _read(terminal, program, effort, figures)
            if terminal.ended:
                figures["ended"].append(1.0)
        if program.known and figures.get("helper_done"):
            with Watched(program.argv(article), home=home) as terminal:
                _again(terminal, program, effort, figures)
        return dict(figures)


def _start(terminal: Watched, program: Program, effort: Effort, figures: Figures, how: How) -> None:
    # The headline alone may appear in a bar before the article does.
    words = MARK if program.reads else re.compile(re.escape(FIRST_WORDS))
    opened = terminal.seen(words, effort.timeout)
    if opened is None:
        return
    figures["open"].append(opened)
    if program.reads:
        # Changes in the sidebar meanwhile do not answer a key.
        left, _ = terminal.find(words)
        terminal.region = (max(0, left - 4), 0, left + TEXT_COLUMNS, terminal.rows - 1)
    if press := terminal.time_key("j"):
        figures["usable"].append(opened + press.first)
    if how == "all":
        _keep(figures, "early", terminal.time_keys("j", "k", 10_000, effort.early_seconds, effort.dead))
    elif how == "start" and program.known and (known := terminal.seen(program.known, effort.helper_seconds)):
        # Not during key presses: searching for it in each frame would slow them down.
        figures["known"].append(known)


def _read(terminal: Watched, program: Program, effort: Effort, figures: Figures) -> None:
    _keep(figures, "down", terminal.time_keys("j", "k", effort.presses, dead=effort.dead))
    if program.reads:
        pages = terminal.time_keys("space", "b", effort.presses, dead=effort.dead)
        _keep(figures, "page", pages)
        figures["page_bytes"] += [press.size for press in pages]
        _pages(terminal, effort, figures)
    figures["helper_done"] += [1.0] * terminal.wait_for_helpers(effort.helper_seconds)
    figures["idle_cpu"].append(terminal.idle(effort.idle_seconds))
    if (memory := terminal.peak_memory(terminal.process.pid)) is not None:
        figures["memory"].append(memory)
    if helpers := [memory for pid in terminal.helpers() if (memory := terminal.peak_memory(pid)) is not None]:
        figures["helper_memory"].append(sum(helpers))


def _pages(terminal: Watched, effort: Effort, figures: Figures) -> None:
    """Send many page keys at once and check that they reach the same place as one by one."""
    terminal.press("g")
    terminal.settle(0.3)
    figures["flood"].append(terminal.flood("space", effort.pages, effort.timeout))
    at_once = _place(terminal)
    terminal.press("g")
    terminal.settle(0.3)
    for _ in range(effort.pages):
        if terminal.time_key("space") is None:
            break
    terminal.settle(0.3)
    figures["pages_off"].append(abs(_place(terminal) - at_once))


def _again(terminal: Watched, program: Program, effort: Effort, figures: Figures) -> None:
    """Measure a second start, with the analysis stored. It opens at the last position, so no words can be waited for
    except a paragraph number."""
    opened = terminal.seen(MARK, effort.timeout)
    known = program.known and terminal.seen(program.known, effort.timeout)
    if opened and known:
        figures["open_again"].append(opened)
        figures["known_after"].append(max(0.0, known - opened))


def _place(terminal: Watched) -> int:
    """The number of the last paragraph that begins on the screen; -1 if none does."""
    return max((int(number) for number in MARK.findall(terminal.text)), default=-1)


def _keep(figures: Figures, name: str, presses: list[Press]) -> None:
    figures[name] += [press.first for press in presses]
    figures[f"{name}_settled"] += [press.settled for press in presses]
