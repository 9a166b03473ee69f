"""Where a highlight is in a text that has changed."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.span import Span

from .highlight import Target


def same_words(a: str, b: str) -> bool:
    """True where two stretches differ in typography and blanks at most."""
    return a.split() == b.split()


def carry(old_text: str, start: int, end: int, new_text: str) -> tuple[int, int] | None:
    """Where `old_text[start:end]` stands in `new_text`, or None where it is gone."""
    return carry_all(old_text, [Span(start, end)], new_text)[0]


def carry_all(old_text: str, spans: Sequence[Span], new_text: str) -> list[Span | None]:
    """`carry` for many spans."""
    return [_find(old_text[s.start : s.end], new_text) for s in spans]


def anchor(selector: Target, new_text: str) -> tuple[int, int] | None:
    """From selectors alone."""
    return _find(selector.exact, new_text)


def _find(words: str, text: str) -> Span | None:
    at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None
