"""Formats figures as Markdown tables with ratios."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median

from tests.benchmarks.reading import Figures
from tests.benchmarks.words import Rate

Results = Mapping[tuple[str, str], Figures]
"""(program, input) -> figures."""

HEADS = (
    "input", "program", "open ms", "× empty", "usable ms", "× empty", "early key p50/p95/max", "key p50/p95/max",
    "page settled p50/p95", "page KB", "pages at once", "off by §", "known ms", "again ms", "MB", "MB analysis",
    "idle CPU",
)  # fmt: skip

LEGEND = """\
open: from starting the program to the first words of the article on the screen; usable: until the first key was
obeyed; both as the median of all starts, and as a ratio to the median of the empty app.
early key: `j`, milliseconds to the first change one sees, pressed without pause from the first frame on while the
analysis starts and runs. key: the same later. page settled: `space`, until nothing changes any more; KB sent for it.
pages at once: milliseconds for {pages} `space` sent at once; off by: how many paragraphs beside where {pages} single
ones lead.
known: until the list of names stands in the sidebar; again: the same after the first frame of a second start,
when the analysis is kept. MB: the most memory the program itself had, and the processes it started.
idle: CPU seconds of the program itself in {idle:g} seconds of nothing."""


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed; nan if there are none."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else math.nan


def reading_table(results: Results, empty: str) -> str:
    """One row for each input and program. `empty` names the program to which all ratios refer."""
    floor = [
        value for (program, _), figures in results.items() if program == empty for value in figures.get("open", [])
    ]
    rows = [
        [source, program, *_cells(figures, median(floor) if floor else math.nan)]
        for (program, source), figures in results.items()
    ]
    return markdown(HEADS, rows)


def words_table(rates: Sequence[Rate]) -> str:
    """One row for each way of analysing, with ratios to the first."""
    heads = ("analysis", "words/s", f"× {rates[0].name if rates else ''}", "start s", "MB")
    rows = [
        [
            rate.name,
            _number(rate.words_per_second),
            _ratio(rate.words_per_second, rates[0].words_per_second),
            _number(rate.start, 1),
            _number(math.nan if rate.megabytes is None else rate.megabytes),
        ]
        for rate in rates
    ]
    return markdown(heads, rows)


def sidebar_lines(results: Results, rates: Sequence[Rate], words: int) -> str:
    """How long a first article of `words` words waits for its sidebar, compared with a bare script that does the
    unavoidable: import spaCy, load the model, run it. "" if nothing was measured."""
    if not rates:
        return ""
    bare = (rates[0].start + words / rates[0].words_per_second) * 1000
    lines = [f"A first article of {words} words, by {rates[0].name}, Python's start included: {_number(bare)} ms."]
    for (program, source), figures in results.items():
        if known := figures.get("known"):
            lines.append(
                f"{program}, {source}: sidebar after {_number(median(known))} ms, {_ratio(median(known), bare)} ×"
            )
    return "\n".join(lines)


def library_table(
    count: int,
    asked: Mapping[str, Sequence[float]],
    adding: Sequence[tuple[int, float]],
    screens: Mapping[str, Figures],
) -> str:
    """Queries to a library of `count` articles, in milliseconds; then its growth and its screen."""
    rows = [
        [name, *(_number(percentile(values, share), 1) for share in (0.5, 0.95, 1)), str(len(values))]
        for name, values in asked.items()
        if name not in ("size", "copy", "check")
    ]
    lines = [
        markdown((f"library of {count:,}", "p50 ms", "p95", "max", "times"), rows),
        "",
        "search: each letter of words, phrases and names as they are typed, until the first rows are there; count: how",
        "many match, told after them; list: with its first rows and its last.",
        "Adding one, CPU: " + ", ".join(f"{ms:.2f} ms up to {step:,}" for step, ms in adding) + ".",
        f"{asked['size'][0] / 1000:,.1f} KB an article; a copy takes {asked['copy'][0] / 1000:,.1f} s, "
        f"a check {asked['check'][0] / 1000:,.1f} s, both beside the reading.",
    ]
    for name, figures in screens.items():
        letters = [_number(percentile(figures["letter"], share)) for share in (0.5, 0.95, 1)]
        opened = median(figures["open"]) if figures["open"] else math.nan
        memory = figures["memory"][-1] if figures["memory"] else math.nan
        lines.append(
            f"Screen, {name}: open after {_number(opened)} ms, a letter of a search after {'/'.join(letters)} ms, "
            f"{_number(memory)} MB."
        )
    return "\n".join(lines)


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns are also aligned as plain text."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def _cells(figures: Figures, floor: float) -> list[str]:
    def middle(name: str) -> float:
        return median(figures[name]) if figures.get(name) else math.nan

    def spread(name: str, *shares: float) -> str:
        values = figures.get(name, [])
        return "/".join(_number(percentile(values, share)) for share in shares) if values else "–"

    return [
        _number(middle("open")),
        _ratio(middle("open"), floor),
        _number(middle("usable")),
        _ratio(middle("usable"), floor),
        spread("early", 0.5, 0.95, 1),
        spread("down", 0.5, 0.95, 1),
        spread("page_settled", 0.5, 0.95),
        _number(middle("page_bytes") / 1000, 1),
        _number(middle("flood")),
        _number(middle("pages_off")),
        _number(middle("known")),
        _number(middle("known_after")),
        _number(middle("memory")),
        _number(middle("helper_memory")),
        _number(middle("idle_cpu"), 2),
    ]


def _number(value: float, digits: int = 0) -> str:
    return "–" if math.isnan(value) else f"{value:,.{digits}f}"


def _ratio(value: float, base: float) -> str:
    return "–" if math.isnan(value) or math.isnan(base) or not base else f"{value / base:.2f}"
