"""Targets and measured values. The table leaves out a target that was not measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.reading import Figures
from tests.benchmarks.staying import Growth
from tests.benchmarks.table import Results, markdown, percentile
from tests.benchmarks.words import Rate

MILLION = "1,000,000"
SHORT_SIZES = ("900", "100,000")


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the table."""

    what: str
    measured: float
    goal: float
    unit: str = ""
    least: bool = False
    """True if the goal is a minimum."""

    @property
    def met(self) -> bool:
        """Whether the target is met; False if it was not measured."""
        return self.measured >= self.goal if self.least else self.measured <= self.goal


def targets_table(targets: Iterable[Target]) -> str:
    """One row for each target that was measured."""
    rows = [
        [
            target.what,
            f"{_digits(target.measured)}{target.unit}",
            f"{'≥' if target.least else '≤'} {_digits(target.goal)}{target.unit}",
            "yes" if target.met else "NO",
        ]
        for target in targets
        if not math.isnan(target.measured)
    ]
    return markdown(("target (worst of all inputs)", "measured", "goal", "met"), rows)


def _digits(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < 10 and value != int(value) else f"{value:,.0f}"


def reading_targets(results: Results, empty: str) -> Iterator[Target]:
    """Targets for opening, keys, memory and idle CPU; `empty` names the empty Textual app to compare with."""
    floor = _middle([value for (name, _), figures in results.items() if name == empty for value in figures["open"]])
    ours = {key: figures for key, figures in results.items() if key[0].startswith("newsreader")}

    def worst(of: Callable[[Figures], float], *sizes: str) -> float:
        values = [of(figures) for (_, source), figures in ours.items() if not sizes or source.split()[0] in sizes]
        return max((value for value in values if not math.isnan(value)), default=math.nan)

    def opening(figures: Figures) -> float:
        return _middle(figures.get("open")) / floor

    yield Target("open × empty app, up to 100,000 words", worst(opening, *SHORT_SIZES), 1.5)
    yield Target("open × empty app, a million words", worst(opening, MILLION), 2)
    for name, title in (("early", "key from the first frame on"), ("down", "key later")):
        for share, part, goal in ((0.5, "p50", 15), (0.95, "p95", 40)):
            measured = worst(lambda f, name=name, share=share: percentile(f.get(name, []), share))  # type: ignore[misc]
            yield Target(f"{title}, {part}", measured, goal, " ms")
    yield Target("page settled p95", worst(lambda f: percentile(f.get("page_settled", []), 0.95)), 40, " ms")
    yield Target("pages sent at once, paragraphs off", worst(lambda f: _middle(f.get("pages_off"))), 0)
    yield Target("memory up to 100,000 words", worst(lambda f: _middle(f.get("memory")), *SHORT_SIZES), 65, " MB")
    yield Target("memory, a million words", worst(lambda f: _middle(f.get("memory")), MILLION), 200, " MB")
    # Rounded to a tenth: the kernel counts hundredths, and checking the store once a second costs one of them.
    yield Target("CPU when idle", round(worst(lambda f: _middle(f.get("idle_cpu"))), 1), 0, " s")
    yield Target(
        "analysis, memory at a million words", worst(lambda f: _middle(f.get("helper_memory")), MILLION), 1500, " MB"
    )


def words_targets(rates: Sequence[Rate]) -> Iterator[Target]:
    """Targets for `newsreader analyze`."""
    if len(rates) > 1:
        yield Target(
            "analyze, words/s × nlp.pipe", rates[1].words_per_second / rates[0].words_per_second, 0.7, least=True
        )
    if len(rates) > 2:
        yield Target(
            "analyze --jobs 2 × one job", rates[2].words_per_second / rates[1].words_per_second, 1.7, least=True
        )
    for rate in rates[1:2]:
        if rate.grown is not None:
            yield Target("analyze, memory grown in the second half of many articles", rate.grown, 20, " MB")


def library_targets(
    asked: Mapping[str, Sequence[float]], adding: Sequence[tuple[int, float]], opening: float, letters: Sequence[float]
) -> Iterator[Target]:
    """Targets for the library."""
    yield Target("library: search p95", percentile(asked.get("search", []), 0.95), 50, " ms")
    lists = [value for name, values in asked.items() if name.startswith("list ") for value in values]
    yield Target("library: lists, filters, sorts p95", percentile(lists, 0.95), 50, " ms")
    yield Target("library: letter typed in the search p95", percentile(letters, 0.95), 40, " ms")
    yield Target("library: open × empty library", opening, 1.25)
    if len(adding) > 1:
        yield Target("library: adding the last × the first", adding[-1][1] / adding[0][1], 1.25)


def staying_targets(growth: Growth | None) -> Iterator[Target]:
    """Targets for long reading."""
    if growth is not None:
        yield Target("memory grown while one reads on", growth.grown, 2, " MB")


def _middle(values: Sequence[float] | None) -> float:
    return median(values) if values else math.nan
