"""What commands print on standard error besides errors: remarks, which `--quiet` leaves out, and details, which
`--verbose` adds."""

from __future__ import annotations

import sys

from ..text.safe import visible

_level = 0


def set_verbosity(*, quiet: bool, verbose: bool) -> None:
    """Apply `--quiet` and `--verbose` for the rest of this process; `--quiet` wins."""
    global _level
    _level = -1 if quiet else int(verbose)


def is_quiet() -> bool:
    """Whether to show neither remarks nor progress."""
    return _level < 0


def remark(sentence: str) -> None:
    """Print a sentence on standard error that is not an error."""
    if _level >= 0:
        print(f"newsreader: {visible(sentence)}", file=sys.stderr)


def detail(sentence: str) -> None:
    """Print what only somebody who follows the work wants to know."""
    if _level > 0:
        print(f"newsreader: {visible(sentence)}", file=sys.stderr)
