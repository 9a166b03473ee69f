"""`python -m tests.benchmarks`: measures, and prints the tables."""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from . import state, staying, words
from .corpus import PEOPLE, make_article
from .reading import Effort, Figures, Program, measure
from .table import LEGEND, reading_table, sidebar_lines, words_table

SIZES = (900, 100_000, 1_000_000)
FULL = Effort(presses=100, early_seconds=8, pages=200, idle_seconds=5, helper_seconds=40)
SHORT = Effort(presses=20, early_seconds=2, pages=50, idle_seconds=2, helper_seconds=15)
EMPTY = "empty app"
# A row that ends in a counted name: the sidebar stands beside the text. The last sign may be a scroll bar's.
NAME_WITH_COUNT = re.compile(rf"\b(?:{'|'.join(PEOPLE)})\b[^\n§.,”]{{0,60}}\s\d+\W{{0,3}}$", re.MULTILINE)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures what was asked for. 0 even where a program failed or is not there: the table says so."""
    args = arguments(argv)
    folder = args.folder or Path(tempfile.gettempdir()) / f"newsreader-benchmarks-{os.getuid()}"
    effort = SHORT if args.short else FULL
    results = run_readings(args, folder, effort)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} CPUs, ", end="")
    print(f"load {os.getloadavg()[0]:.1f}, terminal 120x40, {args.runs} starts of each\n")
    print(reading_table(results, EMPTY), LEGEND.format(pages=effort.pages, idle=effort.idle_seconds), sep="\n\n")
    rates = []
    if not args.no_words:
        rates = words.measure(folder, 2, 8 if args.short else 60, (1,) if args.short else (1, 2))
        print("", words_table(rates), "", sidebar_lines(results, rates, words.ARTICLE), sep="\n")
    if args.stay:
        stay(args, folder)
    if args.json:
        readings = [{"program": name, "input": source, **figures} for (name, source), figures in results.items()]
        args.json.write_text(json.dumps({"readings": readings, "words": [asdict(rate) for rate in rates]}, indent=1))
    return 0


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few starts, few keys, no million words")
    parser.add_argument("--runs", type=int, help="starts of each program on each input (default: 5; short: 2)")
    parser.add_argument("--sizes", type=numbers, help=f"words, separated by commas (default: {SIZES})")
    parser.add_argument("--formats", help="default: txt,md (short: txt)")
    parser.add_argument("--only", help="some of: less, empty app, newsreader, newsreader full")
    parser.add_argument("--stay", type=float, metavar="MINUTES", help="also read on for so long, and tell the memory")
    parser.add_argument("--no-words", action="store_true", help="leave out words per second")
    parser.add_argument("--folder", type=Path, help="where the inputs are made and kept (default: a temporary one)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure")
    args = parser.parse_args(argv)
    args.runs = args.runs or (2 if args.short else 5)
    args.sizes = args.sizes or (SIZES[:2] if args.short else SIZES)
    args.formats = args.formats or ("txt" if args.short else "txt,md")
    return args


def numbers(text: str) -> tuple[int, ...]:
    """Whole numbers, separated by commas."""
    return tuple(int(number) for number in text.split(","))


def programs(folder: Path, only: str | None) -> list[Program]:
    """What is measured, the floor first."""
    here = Path(__file__).parent
    installed = Path(sys.executable).parent / "newsreader"
    ours = [str(installed)] if installed.exists() else [sys.executable, "-m", "tui"]

    def newsreader(article: Path) -> list[str]:
        return [*ours, str(article)]

    all_of_them = [
        Program(EMPTY, lambda article: [sys.executable, str(here / "empty_app.py")], reads=False),
        Program("less", lambda article: ["less", str(article)]),
        Program("newsreader", newsreader, known=NAME_WITH_COUNT),
        Program(
            "newsreader full", newsreader, known=NAME_WITH_COUNT, prepare=functools.partial(furnished, folder / "homes")
        ),
    ]
    wanted = only.split(",") if only else [program.name for program in all_of_them]
    return [
        program
        for program in all_of_them
        if program.name in wanted and (program.name != "less" or shutil.which("less"))
    ]


def furnished(kept: Path, home: Path, article: Path) -> None:
    """Gives `home` a thousand highlights and five topics; made once for each article, and copied."""
    model = kept / article.name
    if not model.exists():
        state.furnish(model, article)
    shutil.copytree(model, home, dirs_exist_ok=True)


def stay(args: argparse.Namespace, folder: Path) -> None:
    """Reads on, and tells how the memory of the program grew."""
    article = make_article(folder / "words-100000.txt", 100_000)
    program = programs(folder, "newsreader full")[0]
    growth = staying.read_on(program, article, args.stay * 60)
    if growth is None:
        print("\nReading on: not measured")
        return
    first, last = growth.samples[0], growth.samples[-1]
    print(
        f"\nReading on for {args.stay:g} minutes, {growth.keys:,} keys: {first:.1f} MB at first, {last:.1f} MB at ",
        end="",
    )
    print(f"last, grown by {growth.grown:+.1f} MB{', and it was lost on the way' if growth.ended else ''}")


def run_readings(args: argparse.Namespace, folder: Path, effort: Effort) -> dict[tuple[str, str], Figures]:
    """The figures of all starts, put together. Starts are interleaved, so that a busy minute meets all alike."""
    inputs = {
        f"{size:,} {kind}": make_article(folder / f"words-{size}.{kind}", size)
        for kind in args.formats.split(",")
        for size in args.sizes
    }
    shutil.rmtree(folder / "homes", ignore_errors=True)
    chosen = programs(folder, args.only)
    pairs = [
        (program, source)
        for source in inputs
        for program in chosen
        # The empty app has no input: once in each round for each size is more than enough.
        if program.reads or source.endswith(args.formats.split(",")[0])
    ]
    results: dict[tuple[str, str], Figures] = {(p.name, source): defaultdict(list) for p, source in pairs}
    # Round -1 warms the disk's cache and Python's compiled files; its figures are dropped.
    for turn in range(-1, args.runs):
        for program, source in pairs:
            print(f"\r\x1b[Kround {turn + 1} of {args.runs}: {program.name}, {source}", end="", file=sys.stderr)
            how = "warm" if turn < 0 else "all" if turn == 0 else "start"
            figures = measure(program, inputs[source], effort, how)
            if not figures.get("open"):
                print(f"\r\x1b[K{program.name}, {source}: no words on the screen", file=sys.stderr)
            elif figures.pop("ended", None):
                print(f"\r\x1b[K{program.name}, {source}: ended before everything was measured", file=sys.stderr)
            for name, values in figures.items() if turn >= 0 else ():
                results[program.name, source][name] += values
    print("\r\x1b[K", end="", file=sys.stderr)
    return results


if __name__ == "__main__":
    sys.exit(main())
