"""What the program wants to be, held beside what was measured. An aim that was not measured is not in the table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.reading import Figures
from tests.benchmarks.staying import Growth
from tests.benchmarks.table import Results, markdown, percentile
from tests.benchmarks.words import ARTICLE, Rate

MILLION = "1,000,000"


@dataclass(frozen=True, slots=True)
class Aim:
    """One line of the table."""

    what: str
    measured: float
    goal: float
    unit: str = ""
    least: bool = False
    """Whether the goal is the least and not the most."""

    @property
    def met(self) -> bool:
        """Whether it is reached; what was not measured is not."""
        return self.measured >= self.goal if self.least else self.measured <= self.goal


def aims_table(aims: Iterable[Aim]) -> str:
    """A row for each aim that was measured."""
    rows = [
        [
            aim.what,
            f"{_digits(aim.measured)}{aim.unit}",
            f"{'≥' if aim.least else '≤'} {_digits(aim.goal)}{aim.unit}",
            "yes" if aim.met else "NO",
        ]
        for aim in aims
        if not math.isnan(aim.measured)
    ]
    return markdown(("aim (the worst of all inputs)", "measured", "goal", "met"), rows)


def _digits(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < 10 and value != int(value) else f"{value:,.0f}"


def reading_aims(results: Results, empty: str) -> Iterator[Aim]:
    """Opening, keys, memory."""
    floor = _middle([value for (name, _), figures in results.items() if name == empty for value in figures["open"]])
    ours = {key: figures for key, figures in results.items() if key[0].startswith("newsreader")}

    def worst(of: Callable[[Figures], float], *sizes: str) -> float:
        values = [of(figures) for (_, source), figures in ours.items() if not sizes or source.split()[0] in sizes]
        return max((value for value in values if not math.isnan(value)), default=math.nan)

    yield Aim("open × empty app", worst(lambda f: _middle(f.get("open")) / floor), 1.25)
    yield Aim("open × empty app, with what is kept", worst(lambda f: _middle(f.get("open_again")) / floor), 1.25)
    yield Aim("usable × empty app", worst(lambda f: _middle(f.get("usable")) / floor), 1.4)
    for name, title in (("early", "key from the first frame on"), ("down", "key later")):
        for share, part, goal in ((0.5, "p50", 15), (0.95, "p95", 40), (1.0, "max", 100)):
            measured = worst(lambda f, name=name, share=share: percentile(f.get(name, []), share))  # type: ignore[misc]
            yield Aim(f"{title}, {part}", measured, goal, " ms")
    yield Aim("page settled p95", worst(lambda f: percentile(f.get("page_settled", []), 0.95)), 30, " ms")
    yield Aim("page, median of bytes", worst(lambda f: _middle(f.get("page_bytes")) / 1000), 8, " KB")
    yield Aim("pages at once, paragraphs off", worst(lambda f: _middle(f.get("pages_off"))), 0)
    yield Aim("memory up to 100,000 words", worst(lambda f: _middle(f.get("memory")), "900", "100,000"), 50, " MB")
    yield Aim("memory, a million words", worst(lambda f: _middle(f.get("memory")), MILLION), 120, " MB")
    # To a tenth, as the aim is told: the kernel counts in hundredths, and a look at the store once a second is one.
    yield Aim("CPU when idle", round(worst(lambda f: _middle(f.get("idle_cpu"))), 1), 0, " s")
    yield Aim(
        "sidebar from the cache, after the first frame", worst(lambda f: _middle(f.get("known_after"))), 50, " ms"
    )
    yield Aim(
        "analysis, memory at a million words", worst(lambda f: _middle(f.get("helper_memory")), MILLION), 1500, " MB"
    )


def sidebar_aims(results: Results, rates: Sequence[Rate], warm: Mapping[str, Sequence[float]]) -> Iterator[Aim]:
    """How long one waits for the sidebar, beside the bare pipeline: of the first article, and of further ones in the
    same run (`warm`, by what they are)."""

    def known(size: str) -> float:
        values = [
            _middle(figures.get("known"))
            for (name, source), figures in results.items()
            if name == "newsreader" and source.split()[0] == size
        ]
        return max((value for value in values if not math.isnan(value)), default=math.nan)

    if rates:
        bare = ARTICLE / rates[0].words_per_second
        yield Aim("sidebar cold × bare script", known("900") / (rates[0].start + bare) / 1000, 1.3)
        for which, times in warm.items():
            yield Aim(f"sidebar warm × bare pipeline, {which}", _middle(times) / bare / 1000, 1.3)
    yield Aim("sidebar cold, a million words × 900 words", known(MILLION) / known("900"), 1.5)


def words_aims(rates: Sequence[Rate]) -> Iterator[Aim]:
    """`newsreader analyze`."""
    if len(rates) > 1:
        yield Aim("analyze, words/s × nlp.pipe", rates[1].words_per_second / rates[0].words_per_second, 0.7, least=True)
    if len(rates) > 2:
        yield Aim("analyze --jobs 2 × one job", rates[2].words_per_second / rates[1].words_per_second, 1.7, least=True)
    for rate in rates[1:2]:
        if rate.grown is not None:
            yield Aim("analyze, memory grown in the second half of many articles", rate.grown, 20, " MB")


def library_aims(
    asked: Mapping[str, Sequence[float]], adding: Sequence[tuple[int, float]], opening: float, letters: Sequence[float]
) -> Iterator[Aim]:
    """The library."""
    yield Aim("library: search p95", percentile(asked.get("search", []), 0.95), 50, " ms")
    lists = [value for name, values in asked.items() if name.startswith("list ") for value in values]
    yield Aim("library: lists, filters, sorts p95", percentile(lists, 0.95), 50, " ms")
    yield Aim("library: letter typed in the search p95", percentile(letters, 0.95), 40, " ms")
    yield Aim("library: open × empty library", opening, 1.25)
    if len(adding) > 1:
        yield Aim("library: adding the last × the first", adding[-1][1] / adding[0][1], 1.25)


def staying_aims(growth: Growth | None) -> Iterator[Aim]:
    """Reading on."""
    if growth is not None:
        yield Aim("memory grown while one reads on", growth.grown, 2, " MB")


def _middle(values: Sequence[float] | None) -> float:
    return median(values) if values else math.nan
