"""`python -m tests.benchmarks` measures and prints the tables."""

from __future__ import annotations

import argparse
import compileall
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
from typing import Any

import tui
from tests.benchmarks import library, state, staying, targets, words
from tests.benchmarks.corpus import make_article
from tests.benchmarks.reading import Effort, Figures, Program, measure
from tests.benchmarks.table import LEGEND, library_table, reading_table, sidebar_lines, words_table

SIZES = (900, 100_000, 1_000_000)
FULL = Effort(presses=100, early_seconds=8, pages=200, idle_seconds=5, helper_seconds=90)
SHORT = Effort(presses=12, early_seconds=1, pages=15, idle_seconds=1, helper_seconds=2, dead=0.3)
EMPTY = "empty app"
FILLED = "filled"
# The heading of the first group of rows in the sidebar, which appears only when something was found.
KNOWN = re.compile(r"\b(?:People|Organisations|Places) \(\d+\)")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was requested. Returns 0 however long anything took, even if a program failed or is missing, which
    the table says; 1 only if newsreader itself never showed an article."""
    args = arguments(argv)
    # If Python is told not to store compiled files, each start would compile the whole program.
    compileall.compile_dir(Path(tui.__file__).parent, quiet=2)
    folder = args.folder or Path(tempfile.gettempdir()) / f"newsreader-benchmarks-{os.getuid()}"
    effort = SHORT if args.short else FULL
    results = run_readings(args, folder, effort)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} CPUs, ", end="")
    print(f"load {os.getloadavg()[0]:.1f}, terminal 120x40, {args.runs} starts of each\n")
    print(reading_table(results, EMPTY), LEGEND.format(pages=effort.pages, idle=effort.idle_seconds), sep="\n\n")
    found = list(targets.reading_targets(results, EMPTY))
    rates: list[words.Rate] = []
    if not args.no_words:
        rates = words.measure(folder, 2, args.articles, (1,) if args.short else (1, 2))
        print("", words_table(rates), "", sidebar_lines(results, rates, words.ARTICLE), sep="\n")
    found += targets.words_targets(rates)
    shelf = run_library(args, folder) if args.library else {}
    if shelf:
        opening, letters = library.ratio(shelf["screens"], FILLED, "empty"), shelf["screens"][FILLED]["letter"]
        print("", library_table(args.library, shelf["asked"], shelf["adding"], shelf["screens"]), sep="\n")
        found += targets.library_targets(shelf["asked"], shelf["adding"], opening, letters)
    growth = stay(args, folder) if args.stay else None
    found += targets.staying_targets(growth)
    print("", targets.targets_table(found), sep="\n")
    if args.json:
        readings = [{"program": name, "input": source, **figures} for (name, source), figures in results.items()]
        told = {
            "readings": readings,
            "words": [asdict(rate) for rate in rates],
            "library": shelf,
            "targets": [asdict(target) | {"met": target.met} for target in found],
        }
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(told, indent=1))
    ours = [bool(figures.get("open")) for (name, _), figures in results.items() if name.startswith("newsreader")]
    return 0 if all(ours) else 1


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="half a minute: one start of each, few keys")
    parser.add_argument("--runs", type=int, help="starts of each program on each input (default: 5; short: 1)")
    parser.add_argument("--sizes", type=numbers, help=f"words, separated by commas (default: {SIZES})")
    parser.add_argument("--formats", help="default: txt,md (short: txt)")
    parser.add_argument("--only", help="some of: less, empty app, newsreader, newsreader full")
    parser.add_argument("--stay", type=float, metavar="MINUTES", help="also read on for so long, and tell the memory")
    parser.add_argument("--no-words", action="store_true", help="leave out words per second")
    parser.add_argument("--articles", type=int, help="articles to analyse (default: 60; short: none)")
    parser.add_argument(
        "--library", type=int, metavar="N", help="articles in the library (default: 100,000; short: 500; 0: none)"
    )
    parser.add_argument("--folder", type=Path, help="where the inputs are made and kept (default: a temporary one)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure")
    args = parser.parse_args(argv)
    args.runs = args.runs or (1 if args.short else 5)
    args.sizes = args.sizes or (SIZES[:2] if args.short else SIZES)
    args.no_words = args.no_words or args.short and not args.articles
    args.articles = args.articles or 60
    args.library = args.library if args.library is not None else (500 if args.short else 100_000)
    args.formats = args.formats or ("txt" if args.short else "txt,md")
    return args


def numbers(text: str) -> tuple[int, ...]:
    """Read whole numbers separated by commas."""
    return tuple(int(number) for number in text.split(","))


def programs(folder: Path, only: str | None) -> list[Program]:
    """The programs to measure, the floor first."""
    here = Path(__file__).parent
    ours = own_command()

    def newsreader(article: Path) -> list[str]:
        return [*ours, str(article)]

    all_of_them = [
        Program(EMPTY, lambda article: [sys.executable, str(here / "empty_app.py")], reads=False),
        Program("less", lambda article: ["less", str(article)]),
        Program("newsreader", newsreader, known=KNOWN),
        Program("newsreader full", newsreader, known=KNOWN, prepare=functools.partial(furnished, folder / "homes")),
    ]
    wanted = only.split(",") if only else [program.name for program in all_of_them]
    return [
        program
        for program in all_of_them
        if program.name in wanted and (program.name != "less" or shutil.which("less"))
    ]


def own_command() -> list[str]:
    """The command that starts the program: the installed one, or else this checkout."""
    installed = Path(sys.executable).parent / "newsreader"
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "tui"]


def run_library(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The figures of the library: "asked", "adding" and "screens"."""
    print(f"\r\x1b[Ka library of {args.library:,} articles", end="", file=sys.stderr)
    full, adding = library.make_library(folder, args.library)
    empty = folder / "library-0"
    empty.mkdir(exist_ok=True)
    asked = library.ask(full)
    screens = library.screens(own_command(), {"empty": empty, FILLED: full}, args.runs, warm=not args.short)
    print("\r\x1b[K", end="", file=sys.stderr)
    return {"asked": asked, "adding": adding, "screens": screens}


def furnished(kept: Path, home: Path, article: Path) -> None:
    """Give `home` a thousand highlights and five topics; they are built once for each article and then copied."""
    model = kept / article.name
    if not model.exists():
        state.furnish(model, article)
    shutil.copytree(model, home, dirs_exist_ok=True)


def stay(args: argparse.Namespace, folder: Path) -> staying.Growth | None:
    """Keep reading and report how much the memory of the program grew."""
    article = make_article(folder / "words-100000.txt", 100_000)
    program = programs(folder, "newsreader full")[0]
    growth = staying.read_on(program, article, args.stay * 60)
    if growth is None:
        print("\nReading on: not measured")
        return None
    first, last = growth.samples[0], growth.samples[-1]
    print(
        f"\nReading on for {args.stay:g} minutes, {growth.keys:,} keys: {first:.1f} MB at first, {last:.1f} MB at ",
        end="",
    )
    print(f"last, grown by {growth.grown:+.1f} MB{', and it was lost on the way' if growth.ended else ''}")
    return growth


def run_readings(args: argparse.Namespace, folder: Path, effort: Effort) -> dict[tuple[str, str], Figures]:
    """Combine the figures of all starts. Starts are interleaved, so a busy minute affects all programs alike."""
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
        # The empty app has no input: one run for each size in each round is more than enough.
        if program.reads or source.endswith(args.formats.split(",")[0])
    ]
    if args.short:
        # Half a minute suits both the smallest article without extras and the largest with everything on.
        left_out = {EMPTY: 1, "less": 0, "newsreader": 1, "newsreader full": 0}
        sources = list(inputs)
        pairs = [(p, s) for p, s in pairs if len(sources) < 2 or sources.index(s) != left_out.get(p.name)]
    results: dict[tuple[str, str], Figures] = {(p.name, source): defaultdict(list) for p, source in pairs}
    # Round -1 warms the disk cache and Python's compiled files; its figures are dropped. The short form skips it: it
    # runs after the tests, which have done the same.
    for turn in range(0 if args.short else -1, args.runs):
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
